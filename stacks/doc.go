// Package stacks holds the example stacks: each is documentation, and a case
// that the whole compiler has to get right. Those below testdata/stacks are tested
// with them: they have components of their own. As Go it is tests only. They run
// senexc as a user does and look at what comes out: the golden trees, the
// determinism of the archives, what moving a service changes, that no secret
// leaks, and whether the programs on a host accept every file.
package stacks
