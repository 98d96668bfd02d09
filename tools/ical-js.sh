#!/bin/sh
# Fetches ical.js into FOLDER, unless it is there, and prints where its one file is. `make check-interop` calls it before the
# tests, which run side by side and must not fetch it twice into one folder.
#
#   tools/ical-js.sh FOLDER
set -eu
mkdir -p "$1"
cd "$1"
[ -d node_modules/ical.js ] || npm install --no-audit --no-fund --silent --prefix . ical.js@2 >&2
for file in "$PWD"/node_modules/ical.js/dist/ical.js "$PWD"/node_modules/ical.js/build/ical.js; do
	[ ! -f "$file" ] || { echo "$file"; exit 0; }
done
echo "ical.js is not where it was expected in $PWD/node_modules" >&2
exit 1
