/* ui/screens/import_entries.c - the entries of a calendar as lines to read. Knows no file. */
#include "ui/screens/import_entries.h"

#include "base/lang.h"

enum { MOST = 2000, REASONS = 200 };

static void add_reason(struct import_entries *x, const struct app_ics_in *en)
{
	if (x->nreasons++ >= REASONS)
		return;
	buf_print(&x->reasons, _("Line %zu, %s: %s"), en->line, en->title, *en->why ? en->why : en->left_out);
	if (*en->kept)
		buf_print(&x->reasons, _("stays as it was changed here: %s"), en->kept);
	buf_char(&x->reasons, '\n');
}

void import_entries_take(void *ctx, const struct app_ics_in *en)
{
	static const char *const fates[] = {[ROW_NEW] = N_("new"),
	    [ROW_CHANGED] = N_("changed"),
	    [ROW_SAME] = N_("the same"),
	    [ROW_REFUSED] = N_("refused")};
	struct import_entries *x = ctx;
	char hour[6];
	if (*en->why || *en->kept || *en->left_out)
		add_reason(x, en);
	if (x->n++ >= MOST)
		return;
	buf_print(&x->text, "%s · ", tr(fates[en->fate]));
	if (en->date != DATE_NONE)
		date_text(en->date, lang_now(), DATE_SHORT, &x->text);
	if (en->date != DATE_NONE && en->starts >= 0) {
		time_text(en->starts, hour);
		buf_print(&x->text, ", %s", hour);
	}
	buf_print(&x->text, " · %s\n", en->title);
}

void import_entries_show(struct ui *u, const struct import_entries *x)
{
	struct buf b = BUF_INIT;
	buf_text(&b, buf_str(&x->text));
	if (x->n > MOST)
		buf_print(&b, _("… and %zu more\n"), x->n - MOST);
	pager_open(u, _("Entries"), buf_str(&b));
	buf_free(&b);
}

void import_entries_clear(struct import_entries *x)
{
	buf_clear(&x->text);
	buf_clear(&x->reasons);
	x->n = x->nreasons = 0;
}

void import_entries_free(struct import_entries *x)
{
	buf_free(&x->text);
	buf_free(&x->reasons);
}
