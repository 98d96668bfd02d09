#!/bin/sh
# Everything a user can say is documented: commands and options in man/obste.1 (made from the tables: is it up to date?),
# settings in man/obste.conf.5, and what README and CONTRIBUTING name is there.
set -u
cd "$(dirname "$0")/.." || exit 1
work=${TMPDIR:-/tmp}

verdict() {
	if [ -z "$2" ]; then
		echo "ok - docs: $1"
	else
		echo "not ok - docs: $1"
		printf '%s\n' "$2" | head -20 | sed 's/^/# /'
	fi
}

"$OBSTE" --lang en manual >"$work/obste.1" 2>"$work/log"
verdict "man/obste.1 is what the tables say (make man)" "$(diff man/obste.1 "$work/obste.1" 2>&1 | head -10)"

# Hyphens may be escaped in a manual page.
plain=$(sed 's/\\-/-/g; s/\\f.//g; s/\\&//g' man/obste.1 2>/dev/null)
verdict "every command is in man/obste.1" "$(sed -n 's/^COMMAND(\(.*\))/\1/p' src/cli/commands.def | tr _ - | while read -r c; do
	printf '%s' "$plain" | grep -qw -e "$c" || echo "$c"
done)"
verdict "every option is in man/obste.1" "$(cat src/cli/*.c | grep -oE '\.name = "[a-z-]+", (\.letter|\.arg|\.help|\.many)' |
    sed 's/[^"]*"\([^"]*\)".*/\1/' | sort -u | while read -r o; do
	printf '%s' "$plain" | grep -q -e "--$o" || echo "--$o"
done)"
settings() {
	cat src/*/*.c src/ui/screens/*.c | tr '\n' ' ' | grep -oE '(app_conf|app_set_conf|conf_get|conf_says|conf_put)\([^";]*"[a-z._]+"'
	grep -oE '(GROUP\(|CHOICE\(PAGE_[A-Z]+, |\.key = )"[a-z._]+"' src/ui/screens/settings_rows.c
}
verdict "every setting is in man/obste.conf.5" "$(settings | sed 's/.*"\(.*\)"/\1/' | sort -u | while read -r key; do
	grep -qF -e "$key" man/obste.conf.5 2>/dev/null || echo "$key"
done)"
# What the program keeps for itself is changed by using it; everything else has a row on the settings' screen.
verdict "every setting of man/obste.conf.5 is on the settings screen" "$(sed -n '/^.SH SETTINGS/,/^.SH KEPT/p' man/obste.conf.5 |
    grep -A1 '^\.TP' | grep '^\.BR\? ' | sed 's/^\.BR\? //; s/", "/ /g; s/[",]//g' | tr ' ' '\n' | grep . | while read -r key; do
	grep -qF -e "\"$key\"" src/ui/screens/settings_rows.c || echo "$key"
done)"
verdict "README and CONTRIBUTING name only files that are there" "$(grep -ohE '`[a-zA-Z_./-]+\.(sh|c|h|def|md|py|mk|po|1|5)`' README.md CONTRIBUTING.md 2>/dev/null |
    tr -d '`' | grep -v NAME | sort -u | while read -r f; do
	[ -e "$f" ] || find . -path ./build -prune -o -path "*/$f" -print | grep -q . || echo "$f"
done)"
verdict "README names only targets of make that there are" "$(grep -ohE 'make [a-z-]+( [a-z-]+)?' README.md CONTRIBUTING.md 2>/dev/null |
    sed 's/^make //' | tr ' ' '\n' | sort -u | grep -xE 'deps|run|check[a-z-]*|install|bench|fuzz|coverage|clean|man|pot|update-po|format-check' | while read -r t; do
	grep -qhE "^$t:" Makefile mk/*.mk || echo "$t"
done)"
for page in man/*.[15]; do
	[ -e "$page" ] || continue
	command -v man >/dev/null && verdict "$page reads without warnings" "$(LC_ALL=C.UTF-8 man --warnings -l "$page" 2>&1 >/dev/null | head -5)"
done
exit 0
