# One record: add, show, set, remove, restore, find, history, undo; lists in every form.
code "init without a name: 2" 2 obste init
code "init" 0 obste init --name Probă --locality Chișinău
empty "init: nothing on stdout" out
is "the database is private" "$(stat -c %a "$XDG_DATA_HOME/obste/obste.db")" 600
code "init again is refused: 6" 6 obste init --name Alta
code "a list without rows is no error" 0 obste list person --json
json "an empty list" out 'd=={"version":1,"kind":"person","rows":[]}'
code "a number that is none: 2" 2 obste list person --limit many
code "add" 0 obste add person surname=Mierlă given=Ilinca phone='069 000 011' since=azi
id=$(cat out)
case $id in *[!0-9]* | '') not_ok "add prints the id alone" "$id" ;; *) ok "add prints the id alone" ;; esac
code "show as JSON" 0 obste show person "$id" --json
json "show: one record" out 'd["version"]==1 and d["kind"]=="person" and d["row"]["id"]=="'"$id"'" and d["row"]["phone"]=="+37369000011" and d["row"]["since"]=="2026-11-23"'
code "show by name" 0 obste show person 'Mierlă Ilinca'
code "show by name without marks" 0 obste show person 'mierla ilinca'
code "set" 0 obste set person "$id" sector=Botanica email=
empty "set: nothing on stdout" out
code "list --filter" 0 obste list person --filter sector=Botanica --columns id,sector --json
json "the chosen columns" out 'd["rows"]==[{"id":"'"$id"'","sector":"Botanica"}]'
code "list --plain" 0 obste list person --plain
has "plain: label and value" out "Surname: Mierlă"
code "list --csv" 0 obste list person --csv --columns surname,phone
is "csv: header and row" "$(tr -d '\r' <out)" "surname,phone
Mierlă,+37369000011"
code "an unknown field: 2" 2 obste set person "$id" sectr=Centru
has "an unknown field: the nearest" err '"sector"'
code "a word without =: 2" 2 obste set person "$id" sector
code "invalid data: 4" 4 obste set person "$id" since=vnieri
code "a missing required field: 4" 4 obste add person given=Ion
code "an unknown choice: 4" 4 obste set person "$id" role=boss
code "not found: 3" 3 obste show person 12345
code "nobody of that name: 3" 3 obste show person 'Nimeni'
code "remove" 0 obste remove person "$id"
code "the bin" 0 obste list person --bin --json
json "it is in the bin" out 'len(d["rows"])==1 and d["rows"][0]["deleted"]'
code "restore" 0 obste restore person "$id"
code "find" 0 obste find mierla --json
json "find: kind, id, title" out 'd["rows"][0]=={"kind":"person","id":"'"$id"'","title":"Mierlă Ilinca"}'
code "undo" 0 obste undo
empty "undo: nothing on stdout" out
json_count() { obste list person --json | python3 -c 'import json,sys; print(len(json.load(sys.stdin)["rows"]))'; }
is "undo took the restoring back" "$(json_count)" 0
code "redo" 0 obste redo
is "redo made it again" "$(json_count)" 1
code "history as JSON" 0 obste history --kind person --id "$id" --json
json "history: newest first" out 'len(d["rows"])>=4 and d["rows"][0]["number"]>d["rows"][-1]["number"] and d["rows"][-1]["fields"]'
code "history: --kind without --id: 2" 2 obste history --kind person
code "--readonly looks" 0 obste --readonly list person
code "--readonly changes nothing: 6" 6 obste --readonly set person "$id" sector=Centru
code "erase asks, and nobody can be asked: 2" 2 obste erase person "$id"
has "erase names the missing flag" err "--yes"
code "erase of another kind: 2" 2 obste erase group 1 --yes
code "erase" 0 obste erase person "$id" --yes
"$OBSTE" --lang en undo >out 2>err
if grep -q "data was erased" err; then not_ok "undo passes an erasing by" "$(cat err)"; else ok "undo passes an erasing by"; fi
obste redo >/dev/null 2>&1
code "erased is gone: 3" 3 obste show person "$id"
obste history --json >out
if grep -q Mierl out; then not_ok "erased from the history too" "$(grep Mierl out)"; else ok "erased from the history too"; fi
if grep -qa 'Mierl' "$XDG_DATA_HOME"/obste/obste.db*; then not_ok "erased from the file too"; else ok "erased from the file too"; fi
