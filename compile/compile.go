package compile

import (
	"context"
	"io/fs"
	"maps"
	"slices"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/lang"
	"github.com/senextrader/senexc/lang/sealed"
)

// Options are the inputs of a compilation.
type Options struct {
	FS        fs.FS             // folder of the stack file
	Stack     string            // the stack file in FS
	Std       fs.FS             // the standard library
	Variables map[string]string // values of variables, as typed
	Ambient   map[string]string // the same, used where there is such a variable and no other value
	// VarFiles are files of values of variables, by the name that messages
	// call them; a later one wins, and Variables wins over all of them.
	VarFiles []VarFile

	Sealed        []byte // the secrets file; nil when there is none
	SealedName    string // what messages call it
	AllowUnsealed bool   // a secret that is not sealed, or not for every host that needs it, is no error

	Now time.Time // what certificates are held against; the zero time for nothing
}

// A VarFile is a file of values of variables.
type VarFile struct {
	Name string
	Data []byte
}

// Result is what a compilation gives. With errors, Plan is nil and the rest is
// as complete as the errors allow.
type Result struct {
	Plan         *plan.Stack
	Files        map[string]*hcl.File // every source, for showing diagnostics
	Needs        map[string][]string  // hosts that need a secret, by its name
	Versions     map[string]int       // version of the value that is in use, or that the first one will have, by the name of the secret
	Used         []string             // secrets that something refers to, whether or not this build needs them, sorted
	Recipients   map[string]string    // age recipient of a host, by its name; none that is published
	Operators    map[string]string    // recipient of an operator, by its name
	Authorities  []Authority          // that the stack declares, by name
	Certificates []Certificate        // that its services need, by name
	SigningKey   string               // the stack's signing key, relative to its folder
	Stack        string               // name of the stack
	Environment  string
}

// Compile compiles one stack. It finds as many errors as it can in one run,
// and returns warnings also when there are none.
func Compile(ctx context.Context, opts Options) (*Result, hcl.Diagnostics) {
	module, diags := lang.Load(opts.FS, opts.Stack, opts.Std)
	result := &Result{Files: map[string]*hcl.File{}}
	if module == nil {
		return result, diags
	}
	result.Files = module.Files
	file, more := sealedFile(module, opts)
	diags = append(diags, more...)
	c := newCompiler(ctx, module, opts, nil)
	c.sealed, c.diags = file, slices.Clip(diags)
	if module.Stack == nil {
		return result, c.finish()
	}
	stack := c.run(result)
	if c.askedWhere && !c.diags.HasErrors() {
		// Something is told where it must listen, which follows from edges
		// that were not known yet. Now they are.
		c = newCompiler(ctx, module, opts, c)
		c.sealed, c.diags = file, slices.Clip(diags)
		stack = c.run(result)
		c.checkSettled()
	}
	if diags = c.finish(); len(diags) > 0 {
		lang.Recall(module.Files)
	}
	if !diags.HasErrors() && ctx.Err() == nil {
		result.Plan = stack
	}
	return result, diags
}

// newCompiler returns a compiler that has evaluated nothing. What was done to
// the expressions of the module, and the edges, it knows from an earlier one.
func newCompiler(ctx context.Context, module *lang.Module, opts Options, earlier *compiler) *compiler {
	c := &compiler{
		module:     module,
		opts:       opts,
		canceled:   func() bool { return ctx.Err() != nil },
		cells:      cells{},
		readings:   map[string]cells{},
		hosts:      map[string]*host{},
		services:   map[string]*service{},
		families:   map[string][]*service{},
		keys:       map[string][]string{},
		functions:  map[*lang.Component]map[string]function.Function{},
		prepared:   map[hcl.Expression]hcl.Expression{},
		spelt:      map[hcl.Expression]*words{},
		misspelt:   map[hcl.Expression][]hcl.Range{},
		checked:    map[checked]bool{},
		fixed:      map[hcl.Expression]cty.Value{},
		parts:      map[*instance]*parts{},
		mounted:    map[*item][]*item{},
		shared:     newShared(),
		texts:      map[written]plan.Text{},
		sources:    map[string][]byte{},
		uses:       map[*host][]use{},
		inNetworks: map[*item][]*item{},
		apart:      map[*item]bool{},
		inside:     map[*item]*item{},
		usedOnHost: map[*item]hcl.Range{},
		connected:  map[edgeKey]*edge{},
		about:      map[*hcl.Diagnostic]string{},
		conditions: map[*hcl.Diagnostic]hcl.Range{},
	}
	if earlier != nil {
		c.prepared, c.spelt, c.listens = earlier.prepared, earlier.spelt, earlier.listeningAt()
	}
	return c
}

// run evaluates the stack and returns its plan, which means something when
// there are no errors.
func (c *compiler) run(result *Result) *plan.Stack {
	c.checkUserFunctions()
	c.checkFunctions(c.module.Stack)
	c.evaluateStack(result) // first: hosts take their defaults from it
	c.checkSystems()
	c.checkReferences()
	c.checkInterfaces()
	c.placeHosts()
	if len(c.module.Hosts) == 0 && !c.diags.HasErrors() {
		c.fail(c.module.Stack.Range, "No hosts", "The stack has no host, so there is nothing to build. Add one: host \"NAME\" { address = \"10.0.0.1\" }.")
	}
	c.placeServices()
	c.checkKeys()
	c.readSuppressions()
	c.checkStack()
	c.placeGuests()
	lang.Forget(c.module.Files) // expressions are all that is left to evaluate
	c.build()
	if c.canceled() {
		return nil
	}
	c.checkReaders()
	stack := c.derive()
	c.addCertificates(stack, result)
	c.addSecrets(stack, result)
	c.checkBackups()
	stack.Name, stack.Environment, stack.Example = result.Stack, result.Environment, c.stack.example
	return stack
}

// A compiler holds the state of one compilation. It is used by one goroutine.
type compiler struct {
	module   *lang.Module
	opts     Options
	canceled func() bool // whether to stop: what comes out then means nothing
	sealed   *sealed.File
	stack    stack

	hosts    map[string]*host
	services map[string]*service   // by name
	families map[string][]*service // by the name of their block
	keys     map[string][]string   // of the for_each of a service, by the name of its block
	ordered  []*service            // by name
	placing  bool                  // services are being placed

	cells     cells                                            // what is the same whoever reads it
	readings  map[string]cells                                 // what was evaluated for the readers on a host
	running   []*evaluation                                    // outermost first
	functions map[*lang.Component]map[string]function.Function // by who calls them; nil is the stack
	prepared  map[hcl.Expression]hcl.Expression
	spelt     map[hcl.Expression]*words
	misspelt  map[hcl.Expression][]hcl.Range // places of names that do not exist
	checked   map[checked]bool               // references whose names all exist
	fixed     map[hcl.Expression]cty.Value   // arguments whose value is the same for everybody

	parts      map[*instance]*parts
	mounted    map[*item][]*item   // what mounts a file
	usedOnHost map[*item]hcl.Range // files whose path is used on the host
	shared     shared
	texts      map[written]plan.Text // of the plan
	sources    map[string][]byte     // files beside components, by their paths
	uses       map[*host][]use       // what of its host an item needs to be there
	inNetworks map[*item][]*item     // networks of components that a process is in
	apart      map[*item]bool        // processes that are not in the stack's network
	inside     map[*item]*item       // the running container that something is done in

	connected map[edgeKey]*edge // of the readers on the host that is being built
	edges     []*edge           // of all that are built, by their readers

	diags      hcl.Diagnostics
	about      map[*hcl.Diagnostic]string    // services that warnings are about
	conditions map[*hcl.Diagnostic]hcl.Range // that messages say do not hold

	suppressions []*suppression
	renames      map[string]rename // by the name now

	certificates []*wanted

	// listens says where native endpoints listen; it is known when the
	// edges are, that is, to a second compiler. askedWhere is whether
	// anything wants to know.
	listens    map[listener][]string
	askedWhere bool
}

// sortedByKey returns the values of a map in order of their keys.
func sortedByKey[V any](m map[string]V) []V {
	values := make([]V, 0, len(m))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		values = append(values, m[k])
	}
	return values
}
