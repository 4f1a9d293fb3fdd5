// Package install writes the part of a bundle that acts on a host: install.sh,
// the data it reads below plan/, and the templates that it renders secrets
// into. It also writes the scripts of enrolment, which is how a host comes to
// trust bundles.
//
// The engine in install.sh is POSIX shell and the same in every bundle after a
// header of comments; its parts are below engine/, in the order in which they
// run. Nothing about a host is ever written into code: it is data, one plain
// line-oriented file per kind, that a person can review. What a signal does must
// not depend on the shell: a line of the engine has one command substitution at
// most (TestOneSubstitutionInACommand says why).
//
// The package knows the plan and how a host is changed. It knows neither the
// language that the plan came from, nor how units and configuration files are
// written, packed or signed.
package install
