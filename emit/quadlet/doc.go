// Package quadlet writes the units of a host's containers, networks and
// volumes, and of its timers: from the plan of a host to the text of Quadlet files
// and of systemd's own.
//
// Its job is that every line it writes means, after Quadlet and systemd have
// both read it, exactly what the plan says. For that there is one type for each
// syntax a value can land in (Value, Whole, Words, Pair, EnvFile, Command), and
// a table of the keys that each Podman version knows. A key that a host's
// Podman does not know would make Quadlet drop the whole unit and report
// success, so keys are checked here, and ours fall back to older spellings.
//
// The package knows nothing of bundles, of where files are put, or of how they
// reach a host, and it knows no container by name.
package quadlet
