/* cli/invite.c - obste invite KIND ID: invitations and cancellations by mail, as .eml files or sent. */
#include "app/invite.h"

#include <stdlib.h>
#include <string.h>

#include "cli/command.h"

struct telling {
	bool json;
	size_t due, rows;
};

static void tell(void *ctx, const struct app_invite_row *row)
{
	static const char *const codes[] = {
	    "new", "changed", "cancel", "same", "no_email", "no_consent", "said_no", "failed"};
	struct telling *t = ctx;
	char id[24];
	struct buf b = BUF_INIT;
	t->due += row->fate == INVITE_NEW || row->fate == INVITE_CHANGED || row->fate == INVITE_CANCEL;
	if (t->json) {
		buf_text(&b, "{");
		cli_json_text(&b, "fate", codes[row->fate]);
		snprintf(id, sizeof id, "%lld", (long long)row->person);
		cli_json_text(&b, "person", id);
		cli_json_text(&b, "name", row->name);
		cli_json_text(&b, "email", row->email);
		cli_json_text(&b, "file", row->path);
		cli_json_row(&b, t->rows++ == 0);
	} else {
		buf_print(&b, "%s\t%s\t%s\t%s", app_invite_words(row->fate), row->name, row->email, row->path);
		puts(buf_str(&b));
	}
	if (*row->why)
		cli_say("%s: %s", row->name, row->why);
	buf_free(&b);
}

/* The password is asked for before anybody gets anything. */
static bool ask_password(struct cli *c, char **password, struct err *e)
{
	char *known;
	bool needed;
	*password = NULL;
	if (!app_password(c->app, "mail", NULL, &known, &needed, e))
		return false;
	cli_passphrase_free(known);
	return !needed || cli_ask_secret(c, _("Password of the mail server: "), password, e);
}

static bool run(struct cli *c, struct err *e)
{
	const struct kind *k;
	struct telling t = {.json = cli_flag(c, "json")};
	struct app_invite in = {.folder = cli_option(c, "output"),
	    .send = cli_flag(c, "send") && !cli_flag(c, "dry-run"),
	    .again = cli_flag(c, "again"),
	    .told = tell,
	    .ctx = &t};
	char *password = NULL;
	if (cli_flag(c, "dry-run"))
		in.folder = NULL;
	if (!cli_kind(c->args[0], &k, e) || !cli_record_id(c, k, c->args[1], &in.id, e))
		return false;
	in.of = k;
	if (in.send && !ask_password(c, &password, e))
		return false;
	in.password = password;
	if (t.json)
		cli_json_rows_begin("invitation");
	const bool ok = app_invite(c->app, &in, e);
	if (t.json)
		cli_json_rows_end();
	cli_passphrase_free(password);
	if (in.made)
		cli_say(tr_n("%zu message made.", "%zu messages made.", (unsigned long)in.made), in.made);
	else if (ok && !in.folder && !in.send && t.due)
		cli_say(_("Nothing was sent. --send sends them, --output DIR writes .eml files for a mail program."));
	return ok;
}

static const struct cli_option options[] = {
    {.name = "output",
        .letter = 'o',
        .arg = "DIR",
        .help = N_("write .eml files into this folder, to open in a mail program")},
    {.name = "send", .help = N_("send them by the mail server of the settings (mail.server, ...)")},
    {.name = "dry-run", .help = N_("say who would get what, send nothing (also without --send and --output)")},
    {.name = "again", .help = N_("also to those who have the same invitation already")},
    {.name = "json", .help = N_("as JSON")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"invite workshop 'Cum scriem o petiție'", N_("who would get what")},
    {"invite workshop 'Cum scriem o petiție' --send",
        N_("send it; called off later, the same command sends cancellations")},
    {NULL, NULL},
};

const struct cli_command cmd_invite = {
    .name = "invite",
    .args = "KIND ID",
    .least = 2,
    .most = 2,
    .summary = N_("invitations by mail to a workshop, meeting, action or event"),
    .more = N_(
        "Each person who is invited, has an e-mail address and a consent to invitations gets a message that calendars "
        "understand (iMIP), with their own name only. Nobody gets the same twice. When it is called off, or somebody "
        "is no "
        "longer invited, the same command makes cancellations."),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
