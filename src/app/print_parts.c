/* app/print_parts.c - what many documents have: the properties of the file, the footer, facts beside each other, lists
 * of records that belong to something. */
#include <stdlib.h>
#include <string.h>

#include "app/print_internal.h"
#include "base/lang.h"
#include "base/version.h"
#include "store/read.h"

static void add_properties(struct printing *p, const char *title)
{
	const int64_t now = clock_ms(app_clock(p->app));
	const struct local_time t = local_from_ms(now);
	const int offset = local_offset_minutes(now);
	char iso[11];
	date_iso(t.date, iso);
	paper_line(&p->paper, "title", title, NULL);
	paper_line(&p->paper, "lang", lang_code(p->lang), NULL);
	paper_line(&p->paper, "date",
	    print_text(p, "%sT%02d:%02d:%02d+%02d:%02d", iso, t.hour, t.minute, t.second, offset / 60, offset % 60),
	    NULL);
}

void print_begin(struct printing *p, const char *title, const char *paper, const char *way, const char *margin)
{
	const char *day = print_date(p, clock_today(app_clock(p->app)), DATE_NUMERIC);
	add_properties(p, title);
	paper_line(&p->paper, "paper", paper, way, margin, NULL);
	paper_line(&p->paper, "footer",
	    print_text(p, "%s · %s · %s · Obște %s", print_group(p), title, day, OBSTE_VERSION),
	    print_word(p, N_("page {page} of {pages}")), NULL);
}

void print_section(struct printing *p, const char *options)
{
	paper_line(&p->paper, "section", options, NULL);
}

void print_style(struct printing *p, const char *style, const char *text)
{
	if (text && *text)
		paper_line(&p->paper, "text", style, text, NULL);
}

/* ---- facts: cells are gathered until a line is full */

#define FACT_COLUMNS 4
static const char *const no_cells[FACT_COLUMNS];

void print_facts_begin(struct printing *p, int columns, const char *row_mm)
{
	p->columns = columns > FACT_COLUMNS ? FACT_COLUMNS : columns;
	p->nfacts = 0;
	memcpy(p->facts, no_cells, sizeof p->facts);
	paper_line(&p->paper, "table",
	    print_text(p, "border=none nohead size=9%s%s", row_mm ? " row=" : "", row_mm ? row_mm : ""), NULL);
	for (int i = 0; i < p->columns; i++)
		paper_line(&p->paper, "col", "1*", "", "", NULL);
}

static void end_line(struct printing *p)
{
	if (p->nfacts)
		paper_fields(&p->paper, "row", p->facts, (size_t)p->columns);
	p->nfacts = 0;
	memcpy(p->facts, no_cells, sizeof p->facts);
}

void print_fact(struct printing *p, const char *label, const char *value)
{
	if (!value || !*value)
		return;
	p->facts[p->nfacts++] = print_text(p,
	    "%s:"
	    " " PAPER_BOLD "%s" PAPER_BOLD,
	    label, value);
	if (p->nfacts == p->columns)
		end_line(p);
}

void print_facts_end(struct printing *p)
{
	end_line(p);
}

/* ---- records that belong to something */

struct each {
	struct printing *p;
	bool (*each)(struct printing *p, const struct record *r);
};

static bool one(void *ctx, const struct record *r)
{
	const struct each *x = ctx;
	return x->each(x->p, r);
}

bool print_each(struct printing *p, const struct kind *k, int field, int64_t id, int sort,
    bool (*each)(struct printing *p, const struct record *r), struct err *e)
{
	struct query q;
	struct value v;
	struct each x = {p, each};
	query_init(&q, k);
	ref_value(&k->fields[field], id, &v);
	q.sort = sort;
	q.down = false;
	bool ok = query_filter_add(&q, field, QUERY_IS, &v, e) && store_each(p->app->store, &q, 0, one, &x, e);
	value_clear(&v);
	query_free(&q);
	return ok;
}

int print_number(int64_t id)
{
	return (int)((uint64_t)id % 10000);
}
