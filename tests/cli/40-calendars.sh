# Calendars out and in; attendance; the agenda.
obste add event title='Întâlnire' date=2026-11-26 starts=19:00 place='Biblioteca' repeat='FREQ=WEEKLY;BYDAY=TH' >/dev/null
obste set workshop "$w" starts=18:00 ends=20:00 trainers='Țurcanu Ștefan' notes='telefon 069000021'
a=$(obste add action title='Rampă' type=petition)
obste add step action="$a" what='Afișe' who='Rusu Ion' until=+3 >/dev/null
code "export ics" 0 obste export ics -o all.ics
has "a workshop" all.ics 'SUMMARY:Cum scriem o petiție'
has "a deadline" all.ics 'SUMMARY:Afișe'
has "a repetition" all.ics 'RRULE:FREQ=WEEKLY;BYDAY=TH'
OBSTE_NOW=2026-11-24T09:00:00 "$OBSTE" --lang en export ics -o later.ics
cmp -s all.ics later.ics && ok "a day later: the same bytes" || not_ok "a day later: the same bytes" "$(diff all.ics later.ics | head -5)"
code "the public calendar" 0 obste export ics --for public
if grep -qE 'urcanu|069000021|Afișe|Rusu' out; then not_ok "no names, notes, tasks in the public calendar" "$(grep -nE 'urcanu|069|Afișe|Rusu' out)"; else ok "no names, notes, tasks in the public calendar"; fi
code "the members' calendar" 0 obste export ics --for members
has "members see who does it" out 'urcanu'
if grep -q 069000021 out; then not_ok "members see no phones"; else ok "members see no phones"; fi
code "one person's calendar" 0 obste export ics --for 'person:Rusu Ion'
is "only what names them" "$(grep -c BEGIN:VEVENT out)" 1
code "from and to" 0 obste export ics --from 2026-12-01 --to 2026-12-05
is "a repeated entry that happens then" "$(grep -c BEGIN:VEVENT out)" 1
code "one kind" 0 obste export ics --kind workshop
is "only workshops" "$(grep -c BEGIN:VEVENT out)" 1
code "a kind without a calendar: 2" 2 obste export ics --kind person
code "for nobody: 2" 2 obste export ics --for nobody
code "each member" 0 obste export ics --each-member members
has "a new file" out new
has "with a text to paste into a chat" err 'Afișe'
ls members/*.txt >/dev/null 2>&1 && ok "and as a file" || not_ok "and as a file" "$(ls members)"
code "tasks too" 0 obste export ics --tasks
has "as VTODO" out 'BEGIN:VTODO'
code "each member again" 0 obste export ics --each-member members
if grep -qvE '^the same' out; then not_ok "nothing changed" "$(cat out)"; else ok "nothing changed"; fi
obste list handout --json >out 2>err
json "it is written down who got what" out 'any(r["whom"]=="person" and r["file"].startswith("members/") for r in d["rows"])'
code "cancelled" 0 obste set workshop "$w" status=cancelled
obste export ics --kind workshop >out
has "said in the title" out 'SUMMARY:CANCELLED: Cum'
has "and in the state" out 'STATUS:CANCELLED'
seq=$(sed -n 's/^SEQUENCE:\([0-9]*\).*/\1/p' out)
[ "$seq" -gt 0 ] && ok "SEQUENCE rises" || not_ok "SEQUENCE rises" "$seq"
obste set workshop "$w" status=planned
code "our own calendar comes back" 0 obste import ics all.ics --as event --json
json "and changes nothing" out '(d["new"],d["changed"])==(0,0)'
"$OBSTE" --db ics.db init --name Alta 2>/dev/null
code "into another group" 0 obste --db ics.db import ics all.ics --as event --json
json "as events" out 'd["new"]>=3 and d["refused"]==0'
obste --db ics.db import ics all.ics --as event --json >out 2>err
json "the second time nothing changes" out '(d["new"],d["changed"])==(0,0)'
obste --db ics.db set event Întâlnire place='Altundeva'
obste --db ics.db import ics all.ics --as event --json >out 2>err
json "what was changed here stays" out '(d["new"],d["changed"])==(0,0)'
printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n' >broken.ics
code "a broken calendar ends with words" 4 obste import ics broken.ics
# attendance
code "attend: walk-in" 0 obste attend "$w" --walk-in 'Nou Venit' --present 'Rusu Ion'
has "attend: both are counted" err "2 people"
code "a period that ends before it begins: 4" 4 obste report attendance --from 2026-12-01 --to 2026-01-01
obste attend "$w" --json >out 2>err
json "both are on the list" out 'len(d["rows"])==2 and all(r["mark"]=="present" for r in d["rows"])'
code "attend: by the sheet" 0 obste attend "$w" --sheet '1 !2'
obste attend "$w" --json >out 2>err
json "marked" out '[r["mark"] for r in d["rows"]]==["present","absent"]'
code "a number that is not on the sheet: 4" 4 obste attend "$w" --sheet '1-9'
obste attend "$w" --json >out 2>err
json "then nothing is marked" out '[r["mark"] for r in d["rows"]]==["present","absent"]'
code "somebody unknown: 3" 3 obste attend "$w" --absent 999
code "agenda as JSON" 0 obste agenda --from 2026-11-20 --to 2026-11-30 --json
json "agenda: in order" out 'd["kind"]=="entry" and [r["date"] for r in d["rows"]]==sorted(r["date"] for r in d["rows"]) and len(d["rows"])>=3'
code "due" 0 obste due --json
json "due: the task" out 'any(r["title"]=="Afișe" and r["deadline"] for r in d["rows"])'
json "due: the worst first" out '[r["rank"] for r in d["rows"]]==sorted((r["rank"] for r in d["rows"]), key="right answer notice overdue soon loose".split().index)'
p=$(obste add problem title='Trecere de probă' reported_on=2026-10-01)
obste add letter subject='Despre trecere' sent_on=2026-10-05 action="$(obste add action title='Acțiune de probă' type=petition problem="$p" starts_on=2026-10-02)" >/dev/null
code "chain as JSON" 0 obste chain problem "$p" --json
json "chain: in order" out '[r["kind"] for r in d["rows"]]==["problem","action","letter"]'
code "chain as text" 0 obste chain problem 'Trecere de probă'
has "chain: a line each" out "Despre trecere"
code "chain of a person: 2" 2 obste chain person 1
code "chain of nothing: 3" 3 obste chain problem 'no such'
code "reports" 0 obste report
code "a report as JSON" 0 obste report attendance --format json
json "report: JSON" out 'd["version"]==1'
code "an unknown report: 3" 3 obste report atendance
has "unknown report: the nearest" err attendance
code "report --freeze" 0 obste report attendance --freeze
is "the figures are kept" "$(obste list snapshot --json | grep -c '"report":"attendance"')" 1
