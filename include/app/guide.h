/* app/guide.h - the Guide to Civic Participation: chapters in Markdown (data/guide/LANGUAGE), the group's own chapters
 * (guide/ beside its database) and its practices, with the law's terms filled in from the rules; read, searched, followed
 * by links, written as pages for the browser. */
#ifndef OBSTE_APP_GUIDE_H
#define OBSTE_APP_GUIDE_H

#include "app/app.h"
#include "out/markdown.h"

struct guide_chapter {
	char *name; /* "petition": permanent, in every language */
	char *title;
	char *file; /* "05-petition.md", as messages name it */
	int order;
	bool own; /* the group's own */
	struct markdown text;
};
/* A chapter's beginning, or one of its headings. */
struct guide_section {
	size_t chapter, block; /* the block of its heading; of the chapter's beginning 0 */
	int level;             /* 1 the chapter, 2 and more its headings */
	const char *title, *anchor; /* lent; the anchor of a chapter's beginning is "" */
	char *key;             /* by which it is found */
};
struct guide {
	enum lang lang;
	struct guide_chapter *chapters;
	size_t nchapters;
	struct guide_section *sections; /* in the order of the text */
	size_t nsections;
	char **faults; /* "guide/20-own.md: the link x leads nowhere", in the program's language */
	size_t nfaults;
};
/* ERR_NOT_FOUND: the program's own guide is missing. The practices are in it when a database is open. */
bool app_guide_open(struct app *a, enum lang l, struct guide **out, struct err *e);
void guide_free(struct guide *g); /* NULL is fine */

bool guide_chapter_find(const struct guide *g, const char *name, size_t *chapter);
/* The section of that chapter with this anchor; "" or an unknown one: its beginning. */
size_t guide_section_find(const struct guide *g, size_t chapter, const char *anchor);
size_t guide_section_end(const struct guide *g, size_t section); /* the block after its last one */
/* Sections in which every word is found, those that have them in their heading first. How many. */
size_t guide_search(const struct guide *g, const char *typed, size_t *sections, size_t max);
/* "petition", "5", "petition#terms", else words that are looked for: the best section. */
bool guide_topic(const struct guide *g, const char *typed, size_t *section);

/* ---- links */
enum guide_link_kind { GUIDE_BROKEN, GUIDE_SECTION, GUIDE_PROGRAM, GUIDE_WEB };
/* `chapter` is where the link stands. Broken ones are already words in the text; there are none to follow. */
enum guide_link_kind guide_link(const struct guide *g, size_t chapter, const char *url, size_t *section);

/* What a link into the program opens: "obste:new/action?type=petition" a form with these beginnings,
 * "obste:list/problem?state=verified" a list, "obste:do/section.calendar" an action that works everywhere. */
enum app_link_what { LINK_NEW, LINK_LIST, LINK_DO };
struct app_link {
	enum app_link_what what;
	const struct kind *kind;
	struct record *start; /* LINK_NEW; owned */
	struct query query;   /* LINK_LIST */
	char *action;         /* LINK_DO: its name; owned */
};
bool app_link_read(struct app *a, const char *url, struct app_link *out, struct err *e);
void app_link_free(struct app_link *l);

/* ---- out */
void guide_text(const struct guide *g, size_t section, struct buf *out); /* as plain text, its headings under it too */
void guide_contents_text(const struct guide *g, struct buf *out);
/* One page that needs nothing else, in these languages; a folder of pages, in all three. Whole or not at all. */
bool app_guide_html(struct app *a, const enum lang *langs, size_t n, const char *path, struct err *e);
bool app_guide_site(struct app *a, const char *folder, size_t *pages, struct err *e);

#endif
