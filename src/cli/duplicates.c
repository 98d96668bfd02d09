/* cli/duplicates.c - obste duplicates: records that may be of one person; and the decision that two are not. */
#include "cli/command.h"

#include <inttypes.h>
#include <stdlib.h>

#include "app/unite.h"

static void print_pair(struct cli *c, const struct app_pair *p, bool json, bool first)
{
	struct buf b = BUF_INIT, one = BUF_INIT, other = BUF_INIT, why = BUF_INIT;
	char id[24];
	app_title(c->app, kind_get(KIND_person), p->one, &one);
	app_title(c->app, kind_get(KIND_person), p->other, &other);
	app_pair_words(p->facts, &why);
	if (json) {
		buf_char(&b, '{');
		snprintf(id, sizeof id, "%" PRId64, p->one);
		cli_json_text(&b, "one", id);
		snprintf(id, sizeof id, "%" PRId64, p->other);
		cli_json_text(&b, "other", id);
		cli_json_text(&b, "one_name", buf_str(&one));
		cli_json_text(&b, "other_name", buf_str(&other));
		cli_json_text(&b, "why", buf_str(&why));
		cli_json_text(&b, "state", p->kept ? "open" : "found");
		cli_json_row(&b, first);
	} else {
		buf_print(&b, "%" PRId64 "\t%" PRId64 "\t%s · %s\t%s\n", p->one, p->other, buf_str(&one),
		    buf_str(&other), p->facts ? buf_str(&why) : _("to be decided"));
		cli_print_text(buf_str(&b));
	}
	buf_free(&b);
	buf_free(&one);
	buf_free(&other);
	buf_free(&why);
}

static bool list(struct cli *c, struct err *e)
{
	struct app_pair *pairs;
	size_t n;
	int64_t of = 0;
	const bool json = cli_flag(c, "json");
	if (c->nargs == 1 && !cli_record_id(c, kind_get(KIND_person), c->args[0], &of, e))
		return false;
	if (!app_pairs(c->app, of, &pairs, &n, e))
		return false;
	if (json)
		cli_json_rows_begin("pair");
	for (size_t i = 0; i < n; i++)
		print_pair(c, &pairs[i], json, i == 0);
	if (json)
		cli_json_rows_end();
	else if (n)
		cli_say("%s", _("\"obste merge-person ONE OTHER\" makes one of two; \"obste duplicates ONE OTHER "
		                "--different\" tells "
		                "them apart for good."));
	free(pairs);
	return true;
}

static bool run(struct cli *c, struct err *e)
{
	int64_t one, other;
	const struct kind *k = kind_get(KIND_person);
	const bool different = cli_flag(c, "different"), later = cli_flag(c, "later");
	if (c->nargs < 2 && !different && !later)
		return list(c, e);
	if (c->nargs < 2 || different == later) {
		err_set(e, ERR_USAGE, _("Two people and what is decided about them are needed."));
		return err_hint(e, "obste duplicates ONE OTHER --different|--later");
	}
	return cli_record_id(c, k, c->args[0], &one, e) && cli_record_id(c, k, c->args[1], &other, e) &&
	       app_pair_decide(c->app, one, other, later, e);
}

static const struct cli_option options[] = {
    {.name = "different", .help = N_("these two are two people: never ask again, on no laptop")},
    {.name = "later", .help = N_("these two are to be decided: keep them in the list")},
    {.name = "json", .help = N_("as JSON")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"duplicates", N_("all pairs that nobody has decided, the likeliest first")},
    {"duplicates 'Mierlă Ilinca'", N_("who may be the same as she")},
    {NULL, NULL},
};

const struct cli_command cmd_duplicates = {
    .name = "duplicates",
    .args = "[ID] [OTHER]",
    .least = 0,
    .most = 2,
    .summary = N_("records that may be of one person"),
    .more = N_("Two records are likely of one person when they share a phone, an e-mail, or the name in any script and "
               "order. What more than three share is no sign by itself."),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
