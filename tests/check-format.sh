#!/bin/sh
# The style is clang-format's (.clang-format). The tables (*.def) are laid out by hand.
set -u
cd "$(dirname "$0")/.." || exit 1
if ! command -v clang-format >/dev/null; then
	echo "ok - style # SKIP clang-format is not installed"
	exit 0
fi
# Versions before 14 lay some things out differently.
version=$(clang-format --version | sed 's/.*version \([0-9]*\).*/\1/')
if [ "$version" != 14 ]; then
	echo "ok - style # SKIP clang-format is version $version; the style is that of 14"
	exit 0
fi
for f in $(find src include tests -name '*.c' -o -name '*.h' | sort); do
	if clang-format --dry-run -Werror "$f" 2>/dev/null; then
		good=1
	else
		printf 'not ok - style: %s (clang-format -i %s)\n' "$f" "$f"
	fi
done
[ -n "${good-}" ] && echo "ok - style"
