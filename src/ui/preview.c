/* ui/preview.c - one record as words: its glance, then its other filled fields. Knows no list and no kind. */
#include "ui/preview.h"

#include <stdlib.h>
#include <string.h>

#include "app/facts.h"
#include "app/standing.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/shown.h"

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

static char *one_line(const char *text)
{
	struct buf b = BUF_INIT;
	for (const char *p = text; *p; p++)
		buf_text(&b, *p == '\n' ? "  " : (char[]){*p, '\0'});
	return buf_take(&b);
}

struct making {
	struct preview *p;
	struct app *app;
	const struct record *r;
	bool brief, starts;
};

static void add(struct making *m, const char *label, char *text, bool multiline)
{
	struct preview *p = m->p;
	p->lines = mem_resize(p->lines, p->n + 1, sizeof *p->lines);
	p->lines[p->n++] = (struct preview_line){mem_copy_text(label), text, multiline, m->brief, m->starts};
	m->starts = false;
}

static void add_field(struct making *m, int f)
{
	struct buf b = BUF_INIT;
	const struct field *row = &m->r->kind->fields[f];
	if (!record_has(m->r, f))
		return;
	record_format(m->r, f, app_types(m->app), FOR_SCREEN, &b);
	add(m, tr(row->label), buf_take(&b), row->type->multiline);
}

static void add_fact(struct making *m, int fact)
{
	struct buf b = BUF_INIT;
	struct app_fact f = app_fact_get(m->r->kind, fact);
	app_fact_text(m->app, m->r->kind, fact, m->r->id, &b);
	if (b.len > 0)
		add(m, f.label, buf_take(&b), f.lines);
	buf_free(&b);
}

static bool add_stand(void *ctx, const struct app_stand *s)
{
	struct making *m = ctx;
	char *text = mem_print("%s%s", s->warn ? "! " : "", s->text);
	m->starts = true;
	add(m, s->label, text, true);
	return true;
}

static void add_word(void *ctx, const char *word, size_t n)
{
	struct making *m = ctx;
	const struct kind *k = m->r->kind;
	if (n == 1 && *word == '|') {
		m->starts = true;
		return;
	}
	if (n == 1 && *word == '!') {
		app_standing(m->app, m->r, add_stand, m);
		m->starts = true;
		return;
	}
	int code = shown_find(k, word, n);
	if (code >= k->nfields)
		add_fact(m, code - k->nfields);
	else if (code > 0)
		add_field(m, code);
}

static bool told(const struct shown *s, const char *key)
{
	size_t n = strlen(key);
	const char *at = s->glance;
	while (at && (at = strstr(at, key))) {
		if ((at == s->glance || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
			return true;
		at += n;
	}
	return false;
}

/* What the glance does not tell, for the table. */
static void add_rest(struct making *m, const struct shown *s)
{
	const struct kind *k = m->r->kind;
	for (int f = 1; f < k->nfields; f++)
		if ((!in_title(k, f) || field_target(&k->fields[f])) && !told(s, k->fields[f].key))
			add_field(m, f);
	for (int i = 0; s->glance && i < app_fact_count(k); i++)
		if (app_fact_get(k, i).lines)
			add_fact(m, i);
}

void preview_set(struct preview *p, struct app *a, const struct record *r)
{
	if (r && p->id == r->id && p->clock == r->clock && p->modified == r->modified)
		return;
	preview_clear(p);
	if (!r)
		return;
	struct buf title = BUF_INIT;
	const struct shown *s = shown_of(r->kind);
	struct making m = {p, a, r, true, false};
	record_title(r, app_types(a), &title);
	p->title = buf_take(&title);
	p->id = r->id;
	p->clock = r->clock;
	p->modified = r->modified;
	shown_each(s->glance, add_word, &m);
	m.brief = s->glance == NULL;
	m.starts = false;
	add_rest(&m, s);
}

/* In plain text a colon follows: the blank between the two is all that speech has. */
void preview_label(int row, int col, int width, const char *label)
{
	int w = text_width(label);
	term_put(row, col, width, ROLE_MUTED, label);
	if (term_is_plain())
		term_put(row, col + (w < width ? w : width), 1, ROLE_MUTED, ":");
}

void preview_flow(const struct preview *p, int row, int col, int height, int width)
{
	int at = 0, end = row + height;
	for (size_t i = 0; i < p->n && row < end; i++) {
		const struct preview_line *l = &p->lines[i];
		if (!l->brief)
			continue;
		char *words = one_line(l->text);
		int label = text_width(l->label), text = text_width(words);
		if (at > 0 && (l->starts || at + label + 1 + text > width)) {
			row++;
			at = 0;
		}
		int room = width - at - label - 1;
		if (row < end)
			preview_label(row, col + at, label < width ? label : width, l->label);
		if (row < end && room > 0)
			term_put(row, col + at + label + 1, text < room ? text : room, ROLE_NORMAL, words);
		at = l->multiline ? width : at + label + 1 + text + 3;
		free(words);
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
			preview_label(t->row + at, t->col, t->label, t->pending);
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
