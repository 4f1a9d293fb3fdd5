package app

import "embed"

// Source is the project as it lies in the image's working directory.
//
//go:embed manage.py all:senextrader all:journal
var Source embed.FS
