// Package derived makes values that are computed from a secret and stand in its
// place: a server that only checks a password needs a verifier of it, and not
// the password.
//
// They are made when a secret gets its value, by whoever sets it, and sealed
// beside it, because they have random numbers in them and a host has no program
// that computes them. The package knows neither who seals them nor who needs
// them.
package derived
