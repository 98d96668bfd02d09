/* app/print_list.c - a list of any kind by chosen columns, as "obste list" shows it. Knows no kind by name. */
#include <string.h>

#include "app/print_internal.h"
#include "base/lang.h"
#include "store/read.h"

#define MOST_COLUMNS 12
#define UPRIGHT_CELLS 100 /* more of them want the paper on its side */

struct listing {
	struct printing *p;
	int fields[MOST_COLUMNS];
	size_t n;
	int64_t rows;
	int cells; /* together */
	bool personal;
};

static void choose_columns(struct listing *l, const struct kind *k)
{
	const struct app_print *w = l->p->wish;
	for (size_t i = 0; i < w->nfields && l->n < MOST_COLUMNS; i++)
		l->fields[l->n++] = w->fields[i];
	for (int f = 1; !w->nfields && f < k->nfields && l->n < MOST_COLUMNS; f++)
		if (k->fields[f].in & IN_LIST)
			l->fields[l->n++] = f;
	for (size_t i = 0; i < l->n; i++) {
		const struct field *f = &k->fields[l->fields[i]];
		l->cells += f->width ? f->width : 12;
		l->personal = l->personal || f->privacy >= PERSONAL;
	}
}

static const char *cell(struct listing *l, const struct record *r, int field)
{
	return field == NO_FIELD ? print_text(l->p, "%lld", (long long)r->id) : print_field(l->p, r, field);
}

static bool add_row(void *ctx, const struct record *r)
{
	struct listing *l = ctx;
	const char *cells[MOST_COLUMNS + 1];
	cells[0] = print_text(l->p, "%lld", (long long)++l->rows);
	for (size_t i = 0; i < l->n; i++)
		cells[i + 1] = cell(l, r, l->fields[i]);
	paper_fields(&l->p->paper, "row", cells, l->n + 1);
	return !app_asked_to_stop(l->p->app);
}

static void add_filters(struct listing *l)
{
	const struct query *q = l->p->wish->query;
	for (int i = 0; q && i < q->nfilters; i++) {
		struct buf b = BUF_INIT;
		query_filter_text(q, i, app_types(l->p->app), &b);
		print_style(l->p, "small after=0.5", print_keep(l->p, buf_take(&b)));
	}
}

static void add_columns(struct listing *l, const struct kind *k)
{
	struct printing *p = l->p;
	paper_line(&p->paper, "table", "border=grid size=8.5", NULL);
	paper_line(&p->paper, "col", "11", "right", print_word(p, N_("No.")), NULL);
	for (size_t i = 0; i < l->n; i++) {
		const struct field *f = &k->fields[l->fields[i]];
		paper_line(&p->paper, "col", print_text(p, "%d*", f->width ? f->width : 12),
		    f->type->right ? "right" : "", print_words(p, f->label), NULL);
	}
}

static bool make(struct printing *p, struct err *e)
{
	const struct kind *k = p->wish->kind;
	struct listing l = {.p = p};
	struct query all;
	if (!k)
		return err_set(e, ERR_USAGE, "%s", _("Of which kind is the list?"));
	choose_columns(&l, k);
	query_init(&all, k);
	print_begin(p, print_word(p, k->plural), "a4",
	    p->wish->landscape || l.cells > UPRIGHT_CELLS ? "landscape" : "portrait", "12");
	print_section(p, "");
	print_style(p, "h1", print_word(p, k->plural));
	add_filters(&l);
	if (l.personal)
		print_style(p, "small italic",
		    print_word(p, N_("Personal data: for the group's own work, not to be left lying about.")));
	add_columns(&l, k);
	bool ok = store_each(p->app->store, p->wish->query ? p->wish->query : &all, 0, add_row, &l, e);
	if (ok && app_asked_to_stop(p->app))
		ok = app_interrupted(e);
	if (ok && !l.rows)
		print_style(p, "p", print_word(p, N_("There is nothing here.")));
	query_free(&all);
	return ok;
}

const struct print_maker print_list = {
    .name = "list",
    .args = "KIND",
    .label = N_("List"),
    .help = N_("a list by chosen columns (--columns, --filter, --sort)"),
    .make = make,
};
