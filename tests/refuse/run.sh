#!/bin/sh
# run.sh - files that must be refused, or survived: none may end in a signal, hang (over six seconds) or leave half of
# itself in the database. What was refused as a whole has changed nothing; where single rows were refused, the others
# are there. Small files stand beside this script, long ones are made here.
set -u
cd "$(dirname "$0")/../.." || exit 1
here=tests/refuse work=$TMPDIR
export OBSTE_NOW=2026-11-23T12:00 OBSTE_DB=$work/group.db
# The sanitizers' build is some ten times slower.
case $OBSTE in */san/*) LIMIT=60 ;; esac
obste() { timeout -k 1 "${LIMIT:-6}" "$OBSTE" --lang en --no-input "$@"; }

verdict() { # NAME STATUS
	if [ "$2" = 0 ]; then
		echo "ok - refuse: $1"
	else
		echo "not ok - refuse: $1"
		[ -z "${why-}" ] || echo "# $why"
		head -5 "$work/said" | cut -c1-300 | sed 's/^/# /'
	fi
	why=
}
everything() { "$OBSTE" export json 2>/dev/null; }

# Refused as a whole: exit 4 (or the one given), a message, and nothing stored.
refused() { # NAME FILE KIND [EXIT]
	everything >"$work/before"
	obste import "$3" "$2" >"$work/out" 2>"$work/said"
	status=$?
	everything >"$work/after"
	if [ $status != "${4:-4}" ]; then
		why="exit $status"
		false
	elif ! [ -s "$work/said" ]; then
		why="it said nothing"
		false
	else
		why="something was stored"
		cmp -s "$work/before" "$work/after"
	fi
	verdict "$1" $?
}
# Taken as far as it is sound: these counts.
taken() { # NAME FILE KIND COUNTS
	obste import "$3" "$2" >"$work/out" 2>"$work/said"
	status=$?
	why="exit $status: $(head -1 "$work/out")"
	[ $status = 0 ] && [ "$(head -1 "$work/out")" = "$4" ]
	verdict "$1" $?
}
repeat() { # N TEXT: N times, quickly
	awk -v n="$1" -v text="$2" 'BEGIN { gsub(/\\n/, "\n", text); for (i = 0; i < n; i++) printf "%s", text }'
}
calendar() { printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n' && cat && printf 'END:VCALENDAR\r\n'; }

obste init --name Test >"$work/said" 2>&1
verdict "a group is made" $?

# ---- tables
refused "a quote that never closes" $here/unclosed.csv person
grep -q 'line 3' "$work/said"
verdict "the line of the quote is named" $?
: >"$work/empty.csv"
refused "an empty table" "$work/empty.csv" person
printf 'PK\003\004 and so on' >"$work/book.xlsx"
refused "a workbook" "$work/book.xlsx" person
refused "a folder" "$work" person
refused "a table that is not there" "$work/nothing.csv" person 3
mkfifo "$work/pipe" 2>/dev/null && refused "a pipe that nobody writes to" "$work/pipe" person
refused "a table without a known column" $here/unknown.csv person
{ printf 'surname,given\nA,"' && head -c 104857600 /dev/zero | tr '\0' 'x'; } >"$work/field.csv"
refused "a cell of 100 MB" "$work/field.csv" person
{ printf 'surname,given\nA,B\n' && head -c 104857600 /dev/zero; } >"$work/zeros.csv"
refused "100 MB of zero bytes" "$work/zeros.csv" person
rm -f "$work/field.csv" "$work/zeros.csv"
repeat 20000 ',' >"$work/wide.csv"
refused "20,000 columns" "$work/wide.csv" person
cp $here/columns.csv "$work/columns.csv"
taken "wrong columns: the other rows are taken" "$work/columns.csv" person 'new 2, changed 0, the same 0, refused 2'
[ "$(grep -c 'cells' "$work/columns.csv.refused.csv" 2>/dev/null)" = 2 ]
verdict "the refused rows stand in a table of their own" $?
cp $here/quotes.csv "$work/quotes.csv"
taken "quotes in the middle of cells" "$work/quotes.csv" person 'new 2, changed 0, the same 0, refused 2'
printf 'surname,given\nZero,\0Byte\nRusu,Vasile\n' >"$work/nul.csv"
taken "a zero byte in a cell" "$work/nul.csv" person 'new 1, changed 0, the same 0, refused 1'
printf 'surname;given\nИванов;Пётр\nКузнецова;Ольга\n' | iconv -t UTF-16 >"$work/utf16.csv"
taken "UTF-16" "$work/utf16.csv" person 'new 2, changed 0, the same 0, refused 0'
printf 'surname;given\nСидоров;Фёдор\nЩукина;Любовь\n' | iconv -t WINDOWS-1251 >"$work/cp1251.csv"
taken "Windows-1251" "$work/cp1251.csv" person 'new 2, changed 0, the same 0, refused 0'
obste list person --csv >"$work/said" 2>&1
grep -q 'Иванов' "$work/said" && grep -q 'Щукина' "$work/said"
verdict "the letters are right" $?

# ---- calendars
refused "a table as a calendar" $here/unknown.csv ics
repeat 80000 'BEGIN:VEVENT\nBEGIN:VALARM\n' | calendar >"$work/nested.ics"
obste import ics "$work/nested.ics" >"$work/out" 2>"$work/said"
status=$?
why="exit $status"
[ $status -lt 124 ] && [ $status != 0 ]
verdict "160,000 nested components" $?
repeat 80000 'BEGIN:VCALENDAR\n' >"$work/deep.ics"
refused "80,000 calendars in each other" "$work/deep.ics" ics
repeat 100001 'BEGIN:VEVENT\nSUMMARY:x\nDTSTART:20261124T100000\nEND:VEVENT\n' | calendar >"$work/many.ics"
refused "100,001 events" "$work/many.ics" ics
{ calendar </dev/null && head -c 53477376 /dev/zero | tr '\0' '\n'; } >"$work/long.ics"
refused "a calendar of 51 MB" "$work/long.ics" ics
rm -f "$work/long.ics" "$work/many.ics"
printf 'B\0E\0G\0I\0N\0' >"$work/utf16.ics"
refused "a calendar in UTF-16" "$work/utf16.ics" ics
taken "impossible dates, rules and zones" $here/impossible.ics ics 'new 1, changed 0, the same 0, refused 9'
# What public test suites of calendar readers are made of, in our own words: rules that keep readers busy for ever, ages, paths,
# quoting, two calendars in one file, names of components in small letters.
taken "wild entries" $here/wild.ics ics 'new 13, changed 0, the same 0, refused 23'
taken "wild entries again" $here/wild.ics ics 'new 0, changed 0, the same 13, refused 23'
taken "the same again changes nothing" $here/impossible.ics ics 'new 0, changed 0, the same 1, refused 9'
{
	printf 'BEGIN:VEVENT\nUID:l\nSUMMARY:Long\nDTSTART:20261124T100000\nDESCRIPTION:'
	repeat 1000000 '0123456789'
	printf '\nEND:VEVENT\nBEGIN:VEVENT\nUID:s\nSUMMARY:Short\nDTSTART:20261125T100000\nEND:VEVENT\n'
} | calendar >"$work/line.ics"
taken "a line of 10 MB" "$work/line.ics" ics 'new 1, changed 0, the same 0, refused 1'
{
	printf 'BEGIN:VEVENT\nUID:e\nSUMMARY:Exceptions\nDTSTART:20200101T100000\nRRULE:FREQ=DAILY\n'
	awk 'BEGIN { for (i = 0; i < 8000; i++) printf "EXDATE:%04d%02d%02dT100000\n", 2020 + i / 336, i % 336 / 28 + 1, i % 28 + 1 }'
	printf 'END:VEVENT\nBEGIN:VEVENT\nUID:o\nSUMMARY:Other\nDTSTART:20261126T100000\nEND:VEVENT\n'
} | calendar >"$work/exceptions.ics"
taken "8,000 exceptions" "$work/exceptions.ics" ics 'new 1, changed 0, the same 0, refused 1'
repeat 50000 'BEGIN:VEVENT\nDTSTART:20261124T100000\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;BYSECOND=1,2,3\nEND:VEVENT\n' |
    calendar >"$work/secondly.ics"
obste import ics "$work/secondly.ics" >"$work/out" 2>"$work/said"
status=$?
why="exit $status"
[ $status -lt 124 ]
verdict "50,000 rules by the second" $?

# ---- JSON
for file in $here/*.json; do
	refused "$(basename "$file" .json | tr - ' ')" "$file" json
done
{ printf '{"version":1,"kind":"person","rows":[{"surname":' && repeat 1000000 '[' && repeat 1000000 ']' && printf '}]}'; } >"$work/deep.json"
refused "JSON nested a million deep" "$work/deep.json" json
{ printf '{"version":1,"kind":"person","rows":[{"surname":"A"},{"surname":"' && head -c 104857600 /dev/zero | tr '\0' 'x'; } >"$work/long.json"
refused "a string of 100 MB that never ends" "$work/long.json" json

obste check >"$work/said" 2>&1
verdict "the database is sound after all that" $?
