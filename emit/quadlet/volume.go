package quadlet

import (
	"fmt"

	"github.com/senextrader/senexc/compile/plan"
)

// volume drafts the unit of a volume. Its content is data that outlives the
// unit: nothing of what is written here changes a volume that exists.
func (h *host) volume(v *plan.Volume) Unit {
	d := h.draft(fmt.Sprintf("volume %q", v.Name), v.Origin)
	h.head(d, "Volume "+v.Name, "", v.Service, v.Origin)
	d.section("Unit").add("Description", "Volume "+v.Name)
	s := d.section("Volume")
	s.add("VolumeName", v.Name)
	s.gap()
	h.marks(d, s, v.Service)

	return h.unit(d, Unit{
		File: v.Name + ".volume", Name: v.Name + "-volume.service", Kind: "volume",
		Service: v.Service, Timeout: resourceTime, Origin: v.Origin,
	})
}
