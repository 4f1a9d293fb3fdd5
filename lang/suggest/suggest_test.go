package suggest

import "testing"

func TestSuggest(t *testing.T) {
	names := []string{"source", "read_only", "uid", "gid", "mode", "host", "hosts", "port", "tcp", "udp"}
	for given, want := range map[string]string{
		"sorce":     "source",
		"soruce":    "source",
		"readonly":  "read_only",
		"read_onyl": "read_only",
		"UID":       "uid",
		"hots":      "host", // one swap; "hosts" is one letter away too and comes later
		"hostss":    "hosts",
		"prot":      "port",
		"mod":       "mode",
		"tpc":       "tcp",
		"uip":       "uid", // one edit from uid and udp: the first wins
		"xyz":       "",
		"foo":       "",
		"x":         "",
		"":          "",
		"database":  "",
		"rea":       "read_only", // the only one that begins so
		"re":        "",
		"hos":       "host",
		"ho":        "",
		"port":      "", // a name that exists needs no suggestion
	} {
		if got := Suggest(given, names); got != want {
			t.Errorf("Suggest(%q) = %q, want %q", given, got, want)
		}
	}
}

func TestSuggestWhole(t *testing.T) {
	for given, want := range map[string]string{"warn": "warning", "err": "error", "int": "", "internal": ""} {
		if got := Suggest(given, []string{"error", "warning", "interface", "interior", "internal"}); got != want {
			t.Errorf("Suggest(%q) = %q, want %q", given, got, want)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	if got, want := DidYouMean("sorce", []string{"mode", "source"}), ` Did you mean "source"?`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := DidYouMean("elephant", []string{"mode", "source"}); got != "" {
		t.Errorf("got %q for a name with nothing near", got)
	}
}
