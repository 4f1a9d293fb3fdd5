package install

import (
	"strconv"
	"strings"
)

func accountsTable(in Input) *table {
	t := &table{name: "accounts", comment: "NAME UID HOME GROUPS: system accounts of programs of the host, which are never removed; UID - is any, GROUPS is separated by commas or -"}
	for _, a := range in.Host.Accounts {
		uid := "-"
		if a.UID > 0 {
			uid = strconv.Itoa(a.UID)
		}
		t.add(a.Name, uid, a.Home, orDash(strings.Join(a.Groups, ",")))
	}
	return t
}
