package function

import (
	"fmt"
	"math/big"
	"net/netip"
	"strings"

	"github.com/zclconf/go-cty/cty"
	fn "github.com/zclconf/go-cty/cty/function"
)

var networkParameter = fn.Parameter{Name: "network", Type: cty.String}

var cidrhost = fn.New(&fn.Spec{
	Params: []fn.Parameter{networkParameter, {Name: "number", Type: cty.Number}},
	Type:   fn.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		network, err := parseNetwork(args[0])
		if err != nil {
			return cty.NilVal, fn.NewArgError(0, err)
		}
		number, err := whole(args[1])
		if err != nil {
			return cty.NilVal, fn.NewArgError(1, err)
		}
		size := new(big.Int).Lsh(big.NewInt(1), uint(network.Addr().BitLen()-network.Bits()))
		if number.Sign() < 0 {
			number.Add(number, size)
		}
		if number.Sign() < 0 || number.Cmp(size) >= 0 {
			return cty.NilVal, fn.NewArgErrorf(1, "%s has only %s addresses", network, size)
		}
		return cty.StringVal(offset(network.Addr(), number).String()), nil
	},
})

var cidrsubnet = fn.New(&fn.Spec{
	Params: []fn.Parameter{networkParameter, {Name: "bits", Type: cty.Number}, {Name: "number", Type: cty.Number}},
	Type:   fn.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		network, err := parseNetwork(args[0])
		if err != nil {
			return cty.NilVal, fn.NewArgError(0, err)
		}
		bits, err := whole(args[1])
		free := network.Addr().BitLen() - network.Bits()
		if err != nil || bits.Sign() < 0 || bits.Cmp(big.NewInt(int64(free))) > 0 {
			return cty.NilVal, fn.NewArgErrorf(1, "a whole number from 0 to %d is needed here: %s leaves no more bits", free, network)
		}
		number, err := whole(args[2])
		count := new(big.Int).Lsh(big.NewInt(1), uint(bits.Int64()))
		if err != nil || number.Sign() < 0 || number.Cmp(count) >= 0 {
			return cty.NilVal, fn.NewArgErrorf(2, "a whole number less than %s is needed here: that many networks fit in %s bits", count, bits)
		}
		length := network.Bits() + int(bits.Int64())
		number.Lsh(number, uint(network.Addr().BitLen()-length))
		return cty.StringVal(netip.PrefixFrom(offset(network.Addr(), number), length).String()), nil
	},
})

var cidrnetmask = fn.New(&fn.Spec{
	Params: []fn.Parameter{networkParameter},
	Type:   fn.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		network, err := parseNetwork(args[0])
		if err != nil {
			return cty.NilVal, fn.NewArgError(0, err)
		}
		if !network.Addr().Is4() {
			return cty.NilVal, fn.NewArgErrorf(0, "only IPv4 networks have a mask, and %s is IPv6", network)
		}
		ones := netip.AddrFrom4([4]byte{255, 255, 255, 255})
		mask, err := ones.Prefix(network.Bits())
		if err != nil {
			return cty.NilVal, fn.NewArgError(0, err)
		}
		return cty.StringVal(mask.Addr().String()), nil
	},
})

var cidrcontains = fn.New(&fn.Spec{
	Params: []fn.Parameter{networkParameter, {Name: "address", Type: cty.String}},
	Type:   fn.StaticReturnType(cty.Bool),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		network, err := parseNetwork(args[0])
		if err != nil {
			return cty.NilVal, fn.NewArgError(0, err)
		}
		if !strings.Contains(args[1].AsString(), "/") {
			address, err := netip.ParseAddr(args[1].AsString())
			if err != nil {
				return cty.NilVal, fn.NewArgErrorf(1, `%q is not an address or a network, such as "10.0.1.10" or "10.0.1.0/24"`, args[1].AsString())
			}
			return cty.BoolVal(network.Contains(address)), nil
		}
		inner, err := parseNetwork(args[1])
		if err != nil {
			return cty.NilVal, fn.NewArgError(1, err)
		}
		return cty.BoolVal(inner.Bits() >= network.Bits() && network.Contains(inner.Addr())), nil
	},
})

// parseNetwork reads a network. The bits of an address in it do not matter.
func parseNetwork(v cty.Value) (netip.Prefix, error) {
	network, err := netip.ParsePrefix(v.AsString())
	if err != nil {
		return network, fmt.Errorf(`%q is not a network, such as "10.0.1.0/24"`, v.AsString())
	}
	return network.Masked(), nil
}

// offset returns the address that is n after another. It must exist.
func offset(address netip.Addr, n *big.Int) netip.Addr {
	sum := new(big.Int).SetBytes(address.AsSlice())
	raw := make([]byte, address.BitLen()/8)
	sum.Add(sum, n).FillBytes(raw)
	result, _ := netip.AddrFromSlice(raw)
	return result
}
