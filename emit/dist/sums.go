package dist

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/senextrader/senexc/emit/archive"
)

// A sum is one line of SHA256SUMS.
type sum struct {
	digest string // hexadecimal
	path   string // below the folder, slash-separated
}

func compareSums(a, b sum) int { return strings.Compare(a.path, b.path) }

// line is what sha256sum -c reads.
func (s sum) line() string { return s.digest + "  " + s.path + "\n" }

// top is the name in the folder that the sum is about: an archive, or the
// folder of an unpacked bundle.
func (s sum) top() string {
	top, _, _ := strings.Cut(s.path, "/")
	return top
}

// host is the host that the bundle is for.
func (s sum) host() string {
	for _, f := range archive.Formats {
		if host, ok := strings.CutSuffix(s.top(), "."+string(f)); ok && f != archive.Dir {
			return host
		}
	}
	return s.top()
}

// parseSums reads SHA256SUMS. It is strict: files are deleted by it.
func parseSums(text string) ([]sum, error) {
	var sums []sum
	for line := range strings.Lines(text) {
		digest, path, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if b, err := hex.DecodeString(digest); err != nil || len(b) != sha256.Size || !ok ||
			!filepath.IsLocal(path) || path == "." || path != filepath.ToSlash(filepath.Clean(path)) {
			return nil, fmt.Errorf("%s has a line that is not a checksum: %q", SumsFile, line)
		}
		sums = append(sums, sum{digest, path})
	}
	return sums, nil
}

func digestFile(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
