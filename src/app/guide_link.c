/* app/guide_link.c - where links of the Guide lead: to a chapter, into the program, to the web; what leads nowhere is
 * said in the text itself. Knows no screen. */
#include <stdlib.h>
#include <string.h>

#include "app/guide_inner.h"
#include "base/lang.h"
#include "base/mem.h"

#define PROGRAM "obste:"

static bool is_web(const char *url)
{
	static const char *const begins[] = {"https://", "http://", "mailto:"};
	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
		if (strncmp(url, begins[i], strlen(begins[i])) == 0)
			return url[strlen(begins[i])] != '\0';
	return false;
}

/* "05-petition.md#terms", "petition#terms", "#terms". */
static bool find_chapter(const struct guide *g, size_t here, const char *url, size_t *chapter)
{
	size_t n = strcspn(url, "#");
	const size_t digits = strspn(url, "0123456789");
	if (n == 0) {
		*chapter = here;
		return true;
	}
	if (n > 3 && strncmp(url + n - 3, ".md", 3) == 0)
		n -= 3;
	const size_t skip = digits && url[digits] == '-' && digits < n ? digits + 1 : 0;
	char *name = mem_copy_bytes(url + skip, n - skip);
	const bool found = guide_chapter_find(g, name, chapter);
	free(name);
	return found;
}

/* Before sections are cut the anchors stand in the blocks. */
static bool has_anchor(const struct guide_chapter *c, const char *anchor)
{
	for (size_t b = 0; b < c->text.n; b++)
		if (c->text.at[b].kind == MARKDOWN_HEADING && strcmp(c->text.at[b].anchor, anchor) == 0)
			return true;
	return *anchor == '\0';
}

static const char *anchor_of(const char *url)
{
	const char *mark = strchr(url, '#');
	return mark ? mark + 1 : "";
}

enum guide_link_kind guide_link(const struct guide *g, size_t chapter, const char *url, size_t *section)
{
	size_t to;
	if (strncmp(url, PROGRAM, strlen(PROGRAM)) == 0)
		return GUIDE_PROGRAM;
	if (is_web(url))
		return GUIDE_WEB;
	if (!find_chapter(g, chapter, url, &to) || !has_anchor(&g->chapters[to], anchor_of(url)))
		return GUIDE_BROKEN;
	if (section)
		*section = guide_section_find(g, to, anchor_of(url));
	return GUIDE_SECTION;
}

/* ---- checking */

static bool leads(const struct guiding *g, size_t chapter, const char *url)
{
	struct app_link l;
	struct err ignored = ERR_INIT;
	const enum guide_link_kind kind = guide_link(g->guide, chapter, url, NULL);
	if (kind != GUIDE_PROGRAM)
		return kind != GUIDE_BROKEN;
	const bool ok = app_link_read(g->app, url, &l, &ignored);
	app_link_free(&l);
	return ok;
}

/* A link without words has the title of the chapter that it names. */
static const char *missing_words(const struct guide *g, size_t chapter, const char *url)
{
	size_t to;
	return find_chapter(g, chapter, url, &to) ? g->chapters[to].title : url;
}

struct linking {
	const struct guiding *g;
	size_t chapter;
	struct markdown_block *block;
	size_t next, kept; /* of the block's urls */
};

/* One text of a block: links that lead nowhere lose their marks and say so. */
static void check_text(struct linking *l, char **text)
{
	struct buf out = BUF_INIT;
	bool open = false, good = true;
	for (const char *p = *text; *p; p++) {
		char *url = l->next < l->block->nurls ? l->block->urls[l->next] : NULL;
		if (*p == MARKDOWN_LINK && url) {
			open = true;
			good = leads(l->g, l->chapter, url);
			if (good)
				buf_char(&out, *p);
			if (p[1] == MARKDOWN_LINK_END)
				buf_text(&out, missing_words(l->g->guide, l->chapter, url));
		} else if (*p == MARKDOWN_LINK_END && open) {
			open = false;
			l->next++;
			if (good) {
				buf_char(&out, *p);
				l->block->urls[l->kept++] = url;
				continue;
			}
			buf_print(&out, " (%s)", _("the link leads nowhere"));
			guide_fault(
			    l->g, l->g->guide->chapters[l->chapter].file, _("the link “%.200s” leads nowhere"), url);
			free(url);
		} else if (*p != MARKDOWN_LINK && *p != MARKDOWN_LINK_END) {
			buf_char(&out, *p);
		}
	}
	free(*text);
	*text = buf_take(&out);
}

void guide_check_links(const struct guiding *g)
{
	for (size_t c = 0; c < g->guide->nchapters; c++)
		for (size_t i = 0; i < g->guide->chapters[c].text.n; i++) {
			struct markdown_block *b = &g->guide->chapters[c].text.at[i];
			struct linking l = {g, c, b, 0, 0};
			if (!b->nurls)
				continue;
			check_text(&l, &b->text);
			for (size_t cell = 0; cell < b->rows * b->columns; cell++)
				check_text(&l, &b->cells[cell]);
			while (l.next < b->nurls)
				free(b->urls[l.next++]);
			b->nurls = l.kept;
		}
}

/* ---- into the program */

/* "%C8%99i" and "+": as addresses of the web write what people type. */
static char *decoded(const char *p, size_t n)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < n; i++) {
		char digits[3] = {0};
		if (p[i] == '%' && i + 2 < n && strspn(p + i + 1, "0123456789abcdefABCDEF") >= 2) {
			memcpy(digits, p + i + 1, 2);
			buf_char(&out, (char)strtol(digits, NULL, 16));
			i += 2;
		} else {
			buf_char(&out, p[i] == '+' ? ' ' : p[i]);
		}
	}
	return buf_take(&out);
}

static bool take_field(struct app *a, struct app_link *l, const char *words, struct err *e)
{
	const char *eq = strchr(words, '=');
	if (l->what == LINK_LIST)
		return query_filter_parse(&l->query, words, app_types(a), e);
	char *key = mem_copy_bytes(words, eq ? (size_t)(eq - words) : strlen(words));
	const int field = kind_field(l->kind, key);
	bool ok = eq && field != NO_FIELD;
	if (!ok)
		err_set(e, ERR_INVALID, _("%s: there is no field \"%s\"."), l->kind->key, key);
	ok = ok && record_parse(l->start, field, eq + 1, app_types(a), e);
	free(key);
	return ok;
}

static bool take_fields(struct app *a, struct app_link *l, const char *p, struct err *e)
{
	bool ok = true;
	while (ok && *p) {
		const size_t n = strcspn(p, "&");
		char *words = decoded(p, n);
		ok = !*words || take_field(a, l, words, e);
		free(words);
		p += n + (p[n] == '&');
	}
	return ok;
}

static bool find_kind(struct app_link *l, const char *p, size_t n, struct err *e)
{
	char *key = mem_copy_bytes(p, n);
	l->kind = kind_find(key);
	if (!l->kind)
		err_set(e, ERR_NOT_FOUND, _("There is no kind of record \"%s\"."), key);
	free(key);
	return l->kind != NULL;
}

static const struct {
	const char *word;
	enum app_link_what what;
} whats[] = {{"new/", LINK_NEW}, {"list/", LINK_LIST}, {"do/", LINK_DO}};

bool app_link_read(struct app *a, const char *url, struct app_link *out, struct err *e)
{
	const char *p = url + strlen(PROGRAM);
	*out = (struct app_link){.kind = NULL};
	for (size_t i = 0; i < sizeof whats / sizeof *whats; i++) {
		const size_t n = strlen(whats[i].word);
		if (strncmp(url, PROGRAM, strlen(PROGRAM)) != 0 || strncmp(p, whats[i].word, n) != 0)
			continue;
		p += n;
		out->what = whats[i].what;
		if (out->what == LINK_DO)
			return (out->action = mem_copy_text(p)) && *p;
		const size_t name = strcspn(p, "?");
		if (!find_kind(out, p, name, e))
			return false;
		query_init(&out->query, out->kind);
		out->start = out->what == LINK_NEW ? record_new(out->kind) : NULL;
		return take_fields(a, out, p + name + (p[name] == '?'), e);
	}
	return err_set(e, ERR_INVALID, _("The link \"%s\" leads nowhere."), url);
}

void app_link_free(struct app_link *l)
{
	record_free(l->start);
	if (l->kind)
		query_free(&l->query);
	free(l->action);
	*l = (struct app_link){.kind = NULL};
}
