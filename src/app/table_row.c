/* app/table_row.c - the cells of one row: what they say in each field. Knows no kind and no field by name. */
#include <stdlib.h>
#include <string.h>

#include "app/table_run.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

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

bool table_blank(const char *cell)
{
	return cell[strspn(cell, " \t\r\n")] == '\0';
}

/* The ids beside a reference win where all of them are here; the title is for people, and for other databases. */
static bool parse_ids(struct table_run *t, struct record *r, int field, const char *cell)
{
	struct err ignored = ERR_INIT;
	struct value before = VALUE_INIT;
	value_copy(&before, &r->values[field]);
	if (!table_blank(cell) && strspn(cell, "0123456789, ") == strlen(cell) &&
	    parse_cell(t, r, field, cell, &ignored)) {
		value_clear(&before);
		return true;
	}
	value_clear(&r->values[field]);
	r->values[field] = before;
	return false;
}

static bool read_cell(struct table_run *t, struct record *r, const struct table_column *c, const char *cell,
    const char *ids, struct err *e)
{
	if (ids && parse_ids(t, r, c->field, ids))
		return true;
	if (c->field == t->kind->title[0] && t->names != NAME_WHOLE)
		return parse_name(t, r, cell, e);
	return parse_cell(t, r, c->field, cell, e);
}

/* One more fault of the row: whoever mends it wants to know all of them at once. The first decides what it is. */
static void add_fault(const struct kind *k, struct err *e, const struct err *more)
{
	struct buf all = BUF_INIT;
	const struct err *both[] = {e, more};
	if (e->code == ERR_NONE) {
		*e = *more;
		return;
	}
	for (int i = 0; i < 2; i++) {
		const int field = kind_field(k, both[i]->field);
		const char *label = field != NO_FIELD ? tr(k->fields[field].label) : NULL;
		if (i)
			buf_text(&all, buf_str(&all)[all.len - 1] == '.' ? " " : "; ");
		if (label && !strstr(both[i]->what, label))
			buf_print(&all, "%s: ", label);
		buf_text(&all, both[i]->what);
	}
	struct err joined = *e;
	err_set(&joined, e->code, "%s", buf_str(&all));
	err_field(&joined, e->field);
	*e = joined;
	buf_free(&all);
}

/* What was not filled in at all, beside what could not be read. */
static void add_missing(const struct kind *k, const struct record *r, const bool *faulty, struct err *e)
{
	for (int f = 1; f < k->nfields; f++) {
		struct err one = ERR_INIT;
		if (!(k->fields[f].in & REQUIRED) || record_has(r, f) || faulty[f])
			continue;
		err_set(&one, ERR_INVALID, _("is empty and has to be filled in"));
		err_field(&one, k->fields[f].key);
		add_fault(k, e, &one);
	}
}

bool table_read_row(
    struct table_run *t, struct record *r, const char *const *cells, size_t count, bool fill_only, struct err *e)
{
	bool *faulty = NULL;
	for (size_t i = 0; i < t->table->columns; i++) {
		const struct table_column *c = &t->columns[i];
		const char *cell = i < count ? cells[i] : "";
		const char *ids = c->ids_column >= 0 && (size_t)c->ids_column < count ? cells[c->ids_column] : NULL;
		if (c->field <= 0)
			continue;
		if (table_blank(cell) && (fill_only || c->ids_only || t->kind->fields[c->field].in & REQUIRED))
			continue;
		struct err one = ERR_INIT;
		if (read_cell(t, r, c, cell, ids, &one))
			continue;
		if (!faulty)
			faulty = mem_array((size_t)t->kind->nfields, sizeof *faulty);
		faulty[c->field] = true;
		add_fault(t->kind, e, &one);
	}
	if (!faulty)
		return true;
	add_missing(t->kind, r, faulty, e);
	free(faulty);
	return false;
}
