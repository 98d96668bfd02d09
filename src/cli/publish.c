/* cli/publish.c - obste publish: a calendar onto a CalDAV server. */
#include "app/publish.h"

#include <stdlib.h>
#include <string.h>

#include "app/invite.h"
#include "cli/command.h"

static void tell(void *ctx, enum app_publish_fate fate, const char *title)
{
	static const char *const words[] = {[PUBLISH_NEW] = N_("new"),
	    [PUBLISH_CHANGED] = N_("changed"),
	    [PUBLISH_MENDED] = N_("changed there, put back"),
	    [PUBLISH_GONE] = N_("removed"),
	    [PUBLISH_FAILED] = N_("not written")};
	if (!cli_flag(ctx, "json"))
		printf("%s\t%s\n", tr(words[fate]), title);
}

static void print_counts(struct cli *c, const struct app_publish *p)
{
	struct buf b = BUF_INIT;
	if (!cli_flag(c, "json")) {
		cli_say(_("new %zu, changed %zu, removed %zu, the same %zu"), p->fresh, p->changed, p->gone, p->same);
		if (p->dry_run)
			cli_say(_("Nothing was changed there (--dry-run)."));
		return;
	}
	buf_text(&b, "{");
	cli_json_int(&b, "version", 1);
	cli_json_int(&b, "new", (int64_t)p->fresh);
	cli_json_int(&b, "changed", (int64_t)p->changed);
	cli_json_int(&b, "removed", (int64_t)p->gone);
	cli_json_int(&b, "same", (int64_t)p->same);
	buf_text(&b, "}");
	puts(buf_str(&b));
	buf_free(&b);
}

static bool ask_password(struct cli *c, char **password, struct err *e)
{
	char *known;
	bool needed;
	*password = NULL;
	if (!app_password(c->app, "caldav", NULL, &known, &needed, e))
		return false;
	cli_passphrase_free(known);
	return !needed || cli_ask_secret(c, _("Password of the calendar server: "), password, e);
}

static bool run(struct cli *c, struct err *e)
{
	struct app_ics_out o = {.audience = AUDIENCE_MEMBERS, .from = DATE_NONE, .to = DATE_NONE};
	struct app_publish p = {
	    .what = &o, .url = cli_option(c, "url"), .dry_run = cli_flag(c, "dry-run"), .told = tell, .ctx = c};
	char *password = NULL;
	if (!cli_ics_wanted(c, &o, e) || !ask_password(c, &password, e))
		return false;
	p.password = password;
	const bool ok = app_publish(c->app, &p, e);
	cli_passphrase_free(password);
	if (ok)
		print_counts(c, &p);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "url", .arg = "URL", .help = N_("the calendar's address (caldav.url)")},
    {.name = "for", .arg = "WHOM", .help = N_("whose calendar: members (without it), public, person:ID, group:ID")},
    {.name = "kind", .arg = "KIND", .many = true, .help = N_("only entries of this kind")},
    {.name = "from", .arg = "DATE", .help = N_("from this day")},
    {.name = "to", .arg = "DATE", .help = N_("to this day")},
    {.name = "dry-run", .help = N_("say what would change, change nothing")},
    {.name = "json", .help = N_("the counts as JSON")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"publish --for public --url https://cloud.example.org/dav/calendars/grup/public/", N_("the public calendar")},
    {"publish --dry-run", N_("what would change on the server of the settings")},
    {NULL, NULL},
};

const struct cli_command cmd_publish = {
    .name = "publish",
    .args = "",
    .least = 0,
    .most = 0,
    .summary = N_("put a calendar onto a CalDAV server (Nextcloud, Radicale)"),
    .more = N_(
        "Entry by entry, only what changed; what is gone here is removed there. Entries of others in the same calendar "
        "are not touched. The user stands in caldav.user, the password is asked for or comes from "
        "caldav.password_command or caldav.password_file."),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
