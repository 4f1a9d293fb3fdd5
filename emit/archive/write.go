package archive

import (
	"archive/tar"
	"fmt"
	"io"
	"time"
)

// Write packs the entries below folder and streams the archive to w. Seconds
// is the time of every member, as in SOURCE_DATE_EPOCH. The order of entries
// does not matter.
func Write(w io.Writer, f Format, folder string, seconds int64, entries []Entry) error {
	if err := Check(folder, entries); err != nil {
		return err
	}
	z, err := compress(w, f)
	if err != nil {
		return err
	}
	t := tar.NewWriter(z)
	if err := t.WriteHeader(header(folder, Entry{Path: "/", Mode: 0o755}, seconds)); err != nil {
		return fmt.Errorf("packing the folder %s: %w", folder, err)
	}
	for _, e := range arrange(entries) {
		if err := t.WriteHeader(header(folder, e, seconds)); err != nil {
			return fmt.Errorf("packing %s: %w", e.Path, err)
		}
		if _, err := t.Write(e.Body); err != nil {
			return fmt.Errorf("packing %s: %w", e.Path, err)
		}
	}
	if err := t.Close(); err != nil {
		return fmt.Errorf("packing: %w", err)
	}
	return z.Close()
}

// header describes an entry. The format is forced: left open, the tar package
// would change to another one silently where USTAR cannot carry a name.
func header(folder string, e Entry, seconds int64) *tar.Header {
	h := &tar.Header{
		Format:   tar.FormatUSTAR,
		Typeflag: tar.TypeReg,
		Name:     folder + "/" + e.Path,
		Mode:     int64(e.Mode),
		Size:     int64(len(e.Body)),
		ModTime:  time.Unix(seconds, 0),
	}
	if e.Path == "/" {
		h.Name = folder + "/"
	}
	if h.Name[len(h.Name)-1] == '/' {
		h.Typeflag = tar.TypeDir
	}
	return h
}
