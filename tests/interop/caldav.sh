#!/bin/sh
# Publishing to Radicale, a CalDAV server (Debian's package), on this machine: only what changed travels, what is gone goes, what
# was changed there is put back, faults are said. Read back and compared. Part of `make check-interop`, which installs it.
set -u
cd "$(dirname "$0")/../.." || exit 1
export OBSTE_NOW=2026-11-23T12:00 OBSTE_DB=$TMPDIR/group.db TZ=Europe/Chisinau XDG_STATE_HOME=$TMPDIR/state XDG_CONFIG_HOME=$TMPDIR/config
work=$TMPDIR
obste() { "$OBSTE" --lang en --no-input "$@"; }

verdict() { # NAME STATUS [FILE WITH THE REASON]
	if [ "$2" = 0 ]; then
		echo "ok - caldav: $1"
	else
		echo "not ok - caldav: $1"
		[ -z "${3-}" ] || head -15 "$3" | sed 's/^/# /'
	fi
}
if ! command -v radicale >/dev/null; then
	echo "ok - caldav # SKIP radicale is not installed"
	exit 0
fi

# ---- the server
port=$("$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir -p "$work/radicale" "$work/config/obste"
printf 'grup:parola\n' >"$work/users"
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/key.pem" -out "$work/cert.pem" -days 2 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 >"$work/log" 2>&1
cat >"$work/radicale.conf" <<-END
	[server]
	hosts = 127.0.0.1:$port
	ssl = ${SSL:-False}
	certificate = $work/cert.pem
	key = $work/key.pem
	[auth]
	type = htpasswd
	htpasswd_filename = $work/users
	htpasswd_encryption = plain
	[storage]
	filesystem_folder = $work/radicale
END
radicale --config "$work/radicale.conf" >"$work/radicale.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null' EXIT
base=http://127.0.0.1:$port
ask() { # METHOD PATH [BODY]: by a client that is not ours
	"$PYTHON" - "$base" "$@" <<-'END'
		import base64, sys, urllib.request
		base, method, path = sys.argv[1:4]
		request = urllib.request.Request(base + path, method=method, data=sys.argv[4].encode() if len(sys.argv) > 4 else None)
		request.add_header("Authorization", "Basic " + base64.b64encode(b"grup:parola").decode())
		print(urllib.request.urlopen(request).read().decode())
	END
}
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
	ask GET / >/dev/null 2>&1 && break
	sleep 1
done
ask MKCOL /grup/cal/ '<?xml version="1.0"?><mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop><resourcetype><collection/><C:calendar/></resourcetype></prop></set></mkcol>' >"$work/log" 2>&1
verdict "the server runs" $? "$work/radicale.log"

# ---- a group
{
	obste init --name 'Grupul „Botanica”'
	w=$(obste add workshop 'title=Cum scriem o petiție, pas cu pas' date=2026-11-27 starts=18:00 ends=20:00 'place=Biblioteca; sala 2')
	obste add meeting 'title=Ședința consiliului' date=2026-12-03 starts=10:00
	v=$(obste add event 'title=Собрание двора' date=2026-12-05)
	obste add event 'title=Întâlnirea grupului' date=2026-10-20 starts=18:30 ends=19:30 'repeat=FREQ=WEEKLY;BYDAY=TU;UNTIL=20270331'
} >"$work/log" 2>&1
verdict "a group is made" $? "$work/log"
printf 'parola\n' >"$work/password"
chmod 600 "$work/password"
conf() { printf '%s\n' "caldav.url = ${1:-$base/grup/cal/}" "caldav.user = ${3:-grup}" "caldav.password_file = ${2:-$work/password}" >"$work/config/obste/obste.conf"; }
conf

publish() { # WHAT IS EXPECTED
	obste publish --json >"$work/out" 2>"$work/log"
	grep -qF "$1" "$work/out"
}
publish '"new":4,"changed":0,"removed":0,"same":0'
verdict "everything goes there" $? "$work/log"
publish '"new":0,"changed":0,"removed":0,"same":4'
verdict "the second time nothing travels" $? "$work/out"
obste set workshop "$w" date=2026-11-28 2>/dev/null
publish '"new":0,"changed":1,"removed":0,"same":3'
verdict "only what changed" $? "$work/out"

# ---- read back
ask GET /grup/cal/ >"$work/there.ics" 2>"$work/log"
obste export ics --for members -o "$work/here.ics" 2>>"$work/log"
"$PYTHON" - "$work/here.ics" "$work/there.ics" >"$work/difference" 2>&1 <<-'END'
	import sys, icalendar
	def read(path):
	    rows = set()
	    for e in icalendar.Calendar.from_ical(open(path, encoding="utf-8", newline="").read()).walk("VEVENT"):
	        rows.add(tuple(str(e.get(k).to_ical() if hasattr(e.get(k), "to_ical") else e.get(k))
	                       for k in ("uid", "summary", "location", "dtstart", "dtend", "rrule", "sequence", "status", "recurrence-id")))
	    return rows
	a, b = read(sys.argv[1]), read(sys.argv[2])
	print("\n".join(map(str, sorted(a ^ b))))
	sys.exit(a != b or len(a) != 4)
END
verdict "read back it is the same" $? "$work/difference"

# ---- gone, mended, lost notes
obste remove event "$v" 2>/dev/null
publish '"changed":1'
ask GET /grup/cal/ | grep -q 'SUMMARY:CANCELLED: Собрание'
verdict "what was deleted is cancelled there" $? "$work/out"
OBSTE_NOW=2027-02-25T12:00 obste publish --json >"$work/out" 2>"$work/log"
grep -q '"removed":1' "$work/out" && ! ask GET /grup/cal/ | grep -q 'Собрание'
verdict "and gone after ninety days" $? "$work/out"
item=$(ask GET /grup/cal/ | sed -n 's/^UID:\([0-9]*\)@.*/\1/p' | tr -d '\r' | grep -x "$w")
name=$(find "$work/radicale" -path '*.Radicale*' -prune -o -name "obste-*-$item.ics" -printf '%f\n')
ask PUT "/grup/cal/$name" "$(ask GET "/grup/cal/$name" | sed 's/SUMMARY:.*/SUMMARY:Altceva/')" >/dev/null 2>"$work/log"
ask PUT /grup/cal/alta.ics "$(printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:alta\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:20261201\r\nSUMMARY:A altcuiva\r\nEND:VEVENT\r\nEND:VCALENDAR')" >/dev/null 2>>"$work/log"
obste publish >"$work/out" 2>"$work/log"
grep -q 'changed there, put back' "$work/out" && ! ask GET /grup/cal/ | grep -q Altceva
verdict "what was changed there is put back" $? "$work/out"
ask GET /grup/cal/ | grep -q 'A altcuiva'
verdict "what others keep there stays" $? "$work/out"
rm -rf "$work/state"
obste publish --json >"$work/out" 2>"$work/log" && obste publish --json >"$work/out" 2>"$work/log" && grep -q '"new":0,"changed":0,"removed":0' "$work/out"
verdict "without the notes it finds itself again" $? "$work/out"
obste set workshop "$w" place=Altundeva 2>/dev/null
obste publish --dry-run >"$work/out" 2>"$work/log" && grep -q '^changed' "$work/out" && ! ask GET /grup/cal/ | grep -q Altundeva
verdict "a dry run changes nothing there" $? "$work/out"
obste list handout --json | grep -q '"how":"server"'
verdict "it is written down" $? "$work/out"

# ---- faults in words
fault() { # NAME CODE WORDS
	obste publish >"$work/out" 2>"$work/log"
	code=$?
	[ $code = "$2" ] && grep -qF "$3" "$work/log"
	verdict "$1" $? "$work/log"
}
printf 'gresit\n' >"$work/wrong"
chmod 600 "$work/wrong"
conf "$base/grup/cal/" "$work/wrong"
fault "a wrong password" 6 'does not take the name or the password'
chmod 644 "$work/wrong"
fault "a password that others can read" 6 'Others can read'
conf "$base/grup/nimic/"
fault "no such calendar" 3 'no calendar at this address'
conf "http://127.0.0.1:1/x/"
fault "no server" 1 'does not answer'
conf "http://nu-exista.invalid/x/"
fault "an unencrypted way" 4 'unencrypted'
conf "https://nu-exista.invalid/x/"
obste publish >"$work/out" 2>"$work/log"
grep -qE 'not known|does not answer|too long' "$work/log"
verdict "a name that nobody knows" $? "$work/log"
conf "https://127.0.0.1:$port/grup/cal/"
fault "no TLS there" 1 'No encrypted connection'

# ---- a certificate of one's own
tls=$("$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$PYTHON" - "$tls" "$work/cert.pem" "$work/key.pem" <<-'END' &
	import http.server, ssl, sys
	class H(http.server.BaseHTTPRequestHandler):
	    def do_PROPFIND(self):
	        self.rfile.read(int(self.headers.get("Content-Length", 0)))
	        self.send_response(404); self.send_header("Content-Length", "0"); self.end_headers()
	    def log_message(self, *a): pass
	s = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), H)
	c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); c.load_cert_chain(sys.argv[2], sys.argv[3])
	s.socket = c.wrap_socket(s.socket, server_side=True)
	s.serve_forever()
END
other=$!
trap 'kill $server $other 2>/dev/null' EXIT
sleep 1
conf "https://127.0.0.1:$tls/x/"
fault "a certificate that nobody trusts" 6 'certificate is not trusted'
printf 'net.ca = %s\n' "$work/cert.pem" >>"$work/config/obste/obste.conf"
fault "trusted by net.ca" 3 'no calendar at this address'
