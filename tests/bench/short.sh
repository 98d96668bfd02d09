#!/bin/sh
# Does `make bench` still run? No time is asserted here, and nothing that a loaded machine could upset.
set -u
cd "$(dirname "$0")/../.." || exit 1
out=$TMPDIR/bench
mkdir -p "$out/b"
[ -x "$BUILD/test/bench-terms" ] && cp "$BUILD/test/bench-terms" "$out/bench-terms"
[ -x "$BUILD/test/bench-edit" ] && cp "$BUILD/test/bench-edit" "$out/bench-edit"
if ! pkg-config --exists ncursesw sqlite3 || ! command -v sqlite3 >/dev/null; then
	echo "ok - bench: runs # SKIP sqlite3 is not installed"
	exit 0
fi
if "$PYTHON" tests/bench/run.py --obste "$OBSTE" --build "$out/b" --short >"$out/log" 2>&1; then
	echo "ok - bench: runs"
else
	echo "not ok - bench: runs"
	sed 's/^/# /' "$out/log"
fi
"$PYTHON" tests/bench/gen.py people 200 >"$out/few" && "$PYTHON" tests/bench/gen.py people 300 >"$out/more"
if [ -s "$out/few" ] && head -201 "$out/more" | cmp -s - "$out/few"; then
	echo "ok - bench: the first rows of a longer table are the shorter table"
else
	echo "not ok - bench: the first rows of a longer table are the shorter table"
fi
