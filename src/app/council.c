/* app/council.c - the notice of a meeting held against the days typed in, and pasted agendas. Rules are data, counting
 * and splitting are civic's work. */
#include "app/council.h"

#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/dates.h"
#include "app/standing_lines.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "civic/agenda_text.h"
#include "store/read.h"

#define NOTICES_MOST 32

static const struct notices *notices_of(struct app *a, struct err *e)
{
	if (a->notices)
		return a->notices;
	char *path = path_join(a->data ? a->data : "", "notices.tsv");
	notices_read(&a->notices, path, NULL, NULL, e);
	free(path);
	return a->notices;
}

static date_t actual_day(void *ctx, const char *field)
{
	const struct record *r = ctx;
	const int i = kind_field(r->kind, field);
	return i == NO_FIELD ? DATE_NONE : record_date(r, i);
}

static bool look(struct app *a, const struct record *r, struct notice *out, size_t *n, struct err *e)
{
	const struct notices *all = notices_of(a, e);
	const struct term_rules *rules = all ? app_rules(a, e) : NULL;
	const struct holidays *days = rules ? app_holidays(a, e) : NULL;
	*n = 0;
	if (!days)
		return false;
	const struct notice_meeting m = {.body = record_text(r, meeting_body),
	    .form = record_text(r, meeting_form),
	    .date = record_date(r, meeting_date),
	    .actual = actual_day,
	    .ctx = (void *)r};
	if (m.date != DATE_NONE)
		*n = notices_look(all, rules, days, &m, clock_today(&a->clock), out, NOTICES_MOST);
	return true;
}

bool app_meeting_notices(struct app *a, const struct record *meeting, bool (*each)(void *ctx, const struct notice *n),
    void *ctx, struct err *e)
{
	struct notice list[NOTICES_MOST];
	size_t n;
	if (!look(a, meeting, list, &n, e))
		return false;
	for (size_t i = 0; i < n && each(ctx, &list[i]); i++)
		;
	return true;
}

void app_notice_text(const struct notice *n, struct buf *out)
{
	struct buf last = BUF_INIT, actual = BUF_INIT;
	date_text(n->last, lang_now(), DATE_WEEKDAY, &last);
	if (n->actual != DATE_NONE)
		date_text(n->actual, lang_now(), DATE_WEEKDAY, &actual);
	buf_print(out, _("%s: by %s (%s)"), n->rule->name[lang_now()], buf_str(&last), n->rule->law);
	buf_text(out, ". ");
	if (n->state == NOTICE_KEPT)
		buf_print(out, _("In time: %s."), buf_str(&actual));
	else if (n->state == NOTICE_LATE)
		buf_print(out, tr_n("Breach: %d day late, %s.", "Breach: %d days late, %s.", (unsigned long)n->late),
		    n->late, buf_str(&actual));
	else if (n->state == NOTICE_MISSING)
		buf_text(out, _("Not known: its last day is over, and no day was written down."));
	else
		buf_text(out, _("There is time left."));
	buf_free(&last);
	buf_free(&actual);
}

/* "in time", "2 days late", "3 days left", "nothing written down". */
static void notice_state(const struct notice *n, date_t today, struct buf *out)
{
	const int left = n->last - today;
	if (n->state == NOTICE_KEPT)
		buf_text(out, _("in time"));
	else if (n->state == NOTICE_LATE)
		buf_print(
		    out, tr_n("%d day late: a breach", "%d days late: a breach", (unsigned long)n->late), n->late);
	else if (n->state == NOTICE_MISSING)
		buf_text(out, _("no day is written down"));
	else
		buf_print(out, tr_n("%d day left", "%d days left", (unsigned long)left), left);
}

void meeting_standing(struct standing *st, const struct record *r)
{
	struct notice list[NOTICES_MOST];
	struct buf text = BUF_INIT, day = BUF_INIT;
	const date_t today = clock_today(&st->app->clock);
	size_t n;
	if (!look(st->app, r, list, &n, NULL))
		return;
	for (size_t i = 0; i < n; i++) {
		date_text(list[i].last, lang_now(), DATE_WEEKDAY, &day);
		notice_state(&list[i], today, &text);
		buf_print(&text, " · %s: ", list[i].rule->name[lang_now()]);
		buf_print(&text, _("by %s"), buf_str(&day));
		standing_say(st, N_("Notice"), &text, list[i].state == NOTICE_LATE || list[i].state == NOTICE_MISSING);
		buf_clear(&day);
	}
	buf_free(&text);
	buf_free(&day);
}

bool app_meeting_explain(
    struct app *a, const struct record *r, void (*line)(void *ctx, const char *text), void *ctx, struct err *e)
{
	struct notice list[NOTICES_MOST];
	size_t n;
	if (!look(a, r, list, &n, e))
		return false;
	if (n == 0)
		line(ctx, _("This meeting needs no public notice."));
	for (size_t i = 0; i < n; i++) {
		struct buf text = BUF_INIT;
		struct err ignored = ERR_INIT;
		app_notice_text(&list[i], &text);
		line(ctx, buf_str(&text));
		buf_free(&text);
		if (record_date(r, meeting_date) >= clock_today(&a->clock))
			term_explain(list[i].rule, record_date(r, meeting_date), app_holidays(a, NULL), lang_now(),
			    line, ctx, &ignored);
		line(ctx, "");
	}
	return true;
}

/* ---- breaches */

struct seeking {
	const char *text;
	bool found;
};

static bool same_text(void *ctx, const struct record *r)
{
	struct seeking *s = ctx;
	const char *text = record_text(r, observation_text);
	s->found = text && strcmp(text, s->text) == 0;
	return !s->found;
}

static bool is_noted(struct app *a, int64_t meeting, const char *text)
{
	struct query q;
	struct value v = VALUE_INIT;
	struct seeking s = {text, false};
	query_init(&q, kind_get(KIND_observation));
	ref_value(&q.kind->fields[observation_meeting], meeting, &v);
	query_filter_add(&q, observation_meeting, QUERY_IS, &v, NULL);
	value_clear(&v);
	store_each(a->store, &q, 0, same_text, &s, NULL);
	query_free(&q);
	return s.found;
}

static struct record *breach_of(struct app *a, const struct record *meeting, const struct notice *n)
{
	struct buf text = BUF_INIT;
	struct record *r = NULL;
	app_notice_text(n, &text);
	if (!is_noted(a, meeting->id, buf_str(&text))) {
		r = record_new_initial(kind_get(KIND_observation), app_types(a));
		record_set_int(r, observation_meeting, meeting->id);
		record_set_text(r, observation_kind, "breach");
		record_set_text(r, observation_text, buf_str(&text));
	}
	buf_free(&text);
	return r;
}

bool app_meeting_is_noted(struct app *a, int64_t meeting, const struct notice *n)
{
	struct buf text = BUF_INIT;
	app_notice_text(n, &text);
	const bool noted = is_noted(a, meeting, buf_str(&text));
	buf_free(&text);
	return noted;
}

bool app_meeting_breaches(struct app *a, const struct record *meeting, size_t *made, struct err *e)
{
	struct notice list[NOTICES_MOST];
	struct record *fresh[NOTICES_MOST];
	size_t n, count = 0;
	if (!look(a, meeting, list, &n, e))
		return false;
	for (size_t i = 0; i < n; i++)
		if (list[i].state == NOTICE_LATE && (fresh[count] = breach_of(a, meeting, &list[i])))
			count++;
	const bool ok = count == 0 || app_save_many(a, N_("Breaches of notice"), fresh, count, e);
	for (size_t i = 0; i < count; i++)
		record_free(fresh[i]);
	if (made)
		*made = ok ? count : 0;
	return ok;
}

/* ---- the agenda */

struct items_there {
	struct record **list;
	size_t n;
};

static bool keep_item(void *ctx, const struct record *r)
{
	struct items_there *t = ctx;
	t->list = mem_resize(t->list, t->n + 1, sizeof *t->list);
	t->list[t->n++] = record_copy(r);
	return true;
}

static bool read_items(struct app *a, int64_t meeting, struct items_there *t, struct err *e)
{
	struct query q;
	struct value v = VALUE_INIT;
	query_init(&q, kind_get(KIND_item));
	ref_value(&q.kind->fields[item_meeting], meeting, &v);
	query_filter_add(&q, item_meeting, QUERY_IS, &v, NULL);
	value_clear(&v);
	const bool ok = store_each(a->store, &q, 0, keep_item, t, e);
	query_free(&q);
	return ok;
}

static struct record *item_numbered(const struct items_there *t, int number)
{
	for (size_t i = 0; i < t->n; i++)
		if (record_has(t->list[i], item_number) && record_int(t->list[i], item_number) == number)
			return record_copy(t->list[i]);
	return NULL;
}

static bool differs(const struct record *r, int field, const char *text)
{
	const char *old = record_text(r, field);
	return text && (!old || strcmp(old, text) != 0);
}

/* The record to be stored for an item; NULL: it is there as it is. */
static struct record *item_record(
    const struct items_there *t, int64_t meeting, const struct agenda_item *it, struct app_agenda_item *told)
{
	struct record *r = item_numbered(t, it->number);
	*told = (struct app_agenda_item){it->number, it->title, it->draft, r == NULL, false};
	if (!r) {
		r = record_new(kind_get(KIND_item));
		record_set_int(r, item_meeting, meeting);
		record_set_int(r, item_number, it->number);
	}
	told->changed = differs(r, item_title, it->title) || differs(r, item_draft, it->draft);
	if (!told->changed) {
		record_free(r);
		return NULL;
	}
	record_set_text(r, item_title, it->title);
	if (it->draft)
		record_set_text(r, item_draft, it->draft);
	if (it->aside && !record_has(r, item_notes))
		record_set_text(r, item_notes, it->aside);
	return r;
}

bool app_meeting_items(struct app *a, int64_t meeting, const char *text, bool dry,
    void (*each)(void *ctx, const struct app_agenda_item *i), void *ctx, struct err *e)
{
	struct items_there there = {0};
	struct agenda_item *items = NULL;
	if (!app_store(a, e) || !read_items(a, meeting, &there, e))
		return false;
	const size_t n = agenda_split(text, &items);
	struct record **fresh = mem_array(n + 1, sizeof *fresh);
	size_t count = 0;
	for (size_t i = 0; i < n; i++) {
		struct app_agenda_item told;
		struct record *r = item_record(&there, meeting, &items[i], &told);
		if (each)
			each(ctx, &told);
		if (r)
			fresh[count++] = r;
	}
	bool ok = n > 0 || err_set(e, ERR_INVALID, _("No item was found in this text. Nothing was changed."));
	if (ok && !dry && count)
		ok = app_save_many(a, N_("Agenda"), fresh, count, e);
	for (size_t i = 0; i < count; i++)
		record_free(fresh[i]);
	for (size_t i = 0; i < there.n; i++)
		record_free(there.list[i]);
	free(there.list);
	free(fresh);
	agenda_items_free(items, n);
	return ok;
}
