package function

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	fn "github.com/zclconf/go-cty/cty/function"

	"github.com/senextrader/senexc/lang/secret"
	"github.com/senextrader/senexc/lang/suggest"
)

// files are those that functions may read.
type files struct {
	opts Options

	mutex     sync.Mutex
	templates map[string]template // by path in opts.FS
}

type template struct {
	expr hclsyntax.Expression
	err  error
}

// locate returns the path in the file system for one that is relative to the
// folder.
func (f *files) locate(name string) (string, error) {
	switch clean := path.Clean(name); {
	case f.opts.FS == nil:
		return "", errors.New("there are no files here")
	case name == "":
		return "", errors.New("the path is empty")
	case path.IsAbs(name), strings.HasPrefix(name, "~"):
		return "", fmt.Errorf("%q is not relative to the file that says this; only files beside it can be read, so that a stack is the same wherever it is built", name)
	case strings.Contains(name, `\`):
		return "", fmt.Errorf("%q has a backslash in it; folders are separated by /", name)
	case clean == "..", strings.HasPrefix(clean, "../"):
		return "", fmt.Errorf("%q leads out of the folder of the file that says this; only files in it can be read", name)
	default:
		return path.Join(f.opts.Dir, clean), nil
	}
}

// A TemplateError is the error of templatefile if the mistake is in the template
// rather than in the call: what is wrong is said by diagnostics with places in
// the template's file.
type TemplateError struct{ diags hcl.Diagnostics }

// Causes returns the diagnostics.
func (e TemplateError) Causes() hcl.Diagnostics { return e.diags }

// Error returns the diagnostics on one line.
func (e TemplateError) Error() string {
	return "there is a mistake in the template: " + sentence(e.diags, true)
}

func (f *files) templatefile(table map[string]fn.Function) fn.Function {
	functions := make(map[string]fn.Function, len(table)+1)
	for name, function := range table {
		functions[name] = function
	}
	functions["templatefile"] = fn.New(&fn.Spec{
		VarParam: &fn.Parameter{Name: "arguments", Type: cty.DynamicPseudoType},
		Type: func([]cty.Value) (cty.Type, error) {
			return cty.NilType, errors.New("a template cannot fill in another one; pass the text of that one as a value")
		},
	})
	return fn.New(&fn.Spec{
		Params: []fn.Parameter{{Name: "path", Type: cty.String, AllowMarked: true}, anything("values")},
		Type: func(args []cty.Value) (cty.Type, error) {
			if !isMapping(args[1]) {
				return cty.NilType, fn.NewArgErrorf(1, "an object with the values for the template is needed here")
			}
			return cty.String, nil
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			name, nameMarks := args[0].Unmark()
			values, marks := args[1].Unmark()
			expr, err := f.template(name.AsString())
			if mistake := (TemplateError{}); errors.As(err, &mistake) {
				return cty.NilVal, mistake
			}
			if err != nil {
				return cty.NilVal, fn.NewArgError(0, err)
			}
			ctx := &hcl.EvalContext{Functions: functions, Variables: values.AsValueMap()}
			if ctx.Variables == nil {
				ctx.Variables = map[string]cty.Value{}
			}
			for key := range ctx.Variables {
				if !hclsyntax.ValidIdentifier(key) {
					return cty.NilVal, fn.NewArgErrorf(1, "%q is not a name that a template can use", key)
				}
			}
			v, diags := expr.Value(ctx)
			if diags.HasErrors() {
				return cty.NilVal, TemplateError{diags}
			}
			// A template that is only ${x} is x itself, whatever that is.
			if v, err = convert.Convert(v, cty.String); err != nil || v.IsNull() {
				return cty.NilVal, fn.NewArgErrorf(0, "the template does not make a string")
			}
			return v.WithMarks(nameMarks, marks), nil
		},
	})
}

// Template reads and parses a template, as templatefile does, without filling it
// in. Its error is what templatefile says about its path, or a TemplateError.
func Template(opts Options, name string) (hclsyntax.Expression, error) {
	f := &files{opts: opts}
	located, err := f.locate(name)
	if err != nil {
		return nil, err
	}
	return f.parse(located)
}

// template reads and parses a file once.
func (f *files) template(name string) (hclsyntax.Expression, error) {
	located, err := f.locate(name)
	if err != nil {
		return nil, err
	}
	f.mutex.Lock()
	defer f.mutex.Unlock()
	t, ok := f.templates[located]
	if !ok {
		t.expr, t.err = f.parse(located)
		f.templates[located] = t
	}
	return t.expr, t.err
}

func (f *files) parse(located string) (hclsyntax.Expression, error) {
	src, err := fs.ReadFile(f.opts.FS, located)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		hint := ""
		if near := Nearest(f.opts.FS, located); near != "" {
			hint = fmt.Sprintf("; there is one called %q", near)
		}
		return nil, fmt.Errorf("there is no file %q%s", located, hint)
	case err != nil:
		return nil, fmt.Errorf("%q cannot be read: %w", located, err)
	case !utf8.Valid(src):
		return nil, fmt.Errorf("%q is not UTF-8 text", located)
	case secret.Forged(string(src)):
		return nil, fmt.Errorf("in %q %w", located, errForged)
	case bytes.ContainsRune(src, '\r'):
		return nil, fmt.Errorf("%q has Windows line breaks, which would end up on the host; save it with Unix ones", located)
	}
	parse := f.opts.Template
	if parse == nil {
		parse = func(src []byte, name string) (hclsyntax.Expression, hcl.Diagnostics) {
			return hclsyntax.ParseTemplate(src, name, hcl.InitialPos)
		}
	}
	expr, diags := parse(src, located)
	if diags.HasErrors() {
		return nil, TemplateError{diags}
	}
	return expr, nil
}

// Nearest returns the path of a file that was probably meant by one that does
// not exist, or "". Each part of the path may be misspelt.
func Nearest(fsys fs.FS, name string) string {
	found := "."
	for _, part := range strings.Split(name, "/") {
		entries, err := fs.ReadDir(fsys, found)
		if err != nil {
			return ""
		}
		var names []string
		for _, entry := range entries {
			names = append(names, entry.Name())
		}
		if !slices.Contains(names, part) {
			part = suggest.Suggest(part, names)
		}
		if part == "" {
			return ""
		}
		found = path.Join(found, part)
	}
	return found
}

func (f *files) fileset() fn.Function {
	return fn.New(&fn.Spec{
		Params: []fn.Parameter{{Name: "path", Type: cty.String}, {Name: "pattern", Type: cty.String}},
		Type:   fn.StaticReturnType(cty.Set(cty.String)),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			root, err := f.locate(args[0].AsString())
			if err != nil {
				return cty.NilVal, fn.NewArgError(0, err)
			}
			var patterns [][]string
			for _, pattern := range alternatives(args[1].AsString()) {
				for _, segment := range strings.Split(pattern, "/") {
					if _, err := path.Match(segment, ""); err != nil || segment == ".." {
						return cty.NilVal, fn.NewArgErrorf(1, "%q is not a pattern for files", args[1].AsString())
					}
				}
				patterns = append(patterns, strings.Split(pattern, "/"))
			}
			var found []cty.Value
			err = fs.WalkDir(f.opts.FS, root, func(name string, entry fs.DirEntry, err error) error {
				if err != nil || entry.IsDir() {
					return err
				}
				relative := strings.TrimPrefix(name, root+"/")
				if root == "." {
					relative = name
				}
				segments := strings.Split(relative, "/")
				if slices.ContainsFunc(patterns, func(pattern []string) bool { return matches(pattern, segments) }) {
					found = append(found, cty.StringVal(relative))
				}
				return nil
			})
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return cty.NilVal, fn.NewArgErrorf(0, "there is no folder %q", root)
			case err != nil:
				return cty.NilVal, fn.NewArgError(0, err)
			case len(found) == 0:
				return cty.SetValEmpty(cty.String), nil
			}
			set := cty.SetVal(found)
			return set, noTokens(set)
		},
	})
}

// matches tells whether the segments of a path match those of a pattern, in
// which ** stands for any number of segments.
func matches(pattern, segments []string) bool {
	for len(pattern) > 0 {
		if pattern[0] == "**" {
			for i := range len(segments) + 1 {
				if matches(pattern[1:], segments[i:]) {
					return true
				}
			}
			return false
		}
		if len(segments) == 0 {
			return false
		}
		if ok, err := path.Match(pattern[0], segments[0]); err != nil || !ok {
			return false
		}
		pattern, segments = pattern[1:], segments[1:]
	}
	return len(segments) == 0
}

// alternatives writes out the {a,b} of a pattern.
func alternatives(pattern string) []string {
	opening := strings.IndexByte(pattern, '{')
	if opening < 0 {
		return []string{pattern}
	}
	length := strings.IndexByte(pattern[opening:], '}')
	if length < 0 {
		return []string{pattern}
	}
	closing := opening + length
	var all []string
	for _, rest := range alternatives(pattern[closing+1:]) {
		for _, choice := range strings.Split(pattern[opening+1:closing], ",") {
			all = append(all, pattern[:opening]+choice+rest)
		}
	}
	return all
}
