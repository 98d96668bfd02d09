/* civic/term_rules.c - the legal rules, read from tables that people may edit. Counting is civic/term.c's work. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "civic/term.h"
#include "civic/tsv.h"

struct term_rules {
	struct term_rule *list;
	size_t n;
};

/* The words of the table, and the largest number that makes sense with each. */
static const struct {
	const char *name;
	enum term_unit unit;
	int most;
} units[] = {
    {"calendar_day", TERM_CALENDAR_DAY, 3660},
    {"working_day", TERM_WORKING_DAY, 2000},
    {"month", TERM_MONTH, 1200},
    {"year", TERM_YEAR, 100},
    {"hour", TERM_HOUR, 9000},
    {"hour_per_month", TERM_HOUR_PER_MONTH, 744},
    {"open", TERM_OPEN, 0},
};

static const struct {
	const char *name;
	enum term_direction direction;
} directions[] = {
    {"after", TERM_AFTER},
    {"max_after", TERM_MAX_AFTER},
    {"min_after", TERM_MIN_AFTER},
    {"add", TERM_ADD},
    {"max_total", TERM_MAX_TOTAL},
    {"before", TERM_BEFORE},
    {"range", TERM_RANGE},
    {"every", TERM_EVERY},
    {"threshold", TERM_THRESHOLD},
};

#define COUNT_OF(a) (sizeof(a) / sizeof *(a))

const char *term_unit_word(enum term_unit u)
{
	for (size_t i = 0; i < COUNT_OF(units); i++)
		if (units[i].unit == u)
			return units[i].name;
	return "";
}

const char *term_direction_word(enum term_direction d)
{
	for (size_t i = 0; i < COUNT_OF(directions); i++)
		if (directions[i].direction == d)
			return directions[i].name;
	return "";
}

static void rule_free(struct term_rule *r)
{
	char **texts[] = {&r->id, &r->law, &r->counting, &r->extension, &r->source, &r->text_date, &r->confidence};
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		free(*texts[i]);
	for (int l = 0; l < LANG_COUNT; l++) {
		free(r->name[l]);
		free(r->from[l]);
	}
}

/* Where the cells come from: a line of a file, or somebody else's (term_cells); what is wrong, and in which cell. */
struct reading {
	struct term_cells from;
	char *why;
	size_t size;
	const char *heading;
};

static const char *cell(const struct reading *in, const char *heading)
{
	return in->from.cell(in->from.ctx, heading);
}

static bool fault(struct reading *in, const char *heading, const char *words, const char *quoted)
{
	snprintf(in->why, in->size, words, quoted);
	in->heading = heading;
	return false;
}

static bool read_unit(struct term_rule *r, const char *text, int *most)
{
	for (size_t i = 0; i < COUNT_OF(units); i++)
		if (strcmp(units[i].name, text) == 0) {
			r->unit = units[i].unit;
			*most = units[i].most;
			return true;
		}
	return false;
}

static bool read_direction(struct term_rule *r, const char *text)
{
	for (size_t i = 0; i < COUNT_OF(directions); i++)
		if (strcmp(directions[i].name, text) == 0) {
			r->direction = directions[i].direction;
			return true;
		}
	return false;
}

/* "30", "30-60" with a range, nothing where the law gives no number. */
static bool read_amount(struct term_rule *r, const char *text, int most)
{
	char extra;
	if (r->unit == TERM_OPEN)
		return *text == '\0';
	if (strlen(text) > 11 || strspn(text, "0123456789-") != strlen(text))
		return false;
	if (r->direction == TERM_RANGE)
		return sscanf(text, "%5d-%5d%c", &r->amount, &r->amount_max, &extra) == 2 && r->amount > 0 &&
		       r->amount < r->amount_max && r->amount_max <= most;
	return sscanf(text, "%5d%c", &r->amount, &extra) == 1 && r->amount > 0 && r->amount <= most;
}

/* Ids: letters, digits, dots, underscores; `blanks` for a list of them. */
static bool id_ok(const char *text, bool blanks)
{
	const char *allowed =
	    blanks ? "abcdefghijklmnopqrstuvwxyz0123456789._ " : "abcdefghijklmnopqrstuvwxyz0123456789._";
	return strspn(text, allowed) == strlen(text);
}

/* A threshold is of hours a month, and nothing else is counted so. */
static bool fits(const struct term_rule *r)
{
	return (r->unit == TERM_HOUR_PER_MONTH) == (r->direction == TERM_THRESHOLD);
}

static bool has_name(const struct reading *in)
{
	return *cell(in, "name_ro") || *cell(in, "name_ru") || *cell(in, "name_en");
}

static bool read_rule(struct term_rule *r, struct reading *in)
{
	int most = 0;
	const char *id = cell(in, "id");
	if (!*id || !id_ok(id, false))
		return fault(in, "id", _("“%.60s” is not a rule's id, such as petition.answer"), id);
	if (!has_name(in))
		return fault(in, "name_ro", _("%.60s: the name is missing"), id);
	if (!read_unit(r, cell(in, "unit"), &most))
		return fault(in, "unit",
		    _("“%.40s” is not a unit: calendar_day, working_day, month, year, hour, hour_per_month, open"),
		    cell(in, "unit"));
	if (!read_direction(r, cell(in, "direction")))
		return fault(in, "direction",
		    _("“%.40s” is not a direction: after, max_after, min_after, add, max_total, before, range, every, "
		      "threshold"),
		    cell(in, "direction"));
	if (!fits(r))
		return fault(in, "direction", _("“%.40s” does not go with this unit"), cell(in, "direction"));
	if (!read_amount(r, cell(in, "amount"), most))
		return fault(in, "amount", _("“%.40s” is not a possible number for this unit"), cell(in, "amount"));
	if (!id_ok(cell(in, "extension"), true))
		return fault(in, "extension", _("“%.60s” is not a list of rule ids"), cell(in, "extension"));
	return true;
}

/* What is missing in one language is said in another. */
static void take_languages(const struct reading *in, const char *what, char *out[LANG_COUNT])
{
	const char *any = "";
	for (int pass = 0; pass < 2; pass++)
		for (enum lang l = 0; l < LANG_COUNT; l++) {
			char heading[32];
			snprintf(heading, sizeof heading, "%s_%s", what, lang_code(l));
			const char *text = cell(in, heading);
			if (pass == 0)
				any = *any ? any : text;
			else
				out[l] = mem_copy_text(*text ? text : any);
		}
}

static void take_texts(struct term_rule *r, const struct reading *in)
{
	r->id = mem_copy_text(cell(in, "id"));
	r->law = mem_copy_text(cell(in, "law"));
	r->counting = mem_copy_text(cell(in, "counting"));
	r->extension = mem_copy_text(cell(in, "extension"));
	r->source = mem_copy_text(cell(in, "source"));
	r->text_date = mem_copy_text(cell(in, "text_date"));
	r->confidence = mem_copy_text(cell(in, "confidence"));
	take_languages(in, "name", r->name);
	take_languages(in, "from", r->from);
}

static void keep(struct term_rules *rules, const struct term_rule *r)
{
	for (size_t i = 0; i < rules->n; i++)
		if (strcmp(rules->list[i].id, r->id) == 0) {
			rule_free(&rules->list[i]);
			rules->list[i] = *r;
			return;
		}
	rules->list = mem_resize(rules->list, rules->n + 1, sizeof *rules->list);
	rules->list[rules->n++] = *r;
}

static const char *row_cell(void *ctx, const char *heading)
{
	return tsv_cell(ctx, heading);
}

static bool take_row(void *ctx, const struct tsv_row *row, char *why, size_t size)
{
	struct reading in = {{row_cell, (void *)(uintptr_t)row}, why, size, NULL};
	struct term_rule r = {0};
	if (!read_rule(&r, &in))
		return false;
	take_texts(&r, &in);
	keep(ctx, &r);
	return true;
}

bool term_rules_put(struct term_rules **rules, const struct term_cells *c, bool check, struct err *e)
{
	char why[256];
	struct reading in = {*c, why, sizeof why, NULL};
	struct term_rule r = {0};
	if (!read_rule(&r, &in)) {
		err_set(e, ERR_INVALID, "%s", why);
		return err_field(e, in.heading);
	}
	if (check)
		return true;
	if (!*rules)
		*rules = mem_alloc(sizeof **rules);
	take_texts(&r, &in);
	keep(*rules, &r);
	return true;
}

bool term_rules_read(
    struct term_rules **rules, const char *path, void (*say)(void *ctx, const char *line), void *ctx, struct err *e)
{
	struct term_rules *into = *rules ? *rules : mem_alloc(sizeof *into);
	struct tsv_reader reader = {take_row, into, say, ctx};
	bool ok = tsv_read(path, &reader, e);
	if (!ok && !*rules) {
		term_rules_free(into);
		return false;
	}
	*rules = into;
	return ok;
}

void term_rules_free(struct term_rules *rules)
{
	if (!rules)
		return;
	for (size_t i = 0; i < rules->n; i++)
		rule_free(&rules->list[i]);
	free(rules->list);
	free(rules);
}

size_t term_rules_count(const struct term_rules *rules)
{
	return rules->n;
}

const struct term_rule *term_rules_at(const struct term_rules *rules, size_t i)
{
	return &rules->list[i];
}

const struct term_rule *term_rules_find(const struct term_rules *rules, const char *id)
{
	for (size_t i = 0; i < rules->n; i++)
		if (strcmp(rules->list[i].id, id) == 0)
			return &rules->list[i];
	return NULL;
}
