package function_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang/encode"
	"github.com/senextrader/senexc/lang/function"
	"github.com/senextrader/senexc/lang/secret"
	"github.com/senextrader/senexc/lang/types"
)

var files = fstest.MapFS{
	"stack/app.conf.tmpl":      {Data: []byte("name ${name}\n%{ for p in ports ~}\nlisten ${p};\n%{ endfor ~}\n")},
	"stack/broken.tmpl":        {Data: []byte("a\n${nam}\n")},
	"stack/syntax.tmpl":        {Data: []byte("${")},
	"stack/nested.tmpl":        {Data: []byte(`${templatefile("app.conf.tmpl", {})}`)},
	"stack/number.tmpl":        {Data: []byte("${n}")},
	"stack/null.tmpl":          {Data: []byte("${null}")},
	"stack/windows.tmpl":       {Data: []byte("a\r\n")},
	"stack/binary.tmpl":        {Data: []byte("\xff\xfe")},
	"stack/forged.tmpl":        {Data: []byte("⟪secret pw 1⟫")},
	"stack/conf.d/a.conf":      {},
	"stack/conf.d/b.conf":      {},
	"stack/conf.d/sub/c.conf":  {},
	"stack/conf.d/sub/d.other": {},
	"outside":                  {},
}

// variables are what the expressions of these tests refer to: a, b and c have a
// mark of that name each; ma and la are containers that have mark a themselves.
var variables = map[string]cty.Value{
	"a":  cty.StringVal("A").Mark("a"),
	"b":  cty.StringVal("B").Mark("b"),
	"c":  cty.StringVal("C").Mark("c"),
	"ma": cty.MapVal(map[string]cty.Value{"A": cty.StringVal("A")}).Mark("a"),
	"oa": cty.ObjectVal(map[string]cty.Value{"A": cty.StringVal("A")}).Mark("a"),
	"la": cty.ListVal([]cty.Value{cty.StringVal("A"), cty.StringVal("A2")}).Mark("a"),
	"na": cty.NullVal(cty.String).Mark("a"),
	"secret": cty.ObjectVal(map[string]cty.Value{
		"pw":  secret.Value("pw", 1),
		"key": secret.Value("key", 1),
	}),
	"db":      types.ServiceVal("db"),
	"unknown": cty.UnknownVal(cty.String),
	"dynamic": cty.DynamicVal,
}

func table() *hcl.EvalContext {
	return &hcl.EvalContext{
		Variables: variables,
		Functions: function.Table(function.Options{FS: files, Dir: "stack"}),
	}
}

func evaluate(t *testing.T, source string) (cty.Value, hcl.Diagnostics) {
	t.Helper()
	expr, diags := hclsyntax.ParseExpression([]byte(source), "test.hcl", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatalf("%s: %s", source, diags)
	}
	return expr.Value(table())
}

func TestFunctions(t *testing.T) {
	for _, c := range [][2]string{
		{`abs(-1.5)`, `1.5`}, {`ceil(1.1)`, `2`}, {`floor(1.9)`, `1`}, {`log(8, 2)`, `3`},
		{`max(1, 3, 2)`, `3`}, {`min([1, 3, 2]...)`, `1`}, {`parseint("ff", 16)`, `255`}, {`pow(2, 10)`, `1024`},
		{`signum(-7)`, `-1`}, {`sum([1, 2, 3.5])`, `6.5`}, {`sum([])`, `0`},

		{`bytes("8GiB")`, `8589934592`}, {`bytes("512MiB")`, `536870912`}, {`bytes("1.5KiB")`, `1536`},
		{`bytes("2GB")`, `2000000000`}, {`bytes("3kB")`, `3000`}, {`bytes("7B")`, `7`}, {`bytes("42")`, `42`}, {`bytes(42)`, `42`},
		{`bytes("256MiB") * 6 / 10`, `161061273.6`},
		{`seconds("10s")`, `10`}, {`seconds("5m")`, `300`}, {`seconds("1h30m")`, `5400`}, {`seconds("1d")`, `86400`},
		{`seconds("500ms")`, `0.5`}, {`seconds("1.5h")`, `5400`}, {`seconds("0s")`, `0`}, {`seconds("100s")`, `100`},

		{`chomp("a\n\n")`, `"a"`}, {`endswith("abc", "bc")`, `true`}, {`startswith("abc", "bc")`, `false`}, {`strcontains("abc", "b")`, `true`},
		{`format("%s-%03d-%q-%v", "a", 7, "q", true)`, `"a-007-\"q\"-true"`},
		{`formatlist("%s:%d", ["a", "b"], 80)`, `["a:80", "b:80"]`}, {`formatlist("x")`, `["x"]`}, {`formatlist("%s", [])`, `[]`},
		{`indent(2, "a\nb")`, `"a\n  b"`}, {`join(", ", ["a", "b"], ["c"])`, `"a, b, c"`}, {`join("-", [])`, `""`},
		{`lower("AB")`, `"ab"`}, {`upper("ab")`, `"AB"`}, {`title("ab cd")`, `"Ab Cd"`},
		{`regex("[a-z]+", "12ab")`, `"ab"`}, {`regexall("[0-9]", "a1b2")`, `["1", "2"]`},
		{`replace("a.b", ".", "-")`, `"a-b"`}, {`replace("a1b22", "/[0-9]+/", "#")`, `"a#b#"`}, {`replace("ab", "/(a)(b)/", "$2$1")`, `"ba"`},
		{`replace("a/b", "/", "-")`, `"a-b"`},
		{`split(",", "a,b")`, `["a", "b"]`}, {`strrev("ab")`, `"ba"`}, {`substr("hello", 1, 3)`, `"ell"`}, {`substr("hello", -2, -1)`, `"lo"`},
		{`trim("?!a?", "?!")`, `"a"`}, {`trimprefix("ab", "a")`, `"b"`}, {`trimsuffix("ab", "b")`, `"a"`}, {`trimspace(" a\n")`, `"a"`},

		{`alltrue([true, "true"])`, `true`}, {`alltrue([])`, `true`}, {`alltrue([true, null])`, `false`}, {`anytrue([false, true])`, `true`}, {`anytrue([])`, `false`},
		{`chunklist(["a", "b", "c"], 2)`, `[["a", "b"], ["c"]]`},
		{`coalesce(null, "", "x", "y")`, `"x"`}, {`coalesce(null, 0)`, `0`}, {`coalescelist([], ["a"])`, `["a"]`}, {`coalescelist(null, ["a"])`, `["a"]`},
		{`compact(["a", "", null, "b"])`, `["a", "b"]`}, {`concat(["a"], [1], [])`, `["a", 1]`}, {`contains(["a", "b"], "b")`, `true`},
		{`distinct(["b", "a", "b"])`, `["b", "a"]`}, {`element(["a", "b"], 3)`, `"b"`}, {`element(["a", "b"], -1)`, `"b"`},
		{`flatten([["a", ["b"]], [], "c", [["d"]]])`, `["a", "b", "c", "d"]`}, {`flatten([])`, `[]`}, {`flatten([toset(["b", "a"]), null])`, `["a", "b", null]`},
		{`index(["a", "b"], "b")`, `1`}, {`keys({ b = 1, a = 2 })`, `["a", "b"]`}, {`keys({})`, `[]`},
		{`length(["a"])`, `1`}, {`length({ a = 1, b = 2 })`, `2`}, {`length("añb")`, `3`}, {`length([])`, `0`},
		{`lookup({ a = 1 }, "a", 2)`, `1`}, {`lookup({ a = 1 }, "b", 2)`, `2`}, {`lookup({ a = 1 }, "a")`, `1`}, {`lookup(tomap({ a = 1 }), "b", "2")`, `2`}, {`lookup({}, "a", null)`, `null`},
		{`matchkeys(["a", "b", "c"], ["x", "y", "x"], ["x"])`, `["a", "c"]`},
		{`merge({ a = 1, b = 1 }, null, { b = "2" })`, `{ a = 1, b = "2" }`}, {`merge()`, `{}`}, {`merge({ x = { y = 1 } }, { x = { z = 2 } })`, `{ x = { z = 2 } }`},
		{`one([])`, `null`}, {`one(["a"])`, `"a"`}, {`one(toset(["a"]))`, `"a"`}, {`range(3)`, `[0, 1, 2]`}, {`range(1, 6, 2)`, `[1, 3, 5]`}, {`reverse(["a", "b"])`, `["b", "a"]`},
		{`setintersection(["a", "b"], ["b"])`, `["b"]`}, {`setproduct(["a"], ["x", "y"])`, `[["a", "x"], ["a", "y"]]`}, {`setsubtract(["a", "b"], ["b"])`, `["a"]`}, {`setunion(["a"], ["b", "a"])`, `["a", "b"]`},
		{`slice(["a", "b", "c"], 1, 2)`, `["b"]`}, {`sort(["b", "a", "B"])`, `["B", "a", "b"]`}, {`transpose({ a = ["x", "y"], b = ["y"] })`, `{ x = ["a"], y = ["a", "b"] }`},
		{`values({ b = 1, a = "2" })`, `["2", 1]`}, {`zipmap(["a", "b"], [1, "x"])`, `{ a = 1, b = "x" }`}, {`zipmap([], [])`, `{}`},

		{`base64encode("añ")`, `"YcOx"`}, {`base64decode("YcOx")`, `"añ"`}, {`csvdecode("a,b\n1,2\n")`, `[{ a = "1", b = "2" }]`},
		{`jsondecode("{\"a\":[1,null]}")`, `{ a = [1, null] }`}, {`jsonencode({ b = [1, true, null, 0.1], a = "<\"x\">" })`, `"{\"a\":\"<\\\"x\\\">\",\"b\":[1,true,null,0.1]}"`},
		{`jsonencode([])`, `"[]"`}, {`jsonencode(null)`, `"null"`}, {`jsonencode(toset(["b", "a"]))`, `"[\"a\",\"b\"]"`},
		{`md5("a")`, `"0cc175b9c0f1b6a831c399e269772661"`}, {`length(sha512("a"))`, `128`}, {`substr(sha256("a"), 0, 8)`, `"ca978112"`},
		{`urlencode("a b/ü")`, `"a%20b%2F%C3%BC"`}, {`shellquote("it's")`, `"'it'\\''s'"`}, {`sqlliteral("it's")`, `"'it''s'"`},

		{`cidrhost("10.0.1.0/24", 5)`, `"10.0.1.5"`}, {`cidrhost("10.0.1.77/24", -2)`, `"10.0.1.254"`}, {`cidrhost("fd00::/64", 256)`, `"fd00::100"`}, {`cidrhost("0.0.0.0/0", -1)`, `"255.255.255.255"`},
		{`cidrnetmask("172.16.0.0/12")`, `"255.240.0.0"`}, {`cidrnetmask("0.0.0.0/0")`, `"0.0.0.0"`},
		{`cidrsubnet("10.0.0.0/8", 8, 2)`, `"10.2.0.0/16"`}, {`cidrsubnet("fd00::/48", 16, 162)`, `"fd00:0:0:a2::/64"`}, {`cidrsubnet("10.0.0.0/24", 0, 0)`, `"10.0.0.0/24"`},
		{`cidrcontains("10.0.0.0/8", "10.9.9.9")`, `true`}, {`cidrcontains("10.0.0.0/8", "11.0.0.0")`, `false`}, {`cidrcontains("10.0.0.0/8", "10.1.0.0/16")`, `true`},
		{`cidrcontains("10.1.0.0/16", "10.0.0.0/8")`, `false`}, {`cidrcontains("10.0.0.0/8", "fd00::1")`, `false`},

		{`tobool("true")`, `true`}, {`tonumber("1.5")`, `1.5`}, {`tostring(1.5)`, `"1.5"`}, {`tostring(null)`, `null`}, {`tolist(["a", 1])`, `["a", "1"]`}, {`toset(["b", "a", "b"])`, `["a", "b"]`}, {`tomap({ a = 1 })`, `{ a = 1 }`},
		{`try(nothing.x, "d")`, `"d"`}, {`try("a", "d")`, `"a"`}, {`can(tonumber("x"))`, `false`}, {`can("x")`, `true`}, {`try(try(try(nothing.x)), 1)`, `1`},
		{`convert(["1", 2], list(number))`, `[1, 2]`}, {`convert({ a = 1 }, object({ a = number, b = optional(string, "x") }))`, `{ a = 1, b = "x" }`},

		{`fileset(".", "conf.d/*.conf")`, `["conf.d/a.conf", "conf.d/b.conf"]`}, {`fileset("conf.d", "**")`, `["a.conf", "b.conf", "sub/c.conf", "sub/d.other"]`},
		{`fileset("conf.d", "**/*.{conf,none}")`, `["a.conf", "b.conf", "sub/c.conf"]`}, {`fileset("conf.d", "?.conf")`, `["a.conf", "b.conf"]`}, {`fileset("conf.d", "x")`, `[]`},
		{`templatefile("app.conf.tmpl", { name = "x", ports = [80, 81] })`, `"name x\nlisten 80;\nlisten 81;\n"`}, {`templatefile("./number.tmpl", { n = 5 })`, `"5"`},
	} {
		got, diags := evaluate(t, c[0])
		want, _ := evaluate(t, c[1])
		if diags.HasErrors() {
			t.Errorf("%s: %s", c[0], diags)
		} else if !equal(got, want) {
			t.Errorf("%s is %#v, want %s", c[0], got, c[1])
		}
	}
}

// equal compares values apart from whether sequences are lists, sets or tuples
// and mappings maps or objects, but with their marks.
func equal(a, b cty.Value) bool {
	a, am := a.Unmark()
	b, bm := b.Unmark()
	if !am.Equal(bm) || a.IsNull() != b.IsNull() || a.IsKnown() != b.IsKnown() {
		return false
	}
	if a.IsNull() || !a.IsKnown() {
		return true
	}
	if !a.CanIterateElements() || !b.CanIterateElements() {
		return a.RawEquals(b)
	}
	if a.LengthInt() != b.LengthInt() {
		return false
	}
	mapping := func(v cty.Value) bool { return v.Type().IsMapType() || v.Type().IsObjectType() }
	if mapping(a) != mapping(b) {
		return false
	}
	for i, j := a.ElementIterator(), b.ElementIterator(); i.Next() && j.Next(); {
		ak, av := i.Element()
		bk, bv := j.Element()
		if mapping(a) && !ak.RawEquals(bk) || !equal(av, bv) {
			return false
		}
	}
	return true
}

func TestYAML(t *testing.T) {
	got, diags := evaluate(t, `yamlencode({
		name = "no", "a key" = 1.5, nothing = null, empty = [], none = {},
		list = ["a", ["b", "c"], { x = 1, y = { z = true } }, []],
		text = "line\nline",
	})`)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	want := `"a key": 1.5
"empty": []
"list":
  - "a"
  - - "b"
    - "c"
  - "x": 1
    "y":
      "z": true
  - []
"name": "no"
"none": {}
"nothing": null
"text": "line\nline"
`
	if got.AsString() != want {
		t.Errorf("got\n%s\nwant\n%s", got.AsString(), want)
	}
}

func TestErrors(t *testing.T) {
	for _, c := range [][2]string{
		{`bytes("8G")`, `"G" is not a unit of size; use GiB (powers of 1024) or GB (powers of 1000)`},
		{`bytes("8k")`, `KiB (1024 bytes) or kB (1000 bytes)`},
		{`bytes("8 GiB")`, `"8 GiB" is not a size`},
		{`bytes("-1")`, `is not a size`},
		{`bytes("1.5B")`, `1.5B is not a whole number of bytes`},
		{`bytes("8x")`, `"x" is not a unit of size; use B, KiB`},
		{`seconds("10")`, `"10" is not a duration`},
		{`seconds("30m1h")`, `units in the wrong order`},
		{`seconds("1m1m")`, `units in the wrong order`},
		{`seconds("5min")`, `"min" is not a unit of time`},
		{`seconds("")`, `is not a duration`},
		{`log(-1, 2)`, `log has no result for these arguments`},
		{`indent(-1, "a\nb")`, `indent has no result for these arguments`},
		{`one(["a", "b"])`, `there are 2`},
		{`index(["a"], "b")`, `not in the list`},
		{`lookup({ a = 1 }, "b")`, `there is no key "b"`},
		{`lookup({ a = 1 }, "b", 1, 2)`, `takes one default`},
		{`coalesce(null, "")`, `every argument is null`},
		{`coalescelist([], [])`, `every list is empty`},
		{`replace("a", "/(/", "")`, `missing closing`},
		{`formatlist("%s%s", ["a"], ["b", "c"])`, `has 2 elements, and that of argument 2 has 1`},
		{`format("%s")`, `not enough arguments`},
		{`format("%s", "a", "b")`, `too many arguments`},
		{`base64decode("?")`, `this is not Base64`},
		{`base64decode("/w==")`, `not UTF-8`},
		{`cidrhost("10.0.0.0/30", 4)`, `10.0.0.0/30 has only 4 addresses`},
		{`cidrhost("10.0.0.0/30", 1.5)`, `whole number`},
		{`cidrhost("10.0.0.0", 1)`, `is not a network`},
		{`cidrnetmask("fd00::/8")`, `only IPv4`},
		{`cidrsubnet("10.0.0.0/30", 3, 0)`, `from 0 to 2`},
		{`cidrsubnet("10.0.0.0/24", 2, 4)`, `less than 4`},
		{`cidrcontains("10.0.0.0/8", "x")`, `is not an address or a network`},
		{`convert({ a = 1 }, object({ b = number }))`, `value has no key "a"`},
		{`convert(1, strng)`, `Did you mean "string"?`},
		{`try(nothing.x, tonumber("y"))`, `none of the expressions can be evaluated: test.hcl:1:`},
		{`jsonencode({ a = db })`, `a service cannot be written as text`},
		{`templatefile("/etc/passwd", {})`, `not relative`},
		{`templatefile("~/x", {})`, `not relative`},
		{`templatefile("../outside", {})`, `leads out of the folder`},
		{`templatefile("conf.d/../../outside", {})`, `leads out of the folder`},
		{`templatefile("app.conf.tmp", {})`, `there is no file "stack/app.conf.tmp"; there is one called "stack/app.conf.tmpl"`},
		{`templatefile("broken.tmpl", { name = 1 })`, `stack/broken.tmpl:2: There is no variable named "nam". Did you mean "name"?`},
		{`templatefile("syntax.tmpl", {})`, `there is a mistake in the template: stack/syntax.tmpl:1: `},
		{`templatefile("nested.tmpl", {})`, `a template cannot fill in another one`},
		{`templatefile("null.tmpl", {})`, `does not make a string`},
		{`templatefile("windows.tmpl", {})`, `Windows line breaks`},
		{`templatefile("binary.tmpl", {})`, `not UTF-8`},
		{`templatefile("forged.tmpl", {})`, `reserved for the places of secrets`},
		{`templatefile("app.conf.tmpl", { "a b" = 1 })`, `not a name that a template can use`},
		{`templatefile("app.conf.tmpl", [])`, `an object with the values`},
		{`fileset("..", "*")`, `leads out of the folder`},
		{`fileset("none", "*")`, `there is no folder "stack/none"`},
		{`fileset(".", "[")`, `is not a pattern`},
		{`fileset(".", "../*")`, `is not a pattern`},
		{`jsondecode("\"\\u27ea\"")`, `reserved for the places of secrets`},
		{`jsondecode("{\"\\u27ea\":1}")`, `reserved for the places of secrets`},
		{`base64decode("4p+q")`, `reserved for the places of secrets`},
		{`csvdecode("⟪\n1\n")`, `reserved for the places of secrets`},
	} {
		_, diags := evaluate(t, c[0])
		if !diags.HasErrors() {
			t.Errorf("%s is accepted", c[0])
		} else if !strings.Contains(diags[0].Detail, c[1]) {
			t.Errorf("%s: %s\nwant %s", c[0], diags[0].Detail, c[1])
		}
	}
}

// Impure functions would make builds differ; these names are known elsewhere.
func TestImpureFunctionsAreAbsent(t *testing.T) {
	table := function.Table(function.Options{})
	for _, name := range []string{"timestamp", "plantimestamp", "uuid", "bcrypt", "env", "homedir", "pathexpand", "abspath", "file", "nonsensitive"} {
		if _, ok := table[name]; ok {
			t.Errorf("%s exists", name)
		}
	}
}

func TestEveryFunctionIsDescribed(t *testing.T) {
	table := function.Table(function.Options{})
	for name, f := range table {
		if f.Description() == "" || !strings.HasSuffix(f.Description(), ".") {
			t.Errorf("%s has the description %q", name, f.Description())
		}
	}
	for _, name := range encode.Names() {
		if _, ok := table[name]; !ok {
			t.Errorf("the encoder %s is not a function", name)
		}
	}
}
