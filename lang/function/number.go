package function

import (
	"errors"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
	fn "github.com/zclconf/go-cty/cty/function"
)

var sum = fn.New(&fn.Spec{
	Params: []fn.Parameter{{Name: "list", Type: cty.List(cty.Number)}},
	Type:   fn.StaticReturnType(cty.Number),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		total := cty.Zero
		for _, v := range elements(args[0]) {
			if v.IsNull() {
				return cty.NilVal, fn.NewArgErrorf(0, "there is a null in the list")
			}
			total = total.Add(v)
		}
		return total, nil
	},
})

// units of sizes, in bytes. Names that mean 1000 to some and 1024 to others are
// not among them.
var units = map[string]int64{
	"": 1, "B": 1,
	"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40,
	"kB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12,
}

var sizePattern = regexp.MustCompile(`^([0-9]{1,30}(?:\.[0-9]{1,30})?)([A-Za-z]*)$`)

var size = fn.New(&fn.Spec{
	Params: []fn.Parameter{{Name: "size", Type: cty.String}},
	Type:   fn.StaticReturnType(cty.Number),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		n, err := parseBytes(args[0].AsString())
		if err != nil {
			return cty.NilVal, fn.NewArgError(0, err)
		}
		return cty.NumberVal(new(big.Float).SetPrec(512).SetInt(n)), nil
	},
})

func parseBytes(s string) (*big.Int, error) {
	m := sizePattern.FindStringSubmatch(s)
	if m == nil {
		return nil, fmt.Errorf(`%q is not a size; write a number and a unit, as in "512MiB"`, s)
	}
	unit, ok := units[m[2]]
	if !ok {
		return nil, fmt.Errorf("%q is not a unit of size; use %s", m[2], unitHint(m[2]))
	}
	n, _ := new(big.Rat).SetString(m[1])
	n.Mul(n, new(big.Rat).SetInt64(unit))
	if !n.IsInt() {
		return nil, fmt.Errorf("%s is not a whole number of bytes", s)
	}
	return n.Num(), nil
}

// unitHint names the units that a wrong one may stand for.
func unitHint(given string) string {
	switch prefix := strings.ToUpper(given[:1]); prefix {
	case "K":
		return "KiB (1024 bytes) or kB (1000 bytes)"
	case "M", "G", "T":
		return prefix + "iB (powers of 1024) or " + prefix + "B (powers of 1000)"
	}
	return "B, KiB, MiB, GiB, TiB, kB, MB, GB or TB"
}

// times are the units of durations, the longest first, and milliseconds how
// long they are.
var (
	times        = []string{"d", "h", "m", "s", "ms"}
	milliseconds = []int64{86_400_000, 3_600_000, 60_000, 1000, 1}
)

var durationPattern = regexp.MustCompile(`^([0-9]{1,12}(?:\.[0-9]{1,12})?)([a-z]+)`)

var duration = fn.New(&fn.Spec{
	Params: []fn.Parameter{{Name: "duration", Type: cty.String}},
	Type:   fn.StaticReturnType(cty.Number),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		n, err := parseSeconds(args[0].AsString())
		if err != nil {
			return cty.NilVal, fn.NewArgError(0, err)
		}
		return cty.ParseNumberVal(n)
	},
})

// parseSeconds returns the number of seconds in decimal.
func parseSeconds(s string) (string, error) {
	total := new(big.Rat)
	from := 0 // units must get shorter, so that each is there once
	for rest := s; ; {
		m := durationPattern.FindStringSubmatch(rest)
		if m == nil {
			return "", fmt.Errorf(`%q is not a duration; write numbers and units, as in "90s" or "1h30m"`, s)
		}
		i := slices.Index(times, m[2])
		if i < 0 {
			return "", fmt.Errorf("%q is not a unit of time; use d, h, m, s or ms", m[2])
		}
		if i < from {
			return "", fmt.Errorf("%q has its units in the wrong order; the longer ones come first", s)
		}
		from = i + 1
		n, _ := new(big.Rat).SetString(m[1])
		total.Add(total, n.Mul(n, big.NewRat(milliseconds[i], 1000)))
		if rest = rest[len(m[0]):]; rest == "" {
			break
		}
	}
	return strings.TrimRight(strings.TrimRight(total.FloatString(15), "0"), "."), nil
}

// whole returns a number as an integer.
func whole(v cty.Value) (*big.Int, error) {
	n, accuracy := v.AsBigFloat().Int(nil)
	if n == nil || accuracy != big.Exact {
		return nil, errors.New("a whole number is needed here")
	}
	return n, nil
}
