// Package syntax makes what HCL's parser says of a file fit to be read: one
// message for each mistake. It knows neither blocks nor what anything means.
package syntax
