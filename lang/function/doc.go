// Package function is the table of functions that expressions can call:
// Terraform's pure ones under Terraform's names, sizes and durations, files
// beside the source, and the encoders.
//
// Every function is pure: no clock, no chance, no environment, no network, and
// of files only those below one folder. What a function does with marks is part
// of its meaning here, because marks decide which connections exist and which
// strings have secrets in them:
//
//   - Marks always reach the result. A function that only rearranges values
//     leaves each mark on its own element.
//   - A function that rearranges values, or puts strings together, takes secrets
//     and keeps their tokens whole. An encoder takes them and writes a token for
//     what the host will do. Every other function refuses them.
//
// The package does not know what a mark other than secret.Mark means.
package function
