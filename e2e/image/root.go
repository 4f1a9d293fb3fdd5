package image

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"github.com/klauspost/compress/gzip"
	"golang.org/x/sys/unix"
)

// root returns an image that has the packages of a recipe and nothing else,
// from the folder cache, making it first if it is not there. Of several that
// want the same one at once, one makes it.
func (r Recipe) root(ctx context.Context, cache string) (v1.Image, error) {
	kept := filepath.Join(cache, r.key())
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return nil, err
	}
	unlock, err := lock(kept + ".lock")
	if err != nil {
		return nil, err
	}
	defer unlock()

	_, err = os.Stat(kept)
	if errors.Is(err, fs.ErrNotExist) {
		err = r.make(ctx, kept)
	}
	if err != nil {
		return nil, err
	}
	return only(kept)
}

// key names the root of a recipe by what it is made of.
func (r Recipe) key() string {
	sum := sha256.Sum256([]byte(strings.Join(r.mmdebstrapArgs(), "\x00")))
	return hex.EncodeToString(sum[:8])
}

// make makes the root, as an OCI image layout with one image of one layer, and
// moves it to the path kept when it is complete.
func (r Recipe) make(ctx context.Context, kept string) error {
	work := kept + ".new"
	if err := os.RemoveAll(work); err != nil { // of a run that was killed
		return err
	}
	if err := os.Mkdir(work, 0o755); err != nil {
		return err
	}
	defer os.RemoveAll(work)

	archive := filepath.Join(work, "root.tar.gz")
	if err := r.writeRoot(ctx, archive); err != nil {
		return err
	}
	layer, err := tarball.LayerFromFile(archive, tarball.WithMediaType(types.OCILayer))
	if err != nil {
		return err
	}
	image := mutate.ConfigMediaType(mutate.MediaType(empty.Image, types.OCIManifestSchema1), types.OCIConfigJSON)
	if image, err = mutate.AppendLayers(image, layer); err != nil {
		return err
	}
	made, err := layout.Write(filepath.Join(work, "layout"), empty.Index)
	if err != nil {
		return err
	}
	if err := made.AppendImage(image); err != nil {
		return err
	}
	return os.Rename(string(made), kept)
}

func (r Recipe) writeRoot(ctx context.Context, name string) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer file.Close()
	// It is read over a local network once: time is dearer than space.
	compressed, err := gzip.NewWriterLevel(file, gzip.BestSpeed)
	if err != nil {
		return err
	}
	if err := r.debootstrap(ctx, compressed); err != nil {
		return err
	}
	if err := compressed.Close(); err != nil {
		return err
	}
	return file.Close()
}

// only returns the one image of a layout.
func only(path string) (v1.Image, error) {
	index, err := layout.ImageIndexFromPath(path)
	if err != nil {
		return nil, err
	}
	manifest, err := index.IndexManifest()
	if err != nil {
		return nil, err
	}
	if n := len(manifest.Manifests); n != 1 {
		return nil, fmt.Errorf("%s has %d images, not one: remove it, and it is made anew", path, n)
	}
	return index.Image(manifest.Manifests[0].Digest)
}

// lock waits until no other process has the lock of that name.
func lock(name string) (unlock func(), err error) {
	file, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(file.Fd()), unix.LOCK_EX); err != nil {
		file.Close()
		return nil, fmt.Errorf("locking %s: %w", name, err)
	}
	return func() { file.Close() }, nil
}
