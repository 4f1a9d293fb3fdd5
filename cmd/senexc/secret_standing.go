package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/senextrader/senexc/lang/sealed"
)

// A condition says what is wrong with a secret.
type condition string

const (
	stateOK      condition = "ok"
	stateMissing condition = "missing" // it is needed and has no value
	stateStale   condition = "stale"   // others can open it than should
	stateUnused  condition = "unused"  // nothing refers to it
)

// A standing is who needs a secret, who can open it, and how that fits.
type standing struct {
	Name     string      `json:"name"`
	Version  int         `json:"version"`         // of the value in use; 0 without a value
	Phase    string      `json:"phase,omitempty"` // of its rotation: rotating or promoted; empty outside of one
	Other    int         `json:"other,omitempty"` // version of the value that is accepted beside it; 0 outside of a rotation
	Kind     sealed.Kind `json:"kind,omitempty"`
	State    condition   `json:"state"`
	NeededOn []string    `json:"needed_on"`
	SealedTo readers     `json:"sealed_to"`
	Lacking  []string    `json:"lacking"` // hosts and operators who should be able to open it and cannot
	Surplus  []string    `json:"surplus"` // who can and should not: names, or recipients that nobody has

	Expires string `json:"expires,omitempty"` // day on which a certificate does
	Reason  string `json:"reason,omitempty"`  // why a certificate is stale, or what comes next for an authority
}

type readers struct {
	Hosts     []string `json:"hosts"`
	Operators []string `json:"operators"`
	Others    []string `json:"others"` // recipients that nobody has
}

// standings returns how every secret stands that has a value or needs one, by
// name.
func (s *safe) standings() []standing {
	names := slices.Collect(maps.Keys(s.Needs))
	names = append(names, s.file.Entries()...)
	slices.Sort(names)
	list := []standing{}
	for _, name := range slices.Compact(names) {
		list = append(list, s.standing(name))
	}
	return list
}

func (s *safe) standing(name string) standing {
	st := standing{
		Name: name, NeededOn: append([]string{}, s.Needs[name]...),
		SealedTo: readers{Hosts: []string{}, Operators: []string{}, Others: []string{}},
		Lacking:  []string{}, Surplus: []string{},
	}
	secret := s.file.Entry(name)
	if secret == nil {
		st.State = stateMissing
		return st
	}
	st.Version, st.Kind, st.Phase = secret.Version, secret.Kind, string(secret.Phase())
	if secret.Other != nil {
		st.Other = secret.Other.Version
	}
	var all []string // who can open one of its values
	for _, v := range secret.Accepted() {
		all = append(all, v.Recipients...)
	}
	opens := func(r string) bool { // every value
		return !slices.ContainsFunc(secret.Accepted(), func(v *sealed.Secret) bool { return !slices.Contains(v.Recipients, r) })
	}
	a := s.audience(name)
	owned := map[string]bool{}
	judge := func(of map[string]string, should []string, can *[]string) {
		for _, name := range slices.Sorted(maps.Keys(of)) {
			owned[of[name]] = true
			if opens(of[name]) {
				*can = append(*can, name)
			}
			if slices.Contains(all, of[name]) && !slices.Contains(should, name) {
				st.Surplus = append(st.Surplus, name)
			}
		}
		for _, name := range should {
			if !slices.Contains(*can, name) {
				st.Lacking = append(st.Lacking, name)
			}
		}
	}
	judge(s.Recipients, a.hosts, &st.SealedTo.Hosts)
	judge(s.Operators, a.operators, &st.SealedTo.Operators)
	for _, r := range slices.Compact(slices.Sorted(slices.Values(all))) {
		if !owned[r] {
			st.SealedTo.Others = append(st.SealedTo.Others, r)
			st.Surplus = append(st.Surplus, r)
		}
	}
	switch {
	case len(st.Lacking)+len(st.Surplus) > 0:
		st.State = stateStale
	case s.unused(name):
		st.State = stateUnused
	default:
		st.State = stateOK
	}
	return st
}

// versions says which values there are.
func (st standing) versions() string {
	switch {
	case st.Version == 0:
		return "-"
	case st.Other > st.Version:
		return fmt.Sprintf("%d, next %d", st.Version, st.Other)
	case st.Other > 0:
		return fmt.Sprintf("%d, previous %d", st.Version, st.Other)
	}
	return strconv.Itoa(st.Version)
}

// why says in words what is wrong with a stale secret.
func (st standing) why() string {
	var why []string
	if len(st.Lacking) > 0 {
		why = append(why, "not sealed to "+strings.Join(st.Lacking, ", "))
	}
	if len(st.Surplus) > 0 {
		why = append(why, "still sealed to "+strings.Join(shortened(st.Surplus), ", "))
	}
	if st.Reason != "" {
		why = append(why, st.Reason)
	}
	return strings.Join(why, "; ")
}

func shortened(recipients []string) (list []string) {
	for _, r := range recipients {
		list = append(list, short(r))
	}
	return list
}
