// Package docs is the documentation. As Go it is tests only: they compile the
// examples of language.md, hold its tables against the schema and the functions,
// and see to it that every check has a page.
package docs
