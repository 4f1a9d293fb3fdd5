package quadlet

import (
	_ "embed"
	"encoding/json"
	"maps"
	"slices"
)

// keys.json has, for each section that Quadlet reads, the keys of all Podman
// versions up to 6.1 with the version that each came with. It is the key tables
// of Podman's own generator, read at every release.
//
//go:embed keys.json
var keysJSON []byte

// directives.json has the settings of the sections that Quadlet hands on to
// systemd, as systemd 252 lists them: the oldest among the hosts that have a
// Podman we write for.
//
//go:embed directives.json
var directivesJSON []byte

var (
	keyTable   = readKeys()
	directives = readDirectives()
)

func readKeys() map[string]map[string]Version {
	var raw map[string]map[string]string
	if err := json.Unmarshal(keysJSON, &raw); err != nil {
		panic("keys.json: " + err.Error())
	}
	table := map[string]map[string]Version{}
	for section, keys := range raw {
		table[section] = map[string]Version{}
		for key, since := range keys {
			v, err := ParseVersion(since)
			if err != nil {
				panic("keys.json: " + err.Error())
			}
			table[section][key] = v
		}
	}
	return table
}

func readDirectives() map[string][]string {
	var table map[string][]string
	if err := json.Unmarshal(directivesJSON, &table); err != nil {
		panic("directives.json: " + err.Error())
	}
	return table
}

// Has reports whether a Podman reads that key of a Quadlet section.
func (v Version) Has(section, key string) bool {
	since, known := keyTable[section][key]
	return known && !v.before(since)
}

func knownKeys(section string) []string {
	if list, ok := directives[section]; ok {
		return list
	}
	return slices.Sorted(maps.Keys(keyTable[section]))
}
