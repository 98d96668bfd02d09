#!/bin/sh
# What must not lose work, seen from outside: the program killed in the middle of an import and of single changes, many
# programs at one database, no room, no right to write, the file gone. (The store's own: tests/unit/test_store_faults.c.)
# Prints one line of the Test Anything Protocol a check.
set -u
cd "$(dirname "$0")/../.." || exit 1
top=$(pwd)
OBSTE=$(cd "$(dirname "${OBSTE:-build/obste}")" && pwd)/$(basename "${OBSTE:-build/obste}")
PYTHON=${PYTHON:-python3}
work=$(mktemp -d "${TMPDIR:-/tmp}/obste-faults.XXXXXX") || exit 1
mounted=
cleanup() { [ -z "$mounted" ] || umount "$work/small"; chmod -R u+rwX "$work"; rm -rf "$work"; }
trap cleanup EXIT
HOME=$work/home XDG_DATA_HOME=$work/data XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state LC_ALL=C.UTF-8 OBSTE_DATA=$top/data
export HOME XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME LC_ALL OBSTE_DATA
unset OBSTE_DB OBSTE_NOW
mkdir -p "$HOME" "$work/small" && cd "$work" || exit 1

obste() { "$OBSTE" --lang en --no-input --db "$db" "$@"; }
ok() { echo "ok - $1"; }
not_ok() { echo "not ok - $1"; [ $# -lt 2 ] || printf '%s\n' "$2" | head -20 | sed 's/^/# /'; }
skip() { echo "ok - $1 # SKIP $2"; }
is() { if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "have: $2
want: $3"; fi; }
fresh() { db=$work/$1.db; obste init --name Test >/dev/null 2>&1 || not_ok "init $1"; }
people() { obste list person --csv --limit 0 --columns surname 2>/dev/null | tail -n +2 | grep -c .; }
healthy() { if obste check >check.out 2>&1; then ok "$1"; else not_ok "$1" "$(cat check.out)"; fi; }

# ---- killed in the middle of an import: all of it or nothing
fresh import
awk 'BEGIN { print "surname,given,phone"; for (i = 0; i < 20000; i++) printf "Rusu%d,Ana,%s%06d\n", i, "069", i }' >people.csv
whole=1 n=0 done=0
for wait in 0.05 0.1 0.2 0.3 0.4 0.6 0.8; do
	"$OBSTE" --lang en --no-input --db "$db" import person people.csv >/dev/null 2>&1 &
	child=$!
	sleep "$wait"
	kill -9 "$child" 2>/dev/null
	wait "$child" 2>/dev/null
	n=$(people)
	[ "$n" = 0 ] || [ "$n" = 20000 ] || whole=0
	[ "$n" = 0 ] || { done=$wait; break; }
done
is "an import that is killed is there whole or not at all" "$whole" 1
healthy "the database is whole after it (last: $n rows)"

# ---- killed between single changes: what was acknowledged is there
fresh single
(
	i=0
	while [ $i -lt 200 ]; do
		i=$((i + 1))
		obste add person "surname=Nr$i" >>acknowledged 2>/dev/null || break
	done
) &
loop=$!
sleep 1.5
kill -9 "$loop" 2>/dev/null
wait "$loop" 2>/dev/null
sleep 0.3
lost=0
for id in $(cat acknowledged); do
	obste show person "$id" >/dev/null 2>&1 || lost=$((lost + 1))
done
is "of $(wc -l <acknowledged) acknowledged records none is lost" "$lost" 0
healthy "the database is whole after it"

# ---- many programs at once
fresh many
for who in a b c d; do
	( i=0; while [ $i -lt 15 ]; do i=$((i + 1)); obste add person "surname=$who$i" >/dev/null 2>>many.err || echo failed >>many.failed; done ) &
done
wait
is "four programs writing at once: every record is there" "$(people)" 60
if [ -e many.failed ]; then not_ok "and none was refused" "$(cat many.err)"; else ok "and none was refused"; fi
healthy "the database is whole after it"

# ---- a merge that is killed: all of it or nothing; twice the same
OBSTE_PASSPHRASE=tei
export OBSTE_PASSPHRASE
mkdir shared
fresh sender
obste import person people.csv >/dev/null 2>&1
obste sync shared >/dev/null 2>&1
sent=$(ls shared/*.obste)
whole=1 n=0
for wait in 0.1 0.2 0.4 0.6 0.8 1.2 2; do
	rm -f "$work"/receiver.db*
	fresh receiver
	"$OBSTE" --lang en --no-input --db "$db" merge "$sent" >/dev/null 2>&1 &
	child=$!
	sleep "$wait"
	kill -9 "$child" 2>/dev/null
	wait "$child" 2>/dev/null
	n=$(people)
	[ "$n" = 0 ] || [ "$n" = 20000 ] || whole=0
	[ "$n" = 0 ] || break
done
is "a merge that is killed is there whole or not at all" "$whole" 1
healthy "the database is whole after it (last: $n rows)"
obste merge "$sent" >/dev/null 2>&1
is "and taking the file in again ends the same" "$(people)" 20000

# ---- no room
name="a full disk: exit code 6, what was there stays"
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=3m none small 2>/dev/null; then
	mounted=1
	db=$work/small/full.db
	obste init --name Test >/dev/null 2>&1
	obste add person surname=Prima >/dev/null 2>&1
	obste import person people.csv >out 2>err
	is "$name" "$?" 6
	is "after it: the one that was there" "$(people)" 1
	if grep -qi 'full' err; then ok "it is said in words"; else not_ok "it is said in words" "$(cat err)"; fi
	healthy "the database is whole after it"
	rm -f small/full.db*
	obste init --name Test >/dev/null 2>&1
	obste merge "$sent" >out 2>err
	is "a full disk during a merge: exit code 6" "$?" 6
	is "after it: nothing of the file" "$(people)" 0
	healthy "the database is whole after it"
	umount small && mounted=
else
	skip "$name" "no small disk can be mounted here"
fi

# ---- no right to write
fresh readonly
obste add person surname=Prima >/dev/null 2>&1
obste --readonly add person surname=Doua >out 2>err
is "--readonly: a change is refused with 6" "$?" 6
name="a file that belongs to others is read, a change is refused with 6"
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
	# The program and its data may be where nobody else comes, as in /root.
	chmod 755 "$work" && chmod 644 "$db" && mkdir -m 755 others && cp "$OBSTE" others/obste && cp -R "$OBSTE_DATA" others/data &&
	    chmod -R a+rX others
	nobody() { setpriv --reuid 65534 --regid 65534 --clear-groups env HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent \
	    XDG_STATE_HOME=/nonexistent OBSTE_DATA="$work/others/data" "$work/others/obste" --lang en --no-input --db "$db" "$@"; }
	nobody add person surname=Doua >out 2>err
	is "$name" "$?" 6
	is "and its records are shown" "$(nobody list person --csv --columns surname 2>err | tail -n +2 | tr -d '\r')" Prima
else
	skip "$name" "needs the superuser"
fi

# ---- not ours, damaged, newer
bytes() { cksum <"$1"; }
refused() { # NAME CODE FILE
	db=$3 before=$(bytes "$3")
	obste list person >out 2>err
	is "$1: exit code $2" "$?" "$2"
	is "$1: the file is as it was" "$(bytes "$3")" "$before"
	is "$1: nothing is left beside it" "$(ls -d "$3"-* 2>/dev/null)" ""
}
fresh whole
obste import person people.csv >/dev/null 2>&1
head -c 300000 "$db" >cut.db
printf 'Nume;Prenume\nRusu;Ana\n' >table.db
refused "a file that was cut off" 4 "$work/cut.db"
refused "a table of text" 4 "$work/table.db"
if "$PYTHON" -c 'import sqlite3' 2>/dev/null; then
	"$PYTHON" -c 'import sqlite3; c = sqlite3.connect("foreign.db"); c.execute("create table person(id, surname)"); c.commit()'
	refused "the database of another program" 4 "$work/foreign.db"
	cp "$work/whole.db" newer.db
	"$PYTHON" -c 'import sqlite3; c = sqlite3.connect("newer.db"); c.execute("update meta set value = 99 where key = '"'needs'"'"); c.commit(); c.execute("pragma wal_checkpoint(truncate)")'
	rm -f newer.db-wal newer.db-shm
	db=$work/newer.db
	obste add person surname=Doua >out 2>err
	is "a database of a newer version: a change is refused with 6" "$?" 6
	is "and its records are read" "$(people)" 20000
else
	skip "the database of another program" "no sqlite3 in Python"
fi
db=$work/nowhere/at/all.db
obste list person >out 2>err
is "no database: exit code 3" "$?" 3
