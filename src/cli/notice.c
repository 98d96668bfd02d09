/* cli/notice.c - obste notice MEETING: what had to be public before it, by when, and whether it was. */
#include "cli/command.h"

#include "app/council.h"

static const char *const state_words[] = {
    [NOTICE_AHEAD] = "ahead", [NOTICE_KEPT] = "kept", [NOTICE_LATE] = "late", [NOTICE_MISSING] = "missing"};

struct telling {
	bool json;
	size_t n;
};

static bool tell(void *ctx, const struct notice *n)
{
	struct telling *t = ctx;
	struct buf b = BUF_INIT;
	if (t->json) {
		buf_char(&b, '{');
		cli_json_text(&b, "rule", n->rule->id);
		cli_json_text(&b, "law", n->rule->law);
		cli_json_date(&b, "last", n->last);
		cli_json_date(&b, "actual", n->actual);
		cli_json_text(&b, "state", state_words[n->state]);
		cli_json_int(&b, "late", n->late);
		cli_json_row(&b, t->n == 0);
	} else {
		app_notice_text(n, &b);
		buf_char(&b, '\n');
		cli_print_text(buf_str(&b));
		buf_free(&b);
	}
	t->n++;
	return true;
}

static bool run(struct cli *c, struct err *e)
{
	const struct kind *k = kind_get(KIND_meeting);
	struct telling t = {.json = cli_flag(c, "json")};
	struct record *r = NULL;
	int64_t id;
	size_t made = 0;
	if (!cli_record_id(c, k, c->args[0], &id, e) || !app_get(c->app, k, id, &r, e))
		return false;
	if (t.json)
		cli_json_rows_begin("notice");
	bool ok = app_meeting_notices(c->app, r, tell, &t, e);
	if (t.json)
		cli_json_rows_end();
	if (ok && cli_flag(c, "record")) {
		ok = app_meeting_breaches(c->app, r, &made, e);
		if (ok)
			cli_say(
			    tr_n("%zu breach written down.", "%zu breaches written down.", (unsigned long)made), made);
	}
	record_free(r);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "record", .help = N_("write the breaches down as observations of the meeting")},
    {.name = "json", .help = N_("as JSON")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"notice 'Comisia buget'", N_("counted backwards from the meeting, the earliest first")},
    {NULL, NULL},
};

const struct cli_command cmd_notice = {
    .name = "notice",
    .args = "MEETING",
    .least = 1,
    .most = 1,
    .summary = N_("the notice a public meeting needs, and its breaches"),
    .more = N_("Compared with the days typed into the meeting: drafts, agenda, convening, announcement."),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
