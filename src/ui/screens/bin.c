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

static void ask_empty(struct ui *u, size_t records)
{
	char *text =
	    mem_print(tr_n("%zu record will be erased for good, with its history. This cannot be undone.",
	                  "%zu records will be erased for good, with their history. This cannot be undone.", records),
	        records);
	confirm_open(u, _("Empty the bin?"), text, _("Erase them for good"), empty_it, NULL);
	free(text);
}

static void chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	size_t n, records = 0;
	const struct kind *all = kinds_all(&n);
	(void)ctx;
	if (index < 0)
		return;
	if (value == EMPTY_IT) {
		for (size_t i = 0; i < n; i++) {
			int64_t there = in_bin(u, &all[i]);
			records += there > 0 ? (size_t)there : 0;
		}
		ask_empty(u, records);
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
