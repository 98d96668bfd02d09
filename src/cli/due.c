/* cli/due.c - obste due: what needs attention, the worst first: what the first screen says. */
#include "cli/command.h"

#include "app/today.h"
#include "base/date.h"

static const char *const ranks[] = {[RANK_RIGHT] = "right",
    [RANK_ANSWER] = "answer",
    [RANK_NOTICE] = "notice",
    [RANK_OVERDUE] = "overdue",
    [RANK_SOON] = "soon",
    [RANK_LOOSE] = "loose"};

struct telling {
	struct cli *c;
	bool json;
	size_t n;
};

static void tell_json(const struct telling *t, const struct app_attention *a)
{
	struct buf b = BUF_INIT, id = BUF_INIT;
	buf_print(&id, "%lld", (long long)a->id);
	buf_char(&b, '{');
	cli_json_text(&b, "kind", a->kind->key);
	cli_json_text(&b, "id", a->id ? buf_str(&id) : NULL);
	cli_json_text(&b, "rank", ranks[a->rank]);
	cli_json_date(&b, "date", a->date);
	cli_json_text(&b, "category", a->category);
	cli_json_text(&b, "title", a->title);
	cli_json_text(&b, "why", a->why);
	cli_json_text(&b, "next", a->next);
	cli_json_bool(&b, "deadline", a->date != DATE_NONE);
	cli_json_bool(&b, "overdue", a->warn && a->date != DATE_NONE && a->date < clock_today(app_clock(t->c->app)));
	cli_json_row(&b, t->n == 0);
	buf_free(&id);
}

static void tell_line(const struct telling *t, const struct app_attention *a)
{
	const struct cli_column columns[] = {{"", 15, false}, {"", 14, false}, {"", 60, false}};
	struct buf b = BUF_INIT, day = BUF_INIT, far = BUF_INIT;
	if (a->date != DATE_NONE) {
		date_text(a->date, lang_now(), DATE_WEEKDAY, &day);
		date_distance(a->date, clock_today(app_clock(t->c->app)), lang_now(), &far);
	}
	buf_print(&b, "%s%s%s%s", a->warn ? "! " : "", a->category, *a->category ? ": " : "", a->title);
	if (*a->why)
		buf_print(&b, " · %s", a->why);
	if (*a->next)
		buf_print(&b, " · %s", a->next);
	const char *cells[] = {buf_str(&day), buf_str(&far), buf_str(&b)};
	cli_table_row(columns, 3, cells);
	buf_free(&b);
	buf_free(&day);
	buf_free(&far);
}

static bool tell(void *ctx, const struct app_attention *a)
{
	struct telling *t = ctx;
	if (t->json)
		tell_json(t, a);
	else
		tell_line(t, a);
	t->n++;
	return !cli_stdout_gone();
}

static bool run(struct cli *c, struct err *e)
{
	struct telling t = {.c = c, .json = cli_flag(c, "json")};
	size_t days = 14;
	if (!cli_number(c, "days", &days, e))
		return false;
	if (t.json)
		cli_json_rows_begin("entry");
	bool ok = app_attention(c->app, (int)(days < 36500 ? days : 36500), true, 0, tell, &t, NULL, e);
	if (t.json)
		cli_json_rows_end();
	return ok;
}

static const struct cli_option options[] = {
    {.name = "days", .arg = "N", .help = N_("what ends within N days (14)")},
    {.name = "json", .help = N_("as JSON")},
    {.name = NULL},
};

const struct cli_command cmd_due = {
    .name = "due",
    .args = "",
    .summary = N_("what needs attention, the worst first: rights that end, answers owed, tasks"),
    .options = options,
    .needs = NEEDS_DATABASE,
    .run = run,
};
