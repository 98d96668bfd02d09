/* app/print_story.c - what happened around a record, in the order of the days, told by the records' own fields. Knows
 * which kinds follow which, no field by name but those two. */
#include "app/print_internal.h"
#include "base/lang.h"

bool story_add(struct story *s, const struct record *r, struct err *e)
{
	s->chain.app = s->p->app;
	s->chain.told = s->told;
	return chain_add(&s->chain, r, e);
}

void story_free(struct story *s)
{
	chain_free(&s->chain);
}

/* ---- one record */

static bool is_title(const struct kind *k, int f)
{
	return k->title[0] == f || k->title[1] == f || k->title[2] == f;
}

static bool is_shown(const struct story *s, const struct record *r, int f)
{
	const struct field *field = &r->kind->fields[f];
	return record_has(r, f) && !is_title(r->kind, f) && field->privacy <= s->most && f != app_day_field(r->kind) &&
	       !(field->type == &ft_ref && record_int(r, f) == s->p->record->id);
}

static void add_short(struct story *s, const struct record *r, struct buf *out)
{
	for (int f = 1; f < r->kind->nfields; f++)
		if (is_shown(s, r, f) && !r->kind->fields[f].type->multiline) {
			const char *value = print_field(s->p, r, f);
			if (*value)
				buf_print(out, "%s%s: %s", out->len ? " · " : "", print_label(s->p, r, f), value);
		}
}

static void add_long(struct story *s, const struct record *r, struct buf *out)
{
	for (int f = 1; f < r->kind->nfields; f++)
		if (is_shown(s, r, f) && r->kind->fields[f].type->multiline)
			buf_print(out, "%s" PAPER_ITALIC "%s:" PAPER_ITALIC " %s", out->len ? "\n" : "",
			    print_label(s->p, r, f), print_field(s->p, r, f));
}

void story_record(struct story *s, const struct record *r)
{
	struct printing *p = s->p;
	print_facts_begin(p, 2, NULL);
	for (int f = 1; f < r->kind->nfields; f++)
		if (record_has(r, f) && !is_title(r->kind, f) && r->kind->fields[f].privacy <= s->most &&
		    !r->kind->fields[f].type->multiline)
			print_fact(p, print_label(p, r, f), print_field(p, r, f));
	print_facts_end(p);
	for (int f = 1; f < r->kind->nfields; f++)
		if (is_shown(s, r, f) && r->kind->fields[f].type->multiline) {
			print_style(p, "h3", print_label(p, r, f));
			print_style(p, "p", print_field(p, r, f));
		}
}

/* ---- all of them */

static void add_row(struct story *s, const struct chained *t)
{
	const struct record *r = t->record;
	struct printing *p = s->p;
	struct buf text = BUF_INIT, more = BUF_INIT, title = BUF_INIT;
	struct type_ctx types = *app_types(p->app);
	types.lang = p->lang;
	record_title(r, &types, &title);
	buf_print(&text, PAPER_BOLD "%s" PAPER_BOLD, buf_str(&title));
	add_short(s, r, &more);
	if (more.len)
		buf_print(&text, "\n%s", buf_str(&more));
	buf_clear(&more);
	add_long(s, r, &more);
	if (more.len)
		buf_print(&text, "\n%s", buf_str(&more));
	paper_line(
	    &p->paper, "row", print_date(p, t->day, DATE_NUMERIC), print_word(p, r->kind->label), buf_str(&text), NULL);
	buf_free(&title);
	buf_free(&more);
	buf_free(&text);
}

void story_write(struct story *s)
{
	struct printing *p = s->p;
	chain_sort(&s->chain);
	print_style(p, "h2", print_word(p, N_("What happened")));
	if (!s->chain.n)
		print_style(p, "p", print_word(p, N_("Nothing is noted yet.")));
	paper_line(&p->paper, "table", "border=rows size=9", NULL);
	paper_line(&p->paper, "col", "24", "", print_words(p, N_("Date")), NULL);
	paper_line(&p->paper, "col", "30", "", print_words(p, N_("What")), NULL);
	paper_line(&p->paper, "col", "1*", "", "", NULL);
	for (size_t i = 0; i < s->chain.n; i++)
		add_row(s, &s->chain.all[i]);
}
