#!/bin/sh
# What the programs that people have make of our files: khal, calcurse, LibreOffice, and ical.js beside Python's icalendar.
# Part of `make check-interop`, which installs them.
set -u
cd "$(dirname "$0")/../.." || exit 1
export OBSTE_NOW=2026-11-23T12:00 OBSTE_DB=$TMPDIR/group.db TZ=Europe/Chisinau
here=tests/interop work=$TMPDIR

verdict() { # NAME STATUS [FILE WITH THE REASON]
	if [ "$2" = 0 ]; then
		echo "ok - interop: $1"
	else
		echo "not ok - interop: $1"
		[ -z "${3-}" ] || head -15 "$3" | sed 's/^/# /'
	fi
}
need() { # PROGRAM NAME
	command -v "$1" >/dev/null && return
	echo "ok - interop: $2 # SKIP $1 is not installed"
	return 1
}
add() { "$OBSTE" --no-input add "$@" >/dev/null 2>>"$work/add.log"; }

# ---- a group with awkward words
"$OBSTE" --no-input init --name 'Grupul „Botanica”' >/dev/null 2>"$work/add.log" &&
    add person 'surname=Țîbîrnă' 'given=Ștefania "Țuța"' phone=069000011 'notes=rînd unu; rînd doi, cu virgulă' &&
    add person 'surname=Кузнецова' 'given=Ольга' phone=060000014 &&
    add workshop 'title=Cum scriem o petiție, pas cu pas' date=2026-11-27 starts=18:00 ends=20:00 'place=Biblioteca „Onisifor Ghibu”' &&
    add meeting 'title=Ședința consiliului; buget' date=2026-12-03 starts=10:00 ends=13:00 &&
    add event 'title=Собрание двора' date=2026-12-05 &&
    add event 'title=Întâlnirea grupului' date=2026-10-20 starts=18:30 ends=19:30 'repeat=FREQ=WEEKLY;BYDAY=TU;UNTIL=20270331'
verdict "a group is made" $? "$work/add.log"
"$OBSTE" export ics -o "$work/all.ics" 2>"$work/log" && "$OBSTE" export csv person --for excel -o "$work/people.csv" 2>>"$work/log"
verdict "it goes out" $? "$work/log"

# ---- khal
if need khal "khal shows every entry"; then
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
	khal -c "$work/khal/config" import --batch -a obste "$work/all.ics" >"$work/log" 2>&1 &&
	    khal -c "$work/khal/config" list 2026-11-20 30d >"$work/khal.txt" 2>>"$work/log"
	for words in 'Cum scriem o petiție, pas cu pas' 'Ședința consiliului; buget' 'Собрание двора' 'Întâlnirea grupului'; do
		grep -qF "$words" "$work/khal.txt" || echo "not found: $words"
	done >"$work/missing"
	[ -s "$work/missing" ] && cat "$work/log" "$work/khal.txt" >>"$work/missing"
	test ! -s "$work/missing"
	verdict "khal shows every entry" $? "$work/missing"
	grep -q '18:00-20:00 Cum scriem' "$work/khal.txt"
	verdict "khal shows the hour of Chișinău" $? "$work/khal.txt"
fi

# ---- calcurse
if need calcurse "calcurse shows every entry"; then
	mkdir -p "$work/calcurse"
	calcurse -D "$work/calcurse" -i "$work/all.ics" >"$work/log" 2>&1
	calcurse -D "$work/calcurse" -Q --from 11/20/2026 --days 30 >"$work/calcurse.txt" 2>>"$work/log"
	for words in 'Cum scriem o petiție, pas cu pas' 'Ședința consiliului; buget' 'Собрание двора' 'Întâlnirea grupului'; do
		grep -qF "$words" "$work/calcurse.txt" || echo "not found: $words"
	done >"$work/missing"
	[ -s "$work/missing" ] && cat "$work/log" "$work/calcurse.txt" >>"$work/missing"
	test ! -s "$work/missing"
	verdict "calcurse shows every entry" $? "$work/missing"
	! grep -qiE 'could not|skipped: [1-9]|[1-9][0-9]* skipped' "$work/log"
	verdict "calcurse skips nothing" $? "$work/log"
fi

# ---- LibreOffice
office=$(command -v soffice || command -v libreoffice)
if [ -n "$office" ]; then
	# Opened as a double click opens it (60: the separator ; by its code 59), written again as plain UTF-8 CSV.
	"$office" "-env:UserInstallation=file://$work/office" --headless --infilter='CSV:59,34,76,1' \
	    --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76' --outdir "$work/office-out" "$work/people.csv" >"$work/log" 2>&1
	for words in 'Țîbîrnă' 'Ștefania ""Țuța""' 'Кузнецова' 'rînd unu; rînd doi, cu virgulă'; do
		grep -qF "$words" "$work/office-out/people.csv" || echo "not found: $words"
	done >"$work/missing" 2>&1
	[ -s "$work/missing" ] && cat "$work/log" "$work/office-out/people.csv" >>"$work/missing" 2>/dev/null
	test ! -s "$work/missing"
	verdict "LibreOffice reads the table whole" $? "$work/missing"
else
	echo "ok - interop: LibreOffice reads the table whole # SKIP it is not installed"
fi

# ---- two independent readers of .ics
if need npm "ical.js and icalendar agree on every occurrence"; then
	entry=$(sh tools/ical-js.sh "$BUILD/interop" 2>"$work/log")
	"$OBSTE" --no-input demo --no-open --dir "$work/demo" >>"$work/log" 2>&1
	demo=$(find "$work/demo" -name '*.db' | head -1)
	[ -n "$demo" ] && "$OBSTE" --db "$demo" export ics -o "$work/demo.ics" 2>>"$work/log"
	for file in all demo; do
		ICAL_JS=$entry node $here/occurrences.js "$work/$file.ics" 2025-01-01 2028-12-31 >"$work/js" 2>"$work/log" &&
		    "$PYTHON" $here/occurrences.py "$work/$file.ics" 2025-01-01 2028-12-31 >"$work/py" 2>>"$work/log"
		result=$?
		LC_ALL=C sort -o "$work/js" "$work/js"
		LC_ALL=C sort -o "$work/py" "$work/py"
		[ $result = 0 ] && [ "$(wc -l <"$work/js")" -gt 3 ] && diff "$work/js" "$work/py" >>"$work/log"
		verdict "ical.js and icalendar agree on every occurrence ($file: $(wc -l <"$work/js"))" $? "$work/log"
	done
fi
