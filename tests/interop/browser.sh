#!/bin/sh
# The Guide's pages in headless Chromium, as wide as a phone and as a desk: nothing is fetched from anywhere, nothing is wider than
# the window, every page has something to read. The pictures stay in $OBSTE_PICTURES, to be looked at. Part of `make check-interop`.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=$TMPDIR
export OBSTE_NOW=2026-11-23T12:00 OBSTE_DB=$work/group.db
pictures=${OBSTE_PICTURES:-$work/pictures}
mkdir -p "$pictures"

verdict() { # NAME STATUS [FILE WITH THE REASON]
	if [ "$2" = 0 ]; then echo "ok - browser: $1"; else
		echo "not ok - browser: $1"
		[ -z "${3-}" ] || tail -15 "$3" | sed 's/^/# /'
	fi
}
browser=$(command -v chromium || command -v chromium-browser) || {
	echo "ok - browser: the Guide's pages # SKIP chromium is not installed"
	exit 0
}
"$OBSTE" --no-input init --name 'Grupul „Botanica”' >/dev/null 2>"$work/log" &&
    "$OBSTE" add practice title='Cutia de la bloc <b>' chapter=press situation='| a | b |' >/dev/null 2>>"$work/log" &&
    "$OBSTE" guide --html "$work/g.html" --lang all 2>>"$work/log" && "$OBSTE" guide --site "$work/site" 2>>"$work/log"
verdict "the pages are written" $? "$work/log"

# asked FILE: the addresses that the page asked for, by the browser's own log; what the browser wants for itself (updates, the
# time) has no page as its origin. Nothing leaves the machine: no name is found.
asked() {
	python3 - "$1" <<'END'
import json, sys
text = open(sys.argv[1]).read().rstrip().rstrip(',')
try: log = json.loads(text)
except ValueError: log = json.loads(text + ']}')
seen = [e['params'] for e in log['events'] if isinstance(e.get('params'), dict) and 'url' in e['params']]
for p in seen:
    if p.get('initiator', 'not an origin') != 'not an origin' and not p['url'].startswith(('file:', 'data:')): print(p['url'])
END
}
# look NAME WIDTH HEIGHT FILE: a picture, and what was asked for
look() {
	rm -f "$pictures/$1.png"
	timeout 120 "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --no-first-run --host-resolver-rules='MAP * ~NOTFOUND' \
	    --user-data-dir="$work/profile" --log-net-log="$work/$1.net" --window-size="$2,$3" --screenshot="$pictures/$1.png" \
	    "file://$4" >"$work/log" 2>&1
	asked "$work/$1.net" >"$work/urls" 2>&1
	test -s "$pictures/$1.png"
}
echo '<!DOCTYPE html><img src="http://example.org/x.png"><p>x' >"$work/bad.html"
look control 390 400 "$work/bad.html" && test "$(sort -u "$work/urls")" = http://example.org/x.png
verdict "a page that does ask for something is caught" $? "$work/urls"
page() {
	look "$@"
	verdict "$1: there is a picture" $? "$work/log"
	test ! -s "$work/urls"
	verdict "$1: nothing from the network" $? "$work/urls"
}
for size in phone:390:2400 desk:1366:1200; do
	name=${size%%:*} rest=${size#*:}
	page "page-$name" "${rest%%:*}" "${rest#*:}" "$work/g.html"
	page "chapter-ru-$name" "${rest%%:*}" "${rest#*:}" "$work/site/ru/ladder.html"
	page "contents-$name" "${rest%%:*}" "${rest#*:}" "$work/site/ro/index.html"
	page "door-$name" "${rest%%:*}" "${rest#*:}" "$work/site/index.html"
done

# As the browser read them: well-formed lists and headings, the practice's words as words.
timeout 120 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile-dom" --dump-dom "file://$work/site/ro/press.html" \
    >"$work/dom" 2>"$work/log"
grep -qF 'Cutia de la bloc &lt;b&gt;' "$work/dom"
verdict "a practice's words stay words" $? "$work/dom"
test "$(grep -o '<[uo]l' "$work/dom" | wc -l)" = "$(grep -o '</[uo]l>' "$work/dom" | wc -l)"
verdict "lists are closed" $? "$work/dom"
