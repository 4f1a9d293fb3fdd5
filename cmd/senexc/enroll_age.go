package main

import (
	"bytes"
	"debug/elf"
	"fmt"
	"os"

	"github.com/senextrader/senexc/emit/hint"
)

// machines are what programs for hosts of an architecture are built for.
var machines = map[string]elf.Machine{"amd64": elf.EM_X86_64, "arm64": elf.EM_AARCH64}

// ageProgram reads the program age for a host, which must run there whatever
// the host has. No file is no program.
func ageProgram(file, arch string) ([]byte, error) {
	if file == "" {
		return nil, nil
	}
	program, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading the program age: %w", err)
	}
	const build = "`make age-helper` in the sources of senexc builds one."
	f, err := elf.NewFile(bytes.NewReader(program))
	if err != nil {
		return nil, hint.Errorf(build, "%s is no program for Linux", file)
	}
	defer f.Close()
	if want, known := machines[arch]; known && f.Machine != want {
		return nil, hint.Errorf(build, "%s is not for a host of the architecture %s, but for %s", file, arch, f.Machine)
	}
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP {
			return nil, hint.Errorf(build, "%s needs libraries that the host may not have: it is not linked statically", file)
		}
	}
	return program, nil
}
