package oracle

import (
	"path"
	"strings"
)

// Folders of units: the host's own, and those of every user.
const (
	systemUnits = "root/etc/systemd/system"
	userUnits   = "root/etc/systemd/user"
)

// Systemd asks systemd-analyze to verify the bundle's native units and
// drop-ins, and the services that come out of its Quadlet units. It ends well
// after a mere warning; here a warning is a complaint.
func (d *Debian) Systemd(bundle string) (Verdict, error) {
	var v Verdict
	native, err := unitsIn(bundle, systemUnits)
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
		own, err := unitsIn(bundle, userUnits)
		if err != nil {
			return v, err
		}
		names = append(names, own...)
		v.Judged = append(v.Judged, names...)
		// The files have to be where they say they are: the generator checks nothing of
		// it, but what it writes has SourcePath= in it.
		_, msg, err := d.run(bundle, `
			cp -r /material/root/. /
			for scopes in /etc/systemd/user/*-.scope.d; do
				[ -d "${scopes}" ] || continue
				prefix=${scopes%.scope.d}
				cp -r "${scopes}" "${prefix}.service.d"
				printf "[Service]\nExecStart=/bin/true\n" >"${prefix}oracle.service"
			done
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

// unitsIn returns the units that the bundle brings or alters in a folder: units
// by path on the host, and the units that drop-ins belong to by name.
func unitsIn(bundle, folder string) ([]string, error) {
	var units []string
	files, err := below(bundle, folder, suffix(".service", ".timer", ".socket", ".path", ".mount", ".target", ".slice", ".conf"))
	for _, f := range files {
		unit := strings.TrimPrefix(f, "root")
		if path.Ext(f) == ".conf" {
			unit = strings.TrimSuffix(path.Base(path.Dir(f)), ".d")
			// Programs make scopes, files do not: a service of such a name stands for them.
			if prefix, ok := strings.CutSuffix(unit, "-.scope"); ok {
				unit = prefix + "-oracle.service"
			}
		}
		units = append(units, unit)
	}
	return units, err
}

// Calendar asks systemd-analyze for the next time that each expression names.
func (d *Debian) Calendar(expressions ...string) (Verdict, error) {
	v := Verdict{Judged: expressions}
	_, msg, err := d.run(".", `
		for expression; do
			next=$(systemd-analyze calendar "${expression}") || continue
			case ${next} in
			*"Next elapse: never"*) printf "%s\n" "${expression} never comes" >&2 ;;
			esac
		done`, expressions...)
	v.heard("systemd-analyze calendar", msg, err)
	return v, nil
}
