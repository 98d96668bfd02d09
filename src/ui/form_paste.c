/* ui/form_paste.c - a list of lines pasted into the name of a new record: one record a line, if the person wants so. */
#include "ui/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/ask.h"
#include "ui/names.h"

enum { LINES_MOST = 2000 }; /* more is a table to import */

struct pasting {
	struct form *form;
	char *text;
	size_t lines;
};

static size_t next_line(const char *text, size_t *skip)
{
	*skip = strspn(text, "\r\n");
	return strcspn(text + *skip, "\r\n");
}

static size_t count_lines(const char *text)
{
	size_t n = 0, skip, len;
	while ((len = next_line(text, &skip)) > 0) {
		n += strspn(text + skip, " \t") < len;
		text += skip + len;
	}
	return n;
}

static void as_one_line(struct ui *u, struct form *f, const char *text)
{
	struct key k = {.code = K_PASTE, .paste = text};
	form_to_widget(u, f, &k);
}

/* What else the form holds goes to each: the sector, the group, the tags. */
static bool add_record(struct pasting *p, struct record **rs, size_t n, const char *line, size_t len)
{
	struct buf clean = BUF_INIT;
	text_clean(line, len, false, &clean);
	bool any = clean.len > 0;
	if (any) {
		rs[n] = record_copy(p->form->now);
		for (int i = 0; i < 3 && p->form->kind->title[i] != NO_FIELD; i++)
			if (!field_target(&p->form->kind->fields[p->form->kind->title[i]]))
				record_clear(rs[n], p->form->kind->title[i]);
		record_name(rs[n], buf_str(&clean));
	}
	buf_free(&clean);
	return any;
}

static void make_all(struct ui *u, struct pasting *p)
{
	struct err e = ERR_INIT;
	struct record **rs = mem_array(p->lines, sizeof *rs);
	size_t n = 0, skip, len;
	for (const char *s = p->text; n < p->lines && (len = next_line(s, &skip)) > 0; s += skip + len)
		n += add_record(p, rs, n, s + skip, len);
	bool ok = app_save_many(u->app, N_("Several records added"), rs, n, &e);
	for (size_t i = 0; i < n; i++)
		record_free(rs[i]);
	free(rs);
	if (!ok) {
		ui_error(u, &e);
		return;
	}
	draft_remove(u, p->form);
	form_after(u, p->form);
	ui_saved(u, tr_n("%zu record added; u takes it back", "%zu records added; u takes all back", n), n);
}

static void answered(struct ui *u, void *ctx, int answer)
{
	struct pasting *p = ctx;
	if (answer == 0)
		make_all(u, p);
	else if (answer == 1)
		as_one_line(u, p->form, p->text);
	free(p->text);
	free(p);
}

bool form_paste(struct ui *u, struct form *f, const struct key *k)
{
	static const struct ask_answer answers[] = {
	    {"Enter", N_("one record for each line")}, {"n", N_("no: all of it into this field")}};
	const struct slot *s = &f->slots[f->focus];
	if (k->code != K_PASTE || f->id || s->field != f->kind->title[0] || s->row->type->multiline)
		return false;
	size_t lines = count_lines(k->paste);
	if (lines < 2 || lines > LINES_MOST)
		return false;
	struct pasting *p = mem_alloc(sizeof *p);
	struct buf title = BUF_INIT;
	*p = (struct pasting){f, mem_copy_text(k->paste), lines};
	buf_print(&title, tr_n("%zu line pasted", "%zu lines pasted", lines), lines);
	buf_print(&title, " · %s", tr(f->kind->plural));
	ask_open(u, buf_str(&title), _("What else the form holds goes to each of them. One u takes all back."), answers,
	    2, answered, p);
	buf_free(&title);
	return true;
}
