/* store/order.c - by what a list is sorted: the SQL expression of a row's sort key. Text is compared as people of all
 * three languages expect through keys made by ICU; so no collation of ours is ever needed to read the file. */
#include "store/sorted.h"

#include <string.h>

#include "base/text.h"

static enum order_by how(const struct kind *k, int field)
{
	const struct field *f = &k->fields[field];
	if (field == NO_FIELD || (field == k->title[0] && !field_is_ref(f)))
		return BY_TITLE;
	if (field_is_ref(f))
		return field_target(f) ? BY_REF : BY_COLUMN;
	if (f->choices && f->type->json != JSON_LIST)
		return BY_CHOICE;
	/* A type that compares as plain text does is read by people as words. */
	return f->type->compare == ft_text.compare ? BY_WORDS : BY_COLUMN;
}

static void column(const struct field *f, struct buf *out)
{
	buf_text(out, "t.");
	db_quote(f->key, out);
}

/* Choices stand in the order of their table, not of their codes. */
static void choice_key(const struct field *f, struct buf *out)
{
	buf_text(out, "CASE ");
	column(f, out);
	int n = 0;
	for (const struct choice *c = f->choices; c->code; c++)
		buf_print(out, " WHEN '%s' THEN %d", c->code, ++n);
	buf_text(out, " END");
}

static void make_key(struct order *o)
{
	const struct field *f = &o->kind->fields[o->field];
	struct buf *key = &o->key;
	switch (o->by) {
	case BY_ID:
		buf_text(key, "t.id");
		break;
	case BY_TITLE:
		buf_text(key, "t.sort");
		break;
	case BY_COLUMN:
		column(f, key);
		break;
	case BY_CHOICE:
		choice_key(f, key);
		break;
	case BY_WORDS:
		buf_text(key, "obste_sort(");
		column(f, key);
		buf_char(key, ')');
		break;
	case BY_REF:
		buf_text(key, "COALESCE((SELECT o.sort FROM ");
		db_quote(field_target(f)->key, key);
		buf_text(key, " o WHERE o.id = ");
		column(f, key);
		buf_text(key, "), x'')");
		break;
	}
}

void order_make(const struct query *q, struct order *o)
{
	bool own = q->sort == NO_FIELD; /* the kind's own order, or that turned round */
	*o = (struct order){.kind = q->kind, .field = own ? q->kind->order : q->sort};
	o->down = own ? q->down != q->kind->order_down : q->down;
	o->by = q->by_id ? BY_ID : how(o->kind, o->field);
	o->nullable = o->by == BY_COLUMN || o->by == BY_CHOICE;
	o->id = "t.id";
	make_key(o);
}

#define PAIR_MOST 3000 /* longer lists are read along an index, which has no second key */

/* Under headings people look for a name. One key of two, so that pages go on where they ended. */
void order_pair(struct store *s, const struct query *q, struct order *o)
{
	struct query all = {.kind = q->kind};
	bool can = o->by == BY_WORDS || o->by == BY_CHOICE || o->by == BY_REF;
	if (!q->then_title || !can || store_count(s, &all) > PAIR_MOST)
		return;
	struct buf pair = BUF_INIT;
	const char *as_text =
	    o->by == BY_CHOICE ? "printf('%%03d', COALESCE(%s, 0))" : "COALESCE(CAST(%s AS TEXT), '')";
	buf_text(&pair, "CAST(");
	buf_print(&pair, as_text, buf_str(&o->key));
	buf_text(&pair, " || char(1) || CAST(t.sort AS TEXT) AS BLOB)");
	buf_free(&o->key);
	o->key = pair;
	o->paired = true;
	o->nullable = false;
}

void order_use_table(struct store *s, const struct query *q, struct order *o)
{
	if (o->paired || !sorted_ready(s, q, o, &o->table))
		return;
	buf_clear(&o->key);
	buf_text(&o->key, "o.key");
	o->id = "o.id";
}

void order_free(struct order *o)
{
	buf_free(&o->key);
	buf_free(&o->table);
}

/* ---- the key of a record in memory */

static int choice_place(const struct field *f, const char *code)
{
	int n = 0;
	for (const struct choice *c = f->choices; c->code; c++) {
		n++;
		if (strcmp(c->code, code) == 0)
			return n;
	}
	return 0;
}

static void title_key(struct store *s, const struct record *r, struct buf *key)
{
	struct buf title = BUF_INIT;
	derive_title(s, r, 0, &title);
	text_sort_key(buf_str(&title), key);
	buf_free(&title);
}

static void ref_key(struct store *s, const struct field *f, const struct value *v, struct buf *key)
{
	struct record *r = NULL;
	if (v->tag == VALUE_INT && rows_get(s, field_target(f), v->num, &r, NULL) && r)
		title_key(s, r, key);
	record_free(r);
}

/* As bytes: the form in which titles, words and references are compared, and all of them in pairs. */
static void key_bytes(struct store *s, const struct order *o, const struct record *r, struct buf *key)
{
	const struct field *f = &o->kind->fields[o->field];
	const struct value *v = &r->values[o->field];
	if (o->by == BY_TITLE)
		title_key(s, r, key);
	else if (o->by == BY_REF)
		ref_key(s, f, v, key);
	else if (o->by == BY_CHOICE)
		buf_print(key, "%03d", v->tag == VALUE_TEXT ? choice_place(f, v->text) : 0);
	else if (v->tag == VALUE_TEXT)
		text_sort_key(v->text, key);
	if (o->paired) {
		buf_char(key, '\1');
		title_key(s, r, key);
	}
}

int where_key(struct store *s, struct where *w, const struct order *o, const struct record *r)
{
	const struct field *f = &o->kind->fields[o->field];
	const struct value *v = &r->values[o->field];
	if (o->by == BY_ID)
		return where_int(w, r->id);
	if (o->by == BY_CHOICE && !o->paired) {
		int place = v->tag == VALUE_TEXT ? choice_place(f, v->text) : 0;
		return place ? where_int(w, place) : 0;
	}
	if (o->by == BY_COLUMN)
		return v->tag == VALUE_NULL ? 0 : where_arg(w, v);
	struct buf key = BUF_INIT;
	key_bytes(s, o, r, &key);
	int at = where_text(w, buf_str(&key), true);
	buf_free(&key);
	return at;
}
