/* model/type_ref.c - references to other records, one or several, and the record's own id. Titles come through the
 * context; here nothing is looked up. */
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "model/type_help.h"

#define REFS_MOST 1000

/* ---- the id */

static bool parse_id(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	(void)ctx;
	value_clear(out);
	char *line = type_line(typed);
	int64_t id = 0;
	if (!line)
		return true;
	bool ok = id_parse(line, &id) || type_refuse(e, f, line);
	if (ok)
		value_set_int(out, id);
	free(line);
	return ok;
}

static void format_id(
    const struct field *f, const struct value *v, const struct type_ctx *ctx, enum format_for what, struct buf *out)
{
	(void)f, (void)ctx, (void)what;
	if (v->tag == VALUE_INT)
		buf_print(out, "%lld", (long long)v->num);
}

const struct field_type ft_id = {
    .name = "id",
    .label = N_("id"),
    .tag = VALUE_INT,
    .sql = "INTEGER",
    .json = JSON_STRING,
    .widget = WIDGET_LINE,
    .right = true,
    .parse = parse_id,
    .format = format_id,
    .compare = compare_numbers,
    .validate = validate_positive,
};

/* ---- one reference */

/* Without a finder only an id can be read. */
static bool find_ref(const struct field *f, const char *text, const struct type_ctx *ctx, int64_t *id, struct err *e)
{
	if (ctx && ctx->ref_find) {
		if (ctx->ref_find(ctx->ctx, field_target(f), text, id, e))
			return *id > 0 || type_refuse(e, f, text);
		return err_field(e, f->key);
	}
	return id_parse(text, id) || type_refuse(e, f, text);
}

static bool parse_ref(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	value_clear(out);
	char *line = type_line(typed);
	int64_t id = 0;
	if (!line)
		return true;
	bool ok = find_ref(f, line, ctx, &id, e);
	if (ok)
		value_set_int(out, id);
	free(line);
	return ok;
}

static void add_ref(
    const struct field *f, int64_t id, const struct type_ctx *ctx, enum format_for what, struct buf *out)
{
	if (what == FOR_DATA || !ctx || !ctx->ref_title || !ctx->ref_title(ctx->ctx, field_target(f), id, out))
		buf_print(out, "%lld", (long long)id);
}

static void format_ref(
    const struct field *f, const struct value *v, const struct type_ctx *ctx, enum format_for what, struct buf *out)
{
	if (v->tag == VALUE_INT)
		add_ref(f, v->num, ctx, what, out);
}

const struct field_type ft_ref = {
    .name = "ref",
    .label = N_("reference"),
    .tag = VALUE_INT,
    .sql = "INTEGER",
    .json = JSON_STRING,
    .widget = WIDGET_REF,
    .parse = parse_ref,
    .format = format_ref,
    .compare = compare_numbers,
    .validate = validate_positive,
};

/* ---- several references: "12,34", in the order given, each once */

bool refs_each(const char *text, bool (*one)(void *ctx, int64_t id), void *ctx)
{
	for (const char *p = text; p && *p;) {
		char number[24];
		size_t n = strcspn(p, ",");
		int64_t id;
		if (n < sizeof number) {
			memcpy(number, p, n);
			number[n] = '\0';
			if (id_parse(number, &id) && !one(ctx, id))
				return false;
		}
		p += n + (p[n] == ',');
	}
	return true;
}

struct found_refs {
	const struct field *f;
	const struct type_ctx *ctx;
	struct err *e;
	int64_t ids[REFS_MOST];
	size_t n;
};

static bool find_one(void *ctx, char *part)
{
	struct found_refs *r = ctx;
	int64_t id;
	if (!find_ref(r->f, part, r->ctx, &id, r->e))
		return false;
	for (size_t i = 0; i < r->n; i++)
		if (r->ids[i] == id)
			return true;
	if (r->n == REFS_MOST)
		return type_fault(r->e, r->f, _("there are more than %d of them."), REFS_MOST);
	r->ids[r->n++] = id;
	return true;
}

/* Titles may hold commas ("Mierlă, Ilinca"): a semicolon parts for certain; a comma only where the whole names nothing.
 */
static bool find_refs(struct found_refs *r, const char *typed)
{
	if (strpbrk(typed, ";\n"))
		return type_parts(typed, ";\r\n", find_one, r);
	if (!strchr(typed, ','))
		return type_parts(typed, "\n", find_one, r);
	struct err *e = r->e, ignored = ERR_INIT;
	r->e = &ignored;
	bool whole = r->ctx && r->ctx->ref_find && strspn(typed, "0123456789, ") != strlen(typed) &&
	             type_parts(typed, "\n", find_one, r);
	r->e = e;
	return whole || type_parts(typed, ",", find_one, r);
}

static bool parse_refs(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	value_clear(out);
	if (!typed)
		return true;
	struct found_refs r = {.f = f, .ctx = ctx, .e = e};
	if (!find_refs(&r, typed))
		return false;
	struct buf b = BUF_INIT;
	for (size_t i = 0; i < r.n; i++)
		buf_print(&b, "%s%lld", i ? "," : "", (long long)r.ids[i]);
	value_set_text(out, buf_str(&b));
	buf_free(&b);
	return true;
}

struct writing {
	const struct field *f;
	const struct type_ctx *ctx;
	enum format_for what;
	struct buf *out;
	bool begun;
};

static bool write_one(void *ctx, int64_t id)
{
	struct writing *w = ctx;
	if (w->begun)
		buf_text(w->out, w->what == FOR_DATA ? "," : w->what == FOR_CSV ? "; " : ", ");
	w->begun = true;
	add_ref(w->f, id, w->ctx, w->what, w->out);
	return true;
}

static void format_refs(
    const struct field *f, const struct value *v, const struct type_ctx *ctx, enum format_for what, struct buf *out)
{
	struct writing w = {f, ctx, what, out, false};
	if (v->tag == VALUE_TEXT)
		refs_each(v->text, write_one, &w);
}

const struct field_type ft_refs = {
    .name = "refs",
    .label = N_("several references"),
    .tag = VALUE_TEXT,
    .sql = "TEXT",
    .json = JSON_LIST,
    .parts = ',',
    .widget = WIDGET_REFS,
    .parse = parse_refs,
    .format = format_refs,
    .compare = compare_bytes,
    .validate = validate_by_parse,
};
