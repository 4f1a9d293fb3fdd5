package seal_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
)

// The list of published recipients is what keeps them out of stacks that are
// no examples, so it must have every identity that is published.
func TestPublishedIdentitiesAreListed(t *testing.T) {
	files, err := filepath.Glob("../../testdata/keys/*.identity")
	if err != nil || len(files) == 0 {
		t.Fatalf("no published identities: %v", err)
	}
	var published []string
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		identities, err := age.ParseIdentities(f)
		f.Close()
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, id := range identities {
			published = append(published, id.(*age.X25519Identity).Recipient().String())
		}
	}
	list, err := os.ReadFile("../../testdata/keys/recipients.txt")
	if err != nil {
		t.Fatal(err)
	}
	var listed []string
	for line := range strings.Lines(string(list)) {
		if word, _, _ := strings.Cut(strings.TrimSpace(line), " "); strings.HasPrefix(word, "age1") {
			listed = append(listed, word)
		}
	}
	slices.Sort(published)
	slices.Sort(listed)
	if !slices.Equal(published, listed) {
		t.Errorf("published are %v, listed %v", published, listed)
	}
}
