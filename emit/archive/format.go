package archive

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// A Format is how a bundle is packed. Its value is what follows the host's
// name and a dot in the name of the archive.
type Format string

const (
	TarGzip Format = "tar.gz"
	Tar     Format = "tar"
	TarZstd Format = "tar.zst" // the host needs the zstd program
	Dir     Format = "dir"     // a plain folder, for reading; nothing is packed
)

// Formats lists the formats, the default first.
var Formats = []Format{TarGzip, Tar, TarZstd, Dir}

// ParseFormat returns the format of that name.
func ParseFormat(name string) (Format, error) {
	var names []string
	for _, f := range Formats {
		if string(f) == name {
			return f, nil
		}
		names = append(names, string(f))
	}
	return "", fmt.Errorf("there is no archive format %q: use one of %s", name, strings.Join(names, ", "))
}

// compress returns a writer whose output, for one version of this program,
// depends on nothing but its input.
//
// The compressors are not those of the standard library, whose output changes
// from one Go release to the next.
func compress(w io.Writer, f Format) (io.WriteCloser, error) {
	switch f {
	case Tar:
		return nopCloser{w}, nil
	case TarGzip:
		z := gzips.Get().(*gzip.Writer)
		z.Reset(w)
		z.OS = 255                  // unknown, in RFC 1952
		z.ModTime = time.Unix(0, 0) // none; the zero Time would be written as some year to come
		return gzipped{z}, nil
	case TarZstd:
		return zstd.NewWriter(w,
			zstd.WithEncoderLevel(zstd.SpeedBetterCompression),
			zstd.WithEncoderConcurrency(1), // blocks must not depend on the number of processors
			zstd.WithEncoderCRC(true))
	}
	return nil, fmt.Errorf("the format %q is not an archive", f)
}

// gzips are compressors to use again: a new one takes half of the time that it
// takes to compress a bundle.
var gzips = sync.Pool{New: func() any {
	z, err := gzip.NewWriterLevel(io.Discard, 6) // above, a bundle takes three times as long and is 2 % smaller
	if err != nil {
		panic(err) // there is such a level
	}
	return z
}}

type gzipped struct{ *gzip.Writer }

func (z gzipped) Close() error {
	defer gzips.Put(z.Writer)
	return z.Writer.Close()
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }
