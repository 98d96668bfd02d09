/* ui/screens/workshops.c - what is done to a workshop or a series beside taking attendance: ticking what is prepared,
 * making the workshops of a programme. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/programme.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/pick.h"
#include "ui/screen.h"

/* ---- the preparation list: a line a thing, "[x] " before what is ready */

static bool is_box(const char *line)
{
	return line[0] == '[' && line[1] && line[2] == ']';
}

static bool is_ticked(const char *line)
{
	return is_box(line) && line[1] != ' ';
}

static const char *after_box(const char *line)
{
	line += is_box(line) ? 3 : 0;
	return line + strspn(line, " ");
}

struct preparing {
	int64_t id;
	struct menu_item *items; /* value: number of the line, from 1 */
	int64_t *ticked;
	size_t n, nticked;
};

static void free_preparing(struct preparing *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->items[i].text);
	free(p->items);
	free(p->ticked);
	free(p);
}

static struct preparing *read_lines(const char *text)
{
	struct preparing *p = mem_alloc(sizeof *p);
	int64_t number = 1;
	for (; text && *text; number++) {
		const size_t length = strcspn(text, "\n");
		char *line = mem_copy_bytes(text, length);
		if (*after_box(line)) {
			p->items = mem_resize(p->items, p->n + 1, sizeof *p->items);
			p->ticked = mem_resize(p->ticked, p->n + 1, sizeof *p->ticked);
			p->items[p->n++] = (struct menu_item){.text = mem_copy_text(after_box(line)), .value = number};
			if (is_ticked(line))
				p->ticked[p->nticked++] = number;
		}
		free(line);
		text += length + (text[length] != '\0');
	}
	return p;
}

static bool is_among(const int64_t *values, size_t n, int64_t value)
{
	for (size_t i = 0; i < n; i++)
		if (values[i] == value)
			return true;
	return false;
}

static void write_lines(const char *text, const int64_t *ticked, size_t n, struct buf *out)
{
	for (int64_t number = 1; text && *text; number++) {
		const size_t length = strcspn(text, "\n");
		char *line = mem_copy_bytes(text, length);
		if (*after_box(line))
			buf_print(out, "[%s] %s", is_among(ticked, n, number) ? "x" : " ", after_box(line));
		free(line);
		text += length;
		if (*text) {
			buf_char(out, '\n');
			text++;
		}
	}
}

static void ticked(struct ui *u, void *ctx, bool yes, const int64_t *values, size_t n)
{
	struct preparing *p = ctx;
	const struct kind *k = kind_get(KIND_workshop);
	struct record *r = NULL;
	struct err e = ERR_INIT;
	struct buf text = BUF_INIT;
	bool ok = true;
	if (yes && (ok = app_get(u->app, k, p->id, &r, &e))) {
		struct record *base = record_copy(r);
		write_lines(record_text(r, workshop_prepare), values, n, &text);
		record_set_text(r, workshop_prepare, buf_str(&text));
		ok = app_save(u->app, r, base, NULL, &e);
		record_free(base);
	}
	if (!ok) {
		ui_error(u, &e);
	} else if (yes) {
		ui_refresh_all(u);
		ui_saved(u, _("Ready: %zu of %zu"), n, p->n);
	}
	record_free(r);
	buf_free(&text);
	free_preparing(p);
}

void workshop_prepare_open(struct ui *u, const struct kind *k, int64_t id)
{
	struct record *r = NULL;
	struct err e = ERR_INIT;
	if (!app_get(u->app, k, id, &r, &e)) {
		ui_error(u, &e);
		return;
	}
	struct preparing *p = read_lines(record_text(r, workshop_prepare));
	record_free(r);
	p->id = id;
	if (p->n == 0) {
		ui_say(u, ROLE_WARNING,
		    _("Nothing stands under \"To prepare\": write it in the form (e), one thing a line."));
		free_preparing(p);
		return;
	}
	pick_open(u,
	    &(struct pick_options){.title = _("What is ready?"),
	        .several = true,
	        .items = p->items,
	        .n = p->n,
	        .marked = p->ticked,
	        .nmarked = p->nticked,
	        .empty_too = true},
	    ticked, p);
}

/* ---- the workshops of a series' programme */

struct planning {
	int64_t series;
};

static void planned(struct ui *u, void *ctx, const char *text)
{
	struct planning *p = ctx;
	struct err e = ERR_INIT;
	size_t made = 0;
	if (text && *text) {
		if (app_programme_plan(u->app, p->series, text, &made, &e)) {
			ui_refresh_all(u);
			ui_saved(u, tr_n("%zu workshop planned", "%zu workshops planned", made), made);
		} else {
			ui_error(u, &e);
		}
	}
	free(p);
}

void series_plan_open(struct ui *u, const struct kind *k, int64_t id)
{
	struct record *r = NULL;
	struct err e = ERR_INIT;
	struct buf first = BUF_INIT;
	if (!app_get(u->app, k, id, &r, &e)) {
		ui_error(u, &e);
		return;
	}
	struct planning *p = mem_alloc(sizeof *p);
	p->series = id;
	date_text(app_programme_next(u->app, r), lang_now(), DATE_SHORT, &first);
	prompt_open(u, _("First day of the programme"), buf_str(&first),
	    _("A workshop for each module that has none yet, one a week; the days are then yours to move."), planned,
	    p);
	record_free(r);
	buf_free(&first);
}
