package calendar

// Accepted are expressions of every form, one a line: examples, which tests
// hold against Check and against systemd.
const Accepted = `
Mon
Mon..Fri
Monday,Wed..Fri 03:30
sat,sun *-*-* 12:00:30
*-*-01
*-*-* 00/6:15
01-01
02-29 12:00
*-01,07-01..07 04:00
*-*~01 23:59:59
02~03
*-*-1/10
*:0/15
00..05,12:30:00/20
03:30 UTC
daily UTC
Mon *-*-08..14 02:00 UTC
`
