/* cli/sync.c - obste sync FOLDER: the group's laptops meet in a shared folder. */
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>

#include "app/share.h"
#include "base/mem.h"

#define REMEMBERED "exchange.passphrase"

static void said(void *ctx, const char *line)
{
	(void)ctx;
	cli_say("%s", line);
}

/* Typed once, then kept in obste.conf, which only its user can read. */
static bool passphrase(struct cli *c, char **out, struct err *e)
{
	const char *kept = app_conf(c->app, REMEMBERED, NULL), *env = getenv("OBSTE_PASSPHRASE");
	if (kept && !cli_option(c, "passphrase-file") && !(env && *env) && !cli_flag(c, "new-passphrase")) {
		*out = mem_copy_text(kept);
		return true;
	}
	if (!cli_passphrase(c, cli_flag(c, "new-passphrase"), out, e))
		return false;
	return (env && *env) || cli_option(c, "passphrase-file") || app_set_conf(c->app, REMEMBERED, *out, e);
}

static bool run(struct cli *c, struct err *e)
{
	struct app_sync s = {.folder = c->args[0], .said = said, .clock_accepted = cli_flag(c, "accept-clock")};
	struct buf sum = BUF_INIT;
	char *word = NULL;
	if (!passphrase(c, &word, e)) {
		cli_passphrase_free(word);
		return false;
	}
	s.passphrase = word;
	const bool ok = app_sync(c->app, &s, e);
	cli_passphrase_free(word);
	if (ok) {
		app_merge_words(&s.sum, &sum);
		cli_say(tr_n("%zu file read: %s.", "%zu files read: %s.", s.read), s.read, buf_str(&sum));
		if (s.written)
			cli_say(_("Written: %s"), s.written);
		else
			cli_say("%s", _("Nothing new here for the others."));
	}
	const size_t failed = s.failed;
	buf_free(&sum);
	free(s.written);
	if (ok && failed)
		return err_set(e, ERR_INVALID,
		    tr_n("%zu file could not be taken in; it is tried again next time.",
		        "%zu files could not be taken in; they are tried again next time.", failed),
		    failed);
	return ok;
}

static const struct cli_option options[] = {
    CLI_PASSPHRASE,
    {.name = "new-passphrase", .help = N_("ask for the passphrase again, and remember the new one")},
    {.name = "accept-clock", .help = N_("also from laptops whose clock is far ahead")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"sync ~/Nextcloud/grup", N_("read the others' files, write our own")},
    {NULL, NULL},
};

const struct cli_command cmd_sync = {
    .name = "sync",
    .args = "FOLDER",
    .least = 1,
    .most = 1,
    .summary = N_("exchange everything with the group's other laptops through a shared folder"),
    .more =
        N_("FOLDER is on a stick or kept the same everywhere by Nextcloud, Syncthing and the like. Each laptop writes "
           "files "
           "of its own, sealed with the group's passphrase, and never touches the others'. The passphrase is asked for "
           "once and kept in obste.conf, unless it comes from $OBSTE_PASSPHRASE or a file."),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
