package image

import (
	"archive/tar"
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"golang.org/x/sync/errgroup"
)

// Cache returns the folder of the user's cache where packages are kept as
// layers from one build to the next.
func Cache() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(cache, "senexc", "images"), nil
}

// Build makes the images of all recipes, side by side, with cache as the folder
// where packages are kept. Without them there it takes a minute or two, needs
// root and mmdebstrap, and loads packages from apt's mirror.
func Build(ctx context.Context, cache string, recipes map[string]Recipe) (map[string]v1.Image, error) {
	type built struct {
		name  string
		image v1.Image
	}
	results := make(chan built, len(recipes))
	group, ctx := errgroup.WithContext(ctx)
	for name, recipe := range recipes {
		group.Go(func() error {
			image, err := recipe.Build(ctx, cache)
			if err != nil {
				return fmt.Errorf("image %s: %w", name, err)
			}
			results <- built{name, image}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	close(results)
	images := map[string]v1.Image{}
	for r := range results {
		images[r.name] = r.image
	}
	return images, nil
}

// Build makes the image of one recipe: an OCI image of two layers. Its layers
// are read from cache for as long as it is used.
func (r Recipe) Build(ctx context.Context, cache string) (v1.Image, error) {
	image, err := r.root(ctx, cache)
	if err != nil {
		return nil, err
	}
	files, err := layer(r.Files)
	if err != nil {
		return nil, err
	}
	if image, err = mutate.AppendLayers(image, files); err != nil {
		return nil, err
	}
	config, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	config = config.DeepCopy()
	config.OS, config.Architecture = "linux", runtime.GOARCH
	config.Config = r.Config
	return mutate.ConfigFile(image, config)
}

// layer returns files as a layer. The same files give the same bytes.
func layer(files []File) (v1.Layer, error) {
	var archive bytes.Buffer
	w := tar.NewWriter(&archive)
	for _, f := range files {
		h := &tar.Header{
			Typeflag: tar.TypeReg,
			Name:     strings.TrimPrefix(f.Path, "/"),
			Mode:     mode(f.Mode),
			Uid:      f.ID,
			Gid:      f.ID,
			Size:     int64(len(f.Content)),
		}
		if f.Mode.IsDir() {
			h.Typeflag = tar.TypeDir
			h.Name += "/"
		}
		if err := w.WriteHeader(h); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Path, err)
		}
		if _, err := w.Write(f.Content); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Path, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return tarball.LayerFromOpener(func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(archive.Bytes())), nil
	}, tarball.WithMediaType(types.OCILayer))
}

// mode returns permissions as an archive has them: Go keeps set-gid and sticky
// bits elsewhere.
func mode(m fs.FileMode) int64 {
	bits := int64(m.Perm())
	if m&fs.ModeSetgid != 0 {
		bits |= 0o2000
	}
	if m&fs.ModeSticky != 0 {
		bits |= 0o1000
	}
	return bits
}
