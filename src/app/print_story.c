/* app/print_story.c - what happened around a record, in the order of the days, told by the records' own fields. Knows
 * which kinds follow which, no field by name but those two. */
#include <stdlib.h>
#include <string.h>

#include "app/print_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

static bool is_told(const struct story *s, const struct kind *k)
{
	for (size_t i = 0; s->told[i] != KIND_COUNT; i++)
		if (kind_get(s->told[i]) == k)
			return true;
	return false;
}

static date_t own_day(const struct record *r)
{
	const int f = app_day_field(r->kind);
	const char *text = f != NO_FIELD ? record_text(r, f) : NULL;
	date_t day = f != NO_FIELD ? record_date(r, f) : DATE_NONE;
	if (day == DATE_NONE && text && strlen(text) >= 10) { /* a moment: its day */
		char iso[11];
		memcpy(iso, text, 10);
		iso[10] = '\0';
		date_parse_iso(iso, &day);
	}
	return day;
}

/* An agenda item has the day of its meeting. */
static date_t day_of(const struct story *s, const struct record *r)
{
	const int parent = r->kind->parent;
	struct record *above = NULL;
	date_t day = own_day(r);
	if (day != DATE_NONE || parent == NO_FIELD || !record_has(r, parent))
		return day;
	const struct kind *k = field_target(&r->kind->fields[parent]);
	if (k && store_get(s->p->app->store, k, record_int(r, parent), &above, NULL))
		day = own_day(above);
	record_free(above);
	return day;
}

static bool keep(void *ctx, const struct record *r)
{
	struct story *s = ctx;
	for (size_t i = 0; i < s->n; i++)
		if (s->all[i].record->id == r->id)
			return true;
	s->all = mem_resize(s->all, s->n + 1, sizeof *s->all);
	s->all[s->n++] = (struct told){record_copy(r), day_of(s, r)};
	return true;
}

static bool add_naming(struct story *s, const struct kind *k, int field, int64_t id, struct err *e)
{
	struct query q;
	struct value v = VALUE_INIT;
	query_init(&q, k);
	ref_value(&k->fields[field], id, &v);
	bool ok = query_filter_add(&q, field, QUERY_IS, &v, e) && store_each(s->p->app->store, &q, 0, keep, s, e);
	value_clear(&v);
	query_free(&q);
	return ok;
}

/* Answers name the letter, notes of a meeting the item: they need not name the problem as well. */
static bool add_followers(struct story *s, struct err *e)
{
	static const struct {
		enum kind_number of, kind;
		int field;
	} follow[] = {{KIND_letter, KIND_letter, letter_answers}, {KIND_item, KIND_observation, observation_item}};
	for (size_t i = 0; i < s->n; i++)
		for (size_t f = 0; f < sizeof follow / sizeof *follow; f++)
			if (s->all[i].record->kind == kind_get(follow[f].of) && is_told(s, kind_get(follow[f].kind)) &&
			    !add_naming(s, kind_get(follow[f].kind), follow[f].field, s->all[i].record->id, e))
				return false;
	return true;
}

bool story_add(struct story *s, const struct record *r, struct err *e)
{
	for (size_t i = 0; s->told[i] != KIND_COUNT; i++) {
		const struct kind *k = kind_get(s->told[i]);
		for (int f = 1; f < k->nfields; f++)
			if (k->fields[f].type == &ft_ref && field_target(&k->fields[f]) == r->kind &&
			    !add_naming(s, k, f, r->id, e))
				return false;
	}
	return add_followers(s, e);
}

void story_free(struct story *s)
{
	for (size_t i = 0; i < s->n; i++)
		record_free(s->all[i].record);
	free(s->all);
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

/* What has no day stands last. */
static int by_day(const void *x, const void *y)
{
	const struct told *a = x, *b = y;
	if (a->day != b->day)
		return a->day == DATE_NONE ? 1 : b->day == DATE_NONE ? -1 : a->day < b->day ? -1 : 1;
	return (a->record->id > b->record->id) - (a->record->id < b->record->id);
}

static void add_row(struct story *s, const struct told *t)
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
	if (s->n)
		qsort(s->all, s->n, sizeof *s->all, by_day);
	print_style(p, "h2", print_word(p, N_("What happened")));
	if (!s->n)
		print_style(p, "p", print_word(p, N_("Nothing is noted yet.")));
	paper_line(&p->paper, "table", "border=rows size=9", NULL);
	paper_line(&p->paper, "col", "24", "", print_words(p, N_("Date")), NULL);
	paper_line(&p->paper, "col", "30", "", print_words(p, N_("What")), NULL);
	paper_line(&p->paper, "col", "1*", "", "", NULL);
	for (size_t i = 0; i < s->n; i++)
		add_row(s, &s->all[i]);
}
