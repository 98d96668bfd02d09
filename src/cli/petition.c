/* cli/petition.c - obste petition ACTION: is it complete, and how many signed. */
#include "cli/command.h"

#include "app/petition.h"

struct telling {
	bool json;
	size_t n;
};

static void tell(void *ctx, const char *what, bool there, const char *todo)
{
	struct telling *t = ctx;
	struct buf b = BUF_INIT;
	if (t->json) {
		buf_char(&b, '{');
		cli_json_text(&b, "what", what);
		cli_json_bool(&b, "there", there);
		cli_json_text(&b, "todo", there ? NULL : todo);
		cli_json_row(&b, t->n == 0);
	} else {
		buf_print(&b, "%s %s%s%s\n", there ? "[x]" : "[ ]", what, there ? "" : " · ", there ? "" : todo);
		cli_print_text(buf_str(&b));
		buf_free(&b);
	}
	t->n++;
}

static void print_count(const struct app_signatures *n)
{
	printf(_("Signatures: %lld (paper %lld, online %lld), goal %lld; refused %lld, twice %lld\n"),
	    (long long)(n->paper + n->online), (long long)n->paper, (long long)n->online, (long long)n->goal,
	    (long long)n->refused, (long long)n->doubles);
}

static bool run(struct cli *c, struct err *e)
{
	struct telling t = {.json = cli_flag(c, "json")};
	struct app_signatures n;
	int64_t id;
	bool ready;
	if (!cli_record_id(c, kind_get(KIND_action), c->args[0], &id, e) || !app_petition_count(c->app, id, &n, e))
		return false;
	if (t.json)
		cli_json_rows_begin("element");
	const bool ok = app_petition_check(c->app, id, &ready, tell, &t, e);
	if (t.json)
		cli_json_rows_end();
	else if (ok) {
		puts(ready ? _("Complete (Administrative Code, art. 75 (1)).") : _("Not ready yet."));
		print_count(&n);
	}
	return ok;
}

static const struct cli_option options[] = {
    {.name = "json", .help = N_("as JSON")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"petition 'Semafor la gimnaziu'", N_("what is missing, and the signatures toward the goal")},
    {NULL, NULL},
};

const struct cli_command cmd_petition = {
    .name = "petition",
    .args = "ACTION",
    .least = 1,
    .most = 1,
    .summary = N_("is a petition complete, and how many signed"),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
