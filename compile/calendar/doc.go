// Package calendar reads the times of timers: the part of systemd's calendar
// expressions (systemd.time(7)) that means the same every year and on every
// host.
//
// Left out are years, which end; fractions of seconds; and time zones other
// than UTC, whose names a host may not know. systemd accepts everything that
// Check accepts, which a test asks it.
//
// The package knows neither timers nor the language.
package calendar
