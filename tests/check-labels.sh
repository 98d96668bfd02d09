#!/bin/sh
# Translations are whole: every word of the code is translated in every language, none is fuzzy, every file is correct
# (formats, plurals). That the words fit their places is the unit test test_labels.
set -u
cd "$(dirname "$0")/.." || exit 1
work=${TMPDIR:-/tmp}

make -s --no-print-directory BUILD="$work/pot" pot >"$work/log" 2>&1 || {
	echo "not ok - labels: the words of the code can be collected"
	sed 's/^/# /' "$work/log"
	exit 0
}
for po in data/po/*.po; do
	[ -e "$po" ] || { echo "not ok - labels: there are translations in data/po"; exit 0; }
	if msgcmp "$po" "$work/pot/obste.pot" >"$work/log" 2>&1; then
		echo "ok - labels: $po has every word"
	else
		echo "not ok - labels: $po has every word (make update-po, then translate)"
		# msgcmp names lines; the words are what helps.
		grep -E 'used but|untranslated|fuzzy' "$work/log" | head -12 | while IFS=: read -r file line why; do
			printf '# %s:%s\n' "$(sed -n "${line}p" "$file")" "$why"
		done
	fi
	fuzzy=$(msgattrib --only-fuzzy --no-obsolete "$po" | grep -c '^msgid')
	if [ "$fuzzy" = 0 ] && msgfmt --check -o /dev/null "$po" 2>"$work/log"; then
		echo "ok - labels: $po is correct"
	else
		echo "not ok - labels: $po is correct ($fuzzy fuzzy)"
		head -12 "$work/log" | sed 's/^/# /'
	fi
done
