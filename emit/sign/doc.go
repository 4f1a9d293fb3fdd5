// Package sign makes the signatures that hosts and people check, in OpenSSH's
// format, so that a bare host verifies them with the ssh-keygen it has.
//
// It knows keys: in files, in an agent, on hardware. It does not choose between
// keys, reads no environment, and does not know what is in the things it signs.
package sign
