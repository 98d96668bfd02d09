/* ui/drafts.h - what was typed in forms and not saved, kept on disk. */
#ifndef OBSTE_UI_DRAFTS_H
#define OBSTE_UI_DRAFTS_H

#include "ui/screen.h"

struct draft_told {
	const struct kind *kind;
	int64_t id; /* 0: of a new record */
	int64_t at_ms;
	const char *title; /* lent; may be "" */
};
/* Those of the open database; returns how many. `each` may be NULL. (form_draft.c) */
size_t drafts_list(struct ui *u, void (*each)(void *ctx, const struct draft_told *d), void *ctx);
/* A form was left with a draft by the key before this one: it opens again. false: it was not. */
bool draft_reopen(struct ui *u);
void form_open_draft(struct ui *u, const struct kind *k, int64_t id);

void drafts_open(struct ui *u); /* a menu of them (drafts.c) */
void drafts_say(struct ui *u);  /* at the start: how many there are, when there are any */

#endif
