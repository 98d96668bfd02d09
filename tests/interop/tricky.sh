#!/bin/sh
# tricky.sh - the awkward entries of tests/unit/out_events.c in other people's programs: ical.js must see every occurrence
# where this program sees it, khal and calcurse must take every entry and show it. Part of `make check-interop`, which
# installs them; a program that is missing is a failure here. (Python's readers: test_out_ics_partners, in `make check`.)
set -u
cd "$(dirname "$0")/../.." || exit 1
work=${TMPDIR:-/tmp} BUILD=${BUILD:-build}
export TZ=Europe/Chisinau
program=$BUILD/test/test_out_ics_partners

verdict() { # NAME STATUS [FILE WITH THE REASON]
	if [ "$2" = 0 ]; then
		echo "ok - tricky entries: $1"
	else
		echo "not ok - tricky entries: $1"
		[ -z "${3-}" ] || head -15 "$3" | sed 's/^/# /'
	fi
}

"${MAKE:-make}" --no-print-directory BUILD="$BUILD/test" TESTING=1 WERROR=-Werror "$program" >"$work/log" 2>&1 &&
    "$program" "$work" >>"$work/log" 2>&1
verdict "are written" $? "$work/log"

# ---- ical.js (which takes an hour that comes twice for the second one; RFC 5545 says the first)
entry=$(sh tools/ical-js.sh "$BUILD/interop" 2>"$work/log")
TZ=UTC ICAL_JS=$entry node tests/interop/occurrences.js "$work/tricky.ics" 2025-01-01 2046-12-31 >"$work/js" 2>"$work/log" &&
    grep -v '^twice' "$work/js" | LC_ALL=C sort >"$work/theirs" &&
    grep -v '^twice' "$work/tricky.txt" | LC_ALL=C sort | diff - "$work/theirs" >"$work/log"
verdict "ical.js agrees on every occurrence ($(wc -l <"$work/tricky.txt"))" $? "$work/log"

# What must be seen in the winter of 2026: title, and for khal the day and hour.
cat >"$work/titles" <<'END'
Cum scriem o petiție
Virgulă, punct; "ghilimele" \ bară: două puncte = egal
Собрание жителей двора на улице Алба-Юлия
Tabăra de iarnă
Revelion în curte
Termenul de la prânz
ANULAT: vizita
Zilnic peste an
Marți peste schimbarea orei
A doua joi
Ultima vineri
A cincea duminică
Prima și a treia marți
A doua miercuri, ca în Outlook
În 31
Ultima zi a lunii
Trimestrial
Anul Nou
Toată ziua, miercurea
Ora din urmă contează
END
missing() { # FILE: which titles are not in it
	while IFS= read -r title; do
		grep -qF -- "$title" "$1" || echo "not found: $title"
	done <"$work/titles"
}

# ---- khal
mkdir -p "$work/khal/calendar"
cat >"$work/khal/config" <<-END
	[calendars]
	[[obste]]
	path = $work/khal/calendar
	[locale]
	local_timezone = Europe/Chisinau
	default_timezone = Europe/Chisinau
	timeformat = %H:%M
	dateformat = %Y-%m-%d
	longdateformat = %Y-%m-%d
	datetimeformat = %Y-%m-%d %H:%M
	longdatetimeformat = %Y-%m-%d %H:%M
	[sqlite]
	path = $work/khal/khal.db
END
{
	khal -c "$work/khal/config" import --batch -a obste "$work/tricky.ics" &&
	    khal -c "$work/khal/config" list --format '{start} {title}' 2026-11-20 60d >"$work/khal.txt" &&
	    missing "$work/khal.txt"
} >"$work/log" 2>&1
[ -s "$work/khal.txt" ] && ! grep -q . "$work/log"
verdict "khal takes all and shows them" $? "$work/log"
# Moved a day, moved to another hour, left out twice.
grep 'Marți peste' "$work/khal.txt" | cut -c1-16 >"$work/log"
printf '%s\n' '2026-11-25 18:30' '2026-12-01 18:30' '2026-12-08 20:00' '2026-12-15 18:30' '2026-12-22 18:30' '2027-01-12 18:30' |
    diff - "$work/log" >"$work/difference"
verdict "khal moves and leaves out what was moved and left out" $? "$work/difference"

# Every day and hour of three years, not only the titles. One line apart: before tzdata 2026a Moldova's spring change is an hour
# off, and these programs believe the machine; that night is left out.
"$PYTHON" tests/interop/local_days.py "$work/tricky.txt" 2026-10-01 2029-12-30 | grep -v '^2027-03-28' | LC_ALL=C sort >"$work/ours"
khal -c "$work/khal/config" list --day-format '' --format '{start-long}{tab}{title}' 2026-10-01 2029-12-30 2>"$work/log" |
    grep -v -e '^$' -e '^2027-03-28' | LC_ALL=C sort -u | diff "$work/ours" - >"$work/difference"
[ "$(wc -l <"$work/ours")" -gt 100 ] && ! [ -s "$work/difference" ]
verdict "khal agrees on every day and hour ($(wc -l <"$work/ours"))" $? "$work/difference"

# ---- calcurse
mkdir -p "$work/calcurse"
calcurse -q -D "$work/calcurse" -i "$work/tricky.ics" >"$work/import" 2>&1
grep -qE '[1-9][0-9]* (skipped|not imported)|could not|Warning' "$work/import"
[ $? = 1 ]
verdict "calcurse skips nothing" $? "$work/import"
calcurse -q -D "$work/calcurse" -Q --from 11/20/2026 --days 60 >"$work/calcurse.txt" 2>>"$work/import"
missing "$work/calcurse.txt" >"$work/log"
! [ -s "$work/log" ]
verdict "calcurse shows them" $? "$work/log"
# It knows no RECURRENCE-ID: an instance that was moved stands on its old day too; a span stands on each of its days.
cat >"$work/known" <<'END'
> 2026-11-24 18:30	Marți peste schimbarea orei
> 2026-12-08 18:30	Marți peste schimbarea orei
> 2026-12-09	Toată ziua, miercurea
> 2026-12-31	Tabăra de iarnă
> 2027-01-01	Tabăra de iarnă
> 2027-01-02	Tabăra de iarnă
> 2027-03-15	Trimestrial
> 2027-03-30 18:30	Marți peste schimbarea orei
END
calcurse -q -D "$work/calcurse" -Q --from 10/01/2026 --days 1187 --format-apt '@%(start:%Y-%m-%d %H:%M)\t%m\n' \
    --format-recur-apt '@%(start:%Y-%m-%d %H:%M)\t%m\n' --format-event '=%m\n' --format-recur-event '=%m\n' 2>>"$work/import" |
    awk '/^[0-9][0-9]\/[0-9][0-9]\/[0-9][0-9]:/ { split($0, d, /[\/:]/); day = "20" d[3] "-" d[1] "-" d[2]; next }
	/^@/ { print substr($0, 2) } /^=/ { print day "\t" substr($0, 2) }' |
    grep -v '^2027-03-28' | LC_ALL=C sort -u | diff "$work/ours" - | grep '^[<>]' | diff "$work/known" - >"$work/difference"
! [ -s "$work/difference" ]
verdict "calcurse agrees on every day and hour, but for what it does not know" $? "$work/difference"
