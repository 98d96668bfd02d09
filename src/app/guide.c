/* app/guide.c - the Guide as a whole: read, put in order, cut into sections, searched. Knows no file format and no
 * screen. */
#include <stdlib.h>
#include <string.h>

#include "app/dates.h"
#include "app/guide_inner.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"

void guide_free(struct guide *g)
{
	if (!g)
		return;
	for (size_t i = 0; i < g->nchapters; i++) {
		free(g->chapters[i].name);
		free(g->chapters[i].title);
		free(g->chapters[i].file);
		markdown_free(&g->chapters[i].text);
	}
	for (size_t i = 0; i < g->nsections; i++)
		free(g->sections[i].key);
	for (size_t i = 0; i < g->nfaults; i++)
		free(g->faults[i]);
	free(g->chapters);
	free(g->sections);
	free(g->faults);
	free(g);
}

/* ---- sections */

static void add_section(struct guide *g, size_t chapter, size_t block, int level)
{
	const struct guide_chapter *c = &g->chapters[chapter];
	const struct markdown_block *b = level > 1 ? &c->text.at[block] : NULL;
	g->sections = mem_resize(g->sections, g->nsections + 1, sizeof *g->sections);
	g->sections[g->nsections++] =
	    (struct guide_section){chapter, block, level, b ? b->text : c->title, b ? b->anchor : "", NULL};
}

static void cut_sections(struct guide *g)
{
	for (size_t c = 0; c < g->nchapters; c++) {
		const struct markdown *m = &g->chapters[c].text;
		add_section(g, c, 0, 1);
		for (size_t b = 0; b < m->n; b++)
			if (m->at[b].kind == MARKDOWN_HEADING)
				add_section(g, c, b, m->at[b].level < 2 ? 2 : m->at[b].level);
	}
}

/* Its own blocks only, up to the next heading. */
static size_t own_end(const struct guide *g, size_t section)
{
	const struct guide_section *s = &g->sections[section];
	return section + 1 < g->nsections && g->sections[section + 1].chapter == s->chapter
	           ? g->sections[section + 1].block
	           : g->chapters[s->chapter].text.n;
}

size_t guide_section_end(const struct guide *g, size_t section)
{
	const struct guide_section *s = &g->sections[section];
	for (size_t i = section + 1; i < g->nsections && g->sections[i].chapter == s->chapter; i++)
		if (g->sections[i].level <= s->level)
			return g->sections[i].block;
	return g->chapters[s->chapter].text.n;
}

/* ---- the whole */

static int by_order(const void *x, const void *y)
{
	const struct guide_chapter *a = x, *b = y;
	return a->order != b->order ? (a->order > b->order) - (a->order < b->order) : strcmp(a->name, b->name);
}

/* guide/ beside the database: chapters for every language; guide/ro and so on for one. */
static bool read_own(const struct guiding *g, struct err *e)
{
	if (!g->app->store)
		return true;
	char *beside = path_dir(store_path(g->app->store)), *folder = path_join(beside, "guide"),
	     *of_language = path_join(folder, lang_code(g->guide->lang));
	const bool ok = guide_read_folder(g, folder, true, e) && guide_read_folder(g, of_language, true, e);
	free(beside);
	free(folder);
	free(of_language);
	return ok;
}

static bool read_all(struct guiding *g, struct err *e)
{
	char *guides = path_join(g->app->data ? g->app->data : "", "guide"),
	     *folder = path_join(guides, lang_code(g->guide->lang));
	bool ok = (g->rules = app_rules(g->app, e)) && laws_read(g->app, &g->laws, e) &&
	          guide_read_folder(g, folder, false, e) && read_own(g, e);
	if (ok) {
		qsort(g->guide->chapters, g->guide->nchapters, sizeof *g->guide->chapters, by_order);
		ok = guide_practices(g, e);
	}
	free(guides);
	free(folder);
	return ok;
}

/* Its words are in its own language, whatever the program's is. */
bool app_guide_open(struct app *a, enum lang l, struct guide **out, struct err *e)
{
	const enum lang before = lang_now();
	struct guide *g = mem_alloc(sizeof *g);
	struct guiding reading = {.app = a, .guide = g};
	g->lang = l;
	lang_switch(l);
	const bool ok = read_all(&reading, e);
	if (ok) {
		guide_check_links(&reading);
		cut_sections(g);
	}
	lang_switch(before);
	laws_free(reading.laws);
	if (ok)
		*out = g;
	else
		guide_free(g);
	return ok;
}

/* ---- finding */

bool guide_chapter_find(const struct guide *g, const char *name, size_t *chapter)
{
	for (*chapter = 0; *chapter < g->nchapters; ++*chapter)
		if (strcmp(g->chapters[*chapter].name, name) == 0)
			return true;
	return false;
}

size_t guide_section_find(const struct guide *g, size_t chapter, const char *anchor)
{
	size_t first = 0;
	while (first < g->nsections && g->sections[first].chapter != chapter)
		first++;
	for (size_t i = first; i < g->nsections && g->sections[i].chapter == chapter; i++)
		if (strcmp(g->sections[i].anchor, anchor) == 0)
			return i;
	return first;
}

static void add_block_words(const struct markdown_block *b, struct buf *words)
{
	markdown_plain(b->text, words);
	buf_char(words, ' ');
	for (size_t i = 0; i < b->rows * b->columns; i++) {
		markdown_plain(b->cells[i], words);
		buf_char(words, ' ');
	}
}

static const char *key_of(struct guide *g, size_t section)
{
	struct guide_section *s = &g->sections[section];
	struct buf words = BUF_INIT, key = BUF_INIT;
	if (s->key)
		return s->key;
	buf_print(&words, "%s ", s->title);
	for (size_t b = s->block; b < own_end(g, section); b++)
		add_block_words(&g->chapters[s->chapter].text.at[b], &words);
	text_key(buf_str(&words), &key);
	buf_free(&words);
	return s->key = buf_take(&key);
}

struct looking {
	const char *keys[2]; /* as typed, and by the other keyboard layout; NULL none */
};

static bool fits(const struct looking *l, const char *key)
{
	return text_key_matches(key, l->keys[0]) || (l->keys[1] && text_key_matches(key, l->keys[1]));
}

static bool title_fits(const struct looking *l, const char *title)
{
	struct buf plain = BUF_INIT, key = BUF_INIT;
	markdown_plain(title, &plain);
	text_key(buf_str(&plain), &key);
	const bool yes = fits(l, buf_str(&key));
	buf_free(&plain);
	buf_free(&key);
	return yes;
}

size_t guide_search(const struct guide *g, const char *typed, size_t *sections, size_t max)
{
	struct buf key = BUF_INIT, other = BUF_INIT, other_key = BUF_INIT;
	size_t n = 0;
	text_key(typed, &key);
	if (text_other_layout(typed, &other))
		text_key(buf_str(&other), &other_key);
	const struct looking l = {{buf_str(&key), other_key.len ? buf_str(&other_key) : NULL}};
	for (int titles = 1; titles >= 0 && key.len; titles--)
		for (size_t i = 0; i < g->nsections && n < max; i++) {
			const bool titled = title_fits(&l, g->sections[i].title);
			if (titled == (titles == 1) && (titled || fits(&l, key_of((struct guide *)(uintptr_t)g, i))))
				sections[n++] = i;
		}
	buf_free(&key);
	buf_free(&other);
	buf_free(&other_key);
	return n;
}

bool guide_topic(const struct guide *g, const char *typed, size_t *section)
{
	const size_t n = strcspn(typed, "#"), digits = strspn(typed, "0123456789");
	char *name = mem_copy_bytes(typed, n);
	size_t chapter;
	bool found = guide_chapter_find(g, name, &chapter);
	free(name);
	for (chapter = found ? chapter : 0; !found && digits && !typed[digits] && chapter < g->nchapters; chapter++)
		if (atoi(typed) == g->chapters[chapter].order) {
			found = true;
			break;
		}
	if (found) {
		*section = guide_section_find(g, chapter, typed[n] ? typed + n + 1 : "");
		return true;
	}
	return guide_search(g, typed, section, 1) == 1;
}
