package install

import (
	"bytes"
	"embed"
	"strings"
	"sync"
)

//go:embed engine/*.sh
var engine embed.FS

// parts of the engine, in the order in which a reader meets them.
var parts = []string{
	"settings", "output", "reading", "data", "lock", "verify",
	"preflight", "elsewhere", "network", "packages", "account", "accounts", "sysctls", "directories", "images",
	"encode", "secrets", "certificates", "files", "drift", "only", "links", "stage", "firewall", "units", "jobs", "probes", "health",
	"changes", "room", "journal", "transaction", "place", "boot", "rollback", "recover", "releases", "confirm", "uninstall", "verbs", "main",
}

// Engine returns the text that is the same in the install.sh of every bundle.
// It is put together once; nobody changes it.
var Engine = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	for i, part := range parts {
		body, err := engine.ReadFile("engine/" + part + ".sh")
		if err != nil {
			panic(err) // a part that was not embedded: the list above is wrong
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.Write(body)
	}
	return b.Bytes()
})

// script returns install.sh: comments about the host, then the engine.
func script(in Input) []byte {
	h := in.Host
	var services []string
	for _, s := range h.Services {
		services = append(services, s.Name)
	}
	var b bytes.Buffer
	b.Grow(len(Engine()) + 1<<10)
	b.WriteString("#!/bin/sh\n")
	for _, line := range []string{
		"Installs the host " + h.Name + " of " + in.Stack + "/" + in.Environment + ".",
		"",
		"host      " + strings.Join([]string{h.Name, h.FQDN, h.Address, h.OS, h.Arch}, " "),
		"services  " + strings.Join(services, " "),
		"",
		"From the next line on, this file is the same in every bundle. What differs",
		"is in MANIFEST, plan/ and secrets/: data, never code.",
	} {
		b.WriteString(strings.TrimRight("# "+printable(line), " ") + "\n")
	}
	b.WriteByte('\n')
	b.Write(Engine())
	return b.Bytes()
}

// printable keeps a comment a comment.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '?'
		}
		return r
	}, s)
}
