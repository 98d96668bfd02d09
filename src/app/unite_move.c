/* app/unite_move.c - everything that names one record names another from now on: by the tables of fields, no kind is
 * listed here but that of the pairs. What joins records (attendance, membership) becomes one where it was there twice.
 */
#include <string.h>

#include "app/naming.h"
#include "app/unite_inner.h"

struct moving {
	struct app *app;
	struct command *command;
	int64_t from, to;
	int64_t moved;
	struct err *e;
};

/* ---- two values */

bool unite_joins(const struct field *f)
{
	return f->type->parts || f->type->multiline;
}

struct joining {
	const char *text; /* among which is looked */
	const char *separator;
	struct buf out;
};

static bool has_part(const char *text, const char *part, size_t n, const char *separator)
{
	for (const char *p = text; p && *p;) {
		size_t length = strcspn(p, separator);
		if (length == n && memcmp(p, part, n) == 0)
			return true;
		p += length + (p[length] != '\0');
	}
	return false;
}

static void add_parts(struct buf *out, const char *text, const char *separator)
{
	for (const char *p = text; p && *p;) {
		size_t n = strcspn(p, separator);
		if (n > 0 && !has_part(buf_str(out), p, n, separator)) {
			if (out->len)
				buf_text(out, separator);
			buf_add(out, p, n);
		}
		p += n + (p[n] != '\0');
	}
}

void unite_join(const struct field *f, const struct value *a, const struct value *b, struct value *out)
{
	const char separator[] = {f->type->multiline ? '\n' : f->type->parts, '\0'};
	struct buf both = BUF_INIT;
	add_parts(&both, a->text, separator);
	add_parts(&both, b->text, separator);
	value_set_text(out, buf_str(&both));
	buf_free(&both);
}

/* Place among "present|late|..."; the end when it is not there. */
static size_t rank(const char *list, const struct value *v)
{
	size_t at = 0, n = v->text ? strlen(v->text) : 0;
	for (const char *p = list; *p; at++) {
		size_t length = strcspn(p, "|");
		if (length == n && memcmp(p, v->text, n) == 0)
			break;
		p += length + (p[length] == '|');
	}
	return at;
}

static bool is_initial(const struct field *f, const struct value *v)
{
	return f->initial && v->text && strcmp(f->initial, v->text) == 0;
}

const struct value *unite_stronger(const struct field *f, const struct value *a, const struct value *b)
{
	if (a->tag == VALUE_NULL || b->tag == VALUE_NULL)
		return a->tag == VALUE_NULL ? b : a;
	if (f->stronger)
		return rank(f->stronger, b) < rank(f->stronger, a) ? b : a;
	return is_initial(f, a) && !is_initial(f, b) ? b : a;
}

/* ---- what joins records */

/* Of two that have become one: the stronger values, texts together. */
static bool put_both(struct moving *m, struct record *twin, const struct record *r)
{
	struct record *base = record_copy(twin);
	for (int i = 1; i < r->kind->nfields; i++) {
		const struct field *f = &r->kind->fields[i];
		struct value *v = &twin->values[i];
		if (naming_is_joined(r->kind, i))
			continue;
		if (f->type->multiline && v->tag == VALUE_TEXT && r->values[i].tag == VALUE_TEXT)
			unite_join(f, v, &r->values[i], v);
		else if (unite_stronger(f, v, &r->values[i]) != v)
			value_copy(v, &r->values[i]);
	}
	bool ok = command_put(m->command, twin, base, NULL, NULL, m->e);
	record_free(base);
	return ok;
}

static bool names_itself(const struct record *r, int field)
{
	for (int i = 0; i < 4 && r->kind->joined[i] != NO_FIELD; i++) {
		int other = r->kind->joined[i];
		if (other != field && field_target(&r->kind->fields[other]) == field_target(&r->kind->fields[field]) &&
		    record_int(r, other) == record_int(r, field))
			return true;
	}
	return false;
}

/* Its id is made of what it joins: a new one takes its place, and it goes to the bin with its history. */
static bool move_joined(struct moving *m, const struct record *r, int field)
{
	if (r->deleted)
		return true;
	struct record *to = record_copy(r);
	to->id = 0;
	to->created = to->modified = to->clock = to->sequence = 0;
	record_set_int(to, field, m->to);
	struct record *twin = naming_twin(m->app, to);
	bool ok;
	if (names_itself(to, field))
		ok = true;
	else if (twin && !twin->deleted)
		ok = put_both(m, twin, r);
	else
		ok = command_put(m->command, to, NULL, NULL, NULL, m->e);
	record_free(twin);
	record_free(to);
	return ok && command_bin(m->command, r->kind, r->id, m->e);
}

static bool move_one(struct moving *m, struct record *r, int field)
{
	if (!r->deleted)
		m->moved++;
	if (naming_is_joined(r->kind, field))
		return move_joined(m, r, field);
	struct record *base = record_copy(r);
	naming_turn(r, field, m->from, m->to);
	bool ok = command_put(m->command, r, base, NULL, NULL, m->e);
	record_free(base);
	return ok;
}

/* ---- pairs: the older stands first, so a pair with a third one may turn round */

static bool move_pair(struct moving *m, const struct record *r)
{
	int64_t one = record_int(r, pair_one), third = one == m->from ? record_int(r, pair_other) : one;
	const char *state = record_text(r, pair_state);
	if (r->deleted)
		return true;
	if (third == m->to)
		return unite_put_pair(m->app, m->command, m->from, m->to, PAIR_MERGED, m->e);
	return unite_put_pair(m->app, m->command, m->to, third, state ? state : PAIR_OPEN, m->e) &&
	       command_bin(m->command, r->kind, r->id, m->e);
}

static bool move_field(struct moving *m, const struct kind *k, int field)
{
	struct naming rows = {NULL, 0};
	bool ok = naming_read(m->app, k, field, m->from, &rows, m->e);
	for (size_t i = 0; ok && i < rows.n; i++) {
		if (k == kind_get(KIND_person) && rows.rows[i]->id == m->from)
			continue; /* it points to the one by now */
		ok = k == kind_get(KIND_pair) ? move_pair(m, rows.rows[i]) : move_one(m, rows.rows[i], field);
	}
	naming_free(&rows);
	return ok;
}

bool unite_move(struct app *a, struct command *c, int64_t from, int64_t to, int64_t *moved, struct err *e)
{
	struct moving m = {a, c, from, to, 0, e};
	size_t n;
	const struct kind *kinds = kinds_all(&n);
	for (size_t i = 0; i < n; i++)
		for (int f = 1; f < kinds[i].nfields; f++)
			if (field_target(&kinds[i].fields[f]) == kind_get(KIND_person) && !move_field(&m, &kinds[i], f))
				return false;
	*moved += m.moved;
	return true;
}
