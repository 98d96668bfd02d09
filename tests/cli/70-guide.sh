# The Guide: as text, as pages for the browser, on paper; a group's own chapters with faults; a disk that is full.
guide=$work/guide
mkdir -p "$guide"
code "guide without a topic: its contents" 0 obste guide
has "contents: a chapter" out "5  Petition"
has "contents: a part" out "petition#terms"
code "guide by name" 0 obste guide petition --lang ro
has "a term from the rules, in the language" out "30 de zile de la înregistrarea"
code "guide by number, in Russian" 0 obste guide 4 --lang ru
has "in Russian" out "Запрос информации"
code "guide by words, without marks" 0 obste guide semnaturi --lang ro
has "the part that has them in its heading" out "Strângem semnături"
code "the language of the Guide alone" 0 obste guide city --lang en
has "in English" out "How the city is governed"
code "nothing of that: 3" 3 obste guide qqqzzz
code "no such language: 2" 2 obste guide --lang xx
code "guide without a database" 0 obste --db "$work/none.db" guide petition#terms
has "the terms all the same" out "15 days"

code "one page" 0 obste guide --html "$guide/g.html" --lang all
is "the page is private" "$(stat -c %a "$guide/g.html")" 600
if grep -qE '<script|<img|<link|src=|url\(' "$guide/g.html"; then not_ok "the page needs nothing" "$(grep -nE '<script|<img|<link|src=|url\(' "$guide/g.html")"; else ok "the page needs nothing"; fi
code "a website" 0 obste guide --site "$guide/site"
chapters=$(obste guide | grep -c "^[0-9]")
has "so many pages" err "$((3 * (chapters + 1) + 1)) pages"
is "its folders are private" "$(stat -c %a "$guide/site/ro")" 700
is "nothing else lies there" "$(ls -A "$guide/site" | tr '\n' ' ')" "en index.html ro ru "
code "a website where a file is: refused" 4 obste guide --site "$guide/g.html/site"

if command -v pdftotext >/dev/null; then
for lang in ro ru en; do
	code "the booklet ($lang)" 0 obste print guide --booklet --lang $lang -o "$guide/$lang.pdf"
	code "plain pages of A5 ($lang)" 0 obste print guide --lang $lang -o "$guide/$lang-a5.pdf"
	pages=$(pdfinfo "$guide/$lang-a5.pdf" | sed -n 's/^Pages: *//p') sides=$(pdfinfo "$guide/$lang.pdf" | sed -n 's/^Pages: *//p')
	is "two pages on a side, whole sheets ($lang)" "$((sides % 2)) $((sides * 2 >= pages && sides * 2 - pages < 4))" "0 1"
	is "sides of A4 ($lang)" "$(pdfinfo "$guide/$lang.pdf" | sed -n 's/^Page size: *\([0-9]*\).* x \([0-9]*\).*/\1 \2/p')" "839 595"
	# the contents name the page on which the chapter begins
	pdftotext -layout -f 2 -l 2 "$guide/$lang-a5.pdf" - | sed -n 's/^ *\([0-9][0-9]*\)\. .* \([0-9][0-9]*\)$/\1 \2/p' >contents
	is "all chapters in the contents ($lang)" "$(wc -l <contents)" "$chapters"
	wrong=$(while read -r chapter page; do
		pdftotext -layout -f "$page" -l "$page" "$guide/$lang-a5.pdf" - | head -1 | grep -q "^ *$chapter\. " || echo "$chapter on $page"
	done <contents)
	is "each begins there ($lang)" "$wrong" ""
done
code "pages of A4" 0 obste print guide --paper a4 -o "$guide/a4.pdf"
is "A4" "$(pdfinfo "$guide/a4.pdf" | sed -n 's/^Page size: *\([0-9]*\).*/\1/p')" 595
pdftotext -f 1 -l 1 "$guide/ro.pdf" - >out
has "the first side has the cover" out "Ghid de participare"
code "a booklet of A4 is none: 2" 2 obste print guide --booklet --paper a4 -o "$guide/x.pdf"
code "no such paper: 2" 2 obste print guide --paper b5 -o "$guide/x.pdf"
code "a picture of a side" 0 obste print guide --booklet --page 3 -o "$guide/side.png"
code "a side that is not there: 3" 3 obste print guide --booklet --page 99 -o "$guide/side.png"
fi

# ---- what a group adds
own=$work/data/obste/guide
mkdir -p "$own"
long=$(printf 'N%.0s' $(seq 240))
printf -- '---\ntitle: Al nostru\n---\nRău \033]0;x\007 <script>x</script> [a](nowhere.md) {{term:none}}\n' >"$own/20-own.md"
printf 'Un nume lung.\n' >"$own/$long.md"
chapter=$(obste add practice title="$(printf 'P%.0s' $(seq 300))" chapter=press situation='**nu se închide' lesson='[x](javascript:1)')
code "a chapter with faults is shown" 0 obste guide own
has "the fault is told" err "nowhere.md"
has "what is unknown is told" err "{{term:none}}"
has "a link that leads nowhere says so" out "a (the link leads nowhere)"
if grep -q "$(printf '\033')" out; then not_ok "no escape sequence comes through" "$(cat -v out)"; else ok "no escape sequence comes through"; fi
code "a practice is in its chapter" 0 obste guide press
has "its title" out "PPPPPPPPPP"
has "its bad link" out "x (the link leads nowhere)"
if command -v pdftotext >/dev/null; then
	code "printed with what the group added" 0 obste print guide -o "$guide/own.pdf"
	pdftotext "$guide/own.pdf" - >out
	has "on paper: the practice" out "PPPPPPPPPP"
	has "on paper: the chapter" out "Al nostru"
fi
obste remove practice "$chapter" >/dev/null
obste guide press >out 2>/dev/null
if grep -q PPPPP out; then not_ok "a practice in the bin is not in the Guide" ""; else ok "a practice in the bin is not in the Guide"; fi
rm -rf "$own"

# ---- a full disk: the old file stays
if [ -w /dev/full ]; then
	cp "$guide/g.html" keep.html
	(ulimit -f 100; trap '' XFSZ; obste guide --html "$guide/g.html" --lang all) >out 2>err
	is "a full disk is told" "$?" 6
	is "the old page is whole" "$(cmp keep.html "$guide/g.html" && echo same)" same
	cp "$guide/site/ro/petition.html" keep.html
	(ulimit -f 10; trap '' XFSZ; obste guide --site "$guide/site") >out 2>err
	is "a full disk is told for the website" "$?" 6
	is "its old pages are whole" "$(cmp keep.html "$guide/site/ro/petition.html" && echo same)" same
	is "nothing half-made lies there" "$(ls -A "$guide/site" | tr '\n' ' ')" "en index.html ro ru "
fi
