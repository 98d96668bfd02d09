/* app/table_import.c - the rows of a table become records: one command, one undo. A row that cannot be taken goes, with
 * the reason, to a table of refused rows; the others are taken. Knows no kind and no field by name. */
#include <stdlib.h>
#include <string.h>

#include "app/import.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "out/csv.h"
#include "store/read.h"

/* Our own ids hold the time in their upper bits; smaller numbers are rows of somebody's own list. */
#define OWN_ID_LEAST ((int64_t)1 << 40)

enum name_order { NAME_WHOLE, NAME_FIRST_FIRST, NAME_LAST_FIRST }; /* how one column holds a name of two fields */

/* A row that names a record which may stand further down in the same file. */
struct waiting {
	size_t number;
	char **cells;
	size_t count;
	struct waiting *next;
};

struct table_run {
	struct import_run run;
	const struct kind *kind;
	const struct app_table *table;
	struct import_keys keys;
	struct import_refs refs;
	bool *mapped;           /* field: some column becomes it */
	struct record *initial; /* what a new record begins with where the file says nothing */
	int id_column;          /* -1 none */
	enum name_order names;
	struct waiting *first, **last;
	bool retrying;
	struct path_writer refused;
	struct csv_writer refused_csv;
	bool refused_open;
};

/* ---- refused rows */

static char *refused_path(const struct table_run *t)
{
	return t->run.im->refused_as ? mem_copy_text(t->run.im->refused_as)
	                             : mem_print("%s.refused.csv", t->table->path);
}

static bool open_refused(struct table_run *t)
{
	char *path = refused_path(t);
	bool ok = path_write_begin(&t->refused, path, &t->run.fatal);
	t->run.im->refused_path = path;
	t->refused_open = ok;
	if (!ok) {
		t->run.stopped = true;
		return false;
	}
	csv_write_begin(&t->refused_csv, t->refused.file, false, t->table->separator);
	for (size_t i = 0; i < t->table->columns; i++)
		csv_write_cell(&t->refused_csv, t->table->headers[i], strlen(t->table->headers[i]));
	const char *reason = _("reason");
	csv_write_cell(&t->refused_csv, reason, strlen(reason));
	csv_write_end_row(&t->refused_csv);
	return true;
}

/* Cells beyond the header are kept too: nothing of what somebody typed is lost. */
static void write_refused(struct table_run *t, const char *const *cells, size_t count, const char *why)
{
	bool wanted = !t->run.im->dry_run && !(t->run.im->refused_as && !*t->run.im->refused_as);
	if (!wanted || (!t->refused_open && !open_refused(t)))
		return;
	for (size_t i = 0; i < count || i < t->table->columns; i++) {
		if (i == t->table->columns)
			csv_write_cell(&t->refused_csv, why, strlen(why));
		csv_write_cell(&t->refused_csv, i < count ? cells[i] : "", i < count ? strlen(cells[i]) : 0);
	}
	if (count <= t->table->columns)
		csv_write_cell(&t->refused_csv, why, strlen(why));
	csv_write_end_row(&t->refused_csv);
}

static void refuse(struct table_run *t, size_t number, const char *const *cells, size_t count, const char *why)
{
	write_refused(t, cells, count, why);
	import_tell(&t->run, number, ROW_REFUSED, why);
}

static bool close_refused(struct table_run *t, bool ok, struct err *e)
{
	if (!t->refused_open)
		return ok;
	if (ok)
		return path_write_end(&t->refused, e);
	path_write_abandon(&t->refused);
	free(t->run.im->refused_path);
	t->run.im->refused_path = NULL;
	return false;
}

/* ---- cells into a record */

static bool parse_cell(struct table_run *t, struct record *r, int field, const char *cell, struct err *e)
{
	const struct field *f = &t->kind->fields[field];
	struct value v = VALUE_INIT;
	if (!f->type->parse(f, cell, &t->refs.types, &v, e)) {
		value_clear(&v);
		return err_field(e, f->key);
	}
	value_clear(&r->values[field]);
	r->values[field] = v;
	return true;
}

/* "Mierlă Ilinca", "Mierlă, Ilinca"; with the given name first where the header says so. */
static bool parse_name(struct table_run *t, struct record *r, const char *cell, struct err *e)
{
	struct buf b = BUF_INIT;
	text_clean(cell, strlen(cell), false, &b);
	const char *all = buf_str(&b), *comma = strchr(all, ',');
	const char *cut = comma ? comma : t->names == NAME_FIRST_FIRST ? strchr(all, ' ') : strrchr(all, ' ');
	bool turned = !comma && t->names == NAME_LAST_FIRST;
	int first = t->kind->title[turned ? 1 : 0], second = t->kind->title[turned ? 0 : 1];
	bool ok;
	if (!cut) {
		ok = parse_cell(t, r, t->kind->title[0], all, e);
	} else {
		char *head = mem_copy_bytes(all, (size_t)(cut - all));
		ok = parse_cell(t, r, first, head, e) && parse_cell(t, r, second, cut + 1, e);
		free(head);
	}
	buf_free(&b);
	return ok;
}

static bool is_blank(const char *cell)
{
	return cell[strspn(cell, " \t\r\n")] == '\0';
}

/* The ids beside a reference win where all of them are here; the title is for people, and for other databases. */
static bool parse_ids(struct table_run *t, struct record *r, int field, const char *cell)
{
	struct err ignored = ERR_INIT;
	struct value before = VALUE_INIT;
	value_copy(&before, &r->values[field]);
	if (!is_blank(cell) && strspn(cell, "0123456789, ") == strlen(cell) &&
	    parse_cell(t, r, field, cell, &ignored)) {
		value_clear(&before);
		return true;
	}
	value_clear(&r->values[field]);
	r->values[field] = before;
	return false;
}

static bool column_of_ids(const struct table_run *t, int field, size_t *column)
{
	for (*column = 0; *column < t->table->columns; ++*column)
		if (t->table->fields[*column] == field && t->table->ids[*column])
			return true;
	return false;
}

/* Which fields did the row say something about? `fill_only`: an empty cell says nothing. */
static bool read_row(
    struct table_run *t, struct record *r, const char *const *cells, size_t count, bool fill_only, struct err *e)
{
	for (size_t i = 0; i < t->table->columns; i++) {
		int field = t->table->fields[i];
		size_t ids;
		const char *cell = i < count ? cells[i] : "";
		if (field <= 0)
			continue;
		bool required = t->kind->fields[field].in & REQUIRED;
		if (is_blank(cell) && (fill_only || required || t->table->ids[i]))
			continue;
		if (t->table->ids[i]) {
			bool has_title = false;
			for (size_t j = 0; j < t->table->columns; j++)
				has_title = has_title || (t->table->fields[j] == field && !t->table->ids[j]);
			if (!has_title && !parse_cell(t, r, field, cell, e))
				return false;
			continue;
		}
		if (column_of_ids(t, field, &ids) && ids < count && parse_ids(t, r, field, cells[ids]))
			continue;
		if (field == t->kind->title[0] && t->names != NAME_WHOLE ? !parse_name(t, r, cell, e)
		                                                         : !parse_cell(t, r, field, cell, e))
			return false;
	}
	return true;
}

/* ---- which record is it? */

struct meant {
	struct record *base; /* NULL: a new one; owned */
	int64_t new_id;      /* given by the file; 0 none */
	bool by_id;
};

static bool title_agrees(struct table_run *t, const struct record *a, const struct record *b)
{
	struct buf x = BUF_INIT, y = BUF_INIT, scratch = BUF_INIT;
	record_title(a, &t->refs.types, &x);
	record_title(b, &t->refs.types, &y);
	bool same = hash_words(buf_str(&x), &scratch) == hash_words(buf_str(&y), &scratch);
	buf_free(&x);
	buf_free(&y);
	buf_free(&scratch);
	return same;
}

/* A small number from somebody's own list may by chance be the number of another record. */
static bool same_thing(struct table_run *t, const struct record *stored, const struct record *row)
{
	int64_t ids[KEYS_FOUND];
	bool keyed;
	if (stored->id >= OWN_ID_LEAST || title_agrees(t, stored, row))
		return true;
	size_t n = import_keys_find(&t->keys, row, ids, KEYS_FOUND, &keyed);
	for (size_t i = 0; keyed && i < n; i++)
		if (ids[i] == stored->id)
			return true;
	return false;
}

static bool find_by_id(struct table_run *t, const char *cell, const struct record *row, struct meant *m, struct err *e)
{
	struct buf clean = BUF_INIT;
	int64_t id = 0;
	text_clean(cell, strlen(cell), false, &clean);
	bool ok = id_parse(buf_str(&clean), &id);
	buf_free(&clean);
	if (!ok)
		return err_set(e, ERR_INVALID, _("the id \"%s\" is not a number"), cell);
	if (!store_exists(t->run.app->store, t->kind, id)) {
		m->new_id = id;
		return true;
	}
	if (!store_get(t->run.app->store, t->kind, id, &m->base, e))
		return false;
	m->by_id = true;
	if (m->base->deleted)
		return err_set(e, ERR_INVALID, _("the record with this id is in the bin (obste restore %s %lld)"),
		    t->kind->key, (long long)id);
	if (!same_thing(t, m->base, row))
		return err_set(e, ERR_INVALID, _("the id %lld belongs to another record here; leave the id column out"),
		    (long long)id);
	return true;
}

/* Would the row change nothing in this record? */
static bool says_the_same(struct table_run *t, const struct record *stored, const struct record *row, bool keyed)
{
	for (int i = 1; i < t->kind->nfields; i++)
		if (t->mapped[i] && !(keyed && row->values[i].tag == VALUE_NULL) &&
		    !value_equal(&stored->values[i], &row->values[i]))
			return false;
	return true;
}

/* Of several that may be meant: the one that is equal already, else the only one that no earlier row of this file is.
 * Without anything to be known by, each row is a record of its own: two equal answers to a question are two answers. */
static bool choose(struct table_run *t, const int64_t *ids, size_t n, const struct record *row, bool keyed,
    struct meant *m, struct err *e)
{
	size_t free_ones = 0;
	struct record *free_one = NULL;
	bool fixed = t->keys.exact || t->run.im->update_by;
	for (size_t i = 0; i < n; i++) {
		struct record *r = NULL;
		bool claimed = import_keys_claimed(&t->keys, ids[i]);
		if ((claimed && !keyed) || !store_get(t->run.app->store, t->kind, ids[i], &r, e))
			continue;
		if (says_the_same(t, r, row, keyed)) {
			record_free(free_one);
			m->base = r;
			return true;
		}
		if (keyed && (!claimed || fixed) && ++free_ones == 1)
			free_one = r;
		else
			record_free(r);
	}
	if (free_ones <= 1) {
		m->base = free_one;
		return true;
	}
	record_free(free_one);
	return err_set(e, ERR_INVALID, _("%zu records could be meant; give the id"), free_ones);
}

static bool find_meant(struct table_run *t, const char *const *cells, size_t count, const struct record *row,
    struct meant *m, struct err *e)
{
	int64_t ids[KEYS_FOUND];
	bool keyed;
	if (t->id_column >= 0 && (size_t)t->id_column < count && !is_blank(cells[t->id_column])) {
		if (!find_by_id(t, cells[t->id_column], row, m, e))
			return false;
		if (m->by_id || !t->run.im->update_by)
			return true;
	}
	size_t n = import_keys_find(&t->keys, row, ids, KEYS_FOUND, &keyed);
	return choose(t, ids, n, row, keyed, m, e);
}

/* ---- one row */

static bool put_row(struct table_run *t, size_t number, const char *const *cells, size_t count, struct err *e)
{
	struct record *row = record_copy(t->initial), *r = row;
	struct meant m = {NULL, 0, false};
	bool ok = read_row(t, row, cells, count, false, e) && find_meant(t, cells, count, row, &m, e);
	if (ok && m.base) {
		r = record_copy(m.base);
		ok = read_row(t, r, cells, count, !m.by_id, e);
	} else if (ok) {
		r->id = m.new_id;
	}
	if (ok)
		ok = import_put(&t->run, number, r, m.base, e);
	if (ok) {
		import_keys_claim(&t->keys, r->id);
		if (!m.base) {
			import_keys_add(&t->keys, r);
			import_refs_add(&t->refs, r);
		}
	}
	if (r != row)
		record_free(r);
	record_free(row);
	record_free(m.base);
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

static bool take_cells(struct table_run *t, size_t number, const char *const *cells, size_t count)
{
	struct err e = ERR_INIT;
	if (put_row(t, number, cells, count, &e))
		return true;
	if (t->run.stopped)
		return false;
	if (!t->retrying && names_own_kind(t, &e)) {
		wait_for_later(t, number, cells, count);
		return true;
	}
	if (t->retrying)
		return false;
	struct buf why = BUF_INIT;
	why_text(t, &e, &why);
	refuse(t, number, cells, count, buf_str(&why));
	buf_free(&why);
	return true;
}

static bool take_row(void *ctx, const struct csv_row *row)
{
	struct table_run *t = ctx;
	if (row->number == 1)
		return true;
	if (row->bad)
		refuse(t, row->number, row->cells, row->count, row->why);
	else
		take_cells(t, row->number, row->cells, row->count);
	return !t->run.stopped;
}

static void free_waiting(struct waiting *w)
{
	for (size_t i = 0; i < w->count; i++)
		free(w->cells[i]);
	free(w->cells);
	free(w);
}

/* Rows that named rows below them: again and again while that helps, then refused. */
static void take_waiting(struct table_run *t)
{
	bool helped = true;
	while (t->first && helped && !t->run.stopped) {
		struct waiting **at = &t->first;
		helped = false;
		t->retrying = true;
		while (*at && !t->run.stopped) {
			struct waiting *w = *at;
			if (take_cells(t, w->number, (const char *const *)w->cells, w->count)) {
				*at = w->next;
				free_waiting(w);
				helped = true;
			} else {
				at = &w->next;
			}
		}
	}
	t->retrying = false;
	while (t->first) {
		struct waiting *w = t->first;
		t->first = w->next;
		struct err e = ERR_INIT;
		struct buf why = BUF_INIT;
		if (!t->run.stopped && !put_row(t, w->number, (const char *const *)w->cells, w->count, &e) &&
		    !t->run.stopped) {
			why_text(t, &e, &why);
			refuse(t, w->number, (const char *const *)w->cells, w->count, buf_str(&why));
		}
		buf_free(&why);
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

static bool look_at_columns(struct table_run *t, struct err *e)
{
	bool any = false;
	t->id_column = -1;
	t->mapped = mem_array((size_t)t->kind->nfields, sizeof *t->mapped);
	for (size_t i = 0; i < t->table->columns; i++) {
		int field = t->table->fields[i];
		if (field == 0)
			t->id_column = (int)i;
		else if (field > 0)
			any = t->mapped[field] = true;
	}
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
	return import_keys_load(&t->keys, a, e);
}

static bool read_all(struct table_run *t, struct err *e)
{
	if (!csv_read(t->table->path, t->table->encoding, t->table->separator, take_row, t, e))
		return false;
	take_waiting(t);
	return true;
}

bool app_table_import(
    struct app *a, const struct kind *k, const struct app_table *table, struct app_import *im, struct err *e)
{
	struct table_run t = {.kind = k, .table = table};
	t.last = &t.first;
	if (!look_at_columns(&t, e) || !import_begin(&t.run, a, im, N_("Import of a table"), table->path, e)) {
		free(t.mapped);
		return false;
	}
	bool ok = prepare(&t, a, e) && read_all(&t, e);
	if (ok && t.run.stopped) {
		*e = t.run.fatal;
		ok = false;
	}
	ok = close_refused(&t, ok, e);
	ok = import_end(&t.run, ok, e);
	import_keys_free(&t.keys);
	if (t.refs.titles)
		import_refs_free(&t.refs);
	record_free(t.initial);
	free(t.mapped);
	return ok;
}
