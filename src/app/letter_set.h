/* app/letter_set.h - what counts about every letter, read in one question instead of one a letter. Only src/app/. */
#ifndef OBSTE_SRC_APP_LETTER_SET_H
#define OBSTE_SRC_APP_LETTER_SET_H

#include "app/app_internal.h"

/* The fields that terms are counted from. Texts are lent from the set, or from the record it was made of. */
struct letter_brief {
	int64_t id, answers, action, authority, sequence;
	const char *rule, *step, *kind;
	date_t sent, registered, received, closed, extended_on, extended_to;
	bool out, electronic, reasons, deleted;
};
void letter_brief_of(const struct record *r, struct letter_brief *out);

struct letter_set;
bool letter_set_read(struct app *a, struct letter_set **out, struct err *e);
void letter_set_free(struct letter_set *s); /* NULL is fine */
/* In the order of ids, those in the bin too. */
const struct letter_brief *letter_set_all(const struct letter_set *s, size_t *n);
/* The letters that name it as what they answer: positions in the whole, lent. */
const size_t *letter_set_answers(const struct letter_set *s, int64_t id, size_t *n);

/* While it is held, terms of letters are counted from one set; held twice it is let go twice. A failure is no failure:
 * each letter is then asked for by itself. */
void letter_set_hold(struct app *a);
void letter_set_let_go(struct app *a);

#endif
