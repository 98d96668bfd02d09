/* cli/show.c - obste show KIND ID: one record, all that is filled. */
#include "cli/command.h"

#include "out/json.h"

static void print_json(struct cli *c, const struct record *r)
{
	struct buf b = BUF_INIT;
	buf_print(&b, "{\"version\":1,\"kind\":\"%s\",\"row\":", r->kind->key);
	json_record(r, app_types(c->app), &b);
	buf_text(&b, "}\n");
	fwrite(buf_str(&b), 1, b.len, stdout);
	buf_free(&b);
}

static void print_record(struct cli *c, const struct record *r)
{
	struct buf b = BUF_INIT;
	buf_print(&b, "%lld", (long long)r->id);
	cli_block_line(tr(r->kind->fields[0].label), buf_str(&b));
	for (int i = 1; i < r->kind->nfields; i++) {
		buf_clear(&b);
		record_format(r, i, app_types(c->app), FOR_SCREEN, &b);
		if (b.len)
			cli_block_line(tr(r->kind->fields[i].label), buf_str(&b));
	}
	if (r->deleted)
		cli_block_line(_("State"), _("in the bin"));
	buf_free(&b);
}

static bool run(struct cli *c, struct err *e)
{
	const struct kind *k;
	int64_t id;
	struct record *r = NULL;
	if (!cli_kind(c->args[0], &k, e) || !cli_record_id(c, k, c->args[1], &id, e) || !app_get(c->app, k, id, &r, e))
		return false;
	if (cli_flag(c, "json"))
		print_json(c, r);
	else
		print_record(c, r);
	record_free(r);
	return true;
}

static const struct cli_option options[] = {
    {.name = "json", .help = N_("as JSON")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"show person 'Mierlă Ilinca'", N_("by name, when only one has it")},
    {NULL, NULL},
};

const struct cli_command cmd_show = {
    .name = "show",
    .args = "KIND ID",
    .least = 2,
    .most = 2,
    .summary = N_("one record"),
    .more = N_("Wherever an id is asked for, a title or name that only one record has does as well."),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
