# Invitations by mail: who gets what, .eml files, a mail server on this machine.
smtpd="$top/tests/interop/smtpd.py"
"$OBSTE" --db mail.db init --name 'Vecinii „Botanica”' 2>/dev/null
mail() { obste --db mail.db "$@"; }
tudor=$(mail add person surname=Salcâm given=Tudor language=ro email=tudor@example.org)
olga=$(mail add person surname=Лещина given=Ольга email=olga@example.org language=ru)
without=$(mail add person surname=Fără given=Acord email=fara@example.org)
for p in "$tudor" "$olga"; do mail add consent person="$p" purpose=events given_on=2026-01-01 >/dev/null; done
w2=$(mail add workshop 'title=Cum scriem o petiție; pas cu pas' date=2026-11-27 'place=Sala 2, etaj' trainers="$tudor")
for p in "$tudor" "$olga" "$without"; do mail add attendance workshop="$w2" person="$p" >/dev/null; done
code "invite: who would get what" 0 mail invite workshop "$w2"
is "only with consent" "$(grep -c '^invitation' out)" 2
has "the others with the reason" out "no consent	Fără Acord"
code "no address to invite from: 4" 4 mail invite workshop "$w2" -o eml
mkdir -p conf/obste
printf '%s\n' 'mail.from = grup@example.org' >conf/obste/obste.conf
XDG_CONFIG_HOME=$PWD/conf
export XDG_CONFIG_HOME
code "no mail server: 4" 4 mail invite workshop "$w2" --send
code "as files" 0 mail invite workshop "$w2" -o eml
is "one a person" "$(ls eml | wc -l | tr -d ' ')" 2
python3 - eml <<-'END' >out 2>err
	import email, email.policy, glob, sys
	import datetime
	for path in sorted(glob.glob(sys.argv[1] + "/*.eml")):
	    raw = open(path, "rb").read()
	    assert raw.isascii() and b"\n" not in raw.replace(b"\r\n", b""), "line ends"
	    assert max(len(line) for line in raw.split(b"\r\n")) <= 130, "long lines"
	    m = email.message_from_bytes(raw, policy=email.policy.default)
	    assert m.get_content_type() == "multipart/alternative", m.get_content_type()
	    text, calendar = m.iter_parts()
	    assert calendar.get_content_type() == "text/calendar" and calendar.get_param("method") == "REQUEST"
	    body = calendar.get_payload(decode=True).decode()
	    assert body.count("ATTENDEE") == 1 and "METHOD:REQUEST" in body and "ORGANIZER" in body and "SEQUENCE:0" in body
	    assert str(m["to"].addresses[0].addr_spec) in body
	    assert not m.defects
	    print(m["subject"], "|", m["to"], "|", m["from"], "|", text.get_content().split("\n")[0].strip(), m["date"].datetime.date())
END
has "readable by a mail program, in the language of each" out 'Приглашение: Cum scriem o petiție; pas cu pas, 27 ноя | Лещина Ольга <olga@example.org>'
has "and the other" out 'Bună, Tudor'
code "again: nothing" 0 mail invite workshop "$w2" -o eml2
is "nobody gets the same twice" "$(ls eml2 2>/dev/null | wc -l | tr -d ' ')" 0
mkdir box
python3 "$smtpd" box --user obste:parola >port 2>/dev/null &
server=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -s port ] && break; sleep 1; done
conf() { printf '%s\n' 'mail.from = grup@example.org' 'mail.server = 127.0.0.1' "mail.port = $(cat port)" "mail.tls = $1" 'mail.user = obste' "mail.password_command = $2" >conf/obste/obste.conf; }
conf none 'echo gresit'
mail set workshop "$w2" date=2026-11-28
code "a wrong password: 6" 6 mail invite workshop "$w2" --send
has "said" err 'name or the password'
conf starttls 'echo parola'
code "no encryption there: 6" 6 mail invite workshop "$w2" --send
has "nothing was sent" err 'offers no encryption'
is "indeed" "$(ls box | wc -l | tr -d ' ')" 0
conf none 'false'
code "a program that tells no password: 6" 6 mail invite workshop "$w2" --send
conf none 'echo parola'
code "a dry run sends nothing" 0 mail invite workshop "$w2" --send --dry-run
is "nothing" "$(ls box | wc -l | tr -d ' ')" 0
code "sent" 0 mail invite workshop "$w2" --send
has "as changed" out 'changed invitation'
is "to both" "$(ls box | wc -l | tr -d ' ')" 2
code "sent again" 0 mail invite workshop "$w2" --send
is "nobody gets it twice" "$(ls box | wc -l | tr -d ' ')" 2
mail set workshop "$w2" status=cancelled
code "called off" 0 mail invite workshop "$w2" --send
is "both hear of it" "$(grep -l 'method=CANCEL' box/*.eml | wc -l | tr -d ' ')" 2
kill $server
mail set workshop "$w2" status=planned
code "the server is gone: 1" 1 mail invite workshop "$w2" --send
has "said" err 'does not answer'
mail list handout --json >out
json "written down: who, what, how" out 'sum(r["what"]=="cancellation" and r["how"]=="email" for r in d["rows"])==2 and sum(r["what"]=="invitation" for r in d["rows"])==4'
unset XDG_CONFIG_HOME
