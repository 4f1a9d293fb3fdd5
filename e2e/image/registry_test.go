package image

import (
	"bytes"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
)

// serve returns where a registry with the images listens.
func serve(t *testing.T, images map[string]v1.Image) (*Registry, string) {
	t.Helper()
	registry := NewRegistry()
	for name, image := range images {
		if err := registry.Add(name, image); err != nil {
			t.Fatal(err)
		}
	}
	server := httptest.NewServer(registry)
	t.Cleanup(server.Close)
	return registry, strings.TrimPrefix(server.URL, "http://")
}

// get returns what the registry answers to a path below /v2/, and the status.
func get(t *testing.T, address, path string) ([]byte, int) {
	t.Helper()
	answer, err := http.Get("http://" + address + "/v2/" + path)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return body, answer.StatusCode
}

// pull loads an image as a runtime does, every part by its digest, and returns
// the digest of its manifest and its configuration. The reference is a tag or a
// digest.
func pull(t *testing.T, address, repository, reference string) (v1.Hash, *v1.ConfigFile) {
	t.Helper()
	raw, status := get(t, address, repository+"/manifests/"+reference)
	if status != http.StatusOK {
		t.Fatalf("%s %s: status %d: %s", repository, reference, status, raw)
	}
	manifest, err := v1.ParseManifest(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	var config *v1.ConfigFile
	for _, part := range append(manifest.Layers, manifest.Config) {
		body, status := get(t, address, repository+"/blobs/"+part.Digest.String())
		if got := sum(t, body); status != http.StatusOK || got != part.Digest {
			t.Fatalf("%s %s: blob %s: status %d, content %s", repository, reference, part.Digest, status, got)
		}
		if part.Digest == manifest.Config.Digest {
			if config, err = v1.ParseConfigFile(bytes.NewReader(body)); err != nil {
				t.Fatal(err)
			}
		}
	}
	return sum(t, raw), config
}

func sum(t *testing.T, body []byte) v1.Hash {
	t.Helper()
	hash, _, err := v1.SHA256(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

func digest(t *testing.T, image v1.Image) v1.Hash {
	t.Helper()
	d, err := image.Digest()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// release returns a small image with one file.
func release(t *testing.T, version string) v1.Image {
	t.Helper()
	files, err := layer([]File{{Path: "/VERSION", Mode: 0o644, Content: []byte(version)}})
	if err != nil {
		t.Fatal(err)
	}
	image, err := mutate.AppendLayers(empty.Image, files)
	if err != nil {
		t.Fatal(err)
	}
	return image
}

func TestRegistryServesWhatWasAdded(t *testing.T) {
	first, second := release(t, "v1"), release(t, "v2")
	registry, address := serve(t, map[string]v1.Image{"web:v1": first, "web:v2": second})
	serves := func(reference string, image v1.Image) {
		t.Helper()
		if got, _ := pull(t, address, "web", reference); got != digest(t, image) {
			t.Errorf("web %s is %s, want %s", reference, got, digest(t, image))
		}
	}
	serves("v1", first)
	serves("v2", second)

	// A tag moves, and what it was stays.
	if err := registry.Add("web:v1", second); err != nil {
		t.Fatal(err)
	}
	serves("v1", second)
	serves(digest(t, first).String(), first)
}

func TestRegistryRefuses(t *testing.T) {
	registry, address := serve(t, map[string]v1.Image{"web:v1": release(t, "v1")})

	if err := registry.Add("web", release(t, "v1")); err == nil {
		t.Error("added an image without a tag")
	}
	for _, path := range []string{"web/manifests/v3", "other/manifests/v1", "web/blobs/sha256:" + strings.Repeat("0", 64)} {
		if body, status := get(t, address, path); status != http.StatusNotFound {
			t.Errorf("%s: status %d, want 404: %s", path, status, body)
		}
	}
	answer, err := http.Post("http://"+address+"/v2/web/blobs/uploads/", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("pushing over the network: status %d, want 405", answer.StatusCode)
	}
}

func TestSameFilesSameLayer(t *testing.T) {
	if a, b := digest(t, release(t, "v1")), digest(t, release(t, "v1")); a != b {
		t.Errorf("the same files give %s and %s", a, b)
	}
	if a, b := digest(t, release(t, "v1")), digest(t, release(t, "v2")); a == b {
		t.Error("other files give the same image")
	}
}

func TestReleasesDifferInTheirVersion(t *testing.T) {
	first, second := Application("v1.0.0"), Application("v1.1.0")
	if first.key() != second.key() {
		t.Error("two releases of the application do not share their packages")
	}
	for _, release := range []struct {
		recipe  Recipe
		version string
	}{{first, "v1.0.0\n"}, {second, "v1.1.0\n"}} {
		if got := content(release.recipe, "/app/VERSION"); !bytes.Equal(got, []byte(release.version)) {
			t.Errorf("/app/VERSION is %q, want %q", got, release.version)
		}
	}
}

func TestApplicationHasItsSource(t *testing.T) {
	for _, path := range []string{"/app/manage.py", "/app/senextrader/__init__.py", "/app/journal/migrations/__init__.py", "/app/journal/static/journal/site.css"} {
		if content(Application("v1.0.0"), path) == nil {
			t.Errorf("the image has no %s", path)
		}
	}
}

func content(r Recipe, path string) []byte {
	for _, f := range r.Files {
		if f.Path == path && f.Mode&fs.ModeDir == 0 {
			if f.Content == nil {
				return []byte{}
			}
			return f.Content
		}
	}
	return nil
}
