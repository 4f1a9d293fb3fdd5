package manifest

import (
	"strings"
	"testing"
)

var header = Header{Stack: "shop", Environment: "production", Host: "web01", Serial: 7, OS: "debian-13", Arch: "amd64", Podman: "5.4", Compiler: "0.1.0"}

func TestText(t *testing.T) {
	text, err := Text(header, []File{
		{Path: "root/etc/b", Mode: 0o640, Owner: "root", Group: "www-data", Body: []byte("b\n")},
		{Path: "install.sh", Mode: 0o755, Owner: "root", Group: "root"},
		{Path: "root/etc/B", Mode: 0o444, Owner: "root", Group: "root", Body: []byte("B\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	// The sums are those of sha256sum.
	want := `format senexc-bundle-1
stack shop
environment production
host web01
serial 7
os debian-13
arch amd64
podman 5.4
compiler 0.1.0
secrets -

e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 0755 root root file 0 install.sh
c0cde77fa8fef97d476c10aad3d2d54fcc2f336140d073651c2dcccf1e379fd6 0444 root root file 2 root/etc/B
0263829989b6fd954f72baaf2fc64bc2e2f01d692d4de72986ea808f6e99813f 0640 root www-data file 2 root/etc/b
`
	if string(text) != want {
		t.Errorf("got\n%swant\n%s", text, want)
	}
}

// A line that a tool on the host splits differently would hide a file from
// verification, or add one.
func TestAmbiguous(t *testing.T) {
	for _, path := range []string{"", "a b", "a\nb", "a\tb", `a\b`, "ä", "a\x7f"} {
		if _, err := Text(header, []File{{Path: path, Owner: "root", Group: "root"}}); err == nil {
			t.Errorf("the path %q is accepted", path)
		}
	}
	if _, err := Text(header, []File{{Path: "a", Owner: "root root", Group: "root"}}); err == nil {
		t.Error("an owner of two words is accepted")
	}
	twice := File{Path: "a", Owner: "root", Group: "root"}
	if _, err := Text(header, []File{twice, twice}); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("a file that is there twice: %v", err)
	}
	h := header
	h.OS = "debian-13\nserial 99"
	if _, err := Text(h, nil); err == nil {
		t.Error("a header of two lines is accepted")
	}
}
