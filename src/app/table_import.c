/* app/table_import.c - the rows of a table become records: one command, one undo. A row that cannot be taken goes, with
 * the reason, to a table of refused rows; the others are taken. Knows no kind and no field by name. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/import_pipe.h"
#include "app/likely.h"
#include "app/table_run.h"
#include "base/lang.h"
#include "base/mem.h"

#define ROUNDS 32 /* rows that name each other in a longer tangle than that are refused */

/* A row that names a record which may stand further down in the same file. */
struct waiting {
	size_t number;
	char **cells;
	size_t count;
	struct waiting *next;
};

/* `row` is what the cells alone make. */
static bool put_record(
    struct table_run *t, size_t number, const char *const *cells, size_t count, struct record *row, struct err *e)
{
	struct record *r = row;
	struct meant m = {0};
	bool ok = table_find_meant(t, cells, count, row, &m, e) && table_find_double(t, number, row, &m, e);
	if (ok && m.base) {
		r = record_copy(m.base);
		ok = table_read_row(t, r, cells, count, !m.by_id, e);
		if (m.joined)
			table_join_double(t, m.base, r);
	} else if (ok) {
		r->id = m.new_id;
	}
	ok = ok && import_put(&t->run, number, r, m.base, e);
	if (ok) {
		import_keys_claim(&t->keys, r->id);
		table_keep_pair(t, row, &m, r->id);
		if (!m.base) {
			import_keys_add(&t->keys, r);
			import_refs_add(&t->refs, r);
		}
	}
	if (r != row)
		record_free(r);
	record_free(m.base);
	return ok;
}

static bool put_row(struct table_run *t, size_t number, const char *const *cells, size_t count, struct err *e)
{
	struct record *row = record_copy(t->initial);
	import_keys_next(&t->keys);
	bool ok = table_read_row(t, row, cells, count, false, e) && put_record(t, number, cells, count, row, e);
	record_free(row);
	return ok;
}

static bool names_own_kind(const struct table_run *t, const struct err *e)
{
	int field = e->code == ERR_NOT_FOUND ? kind_field(t->kind, e->field) : NO_FIELD;
	return field != NO_FIELD && field_target(&t->kind->fields[field]) == t->kind;
}

static void wait_for_later(struct table_run *t, size_t number, const char *const *cells, size_t count)
{
	struct waiting *w = mem_alloc(sizeof *w);
	w->number = number;
	w->count = count;
	w->cells = mem_array(count + 1, sizeof *w->cells);
	for (size_t i = 0; i < count; i++)
		w->cells[i] = mem_copy_text(cells[i]);
	*t->last = w;
	t->last = &w->next;
}

/* "field: what is wrong with it" */
static void why_text(const struct table_run *t, const struct err *e, struct buf *out)
{
	int field = *e->field ? kind_field(t->kind, e->field) : NO_FIELD;
	if (field != NO_FIELD && !strstr(e->what, tr(t->kind->fields[field].label)))
		buf_print(out, "%s: ", tr(t->kind->fields[field].label));
	buf_text(out, e->what);
}

static void refuse_for(struct table_run *t, size_t number, const char *const *cells, size_t count, const struct err *e)
{
	struct buf why = BUF_INIT;
	why_text(t, e, &why);
	table_refuse(t, number, cells, count, buf_str(&why));
	buf_free(&why);
}

static bool take_cells(struct table_run *t, size_t number, const char *const *cells, size_t count)
{
	struct err e = ERR_INIT;
	if (put_row(t, number, cells, count, &e))
		return true;
	if (t->run.stopped)
		return false;
	if (!t->retrying && t->last && names_own_kind(t, &e)) {
		wait_for_later(t, number, cells, count);
		return true;
	}
	if (!t->retrying)
		refuse_for(t, number, cells, count, &e);
	return !t->retrying;
}

static bool take_row(void *ctx, const struct csv_row *row)
{
	struct table_run *t = ctx;
	if (row->number == 1)
		return true;
	if (row->bad)
		table_refuse(t, row->number, row->cells, row->count, row->why);
	else
		take_cells(t, row->number, row->cells, row->count);
	return !t->run.stopped;
}

/* The same for a row that was read ahead; it names no other record, so nothing waits. */
static bool take_ahead(void *ctx, struct pipe_row *row)
{
	struct table_run *t = ctx;
	const char *const *cells = (const char *const *)row->cells;
	if (row->bad) {
		table_refuse(t, row->number, cells, row->count, buf_str(&row->why));
		return !t->run.stopped;
	}
	if (row->record) {
		import_keys_marked(&t->keys, &row->marks);
		t->run.prepared = &row->prepared;
	}
	bool ok = row->record && put_record(t, row->number, cells, row->count, row->record, &row->fault);
	t->run.prepared = NULL;
	if (!ok && !t->run.stopped)
		refuse_for(t, row->number, cells, row->count, &row->fault);
	return !t->run.stopped;
}

static void free_waiting(struct waiting *w)
{
	for (size_t i = 0; i < w->count; i++)
		free(w->cells[i]);
	free(w->cells);
	free(w);
}

/* One round over the rows that wait, the last first: a row that names the next one below is then right in its turn. */
static bool round_again(struct table_run *t)
{
	struct waiting *turned = NULL;
	bool helped = false;
	while (t->first) {
		struct waiting *next = t->first->next;
		t->first->next = turned;
		turned = t->first;
		t->first = next;
	}
	t->first = turned;
	for (struct waiting **at = &t->first; *at && !t->run.stopped;) {
		struct waiting *w = *at;
		if (take_cells(t, w->number, (const char *const *)w->cells, w->count)) {
			*at = w->next;
			free_waiting(w);
			helped = true;
		} else {
			at = &w->next;
		}
	}
	return helped;
}

/* Rows that named rows below them: again while that helps, then refused with the reason. */
static void take_waiting(struct table_run *t)
{
	t->retrying = true;
	for (int i = 0; t->first && i < ROUNDS && !t->run.stopped && round_again(t); i++)
		;
	t->retrying = false;
	t->last = NULL; /* nothing waits any more */
	while (t->first) {
		struct waiting *w = t->first;
		t->first = w->next;
		if (!t->run.stopped)
			take_cells(t, w->number, (const char *const *)w->cells, w->count);
		free_waiting(w);
	}
}

/* ---- the whole */

/* One column for a name of two fields: a table of people with "Nume Prenume". Its header may say the order. */
static enum name_order name_order(const struct table_run *t)
{
	int first = t->kind->title[0], second = t->kind->title[1];
	if (!t->kind->title_join || second == NO_FIELD || !t->mapped[first] || t->mapped[second])
		return NAME_WHOLE;
	for (size_t i = 0; i < t->table->columns; i++) {
		if (t->table->fields[i] != first)
			continue;
		if (strcmp(t->table->headers[i], t->kind->fields[first].key) == 0)
			return NAME_WHOLE;
		return app_table_names(&t->kind->fields[second], t->table->headers[i]) ? NAME_LAST_FIRST
		                                                                       : NAME_FIRST_FIRST;
	}
	return NAME_WHOLE;
}

/* The column in which the same reference stands by its ids (or, `ids` false, by its titles). */
static int twin_column(const struct app_table *table, size_t column, bool ids)
{
	for (size_t i = 0; i < table->columns; i++)
		if (i != column && table->fields[i] == table->fields[column] && table->ids[i] == ids)
			return (int)i;
	return -1;
}

static bool take_column(struct table_run *t, size_t i)
{
	const struct app_table *table = t->table;
	struct table_column *c = &t->columns[i];
	*c = (struct table_column){table->fields[i], -1, false};
	if (c->field == 0)
		t->id_column = (int)i;
	if (c->field <= 0)
		return false;
	t->mapped[c->field] = true;
	if (!table->ids[i])
		c->ids_column = twin_column(table, i, true);
	else if (twin_column(table, i, false) >= 0)
		c->field = -1; /* read together with the titles */
	else
		c->ids_only = true;
	return true;
}

static bool look_at_columns(struct table_run *t, struct err *e)
{
	bool any = false;
	t->id_column = -1;
	t->mapped = mem_array((size_t)t->kind->nfields, sizeof *t->mapped);
	for (size_t i = 0; i < t->table->columns; i++)
		any = take_column(t, i) || any;
	if (any)
		return true;
	err_set(e, ERR_INVALID, _("No column of %s is known: nothing was imported."), path_base(t->table->path));
	return err_hint(e, _("Say what the columns are: --map 'Column=field'; \"obste fields %s\" lists the fields."),
	    t->kind->key);
}

/* What the file has a column for does not get an initial value, or an empty cell would become today's date. */
static void make_initial(struct table_run *t)
{
	t->initial = record_new_initial(t->kind, app_types(t->run.app));
	for (int i = 1; i < t->kind->nfields; i++)
		if (t->mapped[i] && !(t->kind->fields[i].in & REQUIRED))
			record_clear(t->initial, i);
}

static bool prepare(struct table_run *t, struct app *a, struct err *e)
{
	int update_by = NO_FIELD;
	if (t->run.im->update_by) {
		update_by = kind_field(t->kind, t->run.im->update_by);
		if (update_by == NO_FIELD || !t->mapped[update_by])
			return err_set(e, ERR_USAGE, _("The table has no column for \"%s\"."), t->run.im->update_by);
	}
	make_initial(t);
	t->names = name_order(t);
	if (t->names != NAME_WHOLE)
		t->mapped[t->kind->title[1]] = true;
	import_refs_init(&t->refs, a);
	import_keys_init(&t->keys, t->kind, &t->refs.types, update_by, t->mapped);
	t->keys.doubles = t->run.im->doubles && t->keys.named && likely_kind(t->kind);
	return import_keys_load(&t->keys, a, e);
}

/* Nothing was imported, so nothing was refused. */
static void forget_refused(struct app_import *im)
{
	unlink(im->refused_path);
	free(im->refused_path);
	im->refused_path = NULL;
}

static bool read_all(struct table_run *t, struct err *e)
{
	bool ok;
	if (!import_pipe(t, take_ahead, &ok, e))
		ok = app_table_rows(t->table, take_row, t, e);
	if (ok)
		take_waiting(t);
	return ok && (t->run.stopped || table_store_pairs(t, e));
}

bool app_table_import(
    struct app *a, const struct kind *k, const struct app_table *table, struct app_import *im, struct err *e)
{
	struct table_run t = {.kind = k, .table = table};
	t.last = &t.first;
	if (!look_at_columns(&t, e) || !import_begin(&t.run, a, im, N_("Import of a table"), table->path, "\n", e)) {
		free(t.mapped);
		return false;
	}
	t.run.parsed = true;
	bool ok = prepare(&t, a, e) && read_all(&t, e);
	if (ok && t.run.stopped) {
		*e = t.run.fatal;
		ok = false;
	}
	ok = table_close_refused(&t, ok, e);
	table_free_pairs(&t);
	import_keys_free(&t.keys); /* before the index of a large import is made: the two need not stand side by side */
	if (t.refs.titles)
		import_refs_free(&t.refs);
	ok = import_end(&t.run, ok, e);
	if (!ok && im->refused_path)
		forget_refused(im);
	record_free(t.initial);
	free(t.mapped);
	return ok;
}
