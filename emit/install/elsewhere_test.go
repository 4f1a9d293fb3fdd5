package install_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/senextrader/senexc/compile/plan"
	"github.com/senextrader/senexc/emit/install"
)

// A volume that exists once and is on another host from now on stops the
// installer before anything changes, until the stack says that its data moved.
func TestDataLeftBehind(t *testing.T) {
	h, r := installed(t)
	r.serial++
	r.in.Units = slices.DeleteFunc(r.in.Units, func(u install.Unit) bool { return u.Name == "data-volume.service" })
	r.in.Steps = slices.DeleteFunc(r.in.Steps, func(s install.Step) bool { return s.Unit == "data-volume.service" })
	r.in.Root = slices.DeleteFunc(r.in.Root, func(f install.RootFile) bool { return f.Path == quadlets+"data.volume" })
	r.in.Host.Elsewhere = []plan.Elsewhere{{Volume: "data", Host: "web02"}, {Volume: "ata", Host: "web02"}}
	before := h.tree()
	h.want(13, h.bundle(r), applied, "the volume data is to be on web02", "podman volume export data as senex here",
		`moved { volume = "data", from = host.web01, to = host.web02 }`)
	if diff := cmp.Diff(before, h.tree()); diff != "" {
		t.Errorf("the host changed (-before +after):\n%s", diff)
	}

	r.serial++
	r.in.Host.Elsewhere[0].Moved = true
	h.want(0, h.bundle(r), applied, "the volume data moved to web02; what is in it here stays", "delete  file "+quadlets+"data.volume")

	// It is gone, and whether the stack still says that it moved is the same.
	r.serial++
	r.in.Host.Elsewhere[0].Moved = false
	h.want(0, h.bundle(r), applied)
}
