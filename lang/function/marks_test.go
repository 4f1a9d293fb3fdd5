package function_test

import (
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/senextrader/senexc/lang/encode"
	"github.com/senextrader/senexc/lang/function"
	"github.com/senextrader/senexc/lang/secret"
)

// Marks decide which connections exist: a mark that comes to be on a second
// value opens a port that nobody needs, and a lost one closes one that is.
func TestMarksStayOnTheirElements(t *testing.T) {
	for _, c := range [][2]string{
		{`merge({ A = a }, { B = "x" })`, `{ A = a, B = "x" }`},
		{`merge({ A = a }, { B = "x" }).B`, `"x"`},
		{`merge(tomap({ A = a }), tomap({ B = "x" }))`, `{ A = a, B = "x" }`},
		{`merge({ A = a }, { A = "x" })`, `{ A = "x" }`},
		{`merge(ma, { B = "x" })`, `{ A = a, B = "x" }`},
		{`merge(ma, oa, { B = b }).B`, `b`},
		{`merge([{ A = a }, { B = b }]...)`, `{ A = a, B = b }`},
		{`concat([a], ["x"])`, `[a, "x"]`},
		{`concat(la, ["x"])`, `[a, "${"A2"}${substr(a, 0, 0)}", "x"]`},
		{`concat(la, ["x"])[2]`, `"x"`},
		{`concat(tolist([a]), tolist(["x"]))[1]`, `"x"`},
		{`flatten([[a], ["x", [b]]])`, `[a, "x", b]`},
		{`flatten([la, ["x"]])[2]`, `"x"`},
		{`flatten([la, ["x"]])[0]`, `a`},
		{`flatten([toset([a]), ["x"]])`, `[a, "x"]`},
		{`lookup({ A = a, B = "x" }, "B", c)`, `"x"`},
		{`lookup({ A = a, B = "x" }, "A")`, `a`},
		{`lookup({ A = a }, "C", "x")`, `"x"`},
		{`lookup(oa, "A")`, `a`},
		{`lookup(oa, "C", "x")`, `"x"`},
		{`lookup(tomap({ A = a, B = "x" }), "B", c)`, `"x"`},
		{`values({ A = a, B = "x" })`, `[a, "x"]`},
		{`values(tomap({ A = a, B = "x" }))[1]`, `"x"`},
		{`zipmap(["A", "B"], [a, "x"])`, `{ A = a, B = "x" }`},
		{`zipmap(["A", "B"], tolist([a, "x"]))`, `{ A = a, B = "x" }`},
		{`zipmap([a, "B"], ["A", "x"])`, `{ A = a, B = "x" }`},
		{`keys({ A = a, B = "x" })`, `["A", "B"]`},
		{`keys(tomap({ A = a, B = "x" }))`, `["A", "B"]`},
		{`length([a, "x"])`, `2`},
		{`length({ A = a })`, `1`},
		{`element([a, "x"], 1)`, `"x"`},
		{`element(tolist([a, "x"]), 0)`, `a`},
		{`one([a])`, `a`},
		{`coalesce(na, "x")`, `"x"`},
		{`coalesce("x", a)`, `"x"`},
		{`coalesce(null, a, b)`, `a`},
		{`coalescelist([], [a, "x"])`, `[a, "x"]`},
		{`coalescelist([a], ["x"])`, `[a]`},
		{`compact([a, "", "x"])`, `[a, "x"]`},
		{`distinct([a, "x", "x"])`, `[a, "x"]`},
		{`distinct([a, "A", "x"])`, `[a, "x"]`},
		{`distinct(["A", a, "x"])`, `[a, "x"]`},
		{`sort(["x", a])`, `[a, "x"]`},
		{`reverse([a, "x"])`, `["x", a]`},
		{`slice([a, "x"], 1, 2)`, `["x"]`},
		{`chunklist([a, "x"], 1)`, `[[a], ["x"]]`},
		{`matchkeys([a, "x"], ["k", "l"], ["l"])`, `["x"]`},
		{`setproduct([a], ["x", "y"])`, `[[a, "x"], [a, "y"]]`},
		{`formatlist("%s", ["x", "A"])`, `["x", "A"]`},
		{`formatlist("%s", [a, "x"])`, `[a, "x"]`},
		{`formatlist("%s", [a, "x"])[1]`, `"x"`},
		{`formatlist("%s", la)[0]`, `a`},
		{`tolist([a, "x"])`, `[a, "x"]`},
		{`tomap({ A = a, B = "x" })`, `{ A = a, B = "x" }`},
		{`tostring(a)`, `a`},
		{`try({ A = a, B = "x" }, 1)`, `{ A = a, B = "x" }`},
		{`try(nothing.x, a)`, `a`},
		{`can(a)`, `true`},
		{`convert({ A = a, B = "x" }, map(string))`, `{ A = a, B = "x" }`},
		{`templatefile("number.tmpl", { n = a })`, `a`},
		{`templatefile("number.tmpl", { n = "x", unused = a })`, `"x"`},

		// A result that is made of everything has all marks.
		{`upper(a)`, `a`},
		{`join("", [a, ""])`, `a`},
		{`format("%s", a)`, `a`},
		{`jsondecode(jsonencode([a]))[0]`, `a`},
		{`urlencode(a)`, `a`},
	} {
		got, diags := evaluate(t, c[0])
		want, wantDiags := evaluate(t, c[1])
		if diags.HasErrors() || wantDiags.HasErrors() {
			t.Errorf("%s: %s %s", c[0], diags, wantDiags)
		} else if !equal(got, want) {
			t.Errorf("%s is\n%#v, want %s\n%#v", c[0], got, c[1], want)
		}
	}
}

// Whatever a function does, the marks of what it was given are somewhere in what
// it returns, also when there is no value yet.
func TestMarksAreNotLost(t *testing.T) {
	for _, source := range []string{
		`length(toset([a]))`, `contains([a], "A")`, `max(length(toset([a])), 1)`, `split("", a)`, `sha512(a)`, `regex("A", a)`,
		`toset([a])`, `setunion([a], ["x"])`, `setintersection([a], ["A"])`, `setsubtract([a], ["x"])`, `transpose({ x = [a] })`,
		`index([a], "A")`, `substr(a, 0, 1)`, `jsonencode({ x = [a] })`, `yamlencode({ x = [a] })`, `keys(ma)`, `flatten(la)`, `sort(la)`, `distinct(la)`,
		`merge({ A = a }, dynamic)`, `concat([a], dynamic)`, `format("%s%s", a, unknown)`, `join("", [a, unknown])`, `lookup({ A = a }, unknown, "x")`,
		`upper("${a}${unknown}")`, `try("${a}${unknown}", 1)`, `jsonencode([a, unknown])`, `flatten([a, dynamic])`, `compact([a, unknown])`, `alltrue([a == "A", unknown == "x"])`,
	} {
		v, diags := evaluate(t, source)
		if diags.HasErrors() {
			t.Errorf("%s: %s", source, diags)
			continue
		}
		if _, marks := v.UnmarkDeep(); !marks.Equal(cty.NewValueMarks("a")) {
			t.Errorf("%s is %#v: it should have the mark a", source, v)
		}
	}
}

func TestSecretsPass(t *testing.T) {
	const pw = "⟪secret pw 1⟫"
	for _, c := range []struct{ source, text string }{
		{`secret.pw`, pw},
		{`merge({ A = secret.pw }, { B = "x" }).A`, pw},
		{`concat([secret.pw], ["x"])[0]`, pw},
		{`lookup({ A = secret.pw }, "A")`, pw},
		{`lookup({}, "A", secret.pw)`, pw},
		{`flatten([[secret.pw]])[0]`, pw},
		{`values({ A = secret.pw })[0]`, pw},
		{`zipmap(["A"], [secret.pw]).A`, pw},
		{`coalesce(null, secret.pw)`, pw},
		{`coalescelist([], [secret.pw])[0]`, pw},
		{`compact(["", secret.pw])[0]`, pw},
		{`distinct([secret.pw, secret.pw])[0]`, pw},
		{`element([secret.pw], 0)`, pw},
		{`one([secret.pw])`, pw},
		{`one(toset([secret.pw]))`, pw},
		{`reverse([secret.pw])[0]`, pw},
		{`slice(["x", secret.pw], 1, 2)[0]`, pw},
		{`chunklist([secret.pw], 2)[0][0]`, pw},
		{`matchkeys([secret.pw], ["a"], ["a"])[0]`, pw},
		{`setproduct([secret.pw], ["x"])[0][0]`, pw},
		{`[for x in setunion([secret.pw], [secret.pw]) : x][0]`, pw},
		{`try(secret.pw, "x")`, pw},
		{`tostring(secret.pw)`, pw},
		{`tolist([secret.pw])[0]`, pw},
		{`tomap({ A = secret.pw }).A`, pw},
		{`convert([secret.pw], list(secret))[0]`, pw},
		{`join(":", ["u", secret.pw])`, "u:" + pw},
		{`join(secret.pw, ["a", "b"])`, "a" + pw + "b"},
		{`format("%s:%[1]v%%", secret.pw)`, pw + ":" + pw + "%"},
		{`format("%5d %s", 1, secret.pw)`, "    1 " + pw},
		{`formatlist("%s=%s", ["A"], secret.pw)[0]`, "A=" + pw},
		{`templatefile("number.tmpl", { n = secret.pw })`, pw},

		{`urlencode(secret.pw)`, "⟪urlencode ⟪secret pw 1⟫⟫"},
		{`urlencode("a b${secret.pw}")`, "⟪urlencode a b⟪secret pw 1⟫⟫"},
		{`base64encode(sha256(secret.pw))`, "⟪base64encode ⟪sha256 ⟪secret pw 1⟫⟫⟫"},
		{`"redis://:${urlencode(secret.pw)}@h"`, "redis://:⟪urlencode ⟪secret pw 1⟫⟫@h"},
		{`jsonencode({ b = ["x", secret.pw], n = 1 })`, `{"b":["x",⟪jsonstring ⟪secret pw 1⟫⟫],"n":1}`},
		{`jsonencode(toset(["x", secret.pw]))`, `["x",⟪jsonstring ⟪secret pw 1⟫⟫]`},
		{`yamlencode({ b = ["x", "u:${secret.pw}"] })`, "\"b\":\n  - \"x\"\n  - ⟪jsonstring u:⟪secret pw 1⟫⟫\n"},
	} {
		v, diags := evaluate(t, c.source)
		if diags.HasErrors() {
			t.Errorf("%s: %s", c.source, diags)
			continue
		}
		if names := secret.Names(v); len(names) != 1 || names[0] != "pw" {
			t.Errorf("%s has the secrets %q", c.source, names)
		}
		v, _ = v.Unmark()
		if v.Type() != cty.String || v.AsString() != c.text {
			t.Errorf("%s is %#v, want %s", c.source, v, c.text)
		} else if _, err := secret.Parse(v.AsString()); err != nil {
			t.Errorf("%s has a broken token: %s", c.source, err)
		}
	}
}

// What says nothing about a secret's value is not one.
func TestNotSecret(t *testing.T) {
	for _, c := range [][2]string{
		{`keys({ A = secret.pw })`, `["A"]`},
		{`length([secret.pw, "x"])`, `2`},
		{`length(toset([secret.pw, "x"]))`, `2`},
		{`merge({ A = secret.pw }, { B = "x" }).B`, `"x"`},
		{`lookup({ A = secret.pw, B = "x" }, "B", secret.key)`, `"x"`},
		{`coalesce("x", secret.pw)`, `"x"`},
		{`can(secret.pw)`, `true`},
	} {
		got, diags := evaluate(t, c[0])
		if want, _ := evaluate(t, c[1]); diags.HasErrors() || !equal(got, want) {
			t.Errorf("%s is %#v, %s; want %s", c[0], got, diags, c[1])
		}
	}
}

func TestSecretsRefused(t *testing.T) {
	for _, source := range []string{
		`upper(secret.pw)`, `lower(secret.pw)`, `title(secret.pw)`, `trimspace("${secret.pw} ")`, `chomp(secret.pw)`, `indent(2, secret.pw)`, `strrev(secret.pw)`, `substr(secret.pw, 0, 3)`,
		`replace(secret.pw, "a", "b")`, `replace("a", "a", secret.pw)`, `split(",", secret.pw)`, `regex("a", secret.pw)`, `startswith(secret.pw, "a")`, `strcontains("a", secret.pw)`,
		`length(secret.pw)`, `sha512(secret.pw)`, `md5(secret.pw)`, `base64decode(secret.pw)`, `jsondecode(secret.pw)`, `tonumber(secret.pw)`, `tobool(secret.pw)`, `bytes(secret.pw)`, `seconds(secret.pw)`,
		`contains([secret.pw], "x")`, `contains(["x"], secret.pw)`, `index([secret.pw], "x")`, `sort([secret.pw])`, `setsubtract([secret.pw], ["x"])`, `setintersection([secret.pw], ["x"])`,
		`transpose({ a = [secret.pw] })`, `matchkeys(["a"], [secret.pw], ["x"])`, `lookup({}, secret.pw, "x")`, `zipmap([secret.pw], ["x"])`, `cidrhost(secret.pw, 1)`,
		`fileset(secret.pw, "*")`, `templatefile(secret.pw, {})`,
		`format("%q", secret.pw)`, `format("%5s", secret.pw)`, `format("%.3s", secret.pw)`, `format("%-s", secret.pw)`, `format("%d %[1]q", secret.pw)`, `format("%v", [secret.pw])`, `format("%#v", secret.pw)`,
		`format("%s %[3]q %s", "a", "b", secret.pw, "c")`, `format(secret.pw)`, `formatlist("%q", [secret.pw])`, `format("${urlencode("%s${secret.pw}")}", "x")`,
		`convert(secret.pw, number)`, `keys({ (secret.pw) = 1 })`, `jsonencode([secret.pw == "x"])`,
	} {
		v, diags := evaluate(t, source)
		if !diags.HasErrors() {
			t.Errorf("%s is %#v", source, v)
			continue
		}
		if detail := diags[0].Detail; !strings.Contains(detail, "secret") || strings.ContainsAny(detail, "⟪⟫") {
			t.Errorf("%s: %s", source, detail)
		}
	}
}

func TestRefusalSaysWhatToDo(t *testing.T) {
	_, diags := evaluate(t, `upper("${secret.pw}${secret.key}")`)
	if !diags.HasErrors() {
		t.Fatal("not refused")
	}
	for _, want := range append(encode.Names(), "secret.key, secret.pw is in it", "upper would have to read that here") {
		if !strings.Contains(diags[0].Detail, want) {
			t.Errorf("the message does not say %q: %s", want, diags[0].Detail)
		}
	}
}

// No function may let a secret through unnoticed: one that is added later has to
// be put into one of the two groups.
func TestEverySecretPolicyIsKnown(t *testing.T) {
	lenient := strings.Fields(`base64encode chunklist coalesce coalescelist compact concat distinct element envvalue flatten format formatlist join
		jsonencode jsonstring keys length lookup matchkeys merge nginxquote one pgpassvalue redisquote reverse setproduct setunion sha256 shellquote
		slice sqlliteral systemdvalue templatefile tolist tomap toset tostring urlencode values yamlencode zipmap`)
	lazy := map[string]bool{"try": true, "can": true, "convert": true}
	allowed := map[string]bool{}
	for _, name := range lenient {
		allowed[name] = true
	}
	for name, f := range function.Table(function.Options{}) {
		if lazy[name] || allowed[name] {
			continue
		}
		// Every argument is a secret, whatever the function does with it.
		var args []cty.Value
		for _, p := range f.Params() {
			args = append(args, cty.UnknownVal(p.Type).Mark(secret.Mark{Name: "pw"}))
		}
		if p := f.VarParam(); p != nil {
			args = append(args, cty.UnknownVal(p.Type).Mark(secret.Mark{Name: "pw"}))
		}
		if _, err := f.Call(args); err == nil || !strings.Contains(err.Error(), "secret.pw") {
			t.Errorf("%s takes a secret: %v", name, err)
		}
	}
}
