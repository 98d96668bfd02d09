# Disks, pipes, signals, other programs; backups; the sample group.
full() { "$OBSTE" --lang en "$@" >/dev/full 2>err; }
for c in "list person" "list person --json" "list person --csv" "export csv person" "export json" "export ics" kinds help "report attendance" manual; do
	full $c
	is "full disk: $c: 6" "$?" 6
done
has "full disk: words" err "space"
"$OBSTE" --lang en list person >&- 2>err
is "stdout is closed: 6" "$?" 6
"$OBSTE" --lang en add person surname=Închis >&- 2>&- <&-
obste check >out 2>err
is "with all streams closed the database stays whole" "$?" 0
obste export csv person -o /dev/full >out 2>err
is "-o on a full disk: 6" "$?" 6
if [ "$(id -u)" -ne 0 ]; then
	mkdir shut && chmod 500 shut
	code "no permission: 6" 6 obste export csv person -o shut/p.csv
fi
python3 - >big.csv <<'END'
print("surname,given,phone")
for i in range(30000):
    print(f"Nume{i},Pren{i},0691{i:05d}")
END
obste import person big.csv >/dev/null 2>err || not_ok "a large table" "$(cat err)"
{ "$OBSTE" --lang en list person 2>err; echo $? >status; } | head -1 >out
is "the reader of a pipe leaves: no noise" "$(cat err)" ""
case $(cat status) in 0 | 141) ok "the reader of a pipe leaves: quiet end" ;; *) not_ok "the reader of a pipe leaves: quiet end" "$(cat status)" ;; esac
obste undo >/dev/null 2>&1
count=$(obste list person --json | grep -c '"id"')
OBSTE_NOW=2026-11-23T19:00:00 "$OBSTE" --lang en import person big.csv >out 2>err &
pid=$!
sleep 0.3
kill -INT $pid 2>/dev/null
wait $pid
status=$?
now=$(obste list person --json | grep -c '"id"')
case $status in
130) is "interrupted: nothing half done" "$now" "$count" ;;
0) is "finished before the interruption: all of it" "$now" "$((count + 30000))"; obste undo >/dev/null 2>&1 ;;
*) not_ok "interrupted: 130" "$status $(cat err)" ;;
esac
if command -v sqlite3 >/dev/null; then
	{ echo 'BEGIN IMMEDIATE;'; sleep 13; } | sqlite3 "$XDG_DATA_HOME/obste/obste.db" &
	sleep 1
	code "another program writes: 5" 5 obste add person surname=Ocupat
	code "a check meanwhile is busy, not a fault: 5" 5 obste check
	wait
fi
echo "no database" >foreign.db
code "a file that is no database: 4" 4 obste --db foreign.db list person
is "and it is left as it is" "$(cat foreign.db)" "no database"
code "backup" 0 obste backup copy.db
is "backup prints where" "$(cat out)" copy.db
code "backup to the usual place" 0 obste backup
[ -s "$(cat out)" ] && ok "the copy is there" || not_ok "the copy is there" "$(cat out)"
obste add person surname=Trecător >/dev/null
code "restore-backup asks: 2" 2 obste restore-backup copy.db
code "restore-backup" 0 obste restore-backup copy.db --yes
code "what came after the copy is gone: 3" 3 obste show person Trecător
code "restore of nonsense: 4" 4 obste restore-backup foreign.db --yes
code "the database is still there" 0 obste check
mkdir -p "$XDG_DATA_HOME/obste/files" && echo plan >"$XDG_DATA_HOME/obste/files/plan.txt"
obste add practice title=Plan files=files/plan.txt >/dev/null
code "backup with an attached file" 0 obste backup files.db
is "the file lies beside the copy" "$(cat files.files/plan.txt)" plan
rm "$XDG_DATA_HOME/obste/files/plan.txt"
code "check with a file missing" 0 obste check
has "check names the file" out plan.txt
code "restore-backup with the file" 0 obste restore-backup files.db --yes
is "the file is back" "$(cat "$XDG_DATA_HOME/obste/files/plan.txt")" plan
# sealed copies: made without a question, opened by the passphrase only
printf 'teiul din curte\n' >word
printf 'teiul din curtea\n' >wrong
printf 'scurt\n' >short
obste backup mine.db >/dev/null
code "a passphrase that is too short: 4" 4 obste backup --set-passphrase --passphrase-file short
code "nobody to ask for one: 2" 2 obste backup --set-passphrase
code "set and take away at once: 2" 2 obste backup --set-passphrase --no-passphrase
code "backup --set-passphrase" 0 obste backup --set-passphrase --passphrase-file word
has "a forgotten one is lost, it says" err "nobody can open them without it"
sealed=$(cat out)
case $sealed in *.db.sealed) ok "the copy is sealed" ;; *) not_ok "the copy is sealed" "$sealed" ;; esac
if ls "$(dirname "$sealed")"/*.db >/dev/null 2>&1; then not_ok "none is left open beside it"; else ok "none is left open beside it"; fi
code "a sealed copy to a file" 0 obste backup stick.db
is "its name says so" "$(cat out)" stick.db.sealed
if grep -aq Rusu stick.db.sealed; then not_ok "nothing of it shows"; else ok "nothing of it shows"; fi
obste add person surname=Trecător >/dev/null
code "restore-backup of a sealed copy, nobody to ask: 2" 2 obste restore-backup "$sealed" --yes
code "another passphrase: 6" 6 obste restore-backup "$sealed" --yes --passphrase-file wrong
has "another passphrase: words" err "is not the one"
code "nothing was changed" 0 obste show person Trecător
head -c 3000 stick.db.sealed >cut.db.sealed
code "a sealed copy cut off: 4" 4 obste restore-backup cut.db.sealed --yes --passphrase-file word
rm "$XDG_DATA_HOME/obste/files/plan.txt"
code "restore-backup of a sealed copy" 0 obste restore-backup stick.db.sealed --yes --passphrase-file word
code "what came after it is gone: 3" 3 obste show person Trecător
is "its attached file is back" "$(cat "$XDG_DATA_HOME/obste/files/plan.txt")" plan
code "backup --no-passphrase" 0 obste backup --no-passphrase
case $(cat out) in *.db) ok "copies are open again" ;; *) not_ok "copies are open again" "$(cat out)" ;; esac
code "check --repair" 0 obste check --repair
code "doctor" 0 obste doctor
has "doctor: versions" out SQLite
code "doctor: keys need a terminal" 2 obste doctor --keys
# the sample group
code "demo" 0 obste demo --dir demo
has "demo prints the agenda" out "Nov"
[ -s demo/calendar.ics ] && [ -s demo/calendar-public.ics ] && ok "demo leaves calendars" || not_ok "demo leaves calendars" "$(ls demo)"
ls demo/*.html >/dev/null 2>&1 && ok "demo leaves reports" || not_ok "demo leaves reports"
code "demo again" 0 obste demo --dir demo --no-open
empty "demo --no-open: nothing on stdout" out
cp "$XDG_DATA_HOME/obste/obste.db" own.db && mkdir -p own && mv own.db own/obste.db
code "demo does not replace a real group: 6" 6 obste demo --dir own
code "the sample is whole" 0 obste --db demo/obste.db check
for k in $(obste kinds --json | python3 -c 'import json,sys; print(*[r["kind"] for r in json.load(sys.stdin)["rows"]])'); do
	obste --db demo/obste.db export csv "$k" -o "demo-$k.csv" 2>err || not_ok "sample: export of $k" "$(cat err)"
	obste --db demo/obste.db import "$k" "demo-$k.csv" --json >out 2>err
	python3 -c 'import json; d=json.load(open("out")); raise SystemExit((d["new"],d["changed"],d["refused"])!=(0,0,0))' ||
		not_ok "sample: $k comes back the same" "$(cat out err)"
done
ok "sample: every kind out and in again, nothing changes"
code "no HOME at all" 0 env -u HOME -u XDG_DATA_HOME -u XDG_CONFIG_HOME -u XDG_STATE_HOME "$OBSTE" kinds
code "no HOME, a database named" 0 env -u HOME -u XDG_DATA_HOME "$OBSTE" --db demo/obste.db list person
# how it looks
"$OBSTE" --lang en --db look.db init --name Probă 2>/dev/null
look() { obste --db look.db "$@"; }
look add group name=Botanica >/dev/null
look add person surname=Mierlă given=Ilinca sector=Botanica >/dev/null
look add person surname=Кузнецова given=Ольга phone=060000014 >/dev/null
look add workshop title='Cum scriem o petiție' date=2026-11-27 place=Biblioteca trainers='Mierlă Ilinca' >/dev/null
look add event title='Întâlnire' date=2026-11-26 repeat='FREQ=WEEKLY;BYDAY=TH;UNTIL=20261203' >/dev/null
look add step what='Afișe în scări' until=-1 >/dev/null
{
	look list person --columns surname,given,phone,sector
	look list person --plain --columns surname,given,phone,sector
	look list workshop --columns date,starts,title,status
	look agenda --to +2s
	look due
	look list person --columns surname,given --csv | tr -d '\r'
} >out
golden look.txt out
for l in ro ru; do
	"$OBSTE" --lang $l --db look.db agenda --to +2s >out
	golden agenda-$l.txt out
done
obste help import >out
golden help-import.txt out
