#!/bin/sh
# `make install` into a folder: the program runs from there with its data and words, and uninstall leaves nothing.
set -u
cd "$(dirname "$0")/.." || exit 1
to=$TMPDIR/to

check() {
	name=$1
	shift
	if "$@" >"$TMPDIR/log" 2>&1; then
		echo "ok - install: $name"
	else
		echo "not ok - install: $name"
		head -12 "$TMPDIR/log" | sed 's/^/# /'
	fi
}
from_there() {
	env -u OBSTE_DATA HOME="$TMPDIR" "$to/usr/local/bin/obste" "$@"
}
speaks() {
	from_there --lang ro help | grep -q 'calendar' && ! from_there --lang ro help | cmp -s - "$TMPDIR/english"
}
complete() {
	for f in bash-completion/completions/obste zsh/site-functions/_obste fish/vendor_completions.d/obste.fish \
	    man/man1/obste.1 man/man5/obste.conf.5 applications/obste.desktop icons/hicolor/scalable/apps/obste.svg; do
		[ -s "$to/usr/local/share/$f" ] || { echo "missing: $f"; return 1; }
	done
}
nothing_left() {
	left=$(find "$to" ! -type d)
	echo "$left"
	[ -z "$left" ]
}

check "make install" make -s --no-print-directory BUILD="$BUILD" DESTDIR="$to" install
check "everything is there" complete
from_there --lang en help >"$TMPDIR/english" 2>&1
check "it speaks Romanian from there" speaks
check "it finds its rules from there" from_there rules
check "it makes the sample group from there" from_there --no-input demo --no-open --dir "$TMPDIR/demo"
if command -v desktop-file-validate >/dev/null; then
	check "the desktop entry is right" desktop-file-validate data/desktop/obste.desktop
fi
prints() {
	rm -f "$TMPDIR/sheet.pdf"
	title=$(from_there --db "$TMPDIR/demo/obste.db" list workshop --columns title --limit 1 --csv | sed -n 2p | tr -d '\r"')
	from_there --db "$TMPDIR/demo/obste.db" print signin "$title" -o "$TMPDIR/sheet.pdf" && [ -s "$TMPDIR/sheet.pdf" ]
}
check "it prints from there" prints
check "make uninstall" make -s --no-print-directory BUILD="$BUILD" DESTDIR="$to" uninstall
check "nothing is left" nothing_left
