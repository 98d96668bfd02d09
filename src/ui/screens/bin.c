/* ui/screens/bin.c - the bin: which kinds have something in it; each opens as a list; emptying it asks. */
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ui/ui_internal.h"

enum { EMPTY_IT = 1000 };

static int64_t in_bin(struct ui *u, const struct kind *k)
{
	struct query q;
	query_init(&q, k);
	q.bin = QUERY_BIN;
	int64_t n = app_count(u->app, &q);
	query_free(&q);
	return n;
}

static void empty_it(struct ui *u, void *ctx)
{
	struct err e = ERR_INIT;
	size_t erased = 0;
	(void)ctx;
	if (!app_empty_bin(u->app, &erased, &e)) {
		ui_error(u, &e);
		return;
	}
	ui_refresh_all(u);
	ui_saved(u,
	    tr_n("The bin is empty: %zu record erased for good", "The bin is empty: %zu records erased for good",
	        erased),
	    erased);
}

static size_t all_in_bin(struct ui *u)
{
	size_t n, records = 0;
	const struct kind *all = kinds_all(&n);
	for (size_t i = 0; i < n; i++) {
		int64_t there = in_bin(u, &all[i]);
		records += there > 0 ? (size_t)there : 0;
	}
	return records;
}

void bin_ask_empty(struct ui *u)
{
	size_t records = all_in_bin(u);
	if (app_readonly_reason(u->app) || records == 0) {
		ui_say(u, ROLE_NORMAL, "%s",
		    app_readonly_reason(u->app) ? app_readonly_reason(u->app) : _("The bin is empty."));
		return;
	}
	char *text =
	    mem_print(tr_n("%zu record will be erased for good, with its history. This cannot be undone.",
	                  "%zu records will be erased for good, with their history. This cannot be undone.", records),
	        records);
	confirm_open(u, _("Empty the bin?"), text, _("Erase them for good"), empty_it, NULL);
	free(text);
}

/* ---- erasing one person: a request that the law knows */

struct erasing {
	const struct kind *kind;
	int64_t id;
};

static void erase_it(struct ui *u, void *ctx)
{
	struct erasing *er = ctx;
	struct err e = ERR_INIT;
	char *told = NULL;
	if (app_erase_person(u->app, er->id, &told, &e)) {
		while (u->depth > 1) /* its page would show what is gone */
			ui_drop(u, ui_top(u));
		ui_refresh_all(u);
		pager_open(u, _("Erased for good"), told ? told : "");
	} else {
		ui_error(u, &e);
	}
	free(told);
	free(er);
}

static void keep_it(struct ui *u, void *ctx)
{
	(void)u;
	free(ctx);
}

static void count_reference(void *ctx, const struct kind *from, int field, int64_t count)
{
	(void)from;
	(void)field;
	*(int64_t *)ctx += count;
}

void erase_ask(struct ui *u, const struct kind *k, int64_t id)
{
	struct erasing *er = mem_alloc(sizeof *er);
	struct err ignored = ERR_INIT;
	struct buf name = BUF_INIT, text = BUF_INIT;
	int64_t linked = 0;
	*er = (struct erasing){k, id};
	app_title(u->app, k, id, &name);
	app_references(u->app, k, id, count_reference, &linked, &ignored);
	buf_print(&text,
	    _("%s: name, phones, address, consents, attendance and signatures are erased for good, in the history "
	      "too."),
	    buf_str(&name));
	buf_char(&text, ' ');
	buf_print(&text,
	    tr_n("%lld record names this person.", "%lld records name this person.", (unsigned long)linked),
	    (long long)linked);
	buf_print(&text, " %s", _("This cannot be undone."));
	confirm_open_or(u, _("Erase this person?"), buf_str(&text), _("Erase for good"), erase_it, keep_it, er);
	buf_free(&name);
	buf_free(&text);
}

/* ---- the list of what lies in it */

static void chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	size_t n;
	const struct kind *all = kinds_all(&n);
	(void)ctx;
	if (index < 0)
		return;
	if (value == EMPTY_IT) {
		bin_ask_empty(u);
		return;
	}
	struct query q;
	query_init(&q, &all[value]);
	q.bin = QUERY_BIN;
	char *title = mem_print("%s · %s", _("Bin"), tr(all[value].plural));
	list_open(u, &all[value], &q, title);
	free(title);
	query_free(&q);
}

void bin_open(struct ui *u)
{
	size_t n, used = 0;
	const struct kind *all = kinds_all(&n);
	struct menu_item *items = mem_array(n + 1, sizeof *items);
	for (size_t i = 0; i < n; i++) {
		int64_t there = in_bin(u, &all[i]);
		if (there > 0)
			items[used++] = (struct menu_item){mem_copy_text(tr(all[i].plural)),
			    mem_print("%lld", (long long)there), (int64_t)i, false, false};
	}
	if (used == 0) {
		ui_say(u, ROLE_NORMAL, _("The bin is empty."));
	} else {
		if (!app_readonly_reason(u->app))
			items[used++] =
			    (struct menu_item){mem_copy_text(_("Empty the bin…")), NULL, EMPTY_IT, false, false};
		menu_open(u, _("Bin"), items, used, 0, chosen, NULL);
	}
	for (size_t i = 0; i < used; i++) {
		free(items[i].text);
		free(items[i].right);
	}
	free(items);
}
