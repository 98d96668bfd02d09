/* civic/term.h - legal terms: when they end, day by day, by rules that are data. Pure computation.
 * Counting: Civil Code art. 385-390, Administrative Code art. 63. It informs; it gives no legal advice. */
#ifndef OBSTE_CIVIC_TERM_H
#define OBSTE_CIVIC_TERM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/err.h"
#include "base/lang.h"
#include "civic/holiday.h"

enum term_unit {
	TERM_CALENDAR_DAY,
	TERM_WORKING_DAY,
	TERM_MONTH,
	TERM_YEAR,
	TERM_HOUR,
	TERM_HOUR_PER_MONTH,
	TERM_OPEN /* no number in the law */
};
enum term_direction {
	TERM_AFTER,
	TERM_MAX_AFTER,
	TERM_MIN_AFTER,
	TERM_ADD,
	TERM_MAX_TOTAL,
	TERM_BEFORE /* at least N before */,
	TERM_RANGE,
	TERM_EVERY,
	TERM_THRESHOLD
};

/* As the table writes them: "calendar_day", "max_total". */
const char *term_unit_word(enum term_unit u);
const char *term_direction_word(enum term_direction d);

struct term_rule {
	char *id, *name[LANG_COUNT], *law /* law and article */, *from[LANG_COUNT] /* from what it runs */;
	int amount, amount_max; /* amount_max: the end of a range, else 0 */
	enum term_unit unit;
	enum term_direction direction;
	char *extension; /* ids of the rules that may lengthen it, separated by blanks; "" none */
	char *source, *text_date, *confidence;
	char *counting; /* law and articles by which it is counted */
};
struct term_rules;

/* A tab-separated file with a header line (data/rules.tsv). Wrong lines are told one by one to `say` and left out; a
 * file without a good line is ERR_INVALID. Later files replace rules of the same id (a group's own). */
/* *rules NULL: a new set; otherwise the file is added to it. */
bool term_rules_read(
    struct term_rules **rules, const char *path, void (*say)(void *ctx, const char *line), void *ctx, struct err *e);
/* One rule from elsewhere than a file, its cells by the headings of data/rules.tsv ("" none): added, or in the place of
 * that id. ERR_INVALID says which cell makes no sense (err->field: its heading). `check`: nothing is added. */
struct term_cells {
	const char *(*cell)(void *ctx, const char *heading);
	void *ctx;
};
bool term_rules_put(struct term_rules **rules, const struct term_cells *c, bool check, struct err *e);
void term_rules_free(struct term_rules *rules);
size_t term_rules_count(const struct term_rules *rules);
const struct term_rule *term_rules_at(const struct term_rules *rules, size_t i);
const struct term_rule *term_rules_find(const struct term_rules *rules, const char *id);

struct term_end {
	date_t raw; /* before moving off a day off; DATE_NONE for working-day terms */
	date_t end; /* the last day (TERM_BEFORE: the last day on which it may still be done) */
};
/* ERR_INVALID: a rule without a number, a date outside 1583..9999. */
bool term_compute(
    const struct term_rule *rule, date_t from, const struct holidays *h, struct term_end *out, struct err *e);
/* The same, told day by day in the language: each line a date, a weekday and what it counts as. */
bool term_explain(const struct term_rule *rule, date_t from, const struct holidays *h, enum lang lang,
    void (*line)(void *ctx, const char *text), void *ctx, struct err *e);

#endif
