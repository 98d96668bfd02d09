/* app/ledger.h - the plain ledger of an action: what came and went in order, with the balance after each line, totals by
 * currency, and two people who confirm the cash. Amounts are whole bani. */
#ifndef OBSTE_APP_LEDGER_H
#define OBSTE_APP_LEDGER_H

#include "app/app.h"

struct app_ledger_line {
	const struct record *record;
	char currency[8];
	int64_t amount;     /* with its sign: what the cash changes by; 0 for pledges and things */
	int64_t balance;    /* of that currency, after this line */
	bool cash;          /* income or cost: the two people confirm it */
	int confirmed;      /* by how many people: 0, 1, 2 */
	bool proved;        /* it has a document, or two people confirmed it */
};
/* Oldest first; the record is lent. */
bool app_ledger(struct app *a, int64_t action, bool (*each)(void *ctx, const struct app_ledger_line *l), void *ctx, struct err *e);

#define APP_CURRENCIES 8
struct app_ledger_sum {
	char currency[8];
	int64_t pledged, income, costs, in_kind, balance;
	size_t entries, unconfirmed /* cash lines with fewer than two */, unproved;
};
/* By currency, lei first. Returns how many; an action without entries has none. */
bool app_ledger_sums(struct app *a, int64_t action, struct app_ledger_sum out[APP_CURRENCIES], size_t *n, struct err *e);

/* This person confirms one entry (id), or every cash entry of the action that still lacks people (id 0), today. One change,
 * one undo. What they noted themselves or confirmed already is skipped: *skipped. ERR_INVALID: nothing was left to
 * confirm, and why. */
bool app_ledger_confirm(struct app *a, int64_t action, int64_t id, int64_t person, size_t *done, size_t *skipped, struct err *e);

/* As a table for other programs: one row a line, with the balance and who confirmed when. path "-": stdout. */
bool app_ledger_csv(struct app *a, int64_t action, bool excel, const char *path, int64_t *rows, struct err *e);

#endif
