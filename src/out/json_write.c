/* out/json_write.c - records out as JSON, streamed row by row. Knows no kind by name: only the tables. */
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "out/json.h"
#include "out/json_inner.h"

static void add_key(struct buf *out, const char *key)
{
	buf_char(out, ',');
	json_quote(key, out);
	buf_char(out, ':');
}

static void add_moment(struct buf *out, const char *key, int64_t ms)
{
	char text[JSON_MOMENT];
	add_key(out, key);
	if (ms == 0) {
		buf_text(out, "null");
		return;
	}
	json_moment_text(ms, text);
	buf_print(out, "\"%s\"", text);
}

struct unknown {
	const struct kind *kind;
	struct buf *out;
};

/* Fields of a newer version are passed on; one that this version knows meanwhile stands among its own. */
static bool add_unknown(void *ctx, const char *key, const char *json)
{
	struct unknown *u = ctx;
	if (kind_field(u->kind, key) == NO_FIELD && !json_is_own_key(key)) {
		add_key(u->out, key);
		buf_text(u->out, json);
	}
	return true;
}

void json_record(const struct record *r, const struct type_ctx *ctx, struct buf *out)
{
	(void)ctx; /* ids and codes only: no titles, no language */
	buf_print(out, "{\"id\":\"%lld\"", (long long)r->id);
	add_moment(out, "created", r->created);
	add_moment(out, "modified", r->modified);
	add_moment(out, "deleted", r->deleted);
	for (int i = 1; i < r->kind->nfields; i++) {
		add_key(out, r->kind->fields[i].key);
		value_json(&r->kind->fields[i], &r->values[i], out);
	}
	if (r->extra) {
		struct unknown u = {r->kind, out};
		json_members(r->extra, add_unknown, &u, NULL);
	}
	buf_char(out, '}');
}

void json_write_begin(struct json_writer *w, FILE *file, const struct kind *only)
{
	*w = (struct json_writer){.file = file, .kind = only, .many = !only, .first_kind = true, .first_row = true};
	fputs("{\"version\":1,", file);
	if (only)
		fprintf(file, "\"kind\":\"%s\",\"rows\":[", only->key);
	else
		fputs("\"kinds\":{", file);
}

void json_write_kind(struct json_writer *w, const struct kind *k)
{
	if (w->kind)
		fputs("\n]", w->file);
	fprintf(w->file, "%s\n\"%s\":[", w->first_kind ? "" : ",", k->key);
	w->kind = k;
	w->first_kind = false;
	w->first_row = true;
}

void json_write_row(struct json_writer *w, const struct record *r, const struct type_ctx *ctx)
{
	struct buf row = BUF_INIT;
	buf_text(&row, w->first_row ? "\n" : ",\n");
	json_record(r, ctx, &row);
	fwrite_unlocked(row.data, 1, row.len, w->file);
	w->first_row = false;
	buf_free(&row);
}

void json_write_end(struct json_writer *w)
{
	if (w->kind)
		fputs("\n]", w->file);
	fputs(w->many ? "}}\n" : "}\n", w->file);
}
