package emit

import (
	"slices"

	"github.com/senextrader/senexc/emit/archive"
	"github.com/senextrader/senexc/emit/manifest"
	"github.com/senextrader/senexc/emit/quadlet"
)

// A Problem is something in a plan that no bundle can express, at the line of
// the source that it comes from.
type Problem = quadlet.Problem

// A Bundle is everything that one host gets, ready to be packed.
type Bundle struct {
	Folder   string          // the one folder that the archive has at its top
	Entries  []archive.Entry // by path; the manifest is among them, its signature is not
	Identity string          // SHA-256 of the manifest, in hexadecimal
}

// Manifest returns the text of MANIFEST: what is signed.
func (b *Bundle) Manifest() []byte {
	for _, e := range b.Entries {
		if e.Path == manifest.Name {
			return e.Body
		}
	}
	return nil
}

// Signed returns the entries with the signature over the manifest as the last.
func (b *Bundle) Signed(signature []byte) []archive.Entry {
	return append(slices.Clone(b.Entries), archive.Entry{Path: manifest.Signature, Mode: 0o644, Body: signature})
}
