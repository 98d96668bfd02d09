/* civic/notice.c - which notices a meeting needs and whether they came in time. Counts by civic/term. */
#include "civic/notice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "civic/tsv.h"

struct notice_row {
	char *rule, *bodies, *forms, *field;
};
struct notices {
	struct notice_row *list;
	size_t n;
};

static bool take_row(void *ctx, const struct tsv_row *row, char *why, size_t size)
{
	struct notices *all = ctx;
	if (!*tsv_cell(row, "rule") || !*tsv_cell(row, "field")) {
		snprintf(why, size, "%s", _("the rule or the field is missing"));
		return false;
	}
	all->list = mem_resize(all->list, all->n + 1, sizeof *all->list);
	all->list[all->n++] =
	    (struct notice_row){mem_copy_text(tsv_cell(row, "rule")), mem_copy_text(tsv_cell(row, "bodies")),
	        mem_copy_text(tsv_cell(row, "forms")), mem_copy_text(tsv_cell(row, "field"))};
	return true;
}

bool notices_read(
    struct notices **out, const char *path, void (*say)(void *ctx, const char *line), void *ctx, struct err *e)
{
	struct notices *n = mem_alloc(sizeof *n);
	struct tsv_reader reader = {take_row, n, say, ctx};
	*out = n;
	if (tsv_read(path, &reader, e))
		return true;
	notices_free(n);
	*out = NULL;
	return false;
}

void notices_free(struct notices *n)
{
	for (size_t i = 0; n && i < n->n; i++) {
		free(n->list[i].rule);
		free(n->list[i].bodies);
		free(n->list[i].forms);
		free(n->list[i].field);
	}
	if (n)
		free(n->list);
	free(n);
}

/* Is the word among those of the list? An empty list means any. */
static bool among(const char *list, const char *word)
{
	const size_t n = word ? strlen(word) : 0;
	if (!*list)
		return true;
	for (const char *p = list; n && (p = strstr(p, word)); p += n)
		if ((p == list || p[-1] == ' ') && (p[n] == '\0' || p[n] == ' '))
			return true;
	return false;
}

static void judge(struct notice *out, date_t meeting, date_t today)
{
	const date_t until = today < meeting ? today : meeting;
	if (out->actual != DATE_NONE)
		out->state = out->actual <= out->last ? NOTICE_KEPT : NOTICE_LATE;
	else
		out->state = today <= out->last ? NOTICE_AHEAD : NOTICE_MISSING;
	if (out->state == NOTICE_LATE)
		out->late = out->actual - out->last;
	else if (out->state == NOTICE_MISSING)
		out->late = until - out->last;
}

static int by_day(const void *x, const void *y)
{
	const struct notice *a = x, *b = y;
	return a->last != b->last ? (a->last < b->last ? -1 : 1) : strcmp(a->rule->id, b->rule->id);
}

size_t notices_look(const struct notices *n, const struct term_rules *rules, const struct holidays *h,
    const struct notice_meeting *m, date_t today, struct notice *out, size_t max)
{
	size_t got = 0;
	for (size_t i = 0; i < n->n && got < max; i++) {
		const struct notice_row *row = &n->list[i];
		const struct term_rule *rule = term_rules_find(rules, row->rule);
		struct term_end end;
		if (!rule || !among(row->bodies, m->body) || !among(row->forms, m->form) ||
		    !term_compute(rule, m->date, h, &end, NULL))
			continue;
		out[got] = (struct notice){
		    .rule = rule, .field = row->field, .last = end.end, .actual = m->actual(m->ctx, row->field)};
		judge(&out[got++], m->date, today);
	}
	if (got)
		qsort(out, got, sizeof *out, by_day);
	return got;
}
