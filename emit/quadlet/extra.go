package quadlet

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/senextrader/senexc/compile/plan"
)

// merge adds the keys that a stack gives in Quadlet's own words. A key that is
// a list adds to ours, any other takes the place of ours.
func (d *draft) merge(own string, sections []plan.Section) {
	for _, extra := range sections {
		if !d.known(own, extra) {
			continue
		}
		s := d.section(extra.Name)
		s.gap()
		for _, key := range extra.Keys {
			if !d.allowed(extra.Name, key) {
				continue
			}
			if !appends[key.Name] {
				s.lines = slices.DeleteFunc(s.lines, func(l line) bool { return l.key == key.Name })
			}
			for _, value := range key.Values {
				if err := verbatim(key.Name, value); err != nil {
					d.problem(key.Origin, "Value that a unit cannot carry",
						"The value %q of %s= in [%s] of %s cannot be written into its unit: %v.", value, key.Name, extra.Name, d.what, err)
					continue
				}
				s.add(key.Name, value)
			}
		}
	}
}

// known reports whether a unit whose own section is own can have the section.
func (d *draft) known(own string, extra plan.Section) bool {
	names := []string{own, "Unit", "Service", "Install", "Quadlet"}
	if slices.Contains(names, extra.Name) {
		return true
	}
	d.problem(extra.Origin, "Unknown section",
		"The unit of %s has no section [%s]; it may have %s.%s", d.what, extra.Name,
		strings.Join(names, ", "), didYouMean(extra.Name, names))
	return false
}

func (d *draft) allowed(section string, key plan.Key) bool {
	name := fmt.Sprintf("%s= in [%s]", key.Name, section)
	if why := reserved[section][key.Name]; why != "" {
		d.problem(key.Origin, "Key that the compiler writes", "%s of %s cannot be set: %s", name, d.what, why)
		return false
	}
	known := knownKeys(section)
	if !slices.Contains(known, key.Name) {
		reader := "Quadlet ignores the whole unit if it meets a key that it does not know."
		if directives[section] != nil {
			reader = "systemd 252, the oldest on supported hosts, does not know it and would ignore the setting."
		}
		d.problem(key.Origin, "Unknown key", "Section [%s] of %s has no key %s. %s%s",
			section, d.what, key.Name, reader, didYouMean(key.Name, known))
		return false
	}
	if directives[section] == nil && !d.podman.Has(section, key.Name) {
		instead := "Leave it out"
		if alternative := alternatives[key.Name]; alternative != "" {
			instead = "Use " + alternative
		}
		since := keyTable[section][key.Name]
		d.problem(key.Origin, "Key too new for this host",
			"%s needs Podman %s, and %s is for a host with Podman %s, whose Quadlet ignores the whole unit if it meets a key that it does not know. "+
				"%s, or run it on a host with Podman %s or later.", name, since, d.what, d.podman, instead, since)
		return false
	}
	return true
}

// appends has the keys that we write ourselves and that are lists.
var appends = set("AddCapability", "After", "DropCapability", "Environment", "ExecStartPost", "Label",
	"Network", "PodmanArgs", "Secret", "Tmpfs", "Volume", "WantedBy", "Wants")

// wordLists has the keys in which Quadlet reads quotes and escapes.
var wordLists = set("Annotation", "Environment", "EnvironmentFile", "Exec", "GlobalArgs", "Label", "Mask",
	"Mount", "PodmanArgs", "Secret", "Unmask")

func set(names ...string) map[string]bool {
	m := map[string]bool{}
	for _, name := range names {
		m[name] = true
	}
	return m
}

const (
	useHealth = "it follows from the health block, on which the time that the unit may take to start depends as well."
	useStop   = "it follows from the stop block."
	generated = "Quadlet writes it, from the other keys."
	noPods    = "containers of a stack reach each other over its network, not in pods."
)

// reserved has the keys that other parts of a bundle rely on, and what to do
// instead of setting them.
var reserved = map[string]map[string]string{
	"Container": {
		"AutoUpdate":        "a new image comes to the host with a new bundle, so that it can be rolled back.",
		"ContainerName":     "it is the container's name, by which the others find it.",
		"HealthCmd":         useHealth,
		"HealthInterval":    useHealth,
		"HealthRetries":     useHealth,
		"HealthStartPeriod": useHealth,
		"HealthTimeout":     useHealth,
		"Image":             "it is the argument image.",
		"Notify":            useHealth,
		"Pod":               noPods,
		"PublishPort":       "a port is published where an edge of the stack needs it; declare an endpoint.",
		"Rootfs":            "the container's root comes from the argument image.",
		"ServiceName":       "the service is found by the container's name.",
		"StartWithPod":      noPods,
		"StopTimeout":       useStop,
	},
	"Service": {
		"DynamicUser":     "Quadlet does not support it; the argument user says who runs in the container.",
		"ExecStart":       generated,
		"ExecStop":        generated,
		"ExecStopPost":    generated,
		"Group":           "Quadlet does not support it; the argument user says who runs in the container.",
		"KillMode":        generated,
		"TimeoutStartSec": useHealth,
		"TimeoutStopSec":  useStop,
		"Type":            "it is notify for a container and oneshot for a job.",
		"User":            "Quadlet does not support it; the argument user says who runs in the container.",
	},
}

// alternatives has, for keys that not every supported Podman reads, what older
// ones understand.
var alternatives = map[string]string{
	"AddHost":      `PodmanArgs = ["--add-host=NAME:ADDRESS"] in [Container]`,
	"AppArmor":     `PodmanArgs = ["--security-opt=apparmor=PROFILE"] in [Container]`,
	"Entrypoint":   "the container's argument entrypoint",
	"GroupAdd":     `PodmanArgs = ["--group-add=GROUP"] in [Container]`,
	"HttpProxy":    `PodmanArgs = ["--http-proxy=false"] in [Container]`,
	"LogOpt":       `PodmanArgs = ["--log-opt=NAME=VALUE"] in [Container]`,
	"Memory":       "the container's limits block, or MemoryMax in [Service]",
	"NetworkAlias": `PodmanArgs = ["--network-alias=NAME"] in [Container]`,
	"ReloadCmd":    `ExecReload = ["/usr/bin/podman exec NAME COMMAND"] in [Service]`,
	"ReloadSignal": `ExecReload = ["/usr/bin/podman kill --signal SIGNAL NAME"] in [Service]`,
	"StopSignal":   "the signal of the container's stop block",
}

// verbatim checks a value that is already written in Quadlet's or systemd's own
// syntax.
func verbatim(key, value string) error {
	if err := bare(value); err != nil {
		return err
	}
	if key == "Label" && strings.Contains(value, labelPrefix) {
		return fmt.Errorf("labels that begin with %s are what containers of a stack are recognised by", labelPrefix)
	}
	if wordLists[key] {
		return checkWords(value)
	}
	return nil
}

// checkWords reads a list of words as Quadlet does and fails where Quadlet
// would silently drop a part of it.
func checkWords(s string) error {
	for i := 0; i < len(s); {
		if s[i] == ' ' || s[i] == '\t' {
			i++
			continue
		}
		n, empty, err := word(s[i:])
		if err != nil {
			return err
		}
		if empty {
			return errors.New("it has an empty word, at which Quadlet cuts the line off without a warning")
		}
		i += n
	}
	return nil
}

// word returns the length of the word that s begins with.
func word(s string) (n int, empty bool, err error) {
	empty = true
	quote := byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			if i+1 == len(s) || !strings.ContainsRune(`\"nt`, rune(s[i+1])) {
				return 0, false, errors.New(`it has an escape other than \\ \" \n \t, which not every Podman reads`)
			}
			i++
			empty = false
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0:
			empty = false
		case c == '"' || c == '\'':
			quote = c
		case c == ' ' || c == '\t':
			return i, empty, nil
		default:
			empty = false
		}
	}
	if quote != 0 {
		return 0, false, errors.New("a quote is not closed")
	}
	return len(s), empty, nil
}
