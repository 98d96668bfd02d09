#!/bin/sh
# Runs tests and adds up their results.
#
#   tests/run.sh [-v] FOLDER|- SCRIPT|PROGRAM...
#
# FOLDER: where the test programs were built; all of them (test_*, fuzz_*) are run. `-`: none.
# A test says what it found in lines of the Test Anything Protocol, on stdout:
#   ok - name        not ok - name        ok - name # SKIP why
# (cmocka's programs do so when asked.) One that prints no such line counts as one test by its exit status; one that
# ends with an error without a `not ok` counts as one failure more. Tests run side by side: each has a home and a
# temporary folder of its own, and nothing of the user's is touched.
# The last line is `N passed, N failed`, with `, N skipped` when there are any. -v shows every line.
set -u
top=$(cd "$(dirname "$0")/.." && pwd) || exit 1
cd "$top" || exit 1

# ---- one test: called again by xargs below
if [ "${1-}" = --one ]; then
	test=$2 out=$3/$(printf '%s' "$2" | tr '/' '_')
	# Some tests become another user: the way to their files is open, the list of them is not.
	mkdir -p "$out/home" "$out/tmp" && chmod 711 "$out" "$out/tmp"
	HOME=$out/home TMPDIR=$out/tmp
	export HOME TMPDIR
	case $test in
	*.sh | /*) run=$test ;;
	*) run=./$test ;;
	esac
	timeout -k 10 "${TEST_SECONDS:-300}" "$run" >"$out/stdout" 2>"$out/stderr" </dev/null
	echo $? >"$out/status"
	rm -rf "$out/home"
	chmod -R u+rwX "$out/tmp" 2>/dev/null
	rm -rf "$out/tmp"
	exit 0
fi

verbose=
[ "${1-}" = -v ] && { verbose=1; shift; }
folder=$1
shift
tests=$*
[ "$folder" = - ] || tests="$(ls -d "$folder"/test_* "$folder"/fuzz_* 2>/dev/null | grep -v '\.[a-z]*$' | grep -v -- -libfuzzer) $tests"

absolute() {
	case $1 in
	/*) echo "$1" ;;
	*) echo "$top/$1" ;;
	esac
}
BUILD=$(absolute "${BUILD:-build}")
OBSTE=$(absolute "${OBSTE:-$BUILD/obste}")
OBSTE_DATA=$top/data
# The distribution's Python: the one that its packages (icalendar) are for.
PYTHON=${PYTHON:-$([ -x /usr/bin/python3 ] && echo /usr/bin/python3 || echo python3)}
export BUILD OBSTE OBSTE_DATA PYTHON
# What the tester's own session says must not reach the tests.
unset OBSTE_DB OBSTE_NOW LANGUAGE LC_MESSAGES LC_NUMERIC NO_COLOR XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME \
    COLUMNS LINES ESCDELAY MAKEFLAGS MAKELEVEL MFLAGS TZ
export PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8 LANG=C.UTF-8 TERM=xterm-256color CMOCKA_MESSAGE_OUTPUT=TAP
export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_leaks=1:abort_on_error=0}" UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"

results=$(mktemp -d "${TMPDIR:-/tmp}/obste-tests.XXXXXX") || exit 1
chmod 711 "$results"
trap 'rm -rf "$results"' EXIT
trap 'exit 130' INT TERM
jobs=${TEST_JOBS:-$(nproc 2>/dev/null || echo 2)}
printf '%s\n' $tests | xargs -P "$jobs" -I{} sh "$0" --one {} "$results"

passed=0 failed=0 skipped=0
for test in $tests; do
	out=$results/$(printf '%s' "$test" | tr '/' '_')
	status=$(cat "$out/status" 2>/dev/null || echo 1)
	s=$(grep -cE '^(not )?ok\b.*# SKIP' "$out/stdout" 2>/dev/null)
	p=$(grep -E '^ok\b' "$out/stdout" 2>/dev/null | grep -vc '# SKIP')
	f=$(grep -E '^not ok\b' "$out/stdout" 2>/dev/null | grep -vc '# SKIP')
	if [ "$status" != 0 ] && [ "$f" = 0 ]; then
		f=1
		why=" (ended with status $status$([ "$status" = 124 ] && echo ': too slow'))"
	else
		why=
		[ $((s + p + f)) = 0 ] && p=1
	fi
	passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
	name=${test#"$top"/}
	if [ "$f" != 0 ]; then
		printf 'FAILED  %s: %d passed, %d failed%s\n' "$name" "$p" "$f" "$why"
		grep -hE -A12 '^not ok\b' "$out/stdout" | grep -vE '^ok\b' | head -80 | sed 's/^/        /'
		[ -n "$why" ] && tail -15 "$out/stdout" | sed 's/^/        /'
		tail -60 "$out/stderr" 2>/dev/null | sed 's/^/        /'
	else
		printf 'ok      %s: %d\n' "$name" "$p"
	fi
	if [ -n "$verbose" ] && [ "$f" = 0 ]; then
		sed 's/^/        /' "$out/stdout" "$out/stderr"
	elif [ "$s" != 0 ]; then
		grep -hE '# SKIP' "$out/stdout" | sed 's/^/        /'
	fi
done
printf '%d passed, %d failed' "$passed" "$failed"
[ "$skipped" = 0 ] || printf ', %d skipped' "$skipped"
printf '\n'
[ "$failed" = 0 ] && [ "$passed" != 0 ]
