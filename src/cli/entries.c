/* cli/entries.c - dated entries on stdout: a line each for people, an object each for programs. */
#include "cli/entries.h"

#include <string.h>

void entries_begin(struct entries *t)
{
	if (t->json)
		cli_json_rows_begin("entry");
}

static void hours_text(int starts, int ends, struct buf *out)
{
	char hour[6];
	if (starts < 0)
		return;
	time_text(starts, hour);
	buf_text(out, hour);
	if (ends >= 0) {
		time_text(ends, hour);
		buf_print(out, "-%s", hour);
	}
}

static void json_hour(struct buf *b, const char *key, int minutes)
{
	char hour[6];
	if (minutes >= 0)
		time_text(minutes, hour);
	cli_json_text(b, key, minutes >= 0 ? hour : NULL);
}

static void tell_json(const struct entries *t, const struct app_entry *en)
{
	struct buf b = BUF_INIT, id = BUF_INIT;
	buf_print(&id, "%lld", (long long)en->id);
	buf_char(&b, '{');
	cli_json_text(&b, "kind", en->kind->key);
	cli_json_text(&b, "id", buf_str(&id));
	cli_json_date(&b, "date", en->date);
	cli_json_date(&b, "until", en->until);
	json_hour(&b, "starts", en->starts);
	json_hour(&b, "ends", en->ends);
	cli_json_text(&b, "category", en->category);
	cli_json_text(&b, "title", en->title);
	cli_json_text(&b, "place", en->place);
	cli_json_text(&b, "people", en->people);
	cli_json_bool(&b, "deadline", en->deadline);
	cli_json_bool(&b, "done", en->done);
	cli_json_bool(&b, "cancelled", en->cancelled);
	cli_json_bool(&b, "overdue", en->overdue);
	cli_json_row(&b, t->n == 0);
	buf_free(&id);
}

static const char *state_word(const struct app_entry *en)
{
	if (en->cancelled)
		return _("cancelled");
	if (en->overdue)
		return _("overdue");
	return en->done ? _("done") : NULL;
}

static void tell_line(const struct entries *t, const struct app_entry *en)
{
	struct buf b = BUF_INIT, day = BUF_INIT, hours = BUF_INIT;
	const struct cli_column columns[] = {{"", 15, false}, {"", 14, false}, {"", 60, false}};
	date_text(en->date, lang_now(), DATE_WEEKDAY, &day);
	hours_text(en->starts, en->ends, &hours);
	if (en->deadline && !en->done) /* a term has no hours; how far it is matters more */
		date_distance(en->date, clock_today(app_clock(t->c->app)), lang_now(), &hours);
	buf_print(&b, "%s: %s", en->category, en->title);
	if (*en->place)
		buf_print(&b, " · %s", en->place);
	if (state_word(en))
		buf_print(&b, " (%s)", state_word(en));
	const char *cells[] = {t->n && t->day == en->date ? "" : buf_str(&day), buf_str(&hours), buf_str(&b)};
	cli_table_row(columns, 3, cells);
	buf_free(&b);
	buf_free(&day);
	buf_free(&hours);
}

bool entries_tell(void *ctx, const struct app_entry *en)
{
	struct entries *t = ctx;
	if (t->json)
		tell_json(t, en);
	else
		tell_line(t, en);
	t->n++;
	t->day = en->date;
	return !cli_stdout_gone();
}

void entries_end(struct entries *t)
{
	if (t->json)
		cli_json_rows_end();
}
