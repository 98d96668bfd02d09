/* app/guide_practices.c - the group's own cases in the Guide: situation, what was done, result, lesson, in the chapter
 * that they belong to. What people wrote is Markdown of its own: nothing in it reaches the text around it. */
#include <stdlib.h>
#include <string.h>

#include "app/guide_inner.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

#define OWN_CHAPTER "practices"

struct gathering {
	const struct guiding *g;
	struct record **all;
	size_t n;
};

static bool keep(void *ctx, const struct record *r)
{
	struct gathering *x = ctx;
	x->all = mem_resize(x->all, x->n + 1, sizeof *x->all);
	x->all[x->n++] = record_copy(r);
	return true;
}

/* Lines stay lines, as they were typed; a table's rows are left alone. */
static void put_lines(const char *text, struct buf *out)
{
	for (const char *p = text; *p;) {
		const size_t n = strcspn(p, "\n");
		buf_add(out, p, n);
		buf_text(out, p[n] && *p != '|' && n ? "  \n" : "\n");
		p += n + (p[n] != '\0');
	}
}

static void read_text(const char *text, struct markdown *out)
{
	struct buf lines = BUF_INIT;
	put_lines(text, &lines);
	markdown_read(buf_str(&lines), out);
	buf_free(&lines);
}

static void read_title(const struct record *r, struct markdown *out)
{
	struct buf b = BUF_INIT;
	const char *title = record_text(r, practice_title);
	buf_text(&b, "### ");
	markdown_escape(title ? title : "?", &b);
	buf_print(&b, " {#practice-%lld}", (long long)r->id);
	markdown_read(buf_str(&b), out);
	buf_free(&b);
}

static void read_label(const char *label, struct markdown *out)
{
	struct buf b = BUF_INIT;
	buf_text(&b, "**");
	markdown_escape(label, &b);
	buf_text(&b, ".**");
	markdown_read(buf_str(&b), out);
	buf_free(&b);
}

/* "Situation. No bench anywhere": the label and the paragraph after it as one, where that is a paragraph. */
static void join_label(struct markdown *m, size_t label)
{
	struct markdown_block *a = &m->at[label], *b = a + 1;
	if (label + 1 >= m->n || b->kind != MARKDOWN_TEXT || b->item || b->quotes || b->level)
		return;
	char *both = mem_print("%s %s", a->text, b->text);
	free(a->text);
	free(a->anchor);
	free(b->text);
	b->text = both;
	memmove(a, b, (m->n - label - 1) * sizeof *a);
	m->n--;
}

static void read_links(const struct record *r, struct markdown *out)
{
	struct buf b = BUF_INIT;
	for (const char *p = record_text(r, practice_links) ? record_text(r, practice_links) : ""; *p;) {
		const size_t n = strcspn(p, " \n");
		if (n)
			buf_print(&b, "- <%.*s>\n", (int)n, p);
		p += n + strspn(p + n, " \n");
	}
	markdown_read(buf_str(&b), out);
	buf_free(&b);
}

static void read_practice(const struct record *r, struct markdown *out)
{
	static const int told[] = {practice_situation, practice_done, practice_result, practice_lesson};
	read_title(r, out);
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		const char *text = record_text(r, told[i]);
		if (!text || !*text)
			continue;
		const size_t label = out->n;
		read_label(tr(r->kind->fields[told[i]].label), out);
		read_text(text, out);
		join_label(out, label);
	}
	read_links(r, out);
}

static bool belongs(const struct guide *g, const struct record *r, size_t *chapter)
{
	const char *name = record_text(r, practice_chapter);
	return name && guide_chapter_find(g, name, chapter);
}

static void begin(struct markdown *out, const char *words)
{
	struct buf b = BUF_INIT;
	buf_print(&b, "## %s {#practice}\n", words);
	markdown_read(buf_str(&b), out);
	buf_free(&b);
}

static void add_to_chapter(const struct gathering *x, size_t chapter)
{
	struct markdown *out = &x->g->guide->chapters[chapter].text;
	bool begun = false;
	for (size_t i = 0, of; i < x->n; i++) {
		if (!belongs(x->g->guide, x->all[i], &of) || of != chapter)
			continue;
		if (!begun)
			begin(out, _("From our practice"));
		begun = true;
		read_practice(x->all[i], out);
	}
}

/* Those of no chapter have one of their own, the last. */
static void add_the_rest(const struct gathering *x)
{
	struct guide_chapter *c = NULL;
	for (size_t i = 0, of; i < x->n; i++) {
		if (belongs(x->g->guide, x->all[i], &of))
			continue;
		if (!c) {
			c = guide_add_chapter(x->g->guide, OWN_CHAPTER);
			c->title = mem_copy_text(_("From our practice"));
			c->file = mem_copy_text(OWN_CHAPTER);
			c->order = 9000;
			c->own = true;
		}
		read_practice(x->all[i], &c->text);
	}
}

bool guide_practices(const struct guiding *g, struct err *e)
{
	struct gathering x = {g, NULL, 0};
	struct query q;
	if (!g->app->store)
		return true;
	query_init(&q, kind_get(KIND_practice));
	const bool ok = store_each(g->app->store, &q, 0, keep, &x, e);
	query_free(&q);
	for (size_t c = 0; ok && c < g->guide->nchapters; c++)
		add_to_chapter(&x, c);
	if (ok)
		add_the_rest(&x);
	for (size_t i = 0; i < x.n; i++)
		record_free(x.all[i]);
	free(x.all);
	return ok;
}
