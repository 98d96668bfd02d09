#!/bin/sh
# Proves the README's two commands where nothing is installed: a Debian 12 and an Ubuntu 24.04 made with debootstrap,
# with git and make only, and a fresh clone inside. Needs root and debootstrap. Nothing is left behind.
#
#   tools/check-bare.sh [debian] [ubuntu]
#
# Packages come from where this machine's apt gets its own (or $BARE_DEBIAN_MIRROR, $BARE_UBUNTU_MIRROR); its proxy
# settings and certificates are taken along. KEEP=FOLDER keeps the system there and uses it again: for
# trying things. BARE_UNSIGNED=1 takes Ubuntu without its keys, where they cannot be had.
set -u
cd "$(dirname "$0")/.." || exit 1
top=$PWD
export PATH="$PATH:/usr/sbin:/sbin"

[ "$(id -u)" = 0 ] || { echo "check-bare needs root: it makes a small system and enters it." >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "check-bare needs debootstrap: apt-get install debootstrap" >&2; exit 1; }

# The mirror of this machine for Debian's main archive; Ubuntu's usually stands beside it.
debian_mirror() {
	[ -n "${BARE_DEBIAN_MIRROR-}" ] && { echo "$BARE_DEBIAN_MIRROR"; return; }
	apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep -E '/debian/?$' | head -1 | sed 's,/*$,,'
}
ubuntu_mirror() {
	[ -n "${BARE_UBUNTU_MIRROR-}" ] && { echo "$BARE_UBUNTU_MIRROR"; return; }
	own=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep -E '/ubuntu/?$' | head -1)
	[ -n "$own" ] || own=$(debian_mirror | sed 's,/debian$,/ubuntu,')
	echo "${own%/}"
}

root=
clean_up() {
	[ -n "$root" ] || return
	for m in proc sys dev/pts dev; do
		mountpoint -q "$root/$m" && umount -l "$root/$m"
	done
	if mountpoint -q "$root/dev"; then
		echo "Something is still mounted under $root: not removed." >&2
	elif [ -z "${KEEP-}" ]; then
		rm -rf --one-file-system "$root"
	fi
	root=
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

# bootstrap SUITE MIRROR COMPONENTS SCRIPT: a system in $root
bootstrap() {
	root=${KEEP:+$KEEP/$1}
	if [ -n "$root" ]; then
		mkdir -p "$root"
	else
		root=$(mktemp -d "${TMPDIR:-/tmp}/obste-bare.XXXXXX") || return 1
	fi
	chmod 755 "$root"
	if [ ! -x "$root/usr/bin/git" ]; then
		debootstrap --variant=minbase --components="$3" --include=git,make,ca-certificates $5 "$1" "$root" "$2" $4 \
		    >"$root.log" 2>&1 || { tail -5 "$root.log" >&2; rm -f "$root.log"; return 1; }
		rm -f "$root.log"
	fi
	# What this machine needs to reach its mirror.
	for f in $(grep -lsiE 'proxy|verify|cainfo' /etc/apt/apt.conf /etc/apt/apt.conf.d/*); do
		cp "$f" "$root/etc/apt/apt.conf.d/"
	done
	[ -d /usr/local/share/ca-certificates ] && cp -r /usr/local/share/ca-certificates "$root/usr/local/share/"
	cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt" 2>/dev/null
	cp -L /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null
	mount --bind /dev "$root/dev" && mount -t devpts devpts "$root/dev/pts" 2>/dev/null
	mount -t proc proc "$root/proc" && mount -t sysfs sysfs "$root/sys"
}

# inside COMMAND: as on a new machine, without a terminal
inside() {
	chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin ${http_proxy:+http_proxy="$http_proxy"} \
	    ${https_proxy:+https_proxy="$https_proxy"} sh -c "cd /root/obste && $1" </dev/null
}

step() {
	echo "== $1: $2"
	begun=$(date +%s)
	inside "$2"
	result=$?
	echo "== $1: $2: $([ $result = 0 ] && echo good || echo "FAILED ($result)") after $(($(date +%s) - begun)) s"
	return $result
}

# system NAME SUITE MIRROR COMPONENTS SCRIPT
system() {
	echo "== $1: making a bare system"
	if ! bootstrap "$2" "$3" "$4" "${5-}" "${6-}"; then
		echo "== $1: could not be made; skipped"
		clean_up
		return 0
	fi
	rm -rf "$root/root/obste"
	git clone -q --no-hardlinks "$top" "$root/root/obste" || return 1
	before=$(inside 'command -v cc gcc clang pkg-config python3; true')
	[ -z "$before" ] || echo "   (already there: $(echo $before))"
	step "$1" 'make deps run' && inside 'test -x build/obste && find build/demo -type f | grep -q .' &&
	    step "$1" 'make deps run' && step "$1" 'make deps check'
	result=$?
	clean_up
	return $result
}

[ $# -gt 0 ] || set -- debian ubuntu
failed=0
for one in "$@"; do
	case $one in
	debian)
		mirror=$(debian_mirror)
		[ -n "$mirror" ] || { echo "== Debian 12: no mirror known here; set BARE_DEBIAN_MIRROR"; continue; }
		system 'Debian 12' bookworm "$mirror" main || failed=1 ;;
	ubuntu)
		mirror=$(ubuntu_mirror)
		key=
		for k in /usr/share/keyrings/ubuntu-archive-keyring.gpg /etc/apt/trusted.gpg.d/ubuntu-keyring-2018-archive.gpg; do
			[ -f "$k" ] && key=$k
		done
		# debootstrap of Debian 12 does not know the name yet; Ubuntu's releases all use one script.
		script=
		[ -e /usr/share/debootstrap/scripts/noble ] || script=/usr/share/debootstrap/scripts/gutsy
		sign=--no-check-gpg # only when BARE_UNSIGNED says so
		[ -n "$key" ] && sign=--keyring=$key
		if [ -z "$mirror" ]; then
			echo "== Ubuntu 24.04: no mirror known here; set BARE_UBUNTU_MIRROR; skipped"
		elif [ -z "$key" ] && [ -z "${BARE_UNSIGNED-}" ]; then
			echo "== Ubuntu 24.04: its keys are not here (package ubuntu-keyring or ubuntu-archive-keyring); skipped"
		else
			system 'Ubuntu 24.04' noble "$mirror" main,universe "$script" "$sign" || failed=1
		fi ;;
	*)	echo "usage: check-bare.sh [debian] [ubuntu]" >&2; exit 2 ;;
	esac
done
exit $failed
