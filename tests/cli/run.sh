#!/bin/sh
# The command line as scripts meet it: exit codes, streams, the shape of JSON, imports that change nothing the second time.
# Prints one line of the Test Anything Protocol a check.
set -u
cd "$(dirname "$0")/../.." || exit 1
top=$(pwd)
OBSTE=$(cd "$(dirname "${OBSTE:-build/obste}")" && pwd)/$(basename "${OBSTE:-build/obste}")
work=$(mktemp -d "${TMPDIR:-/tmp}/obste-cli.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
HOME=$work/home XDG_DATA_HOME=$work/data XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state
OBSTE_NOW=2026-11-23T18:05:00 LC_ALL=C.UTF-8 LANGUAGE='' LANG='' OBSTE_DATA=$top/data
export HOME XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME OBSTE_NOW LC_ALL LANGUAGE LANG OBSTE_DATA
unset OBSTE_DB NO_COLOR
mkdir -p "$HOME" "$work/data" "$work/config" "$work/state"
cd "$work" || exit 1

obste() { "$OBSTE" --lang en "$@"; }
pass=0 fail=0
ok() { pass=$((pass + 1)); echo "ok - $1"; }
not_ok() { fail=$((fail + 1)); echo "not ok - $1"; [ $# -lt 2 ] || printf '%s\n' "$2" | head -20 | sed 's/^/# /'; }
# is NAME HAVE WANT
is() { if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "have: $2
want: $3"; fi; }
# code NAME CODE COMMAND...: the exit code, with stdout and stderr kept in out and err
code() {
	name=$1 want=$2
	shift 2
	"$@" >out 2>err </dev/null
	is "$name" "$?" "$want"
}
# has NAME FILE TEXT
has() { if grep -qF -e "$3" "$2"; then ok "$1"; else not_ok "$1" "no \"$3\" in: $(head -c 600 "$2")"; fi; }
empty() { if [ ! -s "$2" ]; then ok "$1"; else not_ok "$1" "$(head -c 600 "$2")"; fi; }
# golden NAME FILE: the same bytes as tests/cli/golden/NAME
golden() {
	if cmp -s "$top/tests/cli/golden/$1" "$2"; then ok "golden $1"
	elif [ -n "${UPDATE-}" ]; then cp "$2" "$top/tests/cli/golden/$1"; ok "golden $1 (written: read it)"
	else not_ok "golden $1" "$(diff "$top/tests/cli/golden/$1" "$2")"; fi
}
json() { if python3 -c "import json,sys
d=json.load(open('$2'))
sys.exit(0 if ($3) else 1)" 2>json.err; then ok "$1"; else not_ok "$1" "$(cat json.err; head -c 600 "$2")"; fi; }

for part in "$top"/tests/cli/[0-9]*.sh; do
	. "$part"
done
echo "# $pass passed, $fail failed"
[ "$fail" -eq 0 ]
