/* cli/items.c - obste items MEETING [FILE]: a pasted agenda, split into its items. */
#include "cli/command.h"

#include "app/council.h"

static void tell(void *ctx, const struct app_agenda_item *i)
{
	struct buf b = BUF_INIT;
	(void)ctx;
	buf_print(&b, "%s %d. %s%s%s\n",
	    i->fresh     ? "+"
	    : i->changed ? "*"
	                 : "=",
	    i->number, i->title, i->draft ? " · " : "", i->draft ? i->draft : "");
	cli_print_text(buf_str(&b));
	buf_free(&b);
}

static bool run(struct cli *c, struct err *e)
{
	struct buf text = BUF_INIT;
	int64_t id;
	if (!cli_record_id(c, kind_get(KIND_meeting), c->args[0], &id, e) || !cli_read_text(c, 1, &text, e))
		return false;
	const bool ok = app_meeting_items(c->app, id, buf_str(&text), cli_flag(c, "dry-run"), tell, NULL, e);
	buf_free(&text);
	if (ok && cli_flag(c, "dry-run"))
		cli_say(_("Nothing was stored (--dry-run)."));
	return ok;
}

static const struct cli_option options[] = {
    {.name = "dry-run", .help = N_("only show what would be stored")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"items 'Comisia buget' agenda.txt --dry-run", N_("+ new, * changed, = the same")},
    {NULL, NULL},
};

const struct cli_command cmd_items = {
    .name = "items",
    .args = "MEETING [FILE]",
    .least = 1,
    .most = 2,
    .summary = N_("split a pasted agenda into the meeting's items"),
    .more = N_(
        "Numbered lines, bullets, or a line each; what belongs to a point stays with it. Questions and results stay."),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
