package architecture

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const (
	module = "github.com/senextrader/senexc"
	root   = "../.."
)

// A pkg is a package of the module, without its tests.
type pkg struct {
	Folder  string // below the module's root
	Reaches []string
	Name    string
	Doc     bool // has a doc.go with the package's comment
	Files   []*ast.File
	Fset    *token.FileSet
}

// load reads all packages of the module.
func load(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Name,Dir,GoFiles,Deps", "./...")
	cmd.Dir, cmd.Stderr = root, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var packages []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var listed struct {
			ImportPath, Name, Dir string
			GoFiles, Deps         []string
		}
		if err := dec.Decode(&listed); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		p := pkg{
			Folder:  strings.TrimPrefix(strings.TrimPrefix(listed.ImportPath, module), "/"),
			Reaches: listed.Deps,
			Name:    listed.Name,
			Fset:    token.NewFileSet(),
		}
		for _, name := range listed.GoFiles {
			file, err := parser.ParseFile(p.Fset, filepath.Join(listed.Dir, name), nil, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			p.Doc = p.Doc || name == "doc.go" && documents(file)
			p.Files = append(p.Files, file)
		}
		packages = append(packages, p)
	}
	if len(packages) == 0 {
		t.Fatal("found no packages")
	}
	return packages
}

// documents reports whether the file's package comment is one that godoc
// shows: it begins with the package's name.
func documents(file *ast.File) bool {
	text := file.Doc.Text()
	return strings.HasPrefix(text, "Package "+file.Name.Name+" ") || file.Name.Name == "main" && strings.HasPrefix(text, "Command ")
}

// product reports whether the folder is part of what users run, as opposed to
// the tests that look at the project from outside.
func product(folder string) bool {
	return !within(folder, "e2e") && !within(folder, "stacks")
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	for _, p := range load(t) {
		if !p.Doc {
			t.Errorf("%s has no doc.go with a comment that begins with the package's name", p.Folder)
		}
		switch p.Name {
		case "util", "utils", "common", "helper", "helpers", "manager", "misc", "base":
			t.Errorf("%s is named for no job: name it for what it knows", p.Folder)
		}
	}
}
