# Words of the command line: usage, options, help, what needs no database.
code "no database: 3" 3 obste list person
empty "no database: nothing on stdout" out
has "no database: says how to get one" err "obste init"
code "unknown command: 2" 2 obste lst person
has "unknown command: the nearest" err 'obste list'
code "unknown option: 2" 2 obste list person --fliter a=b
has "unknown option: the nearest" err '--filter'
code "unknown kind: 2" 2 obste fields persn
has "unknown kind: the nearest" err '"person"'
code "too few words: 2" 2 obste show person
code "too many words: 2" 2 obste kinds now
code "an option without its value: 2" 2 obste list person --filter
code "a value for a flag: 2" 2 obste kinds --json=yes
code "a word that --lang does not know: 2" 2 obste kinds --lang fr
code "without a terminal and without a command: 2" 2 obste
has "without a terminal: words" err "terminal"
code "version" 0 obste --version
has "version on stdout" out "obste "
code "help" 0 obste help
empty "help: nothing on stderr" err
for c in $(sed -n 's/^COMMAND(\(.*\))/\1/p' "$top/src/cli/commands.def" | tr _ -); do
	"$OBSTE" help "$c" >out 2>err </dev/null || not_ok "help $c" "$(cat err)"
	grep -q "obste $c" out || not_ok "help $c shows its syntax" "$(cat out)"
done
ok "help of every command"
for l in ro ru en; do
	for c in kinds "fields person" rules "holidays 2026" help; do
		"$OBSTE" --lang $l $c >out 2>err </dev/null || not_ok "--lang $l $c" "$(cat err)"
		[ -s out ] || not_ok "--lang $l $c says something"
	done
done
ok "words in three languages"
code "global options after the command" 0 obste kinds --lang ro --plain
code "kinds as JSON" 0 obste kinds --json
json "kinds: JSON" out 'd["version"]==1 and d["kind"]=="kind" and len(d["rows"])>=25 and d["rows"][0]["kind"]'
code "fields as JSON" 0 obste fields letter --json
json "fields: JSON" out '{f["key"] for f in d["rows"]} >= {"id","kind","action","authority","number","sent_on","registered_on","received_on","rule"}'
code "deadline" 0 obste deadline petition.answer --from 2026-11-23
is "deadline: the date alone" "$(cat out)" 2026-12-23
code "deadline --explain" 0 obste deadline petition.answer --from 2026-11-23 --explain
has "deadline --explain names the law" out "art"
code "deadline as JSON" 0 obste deadline petition.answer --from 23.11.2026 --json
json "deadline: JSON" out 'd["kind"]=="deadline" and d["end"]=="2026-12-23" and d["from"]=="2026-11-23"'
code "deadline of an unknown rule: 3" 3 obste deadline petition.anser --from azi
has "unknown rule: the nearest" err "petition.answer"
code "deadline without --from: 2" 2 obste deadline petition.answer
code "deadline from nonsense: 4" 4 obste deadline petition.answer --from nonsense
code "holidays: nonsense: 4" 4 obste holidays soon
code "holidays as JSON" 0 obste holidays 2026 --json
json "holidays: Easter Monday 2026" out '"2026-04-13" in [r["date"] for r in d["rows"]]'
for s in bash zsh fish; do
	code "completions $s" 0 obste completions $s
	has "completions $s know attendance" out attendance
	has "completions $s know restore-backup" out restore-backup
done
code "completions for another shell: 2" 2 obste completions csh
obste completions bash >c.bash && bash -n c.bash && ok "completions bash: the shell takes them" || not_ok "completions bash: the shell takes them"
complete_bash() { bash -c '. ./c.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _obste; echo ${COMPREPLY[*]}' x "$@"; }
is "bash completes a command" "$(complete_bash obste mem)" ""
is "bash completes a kind" "$(complete_bash obste list memb)" membership
is "bash completes an option" "$(complete_bash obste list person --fil)" --filter
is "bash completes a value" "$(complete_bash obste --lang r)" "ro ru"
