package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/senextrader/senexc/emit/seal"
	"github.com/senextrader/senexc/lang/sealed"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"senexc": main,
		"opened": opened,
		"state":  state,
	})
}

// TestScripts runs the command line as operators do. Every script finds a small
// stack in $WORK/shop, the example stacks in $WORK/stacks and the published keys
// in $WORK/keys.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			for name, from := range map[string]string{
				"shop":   "../../testdata/script/shop",
				"stacks": "../../stacks",
				"keys":   "../../testdata/keys",
			} {
				if err := os.CopyFS(filepath.Join(env.WorkDir, name), os.DirFS(from)); err != nil {
					return err
				}
			}
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			env.Setenv("KEY", filepath.Join(env.WorkDir, "keys", "signing-test-key"))
			return os.Chmod(filepath.Join(env.WorkDir, "keys", "signing-test-key"), 0o600)
		},
	})
}

// opened prints the value of a secret: opened FILE NAME VERSION IDENTITY.
func opened() {
	src, err := os.ReadFile(os.Args[1])
	fatal(err)
	file, diags := sealed.Parse(src, os.Args[1])
	if diags.HasErrors() {
		fatal(diags)
	}
	secret := file.Entry(os.Args[2])
	if secret == nil {
		fatal(fmt.Errorf("there is no secret %s", os.Args[2]))
	}
	version, err := strconv.Atoi(os.Args[3])
	fatal(err)
	identity, err := os.ReadFile(os.Args[4])
	fatal(err)
	identities, err := seal.ParseIdentities(identity, seal.Dialog{})
	fatal(err)
	value, err := seal.Open(identities, secret.Sealed, seal.Header{
		Stack: "shop", Environment: "production", Name: os.Args[2], Version: version,
	})
	fatal(err)
	fmt.Printf("%q\n", value)
}

// state prints all that is in a folder: state FOLDER.
func state() {
	fatal(filepath.WalkDir(os.Args[1], func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		fmt.Printf("%s %q\n", path, body)
		return err
	}))
}

func fatal(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
