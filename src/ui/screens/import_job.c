/* ui/screens/import_job.c - a large import goes on in the background: the same import as a command of its own, with
 * what was corrected on the screen as its options. */
#include <stdlib.h>
#include <string.h>

#include "app/exchange.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "ui/job.h"
#include "ui/screens/import.h"

#define WORDS (2 * APP_COLUMNS + 20)

/* ---- what the command is given */

struct words {
	const char *at[WORDS + 1]; /* lent or owned below */
	size_t n;
	char *owned[APP_COLUMNS + 1];
	size_t nowned;
};

static void add(struct words *w, const char *word)
{
	w->at[w->n++] = word;
}

static void add_map(struct words *w, const struct kind *k, const struct app_table *t, size_t column)
{
	int field = t->fields[column];
	char *map = mem_print("%s=%s%s", t->headers[column],
	    field < 0    ? ""
	    : field == 0 ? "id"
	                 : k->fields[field].key,
	    field > 0 && t->ids[column] ? ".id" : "");
	w->owned[w->nowned++] = map;
	add(w, "--map");
	add(w, map);
}

/* What was decided row by row: "12=same,15=new". */
static void add_doubles(struct words *w, const struct import_doubles *d)
{
	struct buf b = BUF_INIT;
	for (size_t i = 0; i < d->n; i++)
		if (d->list[i].chosen)
			buf_print(
			    &b, "%s%zu=%s", b.len ? "," : "", d->list[i].row, import_double_word(d->list[i].decided));
	add(w, "--duplicates");
	add(w, import_double_word(d->otherwise));
	if (b.len) {
		add(w, "--decide");
		add(w, w->owned[w->nowned++] = buf_take(&b));
	}
	buf_free(&b);
}

/* A column is named by its header: two of one name cannot be told apart. */
bool import_job_can(const struct app_table *t)
{
	for (size_t i = 0; i < t->columns; i++) {
		if (!t->headers[i][0])
			return false;
		for (size_t j = 0; j < i; j++)
			if (strcmp(t->headers[i], t->headers[j]) == 0)
				return false;
	}
	return true;
}

/* ---- what came of it */

static bool take_count(void *ctx, const char *key, const char *json)
{
	struct app_import *c = ctx;
	size_t n = (size_t)strtoull(json, NULL, 10);
	if (strcmp(key, "new") == 0)
		c->fresh = n;
	else if (strcmp(key, "changed") == 0)
		c->changed = n;
	else if (strcmp(key, "same") == 0)
		c->same = n;
	else if (strcmp(key, "refused") == 0)
		c->refused = n;
	else if (strcmp(key, "refused_file") == 0) {
		struct buf b = BUF_INIT;
		bool none;
		if (json_flat(json, &b, &none) && !none)
			c->refused_path = buf_take(&b);
		buf_free(&b);
	}
	return true;
}

static void ended(struct ui *u, void *ctx, const struct job_result *r)
{
	struct app_import counts = {.fresh = 0};
	struct err e = ERR_INIT;
	(void)ctx;
	if (r->ok && json_members(r->printed, take_count, &counts, &e)) {
		ui_refresh_all(u);
		import_say_done(u, &counts);
	} else if (r->stopped) {
		ui_say(u, ROLE_NORMAL, _("Stopped. Nothing was imported."));
	} else {
		job_error(r, &e);
		ui_error(u, &e);
	}
	free(counts.refused_path);
}

void import_job_start(struct ui *u, const struct import *i)
{
	const struct app_table *t = &i->table;
	struct words w = {.n = 0};
	char *what = mem_print(_("Import: %s"), path_base(i->path));
	add(&w, "import");
	add(&w, i->kind->key);
	add(&w, i->path);
	add(&w, "--json");
	add(&w, "--encoding");
	add(&w, t->encoding);
	add_doubles(&w, &i->doubles);
	for (size_t c = 0; c < t->columns; c++)
		add_map(&w, i->kind, t, c);
	w.at[w.n] = NULL;
	job_start(u, &(struct job){.what = what, .words = w.at, .done = ended});
	for (size_t n = 0; n < w.nowned; n++)
		free(w.owned[n]);
	free(what);
}
