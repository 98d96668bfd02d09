/* model/record.c - one record in memory. Knows no database, no screen, no particular kind. */
#include "model/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/money.h"

struct record *record_new(const struct kind *k)
{
	struct record *r = mem_alloc(sizeof *r);
	r->kind = k;
	r->values = mem_array((size_t)k->nfields, sizeof *r->values);
	return r;
}

/* The rows' initial values are FOR_DATA texts, "today" and "now": words that the types themselves understand. */
struct record *record_new_initial(const struct kind *k, const struct type_ctx *ctx)
{
	struct record *r = record_new(k);
	for (int i = 1; i < k->nfields; i++) {
		const char *text = k->fields[i].initial;
		if (text && strcmp(text, INITIAL_LANGUAGE) == 0)
			text = lang_code(ctx->lang);
		if (text)
			record_parse(r, i, text, ctx, NULL);
	}
	return r;
}

struct record *record_copy(const struct record *r)
{
	struct record *copy = record_new(r->kind);
	struct value *values = copy->values;
	*copy = *r;
	copy->values = values;
	copy->extra = mem_copy_text(r->extra);
	for (int i = 0; i < r->kind->nfields; i++)
		value_copy(&copy->values[i], &r->values[i]);
	return copy;
}

void record_free(struct record *r)
{
	if (!r)
		return;
	for (int i = 0; i < r->kind->nfields; i++)
		value_clear(&r->values[i]);
	free(r->values);
	free(r->extra);
	free(r);
}

const char *record_text(const struct record *r, int field)
{
	return r->values[field].tag == VALUE_TEXT ? r->values[field].text : NULL;
}

int64_t record_int(const struct record *r, int field)
{
	return r->values[field].tag == VALUE_INT ? r->values[field].num : 0;
}

bool record_is_aside(const struct record *r)
{
	const char *code = r->kind->aside ? record_text(r, r->kind->aside) : NULL;
	return code && strcmp(code, r->kind->aside_as) == 0;
}

bool record_has(const struct record *r, int field)
{
	return r->values[field].tag != VALUE_NULL;
}

void record_set_text(struct record *r, int field, const char *text)
{
	value_set_text(&r->values[field], text);
}

void record_set_int(struct record *r, int field, int64_t n)
{
	value_set_int(&r->values[field], n);
}

void record_clear(struct record *r, int field)
{
	value_clear(&r->values[field]);
}

date_t record_date(const struct record *r, int field)
{
	date_t d;
	const char *text = record_text(r, field);
	if (!text || !date_parse_iso(text, &d))
		return DATE_NONE;
	return d;
}

bool record_parse(struct record *r, int field, const char *typed, const struct type_ctx *ctx, struct err *e)
{
	const struct field *f = &r->kind->fields[field];
	struct value v = VALUE_INIT;
	if (!f->type->parse(f, typed, ctx, &v, e))
		return false; /* what stood there stays */
	value_clear(&r->values[field]);
	r->values[field] = v;
	return true;
}

/* The code of the currency that stands beside an amount; lei where the kind has no such field. */
static const char *currency_of(const struct record *r)
{
	int at = kind_field(r->kind, "currency");
	const char *code = at == NO_FIELD ? NULL : record_text(r, at);
	return code ? code : "MDL";
}

void record_format(const struct record *r, int field, const struct type_ctx *ctx, enum format_for what, struct buf *out)
{
	const struct field *f = &r->kind->fields[field];
	const struct value *v = &r->values[field];
	struct value id = {VALUE_INT, r->id, NULL};
	if (field == NO_FIELD) /* row 0: the id is the record's own */
		v = r->id ? &id : v;
	if (what == FOR_SCREEN && f->type->widget == WIDGET_MONEY && v->tag == VALUE_INT)
		money_text(v->num, ctx ? ctx->lang : lang_now(), currency_of(r), out);
	else
		f->type->format(f, v, ctx, what, out);
}

void record_title(const struct record *r, const struct type_ctx *ctx, struct buf *out)
{
	const char *joint = r->kind->title_join ? r->kind->title_join : " · ";
	size_t begin = out->len;
	for (int i = 0; i < 3 && r->kind->title[i] != NO_FIELD; i++) {
		if (!record_has(r, r->kind->title[i]))
			continue;
		if (out->len > begin)
			buf_text(out, joint);
		record_format(r, r->kind->title[i], ctx, FOR_SCREEN, out);
	}
	if (out->len == begin)
		buf_text(out, "—");
}

void record_search_key(const struct record *r, struct buf *out)
{
	for (int i = 1; i < r->kind->nfields; i++) {
		const struct field *f = &r->kind->fields[i];
		const struct value *v = &r->values[i];
		if (!(f->in & IN_SEARCH) || v->tag != VALUE_TEXT || f->target)
			continue;
		if (out->len)
			buf_char(out, ' ');
		if (!f->type->search) {
			text_key(v->text, out);
			continue;
		}
		struct buf words = BUF_INIT;
		f->type->search(f, v, &words);
		text_key(buf_str(&words), out);
		buf_free(&words);
	}
}

bool record_same(const struct record *a, const struct record *b)
{
	if (a->kind != b->kind)
		return false;
	for (int i = 1; i < a->kind->nfields; i++)
		if (!value_equal(&a->values[i], &b->values[i]))
			return false;
	return true;
}
