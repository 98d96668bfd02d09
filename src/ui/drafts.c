/* ui/drafts.c - the drafts as a menu, and what is said of them at the start. Knows no file. */
#include "ui/drafts.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"

struct drafts {
	struct ui *u;
	struct menu_item *items;
	const struct kind **kinds;
	int64_t *ids;
	size_t n;
};

static void add(void *ctx, const struct draft_told *d)
{
	struct drafts *all = ctx;
	struct local_time t = local_from_ms(d->at_ms);
	struct buf text = BUF_INIT, when = BUF_INIT;
	buf_print(&text, "%s: %s", d->id ? tr(d->kind->label) : tr(d->kind->create), *d->title ? d->title : "—");
	date_text(t.date, lang_now(), DATE_DAY, &when);
	buf_print(&when, ", %02d:%02d", t.hour, t.minute);
	all->items = mem_resize(all->items, all->n + 1, sizeof *all->items);
	all->kinds = mem_resize(all->kinds, all->n + 1, sizeof *all->kinds);
	all->ids = mem_resize(all->ids, all->n + 1, sizeof *all->ids);
	all->items[all->n] = (struct menu_item){buf_take(&text), buf_take(&when), (int64_t)all->n, false, false};
	all->kinds[all->n] = d->kind;
	all->ids[all->n++] = d->id;
}

static void free_all(struct drafts *all)
{
	free(all->kinds);
	free(all->ids);
	free(all);
}

/* It was chosen: it goes on without a question. */
static void chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct drafts *all = ctx;
	if (index >= 0)
		form_open_draft(u, all->kinds[value], all->ids[value]);
	free_all(all);
}

void drafts_open(struct ui *u)
{
	struct drafts *all = mem_alloc(sizeof *all);
	all->u = u;
	if (drafts_list(u, add, all) == 0) {
		ui_say(u, ROLE_NORMAL, "%s", _("There are no drafts."));
		free_all(all);
		return;
	}
	menu_open(u, _("Drafts"), all->items, all->n, 0, chosen, all);
	for (size_t i = 0; i < all->n; i++) {
		free(all->items[i].text);
		free(all->items[i].right);
	}
	free(all->items);
	all->items = NULL;
}

void drafts_say(struct ui *u)
{
	size_t n = drafts_list(u, NULL, NULL);
	if (n > 0)
		ui_say(u, ROLE_NORMAL,
		    tr_n("You have %zu draft that was not saved: ^K, \"drafts\"",
		        "You have %zu drafts that were not saved: ^K, \"drafts\"", n),
		    n);
}
