#!/bin/sh
# Adds up what gcov says of an object folder built with --coverage: lines reached, by file and by layer.
set -u
objects=$1/obj
find "$objects" -name '*.gcda' | while read -r data; do
	gcov -n -o "$(dirname "$data")" "$data" 2>/dev/null
done | awk '
/^File / { file = $2; gsub(/\x27/, "", file) }
/^Lines executed:/ && file ~ /^src\/.*\.c$/ {
	split($0, part, /[:%]| of /)
	total = part[4] + 0; reached = total * part[2] / 100
	printf "%6.1f %%  %5d  %s\n", part[2], total, file
	layer = file; sub(/^src\//, "", layer); sub(/\/.*/, "", layer)
	lines[layer] += total; hit[layer] += reached; all += total; allhit += reached
}
/^Lines executed:/ { file = "" }
END {
	print ""
	for (l in lines) printf "%6.1f %%  %5d  %s\n", 100 * hit[l] / lines[l], lines[l], l
	if (all) printf "%6.1f %%  %5d  all\n", 100 * allhit / all, all
}' | sort -k4
