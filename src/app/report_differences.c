/* app/report_differences.c - a report as it was submitted beside the same report today: every figure that is another
 * one, the records that came in and went out, and who changed what since. */
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/report_internal.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/mem.h"

enum { MOST_TOLD = 12, MOST_CHANGES = 4 };

struct comparing {
	struct app *app;
	int64_t at; /* when it was kept */
	int64_t group;
	struct app_report *now;
	bool (*each)(void *ctx, const struct app_report_difference *d);
	void *ctx;
	bool stopped;
	bool *parts_seen; /* parts of today's report that were kept too */
	/* the part and the row at hand */
	size_t part;
	bool part_there, row_there, row_new;
	size_t row;
	const char *row_name;
	const char *behind; /* JSON; NULL: not kept */
	bool *seen;         /* rows of today's part that were kept too */
};

/* ---- sets of ids, rising */

struct ids {
	int64_t *at;
	size_t n, room;
};

static bool add_id(void *ctx, int64_t id)
{
	struct ids *ids = ctx;
	if (ids->n == ids->room) {
		ids->room = ids->room ? ids->room * 2 : 64;
		ids->at = mem_resize(ids->at, ids->room, sizeof *ids->at);
	}
	ids->at[ids->n++] = id;
	return true;
}

static bool add_kept(void *ctx, const char *json)
{
	struct buf text = BUF_INIT;
	bool null;
	if (json_flat(json, &text, &null) && !null)
		add_id(ctx, strtoll(buf_str(&text), NULL, 10));
	buf_free(&text);
	return true;
}

static bool holds(const struct ids *ids, int64_t id)
{
	size_t from = 0, to = ids->n;
	while (from < to) {
		const size_t mid = (from + to) / 2;
		if (ids->at[mid] == id)
			return true;
		if (ids->at[mid] < id)
			from = mid + 1;
		else
			to = mid;
	}
	return false;
}

/* ---- why */

struct telling {
	struct app *app;
	int64_t after;
	struct buf *out;
};

static bool tell_change(void *ctx, const struct app_change *c)
{
	struct telling *t = ctx;
	struct buf day = BUF_INIT;
	if (c->at_ms < t->after)
		return false;
	date_text(local_from_ms(c->at_ms).date, lang_now(), DATE_SHORT, &day);
	buf_print(t->out, "    %s, %s: %s", buf_str(&day), c->who ? c->who : "?", c->text);
	for (const char *p = c->detail; *p; p++)
		if (*p == '\n')
			buf_text(t->out, "; ");
		else if (p == c->detail)
			buf_print(t->out, " (%c", *p);
		else
			buf_char(t->out, *p);
	buf_text(t->out, *c->detail ? ")\n" : "\n");
	buf_free(&day);
	return true;
}

/* "+ Arseni Doina" and what was changed in it since. */
static void tell_record(struct comparing *c, const struct kind *k, int64_t id, const char *sign, struct buf *out)
{
	struct telling t = {c->app, c->at, out};
	struct err ignored = ERR_INIT;
	struct buf title = BUF_INIT;
	app_title(c->app, k, id, &title);
	buf_print(out, "  %s %s\n", sign, buf_str(&title));
	buf_free(&title);
	app_history(c->app, k, id, 0, MOST_CHANGES, tell_change, &t, &ignored);
}

static void tell_those(struct comparing *c, const struct kind *k, const struct ids *of, const struct ids *not_in,
    const char *sign, struct buf *out)
{
	size_t told = 0, more = 0;
	for (size_t i = 0; i < of->n; i++) {
		if (holds(not_in, of->at[i]))
			continue;
		if (told++ < MOST_TOLD)
			tell_record(c, k, of->at[i], sign, out);
		else
			more++;
	}
	if (more) {
		buf_print(out, "  %s ", sign);
		buf_print(out, tr_n("and %zu more", "and %zu more", (unsigned long)more), more);
		buf_char(out, '\n');
	}
}

/* The same ones, and yet another sum: their amounts were changed. */
static void tell_changed(struct comparing *c, const struct kind *k, const struct ids *of, struct buf *out)
{
	for (size_t i = 0; i < of->n && i < MOST_TOLD * 4; i++) {
		struct buf one = BUF_INIT;
		tell_record(c, k, of->at[i], "~", &one);
		const char *end = strchr(buf_str(&one), '\n');
		if (end && end[1])
			buf_text(out, buf_str(&one));
		buf_free(&one);
	}
}

struct finding {
	const char *column;
	struct ids *ids;
	bool found;
};

static bool find_behind(void *ctx, const char *key, const char *json)
{
	struct finding *f = ctx;
	struct err ignored = ERR_INIT;
	if (strcmp(key, f->column) != 0)
		return true;
	f->found = true;
	json_elements(json, add_kept, f->ids, &ignored);
	return false;
}

static void explain(struct comparing *c, const struct figure_column *column, const char *key, struct buf *out)
{
	const struct report_part *p = &c->now->parts[c->part];
	struct ids before = {0}, now = {0};
	struct finding f = {column->key, &before, c->row_new};
	struct err ignored = ERR_INIT;
	const struct kind *k = column->of ? kind_find(column->of) : NULL;
	if (c->behind && !c->row_new)
		json_members(c->behind, find_behind, &f, &ignored);
	const struct figure_place place = {p->figure ? p->figure->name : "", column->key, key, c->now->period};
	if (k && f.found && figure_ids(c->app->store, &place, add_id, &now, &ignored)) {
		tell_those(c, k, &now, &before, "+", out);
		tell_those(c, k, &before, &now, "-", out);
		if (!out->len)
			tell_changed(c, k, &now, out);
	}
	free(before.at);
	free(now.at);
}

/* ---- figure by figure */

static void tell_difference(
    struct comparing *c, const struct figure_column *column, const char *key, const char *before, const char *now)
{
	const struct report_part *p = &c->now->parts[c->part];
	struct buf where = BUF_INIT, why = BUF_INIT;
	buf_print(&where, "%s · %s · %s", p->shown.label, c->row_name, tr(column->label));
	explain(c, column, key, &why);
	const struct app_report_difference d = {buf_str(&where), before, now, buf_str(&why)};
	c->stopped = !c->each(c->ctx, &d);
	buf_free(&where);
	buf_free(&why);
}

/* The figures as they are kept; the currency of money is in the row's name. */
static const char *figure_text(
    struct comparing *c, const struct figure_column *column, const char *data, struct buf *out)
{
	buf_clear(out);
	if (data)
		report_figure_text(c->app, column, data, out);
	return buf_str(out);
}

struct cell_at {
	struct comparing *c;
	const char *key;
};

static bool compare_cell(void *ctx, const char *key, const char *json)
{
	const struct cell_at *at = ctx;
	struct comparing *c = at->c;
	const struct report_part *p = &c->now->parts[c->part];
	struct buf before = BUF_INIT, was = BUF_INIT, is = BUF_INIT;
	bool null;
	for (size_t i = 0; i < p->shown.ncolumns; i++) {
		if (strcmp(p->own[i].key, key) != 0 || !json_flat(json, &before, &null))
			continue;
		const char *now = c->row_there ? report_data(p, c->row, i) : NULL;
		/* A row that is gone counts nothing now. */
		if (!now || strcmp(now, buf_str(&before)) != 0)
			tell_difference(c, &p->own[i], at->key, figure_text(c, &p->own[i], buf_str(&before), &was),
			    figure_text(c, &p->own[i], now, &is));
	}
	buf_free(&before);
	buf_free(&was);
	buf_free(&is);
	return !c->stopped;
}

/* ---- rows */

struct kept_row {
	struct buf key, name;
	bool no_key;
	char *cells, *behind;
};

static bool read_member(void *ctx, const char *key, const char *json)
{
	struct kept_row *r = ctx;
	bool null;
	if (strcmp(key, "key") == 0)
		r->no_key = !json_flat(json, &r->key, &null) || null;
	else if (strcmp(key, "name") == 0)
		json_flat(json, &r->name, &null);
	else if (strcmp(key, "cells") == 0)
		r->cells = mem_copy_text(json);
	else if (strcmp(key, "behind") == 0)
		r->behind = mem_copy_text(json);
	return true;
}

static bool same_key(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : !a && !b;
}

static bool compare_row(void *ctx, const char *json)
{
	struct comparing *c = ctx;
	const struct report_part *p = &c->now->parts[c->part];
	struct kept_row r = {.no_key = true};
	struct err ignored = ERR_INIT;
	json_members(json, read_member, &r, &ignored);
	const char *key = r.no_key ? NULL : buf_str(&r.key);
	c->row_there = false;
	for (size_t row = 0; !c->row_there && row < p->shown.nrows; row++)
		if (same_key(report_key(p, row), key)) {
			c->row_there = true;
			c->row = row;
			c->seen[row] = true;
		}
	c->row_name = r.name.len ? r.name.data : "—";
	c->behind = r.behind;
	if (r.cells)
		json_members(r.cells, compare_cell, &(struct cell_at){c, key}, &ignored);
	buf_free(&r.key);
	buf_free(&r.name);
	free(r.cells);
	free(r.behind);
	return !c->stopped;
}

/* A row that was not there then: everything in it is new. */
static void tell_new_rows(struct comparing *c)
{
	const struct report_part *p = &c->now->parts[c->part];
	for (size_t row = 0; row < p->shown.nrows && !c->stopped; row++) {
		struct buf name = BUF_INIT, now = BUF_INIT;
		if (c->seen[row])
			continue;
		app_report_row_name(c->now, c->part, row, &name);
		c->row_name = name.len ? name.data : "—";
		c->row_new = true;
		for (size_t i = 0; i < p->shown.ncolumns && !c->stopped; i++) {
			const char *data = report_data(p, row, i);
			if (report_is_label(&p->own[i]) || !data || strcmp(data, "0") == 0)
				continue;
			tell_difference(c, &p->own[i], report_key(p, row), "", figure_text(c, &p->own[i], data, &now));
		}
		c->row_new = false;
		buf_free(&name);
		buf_free(&now);
	}
}

static bool find_part(void *ctx, const char *key, const char *json)
{
	struct comparing *c = ctx;
	struct err ignored = ERR_INIT;
	if (strcmp(key, "report") == 0) {
		struct buf name = BUF_INIT;
		bool null;
		json_flat(json, &name, &null);
		c->part_there = false;
		for (size_t i = 0; !c->part_there && i < c->now->nparts; i++)
			if (strcmp(c->now->parts[i].shown.name, buf_str(&name)) == 0) {
				c->part = i;
				c->part_there = c->parts_seen[i] = true;
			}
		buf_free(&name);
	} else if (strcmp(key, "rows") == 0 && c->part_there) {
		c->seen = mem_array(c->now->parts[c->part].shown.nrows + 1, sizeof *c->seen);
		json_elements(json, compare_row, c, &ignored);
		tell_new_rows(c);
		free(c->seen);
	}
	return !c->stopped;
}

static bool compare_part(void *ctx, const char *json)
{
	struct comparing *c = ctx;
	struct err ignored = ERR_INIT;
	json_members(json, find_part, c, &ignored);
	return !c->stopped;
}

static bool read_head(void *ctx, const char *key, const char *json)
{
	struct comparing *c = ctx;
	struct buf text = BUF_INIT;
	bool null;
	if (strcmp(key, "at") == 0 && json_flat(json, &text, &null))
		c->at = strtoll(buf_str(&text), NULL, 10);
	else if (strcmp(key, "group") == 0 && json_flat(json, &text, &null))
		c->group = strtoll(buf_str(&text), NULL, 10);
	buf_free(&text);
	return true;
}

static bool read_parts(void *ctx, const char *key, const char *json)
{
	struct err ignored = ERR_INIT;
	if (strcmp(key, "parts") == 0)
		json_elements(json, compare_part, ctx, &ignored);
	return true;
}

/* What there was nothing of then. */
static void tell_new_parts(struct comparing *c)
{
	for (c->part = 0; c->part < c->now->nparts && !c->stopped; c->part++) {
		if (c->parts_seen[c->part])
			continue;
		c->seen = mem_array(c->now->parts[c->part].shown.nrows + 1, sizeof *c->seen);
		tell_new_rows(c);
		free(c->seen);
	}
}

static bool compare(struct comparing *c, const char *data, struct err *e)
{
	c->parts_seen = mem_array(c->now->nparts + 1, sizeof *c->parts_seen);
	const bool ok = json_members(data, read_parts, c, e);
	if (ok)
		tell_new_parts(c);
	free(c->parts_seen);
	return ok;
}

bool app_report_differences(struct app *a, int64_t snapshot,
    bool (*each)(void *ctx, const struct app_report_difference *d), void *ctx, struct err *e)
{
	struct record *s;
	struct comparing c = {.app = a, .each = each, .ctx = ctx};
	size_t which;
	if (!app_get(a, kind_get(KIND_snapshot), snapshot, &s, e))
		return false;
	const char *name = record_text(s, snapshot_report), *data = record_text(s, snapshot_data);
	bool ok = (name && data && app_report_find(name, &which)) ||
	          err_set(e, ERR_INVALID, _("Of this report only the text was kept: it cannot be compared."));
	ok = ok && json_members(data, read_head, &c, e);
	const struct app_period p = {record_date(s, snapshot_starts_on), record_date(s, snapshot_ends_on), c.group};
	ok = ok && app_report_read(a, which, &p, false, &c.now, e) && compare(&c, data, e);
	app_report_free(c.now);
	record_free(s);
	return ok;
}
