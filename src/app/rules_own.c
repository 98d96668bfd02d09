/* app/rules_own.c - legal rules and days off that stand in the group's database: read into civic's tables, checked
 * before they are stored, made from the program's own, given up again. Counting is civic's work. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/rules.h"
#include "base/mem.h"
#include "store/read.h"

/* ---- a record as the cells of data/rules.tsv: its fields have the same names, but for the id */

struct cells {
	const struct record *record;
	char *texts[rule_field_count]; /* owned */
};

static const char *record_cell(void *ctx, const char *heading)
{
	const struct cells *c = ctx;
	const int f = strcmp(heading, "id") == 0 ? (int)rule_code : kind_field(c->record->kind, heading);
	return f == NO_FIELD ? "" : c->texts[f];
}

static void cells_begin(struct cells *c, const struct record *r, const struct type_ctx *types)
{
	c->record = r;
	for (int f = 0; f < rule_field_count; f++) {
		struct buf b = BUF_INIT;
		if (f != 0)
			record_format(r, f, types, FOR_DATA, &b);
		c->texts[f] = buf_take(&b);
	}
}

static void cells_end(struct cells *c)
{
	for (int f = 0; f < rule_field_count; f++)
		free(c->texts[f]);
}

static bool put_cells(struct app *a, struct term_rules **rules, const struct record *r, bool check, struct err *e)
{
	struct cells c;
	cells_begin(&c, r, &a->types);
	const bool ok = term_rules_put(rules, &(struct term_cells){record_cell, &c}, check, e);
	cells_end(&c);
	if (!ok && e && strcmp(e->field, "id") == 0)
		err_field(e, "code");
	return ok;
}

/* ---- what the database has */

struct gathering {
	struct app *app;
	struct term_rules **rules;
	struct holidays *days;
	uint64_t mark;
};

/* FNV-1a over what the records say: has anything changed since they were read? */
static void mark_text(uint64_t *mark, const char *text)
{
	do
		*mark = (*mark ^ (unsigned char)*text) * UINT64_C(1099511628211);
	while (*text++);
}

static void mark_record(struct gathering *g, const struct record *r)
{
	for (int f = 1; f < r->kind->nfields; f++) {
		struct buf b = BUF_INIT;
		record_format(r, f, &g->app->types, FOR_DATA, &b);
		mark_text(&g->mark, buf_str(&b));
		buf_free(&b);
	}
}

/* What a newer program wrote and this one does not understand is left out, as wrong lines of a file are. */
static bool take_rule(void *ctx, const struct record *r)
{
	struct gathering *g = ctx;
	struct err ignored = ERR_INIT;
	if (g->rules)
		put_cells(g->app, g->rules, r, false, &ignored);
	else
		mark_record(g, r);
	return true;
}

static bool take_day(void *ctx, const struct record *r)
{
	struct gathering *g = ctx;
	const date_t on = record_date(r, dayoff_date);
	const char *state = record_text(r, dayoff_state);
	const bool off = !state || strcmp(state, "off") == 0;
	int year, month, day;
	char month_day[16];
	if (!g->days) {
		mark_record(g, r);
	} else if (record_int(r, dayoff_hram)) {
		date_split(on, &year, &month, &day);
		snprintf(month_day, sizeof month_day, "%02d-%02d", month, day);
		holidays_set_hram(g->days, off ? month_day : NULL);
	} else if (on != DATE_NONE) {
		holidays_add_moved(g->days, on, off);
	}
	return true;
}

/* In the order of their ids, the newest last: it is the one that counts. */
static void each_own(struct gathering *g, enum kind_number k, bool (*take)(void *ctx, const struct record *r))
{
	struct query q;
	struct err ignored = ERR_INIT;
	query_init(&q, kind_get(k));
	q.by_id = true;
	if (g->app->store)
		store_each(g->app->store, &q, 0, take, g, &ignored);
	query_free(&q);
}

void rules_own_read(struct app *a, struct term_rules **rules)
{
	struct gathering g = {.app = a, .rules = rules};
	each_own(&g, KIND_rule, take_rule);
}

void rules_own_days(struct app *a, struct holidays *h)
{
	struct gathering g = {.app = a, .days = h};
	each_own(&g, KIND_dayoff, take_day);
}

uint64_t rules_own_mark(struct app *a)
{
	struct gathering g = {.app = a, .mark = UINT64_C(14695981039346656037)};
	each_own(&g, KIND_rule, take_rule);
	each_own(&g, KIND_dayoff, take_day);
	return g.mark;
}

/* ---- before one is stored */

static bool check_extension(struct app *a, const char *own, const char *list, struct err *e)
{
	const struct term_rules *rules = app_rules(a, NULL);
	for (const char *p = list + strspn(list, " "); *p; p += strspn(p, " ")) {
		const size_t n = strcspn(p, " ");
		char *id = mem_copy_bytes(p, n);
		const bool itself = strcmp(id, own) == 0, known = !rules || term_rules_find(rules, id);
		if (itself)
			err_set(e, ERR_INVALID, _("The rule \"%s\" cannot lengthen itself."), id);
		else if (!known)
			err_set(e, ERR_INVALID, _("There is no legal rule \"%s\" that could lengthen this one."), id);
		free(id);
		if (itself || !known)
			return err_field(e, "extension");
		p += n;
	}
	return true;
}

bool rules_own_check(struct app *a, const struct record *r, struct err *e)
{
	if (r->kind != kind_get(KIND_rule))
		return true;
	const char *extension = record_text(r, rule_extension);
	if (!put_cells(a, NULL, r, true, e)) {
		err_hint(e, _("Nothing was changed. `obste rules` shows how the program's own rules are written."));
		return false;
	}
	return check_extension(a, record_text(r, rule_code), extension ? extension : "", e);
}

/* ---- changing and giving up */

static bool keep_record(void *ctx, const struct record *r)
{
	struct record **kept = ctx;
	record_free(*kept);
	*kept = record_copy(r);
	return true;
}

/* NULL: the group has none. */
static struct record *own_record(struct app *a, const char *id)
{
	struct query q;
	struct value v = VALUE_INIT;
	struct record *found = NULL;
	struct err ignored = ERR_INIT;
	query_init(&q, kind_get(KIND_rule));
	q.by_id = true;
	value_set_text(&v, id);
	if (a->store && query_filter_add(&q, rule_code, QUERY_IS, &v, &ignored))
		store_each(a->store, &q, 0, keep_record, &found, &ignored);
	value_clear(&v);
	query_free(&q);
	return found;
}

bool rules_is_own(struct app *a, const char *id)
{
	struct record *own = own_record(a, id);
	record_free(own);
	return own != NULL;
}

static void put_text(struct record *r, int field, const char *text)
{
	if (text && *text)
		record_set_text(r, field, text);
}

static void fill(struct record *r, const struct term_rule *from)
{
	static const int names[LANG_COUNT] = {
	    [LANG_RO] = rule_name_ro, [LANG_RU] = rule_name_ru, [LANG_EN] = rule_name_en};
	static const int begins[LANG_COUNT] = {
	    [LANG_RO] = rule_from_ro, [LANG_RU] = rule_from_ru, [LANG_EN] = rule_from_en};
	char amount[32];
	snprintf(amount, sizeof amount, from->amount_max ? "%d-%d" : "%d", from->amount, from->amount_max);
	put_text(r, rule_code, from->id);
	for (int l = 0; l < LANG_COUNT; l++) {
		put_text(r, names[l], from->name[l]);
		put_text(r, begins[l], from->from[l]);
	}
	put_text(r, rule_law, from->law);
	if (from->unit != TERM_OPEN)
		put_text(r, rule_amount, amount);
	put_text(r, rule_unit, term_unit_word(from->unit));
	put_text(r, rule_direction, term_direction_word(from->direction));
	put_text(r, rule_extension, from->extension);
	put_text(r, rule_counting, from->counting);
	put_text(r, rule_source, from->source);
	put_text(r, rule_text_date, from->text_date);
	put_text(r, rule_confidence, from->confidence);
}

static bool no_rule(struct err *e, const char *id)
{
	err_set(e, ERR_NOT_FOUND, _("There is no legal rule \"%s\"."), id);
	return err_hint(e, _("`obste rules` lists them; petition.answer and info.answer are the usual ones."));
}

bool app_rule_edit(struct app *a, const char *id, struct record **out, struct err *e)
{
	const struct term_rules *rules = app_rules(a, e);
	const struct term_rule *rule = rules ? term_rules_find(rules, id) : NULL;
	*out = NULL;
	if (!rules || !rule)
		return rules ? no_rule(e, id) : false;
	*out = own_record(a, id);
	if (*out)
		return true;
	*out = record_new(kind_get(KIND_rule));
	fill(*out, rule);
	return true;
}

bool app_rule_reset(struct app *a, const char *id, struct err *e)
{
	struct record *own;
	bool ok = true, any = false;
	while (ok && (own = own_record(a, id))) {
		any = true;
		ok = app_bin(a, own->kind, &own->id, 1, e);
		record_free(own);
	}
	if (!any)
		return err_set(
		    e, ERR_NOT_FOUND, _("The group has no rule \"%s\" of its own: it is as the program has it."), id);
	return ok;
}

/* ---- the local holiday */

static struct record *hram_record(struct app *a)
{
	struct query q;
	struct value v = VALUE_INIT;
	struct record *found = NULL;
	struct err ignored = ERR_INIT;
	query_init(&q, kind_get(KIND_dayoff));
	q.by_id = true;
	value_set_int(&v, 1);
	if (a->store && query_filter_add(&q, dayoff_hram, QUERY_IS, &v, &ignored))
		store_each(a->store, &q, 0, keep_record, &found, &ignored);
	value_clear(&v);
	query_free(&q);
	return found;
}

const char *app_hram(struct app *a)
{
	const struct holidays *h = app_holidays(a, NULL);
	int month, day;
	if (!h || !holidays_hram(h, &month, &day))
		return "no";
	snprintf(a->hram, sizeof a->hram, "%02d-%02d", month, day);
	return a->hram;
}

bool app_set_hram(struct app *a, const char *month_day, struct err *e)
{
	const bool off = strcmp(month_day, "no") != 0;
	int year, month, day;
	char iso[16];
	date_t on;
	date_split(clock_today(&a->clock), &year, &month, &day);
	snprintf(
	    iso, sizeof iso, "%04d-%.8s", year - year % 4, off ? month_day : "10-14"); /* a leap year has every day */
	if (!date_parse_iso(iso, &on))
		return err_set(e, ERR_INVALID, _("\"%s\" is not a day like 14.10, or \"no\"."), month_day);
	struct record *r = hram_record(a);
	if (!r)
		r = record_new(kind_get(KIND_dayoff));
	record_set_int(r, dayoff_hram, 1);
	record_set_text(r, dayoff_state, off ? "off" : "working");
	record_set_text(r, dayoff_date, iso);
	const bool ok = app_save(a, r, NULL, NULL, e);
	record_free(r);
	return ok;
}
