// Package app is the trading application of the lab: a small Django project
// that depends on everything the production stack promises an application.
// README.md tells what it does and what each part of it proves.
//
// To Go it is source code, which the lab puts into an image.
package app
