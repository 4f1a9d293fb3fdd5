// Package vault reads files that Ansible Vault encrypted, so that their values
// can become sealed secrets: whole files and single !vault values of a YAML
// file, in the formats 1.1 and 1.2.
//
// It only reads, and knows nothing of what a stack makes of the values.
package vault
