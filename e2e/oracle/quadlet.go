package oracle

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

const quadletUnits = "root/etc/containers/systemd/users"

// serviceOf maps what a Quadlet file is called to what the service that is
// generated from it is called.
var serviceOf = map[string]string{
	".container": "", ".kube": "",
	".volume": "-volume", ".network": "-network", ".pod": "-pod", ".image": "-image", ".build": "-build",
}

// Quadlet asks Podman's generator to convert every Quadlet unit of the bundle.
// Its exit status is not enough: it has to give the expected service, by name,
// for every file and for every unit of an account that the bundle's plan/units
// has, and to say nothing on the way.
func (d *Debian) Quadlet(bundle string) (Verdict, error) {
	var v Verdict
	accounts, err := accountsOf(bundle)
	if err != nil {
		return v, err
	}
	planned, err := plannedUnits(bundle)
	if err != nil {
		return v, err
	}
	for _, account := range accounts {
		files, err := quadletFiles(bundle, account)
		if err != nil {
			return v, err
		}
		v.Judged = append(v.Judged, files...)
		want := services(files)
		for _, name := range planned {
			if !slices.Contains(want, name) {
				v.complain("quadlet: plan/units has %s, which no file is named for", name)
			}
		}

		out, msg, err := d.run(bundle, `QUADLET_UNIT_DIRS=/material/$1 /usr/libexec/podman/quadlet -dryrun -user`, account)
		v.heard("quadlet", msg, err, "Loading source unit file")
		var got []string
		for line := range strings.Lines(out) {
			if name, ok := strings.CutPrefix(strings.TrimSpace(line), "---"); ok {
				got = append(got, strings.TrimSuffix(name, "---"))
			}
		}
		for _, name := range want {
			if !slices.Contains(got, name) {
				v.complain("quadlet: no %s came out of %s", name, account)
			}
		}
		for _, name := range got {
			if !slices.Contains(want, name) {
				v.complain("quadlet: %s came out of %s, and no file is named for it", name, account)
			}
		}
	}
	return v, nil
}

// accountsOf returns the folders with Quadlet units, one per rootless account.
func accountsOf(bundle string) ([]string, error) {
	files, err := quadletFiles(bundle, quadletUnits)
	var folders []string
	for _, f := range files {
		folders = append(folders, path.Dir(f))
	}
	return slices.Compact(folders), err
}

// plannedUnits returns the units of the rootless account that the installer
// means to start: the lines "user KIND SECONDS NAME SOURCE" of plan/units.
func plannedUnits(bundle string) ([]string, error) {
	body, err := os.ReadFile(filepath.Join(bundle, "plan", "units"))
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	var names []string
	for line := range strings.Lines(string(body)) {
		if words := strings.Fields(line); len(words) > 3 && words[0] == "user" &&
			(len(words) < 5 || !strings.HasPrefix(words[4], "/etc/systemd/")) {
			names = append(names, words[3])
		}
	}
	return names, nil
}

func quadletFiles(bundle, folder string) ([]string, error) {
	return below(bundle, folder, func(name string) bool {
		_, ok := serviceOf[path.Ext(name)]
		return ok
	})
}

func services(files []string) []string {
	var names []string
	for _, f := range files {
		kind := path.Ext(f)
		names = append(names, strings.TrimSuffix(path.Base(f), kind)+serviceOf[kind]+".service")
	}
	return names
}
