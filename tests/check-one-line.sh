#!/bin/sh
# The design's promise, tried on a copy of the tree: one line added to src/model/person.def is a column of the database
# that exists already, of lists, filters, search, CSV and JSON both ways, the history, the form, the manual.
set -u
top=$(cd "$(dirname "$0")/.." && pwd) || exit 1
work=$(mktemp -d "${TMPDIR:-/tmp}/obste-line.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
old=${OBSTE:-$top/build/obste}
export HOME="$work" XDG_DATA_HOME="$work" XDG_CONFIG_HOME="$work" XDG_STATE_HOME="$work" OBSTE_NOW=2026-11-23T18:05
unset MAKEFLAGS MAKELEVEL

cp -R "$top/Makefile" "$top/mk" "$top/tools" "$top/src" "$top/include" "$top/data" "$top/man" "$work" || exit 1
row='FIELD(person, shoe, "shoe", ft_text, .label = N_("Shoe size"), .in = IN_ALL | IN_LIST | IN_SEARCH, .also = "pantof")'
awk -v row="$row" '/^END\(person\)/ { print row } { print }' "$top/src/model/person.def" >"$work/src/model/person.def"
if ! make -C "$work" -j2 BUILD=build CFLAGS=-O0 HARDEN= build/obste >"$work/log" 2>&1; then
	echo "not ok - one line: the program builds"
	tail -20 "$work/log" | sed 's/^/# /'
	exit 0
fi
new=$work/build/obste
export OBSTE_DB="$work/group.db"

# is NAME TEXT PATTERN
is() {
	if printf '%s\n' "$2" | grep -q -- "$3"; then
		echo "ok - one line: $1"
	else
		echo "not ok - one line: $1"
		printf '%s\n' "$2" | head -5 | sed 's/^/# /'
	fi
}

# A database made before the line was there.
"$old" --lang en init --name Old 2>/dev/null
before=$("$old" add person surname=Cimbru given=Sava)
is "an older database opens and gets the column" "$("$new" show person "$before" --json)" '"shoe":null'
id=$("$new" add person surname=Graur given=Petru shoe='Patruzeci și doi')
is "fields" "$("$new" --lang en fields person)" 'shoe.*Shoe size'
is "show" "$("$new" --lang en show person "$id")" 'Shoe size.*Patruzeci'
is "list, a column" "$("$new" list person --columns surname,shoe --csv)" 'Graur,.*Patruzeci'
is "filter" "$("$new" list person --filter 'shoe~patruzeci' --csv)" Graur
is "sort" "$("$new" list person --sort shoe --csv | tail -1)" Graur
is "search" "$("$new" find 'patruzeci')" Graur
is "JSON out" "$("$new" export json person)" '"shoe":"Patruzeci și doi"'
"$new" export json -o "$work/all.json"
"$new" export csv person -o "$work/people.csv"
is "CSV out" "$(head -1 "$work/people.csv")" ',shoe'
"$new" --db "$work/copy.db" init --name Copy 2>/dev/null
"$new" --db "$work/copy.db" import person "$work/people.csv" 2>/dev/null >&2
is "CSV in" "$("$new" --db "$work/copy.db" list person --json)" '"shoe":"Patruzeci și doi"'
"$new" --db "$work/third.db" init --name Third 2>/dev/null
"$new" --db "$work/third.db" import json "$work/all.json" 2>/dev/null >&2
is "JSON in" "$("$new" --db "$work/third.db" list person --json)" '"shoe":"Patruzeci și doi"'
printf 'Nume,Prenume,Pantof\nPelin,Matei,treizeci\n' >"$work/theirs.csv"
"$new" import person "$work/theirs.csv" 2>/dev/null >&2
is "a header of people's own tables" "$("$new" list person --filter shoe=treizeci --csv)" Pelin
"$new" set person "$id" shoe=43 >/dev/null
is "history" "$("$new" history --kind person --id "$id" --json)" '"shoe"'
"$new" undo 2>/dev/null >&2
is "undo" "$("$new" show person "$id" --json)" '"shoe":"Patruzeci și doi"'
is "the manual" "$("$new" --lang en manual)" 'shoe'
is "the form" "$("${PYTHON:-python3}" - "$new" <<'PY'
import os, pty, select, sys
pid, fd = pty.fork()
if pid == 0:
    os.environ.update(TERM="xterm", LINES="50", COLUMNS="100")
    os.execv(sys.argv[1], [sys.argv[1], "--lang", "en"])
import fcntl, struct, termios
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
seen = b""
def read_until_quiet():
    global seen
    while select.select([fd], [], [], 1.5)[0]:
        try:
            seen += os.read(fd, 65536)
        except OSError:
            return
read_until_quiet()
for keys in (b"2", b"n"):
    os.write(fd, keys)
    read_until_quiet()
os.close(fd)
print(seen.decode("utf-8", "replace").replace("\x1b", " "))
PY
)" 'Shoe size'
is "the database is whole" "$("$new" --lang en check 2>&1)" 'No faults'
