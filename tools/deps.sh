#!/bin/sh
# Installs the packages that building and testing need and that are not there yet. Asks the machine first: when
# nothing is missing it does nothing and says nothing.
#
#   tools/deps.sh build|check|interop|fuzz...
#
# Each row: what to look for, then the package's name for apt, dnf, pacman and brew (- : not needed or not known there).
#   cmd:NAME a program (NAME|NAME any of them) · pc:NAME a library that pkg-config knows · hdr:FILE a C header
#   py:NAME a Python module · file:PATH a file
set -u

rows() {
	case $1 in
	build) cat <<'END'
cmd:cc|gcc|clang	gcc	gcc	gcc	-
hdr:stdio.h	libc6-dev	glibc-devel	glibc	-
cmd:make	make	make	make	make
cmd:pkg-config	pkg-config	pkgconf-pkg-config	pkgconf	pkgconf
cmd:msgfmt	gettext	gettext	gettext	gettext
pc:ncursesw	libncurses-dev	ncurses-devel	ncurses	ncurses
pc:sqlite3	libsqlite3-dev	sqlite-devel	sqlite	sqlite
pc:libical	libical-dev	libical-devel	libical	libical
pc:icu-i18n	libicu-dev	libicu-devel	icu	icu4c
pc:jansson	libjansson-dev	jansson-devel	jansson	jansson
hdr:csv.h	libcsv-dev	libcsv-devel	libcsv	libcsv
pc:uchardet	libuchardet-dev	uchardet-devel	uchardet	uchardet
pc:libcurl	libcurl4-openssl-dev	libcurl-devel	curl	curl
pc:libsodium	libsodium-dev	libsodium-devel	libsodium	libsodium
pc:pangocairo	libpango1.0-dev	pango-devel	pango	pango
pc:libcmark	libcmark-dev	cmark-devel	cmark	cmark
pc:libqrencode	libqrencode-dev	qrencode-devel	qrencode	qrencode
file:/usr/share/fonts/*/DejaVuSans.ttf /usr/share/fonts/*/*/DejaVuSans.ttf	fonts-dejavu-core	dejavu-sans-fonts	ttf-dejavu	-
file:/usr/share/zoneinfo/Europe/Chisinau	tzdata	tzdata	tzdata	-
END
		;;
	check) cat <<'END'
pc:cmocka	libcmocka-dev	libcmocka-devel	cmocka	cmocka
pc:vterm	libvterm-dev	libvterm-devel	libvterm	libvterm
cmd:python3	python3	python3	python	python3
py:icalendar	python3-icalendar	python3-icalendar	python-icalendar	-
py:dateutil	python3-dateutil	python3-dateutil	python-dateutil	-
cmd:sqlite3	sqlite3	sqlite	sqlite	sqlite
cmd:pdftotext	poppler-utils	poppler-utils	poppler	poppler
END
		;;
	interop) cat <<'END'
cmd:soffice|libreoffice	libreoffice-calc	libreoffice-calc	libreoffice-still	-
cmd:node	nodejs	nodejs	nodejs	node
cmd:npm	npm	nodejs-npm	npm	node
cmd:khal	khal	khal	khal	khal
cmd:calcurse	calcurse	calcurse	calcurse	calcurse
cmd:chromium|chromium-browser	chromium	chromium	chromium	-
cmd:radicale	radicale	radicale	radicale	-
cmd:openssl	openssl	openssl	openssl	openssl
END
		;;
	fuzz) cat <<'END'
cmd:clang	clang	clang	clang	llvm
file:/usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.fuzzer*.a	libclang-rt-14-dev	compiler-rt	compiler-rt	-
END
		;;
	*)	echo "deps.sh: no such set: $1 (build, check, interop, fuzz)" >&2
		exit 2 ;;
	esac
}

any_command() {
	old_ifs=$IFS; IFS='|'
	for name in $1; do
		IFS=$old_ifs
		command -v "$name" >/dev/null 2>&1 && return 0
	done
	IFS=$old_ifs
	return 1
}

# The distribution's own Python: the one that its packages are for.
python=python3
[ -x /usr/bin/python3 ] && python=/usr/bin/python3

compiler() {
	for name in cc gcc clang; do
		command -v "$name" && return
	done
}

is_there() {
	what=${1#*:}
	case $1 in
	cmd:*) any_command "$what" ;;
	pc:*) command -v pkg-config >/dev/null 2>&1 && pkg-config --exists "$what" ;;
	hdr:*) cc=$(compiler) && [ -n "$cc" ] && printf '#include <%s>\n' "$what" | "$cc" -E -o /dev/null -x c - 2>/dev/null ;;
	py:*) "$python" -c "import $what" 2>/dev/null ;;
	file:*) for f in $what; do [ -e "$f" ] && return 0; done; return 1 ;;
	esac
}

# The package manager of this machine and the column of its names.
manager() {
	if command -v apt-get >/dev/null 2>&1; then echo apt 2
	elif command -v dnf >/dev/null 2>&1; then echo dnf 3
	elif command -v pacman >/dev/null 2>&1; then echo pacman 4
	elif command -v brew >/dev/null 2>&1; then echo brew 5
	else echo none 2
	fi
}

missing() {
	for set in "$@"; do
		rows "$set" || exit 2
	done | while IFS='	' read -r probe names; do
		is_there "$probe" || printf '%s\n' "$probe	$names" | cut -f"$column"
	done | grep -vx -e - | sort -u | tr '\n' ' '
}

# Becomes root for one command, or says who can.
as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null 2>&1; then
		sudo env DEBIAN_FRONTEND=noninteractive "$@"
	else
		echo "This needs the administrator's rights, and there is no sudo here. Ask the administrator to run:" >&2
		echo "    $*" >&2
		return 1
	fi
}

install_packages() {
	export DEBIAN_FRONTEND=noninteractive
	case $tool in
	apt)	if [ "$(id -u)" = 0 ] || command -v sudo >/dev/null 2>&1; then
			as_root apt-get update -qq || echo "The package lists could not be renewed; going on with those that are here." >&2
		fi
		as_root apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "$@" ;;
	dnf)	as_root dnf install -y -q --setopt=install_weak_deps=False "$@" ;;
	pacman)	as_root pacman -S --needed --noconfirm "$@" ;;
	brew)	brew install --quiet "$@" ;;
	esac
}

[ $# -gt 0 ] || set -- build
for set in "$@"; do
	rows "$set" >/dev/null || exit 2
done
set -- "$(manager)" "$@"
tool=${1% *} column=${1#* }
shift
wanted=$(missing "$@")
[ -n "${wanted% }" ] || exit 0

if [ "$tool" = none ]; then
	echo "No package manager known here (apt, dnf, pacman, brew). Install these (Debian's names), then try again:" >&2
	echo "    $wanted" >&2
	exit 1
fi
echo "Installing what is missing ($tool): $wanted"
# The log is shown only when something goes wrong.
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
if [ -t 0 ] && [ "$(id -u)" != 0 ]; then
	install_packages $wanted	# sudo may have to ask
	result=$?
else
	install_packages $wanted >"$log" 2>&1
	result=$?
	[ $result = 0 ] || cat "$log" >&2
fi
if [ $result != 0 ]; then
	echo "The packages could not be installed. Nothing was built. Install them by hand, then try again:" >&2
	echo "    $wanted" >&2
	exit 1
fi
still=$(missing "$@")
if [ -n "${still% }" ]; then
	echo "Installed, but still not found: $still" >&2
	exit 1
fi
