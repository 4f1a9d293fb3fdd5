package compile

import (
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/ctymarks"
	"github.com/zclconf/go-cty/cty/function"
)

// weak is the function of that name: the connections of its argument open the
// way and order nothing.
var weak = function.New(&function.Spec{
	Description: "Returns its argument unchanged. A connection in it still publishes the port and opens the firewall, but its reader starts without waiting for it.",
	Params: []function.Parameter{{
		Name: "value", Type: cty.DynamicPseudoType,
		AllowNull: true, AllowUnknown: true, AllowDynamicType: true, AllowMarked: true,
	}},
	Type: func(args []cty.Value) (cty.Type, error) { return args[0].Type(), nil },
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		return args[0].WrangleMarksDeep(func(mark any, _ cty.Path) (ctymarks.WrangleAction, error) {
			if m, ok := mark.(connection); ok {
				m.weak = true
				return ctymarks.WrangleReplace(m), nil
			}
			return nil, nil
		})
	},
})
