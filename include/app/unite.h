/* app/unite.h - two records of one person: pairs that are likely, what was decided about them, and making one of two. */
#ifndef OBSTE_APP_UNITE_H
#define OBSTE_APP_UNITE_H

#include "app/app.h"

/* The older record stands first. */
struct app_pair {
	int64_t one, other;
	unsigned facts; /* what both have; see app_pair_words */
	bool kept;      /* somebody wanted to decide it later */
};
/* All pairs that nobody has decided, the likeliest first; *list is owned. id: only those of this record; 0 all. */
bool app_pairs(struct app *a, int64_t id, struct app_pair **list, size_t *n, struct err *e);
void app_pair_words(unsigned facts, struct buf *out); /* "Phone, Name" */
/* Two people: never asked again, on no laptop. `later`: to be decided, it stays in the list. */
bool app_pair_decide(struct app *a, int64_t x, int64_t y, bool later, struct err *e);

enum app_take { TAKE_ONE, TAKE_OTHER, TAKE_BOTH };
struct app_unite {
	struct record *one, *other; /* `one` is the older; it stays and the other goes to the bin, pointing to it */
	enum app_take *take;        /* by field; filled in with what is likely wanted */
	int64_t naming;             /* records that name the other and will name the one */
};
bool app_unite_open(struct app *a, int64_t x, int64_t y, struct app_unite **out, struct err *e);
/* Does the field take part? Not where neither record has it, nor what the program itself keeps. */
bool app_unite_shows(const struct app_unite *w, int field);
bool app_unite_differs(const struct app_unite *w, int field);
bool app_unite_joins(const struct field *f); /* both values can be kept: phones, tags, notes */
/* What the field will hold. */
void app_unite_value(const struct app_unite *w, int field, struct value *out);
/* One command, one undo: values, everything that names the other, the pair. *moved (may be NULL): records that now name
 * the one. */
bool app_unite_do(struct app *a, const struct app_unite *w, int64_t *moved, struct err *e);
void app_unite_free(struct app_unite *w);
/* What another laptop wrote about the merged-away record, not knowing, goes to the one that stayed. */
bool app_unite_follow(struct app *a, int64_t *moved, struct err *e);

#endif
