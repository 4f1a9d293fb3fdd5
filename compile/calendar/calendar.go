package calendar

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Words that stand for a whole expression, the most frequent first.
var Words = []string{"minutely", "hourly", "daily", "weekly", "monthly", "quarterly", "semiannually", "yearly", "annually"}

var (
	errEmpty = errors.New("it is empty")
	errForm  = errors.New("it is written as a word such as daily, or as weekdays, a date and a time, of which any may be left out: Mon..Fri *-*-01 03:30")
)

// Check returns nil for an expression that names times which come again and
// again, and else an error that says what is wrong with it.
func Check(expression string) error {
	fields := strings.Split(expression, " ")
	if expression == "" {
		return errEmpty
	}
	if slices.Contains(fields, "") {
		return errors.New("its parts are separated by single spaces, and there are none around it")
	}
	if n := len(fields); n > 1 && fields[n-1] == "UTC" {
		fields = fields[:n-1]
	}
	if len(fields) == 1 && slices.Contains(Words, fields[0]) {
		return nil
	}
	if len(fields) > 3 {
		return errForm
	}
	last := 0 // the kinds of parts come in this order, each once
	for _, field := range fields {
		kind, check := kindOf(field)
		if kind <= last {
			return errForm
		}
		last = kind
		if err := check(field); err != nil {
			return err
		}
	}
	return nil
}

// kindOf tells weekdays, a date and a time apart.
func kindOf(field string) (kind int, check func(string) error) {
	switch {
	case strings.Contains(field, ":"):
		return 3, checkTime
	case strings.ContainsAny(field, "-~") && strings.ContainsAny(field, "0123456789*"):
		return 2, checkDate
	default:
		return 1, checkWeekdays
	}
}

var weekdays = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
var longWeekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// known are all words, weekdays as they are mostly written.
var known = func() []string {
	words := slices.Clone(Words)
	for _, day := range slices.Concat(weekdays, longWeekdays) {
		words = append(words, strings.ToUpper(day[:1])+day[1:])
	}
	return words
}()

func checkWeekdays(field string) error {
	for part := range strings.SplitSeq(field, ",") {
		from, to, ranged := strings.Cut(part, "..")
		first, err := weekday(from)
		if err != nil {
			return err
		}
		if !ranged {
			continue
		}
		last, err := weekday(to)
		if err != nil {
			return err
		}
		if last < first {
			return fmt.Errorf("%q runs backwards: a week begins on Monday, so write two ranges", part)
		}
	}
	return nil
}

func weekday(name string) (int, error) {
	lower := strings.ToLower(name)
	if i := slices.Index(weekdays, lower); i >= 0 {
		return i, nil
	}
	if i := slices.Index(longWeekdays, lower); i >= 0 {
		return i, nil
	}
	return 0, UnknownWord{name, known}
}

// An UnknownWord is the error of a word that stands neither for a weekday nor for
// a whole expression.
type UnknownWord struct {
	Word  string
	Known []string // words that there are
}

func (e UnknownWord) Error() string {
	return fmt.Sprintf("%q is neither a weekday, such as Mon, nor one of: %s", e.Word, strings.Join(Words, ", "))
}

// checkDate reads MONTH-DAY or *-MONTH-DAY; with ~ in place of the last dash,
// days are counted from the end of the month.
func checkDate(field string) error {
	date := field
	if year, rest, ok := strings.Cut(date, "-"); ok && strings.ContainsAny(rest, "-~") {
		if year != "*" {
			return fmt.Errorf("%q names a year, after which the timer never runs again; write * for the year", field)
		}
		date = rest
	}
	month, day, ok := strings.Cut(date, "~")
	if !ok {
		month, day, ok = strings.Cut(date, "-")
	}
	if !ok || strings.ContainsAny(day, "-~") {
		return errForm
	}
	months, err := numbers("month", month, 1, 12)
	if err != nil {
		return err
	}
	days, err := numbers("day", day, 1, 31)
	if err != nil {
		return err
	}
	most := 0
	for m := range months {
		most = max(most, length[m-1])
	}
	for d := range days {
		if d <= most {
			return nil
		}
	}
	return fmt.Errorf("%q never comes: none of these months has that day", field)
}

// length of the months, in the years in which they are longest.
var length = [12]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func checkTime(field string) error {
	parts := strings.Split(field, ":")
	if len(parts) > 3 {
		return errForm
	}
	for i, unit := range []string{"hour", "minute", "second"}[:len(parts)] {
		most := 59
		if i == 0 {
			most = 23
		}
		if _, err := numbers(unit, parts[i], 0, most); err != nil {
			return err
		}
	}
	return nil
}

// numbers returns what a list such as *, 3, 1..5, 0/15 or 1,2..4 stands for.
func numbers(unit, list string, least, most int) (map[int]bool, error) {
	all := map[int]bool{}
	for part := range strings.SplitSeq(list, ",") {
		span, step, stepped := strings.Cut(part, "/")
		every := 1
		if stepped {
			n, err := number(unit, step, 1, most)
			if err != nil {
				return nil, err
			}
			every = n
		}
		from, to, ranged := strings.Cut(span, "..")
		first, last := least, most
		if span != "*" {
			n, err := number(unit, from, least, most)
			if err != nil {
				return nil, err
			}
			first = n
			if !stepped {
				last = n
			}
		}
		if ranged {
			n, err := number(unit, to, least, most)
			if err != nil {
				return nil, err
			}
			if n < first {
				return nil, fmt.Errorf("the range %q of %ss runs backwards", span, unit)
			}
			last = n
		}
		for n := first; n <= last; n += every {
			all[n] = true
		}
	}
	return all, nil
}

func number(unit, s string, least, most int) (int, error) {
	n, err := strconv.ParseUint(s, 10, 8)
	if err != nil || len(s) > 2 {
		return 0, fmt.Errorf("%q is no %s: a number, a list such as 1,15, a range such as 1..5, or a step such as 0/15 is needed", s, unit)
	}
	if int(n) < least || int(n) > most {
		return 0, fmt.Errorf("there is no %s %s: it is from %d to %d", unit, s, least, most)
	}
	return int(n), nil
}
