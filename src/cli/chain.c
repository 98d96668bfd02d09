/* cli/chain.c - obste chain KIND RECORD: everything about a problem or an action, in the order of the days. */
#include "cli/command.h"

#include "app/problem.h"

struct telling {
	bool json;
	size_t n;
};

static void tell_json(const struct telling *t, const struct app_link *l)
{
	struct buf b = BUF_INIT, id = BUF_INIT;
	buf_print(&id, "%lld", (long long)l->id);
	buf_char(&b, '{');
	cli_json_text(&b, "kind", l->kind->key);
	cli_json_text(&b, "id", buf_str(&id));
	cli_json_date(&b, "date", l->on);
	cli_json_text(&b, "what", l->what);
	cli_json_text(&b, "text", l->text);
	cli_json_row(&b, t->n == 0);
	buf_free(&id);
}

static void tell_line(const struct app_link *l)
{
	struct buf b = BUF_INIT;
	if (l->on != DATE_NONE) {
		date_text(l->on, lang_now(), DATE_SHORT, &b);
		buf_text(&b, "  ");
	}
	buf_print(&b, "[%s] %s\n", l->what, l->text);
	cli_print_text(buf_str(&b));
	buf_free(&b);
}

static bool tell(void *ctx, const struct app_link *l)
{
	struct telling *t = ctx;
	if (t->json)
		tell_json(t, l);
	else
		tell_line(l);
	t->n++;
	return !cli_stdout_gone();
}

static bool run(struct cli *c, struct err *e)
{
	const struct kind *k;
	struct telling t = {.json = cli_flag(c, "json")};
	int64_t id;
	if (!cli_kind(c->args[0], &k, e))
		return false;
	if (k != kind_get(KIND_problem) && k != kind_get(KIND_action))
		return err_set(e, ERR_USAGE, _("A chain is of a problem or of an action."));
	if (!cli_record_id(c, k, c->args[1], &id, e))
		return false;
	if (t.json)
		cli_json_rows_begin("link");
	const bool ok = app_chain(c->app, k, id, tell, &t, e);
	if (t.json)
		cli_json_rows_end();
	return ok;
}

static const struct cli_option options[] = {
    {.name = "json", .help = N_("as JSON")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"chain problem 'Trecere nesemnalizată'", N_("letters, agenda items, votes, promises, actions, press, result")},
    {NULL, NULL},
};

const struct cli_command cmd_chain = {
    .name = "chain",
    .args = "problem|action RECORD",
    .least = 2,
    .most = 2,
    .summary = N_("everything about a problem or an action, in the order of the days"),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
