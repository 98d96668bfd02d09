/* ui/screens/guide_do.c - what leads out of the Guide: links into the program and to the web, paper, pages for the
 * browser, a practice of the group, bookmarks. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "ui/job.h"
#include "ui/open_with.h"
#include "ui/screens/guide.h"
#include "ui/ui_internal.h"

/* ---- links */

static void refresh_all(struct ui *u, void *ctx, const struct kind *k, int64_t id)
{
	(void)ctx;
	(void)k;
	(void)id;
	ui_refresh_all(u);
}

static void open_form(struct ui *u, struct app_link *l)
{
	if (app_readonly_reason(u->app)) {
		ui_say(u, ROLE_WARNING, "%s", app_readonly_reason(u->app));
		return;
	}
	form_open(u, l->kind, 0, l->start, refresh_all, NULL);
	l->start = NULL;
}

static void into_program(struct ui *u, const char *url)
{
	struct app_link l;
	struct err e = ERR_INIT;
	bool global;
	if (!app_link_read(u->app, url, &l, &e))
		ui_error(u, &e);
	else if (l.what == LINK_NEW)
		open_form(u, &l);
	else if (l.what == LINK_LIST)
		list_open(u, l.kind, &l.query, NULL);
	else if (ui_find_action(u, l.action, &global) && global)
		ui_action(u, l.action);
	else
		ui_say(u, ROLE_WARNING, _("The link \"%s\" leads nowhere."), url);
	app_link_free(&l);
}

void guide_follow(struct ui *u, struct guide_screen *g, const char *url)
{
	size_t section;
	switch (guide_link(g->guide, g->laid, url, &section)) {
	case GUIDE_SECTION:
		if (g->nback == GUIDE_BACK)
			memmove(g->back, g->back + 1, sizeof *g->back * (size_t)--g->nback);
		g->back[g->nback++] = (struct guide_place){g->at, g->line};
		guide_go(u, g, section);
		break;
	case GUIDE_PROGRAM:
		into_program(u, url);
		break;
	case GUIDE_WEB:
		open_address(u, url);
		break;
	case GUIDE_BROKEN:
		ui_say(u, ROLE_WARNING, _("The link \"%s\" leads nowhere."), url);
		break;
	}
}

/* ---- a practice */

void guide_run_practice(struct ui *u, struct screen *s)
{
	const struct guide_screen *g = (struct guide_screen *)s;
	const struct kind *k = kind_get(KIND_practice);
	const char *name = g->guide->chapters[g->guide->sections[g->at].chapter].name;
	struct record *start = record_new(k);
	if (choice_find(&k->fields[practice_chapter], name))
		record_set_text(start, practice_chapter, name);
	form_open(u, k, 0, start, refresh_all, NULL);
}

/* ---- bookmarks: "petition#terms data#" among the settings */

static char *place_word(const struct guide *g, size_t section)
{
	const struct guide_section *s = &g->sections[section];
	return mem_print("%s#%s", g->chapters[s->chapter].name, s->anchor);
}

static const char *find_word(const char *list, const char *word)
{
	const size_t n = strlen(word);
	for (const char *p = list; *p;) {
		const size_t length = strcspn(p, " ");
		if (length == n && strncmp(p, word, n) == 0)
			return p;
		p += length + strspn(p + length, " ");
	}
	return NULL;
}

bool guide_marked(struct ui *u, const struct guide *g, size_t section)
{
	const char *marks = app_conf(u->app, "guide.marks", "");
	if (!*marks)
		return false;
	char *word = place_word(g, section);
	const bool yes = find_word(marks, word) != NULL;
	free(word);
	return yes;
}

void guide_run_mark(struct ui *u, struct screen *s)
{
	const struct guide_screen *g = (struct guide_screen *)s;
	struct err e = ERR_INIT;
	struct buf marks = BUF_INIT;
	char *word = place_word(g->guide, g->at);
	const char *before = app_conf(u->app, "guide.marks", ""), *there = find_word(before, word);
	if (there) {
		const char *rest = there + strlen(word);
		buf_add(&marks, before, (size_t)(there - before));
		buf_text(&marks, rest + strspn(rest, " "));
	} else {
		buf_print(&marks, "%s%s%s", before, *before ? " " : "", word);
	}
	if (!app_set_conf(u->app, "guide.marks", buf_str(&marks), &e))
		ui_error(u, &e);
	else
		ui_say(u, ROLE_GOOD, "%s",
		    there ? _("The bookmark is gone.") : _("Bookmark: it stays in the contents, with *."));
	buf_free(&marks);
	free(word);
}

void guide_run_copy(struct ui *u, struct screen *s)
{
	const struct guide_screen *g = (struct guide_screen *)s;
	struct buf text = BUF_INIT;
	guide_text(g->guide, g->at, &text);
	term_copy(buf_str(&text));
	ui_say(u, ROLE_GOOD, "%s", _("Copied."));
	buf_free(&text);
}

/* ---- out: one row a way */

struct out {
	const char *label;    /* N_() */
	const char *words[3]; /* of the command; the file's name follows */
	const char *file;
	bool all; /* in the three languages */
};

static const struct out papers[] = {
    {N_("Booklet to fold: A4 sheets, printed on both sides"), {"print", "guide", "--booklet"}, "ghid-brosura.pdf",
        false},
    {N_("Pages of A5"), {"print", "guide", NULL}, "ghid-a5.pdf", false},
    {N_("Pages of A4"), {"print", "guide", "--paper=a4"}, "ghid-a4.pdf", false},
};
static const struct out pages[] = {
    {N_("One page for the browser, in this language"), {"guide", "--html", NULL}, "ghid.html", false},
    {N_("One page for the browser, in three languages"), {"guide", "--html", NULL}, "ghid.html", true},
    {N_("A small website in three languages (a folder)"), {"guide", "--site", NULL}, "ghid", true},
};
enum { WAYS = 3 };

struct sending {
	const struct out *out;
	enum lang lang;
};

static void path_chosen(struct ui *u, void *ctx, const char *path)
{
	struct sending *s = ctx;
	const char *words[10];
	size_t n = 0;
	const bool paper = s->out >= papers && s->out < papers + WAYS;
	if (path) {
		for (size_t i = 0; i < 3 && s->out->words[i]; i++)
			words[n++] = s->out->words[i];
		if (paper)
			words[n++] = "-o";
		words[n++] = path;
		words[n++] = "--lang";
		words[n++] = s->out->all ? "all" : lang_code(s->lang);
		words[n] = NULL;
		job_start(u, &(const struct job){.what = _("The Guide"), .words = words, .path = path});
	}
	free(s);
}

static void way_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct sending *s = ctx;
	if (index < 0) {
		free(s);
		return;
	}
	s->out += value;
	save_prompt_open(u, _("Write to which file?"), s->out->file, NULL, path_chosen, s);
}

static void choose_way(struct ui *u, const char *title, const struct out *rows, enum lang lang)
{
	struct menu_item items[WAYS] = {{0}};
	struct sending *s = mem_alloc(sizeof *s);
	*s = (struct sending){rows, lang};
	for (int i = 0; i < WAYS; i++) {
		items[i].text = (char *)(uintptr_t)tr(rows[i].label);
		items[i].value = i;
	}
	menu_open(u, title, items, WAYS, 0, way_chosen, s);
}

void guide_run_print(struct ui *u, struct screen *s)
{
	choose_way(u, _("Print the Guide"), papers, ((struct guide_screen *)s)->lang);
}

void guide_run_export(struct ui *u, struct screen *s)
{
	choose_way(u, _("Give the Guide away"), pages, ((struct guide_screen *)s)->lang);
}
