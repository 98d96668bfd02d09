/* model/record_json.c - one value as JSON and back, by its type's json form. Knows no file and no record. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "model/record.h"
#include "model/type_help.h"

static void list_json(const char *text, struct buf *out)
{
	buf_char(out, '[');
	for (const char *p = text; *p;) {
		size_t n = strcspn(p, ",");
		if (p != text)
			buf_char(out, ',');
		json_quote_bytes(p, n, out);
		p += n + (p[n] == ',');
	}
	buf_char(out, ']');
}

void value_json(const struct field *f, const struct value *v, struct buf *out)
{
	if (v->tag == VALUE_NULL) {
		buf_text(out, "null");
		return;
	}
	if (f->type->json == JSON_NUMBER) { /* money too: whole bani */
		buf_int(out, v->num);
		return;
	}
	if (f->type->json == JSON_BOOL) {
		buf_text(out, v->num ? "true" : "false");
		return;
	}
	if (v->tag == VALUE_TEXT) { /* what is kept as text is its FOR_DATA form */
		if (f->type->json == JSON_LIST)
			list_json(v->text, out);
		else
			json_quote(v->text, out);
		return;
	}
	struct buf text = BUF_INIT;
	f->type->format(f, v, NULL, FOR_DATA, &text);
	if (f->type->json == JSON_LIST)
		list_json(buf_str(&text), out);
	else
		json_quote(buf_str(&text), out);
	buf_free(&text);
}

/* A JSON number is the value itself: bani for money, which parse() would take for lei. */
static bool take_number(const struct field *f, const char *text, struct value *out, struct err *e)
{
	char *end;
	size_t n = strlen(text);
	long long number = strtoll(text, &end, 10);
	if (n == 0 || n > 18 || *end != '\0')
		return type_refuse(e, f, text);
	value_set_int(out, number);
	if (f->type->validate(f, out, e))
		return true;
	value_clear(out);
	return false;
}

bool value_from_json(
    const struct field *f, const char *json, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	value_clear(out);
	struct buf text = BUF_INIT;
	bool null = false, ok = json_flat(json, &text, &null);
	const char *first = json + strspn(json, " \t\r\n");
	if (!ok) {
		buf_free(&text);
		return type_refuse(e, f, json);
	}
	/* A reference is an id here, never a title: what it names may come later in the same file. */
	struct type_ctx by_id = ctx ? *ctx : (struct type_ctx){.lang = lang_now(), .today = DATE_NONE};
	by_id.ref_find = NULL;
	if (null)
		ok = true;
	else if (f->type->json == JSON_NUMBER && *first != '"')
		ok = take_number(f, buf_str(&text), out, e);
	else
		ok = f->type->parse(f, buf_str(&text), &by_id, out, e);
	buf_free(&text);
	return ok;
}
