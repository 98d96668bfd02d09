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
# The public headers (include/) are laid out by hand too: they are read like tables.
bad=$(find src tests -name '*.c' -o -name '*.h' | xargs clang-format --dry-run 2>&1 | sed -n 's/^\([^:]*\):[0-9]*:.*/\1/p' | sort -u)
if [ -z "$bad" ]; then
	echo "ok - style"
else
	echo "not ok - style: make format mends these"
	printf '%s\n' "$bad" | sed 's/^/# /'
fi
