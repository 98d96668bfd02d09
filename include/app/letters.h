/* app/letters.h - letters and what came of them: the term with everything that lengthens, stops or restarts it, the next
 * steps, and their drafts. What counts is civic/thread.h; it informs and gives no legal advice. */
#ifndef OBSTE_APP_LETTERS_H
#define OBSTE_APP_LETTERS_H

#include "app/app.h"
#include "civic/thread.h"

/* Where the letter stands today, from its own fields and the letters that name it in "answers". *odd (may be NULL): a
 * msgid about dates that contradict each other, or NULL. The rule in `out` is lent until the group's rules change. */
bool app_letter_look(struct app *a, const struct record *letter, struct thread *out, const char **odd, struct err *e);
/* The same of every letter of ours, read in one question: for counting over all. */
bool app_letter_terms(struct app *a, bool (*each)(void *ctx, int64_t id, const struct thread *t), void *ctx, struct err *e);
/* Told in the language, a sentence a line: state, term, extension and why it does not count. Appends. */
bool app_letter_tell(struct app *a, const struct record *letter, struct buf *out, struct err *e);

/* The same day by day, with the articles: the term, the days it stood still, the extension. A line at a time. */
bool app_letter_explain(struct app *a, const struct record *letter, void (*line)(void *ctx, const char *text), void *ctx,
                        struct err *e);

/* What can be done now, in the ladder's order. */
struct app_letter_step {
	const struct ladder_step *step;
	date_t last; /* until when; DATE_NONE: no term */
	bool taken;  /* a letter of ours did it already */
};
bool app_letter_steps(struct app *a, const struct record *letter,
                      bool (*each)(void *ctx, const struct app_letter_step *s), void *ctx, struct err *e);
/* What came of it, as a new letter to be filled in, not stored: its kind ("extension", "reply"), whom it is from, what it
 * answers. Owned by the caller. */
struct record *app_letter_answer(struct app *a, const struct record *letter, const char *kind);
/* The draft of a step in Romanian or Russian: a new letter, not stored, with its text, what it answers and the rule whose
 * term it starts; for a step without a letter of ours (a court's form) the text alone counts; for the first letter itself
 * (step kind "self") the same letter with its text filled. Owned by the caller. ERR_NOT_FOUND: no such step. */
bool app_letter_draft(struct app *a, const struct record *letter, const char *step, enum lang lang, struct record **draft,
                      struct err *e);
/* The same letter to further authorities: one thread each. One command; *made may be NULL. */
bool app_letter_send_to(struct app *a, int64_t letter, const int64_t *authorities, size_t n, size_t *made, struct err *e);

#endif
