/* app/programme.c - workshops made from the programme of a series. Knows no screen. */
#include "app/programme.h"

#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/read.h"

enum { WEEK = 7, MOST = 100 };

struct planning {
	struct app *app;
	const struct record *series;
	struct buf have; /* search keys of what is planned already, a line each */
	struct command *command;
	date_t day;
	size_t made;
	struct err *e;
};

static void add_key(struct buf *have, const char *text)
{
	if (!text || !*text)
		return;
	text_key(text, have);
	buf_char(have, '\n');
}

static bool note_planned(void *ctx, const struct record *r)
{
	struct planning *p = ctx;
	add_key(&p->have, record_text(r, workshop_title));
	add_key(&p->have, record_text(r, workshop_module));
	return true;
}

static bool read_planned(struct planning *p)
{
	const struct kind *k = kind_get(KIND_workshop);
	struct query q;
	struct value v;
	buf_char(&p->have, '\n');
	query_init(&q, k);
	ref_value(&k->fields[workshop_series], p->series->id, &v);
	query_filter_add(&q, workshop_series, QUERY_IS, &v, NULL);
	value_clear(&v);
	bool ok = store_each(p->app->store, &q, 0, note_planned, p, p->e);
	query_free(&q);
	return ok;
}

static bool is_planned(const struct planning *p, const char *module)
{
	struct buf key = BUF_INIT;
	buf_char(&key, '\n');
	text_key(module, &key);
	buf_char(&key, '\n');
	const bool yes = strstr(buf_str(&p->have), buf_str(&key)) != NULL;
	buf_free(&key);
	return yes;
}

/* "3. Cum scriem o petiție": the number is the programme's, not the title's. */
static const char *without_number(const char *line)
{
	line += strspn(line, " \t-*");
	const size_t digits = strspn(line, "0123456789");
	if (digits && (line[digits] == '.' || line[digits] == ')'))
		line += digits + 1;
	return line + strspn(line, " \t");
}

static bool plan_one(struct planning *p, const char *module)
{
	struct record *r = record_new_initial(kind_get(KIND_workshop), app_types(p->app));
	record_set_text(r, workshop_title, module);
	record_set_int(r, workshop_series, p->series->id);
	char day[11];
	date_iso(p->day, day);
	record_set_text(r, workshop_date, day);
	record_set_text(r, workshop_place, record_text(p->series, series_place));
	bool ok = app_put(p->app, p->command, r, NULL, NULL, NULL, p->e);
	record_free(r);
	p->day += WEEK;
	p->made++;
	return ok;
}

static bool plan_lines(struct planning *p, const char *text)
{
	bool ok = true;
	while (ok && *text && p->made < MOST) {
		const size_t n = strcspn(text, "\n");
		char *line = mem_copy_bytes(text, n);
		const char *module = without_number(line);
		if (*module && !is_planned(p, module))
			ok = plan_one(p, module);
		free(line);
		text += n + (text[n] != '\0');
	}
	return ok;
}

static bool plan(struct planning *p, const char *programme)
{
	struct buf about = BUF_INIT;
	record_title(p->series, app_types(p->app), &about);
	bool ok = app_command(p->app, N_("Workshops of a programme"), buf_str(&about), &p->command, p->e);
	buf_free(&about);
	if (!ok)
		return false;
	if (plan_lines(p, programme) && p->made)
		return app_commit(p->app, p->command, p->e);
	app_abort(p->app, p->command);
	return p->made ? false
	               : err_set(p->e, ERR_INVALID,
	                     _("Every module of the programme has its workshop, or the programme is empty. Nothing was "
	                       "made."));
}

static bool note_last(void *ctx, const struct record *r)
{
	date_t *last = ctx;
	const date_t day = record_date(r, workshop_date);
	if (day != DATE_NONE && (*last == DATE_NONE || day > *last))
		*last = day;
	return true;
}

date_t app_programme_next(struct app *a, const struct record *series)
{
	struct query q;
	struct value v;
	struct err ignored = ERR_INIT;
	date_t last = DATE_NONE;
	query_init(&q, kind_get(KIND_workshop));
	ref_value(&q.kind->fields[workshop_series], series->id, &v);
	query_filter_add(&q, workshop_series, QUERY_IS, &v, NULL);
	value_clear(&v);
	store_each(a->store, &q, 0, note_last, &last, &ignored);
	query_free(&q);
	if (last != DATE_NONE)
		return last + WEEK;
	return record_has(series, series_starts_on) ? record_date(series, series_starts_on) : clock_today(&a->clock);
}

bool app_programme_plan(struct app *a, int64_t series, const char *first, size_t *made, struct err *e)
{
	const struct kind *k = kind_get(KIND_workshop);
	struct record *r = NULL, *typed = record_new(k);
	*made = 0;
	if (!app_store_write(a, e) || !record_parse(typed, workshop_date, first, app_types(a), e) ||
	    !store_get(a->store, kind_get(KIND_series), series, &r, e)) {
		record_free(typed);
		return false;
	}
	struct planning p = {.app = a, .series = r, .day = record_date(typed, workshop_date), .e = e};
	const char *programme = record_text(r, series_programme);
	bool ok = p.day != DATE_NONE ? read_planned(&p) && plan(&p, programme ? programme : "")
	                             : err_set(e, ERR_INVALID, _("The first day is missing. Nothing was made."));
	*made = ok ? p.made : 0;
	buf_free(&p.have);
	record_free(typed);
	record_free(r);
	return ok;
}
