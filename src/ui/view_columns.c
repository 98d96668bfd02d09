/* ui/view_columns.c - the columns of a window on records: which, in which order, how wide; as the person set them or as
 * the kind has them. No painting. */
#include <stdlib.h>
#include <string.h>

#include "app/facts.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/shown.h"
#include "ui/view.h"

enum { WIDEST = 60, GROWN = 50, CUT = 10 };

/* ---- which columns */

/* The title is one column when it is made of texts; titles made of references are shown part by part. */
static bool has_title_column(const struct kind *k)
{
	for (int i = 0; i < 3; i++)
		if (k->title[i] != NO_FIELD && field_target(&k->fields[k->title[i]]))
			return false;
	return k->title[0] != NO_FIELD;
}

static bool in_title(const struct kind *k, int field)
{
	return has_title_column(k) && (k->title[0] == field || k->title[1] == field || k->title[2] == field);
}

bool view_column_can(const struct view *v, int code)
{
	if (code == 0)
		return has_title_column(v->kind);
	if (code < v->kind->nfields && (v->kind->fields[code].in & OWN))
		return false;
	if (shown_is_fact(v->kind, code))
		return app_fact_get(v->kind, code - v->kind->nfields).width > 0;
	return !in_title(v->kind, code) || code != v->kind->title[0]; /* the title says it */
}

static void add_column(struct view *v, int code, int width)
{
	for (int i = 0; i < v->ncolumns; i++)
		if (v->columns[i] == code)
			return;
	if (v->ncolumns == VIEW_COLUMNS || !view_column_can(v, code))
		return;
	v->custom[v->ncolumns] = width;
	v->columns[v->ncolumns++] = code;
}

static void add_word(void *ctx, const char *word, size_t n)
{
	struct view *v = ctx;
	int code = shown_find(v->kind, word, n);
	if (code >= 0)
		add_column(v, in_title(v->kind, code) && v->kind->title[1] == NO_FIELD ? 0 : code, 0);
}

static void default_columns(struct view *v)
{
	const char *words = shown_of(v->kind)->columns;
	shown_each(words, add_word, v);
	if (words)
		return;
	if (has_title_column(v->kind))
		add_column(v, 0, 0);
	for (int f = 1; f < v->kind->nfields; f++)
		if ((v->kind->fields[f].in & IN_LIST) && !in_title(v->kind, f))
			add_column(v, f, 0);
}

static char *conf_key(const struct view *v)
{
	return mem_print("columns.%s", v->kind->key);
}

/* "*:24,phone,@last": a word of shown.h and the width that the person gave it. */
static void add_stored(struct view *v, const char *word, size_t n)
{
	size_t key = 0;
	while (key < n && word[key] != ':')
		key++;
	int code = shown_find(v->kind, word, key), width = key < n ? atoi(word + key + 1) : 0;
	if (code >= 0)
		add_column(v, code, width < 0 || width > WIDEST ? 0 : width);
}

void view_columns(struct view *v)
{
	char *key = conf_key(v);
	const char *stored = app_conf(v->app, key, "");
	v->ncolumns = 0;
	while (*stored) {
		size_t n = strcspn(stored, ",");
		add_stored(v, stored, n);
		stored += n + (stored[n] == ',');
	}
	v->own = v->ncolumns > 0;
	if (!v->own)
		default_columns(v);
	if (v->column >= v->ncolumns)
		v->column = 0;
	free(key);
}

void view_hide(struct view *v, int field)
{
	int kept = 0;
	for (int i = 0; i < v->ncolumns; i++)
		if (v->columns[i] != field || field == 0) {
			v->custom[kept] = v->custom[i];
			v->columns[kept++] = v->columns[i];
		}
	if (kept > 0)
		v->ncolumns = kept;
}

bool view_columns_store(struct view *v, struct err *e)
{
	struct buf b = BUF_INIT;
	char *key = conf_key(v);
	for (int i = 0; i < v->ncolumns; i++) {
		bool fact = shown_is_fact(v->kind, v->columns[i]);
		buf_print(&b, "%s%s%s", i ? "," : "", fact ? "@" : "", shown_key(v->kind, v->columns[i]));
		if (v->custom[i])
			buf_print(&b, ":%d", v->custom[i]);
	}
	v->own = true;
	bool ok = app_set_conf(v->app, key, buf_str(&b), e);
	buf_free(&b);
	free(key);
	return ok;
}

bool view_columns_forget(struct view *v, struct err *e)
{
	char *key = conf_key(v);
	bool ok = app_set_conf(v->app, key, "", e);
	free(key);
	view_columns(v);
	return ok;
}

/* ---- how wide */

static int own_width(const struct view *v, int code)
{
	if (shown_is_fact(v->kind, code))
		return app_fact_get(v->kind, code - v->kind->nfields).width;
	if (code == 0) {
		int w = v->kind->fields[v->kind->title[0]].width;
		return v->kind->title[1] != NO_FIELD ? 22 : w ? w : 24;
	}
	return v->kind->fields[code].width ? v->kind->fields[code].width : 12;
}

int view_column_width(const struct view *v, int column)
{
	int code = v->columns[column], w = own_width(v, code);
	if (v->custom[column])
		return v->custom[column];
	int label = text_width(shown_label(v->kind, code));
	return code != 0 && label > w && label <= 12 ? label : w;
}

/* What is left over goes to the name, unless the person gave it a width. */
static int growing(const struct view *v)
{
	for (int i = 0; i < v->ncolumns; i++)
		if (v->columns[i] == 0 || v->columns[i] == v->kind->title[0])
			return i;
	return 0;
}

struct narrow {
	const struct view *v;
	bool *use;
};

static void use_word(void *ctx, const char *word, size_t n)
{
	struct narrow *w = ctx;
	int code = shown_find(w->v->kind, word, n);
	for (int i = 0; i < w->v->ncolumns; i++)
		w->use[i] = w->use[i] || w->v->columns[i] == code;
}

static bool is_narrow(int width)
{
	return width < 62 || term_cols() < 80;
}

/* Where little fits the kind says which few; a column that the cursor went to is shown all the same. */
static bool narrowed(const struct view *v, int width, bool use[VIEW_COLUMNS])
{
	const char *words = shown_of(v->kind)->narrow;
	struct narrow w = {v, use};
	memset(use, 0, VIEW_COLUMNS * sizeof *use);
	if (!is_narrow(width) || v->own || !words)
		return false;
	shown_each(words, use_word, &w);
	return use[v->column];
}

/* The least that the name keeps, so that more columns fit. */
static int least_name(const struct view *v, int grow)
{
	int wanted = view_column_width(v, grow), least = wanted * 3 / 4;
	if (v->custom[grow])
		return wanted;
	return least < 18 ? wanted < 18 ? wanted : 18 : least > 26 ? 26 : least;
}

/* A date or a number is shown whole or not at all; words may be cut. */
static int fitting(const struct view *v, int column, int rest)
{
	int code = v->columns[column], w = view_column_width(v, column);
	bool whole = shown_is_fact(v->kind, code) || (code > 0 && v->kind->fields[code].type->widget == WIDGET_DATE);
	if (w <= rest)
		return w;
	return !whole && rest >= CUT ? rest : 0;
}

static int give_widths(struct view *v, int room, int most, const bool *use, int grow)
{
	int rest = room, shown = 0;
	bool named = false;
	for (int i = 0; i < v->ncolumns && shown < most; i++) {
		if ((i > 0 && i <= v->skipped) || (use && !use[i]))
			continue;
		bool later = !named && i < grow && (!use || use[grow]) && grow > v->skipped;
		int kept = later ? least_name(v, grow) + 1 : 0;
		int w = i == grow ? least_name(v, grow) : fitting(v, i, rest - kept);
		if (i == grow || (shown == 0 && w == 0))
			w = w && w < rest ? w : rest;
		if (w <= 0)
			break;
		named = named || i == grow;
		v->widths[i] = w;
		rest -= w + 1;
		shown++;
	}
	return rest;
}

static void place_columns(struct view *v, int col, int width)
{
	int at = col + (width < 70 ? 2 : 3), grow = growing(v);
	bool use[VIEW_COLUMNS], some = narrowed(v, width, use);
	memset(v->widths, 0, sizeof v->widths);
	if (v->ncolumns == 0)
		return;
	int rest = give_widths(
	    v, width - (at - col) - 1, is_narrow(width) && !v->own ? 3 : VIEW_COLUMNS, some ? use : NULL, grow);
	int name = v->widths[grow];
	if (rest > 0 && name > 0 && name < GROWN && !v->custom[grow])
		v->widths[grow] += rest < GROWN - name ? rest : GROWN - name;
	for (int i = 0; i < v->ncolumns; i++)
		if (v->widths[i] > 0) {
			v->starts[i] = at;
			at += v->widths[i] + 1;
		}
}

/* The column cursor is always visible. */
void view_lay_out(struct view *v, int col, int width)
{
	if (v->column <= v->skipped)
		v->skipped = v->column > 0 ? v->column - 1 : 0;
	place_columns(v, col, width);
	while (v->column < v->ncolumns && v->widths[v->column] == 0 && v->skipped < v->column - 1) {
		v->skipped++;
		place_columns(v, col, width);
	}
}
