/* app/facts.c - facts of one record as words in the language. Knows the forms of cells, no fact. */
#include "app/facts.h"

#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/standing_lines.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/money.h"
#include "store/facts.h"
#include "store/read.h"

enum { BAR = 10 };

/* Facts that are counted, not asked: a row each, after those of the database. */
static const struct computed {
	const char *kind, *key, *label;
	int width;
	void (*text)(struct app *a, const struct record *r, struct buf *out);
} computed[] = {
    {"letter", "state", N_("State"), 18, letter_state_short},
};

static const struct fact *nth(const struct kind *k, int fact);

static int asked_count(const struct kind *k)
{
	int n = 0;
	while (nth(k, n))
		n++;
	return n;
}

static const struct computed *computed_nth(const struct kind *k, int fact)
{
	fact -= asked_count(k);
	for (size_t i = 0; fact >= 0 && i < sizeof computed / sizeof *computed; i++)
		if (strcmp(computed[i].kind, k->key) == 0 && fact-- == 0)
			return &computed[i];
	return NULL;
}

static const struct fact *nth(const struct kind *k, int fact)
{
	size_t n;
	const struct fact *all = fact_rows(&n);
	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].kind, k->key) == 0 && fact-- == 0)
			return &all[i];
	return NULL;
}

int app_fact_count(const struct kind *k)
{
	int n = asked_count(k);
	while (computed_nth(k, n))
		n++;
	return n;
}

int app_fact_find(const struct kind *k, const char *key)
{
	const struct fact *f;
	const struct computed *c;
	int i = 0;
	for (; (f = nth(k, i)); i++)
		if (strcmp(f->key, key) == 0)
			return i;
	for (; (c = computed_nth(k, i)); i++)
		if (strcmp(c->key, key) == 0)
			return i;
	return -1;
}

struct app_fact app_fact_get(const struct kind *k, int fact)
{
	const struct computed *c = computed_nth(k, fact);
	const struct fact *f = nth(k, fact);
	if (c)
		return (struct app_fact){c->key, tr(c->label), c->width, false, false};
	bool right = f->form == FACT_NUMBER || f->form == FACT_SOME || f->form == FACT_SHARE || f->form == FACT_MONEY;
	return (struct app_fact){f->key, tr(f->label), f->width, right, f->form == FACT_NAMED};
}

/* ---- cells as words */

struct telling {
	struct app *app;
	const struct fact *fact;
	struct buf *out;
	int rows;
};

static int64_t number(const char *cell)
{
	return cell ? strtoll(cell, NULL, 10) : 0;
}

/* "nov 2025" */
static void month(date_t d, struct buf *out)
{
	struct buf b = BUF_INIT;
	date_text(d, lang_now(), DATE_SHORT, &b);
	const char *blank = strchr(buf_str(&b), ' ');
	buf_text(out, blank ? blank + 1 : buf_str(&b));
	buf_free(&b);
}

/* This year's days without the year, others' months; today as a word. */
static void day(const struct telling *t, const char *iso)
{
	date_t d, today = clock_today(&t->app->clock);
	int year, now, m, n;
	if (!iso || !date_parse_iso(iso, &d))
		return;
	date_split(d, &year, &m, &n);
	date_split(today, &now, &m, &n);
	if (d == today)
		buf_text(t->out, _("today"));
	else if (year == now || t->fact->width == 0)
		date_text(d, lang_now(), year == now ? DATE_DAY : DATE_SHORT, t->out);
	else
		month(d, t->out);
}

static void choice(const struct telling *t, const char *code)
{
	const char *dot = t->fact->choice_of ? strchr(t->fact->choice_of, '.') : NULL;
	char *key = dot ? mem_copy_bytes(t->fact->choice_of, (size_t)(dot - t->fact->choice_of)) : NULL;
	const struct kind *k = key ? kind_find(key) : NULL;
	const struct choice *c = k && code ? choice_find(&k->fields[kind_field(k, dot + 1)], code) : NULL;
	buf_text(t->out, c ? tr(c->label) : code);
	free(key);
}

static void percent(const struct telling *t, int64_t part, int64_t whole)
{
	buf_print(t->out, "%lld%%", (long long)(whole > 0 ? (part * 100 + whole / 2) / whole : 0));
}

static void share(const struct telling *t, const char *const *c)
{
	int64_t part = number(c[0]), whole = number(c[1]);
	const char *unit = c[2] ? c[2] : "";
	if (strcmp(unit, "rate") == 0)
		percent(t, part, whole);
	else if (strcmp(unit, "money") == 0)
		money_text(part, lang_now(), "MDL", t->out);
	else if (!c[1])
		buf_int(t->out, part);
	else if (strcmp(unit, "steps") == 0)
		buf_print(t->out, tr_n("%lld/%lld step", "%lld/%lld steps", (unsigned long)whole), (long long)part,
		    (long long)whole);
	else
		buf_print(t->out, "%lld/%lld", (long long)part, (long long)whole);
}

static void bar(const struct telling *t, const char *const *c)
{
	int64_t part = number(c[0]), whole = number(c[1]);
	int full = whole > 0 ? (int)((part * BAR + whole / 2) / whole) : 0;
	day(t, c[3]);
	if (whole > 0) {
		full = full > BAR ? BAR : full;
		buf_text(t->out, c[3] ? " " : "");
		buf_repeat(t->out, "█", full);
		buf_repeat(t->out, "░", BAR - full);
		buf_char(t->out, ' ');
	}
	share(t, c);
}

/* "19 said yes · 6 no answer · 3 new" */
static void answers(const struct telling *t, const char *code, int64_t n)
{
	const unsigned long many = (unsigned long)n;
	const char *words = strcmp(code, "yes") == 0       ? tr_n("%lld said yes", "%lld said yes", many)
	                    : strcmp(code, "silent") == 0  ? tr_n("%lld no answer", "%lld no answer", many)
	                    : strcmp(code, "waiting") == 0 ? tr_n("%lld waiting", "%lld waiting", many)
	                    : strcmp(code, "no") == 0      ? tr_n("%lld said no", "%lld said no", many)
	                                                   : tr_n("%lld new", "%lld new", many);
	buf_print(t->out, words, (long long)n);
}

/* "4,6/5 (12)"; without a number of answers "4,6" */
static void score(const struct telling *t, int64_t tenths, int64_t n)
{
	buf_print(
	    t->out, "%lld%s%lld", (long long)tenths / 10, lang_now() == LANG_EN ? "." : ",", (long long)tenths % 10);
	if (n)
		buf_print(t->out, "/5 (%lld)", (long long)n);
}

static void dated(const struct telling *t, const char *const *c)
{
	day(t, c[0]);
	if (c[1] && *c[1]) {
		buf_text(t->out, c[0] ? " " : "");
		buf_text(t->out, t->fact->form == FACT_PATH ? tr(c[1]) : c[1]);
	}
}

static void row_words(const struct telling *t, const char *const *c)
{
	switch (t->fact->form) {
	case FACT_TEXT:
	case FACT_NUMBER:
	case FACT_SOME:
		buf_text(t->out, c[0]);
		break;
	case FACT_DATE:
		day(t, c[0]);
		break;
	case FACT_SINCE:
		buf_text(t->out, c[0] ? _("yes") : _("no"));
		buf_text(t->out, c[0] ? ", " : "");
		day(t, c[0]);
		break;
	case FACT_MONEY:
		money_text(number(c[0]), lang_now(), "MDL", t->out);
		break;
	case FACT_SHARE:
		share(t, c);
		break;
	case FACT_BAR:
		bar(t, c);
		break;
	case FACT_ANSWERS:
		answers(t, c[0], number(c[1]));
		break;
	case FACT_SCORE:
		score(t, number(c[0]), number(c[1]));
		break;
	case FACT_SCORES:
		if (c[0])
			buf_print(t->out, "%s ", tr(c[0]));
		score(t, number(c[1]), c[0] ? 0 : number(c[2]));
		break;
	case FACT_COUNTS:
		choice(t, c[0]);
		buf_print(t->out, " %s", c[1]);
		break;
	case FACT_DATED:
	case FACT_PATH:
		dated(t, c);
		break;
	case FACT_NAMED:
		buf_text(t->out, c[0]);
		buf_text(t->out, c[1] ? " · " : "");
		choice(t, c[1]);
		break;
	}
}

static const char *between(const struct fact *f)
{
	return f->form == FACT_PATH ? " > " : f->form == FACT_NAMED ? "\n" : f->form == FACT_BAR ? "   " : " · ";
}

static bool is_nothing(const struct fact *f, const char *const *c)
{
	if (f->form == FACT_SINCE)
		return false;
	if (f->form == FACT_ANSWERS || f->form == FACT_SCORES)
		return !c[1];
	return (!c[0] && (f->form != FACT_DATED || !c[1])) || (f->form == FACT_SOME && number(c[0]) == 0);
}

static bool take_row(void *ctx, const char *const *cells)
{
	struct telling *t = ctx;
	if (is_nothing(t->fact, cells))
		return true;
	buf_text(t->out, t->rows++ ? between(t->fact) : "");
	row_words(t, cells);
	return true;
}

void app_fact_text(struct app *a, const struct kind *k, int fact, int64_t id, struct buf *out)
{
	struct err ignored = ERR_INIT;
	struct store *s = app_store(a, &ignored);
	struct telling t = {a, nth(k, fact), out, 0};
	const struct computed *c = computed_nth(k, fact);
	struct record *r = NULL;
	if (s && c && store_get(s, k, id, &r, &ignored))
		c->text(a, r, out);
	record_free(r);
	if (s && t.fact)
		fact_run(s, t.fact, id, clock_today(&a->clock), take_row, &t, &ignored);
}
