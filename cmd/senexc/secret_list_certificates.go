package main

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/senextrader/senexc/lang/certificate"
	"github.com/senextrader/senexc/lang/sealed"
)

// Kinds of what is issued rather than set.
const (
	kindAuthority   sealed.Kind = "ca"
	kindCertificate sealed.Kind = "certificate"
)

// issued returns how every authority and every certificate stands that the stack
// needs or that has been issued, by name.
func (s *safe) issued(now time.Time) []standing {
	var list []standing
	for _, a := range s.Authorities {
		list = append(list, s.authorityStanding(a.Name, now))
	}
	for _, a := range s.file.Authorities {
		if s.declared(a.Name) == nil {
			list = append(list, standing{Name: a.Name, Version: a.Issuer.Version, Kind: kindAuthority, State: stateUnused, Expires: until(a.Issuer.Certificate)})
		}
	}
	needed := map[string]bool{}
	for _, c := range s.Certificates {
		needed[c.Name] = true
		st := standing{Name: c.Name, Kind: kindCertificate, State: stateMissing, NeededOn: []string{c.Host}}
		if known := s.file.Certificate(c.Name); known != nil {
			st.Version, st.Expires, st.State = known.Version, until(known.Text), stateOK
			st.SealedTo = s.readersOf(known.Recipients)
			if st.Reason = strings.TrimPrefix(s.due(c, now), "which "); st.Reason != "" {
				st.State = stateStale
			}
		}
		list = append(list, st)
	}
	for _, c := range s.file.Certificates {
		if !needed[c.Name] {
			list = append(list, standing{Name: c.Name, Version: c.Version, Kind: kindCertificate, State: stateUnused, Expires: until(c.Text), SealedTo: s.readersOf(c.Recipients)})
		}
	}
	slices.SortFunc(list, func(a, b standing) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name)) })
	for i := range list {
		list[i].tidy()
	}
	return list
}

func (s *safe) authorityStanding(name string, now time.Time) standing {
	st := standing{Name: name, Kind: kindAuthority, State: stateMissing}
	known := s.file.Authority(name)
	if known == nil {
		return st
	}
	st.Version, st.Expires, st.State = known.Issuer.Version, until(known.Issuer.Certificate), stateOK
	st.SealedTo = s.readersOf(known.Issuer.Recipients)
	for _, c := range s.Certificates {
		if c.Authority == name {
			st.NeededOn = append(st.NeededOn, c.Host)
		}
	}
	slices.Sort(st.NeededOn)
	st.NeededOn = slices.Compact(st.NeededOn)
	recipients, _ := s.recipients(known.KeyName(), s.operators())
	issuer, err := certificate.Parse(known.Issuer.Certificate)
	switch {
	case !slices.Equal(recipients, known.Issuer.Recipients):
		st.State, st.Reason = stateStale, "not sealed to the operators of now"
	case err == nil && issuer.Until().Before(now.Add(s.declared(name).CertificateValidity)):
		st.Reason = "it expires before a new certificate would: rotate it"
	}
	switch {
	case known.Next != nil:
		st.Reason = "its next key is trusted too: promote it when every host has it"
	case known.Previous != nil:
		st.Reason = "its previous key is still trusted: finalize it when every host has the new certificates"
	}
	return st
}

// isIssued reports whether a name is that of an authority or a certificate.
func (s *safe) isIssued(name string) bool {
	return strings.Contains(name, "@") || s.declared(name) != nil
}

// readersOf says whose recipients these are.
func (s *safe) readersOf(recipients []string) readers {
	r := readers{}
	left := slices.Clone(recipients)
	find := func(of map[string]string) (names []string) {
		for name, recipient := range of {
			if slices.Contains(recipients, recipient) {
				names = append(names, name)
				left = slices.DeleteFunc(left, func(r string) bool { return r == recipient })
			}
		}
		return names
	}
	r.Hosts, r.Operators = find(s.Recipients), find(s.Operators)
	r.Others = left
	slices.Sort(r.Hosts)
	slices.Sort(r.Operators)
	return r
}

// tidy makes every list one, for programs.
func (st *standing) tidy() {
	for _, list := range []*[]string{&st.NeededOn, &st.Lacking, &st.Surplus, &st.SealedTo.Hosts, &st.SealedTo.Operators, &st.SealedTo.Others} {
		if *list == nil {
			*list = []string{}
		}
	}
}
