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
