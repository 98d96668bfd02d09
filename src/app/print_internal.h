/* app/print_internal.h - what the makers of documents share. A maker reads records and writes lines for obste-print
 * (out/paper.h); it knows no fonts. Only src/app/ includes it. */
#ifndef OBSTE_SRC_APP_PRINT_INTERNAL_H
#define OBSTE_SRC_APP_PRINT_INTERNAL_H

#include "app/app_internal.h"
#include "app/chain.h"
#include "app/print.h"
#include "out/paper.h"

struct printing {
	struct app *app;
	const struct app_print *wish;
	struct record *record; /* what it is about; NULL where nothing is needed */
	enum lang lang;        /* of words and dates; the first of two */
	bool both;             /* words in Romanian and in Russian */
	struct paper paper;
	void *own;           /* of the maker */
	int columns, nfacts; /* facts that stand beside each other */
	const char *facts[4];
	char **kept; /* texts that live as long as this */
	size_t nkept;
	struct record **save; /* numbers that were given out: stored when the file is there; owned */
	size_t nsave;
	const char *save_as; /* N_(): name of that change */
};

struct print_maker {
	const char *name;
	const char *args;              /* "WORKSHOP" */
	const char *label;             /* N_(): of menus */
	const char *help;              /* N_() */
	const enum kind_number *about; /* kinds that the record may be of, ended by KIND_COUNT; NULL: no record */
	/* Which language it is in when none is asked for. NULL: the program's. */
	enum lang (*lang)(struct app *a, const struct record *r);
	bool (*make)(struct printing *p, struct err *e);
};

/* ---- print.c */
void print_save(struct printing *p, struct record *r, const char *name); /* takes it */

/* ---- print_words.c: words and values in the document's language, or in two. Texts are lent until the end. */
const char *print_keep(struct printing *p, char *text); /* takes it */
const char *print_text(struct printing *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
const char *print_word(struct printing *p, const char *msgid);  /* "Data / Дата" */
const char *print_words(struct printing *p, const char *msgid); /* the same, the second language on a line of its own */
const char *print_field(struct printing *p, const struct record *r, int field); /* as people read it */
const char *print_label(struct printing *p, const struct record *r, int field); /* its label */
const char *print_date(struct printing *p, date_t d, enum date_style style);    /* "" for none */
const char *print_title(struct printing *p, const struct kind *k, int64_t id);  /* "" for 0 */
/* The name as people say it, given name first: on certificates and letters. */
const char *print_person(struct printing *p, int64_t id);
const char *print_group(struct printing *p);                /* the group's name */
enum lang print_lang_of(const struct record *r, int field); /* a field of a language; the program's when empty */

/* For letters to authorities: the language of the state. */
enum lang print_in_romanian(struct app *a, const struct record *r);

/* ---- print_parts.c: what many documents have */
/* Title, language, date, paper, footer. The margin in mm. */
void print_begin(struct printing *p, const char *title, const char *paper, const char *way, const char *margin);
void print_section(struct printing *p, const char *options);
void print_style(struct printing *p, const char *style, const char *text);
/* "Label: value" pairs beside each other in `columns` columns; empty values are left out. */
void print_facts_begin(struct printing *p, int columns, const char *row_mm);
void print_fact(struct printing *p, const char *label, const char *value);
void print_facts_end(struct printing *p);
/* Records that name `id` in `field`, in the order of their kind, oldest first. */
bool print_each(struct printing *p, const struct kind *k, int field, int64_t id, int sort,
    bool (*each)(struct printing *p, const struct record *r), struct err *e);
/* Four digits that are the same on every laptop: "0014" in OB-AT-0014-1. */
int print_number(int64_t id);

/* ---- print_story.c: what happened, in order, told from the records themselves */
struct story {
	struct printing *p;
	const enum kind_number *told; /* kinds that are told, ended by KIND_COUNT */
	enum privacy most;            /* fields beyond it are left out */
	struct chain chain;
};
/* Every record of the told kinds that names `r`, with the answers to letters and what was noted at agenda items. */
bool story_add(struct story *s, const struct record *r, struct err *e);
void story_write(struct story *s);
void story_free(struct story *s);
/* The filled fields of a record: short ones as facts, long ones as paragraphs. */
void story_record(struct story *s, const struct record *r);

/* ---- print_run.c: the other program. */
bool print_run(struct app *a, const struct app_print *wish, const struct buf *document, const char *path, char **said,
    struct err *e);

#endif
