/* cli/pack.c - obste pack WORKSHOP -o FILE: what a trainer needs of one workshop, sealed. */
#include "cli/command.h"

#include <stdlib.h>

#include "app/share.h"

static bool run(struct cli *c, struct err *e)
{
	const char *of = cli_option(c, "of"), *path = cli_option(c, "output");
	const struct kind *k = kind_find(of ? of : "workshop");
	struct app_pack p = {.path = path, .phones = cli_flag(c, "phones")};
	char *passphrase;
	int64_t id;
	if (k != kind_get(KIND_workshop) && k != kind_get(KIND_meeting) && k != kind_get(KIND_action))
		return err_set(e, ERR_USAGE, _("--of takes workshop, meeting or action."));
	if (!path) {
		err_set(e, ERR_USAGE, "%s", _("Say where the file goes: -o FILE."));
		return err_hint(e, "%s", _("For example: obste pack 'Cum scriem o petiție' -o atelier.obste"));
	}
	if (!cli_record_id(c, k, c->args[0], &id, e) || !cli_passphrase(c, true, &passphrase, e))
		return false;
	p.passphrase = passphrase;
	const bool ok = app_pack_make(c->app, k, id, &p, e);
	cli_passphrase_free(passphrase);
	if (ok)
		cli_say(tr_n("%s: %zu person. Give the passphrase by another way than the file.",
		            "%s: %zu people. Give the passphrase by another way than the file.", p.people),
		    path, p.people);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "output", .letter = 'o', .arg = "FILE", .help = N_("where the file goes")},
    {.name = "phones", .help = N_("also the phones of the people")},
    {.name = "of", .arg = "workshop|meeting|action", .help = N_("what the file is about (workshop)")},
    CLI_PASSPHRASE,
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"pack 'Cum scriem o petiție' -o atelier.obste", N_("a file for the trainer")},
    {"--db elena.db merge atelier.obste", N_("the trainer's own, empty database takes it in")},
    {NULL, NULL},
};

const struct cli_command cmd_pack = {
    .name = "pack",
    .args = "WORKSHOP",
    .least = 1,
    .most = 1,
    .summary = N_("a sealed file with what a trainer needs of one workshop"),
    .more = N_(
        "The workshop, its series, the invited groups, who is expected (names, language, sector), who trains and who "
        "has consented: no addresses, no notes, and phones only with --phones. The trainer's copy of the program takes "
        "it in with \"obste merge\", marks, makes a file in the same way and gives it back."),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
