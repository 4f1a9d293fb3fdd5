package architecture

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// All knowledge about a kind of service is in its component. So no Go code of
// the product has the name of one in an identifier or a string; comments may,
// as examples.

var componentLabel = regexp.MustCompile(`(?m)^component\s+"([^"]+)"`)

// alsoServices are names that no component of the standard library has as its
// type, and that are as much out of place.
var alsoServices = []string{"postgres", "daphne", "gunicorn", "valkey", "grafana", "prometheus", "certbot"}

// namesFormats are the packages that may: an encoder is named for the program
// whose format it writes, and so are the functions that stand for encoders.
var namesFormats = []string{"lang/encode", "lang/function"}

func TestNoServiceIsKnownByName(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, "stdlib", "*.hcl"))
	if err != nil {
		t.Fatal(err)
	}
	services := slices.Clone(alsoServices)
	for _, name := range files {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range componentLabel.FindAllStringSubmatch(string(body), -1) {
			services = append(services, m[1])
		}
	}
	if len(services) == len(alsoServices) {
		t.Fatal("found no components in stdlib")
	}
	for _, p := range load(t) {
		if !product(p.Folder) || within(p.Folder, "stdlib") || slices.Contains(namesFormats, p.Folder) {
			continue
		}
		for _, file := range p.Files {
			for _, found := range named(p.Fset, file, services) {
				t.Errorf("%s: what is particular to a service belongs in its component", found)
			}
		}
	}
}

// named returns the places in a file where a service's name is a word of an
// identifier or of a string.
func named(fset *token.FileSet, file *ast.File, services []string) (found []string) {
	ast.Inspect(file, func(n ast.Node) bool {
		var text string
		switch n := n.(type) {
		case *ast.Ident:
			text = n.Name
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				text = n.Value
			}
		case *ast.ImportSpec:
			return false
		}
		for _, word := range words(text) {
			if slices.Contains(services, word) {
				found = append(found, fset.Position(n.Pos()).String()+": "+word)
			}
		}
		return true
	})
	return found
}

var word = regexp.MustCompile(`[A-Z]?[a-z]+|[A-Z]+`)

// words splits text at everything that is no letter, and where a capital
// begins a new word, and returns the words in lower case.
func words(text string) []string {
	var all []string
	for _, w := range word.FindAllString(text, -1) {
		all = append(all, strings.ToLower(w))
	}
	return all
}

func TestNamesCanBeFound(t *testing.T) {
	for source, want := range map[string]bool{
		`package p; const x = "redis"`:                       true,
		`package p; const x = "/etc/nginx/nginx.conf"`:       true,
		`package p; func reloadNginx() {}`:                   true,
		`package p; var redis_port = 6379`:                   true,
		`package p; const x = "redisquote" // as for redis`:  false,
		`package p; import "example.org/redis"; const x = 1`: false,
	} {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "p.go", source, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(named(fset, file, []string{"redis", "nginx"})) > 0; got != want {
			t.Errorf("%s: found %t, want %t", source, got, want)
		}
	}
}
