/* app/guide_site.c - the Guide for the browser: one page that needs nothing else, or a folder of pages in the three
 * languages that lead to one another. Whole or not at all: everything is written beside the place and moved in when it
 * is there. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/guide_page.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/version.h"
#include "out/html.h"

#define STYLE_MOST (256u << 10)

/* ---- what every page has */

static bool read_style(struct app *a, struct buf *out, struct err *e)
{
	char *folder = path_join(a->data ? a->data : "", "guide"), *path = path_join(folder, "style.css");
	const bool ok = path_read_all(path, STYLE_MOST, out, e);
	free(folder);
	free(path);
	return ok;
}

/* The policy says to the browser what is true anyway: no script, nothing from elsewhere. */
static void page_begin(const struct page *p, const char *title, const char *style)
{
	struct buf *out = p->out;
	buf_print(
	    out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", lang_code(p->guide->lang));
	buf_text(out,
	    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
	    "'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"Obște\">\n"
	    "<meta name=\"referrer\" content=\"no-referrer\">\n");
	html_tagged("<title>", title, "</title>\n", out);
	buf_print(out, "<style>\n%s</style>\n</head>\n<body>\n", style);
}

static void page_end(const struct page *p)
{
	struct buf today = BUF_INIT;
	date_text(clock_today(app_clock(p->app)), p->guide->lang, DATE_LONG, &today);
	html_tagged("<footer><p>", app_group_name(p->app), *app_group_name(p->app) ? " · " : "", p->out);
	html_tagged("", buf_str(&today), " · Obște " OBSTE_VERSION "</p>\n", p->out);
	html_tagged("<p>", _("The Guide informs; it is no legal advice. Check each article on legis.md."),
	    "</p></footer>\n</body>\n</html>\n", p->out);
	buf_free(&today);
}

/* The same place in the other languages. */
static void put_languages(
    struct buf *out, const enum lang *langs, size_t n, enum lang here, const char *before, const char *after)
{
	if (n < 2)
		return;
	buf_text(out, "<p class=\"langs\">");
	for (size_t i = 0; i < n; i++) {
		buf_text(out, i ? " · " : "");
		if (langs[i] == here)
			buf_print(out, "<strong>%s</strong>", lang_name(here));
		else
			buf_print(out, "<a href=\"%s%s%s\" hreflang=\"%s\" lang=\"%s\">%s</a>", before,
			    lang_code(langs[i]), after, lang_code(langs[i]), lang_code(langs[i]), lang_name(langs[i]));
	}
	buf_text(out, "</p>\n");
}

static bool write_file(const char *path, const struct buf *text, struct err *e)
{
	struct path_writer w;
	if (!path_write_begin(&w, path, e))
		return false;
	fwrite(buf_str(text), 1, text->len, w.file);
	return path_write_end(&w, e);
}

/* ---- one page */

static void one_chapter(const struct page *p, const enum lang *langs, size_t n, size_t chapter)
{
	char *after = mem_print("-%s", p->guide->chapters[chapter].name);
	buf_text(p->out, "<section>\n");
	page_chapter(p, chapter);
	if (!p->guide->chapters[chapter].own)
		put_languages(p->out, langs, n, p->guide->lang, "#", after);
	buf_text(p->out, "</section>\n");
	free(after);
}

static void one_language(const struct page *p, const enum lang *langs, size_t n)
{
	const char *code = lang_code(p->guide->lang);
	buf_print(p->out, "<div class=\"guide\" lang=\"%s\" id=\"%s\">\n<nav>\n", code, code);
	put_languages(p->out, langs, n, p->guide->lang, "#", "");
	html_tagged("<h2>", _("Contents"), "</h2>\n", p->out);
	page_contents(p);
	html_tagged("</nav>\n<main>\n<h1>", _("Guide to Civic Participation"), "</h1>\n", p->out);
	for (size_t c = 0; c < p->guide->nchapters; c++)
		one_chapter(p, langs, n, c);
	buf_text(p->out, "</main>\n</div>\n");
}

bool app_guide_html(struct app *a, const enum lang *langs, size_t n, const char *path, struct err *e)
{
	const enum lang before = lang_now();
	struct buf out = BUF_INIT, style = BUF_INIT;
	bool ok = read_style(a, &style, e);
	for (size_t i = 0; ok && i < n; i++) {
		struct guide *g = NULL;
		ok = app_guide_open(a, langs[i], &g, e);
		const struct page p = {a, g, &out, true};
		lang_switch(langs[i]);
		if (ok && i == 0)
			page_begin(&p, _("Guide to Civic Participation"), buf_str(&style));
		if (ok)
			one_language(&p, langs, n);
		if (ok && i + 1 == n)
			page_end(&p);
		lang_switch(before);
		guide_free(g);
	}
	ok = ok && write_file(path, &out, e);
	buf_free(&out);
	buf_free(&style);
	return ok;
}

/* ---- a folder of pages */

/* Everything is first written into `hidden`, a folder beside the wanted one, then moved file by file. */
struct site {
	struct app *app;
	const char *folder;
	char *hidden;
	char *style;
	char **names; /* "ro/petition.html" */
	size_t n;
};

static const enum lang every[] = {LANG_RO, LANG_RU, LANG_EN};
enum { EVERY = sizeof every / sizeof *every };

static bool add_page(struct site *s, const char *name, const struct buf *text, struct err *e)
{
	char *path = path_join(s->hidden, name), *folder = path_dir(path);
	const bool ok = path_make_dirs(folder, e) && write_file(path, text, e);
	if (ok) {
		s->names = mem_resize(s->names, s->n + 1, sizeof *s->names);
		s->names[s->n++] = mem_copy_text(name);
	}
	free(folder);
	free(path);
	return ok;
}

static void put_neighbour(const struct page *p, size_t chapter, const char *sign, const char *rel)
{
	const struct guide_chapter *c = &p->guide->chapters[chapter];
	buf_print(p->out, "<a rel=\"%s\" href=\"%s.html\">%s ", rel, c->name, sign);
	html_escape(c->title, p->out);
	buf_text(p->out, "</a>\n");
}

static bool chapter_page(struct site *s, const struct guide *g, size_t chapter, struct err *e)
{
	struct buf out = BUF_INIT;
	const struct page p = {s->app, g, &out, false};
	const struct guide_chapter *c = &g->chapters[chapter];
	char *file = mem_print("/%s.html", c->name), *name = mem_print("%s%s", lang_code(g->lang), file);
	page_begin(&p, c->title, s->style);
	buf_text(&out, "<header class=\"top\">\n");
	if (c->own)
		put_languages(&out, every, EVERY, g->lang, "../", "/index.html");
	else
		put_languages(&out, every, EVERY, g->lang, "../", file);
	html_tagged("<p><a href=\"index.html\">", _("Guide to Civic Participation"), "</a></p>\n</header>\n", &out);
	html_tagged("<div class=\"guide chapter\">\n<nav>\n<h2>", _("Contents"), "</h2>\n", &out);
	page_contents(&p);
	buf_text(&out, "</nav>\n<main>\n");
	page_chapter(&p, chapter);
	buf_text(&out, "<p class=\"turn\">");
	if (chapter > 0)
		put_neighbour(&p, chapter - 1, "←", "prev");
	if (chapter + 1 < g->nchapters)
		put_neighbour(&p, chapter + 1, "→", "next");
	buf_text(&out, "</p>\n</main>\n</div>\n");
	page_end(&p);
	const bool ok = add_page(s, name, &out, e);
	buf_free(&out);
	free(file);
	free(name);
	return ok;
}

static bool contents_page(struct site *s, const struct guide *g, struct err *e)
{
	struct buf out = BUF_INIT;
	const struct page p = {s->app, g, &out, false};
	char *name = mem_print("%s/index.html", lang_code(g->lang));
	page_begin(&p, _("Guide to Civic Participation"), s->style);
	buf_text(&out, "<main>\n");
	put_languages(&out, every, EVERY, g->lang, "../", "/index.html");
	html_tagged("<h1>", _("Guide to Civic Participation"), "</h1>\n", &out);
	page_contents(&p);
	buf_text(&out, "</main>\n");
	page_end(&p);
	const bool ok = add_page(s, name, &out, e);
	buf_free(&out);
	free(name);
	return ok;
}

static bool language_pages(struct site *s, enum lang l, struct err *e)
{
	const enum lang before = lang_now();
	struct guide *g;
	if (!app_guide_open(s->app, l, &g, e))
		return false;
	lang_switch(l);
	bool ok = contents_page(s, g, e);
	for (size_t c = 0; ok && c < g->nchapters; c++)
		ok = chapter_page(s, g, c, e);
	lang_switch(before);
	guide_free(g);
	return ok;
}

/* The first page: the three languages, each in itself. */
static bool first_page(struct site *s, struct err *e)
{
	const enum lang before = lang_now();
	struct buf out = BUF_INIT;
	struct guide nothing = {.lang = before};
	const struct page p = {s->app, &nothing, &out, false};
	page_begin(&p, _("Guide to Civic Participation"), s->style);
	buf_text(&out, "<main>\n");
	for (size_t i = 0; i < EVERY; i++) {
		lang_switch(every[i]);
		buf_print(&out, "<p class=\"door\" lang=\"%s\"><a href=\"%s/index.html\">%s<br><strong>",
		    lang_code(every[i]), lang_code(every[i]), lang_name(every[i]));
		html_tagged("", _("Guide to Civic Participation"), "</strong></a></p>\n", &out);
	}
	lang_switch(before);
	buf_text(&out, "</main>\n");
	page_end(&p);
	const bool ok = add_page(s, "index.html", &out, e);
	buf_free(&out);
	return ok;
}

static bool move_in(const struct site *s, struct err *e)
{
	bool ok = true;
	for (size_t i = 0; ok && i < s->n; i++) {
		char *from = path_join(s->hidden, s->names[i]), *to = path_join(s->folder, s->names[i]),
		     *folder = path_dir(to);
		ok = path_make_dirs(folder, e) &&
		     (rename(from, to) == 0 || err_errno(e, errno, _("Could not write %s"), path_shown(to)));
		free(folder);
		free(from);
		free(to);
	}
	return ok;
}

static void clear_hidden(const struct site *s)
{
	for (size_t i = 0; i < s->n; i++) {
		char *path = path_join(s->hidden, s->names[i]);
		unlink(path);
		free(path);
	}
	for (size_t i = 0; i < EVERY; i++) {
		char *path = path_join(s->hidden, lang_code(every[i]));
		rmdir(path);
		free(path);
	}
	rmdir(s->hidden);
}

bool app_guide_site(struct app *a, const char *folder, size_t *pages, struct err *e)
{
	struct buf style = BUF_INIT;
	if (!read_style(a, &style, e) || !path_make_dirs(folder, e)) {
		buf_free(&style);
		return false;
	}
	struct site s = {.app = a, .folder = folder, .style = buf_take(&style)};
	s.hidden = path_join(folder, ".obste-XXXXXX");
	bool ok = mkdtemp(s.hidden) || err_errno(e, errno, _("Could not write %s"), path_shown(folder));
	if (ok) {
		for (size_t i = 0; ok && i < EVERY; i++)
			ok = language_pages(&s, every[i], e);
		ok = ok && first_page(&s, e) && move_in(&s, e);
		clear_hidden(&s);
	}
	*pages = s.n;
	for (size_t i = 0; i < s.n; i++)
		free(s.names[i]);
	free(s.names);
	free(s.hidden);
	free(s.style);
	return ok;
}
