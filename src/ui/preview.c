/* ui/preview.c - the filled fields of one record as words. Knows no list. */
#include "ui/preview.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

void preview_clear(struct preview *p)
{
	for (size_t i = 0; i < p->n; i++) {
		free(p->lines[i].label);
		free(p->lines[i].text);
	}
	free(p->lines);
	free(p->title);
	*p = (struct preview){0};
}

static bool in_title(const struct kind *k, int field)
{
	return k->title[0] == field || k->title[1] == field || k->title[2] == field;
}

static void add_field(struct preview *p, struct app *a, const struct record *r, int f)
{
	struct buf b = BUF_INIT;
	const struct field *row = &r->kind->fields[f];
	record_format(r, f, app_types(a), FOR_SCREEN, &b);
	p->lines = mem_resize(p->lines, p->n + 1, sizeof *p->lines);
	p->lines[p->n++] = (struct preview_line){mem_copy_text(tr(row->label)), buf_take(&b), row->type->multiline};
}

void preview_set(struct preview *p, struct app *a, const struct record *r)
{
	if (r && p->id == r->id && p->clock == r->clock && p->modified == r->modified)
		return;
	preview_clear(p);
	if (!r)
		return;
	struct buf title = BUF_INIT;
	record_title(r, app_types(a), &title);
	p->title = buf_take(&title);
	p->id = r->id;
	p->clock = r->clock;
	p->modified = r->modified;
	for (int f = 1; f < r->kind->nfields; f++)
		if (record_has(r, f) && (!in_title(r->kind, f) || field_target(&r->kind->fields[f])))
			add_field(p, a, r, f);
}

void preview_flow(const struct preview *p, int row, int col, int height, int width)
{
	int at = 0, end = row + height;
	for (size_t i = 0; i < p->n && row < end; i++) {
		const struct preview_line *l = &p->lines[i];
		int label = text_width(l->label), text = text_width(l->text);
		if (at > 0 && at + label + 1 + text > width) {
			row++;
			at = 0;
		}
		if (row == end)
			return;
		term_put(row, col + at, label < width ? label : width, ROLE_MUTED, l->label);
		if (label + 1 < width - at)
			term_put(row, col + at + label + 1,
			    text < width - at - label - 1 ? text : width - at - label - 1, ROLE_NORMAL, l->text);
		at += label + 1 + text + 3;
		if (l->multiline)
			at = width;
	}
}

/* ---- one field a line */

struct table {
	int row, col, height, width, label, skip;
	int line; /* lines so far */
	const char *pending;
};

static void draw_line(void *ctx, const char *bytes, size_t n)
{
	struct table *t = ctx;
	int at = t->line++ - t->skip;
	if (at >= 0 && at < t->height) {
		char *text = mem_copy_bytes(bytes, n);
		if (t->pending)
			term_put(t->row + at, t->col, t->label, ROLE_MUTED, t->pending);
		term_put(t->row + at, t->col + t->label + 2, t->width - t->label - 2, ROLE_NORMAL, text);
		free(text);
	}
	t->pending = NULL;
}

static int label_width(const struct preview *p, int width)
{
	int widest = 6;
	for (size_t i = 0; i < p->n; i++) {
		int w = text_width(p->lines[i].label);
		widest = w > widest ? w : widest;
	}
	return widest < width / 3 ? widest : width / 3;
}

int preview_table(const struct preview *p, int row, int col, int height, int width, int skip)
{
	struct table t = {row, col, height, width, label_width(p, width), skip, 0, NULL};
	for (size_t i = 0; i < p->n; i++) {
		t.pending = p->lines[i].label;
		text_wrap(p->lines[i].text, width - t.label - 2 > 8 ? width - t.label - 2 : 8, draw_line, &t);
	}
	return t.line;
}
