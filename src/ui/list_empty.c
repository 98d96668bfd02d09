/* ui/list_empty.c - a list that shows nothing: what it is for and the next key; after a search, what else can be done,
 * each line to be chosen. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/list.h"

enum { HITS = 60, ELSEWHERE = 0 /* + the kind's number */, CLEAR = 1000, NEW };

void list_empty_clear(struct list *l)
{
	chooser_clear(&l->offers);
	free(l->offered);
	l->offered = NULL;
}

bool list_empty_offers(const struct list *l)
{
	return l->offers.n > 0 && l->view.count == 0 && list_is_narrowed(l);
}

static void offer(struct list *l, char *text, char *right, int64_t value)
{
	chooser_add(&l->offers, text, right, value, false, false);
	free(text);
	free(right);
}

/* In which other kinds the words are found, how often. */
static void offer_elsewhere(struct ui *u, struct list *l, const char *words)
{
	struct app_hit hits[HITS];
	struct err ignored = ERR_INIT;
	size_t n = 0, kinds;
	const struct kind *all = kinds_all(&kinds);
	if (!app_find(u->app, words, NULL, hits, HITS, &n, &ignored))
		n = 0;
	for (size_t k = 0; k < kinds; k++) {
		size_t found = 0;
		for (size_t i = 0; i < n; i++)
			found += hits[i].kind == &all[k];
		if (found > 0 && &all[k] != l->view.kind)
			offer(l, mem_print(_("Search for \"%s\" in: %s"), words, tr(all[k].plural)),
			    mem_print(found == HITS ? "%zu+" : "%zu", found), ELSEWHERE + (int64_t)k);
	}
}

static void filter_labels(const struct list *l, struct buf *out)
{
	const struct query *q = &l->view.query;
	for (int i = l->given; i < q->nfilters; i++)
		buf_print(out, "%s%s", i > l->given ? ", " : "",
		    q->filters[i].field == QUERY_FIGURE ? _("figure of a report")
		                                        : tr(l->view.kind->fields[q->filters[i].field].label));
}

static void make_offers(struct ui *u, struct list *l)
{
	const struct query *q = &l->view.query;
	const char *words = q->search ? q->search : "", *why;
	struct buf labels = BUF_INIT;
	if (l->offered && strcmp(l->offered, words) == 0)
		return;
	list_empty_clear(l);
	l->offered = mem_copy_text(words);
	filter_labels(l, &labels);
	if (*words)
		offer_elsewhere(u, l, words);
	if (labels.len)
		offer(l, mem_print(_("Take the filters away (%s)"), buf_str(&labels)), mem_copy_text("Esc"), CLEAR);
	else
		offer(l, mem_copy_text(_("Show all again")), mem_copy_text("Esc"), CLEAR);
	if (*words && list_can_write(u, &l->s, &why) && q->bin != QUERY_BIN)
		offer(l, mem_print(_("+ %s: \"%s\""), tr(l->view.kind->create), words), NULL, NEW);
	chooser_filter(&l->offers, "");
	buf_free(&labels);
}

static void nothing_fits(struct ui *u, struct list *l, int row, int height, int width)
{
	struct buf b = BUF_INIT;
	const char *name = l->title ? l->title : tr(l->view.kind->plural);
	make_offers(u, l);
	if (l->view.query.search)
		buf_print(&b, _("Nothing fits \"%s\" in %s"), l->view.query.search, name);
	else
		buf_print(&b, _("Nothing fits the filters in %s"), name);
	if (l->total >= 0)
		buf_print(&b, " (%lld)", (long long)l->total);
	term_put(row + 1, 3, width - 4, ROLE_NORMAL, buf_str(&b));
	int room = height - 3, lines = (int)l->offers.n;
	chooser_draw(&l->offers, row + 2, 3, lines < room ? lines : room, width - 6 < 66 ? width - 6 : 66);
	buf_free(&b);
}

struct lines {
	int row, width;
};

static void put_line(void *ctx, const char *bytes, size_t n)
{
	struct lines *t = ctx;
	char *line = mem_copy_bytes(bytes, n);
	term_put(t->row++, 3, t->width, ROLE_NORMAL, line);
	free(line);
}

static void begin_here(struct ui *u, struct list *l, int row, int width)
{
	const char *why;
	struct lines t = {row + 2, width - 4};
	struct buf b = BUF_INIT;
	term_put(row + 1, 3, width - 4, ROLE_NORMAL, _("Nothing here yet."));
	text_wrap(tr(l->view.kind->empty), width - 4, put_line, &t);
	if (list_can_write(u, &l->s, &why))
		buf_print(
		    &b, "n  %s     :  %s", tr(l->view.kind->create), _("everything else, also import from a table"));
	term_put(t.row + 1, 3, width - 4, ROLE_KEY, buf_str(&b));
	term_cursor(row + 1, 3, false);
	buf_free(&b);
}

void list_empty_draw(struct ui *u, struct list *l, int row, int height, int width)
{
	if (l->failed) {
		term_put(row + 1, 3, width - 3, ROLE_WARNING, _("The list could not be read."));
		term_cursor(row + 1, 3, false);
	} else if (l->view.count < 0) {
		term_cursor(row + 1, 3, false); /* not known yet whether it is empty */
	} else if (list_is_narrowed(l)) {
		nothing_fits(u, l, row, height, width);
	} else if (l->view.query.bin == QUERY_BIN) {
		term_put(row + 1, 3, width - 3, ROLE_NORMAL, _("The bin holds nothing of this kind."));
		term_cursor(row + 1, 3, false);
	} else {
		begin_here(u, l, row, width);
	}
}

bool list_empty_key(struct ui *u, struct list *l, const struct key *k)
{
	if (!list_empty_offers(l))
		return false;
	if (chooser_pressed(&l->offers, k)) {
		chooser_key(&l->offers, k);
		list_empty_run(u, l);
		return true;
	}
	return chooser_key(&l->offers, k);
}

void list_empty_run(struct ui *u, struct list *l)
{
	const struct menu_item *i = chooser_selected(&l->offers, NULL);
	size_t n;
	const struct kind *all = kinds_all(&n);
	if (!i)
		return;
	int64_t what = i->value;
	if (what == CLEAR) {
		list_escape(u, l);
	} else if (what == NEW) {
		char *title = mem_copy_text(l->offered);
		list_escape(u, l);
		list_new_titled(u, l, title);
		free(title);
	} else {
		struct query q;
		query_init(&q, &all[what - ELSEWHERE]);
		q.search = mem_copy_text(l->offered);
		list_open(u, q.kind, &q, NULL);
		query_free(&q);
	}
}
