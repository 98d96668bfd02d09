/* app/export_internal.h - what the files that write calendars share. Only src/app/. */
#ifndef OBSTE_SRC_APP_EXPORT_INTERNAL_H
#define OBSTE_SRC_APP_EXPORT_INTERNAL_H

#include "app/concern.h"
#include "app/exchange.h"
#include "app/given.h"

/* One thing that changed for a reader, as it is told. */
struct news_line {
	date_t date;
	int starts;
	char *text; /* owned */
};
struct news {
	struct news_line *lines;
	size_t n;
};
/* What a reader had, has now, and what of it is news; who else stands in it. */
/* Takes each entry as a calendar of its own, instead of one file. */
struct ics_sink {
	bool (*item)(void *ctx, int64_t id, const char *title, const struct buf *text, struct err *e);
	void *ctx;
};
struct ics_reader {
	const struct ics_sink *sink; /* NULL: into o->path */
	bool follows;                /* one reader whose copies are followed: a person, a group */
	bool had;                    /* something was given before */
	struct given last, now;
	struct news news;
	struct idmap holds;
};
void ics_reader_free(struct ics_reader *rd);
/* The reader's news as a text to paste into a chat, in the language; "" when there is none. */
void news_text(struct app *a, const struct ics_reader *rd, const char *name, struct buf *out);
/* What is different between the last copy and this one, for an entry; nothing for what is over. */
void news_add(struct app *a, struct ics_reader *rd, const struct given_entry *was, const struct given_entry *now,
    const struct ics_event *ev, const char *role);

/* Is a person's language known, the program speaks it until lang_switch(back). */
enum lang ics_speak_to(struct app *a, int64_t person);
/* Writes `o` without asking who may have it and without writing it down; `rd->last` is given. */
bool ics_export(struct app *a, const struct app_ics_out *o, struct ics_reader *rd, int64_t *events, struct err *e);
/* A person's own calendar only with their consent: ERR_INVALID. */
bool ics_may_have(struct app *a, const struct app_ics_out *o, struct err *e);
/* The codes of handout.whom for an audience. */
const char *ics_whom(enum app_audience audience);
/* As a handout: `path`, what is in it. `state` is lent until the handout is added. */
struct app_handout ics_handout(
    const struct app_ics_out *o, const struct ics_reader *rd, int64_t events, struct buf *state, int64_t **holds);
/* The ids in a map, owned. */
int64_t *idmap_ids(const struct idmap *m, size_t *n);
uint64_t file_hash(const char *path); /* of what is in it; 0: no plain file */

/* ---- the texts of an entry (export_entry.c) */
struct ics_texts {
	struct buf uid, title, about, url, role, category;
};
/* What one audience may see. */
struct ics_audience {
	enum privacy most;
	bool only_public, alarms, others; /* others: names of other people may stand in it */
};
struct ics_entry_run {
	struct app *app;
	const struct ics_audience *audience;
	const struct concern *concern;
	const struct consents *consents; /* of those who are named; NULL: all may be */
	struct idmap *holds;
	struct ics_texts texts;
};
/* UID, SEQUENCE, stamps, state, alarm, description of what entry_make made. */
void ics_entry_finish(struct ics_entry_run *run, const struct record *r, struct entry *en);
void ics_entry_cancel(struct ics_entry_run *run, struct entry *en);
void ics_entry_free(struct ics_entry_run *run);

#endif
