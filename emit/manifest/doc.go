// Package manifest writes the MANIFEST of a bundle: a header that says what the
// bundle is, and one line for every file in it. Its SHA-256 is the bundle's
// identity, and a signature over it is one over everything.
//
// The package knows text, and neither what the files are for nor how they are
// packed or signed.
package manifest
