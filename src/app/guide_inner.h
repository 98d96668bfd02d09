/* app/guide_inner.h - what the files of the Guide share. Only src/app/guide*.c include it. */
#ifndef OBSTE_SRC_APP_GUIDE_INNER_H
#define OBSTE_SRC_APP_GUIDE_INNER_H

#include "app/app_internal.h"
#include "app/guide.h"

struct laws;
struct law {
	char *id, *doc, *text_date, *confidence;
	char *short_name[LANG_COUNT], *name[LANG_COUNT];
};

/* What the reading of a guide knows. */
struct guiding {
	struct app *app;
	struct guide *guide;
	const struct term_rules *rules;
	struct laws *laws;
};

/* guide_laws.c: data/laws.tsv, and the group's own laws.tsv beside its database. */
bool laws_read(struct app *a, struct laws **out, struct err *e);
void laws_free(struct laws *l);
const struct law *laws_find(const struct laws *l, const char *id, size_t n);
/* The table at the end of a chapter, as Markdown: the laws of this list ("ca l148"), with date and source. */
void laws_table(const struct guiding *g, const char *file, const char *ids, struct buf *out);

/* guide_fill.c: {{term:petition.answer}} and {{law:ca 75 (1)}} in a text. */
void guide_fill(const struct guiding *g, const char *file, const char *text, struct buf *out);
void guide_fault(const struct guiding *g, const char *file, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* guide_read.c: the files of a folder become chapters; those of the same name are replaced. */
bool guide_read_folder(const struct guiding *g, const char *folder, bool own, struct err *e);

/* guide_practices.c: the group's cases, at the end of their chapters; those of none in a chapter of their own. */
bool guide_practices(const struct guiding *g, struct err *e);

struct guide_chapter *guide_add_chapter(struct guide *g, const char *name);

/* guide_link.c: links that lead nowhere become words that say so. */
void guide_check_links(const struct guiding *g);

#endif
