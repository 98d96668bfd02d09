/* app/guide_laws.c - the laws by name: a table that people may edit, and the lines at a chapter's end that say where
 * each stands and of which day its text is. Knows no chapter. */
#include <stdlib.h>
#include <string.h>

#include "app/guide_inner.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "civic/tsv.h"

struct laws {
	struct law *list;
	size_t n;
};

static void law_free(struct law *l)
{
	free(l->id);
	free(l->doc);
	free(l->text_date);
	free(l->confidence);
	for (int i = 0; i < LANG_COUNT; i++) {
		free(l->short_name[i]);
		free(l->name[i]);
	}
}

const struct law *laws_find(const struct laws *l, const char *id, size_t n)
{
	for (size_t i = 0; i < l->n; i++)
		if (strlen(l->list[i].id) == n && strncmp(l->list[i].id, id, n) == 0)
			return &l->list[i];
	return NULL;
}

static bool take_row(void *ctx, const struct tsv_row *row, char *why, size_t size)
{
	struct laws *l = ctx;
	const char *id = tsv_cell(row, "id");
	if (!*id || strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789") != strlen(id)) {
		snprintf(why, size, _("“%.60s” is not a law's id, such as l148"), id);
		return false;
	}
	struct law law = {.id = mem_copy_text(id),
	    .doc = mem_copy_text(tsv_cell(row, "doc")),
	    .text_date = mem_copy_text(tsv_cell(row, "text_date")),
	    .confidence = mem_copy_text(tsv_cell(row, "confidence"))};
	tsv_languages(row, "short", law.short_name);
	tsv_languages(row, "name", law.name);
	struct law *old = (struct law *)(uintptr_t)laws_find(l, id, strlen(id));
	if (old) {
		law_free(old);
		*old = law;
		return true;
	}
	l->list = mem_resize(l->list, l->n + 1, sizeof *l->list);
	l->list[l->n++] = law;
	return true;
}

bool laws_read(struct app *a, struct laws **out, struct err *e)
{
	struct laws *l = mem_alloc(sizeof *l);
	struct tsv_reader reader = {take_row, l, NULL, NULL};
	struct err ignored = ERR_INIT;
	char *path = path_join(a->data ? a->data : "", "laws.tsv");
	const bool ok = tsv_read(path, &reader, e);
	free(path);
	if (ok && a->store) {
		char *folder = path_dir(store_path(a->store));
		path = path_join(folder, "laws.tsv");
		if (path_exists(path))
			tsv_read(path, &reader, &ignored);
		free(path);
		free(folder);
	}
	*out = l;
	return ok;
}

void laws_free(struct laws *l)
{
	if (!l)
		return;
	for (size_t i = 0; i < l->n; i++)
		law_free(&l->list[i]);
	free(l->list);
	free(l);
}

/* ---- at the end of a chapter */

static void put_date(enum lang lang, const char *iso, struct buf *out)
{
	date_t day;
	if (date_parse_iso(iso, &day))
		date_text(day, lang, DATE_NUMERIC, out);
	else
		markdown_escape(*iso ? iso : "—", out);
}

static void put_law(const struct guiding *g, const struct law *law, struct buf *out)
{
	const enum lang lang = g->guide->lang;
	buf_text(out, "| ");
	markdown_escape(law->name[lang], out);
	buf_text(out, " | ");
	put_date(lang, law->text_date, out);
	buf_text(out, " | legis.md");
	if (*law->doc) {
		buf_text(out, ", doc. ");
		markdown_escape(law->doc, out);
	}
	if (strcmp(law->confidence, "verified") != 0)
		buf_print(out, "; **%s**", _("known from others, not read: check before you rely on it"));
	buf_text(out, " |\n");
}

void laws_table(const struct guiding *g, const char *file, const char *ids, struct buf *out)
{
	const size_t begin = out->len;
	size_t known = 0;
	buf_print(out, "## %s {#law}\n\n| %s | %s | %s |\n|---|---|---|\n", _("The law of this chapter"), _("Act"),
	    _("Text as of"), _("Where"));
	for (const char *p = ids; *p;) {
		p += strspn(p, " ,");
		const size_t n = strcspn(p, " ,");
		const struct law *law = laws_find(g->laws, p, n);
		if (law)
			put_law(g, law, out);
		else if (n)
			guide_fault(g, file, _("the law “%.*s” is not in laws.tsv"), (int)n, p);
		known += law != NULL;
		p += n;
	}
	if (known)
		buf_print(out, "\n%s\n",
		    _("Laws change: check on [legis.md](https://www.legis.md) before you rely on an article."));
	else
		buf_cut(out, begin);
}
