#!/bin/sh
# What a member sees: their calendar taken into khal and calcurse, changed here, given again and taken in again; a council's
# calendar read twice; invitations through a mail server with encryption. Part of `make check-interop`.
set -u
cd "$(dirname "$0")/../.." || exit 1
export OBSTE_NOW=2026-11-23T12:00 OBSTE_DB=$TMPDIR/group.db TZ=Europe/Chisinau XDG_CONFIG_HOME=$TMPDIR/config XDG_STATE_HOME=$TMPDIR/state
work=$TMPDIR
obste() { "$OBSTE" --lang ro --no-input "$@"; }
verdict() { # NAME STATUS [FILE WITH THE REASON]
	if [ "$2" = 0 ]; then
		echo "ok - members: $1"
	else
		echo "not ok - members: $1"
		[ -z "${3-}" ] || head -15 "$3" | sed 's/^/# /'
	fi
}
mkdir -p "$work/config/obste"
{
	obste init --name 'Grupul „Botanica”'
	tudor=$(obste add person surname=Salcâm given=Tudor email=tudor@example.org)
	obste add person surname=Mierlă given=Ilinca phone=069000011
	obste add consent person="$tudor" purpose=events given_on=2026-01-01
	w=$(obste add workshop 'title=Cum scriem o petiție' date=2026-11-27 starts=18:00 ends=20:00 trainers="Salcâm Tudor,Mierlă Ilinca")
	obste add event 'title=Întâlnirea' date=2026-11-24 starts=19:00 people='Salcâm Tudor' 'repeat=FREQ=WEEKLY;BYDAY=TU;UNTIL=20261222'
	obste export ics --each-member "$work/folder"
} >"$work/log" 2>&1
file=$(find "$work/folder" -name '*.ics')
[ "$(find "$work/folder" -name '*.ics' | wc -l)" = 1 ]
verdict "only who agreed has a calendar" $? "$work/log"
! grep -qE 'Mierl|069000011' "$file"
verdict "nobody else stands in it" $? "$file"

mkdir -p "$work/khal/calendar" "$work/calcurse"
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
khal_shows() {
	khal -c "$work/khal/config" import --batch -a obste "$file" >"$work/log" 2>&1
	khal -c "$work/khal/config" list --day-format '' --format '{start-long}{tab}{title}' 2026-11-20 2026-12-31 2>>"$work/log" | grep -v '^$' | LC_ALL=C sort -u
}
if command -v khal >/dev/null; then
	khal_shows >"$work/khal.txt"
	grep -q "2026-11-27 18:00	Cum scriem o petiție" "$work/khal.txt" && [ "$(grep -c 'Întâlnirea' "$work/khal.txt")" = 5 ]
	verdict "khal shows it" $? "$work/khal.txt"
else
	echo "ok - members: khal # SKIP it is not installed"
fi
if command -v calcurse >/dev/null; then
	calcurse -q -D "$work/calcurse" -i "$file" >"$work/log" 2>&1
	! grep -qE '[1-9][0-9]* (skipped|not imported)|could not|Warning' "$work/log" &&
	    calcurse -q -D "$work/calcurse" -Q --from 11/27/2026 --days 1 | grep -q 'Cum scriem o petiție'
	verdict "calcurse shows it" $? "$work/log"
fi

# ---- changed here, given again, taken in again
obste set workshop "$w" date=2026-11-28 starts=10:00 ends=12:00 >/dev/null 2>&1
obste export ics --each-member "$work/folder" >"$work/out" 2>"$work/news"
grep -q 'MUTAT · sâm 28 nov, 10:00–12:00 (era vin 27 nov, 18:00)' "$work/news"
verdict "what changed is told" $? "$work/news"
if command -v khal >/dev/null; then
	khal_shows >"$work/khal.txt"
	grep -q "2026-11-28 10:00	Cum scriem o petiție" "$work/khal.txt" && [ "$(grep -c 'Cum scriem' "$work/khal.txt")" = 1 ]
	verdict "khal shows it moved, once" $? "$work/khal.txt"
fi
obste remove workshop "$w" >/dev/null 2>&1
obste export ics --each-member "$work/folder" >"$work/out" 2>"$work/news"
if command -v khal >/dev/null; then
	khal_shows >"$work/khal.txt"
	grep -q "2026-11-28 10:00	ANULAT: Cum scriem o petiție" "$work/khal.txt" && [ "$(grep -c 'Cum scriem' "$work/khal.txt")" = 1 ]
	verdict "khal shows it cancelled, once" $? "$work/khal.txt"
fi
rm -rf "$work/calcurse" && mkdir "$work/calcurse"
if command -v calcurse >/dev/null; then
	calcurse -q -D "$work/calcurse" -i "$file" >"$work/log" 2>&1
	calcurse -q -D "$work/calcurse" -Q --from 11/28/2026 --days 1 | grep -q 'ANULAT: Cum scriem'
	verdict "calcurse shows it cancelled" $? "$work/log"
fi

# ---- a council's calendar, twice, and a later version of it
council() { # HOUR
	printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 'PRODID:-//Consiliul//RO' BEGIN:VEVENT UID:7@consiliu.example DTSTAMP:20261101T080000Z \
	    "DTSTART;TZID=FLE Standard Time:20261203T${1}0000" 'SUMMARY:Ședința ordinară' 'LOCATION:bd. Ștefan cel Mare 83' END:VEVENT \
	    BEGIN:VEVENT 'DTSTART;VALUE=DATE:20261210' 'SUMMARY:Fără UID' END:VEVENT END:VCALENDAR >"$work/council.ics"
}
council 10
obste import ics "$work/council.ics" --json >"$work/out" 2>"$work/log" && grep -q '"new":2,"changed":0,"same":0,"refused":0' "$work/out"
verdict "a council's calendar comes in" $? "$work/log"
obste import ics "$work/council.ics" --json >"$work/out" 2>"$work/log" && grep -q '"new":0,"changed":0,"same":2,"refused":0' "$work/out"
verdict "the second time nothing is new" $? "$work/out"
council 11
obste import ics "$work/council.ics" --json >"$work/out" 2>"$work/log" && grep -q '"new":0,"changed":1,"same":1,"refused":0' "$work/out"
verdict "a later version changes the one" $? "$work/out"

# ---- mail with encryption
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/key.pem" -out "$work/cert.pem" -days 2 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 >"$work/log" 2>&1
mkdir -p "$work/box"
"$PYTHON" tests/interop/smtpd.py "$work/box" --tls "$work/cert.pem" "$work/key.pem" --user grup:parola >"$work/port" 2>/dev/null &
server=$!
trap 'kill $server 2>/dev/null' EXIT
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do [ -s "$work/port" ] && break; sleep 1; done
printf 'parola\n' >"$work/password"
chmod 600 "$work/password"
printf '%s\n' 'mail.server = 127.0.0.1' "mail.port = $(cat "$work/port")" 'mail.user = grup' 'mail.from = grup@example.org' \
    "mail.password_file = $work/password" >"$work/config/obste/obste.conf"
v=$(obste add workshop 'title=Vorbim cu presa' date=2026-12-04 trainers='Salcâm Tudor' 2>/dev/null)
obste invite workshop "$v" --send >"$work/out" 2>"$work/log"
[ $? = 6 ] && [ -z "$(ls "$work/box")" ]
verdict "a mail server that nobody trusts gets nothing" $? "$work/log"
printf 'net.ca = %s\n' "$work/cert.pem" >>"$work/config/obste/obste.conf"
obste invite workshop "$v" --send >"$work/out" 2>"$work/log" && grep -q '^X-To: tudor@example.org' "$work/box/1.eml"
verdict "with its certificate the invitation goes out encrypted" $? "$work/log"
obste invite workshop "$v" --send >"$work/out" 2>"$work/log" && [ "$(ls "$work/box" | wc -l)" = 1 ]
verdict "and once only" $? "$work/out"
