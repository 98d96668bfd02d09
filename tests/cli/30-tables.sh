# Tables in and out.
w=$(obste add workshop title='Cum scriem o petiție' date=2026-11-27)
cat >people.csv <<'END'
Nume Prenume;Telefon;Cartier;Altceva
Țurcanu Ștefan;069000021;Centru;x
"Кузнецова, Ольга";060 000 014;Rîșcani;y
;069000077;Centru;fără nume
Popa Lilia;nu are;Centru;telefon greșit
END
code "dry run" 0 obste import person people.csv --dry-run --json
json "dry run: counts" out '(d["new"],d["changed"],d["same"],d["refused"])==(2,0,0,2)'
is "dry run stores nothing" "$(obste list person --csv --columns surname | wc -l)" 1
[ -e people.csv.refused.csv ] && not_ok "dry run writes no file" || ok "dry run writes no file"
code "import" 0 obste import person people.csv --json
json "import: counts" out '(d["new"],d["changed"],d["same"],d["refused"])==(2,0,0,2) and d["refused_file"]=="people.csv.refused.csv"'
has "the column that is left out is said" err '"Altceva"'
is "names are split" "$(obste list person --columns surname,given,phone,sector --csv --sort surname | tr -d '\r' | sed 1d | sort)" "Țurcanu,Ștefan,+37369000021,Centru
Кузнецова,Ольга,+37360000014,Rîșcani"
is "refused rows are private" "$(stat -c %a people.csv.refused.csv)" 600
is "refused rows are whole, with the reason" "$(sed 1d people.csv.refused.csv | tr -d '\r' | cut -d';' -f1-4)" ";069000077;Centru;fără nume
Popa Lilia;nu are;Centru;telefon greșit"
is "the reason has a column" "$(head -1 people.csv.refused.csv | tr -d '\r')" "Nume Prenume;Telefon;Cartier;Altceva;reason"
code "the same file again" 0 obste import person people.csv --json
json "changes nothing" out '(d["new"],d["changed"],d["same"],d["refused"])==(0,0,2,2)'
before=$(obste history --json | python3 -c 'import json,sys; print(json.load(sys.stdin)["rows"][0]["number"])')
obste import person people.csv >/dev/null 2>&1
is "and leaves no history" "$(obste history --json | python3 -c 'import json,sys; print(json.load(sys.stdin)["rows"][0]["number"])')" "$before"
sed 's/;Centru;x/;Buiucani;x/' people.csv >changed.csv
code "a changed row" 0 obste import person changed.csv --json
json "is one change" out '(d["new"],d["changed"],d["same"],d["refused"])==(0,1,1,2)'
code "one import is one undo" 0 obste undo
is "undone" "$(obste list person --filter sector=Buiucani --csv | wc -l)" 1
code "only refused rows: 4" 4 obste import person - </dev/null
printf 'surname,phone\n,069000001\n' >bad.csv
code "no row could be taken: 4" 4 obste import person bad.csv
printf 'a,b\n1,2\n' >strange.csv
code "no column is known: 4" 4 obste import person strange.csv
code "columns can be named" 0 obste import person strange.csv --map a=surname --map b= --json
json "and taken" out 'd["new"]==1'
code "an unknown column: 2" 2 obste import person strange.csv --map c=surname
code "no such file: 3" 3 obste import person nowhere.csv
code "a folder is no table" 4 obste import person .
printf 'surname\n"Mierlă\n' >open.csv
code "a quote that never closes: 4" 4 obste import person open.csv
printf 'surname,given,phone\nRusu,Ion,069000031\nRusu,Maria,069000031\n' >family.csv
code "a family shares a phone" 0 obste import person family.csv --json
json "and stays two people" out 'd["new"]==2'
obste import person family.csv --json >out 2>err
json "also the second time" out '(d["new"],d["same"])==(0,2)'
printf 'phone,sector\n069000021,Ciocana\n' >by.csv
code "--update-by" 0 obste import person by.csv --update-by phone --json
json "finds by one field" out '(d["new"],d["changed"])==(0,1)'
printf 'name,parent\nEchipa 5,Parcuri\nParcuri,\n' >groups.csv
code "a row may name one below it" 0 obste import group groups.csv --json
json "and is taken" out '(d["new"],d["refused"])==(2,0)'
printf 'name,parent\nEchipa 6,Nicăieri\n' >lost.csv
code "a reference to nothing is refused: 4" 4 obste import group lost.csv
printf 'workshop,overall\nCum scriem o petiție,5\nCum scriem o petiție,5\nCum scriem o petiție,4\n' >feedback.csv
code "answers of three people" 0 obste import feedback feedback.csv --json
json "are three, though two are equal" out 'd["new"]==3'
obste import feedback feedback.csv --json >out 2>err
json "and the same three the second time" out '(d["new"],d["same"])==(0,3)'
printf '\376\377' >utf16.csv
printf 'surname,given\nȘtirbu,Ana\n' | iconv -f UTF-8 -t UTF-16BE >>utf16.csv
code "UTF-16" 0 obste import person utf16.csv --json
json "UTF-16 is read" out 'd["new"]==1'
printf 'фамилия;имя\nИванова;Людмила\n' | iconv -f UTF-8 -t WINDOWS-1251 >cp1251.csv
code "Windows-1251" 0 obste import person cp1251.csv --encoding WINDOWS-1251 --json
is "Windows-1251 is read" "$(obste find ivanova --json | grep -c Иванова)" 1
printf 'surname\nStdin\n' | obste import person - --json >out 2>err
json "stdin" out 'd["new"]==1'
# out
obste export csv person -o p1.csv
head -c 20 p1.csv >out
has "keys are the header, id first" out "id,surname,given"
"$OBSTE" --db again.db init --name Alta 2>/dev/null
obste --db again.db import person p1.csv >/dev/null 2>err
obste --db again.db export csv person -o p2.csv
# only some of them
"$OBSTE" --db some.db init --name Alta 2>/dev/null
printf 'surname,sector\nMierlă,Botanica\nSalcâm,Centru\nArin,Botanica\n' >some.csv
obste --db some.db import person some.csv >/dev/null 2>&1
code "a table by a filter" 0 obste --db some.db export csv person --filter sector=Botanica --sort surname
is "only those rows, in that order" "$(cut -d, -f2 out | tr '\n' ' ')" "surname Arin Mierlă "
ids=$(tail -n +2 out | cut -d, -f1 | tac | tr '\n' ',')
code "a table by numbers" 0 obste --db some.db export csv person --ids "$ids"
is "in the order of the numbers" "$(cut -d, -f2 out | tr '\n' ' ')" "surname Mierlă Arin "
printf '%s' "$ids" | obste --db some.db export csv person --ids - >out 2>err
is "numbers from stdin" "$(cut -d, -f2 out | tr '\n' ' ')" "surname Mierlă Arin "
code "a number of nobody" 3 obste --db some.db export csv person --ids 5
code "no number" 2 obste --db some.db export csv person --ids 5x
code "numbers and a filter" 2 obste --db some.db export csv person --ids "$ids" --filter sector=Centru
code "a report for a spreadsheet" 0 obste report attendance --format csv --for excel
is "with the mark" "$(head -c 3 out | od -An -tx1 | tr -d ' ')" efbbbf
# a row tells all its faults, not only the first
printf 'surname,phone,email\n,prost,nimic\n' >faults.csv
obste --db some.db import person faults.csv --dry-run --json >out 2>err
json "a row with two faults names both" out 'len(d["reasons"])==1 and "Phone" in d["reasons"][0]["why"] and "E-mail" in d["reasons"][0]["why"]'
cmp -s p1.csv p2.csv && ok "a table comes back without loss" || not_ok "a table comes back without loss" "$(diff p1.csv p2.csv | head -5)"
obste --db again.db import person p1.csv --json >out 2>err
json "and changes nothing the second time" out 'd["new"]==0 and d["changed"]==0'
obste export json -o all1.json
"$OBSTE" --db json.db init --name Alta 2>/dev/null
code "JSON in" 0 obste --db json.db import json all1.json
obste --db json.db export json -o all2.json
cmp -s all1.json all2.json && ok "JSON comes back without loss" || not_ok "JSON comes back without loss" "$(diff all1.json all2.json | head -5 | cut -c1-300)"
json "JSON: every kind" all1.json 'd["version"]==1 and len(d["kinds"])>=25'
printf 'surname,notes\n=1+1,"=HYPERLINK(""http://x"")"\n' >formula.csv
obste import person formula.csv >/dev/null 2>&1
"$OBSTE" --lang ro export csv person --for excel -o excel.csv
is "for spreadsheets: the mark" "$(head -c 3 excel.csv | od -An -tx1 | tr -d ' ')" efbbbf
has "for spreadsheets: formulas are harmless" excel.csv "'=1+1"
has "for spreadsheets: the separator" excel.csv ";"
obste import person excel.csv --json >out 2>err
json "for spreadsheets: comes back the same" out '(d["new"],d["changed"],d["refused"])==(0,0,0)'
is "a file written is private" "$(stat -c %a excel.csv)" 600
# every kind, in the order in which the program lists them: one pass over an empty database takes everything
obste demo --no-open --dir "$work/whole" >/dev/null 2>err
"$OBSTE" --db one-pass.db init --name Alta 2>/dev/null
lost=
for kind in $(obste kinds --json | python3 -c 'import json,sys
for row in json.load(sys.stdin)["rows"]: print(row["kind"])'); do
	obste --db "$work/whole/obste.db" export csv "$kind" >whole.csv 2>/dev/null
	obste --db one-pass.db import "$kind" whole.csv >/dev/null 2>err || lost="$lost $kind"
	obste --db one-pass.db export csv "$kind" >whole2.csv 2>/dev/null
	cmp -s whole.csv whole2.csv || lost="$lost $kind"
done
is "every kind of the sample group goes in, in the listed order, and comes back the same bytes" "$lost" ""

# JSON gives everything back, also when it is read months later: created and modified too.
obste export json -o now.json
(
	export OBSTE_NOW=2027-03-01T09:00
	obste --db later.db init --name Later
	obste --db later.db import json now.json
	obste --db later.db export json -o later.json
) >/dev/null 2>&1
if cmp -s now.json later.json; then ok "JSON read months later is the same"; else not_ok "JSON read months later is the same"; fi

# A large table is read by a second thread, unless its rows may name other records: the same comes of it in both ways.
python3 - <<'PY'
rows = [f'Groapa {i},Rîșcani,"{"text " * 8}{i}"' for i in range(3000)]
for i in range(100, 3000, 100):
    rows[i] = {1: ',fără titlu,x', 2: 'prea,multe,celule,aici,aici', 3: 'o "ghilimea,aici,x'}.get(i // 100 % 5, rows[i // 2])
with open("ahead.csv", "w") as f:
    f.write("\n".join(["title,place,description"] + rows))
with open("plain.csv", "w") as f:
    f.write("\n".join(["title,place,description,authority"] + [r + "," for r in rows]))
PY
for way in ahead plain; do
	obste --db $way.db init --name Ahead >/dev/null 2>&1
	obste --db $way.db import problem $way.csv --json >$way.out 2>$way.err
	sed -i -e "s/$way.csv/FILE/g" -e 's/, the header has [^"]*//g' $way.out $way.err
	obste --db $way.db export csv problem -o $way.all 2>/dev/null
	obste --db $way.db history --json >$way.history 2>/dev/null
	obste --db $way.db check >$way.check 2>&1
	sed -i "s/$way/FILE/; s/\"id\":\"[0-9]*\"//" $way.history $way.check
	cut -d, -f2- $way.all >$way.rows
	for word in groap risc 29; do obste --db $way.db find $word --json 2>/dev/null | python3 -c 'import json,sys
print([r.get("title") for r in json.load(sys.stdin)["rows"]])' >>$way.found; done
done
for what in out err rows history check found; do
	if cmp -s ahead.$what plain.$what; then ok "read ahead or not: the same $what"; else not_ok "read ahead or not: the same $what" "$(diff ahead.$what plain.$what)"; fi
done
json "read ahead: counts" ahead.out 'd["new"]>2900 and d["refused"]>10'
# Likely doubles.
printf 'surname,given,phone\nCorcodel,Alexandru,069000521\nRusu,Dochia,069000522\n' >first.csv
obste import person first.csv >/dev/null 2>&1
printf 'ФИО;Телефон\nКоркодел Александр;079000599\nRusu Pavel;069000522\n' >second.csv
code "a name in another script, a phone in two hands" 0 obste import person second.csv --duplicates later --json
json "are likely doubles" out '(d["new"],d["likely_doubles"])==(2,2)'
code "they are listed" 0 obste duplicates 'Corcodel Alexandru' --json
json "with what both have" out 'd["kind"]=="pair" and d["rows"][0]["state"]=="open" and d["rows"][0]["other_name"]=="Коркодел Александр"'
code "looking at what it would be" 0 obste merge-person 'Corcodel Alexandru' 'Коркодел Александр' --dry-run
has "both phones" out '+37369000521,+37379000599'
code "made one" 0 obste merge-person 'Corcodel Alexandru' 'Коркодел Александр' --take surname=one
is "one is left" "$(obste list person --filter surname~corcodel --csv --columns surname | wc -l)" 2
code "one undo" 0 obste undo
is "two again" "$(obste list person --filter surname~corcodel --csv --columns surname | wc -l)" 3
code "told apart" 0 obste duplicates 'Corcodel Alexandru' 'Коркодел Александр' --different
code "not listed any more" 0 obste duplicates 'Corcodel Alexandru' --json
json "nor found again" out 'd["rows"]==[]'
code "the same row, said to be the same" 0 obste import person second.csv --duplicates new --decide 2=same --dry-run --json
printf 'ФИО;Телефон;Район\nКоркодел Шурик;079000588;Ботаника\n' >third.csv
code "a wrong word: 2" 2 obste import person third.csv --duplicates perhaps
code "a wrong row: 2" 2 obste import person third.csv --decide 2=perhaps
code "one person alone is not merged: 4" 4 obste merge-person 'Rusu Dochia' 'Rusu Dochia'
# Contact cards.
printf 'BEGIN:VCARD\nVERSION:3.0\nN:Lăstun;Vera;;;\nTEL:069000701\nNOTE:secret\nEND:VCARD\nBEGIN:VCARD\nVERSION:2.1\nN:Cut\n' >cards.vcf
code "cards come in" 0 obste import vcard cards.vcf --json
json "one, and one is cut off" out '(d["new"],d["refused"])==(1,1)'
code "the same again" 0 obste import person cards.vcf --json
json "changes nothing" out '(d["new"],d["same"])==(0,1)'
code "cards go out" 0 obste export vcard -o out.vcf
has "with phones" out.vcf 'TEL;TYPE=VOICE:+37369000701'
grep -q secret out.vcf && not_ok "without notes" || ok "without notes"
