package image

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"

	"github.com/google/go-containerregistry/pkg/registry"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/partial"
)

// A Registry serves images over HTTP, for runtimes to pull. It is a handler:
// whoever uses it decides where it listens, be it in another network namespace
// or with TLS. It copies nothing; layers are read from where the images have
// them.
type Registry struct {
	handler http.Handler
	blobs   *blobs
}

// NewRegistry returns a registry without images.
func NewRegistry() *Registry {
	blobs := &blobs{byDigest: map[v1.Hash]blob{}}
	return &Registry{
		handler: registry.New(registry.WithBlobHandler(blobs), registry.Logger(log.New(io.Discard, "", 0))),
		blobs:   blobs,
	}
}

// Add serves an image under a name and tag, as in "web:v1". A tag that is there
// already moves to the new image, and the old one can still be had by digest.
func (r *Registry) Add(name string, image v1.Image) error {
	repository, tag, ok := strings.Cut(name, ":")
	if !ok {
		return fmt.Errorf("image %s: the name has no tag", name)
	}
	if err := r.blobs.add(image); err != nil {
		return fmt.Errorf("image %s: %w", name, err)
	}
	manifest, err := image.RawManifest()
	if err != nil {
		return fmt.Errorf("image %s: %w", name, err)
	}
	mediaType, err := image.MediaType()
	if err != nil {
		return fmt.Errorf("image %s: %w", name, err)
	}
	push := httptest.NewRequest(http.MethodPut, "/v2/"+repository+"/manifests/"+tag, bytes.NewReader(manifest))
	push.Header.Set("Content-Type", string(mediaType))
	answer := httptest.NewRecorder()
	r.handler.ServeHTTP(answer, push)
	if answer.Code != http.StatusCreated {
		return fmt.Errorf("image %s: the registry refused it: %s", name, answer.Body)
	}
	return nil
}

// ServeHTTP answers as the OCI distribution specification says. It only lets
// read: what it serves is what was added.
func (r *Registry) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	if request.Method != http.MethodGet && request.Method != http.MethodHead {
		http.Error(w, "this registry only lets read", http.StatusMethodNotAllowed)
		return
	}
	r.handler.ServeHTTP(w, request)
}

// blobs are the layers and configurations of images.
type blobs struct {
	mutex    sync.RWMutex
	byDigest map[v1.Hash]blob
}

// A blob is what v1.Layer has of it.
type blob interface {
	Compressed() (io.ReadCloser, error)
	Size() (int64, error)
}

func (b *blobs) add(image v1.Image) error {
	layers, err := image.Layers()
	if err != nil {
		return err
	}
	config, err := partial.ConfigLayer(image)
	if err != nil {
		return err
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	for _, layer := range append(layers, config) {
		digest, err := layer.Digest()
		if err != nil {
			return err
		}
		b.byDigest[digest] = layer
	}
	return nil
}

func (b *blobs) find(digest v1.Hash) (blob, error) {
	b.mutex.RLock()
	defer b.mutex.RUnlock()
	found, ok := b.byDigest[digest]
	if !ok {
		return nil, registry.ErrNotFound
	}
	return found, nil
}

// Stat returns the size of a blob in bytes.
func (b *blobs) Stat(_ context.Context, _ string, digest v1.Hash) (int64, error) {
	found, err := b.find(digest)
	if err != nil {
		return 0, err
	}
	return found.Size()
}

// Get returns the content of a blob.
func (b *blobs) Get(_ context.Context, _ string, digest v1.Hash) (io.ReadCloser, error) {
	found, err := b.find(digest)
	if err != nil {
		return nil, err
	}
	return found.Compressed()
}
