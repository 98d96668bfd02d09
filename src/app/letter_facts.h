/* app/letter_facts.h - the facts about a letter, for the files of app/ that count its term or follow it up. */
#ifndef OBSTE_SRC_APP_LETTER_FACTS_H
#define OBSTE_SRC_APP_LETTER_FACTS_H

#include "app/app_internal.h"
#include "app/letter_set.h"
#include "civic/thread.h"

struct letter_facts {
	struct thread_facts facts;   /* texts lent from the record */
	struct thread_event *events; /* owned */
	char *taken;                 /* " remind kind:prior": what letters of ours already did about it; owned */
	int64_t changes; /* of the letters that answer it: rises with each, so that the calendar's entry is newer */
};
bool letter_facts_read(struct app *a, const struct record *letter, struct letter_facts *out, struct err *e);
/* The same of a letter of the set. */
void letter_facts_of(const struct letter_set *s, const struct letter_brief *b, struct letter_facts *out);
bool letter_to_council(struct app *a, const struct record *letter);
/* Was the step taken: is there a letter of ours that was drafted as it, or of the kind that it drafts? */
bool letter_step_taken(const struct letter_facts *f, const struct ladder_step *s);
/* A new letter of ours starts the term of its kind when nobody named a rule. */
void letter_begin(struct record *r);
void letter_facts_free(struct letter_facts *f);
/* The thread, and how often the letters that answer it changed: the calendar's entry is newer by as much. */
bool letter_term(struct app *a, const struct record *r, struct thread *out, int64_t *changes, struct err *e);

/* The ladder's rows: the program's own, then the group's (letters.c); a file of the group beside its database, owned.
 */
const struct ladder *ladder_of(struct app *a, struct err *e);
char *group_file(const struct app *a, const char *name);

#endif
