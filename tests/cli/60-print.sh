# Paper: what stands on the pages, read back by pdftotext; heights of rows, numbers of pages, names of every sort.
if command -v pdftotext >/dev/null; then
paper=$work/paper
mkdir -p "$paper"
text() { pdftotext -layout "$1" - 2>/dev/null; }
pages() { pdfinfo "$1" 2>/dev/null | sed -n 's/^Pages: *//p'; }
# row_step FILE A B: millimetres between the words A and B of the first page, times 10
row_step() {
	pdftotext -bbox -f 1 -l 1 "$1" - 2>/dev/null | awk -v a="$2" -v b="$3" '
	    { word = $0; sub(/^[^>]*>/, "", word); sub(/<.*/, "", word); match($0, /yMin="[0-9.]*/); y = substr($0, RSTART + 6, RLENGTH - 6) }
	    word == a && !ya { ya = y } word == b && !yb { yb = y }
	    END { printf "%d", (yb - ya) * 254 / 72 + 0.5 }'
}

code "print without a name lists the documents" 0 obste print
has "the list names the sheet" out "signin WORKSHOP"
code "an unknown document: 2" 2 obste print sigin 1
has "an unknown document: the nearest" err '"signin"'
code "nothing to print about: 2" 2 obste print signin
code "nobody's workshop: 3" 3 obste print signin 77

group=$(obste add group name=Foaie)
for n in 01 02 03; do
	person=$(obste add person surname="Rând$n" given=Ilinca phone="0690000$n" sector=Botanica organisation=Școala)
	obste add membership group="$group" person="$person" >/dev/null
done
for name in "$(printf 'X%.0s' $(seq 300))" "$(printf 'Nume lung %.0s' $(seq 30))" 'Кузнецова-Ёжикова Ольга' "$(printf 'T\314\246\\b<b>&{page}\342\200\256')"; do
	person=$(obste add person surname="$name")
	obste add membership group="$group" person="$person" >/dev/null
done
event=$(obste add workshop title='Cum scriem o petiție' date=2026-11-24 place='Biblioteca „V. Alecsandri”' groups=Foaie language=ro)
code "print signin" 0 obste print signin "$event" -o "$paper/s.pdf"
is "the file is private" "$(stat -c %a "$paper/s.pdf")" 600
text "$paper/s.pdf" >out
has "sheet: title" out "FIȘĂ DE PREZENȚĂ"
has "sheet: workshop" out "Cum scriem o petiție"
has "sheet: a name" out "Rând02 Ilinca"
has "sheet: a Russian name" out "Кузнецова-Ёжикова Ольга"
has "sheet: only the last digits of a phone" out "··· 002"
has "sheet: page" out "pagina 1 din 1"
has "sheet: number" out "Foaia 1 din 1"
has "sheet: code" out "OB-AT-"
has "sheet: consent" out "Semnând, sunt de acord"
is "sheet: one page of 24 rows" "$(pages "$paper/s.pdf") $(grep -c '☐ *☐' out)" "1 24"
is "sheet: rows of 9 mm" "$(row_step "$paper/s.pdf" 10 20)" 900
code "in two languages, on its side" 0 obste print signin "$event" --lang both --landscape --phones none -o "$paper/b.pdf"
text "$paper/b.pdf" >out
has "both: Romanian and Russian" out "FIȘĂ DE PREZENȚĂ / ЛИСТ ПРИСУТСТВИЯ"
has "both: page" out "страница 1 из 1"
is "both: sixteen rows of 9 mm" "$(pages "$paper/b.pdf") $(row_step "$paper/b.pdf" 10 16)" "1 540"
if grep -q '002' out; then not_ok "no phones" "$(grep 002 out)"; else ok "no phones"; fi
code "60 empty rows" 0 obste print signin "$event" --blank 60 -o "$paper/c.pdf"
text "$paper/c.pdf" >out
is "67 rows are three sheets" "$(pages "$paper/c.pdf")" 3
has "numbers go on over the sheets" out " 67 "
has "sheets have their own codes" out "Foaia 3 din 3"
obste print signin "$event" --blank 60 >again.pdf 2>/dev/null
is "the same sheet once more is the same file, on stdout too" "$(cmp again.pdf "$paper/c.pdf" && echo same)" same
empty_event=$(obste add workshop title='Fără invitați' date=2026-11-25)
code "nobody is invited: empty rows" 0 obste print signin "$empty_event" -o "$paper/e.pdf"
is "nobody is invited: one page" "$(pages "$paper/e.pdf")" 1
code "no rows at all" 0 obste print signin "$empty_event" --blank 0 -o "$paper/e.pdf"
code "as a picture" 0 obste print signin "$event" -o "$paper/s.png"
is "a PNG" "$(head -c 4 "$paper/s.png" | tail -c 3)" PNG
code "as SVG" 0 obste print signin "$event" -o "$paper/s.svg"
code "a page that is not there: 3" 3 obste print signin "$event" -o "$paper/s.png" --page 9
code "another laptop's view: nothing can be kept: 6" 6 obste --readonly print signin "$empty_event" --blank 3 -o "$paper/r.pdf"

place=$(obste add authority name='Primăria municipiului Chișinău' address='bd. Ștefan cel Mare și Sfânt' kind=city_hall)
trouble=$(obste add problem title='Trecere fără semafor' description='Copiii trec printre mașini.' sector=Botanica)
lead=$(obste add person surname=Mierlă given=Ilinca language=ru)
petition=$(obste add action title='Semafor la gimnaziu' type=petition problem="$trouble" authority="$place" goal='semafor pietonal la gimnaziu' lead="$lead")
letter=$(obste add letter subject='Petiție: semafor' kind=petition action="$petition" authority="$place" sent_on=2026-11-20 text="$(printf 'Către: Primăria\n\nSubsemnații vă sesizăm.\n\nCerem:\n1. semafor')" files=anexa.pdf)
code "print petition" 0 obste print petition "$petition" --sheets 2 -o "$paper/p.pdf"
text "$paper/p.pdf" >out
is "petition: two sheets" "$(pages "$paper/p.pdf")" 2
is "petition: authority on every sheet" "$(grep -c 'Către: *Primăria municipiului' out)" 2
is "petition: demand on every sheet" "$(grep -c 'Cerem: *semafor pietonal la gimnaziu' out)" 2
is "petition: text on every sheet" "$(grep -c 'Subsemnații vă sesizăm' out)" 2
is "petition: twelve rows of 13 mm" "$(row_step "$paper/p.pdf" 2 12)" 1300
has "petition: the second sheet's number" out "Foaia nr 2"
has "petition: collected by" out "Strânsă de"
code "more sheets" 0 obste print petition "$petition" --lang both -o "$paper/p.pdf"
text "$paper/p.pdf" >out
has "petition: numbers go on" out "Foaia nr / Лист № 3"
code "a sheet once more" 0 obste print petition "$petition" --sheet 2 -o "$paper/p.pdf"
is "a sheet once more gives no new number" "$(obste list sheet --filter action="$petition" --json | grep -c '"number":')" 3
code "a sheet that is not there: 3" 3 obste print petition "$petition" --sheet 9 -o "$paper/p.pdf"
code "a petition without a demand is printed with a warning" 0 obste print petition "$(obste add action title=Goală type=petition)" -o "$paper/p.pdf"
has "the warning" err "does not say what is asked for"
code "print letter" 0 obste print letter "$letter" -o "$paper/l.pdf"
text "$paper/l.pdf" >out
has "letter: addressee with address" out "bd. Ștefan cel Mare"
has "letter: the text" out "Subsemnații vă sesizăm."
is "letter: one addressee" "$(grep -c 'Către' out)" 1
has "letter: date" out "20.11.2026"
has "letter: annexes" out "anexa.pdf"
has "letter: signature" out "Semnătura"
long=$(obste add letter subject=Lung kind=petition text="$(for i in $(seq 400); do printf 'Rândul %s al unei scrisori lungi, cu destule cuvinte.\n\n' "$i"; done)")
code "a long letter" 0 obste print letter "$long" -o "$paper/l.pdf"
text "$paper/l.pdf" >out
has "a long letter: its last line" out "Rândul 400"
has "a long letter: pages" out "din $(pages "$paper/l.pdf")"
cycle=$(obste add series title='Școala civică' needed=2)
for n in 1 2 3; do
	lesson=$(obste add workshop title="Lecția $n" series="$cycle" date=2026-11-0$n)
	obste attend "$lesson" --present "$lead" >/dev/null 2>&1
	[ $n = 1 ] && obste attend "$lesson" --walk-in 'Salcâm Tudor' >/dev/null 2>&1
done
code "certificates of a series" 0 obste print certificates "$cycle" -o "$paper/d.pdf"
text "$paper/d.pdf" >out
is "certificates: only who came often enough" "$(pages "$paper/d.pdf") $(grep -c 'Salcâm' out)" "1 0"
has "certificates: in the person's language" out "СЕРТИФИКАТ"
has "certificates: given name first" out "Ilinca Mierlă"
has "certificates: how many" out "3 из 3"
code "certificates of a workshop, in English" 0 obste print certificates 'Lecția 1' --lang en -o "$paper/d.pdf"
text "$paper/d.pdf" >out
is "certificates: one for each who was there" "$(pages "$paper/d.pdf") $(grep -c CERTIFICATE out)" "2 2"
mkdir -p "$XDG_DATA_HOME/obste/certificates"
printf '# own\nbig center: Diplomă pentru {name}\np: {funder}\n' >"$XDG_DATA_HOME/obste/certificates/ro.txt"
code "a group's own words" 0 obste print certificates 'Lecția 1' --lang ro -o "$paper/d.pdf"
text "$paper/d.pdf" >out
has "a group's own words are taken" out "Diplomă pentru Ilinca Mierlă"
code "nobody came: 3" 3 obste print certificates "$event" -o "$paper/d.pdf"
code "a series that asks nothing: 4" 4 obste print certificates "$(obste add series title=Fără)" -o "$paper/d.pdf"
sitting=$(obste add meeting title='Comisia transport' date=2026-11-24)
obste add item meeting="$sitting" number=1 title='Semafor pe str. Viilor' question='Care e termenul?' problem="$trouble" result=approved for=11 against=2 >/dev/null
obste add observation kind=promise text='Semaforul va fi până în mai' meeting="$sitting" problem="$trouble" until=2027-05-01 >/dev/null
obste add media title='Copiii trec printre mașini' outlet='Ziarul de cartier' problem="$trouble" on=2026-11-10 >/dev/null
obste add ledger action="$petition" kind=income what=Donații amount=500 on=2026-11-01 >/dev/null
obste add ledger action="$petition" kind=cost what='Tipărirea foilor' amount=120 on=2026-11-02 document='bon 55' >/dev/null
code "print agenda" 0 obste --lang ro print agenda "$sitting" -o "$paper/a.pdf"
text "$paper/a.pdf" >out
has "agenda: our question" out "Care e termenul?"
has "agenda: votes" out "11 : 2"
code "print problem" 0 obste print problem "$trouble" --lang ro -o "$paper/b.pdf"
text "$paper/b.pdf" >out
has "problem: the letter" out "Petiție: semafor"
has "problem: the promise" out "Semaforul va fi până în mai"
is "problem: in the order of the days" "$(grep -oE '^ *(10|20|24)\.11\.2026' out | tr -d ' ' | uniq | tr '\n' ' ')" "10.11.2026 20.11.2026 24.11.2026 "
if grep -q 'Mierlă' out; then not_ok "problem: no names of people" "$(grep Mierlă out)"; else ok "problem: no names of people"; fi
code "print dossier" 0 obste print dossier "$petition" --lang ru -o "$paper/b.pdf"
text "$paper/b.pdf" >out
has "dossier: ledger" out "Tipărirea foilor"
has "dossier: balance" out "380,00"
has "dossier: proof" out "anexa.pdf"
code "print list" 0 obste print list person --columns surname,phone --filter sector=Botanica -o "$paper/m.pdf"
text "$paper/m.pdf" >out
has "list: a phone" out "069 000 001"
if grep -q Mierlă out; then not_ok "list: only the filtered rows" "$(cat out)"; else ok "list: only the filtered rows"; fi
code "an unknown column: 2" 2 obste print list person --columns surnme -o "$paper/m.pdf"
code "print contact" 0 obste print contact -o "$paper/k.pdf"
has "contact: no calendar is said" err "calendar"

printf 'what was here\n' >"$paper/old.pdf"
echo '<?xml version="1.0"?><fontconfig></fontconfig>' >no-fonts.conf
code "no fonts: said in words" 1 env FONTCONFIG_FILE="$work/no-fonts.conf" "$OBSTE" --lang en print signin "$event" -o "$paper/old.pdf"
has "no fonts: which one is missing" err "DejaVu Sans"
code "a full disk: 6" 6 obste print signin "$event" -o /dev/full
code "a folder that is not there: 3" 3 obste print signin "$event" -o "$paper/no/such.pdf"
is "the old file stays" "$(cat "$paper/old.pdf")" "what was here"
code "not a document: 4" 4 sh -c "echo hello | '$(dirname "$OBSTE")/obste-print' --lang en -o '$paper/old.pdf'"
has "not a document: said in words" err "no document for obste-print"
is "nothing else lies around" "$(ls -A "$paper" | grep -c '^\.obste')" 0
else
	echo "ok - print # SKIP pdftotext is not installed"
fi
