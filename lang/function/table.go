package function

import (
	"io/fs"
	"regexp"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	fn "github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// Options say where the functions that read files may look.
type Options struct {
	// FS holds the files of a stack. If it is nil there are no files.
	FS fs.FS
	// Dir is the folder in FS that relative paths start in and must stay in;
	// "" is the root.
	Dir string
	// Template parses a template. The name is its path in FS, and goes into the
	// positions of diagnostics. If it is nil, hclsyntax.ParseTemplate is used.
	Template func(src []byte, name string) (hclsyntax.Expression, hcl.Diagnostics)
	// Further are functions that the table has besides its own. Templates can
	// call them too.
	Further map[string]fn.Function
}

// Table returns all functions by name. The functions are safe for concurrent
// use. They read a template once and keep it.
func Table(opts Options) map[string]fn.Function {
	table := map[string]fn.Function{
		// These take expressions rather than values, so there is nothing to guard.
		"try":     try,
		"can":     can,
		"convert": convertTo,
	}
	add := func(name, description string, takes secrets, f fn.Function) {
		table[name] = guard(name, description, takes, f)
	}

	// Numbers.
	add("abs", "Returns a number without its sign.", none, stdlib.AbsoluteFunc)
	add("ceil", "Returns the nearest whole number that is not less than the given one.", none, stdlib.CeilFunc)
	add("floor", "Returns the nearest whole number that is not greater than the given one.", none, stdlib.FloorFunc)
	add("log", "Returns the logarithm of a number in the given base.", none, stdlib.LogFunc)
	add("max", "Returns the greatest of the given numbers.", none, stdlib.MaxFunc)
	add("min", "Returns the smallest of the given numbers.", none, stdlib.MinFunc)
	add("parseint", "Reads a whole number that is written in the given base, 2 to 62.", none, stdlib.ParseIntFunc)
	add("pow", "Raises the first number to the power of the second.", none, stdlib.PowFunc)
	add("signum", "Returns -1, 0 or 1: the sign of a number.", none, stdlib.SignumFunc)
	add("sum", "Adds up the numbers of a list or set.", none, sum)
	add("bytes", "Reads a size such as \"8GiB\" and returns the number of bytes. Units are B, KiB, MiB, GiB and TiB (of 1024), kB, MB, GB and TB (of 1000); without a unit the number is bytes.", none, size)
	add("seconds", "Reads a duration such as \"1h30m\" and returns the number of seconds. Units are d, h, m, s and ms, the larger ones first.", none, duration)

	// Text.
	patterns := &patterns{compiled: map[string]*regexp.Regexp{}}
	add("chomp", "Removes line breaks at the end of a string.", none, stdlib.ChompFunc)
	add("endswith", "Tells whether a string ends with another.", none, endswith)
	add("format", "Puts values into a string at verbs such as %s, %d, %5.1f, %q and %v. A secret can only be put in by a plain %s or %v.", all, format)
	add("formatlist", "Like format, for lists: returns one string for each element. Values that are not lists are the same in each.", all, formatlist)
	add("indent", "Puts a number of spaces before every line of a string but the first.", none, indent)
	add("join", "Puts the strings of lists together, with a separator between them.", all, stdlib.JoinFunc)
	add("lower", "Writes all letters of a string in lower case.", none, stdlib.LowerFunc)
	add("regex", "Returns what a regular expression first finds in a string: a string, or with groups a list or an object of what they found. Finding nothing is an error.", none, patterns.regex())
	add("regexall", "Returns a list of everything that a regular expression finds in a string.", none, patterns.regexall())
	add("replace", "Replaces every occurrence of a substring. If the substring is between slashes, as in \"/a+/\", it is a regular expression, and $1 in the replacement is what its first group found.", none, patterns.replace())
	add("split", "Splits a string at every occurrence of a separator.", none, stdlib.SplitFunc)
	add("startswith", "Tells whether a string starts with another.", none, startswith)
	add("strcontains", "Tells whether a string has another in it.", none, strcontains)
	add("strrev", "Returns the characters of a string in reverse order.", none, stdlib.ReverseFunc)
	add("substr", "Returns a part of a string: from an offset, which is counted from the end if it is negative, as many characters as given, or the rest if that is -1.", none, stdlib.SubstrFunc)
	add("title", "Writes the first letter of every word in upper case.", none, stdlib.TitleFunc)
	add("trim", "Removes the given characters from both ends of a string.", none, stdlib.TrimFunc)
	add("trimprefix", "Removes a prefix from a string, if it is there.", none, stdlib.TrimPrefixFunc)
	add("trimspace", "Removes space from both ends of a string.", none, stdlib.TrimSpaceFunc)
	add("trimsuffix", "Removes a suffix from a string, if it is there.", none, stdlib.TrimSuffixFunc)
	add("upper", "Writes all letters of a string in upper case.", none, stdlib.UpperFunc)

	// Lists, sets, maps and objects.
	add("alltrue", "Tells whether all elements of a list are true; those of an empty list are.", none, alltrue)
	add("anytrue", "Tells whether any element of a list is true.", none, anytrue)
	add("chunklist", "Splits a list into lists of at most the given length.", all, stdlib.ChunklistFunc)
	add("coalesce", "Returns the first argument that is neither null nor an empty string.", all, coalesce)
	add("coalescelist", "Returns the first list that is not empty.", all, coalescelist)
	add("compact", "Removes nulls and empty strings from a list of strings.", all, compact)
	add("concat", "Puts lists together, one after the other.", all, concat)
	add("contains", "Tells whether a list or set has a value in it.", none, stdlib.ContainsFunc)
	add("distinct", "Removes from a list every element that was there before.", all, distinct)
	add("element", "Returns an element of a list, counted from 0 and around: after the last comes the first.", all, stdlib.ElementFunc)
	add("flatten", "Replaces the lists in a list with their elements, however deep they are.", all, flatten)
	add("index", "Returns the position of a value in a list, counted from 0. A value that is not there is an error.", none, index)
	add("keys", "Returns the keys of a map or object, sorted.", all, keys)
	add("length", "Returns how many elements a list, set, map or object has, or how many characters a string.", all, length)
	add("lookup", "Returns the value of a key in a map or object, or the third argument if the key is not there.", allBut(1), lookup)
	add("matchkeys", "Returns those elements of the first list that stand where the second list has a value that is in the third.", allBut(1, 2), matchkeys)
	add("merge", "Puts maps or objects together. If a key is in several, the last one counts.", all, merge)
	add("one", "Returns the element of a list or set that has one, and null if it has none. More than one is an error.", all, one)
	add("range", "Returns a list of numbers: range(max), range(start, limit) or range(start, limit, step).", none, stdlib.RangeFunc)
	add("reverse", "Returns the elements of a list in reverse order.", all, stdlib.ReverseListFunc)
	add("setintersection", "Returns the elements that are in all of the given sets.", none, stdlib.SetIntersectionFunc)
	add("setproduct", "Returns every combination of one element from each of the given sets or lists.", all, stdlib.SetProductFunc)
	add("setsubtract", "Returns the elements of the first set that are not in the second.", none, stdlib.SetSubtractFunc)
	add("setunion", "Returns the elements that are in any of the given sets.", all, stdlib.SetUnionFunc)
	add("slice", "Returns the elements of a list from one position, counted from 0, up to but without another.", all, stdlib.SliceFunc)
	add("sort", "Sorts a list of strings by their characters.", none, sortStrings)
	add("transpose", "Turns a map of lists of strings around: its values become the keys, and the keys that had them the values.", none, transpose)
	add("values", "Returns the values of a map or object, in the order of their keys.", all, stdlib.ValuesFunc)
	add("zipmap", "Makes a map from a list of keys and a list of values.", allBut(0), zipmap)

	// Formats and digests.
	for name, description := range encoders {
		add(name, description, all, encoder(name))
	}
	add("base64decode", "Reads a string in Base64, which must hold UTF-8 text.", none, base64decode)
	add("csvdecode", "Reads a table in CSV, whose first line has the names of the columns, and returns a list of objects.", none, genuine(stdlib.CSVDecodeFunc))
	add("jsondecode", "Reads a value that is written in JSON.", none, genuine(stdlib.JSONDecodeFunc))
	add("jsonencode", "Writes a value in JSON, on one line. Secrets in it are encoded by jsonstring.", all, jsonencode)
	add("yamlencode", "Writes a value in YAML. All strings are in double quotes; secrets are encoded by jsonstring.", all, yamlencode)
	add("md5", "Returns the MD5 digest of a string in hexadecimal. It protects nothing: use it only where a format demands it.", none, digestMD5)
	add("sha512", "Returns the SHA-512 digest of a string in hexadecimal.", none, digestSHA512)

	// Networks.
	add("cidrcontains", "Tells whether an address or a whole network lies in the network of the first argument.", none, cidrcontains)
	add("cidrhost", "Returns the address with the given number in a network; negative numbers count from its end.", none, cidrhost)
	add("cidrnetmask", "Returns the mask of an IPv4 network, as in 255.255.255.0.", none, cidrnetmask)
	add("cidrsubnet", "Returns a part of a network: its prefix is longer by the given number of bits, and those bits have the given number.", none, cidrsubnet)

	// Types.
	add("tobool", "Turns \"true\" or \"false\" into a bool.", none, to(cty.Bool))
	add("tolist", "Turns a set or tuple into a list.", all, to(cty.List(cty.DynamicPseudoType)))
	add("tomap", "Turns an object into a map.", all, to(cty.Map(cty.DynamicPseudoType)))
	add("tonumber", "Turns a string into the number that is written in it.", none, to(cty.Number))
	add("toset", "Turns a list into a set, without order and duplicates.", all, to(cty.Set(cty.DynamicPseudoType)))
	add("tostring", "Turns a number or a bool into a string.", all, to(cty.String))

	for name, f := range opts.Further {
		table[name] = f
	}

	// Files.
	files := &files{opts: opts, templates: map[string]template{}}
	add("fileset", "Returns the paths of the files below a folder that match a pattern: * is any part of a name, ** any folders, ? one character, {a,b} a choice. Paths are relative to that folder, and that is relative to the file that says this.", none, files.fileset())
	// Templates can call everything that is in the table by now.
	templatefile := files.templatefile(table)
	add("templatefile", "Fills in the template in a file with the given values. The path is relative to the file that says this.", allBut(0), templatefile)
	return table
}
