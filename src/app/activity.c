/* app/activity.c - what happened around a record, in one list by date: the records that name it (attendance,
 * signatures, letters, steps, talks) and its own history. Made from the rows of the kinds; knows none by name. */
#include "app/page.h"

#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "base/lang.h"
#include "base/mem.h"

enum { FEW = 3, EACH = 100 }; /* newest records of one sort that are looked at */

struct happening {
	struct app_happening h;
	char *what, *text; /* owned */
};

struct gathering {
	struct app *app;
	const struct kind *kind;
	int64_t id;
	struct happening *all; /* owned */
	size_t n;
	struct err *e;
	bool ok;
};

static void add(struct gathering *g, const struct app_happening *h, char *what, char *text)
{
	g->all = mem_resize(g->all, g->n + 1, sizeof *g->all);
	g->all[g->n++] = (struct happening){*h, what, text};
}

/* ---- records that name this one */

static bool is_day(const struct kind *k, int field)
{
	return field != NO_FIELD && (k->fields[field].type == &ft_date || k->fields[field].type == &ft_datetime);
}

int app_day_field(const struct kind *k)
{
	if (is_day(k, k->order))
		return k->order;
	if (is_day(k, k->calendar.date))
		return k->calendar.date;
	for (int f = 1; f < k->nfields; f++)
		if (is_day(k, f))
			return f;
	return NO_FIELD;
}

static bool names_other(const struct record *r, int f, int mine)
{
	return f != NO_FIELD && f != mine && r->kind->fields[f].type == &ft_ref && record_has(r, f);
}

/* The other record that it belongs to: of an attendance the workshop, of a signature the action. */
static int other_of(const struct record *r, int mine)
{
	for (int i = 0; i < 4 && r->kind->joined[i] != NO_FIELD; i++)
		if (names_other(r, r->kind->joined[i], mine))
			return r->kind->joined[i];
	for (int f = 1; f < r->kind->nfields; f++)
		if (names_other(r, f, mine))
			return f;
	return NO_FIELD;
}

static date_t day_in(const struct record *r)
{
	int f = app_day_field(r->kind);
	const char *text = f == NO_FIELD ? NULL : record_text(r, f);
	char day[11] = "";
	date_t d;
	if (text && strlen(text) >= 10)
		memcpy(day, text, 10);
	return date_parse_iso(day, &d) ? d : DATE_NONE;
}

/* Its own day, else the day of what it belongs to, else the day it was written down. */
static date_t day_of(struct app *a, const struct record *r, int mine)
{
	struct err ignored = ERR_INIT;
	struct record *other = NULL;
	date_t d = day_in(r);
	/* a task is not of the day on which its person joined */
	int f = r->kind->joined[0] != NO_FIELD || r->kind->parent != mine ? other_of(r, mine) : NO_FIELD;
	if (d == DATE_NONE && f != NO_FIELD && (r->kind->joined[0] != NO_FIELD || f == r->kind->parent) &&
	    app_get(a, field_target(&r->kind->fields[f]), record_int(r, f), &other, &ignored))
		d = day_in(other);
	record_free(other);
	return d != DATE_NONE ? d : local_from_ms(r->created).date;
}

static bool title_names(const struct kind *k, int field)
{
	return k->title[0] == field || k->title[1] == field || k->title[2] == field;
}

/* The choice in its title ("present"), else what it is ("letter"). */
static char *what_words(struct app *a, const struct record *r)
{
	struct buf b = BUF_INIT;
	for (int i = 0; i < 3 && r->kind->title[i] != NO_FIELD && b.len == 0; i++)
		if (r->kind->fields[r->kind->title[i]].choices)
			record_format(r, r->kind->title[i], app_types(a), FOR_SCREEN, &b);
	buf_text(&b, b.len ? "" : tr(r->kind->label));
	return buf_take(&b);
}

/* Its title; when that only repeats this record's name, what it belongs to. */
static char *text_words(struct app *a, const struct record *r, int mine, bool several)
{
	struct buf b = BUF_INIT;
	const struct type_ctx *ctx = app_types(a);
	int other = title_names(r->kind, mine) ? other_of(r, mine) : NO_FIELD;
	if (other != NO_FIELD) {
		buf_print(&b, "%s: ", tr(r->kind->fields[other].label));
		record_format(r, other, ctx, FOR_SCREEN, &b);
	} else {
		record_title(r, ctx, &b);
	}
	if (several)
		buf_print(&b, " · %s", tr(r->kind->fields[mine].label));
	return buf_take(&b);
}

static bool known(const struct gathering *g, const struct record *r)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->all[i].h.id == r->id && g->all[i].h.kind == r->kind)
			return true;
	return false;
}

static bool names_often(const struct kind *k, const struct kind *target)
{
	int n = 0;
	for (int f = 1; f < k->nfields; f++)
		n += field_target(&k->fields[f]) == target;
	return n > 1;
}

static void add_record(struct gathering *g, const struct record *r, int mine)
{
	if (known(g, r))
		return;
	struct app_happening h = {.on = day_of(g->app, r, mine), .at_ms = r->created, .kind = r->kind, .id = r->id};
	add(g, &h, what_words(g->app, r), text_words(g->app, r, mine, !r->kind->log && names_often(r->kind, g->kind)));
}

static void gather(void *ctx, const struct kind *from, int field, int64_t count)
{
	struct gathering *g = ctx;
	struct record *rows[EACH];
	struct query q;
	struct value v = VALUE_INIT;
	size_t n = 0;
	if (count == 0 || !g->ok)
		return;
	query_init(&q, from);
	ref_value(&from->fields[field], g->id, &v);
	q.sort = app_day_field(from);
	q.down = true;
	q.by_id = q.sort == NO_FIELD;
	g->ok = query_filter_add(&q, field, QUERY_IS, &v, g->e) &&
	        app_page(g->app, &q, NULL, q.by_id, EACH, rows, &n, g->e);
	for (size_t i = 0; i < n; i++) {
		add_record(g, rows[i], field);
		record_free(rows[i]);
	}
	value_clear(&v);
	query_free(&q);
}

/* ---- its own history */

/* Few fields are told by their values, many by what was done. */
static char *change_words(const struct app_change *c)
{
	const char *detail = c->detail;
	int lines = 0;
	for (const char *p = detail; *p; p++)
		lines += *p == '\n';
	if (lines >= FEW || !*detail)
		detail = c->text;
	struct buf b = BUF_INIT;
	for (const char *p = detail; *p; p++)
		if (*p != '\n')
			buf_char(&b, *p);
		else if (p[1])
			buf_text(&b, "; ");
	return buf_take(&b);
}

static bool take_change(void *ctx, const struct app_change *c)
{
	struct gathering *g = ctx;
	struct app_happening h = {.on = local_from_ms(c->at_ms).date, .at_ms = c->at_ms, .kind = g->kind, .id = g->id};
	h.change = true;
	if (!c->undone && !c->undoes)
		add(g, &h, mem_copy_text(_("changed")), change_words(c));
	return true;
}

/* ---- together */

static int newest_first(const void *x, const void *y)
{
	const struct happening *one = x, *other = y;
	const struct app_happening *a = &one->h, *b = &other->h;
	if (a->on != b->on)
		return a->on < b->on ? 1 : -1;
	if (a->at_ms != b->at_ms)
		return a->at_ms < b->at_ms ? 1 : -1;
	return strcmp(one->text, other->text);
}

bool app_activity(struct app *a, const struct kind *k, int64_t id, size_t limit,
    bool (*each)(void *ctx, const struct app_happening *h), void *ctx, struct err *e)
{
	struct gathering g = {.app = a, .kind = k, .id = id, .e = e, .ok = true};
	bool ok = app_references(a, k, id, gather, &g, e) && g.ok && app_history(a, k, id, 0, EACH, take_change, &g, e);
	if (g.n)
		qsort(g.all, g.n, sizeof *g.all, newest_first);
	bool more = true;
	for (size_t i = 0; i < g.n; i++) {
		g.all[i].h.what = g.all[i].what;
		g.all[i].h.text = g.all[i].text;
		more = more && ok && i < limit && each(ctx, &g.all[i].h);
		free(g.all[i].what);
		free(g.all[i].text);
	}
	free(g.all);
	return ok;
}
