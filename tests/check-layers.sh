#!/bin/sh
# The layer rule of CONTRIBUTING.md as a grep: who may include whom, and where each library stays.
set -u
cd "$(dirname "$0")/.." || exit 1

# layer: the layers whose headers it may include
rule() {
	case $1 in
	base) echo base ;;
	model) echo base model ;;
	civic) echo base model civic ;;
	store) echo base model civic store ;;
	out) echo base model civic out ;;
	app) echo base model civic store out app ;;
	ui) echo base model civic out app ui ;;
	cli) echo base model civic store out app cli ;;
	print) echo base out print ;; # a program of its own: text comes in, pages go out
	esac
}

# verdict NAME LINES: nothing found is good
verdict() {
	if [ -z "$2" ]; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		printf '%s\n' "$2" | sed 's/^/# /'
	fi
}

includes() {
	grep -rnE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' --include='*.c' --include='*.h' --include='*.def' "$@" 2>/dev/null
}

for layer in base model civic store out app ui cli print; do
	[ -d "src/$layer" ] || [ -d "include/$layer" ] || continue
	allowed=$(rule "$layer" | tr ' ' '|')
	verdict "layers: $layer includes only $(rule "$layer")" \
	    "$(includes "src/$layer" "include/$layer" | grep -vE "include[[:space:]]*\"($allowed)/")"
done

# confined NAME PATTERN FOLDERS: the pattern occurs in those folders only
confined() {
	name=$1 pattern=$2 places=$3
	verdict "layers: $name only in $places" \
	    "$(grep -rnE "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]$pattern" src include 2>/dev/null | grep -vE "^(src|include)/($places)/")"
}
confined SQLite 'sqlite3\.h' store
confined libical 'libical/' out
confined curses '(ncursesw?/)?(n?curses|form|menu|panel|term)\.h' ui
confined libcsv 'csv\.h' out
confined uchardet 'uchardet' out
confined jansson 'jansson\.h' 'base|out'
confined libsodium 'sodium' 'base|store|out'
confined ICU 'unicode/' 'base|out'
confined Pango 'pango' print
confined cairo 'cairo' print
confined fontconfig 'fontconfig' print
confined cmark 'cmark\.h' out
confined qrencode 'qrencode' print
confined libintl 'libintl\.h' base

verdict "layers: a header shows no library's own types" \
    "$(grep -rnE '#[[:space:]]*include[[:space:]]*<(sqlite3|libical/|ncurses|curses|unicode/|jansson|uchardet|sodium)' include 2>/dev/null)"
if command -v ldd >/dev/null; then
	verdict "layers: obste itself loads nothing of what obste-print needs" \
	    "$(ldd "${OBSTE:-build/obste}" 2>/dev/null | grep -E 'pango|cairo|glib|cmark|qrencode|fontconfig')"
	verdict "layers: obste-print loads no database and no terminal" \
	    "$(ldd "$(dirname "${OBSTE:-build/obste}")/obste-print" 2>&1 | grep -E 'sqlite|ncurses|libical|not found|No such')"
fi
verdict "layers: only the clock asks for the time" \
    "$(grep -rnE '[^_a-z](time|gettimeofday|localtime|gmtime)(_r)?\((NULL|0|&)' src --include='*.c' | grep -v '^src/base/clock')"
verdict "layers: only main ends the program (and running out of memory)" \
    "$(grep -rnE '[^_a-z]exit\(' src --include='*.c' | grep -vE '^src/(main\.c|base/mem\.c)' | grep -vE '[^a-z]_exit\(')"
verdict "layers: no file is longer than 600 lines" \
    "$(find src include tests -name '*.[ch]' -exec wc -l {} + | awk '$2 != "total" && $1 > 600 { print $2 ": " $1 " lines" }')"
