package install

import (
	"errors"
	"fmt"

	"github.com/senextrader/senexc/emit/archive"
)

// Files returns the installer's share of a host's bundle: install.sh, plan/*
// and the templates secrets/*.template. Sealed values and the files below
// root/ are not in it.
//
// The error joins everything in the plan that the installer cannot carry out.
func Files(in Input) ([]archive.Entry, error) {
	entries := []archive.Entry{{Path: "install.sh", Mode: 0o755, Body: script(in)}}
	var errs []error
	for _, t := range tables(in) {
		body, err := t.write()
		if err != nil {
			errs = append(errs, err)
		}
		entries = append(entries, archive.Entry{Path: "plan/" + t.name, Mode: 0o644, Body: body})
	}
	for _, d := range in.Deliveries {
		entries = append(entries, archive.Entry{Path: "secrets/" + d.Name + ".template", Mode: 0o644, Body: template(d)})
	}
	errs = append(errs, check(in)...)
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("the installer of host %q: %w", in.Host.Name, err)
	}
	return entries, nil
}
