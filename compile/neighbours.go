package compile

import (
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/senextrader/senexc/lang/sealed"
)

// checkNeighbours holds the secrets file against itself and against those of
// other stacks in its folder, as far as that shows without a key: a value that
// was copied from another secret, stack or environment, which hosts refuse, and
// a host whose identity opens the secrets of another environment.
func (c *compiler) checkNeighbours() {
	files := map[string]*sealed.File{c.opts.SealedName: c.sealed}
	names, err := fs.Glob(c.opts.FS, "*.secrets.hcl")
	if err != nil {
		return // a folder that cannot be listed has no neighbours
	}
	for _, name := range names {
		if path.Base(name) == c.opts.SealedName {
			continue
		}
		src, err := fs.ReadFile(c.opts.FS, name)
		if err != nil {
			continue
		}
		if file, diags := sealed.Parse(src, name); !diags.HasErrors() {
			files[name] = file
		}
	}
	own := map[string]string{} // the first secret of this stack with a text
	for i := range c.sealed.Secrets {
		s := &c.sealed.Secrets[i]
		for _, v := range s.Accepted() {
			if first, ok := own[v.Sealed]; ok {
				c.refuseCopy(v, fmt.Sprintf("of the secret %q", first))
			}
			own[v.Sealed] = s.Name
			for _, name := range names {
				if files[name] == nil || files[name] == c.sealed {
					continue
				}
				if twin := lookupSealed(files[name], v.Sealed); twin != nil {
					c.refuseCopy(v, fmt.Sprintf("of the secret %q in %s", twin.Name, name))
				}
			}
		}
	}
	if c.stack.example {
		return // whose identities are published with it
	}
	for _, h := range sortedByKey(c.hosts) {
		for _, name := range names {
			if file := files[name]; file != nil && file != c.sealed && h.recipient != "" && opens(file, h.recipient) {
				c.warnCheck(twoStacks, nil, h.block.Range, "Secrets in %s are sealed to the recipient of the host %q too: whoever has its identity opens the secrets of both. Enrol each host under its own stack:\n\n    senexc enroll %s %[2]s\n\nand seal the secrets of the other stack again with `senexc secret sync`.", name, h.name, c.opts.Stack)
			}
		}
	}
}

func (c *compiler) refuseCopy(v *sealed.Secret, from string) {
	c.failCheck(copied, v.Range, "What is sealed as the secret %q is the value %s, byte for byte. It says in itself for which stack, environment and name it was sealed, so that hosts refuse it here. Give the secret a value of its own:\n\n    senexc secret set %s %[1]s",
		v.Name, from, c.opts.Stack)
}

func lookupSealed(file *sealed.File, text string) *sealed.Secret {
	for i := range file.Secrets {
		for _, v := range file.Secrets[i].Accepted() {
			if v.Sealed == text {
				return v
			}
		}
	}
	return nil
}

func opens(file *sealed.File, recipient string) bool {
	return slices.ContainsFunc(file.Secrets, func(s sealed.Secret) bool { return slices.Contains(s.Recipients, recipient) })
}
