package oracle

import (
	"path"
	"strings"
)

const systemUnits = "root/etc/systemd/system"

// Systemd asks systemd-analyze to verify the bundle's native units and
// drop-ins, and the services that come out of its Quadlet units. It ends well
// after a mere warning; here a warning is a complaint.
func (d *Debian) Systemd(bundle string) (Verdict, error) {
	var v Verdict
	native, err := nativeUnits(bundle)
	if err != nil {
		return v, err
	}
	if len(native) > 0 {
		v.Judged = append(v.Judged, native...)
		_, msg, err := d.run(bundle, `cp -r /material/root/. / && systemd-analyze verify --man=no "$@"`, native...)
		v.heard("systemd-analyze", msg, err)
	}

	accounts, err := accountsOf(bundle)
	if err != nil {
		return v, err
	}
	for _, account := range accounts {
		files, err := quadletFiles(bundle, account)
		if err != nil {
			return v, err
		}
		names := services(files)
		v.Judged = append(v.Judged, names...)
		// The files have to be where they say they are: the generator checks nothing of
		// it, but what it writes has SourcePath= in it.
		_, msg, err := d.run(bundle, `
			cp -r /material/root/. /
			mkdir -p /run/user/0 /run/generated /run/early /run/late
			export XDG_RUNTIME_DIR=/run/user/0 QUADLET_UNIT_DIRS="/$1"
			/usr/lib/systemd/user-generators/podman-user-generator /run/generated /run/early /run/late ||
				printf "%s\n" "the Quadlet generator failed" >&2
			shift
			cd /run/generated
			systemd-analyze --user verify --man=no "$@"`,
			append([]string{strings.TrimPrefix(account, "root/")}, names...)...)
		v.heard("systemd-analyze --user", msg, err, "Loading source unit file")
	}
	return v, nil
}

// nativeUnits returns the units that the bundle brings or alters: units by
// path on the host, and the units that drop-ins belong to by name.
func nativeUnits(bundle string) ([]string, error) {
	var units []string
	files, err := below(bundle, systemUnits, suffix(".service", ".timer", ".socket", ".path", ".mount", ".target", ".slice", ".conf"))
	for _, f := range files {
		unit := strings.TrimPrefix(f, "root")
		if path.Ext(f) == ".conf" {
			unit = strings.TrimSuffix(path.Base(path.Dir(f)), ".d")
		}
		units = append(units, unit)
	}
	return units, err
}
