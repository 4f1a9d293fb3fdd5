package architecture

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// What depends on more than the input, and may only be read in cmd, which
// passes it on as an argument.
var (
	impureCalls = []string{
		"time.Now", "time.Since", "time.Until",
		"os.Getenv", "os.LookupEnv", "os.Environ", "os.ExpandEnv",
		"os.UserHomeDir", "os.UserCacheDir", "os.UserConfigDir", "os.Hostname", "os.Getwd", "os.Getuid", "os.Getpid",
	}
	impureImports = []string{"math/rand", "math/rand/v2", "os/user", "net/http"}
)

func TestSameInputSameBytes(t *testing.T) {
	for _, p := range load(t) {
		if !product(p.Folder) || within(p.Folder, "cmd") {
			continue
		}
		for _, file := range p.Files {
			for _, found := range impure(p.Fset, file) {
				t.Errorf("%s: only cmd may know this; let it pass the value in", found)
			}
		}
	}
}

// impure returns the places in a file that use something impure.
func impure(fset *token.FileSet, file *ast.File) (found []string) {
	for _, spec := range file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		if slices.Contains(impureImports, path) {
			found = append(found, fset.Position(spec.Pos()).String()+": imports "+path)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && slices.Contains(impureCalls, x.Name+"."+sel.Sel.Name) {
				found = append(found, fset.Position(n.Pos()).String()+": uses "+x.Name+"."+sel.Sel.Name)
			}
		}
		return true
	})
	return found
}

func TestImpureCanBeFound(t *testing.T) {
	for source, want := range map[string]string{
		`package p; import "time"; var x = time.Now()`:                 "uses time.Now",
		`package p; import "os"; func f() { _ = os.Getenv }`:           "uses os.Getenv",
		`package p; import r "math/rand/v2"; var x = r.Int()`:          "imports math/rand/v2",
		`package p; import "time"; var x = time.Second; var Now = "1"`: "",
	} {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "p.go", source, 0)
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(impure(fset, file), "\n")
		if !strings.HasSuffix(got, want) || want == "" && got != "" {
			t.Errorf("%s: found %q, want %q", source, got, want)
		}
	}
}
