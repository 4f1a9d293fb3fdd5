// Package oracle asks the programs that will read a bundle's files on a host
// whether they accept them: the Quadlet generator, nginx, systemd, a shell
// linter, ssh-keygen, age and the servers that containers run. All are
// Debian 13's own, in a tree that tree.sh makes.
//
// An oracle judges a bundle as it lies unpacked on disk and answers with a
// Verdict. It runs in a throw-away view of the tree, so that oracles can run
// side by side and leave nothing behind.
//
// The package is for tests. It knows the layout of a bundle, and neither the
// plan nor the code that made the bundle: what it checks, it has to find there.
package oracle
