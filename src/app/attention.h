/* app/attention.h - for the files that gather what needs attention. Only src/app/. */
#ifndef OBSTE_SRC_APP_ATTENTION_H
#define OBSTE_SRC_APP_ATTENTION_H

#include "app/standing_lines.h"
#include "app/today.h"

struct noticed {
	enum app_rank rank;
	const struct kind *kind;
	int64_t id;
	date_t date;
	bool warn, task;
	char *words, *why; /* owned; words NULL: the record's own title; why NULL: none, or counted when told */
	const char *const *filters; /* of several */
	int64_t *ids;               /* owned */
	size_t nids;
};
struct noticing {
	struct app *app;
	date_t today;
	int days;
	bool tasks;
	struct noticed *list;
	size_t n, room;
};
/* Lent until the next. */
struct noticed *notice_add(struct noticing *n, enum app_rank rank, enum kind_number kind, int64_t id, date_t date);

bool attention_letters(struct noticing *n, struct err *e);  /* attention_letters.c */
bool attention_meetings(struct noticing *n, struct err *e); /* attention_loose.c */
bool attention_loose(struct noticing *n, struct err *e);
bool attention_actions(struct noticing *n, struct err *e); /* attention_actions.c */

#endif
