package compile

import (
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/ctymarks"

	"github.com/senextrader/senexc/lang/types"
)

// Call implements expr.Scope.
func (s *scope) Call(name string, args []cty.Value, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	switch name {
	case "accepted":
		return s.callAccepted(args, at)
	case "output":
		return s.callOutput(args, at)
	case "scram":
		return s.callSCRAM(args, at)
	case "slot":
		return s.callSlot(args, at)
	default:
		return s.callServicesWith(args, at)
	}
}

// callOutput is output(service, "name"): the output of a service that is known
// by a value.
func (s *scope) callOutput(args []cty.Value, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	if len(args) != 2 {
		return cty.DynamicVal, hcl.Diagnostics{problem(at, "Invalid function argument", "output() takes a service and the name of one of its outputs, as in output(var.app, \"url\").")}
	}
	service, _ := args[0].Unmark()
	if !service.IsKnown() {
		return cty.DynamicVal, nil
	}
	name, ok := plainString(args[1])
	if service.IsNull() || !service.Type().Equals(types.Service) || !ok {
		return cty.DynamicVal, hcl.Diagnostics{problem(at, "Invalid function argument", "output() takes a service and the name of one of its outputs, as in output(var.app, \"url\").")}
	}
	path := hcl.Traversal{hcl.TraverseAttr{Name: name, SrcRange: at}}
	return s.followService(service.EncapsulatedValue().(*types.ServiceRef).Name, path)
}

// callServicesWith is services_with("name"): one object for every instance in
// the stack whose component has that output, where it is not null. Connections
// through it open the way and order nothing: who collects from everybody does
// not wait for everybody.
func (s *scope) callServicesWith(args []cty.Value, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	c := s.c
	name, ok := "", len(args) == 1
	if ok {
		name, ok = plainString(args[0])
	}
	if !ok {
		return cty.DynamicVal, hcl.Diagnostics{problem(at, "Invalid function argument", "services_with() takes the name of an interface, as in services_with(\"metrics\").")}
	}
	if c.module.Interfaces[name] == nil {
		known := slices.Sorted(maps.Keys(c.module.Interfaces))
		return cty.DynamicVal, hcl.Diagnostics{problem(at, "Unknown interface", "There is no interface %q.%s", name, meantOrThere(name, known))}
	}
	if c.placing {
		return cty.DynamicVal, hcl.Diagnostics{problem(at, "Service not placed yet", "This decides which services there are and where they run, so nothing of a service can be read for it.")}
	}
	var list []cty.Value
	for _, service := range c.ordered {
		if service.component.Outputs[name] == nil {
			continue
		}
		for _, i := range service.instances {
			v := c.output(i, name, s.at, at)
			if bare, _ := v.Unmark(); !bare.IsKnown() || bare.IsNull() {
				continue
			}
			v, _ = readAt(v, service, at).WrangleMarksDeep(func(mark any, _ cty.Path) (ctymarks.WrangleAction, error) {
				if m, ok := mark.(connection); ok {
					m.weak = true
					return ctymarks.WrangleReplace(m), nil
				}
				return nil, nil
			})
			list = append(list, cty.ObjectVal(map[string]cty.Value{
				"service": cty.StringVal(service.name),
				"type":    cty.StringVal(service.component.Name()),
				"host":    i.host.value,
				name:      v,
			}))
		}
	}
	return cty.TupleVal(list), nil
}

func plainString(v cty.Value) (string, bool) {
	if v.IsMarked() || !v.IsKnown() || v.IsNull() || v.Type() != cty.String {
		return "", false
	}
	return v.AsString(), true
}
