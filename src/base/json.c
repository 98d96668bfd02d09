/* base/json.c - the little of JSON that several layers need. jansson judges the text (grammar, UTF-8, depth, doubled
 * keys); the values are then cut out of it as they stand, so that no number changes on the way. */
#include "base/json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"

void json_quote_bytes(const char *text, size_t n, struct buf *out)
{
	static const char hex[] = "0123456789abcdef";
	const char *run = text, *end = text + n;

	buf_char(out, '"');
	for (; text < end; text++) {
		unsigned char c = (unsigned char)*text;
		const char *named = c < 0x20 ? strchr("\nn\tt\rr\bb\ff", c) : NULL;

		if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
			continue;
		buf_add(out, run, (size_t)(text - run));
		run = text + 1;
		buf_char(out, '\\');
		if (c == '"' || c == '\\')
			buf_char(out, (char)c);
		else if (named)
			buf_char(out, named[1]);
		else
			buf_add(out, (char[]){'u', '0', '0', hex[c >> 4], hex[c & 15]}, 5);
	}
	buf_add(out, run, (size_t)(text - run));
	buf_char(out, '"');
}

void json_quote(const char *text, struct buf *out)
{
	json_quote_bytes(text, strlen(text), out);
}

static json_t *load(const char *text, struct err *e)
{
	json_error_t why;
	/* Whole numbers beyond 64 bits pass here and are kept as text. */
	json_t *root = json_loads(text, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, &why);

	if (!root) {
		err_set(e, ERR_INVALID,
		    _("This is not valid JSON: %s (line %d, column %d). Nothing was taken from it."), why.text,
		    why.line, why.column);
		err_tag(e, "JSON-BROKEN");
	}
	return root;
}

static const char *skip_blank(const char *p)
{
	return p + strspn(p, " \t\r\n");
}

static const char *string_end(const char *p)
{
	for (p++; *p && *p != '"'; p++)
		if (*p == '\\' && p[1])
			p++;
	return *p ? p + 1 : p;
}

/* Where the value at p ends. The text has been judged valid, so counting brackets is enough. */
static const char *value_end(const char *p)
{
	int depth = 0;

	if (*p != '{' && *p != '[' && *p != '"')
		return p + strcspn(p, ",]} \t\r\n");
	do {
		if (*p == '"') {
			p = string_end(p);
			continue;
		}
		depth += (*p == '{' || *p == '[') - (*p == '}' || *p == ']');
		p++;
	} while (*p && depth > 0);
	return p;
}

/* The text that a JSON string stands for. */
static void unquote(const char *begin, const char *end, struct buf *out)
{
	json_t *s;

	if (!memchr(begin, '\\', (size_t)(end - begin))) {
		buf_add(out, begin + 1, (size_t)(end - begin) - 2);
		return;
	}
	s = json_loadb(begin, (size_t)(end - begin), JSON_DECODE_ANY, NULL);
	buf_text(out, s ? json_string_value(s) : NULL);
	json_decref(s);
}

struct walk {
	bool (*member)(void *ctx, const char *key, const char *json);
	bool (*element)(void *ctx, const char *json);
	void *ctx;
	struct buf key, value;
};

/* One member or element; returns where it ends, NULL when the caller has had enough. */
static const char *one_step(struct walk *w, const char *p)
{
	const char *end;

	buf_clear(&w->key);
	buf_clear(&w->value);
	if (w->member) {
		end = string_end(p);
		unquote(p, end, &w->key);
		p = skip_blank(skip_blank(end) + 1);
	}
	end = value_end(p);
	buf_add(&w->value, p, (size_t)(end - p));
	if (w->member ? !w->member(w->ctx, buf_str(&w->key), buf_str(&w->value))
	              : !w->element(w->ctx, buf_str(&w->value)))
		return NULL;
	return skip_blank(end);
}

static void walk_text(struct walk *w, const char *text)
{
	const char *p = skip_blank(skip_blank(text) + 1);

	while (p && *p && *p != ']' && *p != '}') {
		p = one_step(w, p);
		if (p && *p == ',')
			p = skip_blank(p + 1);
	}
	buf_free(&w->key);
	buf_free(&w->value);
}

bool json_members(
    const char *object, bool (*each)(void *ctx, const char *key, const char *json), void *ctx, struct err *e)
{
	json_t *root = load(object, e);
	bool ok = json_is_object(root);
	struct walk w = {.member = each, .ctx = ctx};

	json_decref(root);
	if (root && !ok)
		err_set(e, ERR_INVALID, "%s", _("This JSON is not an object. Nothing was taken from it."));
	if (ok)
		walk_text(&w, object);
	return ok;
}

bool json_elements(const char *array, bool (*each)(void *ctx, const char *json), void *ctx, struct err *e)
{
	json_t *root = load(array, e);
	bool ok = json_is_array(root);
	struct walk w = {.element = each, .ctx = ctx};

	json_decref(root);
	if (root && !ok)
		err_set(e, ERR_INVALID, "%s", _("This JSON is not a list. Nothing was taken from it."));
	if (ok)
		walk_text(&w, array);
	return ok;
}

/* Digits as they stand: 1200.50 stays 1200.50. An exponent is refused: nobody here writes one. */
static bool flat_number(const char *begin, const char *end, struct buf *out)
{
	size_t n = (size_t)(end - begin);

	if (memchr(begin, 'e', n) || memchr(begin, 'E', n))
		return false;
	buf_add(out, begin, n);
	return true;
}

static bool flat_scalar(const char *begin, const char *end, struct buf *out)
{
	if (*begin == '"')
		unquote(begin, end, out);
	else if (*begin == 't' || *begin == 'f')
		buf_char(out, *begin == 't' ? '1' : '0');
	else if (*begin == '-' || (*begin >= '0' && *begin <= '9'))
		return flat_number(begin, end, out);
	else
		return false;
	return true;
}

static bool flat_list(const char *p, struct buf *out)
{
	bool first = true;

	for (p = skip_blank(p + 1); *p && *p != ']'; first = false) {
		const char *end = value_end(p);

		if (!first)
			buf_char(out, ',');
		if (!flat_scalar(p, end, out))
			return false;
		p = skip_blank(end);
		if (*p == ',')
			p = skip_blank(p + 1);
	}
	return true;
}

bool json_flat(const char *json, struct buf *out, bool *null)
{
	json_t *root = load(json, NULL);
	const char *p = skip_blank(json);
	size_t begin = out->len;
	bool is_null = json_is_null(root), ok = is_null;

	if (null)
		*null = is_null;
	if (json_is_array(root))
		ok = flat_list(p, out);
	else if (root && !is_null && !json_is_object(root))
		ok = flat_scalar(p, value_end(p), out);
	json_decref(root);
	if (!ok)
		buf_cut(out, begin);
	return ok;
}

/* ---- without copying */

bool json_judge(const char *text, struct err *e)
{
	json_t *root = load(text, e);

	json_decref(root);
	return root != NULL;
}

bool json_step(const char **p, struct json_slice *out)
{
	const char *at = skip_blank(*p);

	if (*at != '{' && *at != '[' && *at != ',')
		return false;
	at = skip_blank(at + 1);
	*out = (struct json_slice){NULL, 0, NULL, 0};
	if (!*at || *at == '}' || *at == ']')
		return false;
	const char *end = *at == '"' ? string_end(at) : at;
	const char *next = skip_blank(end);
	if (*at == '"' && *next == ':') {
		out->key = at + 1;
		out->key_n = (size_t)(end - at) - 2;
		at = skip_blank(next + 1);
	}
	out->value = at;
	end = value_end(at);
	out->n = (size_t)(end - at);
	*p = end;
	return true;
}

bool json_slice_text(const struct json_slice *s, struct buf *out)
{
	if (s->n < 2 || *s->value != '"')
		return false;
	unquote(s->value, s->value + s->n, out);
	return true;
}
