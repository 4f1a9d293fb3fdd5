package manifest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Format is the name of the format of bundles.
const Format = "senexc-bundle-1"

// Names of the two files that a manifest does not list: itself, and the
// signature over it.
const (
	Name      = "MANIFEST"
	Signature = "MANIFEST.sig"
)

// A Header says what a bundle is.
type Header struct {
	Stack       string
	Environment string
	Host        string
	Serial      int64  // a host refuses one lower than it has seen
	OS          string // as in "debian-13"
	Arch        string
	Podman      string // lowest version that the units are for
	Compiler    string // version of the compiler
	Secrets     string // digest of the sealed values; "" when there are none
}

// A File is a file of the bundle.
type File struct {
	Path         string // below the bundle's folder
	Mode         uint32 // those below root/: on the host
	Owner, Group string // likewise
	Body         []byte
}

// Text returns the manifest: the header, an empty line, and the files sorted
// by path, each with its SHA-256, mode, owner, group, type, size and path.
//
// It fails on the first word that would make a line ambiguous. Callers that
// know where a path comes from check it with Plain beforehand.
func Text(h Header, files []File) ([]byte, error) {
	var b strings.Builder
	for _, field := range []struct{ key, value string }{
		{"format", Format},
		{"stack", h.Stack},
		{"environment", h.Environment},
		{"host", h.Host},
		{"serial", strconv.FormatInt(h.Serial, 10)},
		{"os", h.OS},
		{"arch", h.Arch},
		{"podman", h.Podman},
		{"compiler", h.Compiler},
		{"secrets", h.Secrets},
	} {
		if field.value == "" {
			field.value = "-"
		}
		if !Plain(field.value) {
			return nil, fmt.Errorf("the manifest cannot carry the %s %q", field.key, field.value)
		}
		b.WriteString(field.key + " " + field.value + "\n")
	}
	b.WriteByte('\n')

	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	for i, f := range files {
		if !Plain(f.Path) || !Plain(f.Owner) || !Plain(f.Group) {
			return nil, fmt.Errorf("the manifest cannot carry the file %q of %q and %q", f.Path, f.Owner, f.Group)
		}
		if i > 0 && files[i-1].Path == f.Path {
			return nil, fmt.Errorf("the file %q is in the bundle twice", f.Path)
		}
		sum := sha256.Sum256(f.Body)
		fmt.Fprintf(&b, "%s %04o %s %s file %d %s\n", hex.EncodeToString(sum[:]), f.Mode, f.Owner, f.Group, len(f.Body), f.Path)
	}
	return []byte(b.String()), nil
}

// Plain reports whether a word can stand in a manifest: printable ASCII
// without blanks and backslashes, which tools on hosts would read differently.
func Plain(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f || r == '\\' })
}

// Identity returns the SHA-256 of a manifest, in hexadecimal.
func Identity(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
