/* app/roll_expected.c - who is expected without having an attendance yet: the members of the invited groups and who
 * came last time in the series; what they answered, and who has no place any more. Reading only. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/roll_internal.h"
#include "base/mem.h"
#include "store/read.h"

/* In the bin, or gone: nobody expects them. */
static bool is_expected(struct app *a, int64_t person)
{
	struct record *r = NULL;
	if (!store_get(a->store, kind_get(KIND_person), person, &r, NULL))
		return false;
	const struct choice *c = choice_find(&r->kind->fields[person_status], record_text(r, person_status));
	const bool yes = !r->deleted && !(c && c->closed);
	record_free(r);
	return yes;
}

/* The first of several groups is the one that is shown. */
static bool expect(struct roll_reading *rd, int64_t person, const char *group)
{
	struct app_roll_row *row = roll_find(rd->roll, person);
	if (!row) {
		if (!is_expected(rd->app, person))
			return true;
		row = roll_add(rd->app, rd->roll, person);
		snprintf(row->mark, sizeof row->mark, "%s", "expected");
	}
	if (group && !*row->group) {
		free(row->group);
		row->group = mem_copy_text(group);
	}
	return true;
}

/* A membership that ended before the day does not count. One that began after it counts only while nobody was marked:
 * otherwise everybody who joins later would appear on all the rolls of the past. */
static bool add_member(void *ctx, const struct record *r)
{
	struct roll_reading *rd = ctx;
	const int64_t person = record_int(r, membership_person);
	const date_t from = record_date(r, membership_from), to = record_date(r, membership_to);
	if (to != DATE_NONE && to < rd->day)
		return true;
	if (from != DATE_NONE && from > rd->day && rd->stored)
		return true;
	return person ? expect(rd, person, rd->group) : true;
}

static bool add_group(void *ctx, int64_t group)
{
	struct roll_reading *rd = ctx;
	const struct kind *k = kind_get(KIND_membership);
	struct query q;
	struct value v;
	query_init(&q, k);
	ref_value(&k->fields[membership_group], group, &v);
	query_filter_add(&q, membership_group, QUERY_IS, &v, NULL);
	value_clear(&v);
	struct buf name = BUF_INIT;
	app_title(rd->app, kind_get(KIND_group), group, &name);
	rd->group = buf_str(&name);
	rd->ok = store_each(rd->app->store, &q, 0, add_member, rd, rd->e);
	rd->group = NULL;
	buf_free(&name);
	query_free(&q);
	return rd->ok;
}

/* Every field of the record that names groups: a workshop's and a series' invited groups, an action's group. */
static bool add_groups_of(struct roll_reading *rd, const struct record *r)
{
	const struct kind *group = kind_get(KIND_group);
	for (int i = 1; rd->ok && i < r->kind->nfields; i++) {
		const struct field *f = &r->kind->fields[i];
		if (field_target(f) != group || !record_has(r, i))
			continue;
		if (r->values[i].tag == VALUE_TEXT)
			refs_each(record_text(r, i), add_group, rd);
		else
			add_group(rd, record_int(r, i));
	}
	return rd->ok;
}

/* ---- who came last time in the series */

static bool add_who_came(void *ctx, const struct record *r)
{
	struct roll_reading *rd = ctx;
	const int64_t person = record_int(r, attendance_person);
	const char *mark = record_text(r, attendance_mark);
	return person && mark && roll_is_here(mark) ? expect(rd, person, NULL) : true;
}

static void init_query(struct query *q, const struct kind *k, int field, int64_t id)
{
	struct value v;
	query_init(q, k);
	ref_value(&k->fields[field], id, &v);
	query_filter_add(q, field, QUERY_IS, &v, NULL);
	value_clear(&v);
}

struct before {
	date_t day, found;
	int64_t id;
};

static bool look_before(void *ctx, const struct record *r)
{
	struct before *b = ctx;
	const date_t day = record_date(r, workshop_date);
	const char *status = record_text(r, workshop_status);
	const bool cancelled = status && strcmp(status, "cancelled") == 0;
	if (day == DATE_NONE || day >= b->day || cancelled || (b->id && day <= b->found))
		return true;
	b->found = day;
	b->id = r->id;
	return true;
}

static bool add_last_time(struct roll_reading *rd, int64_t series)
{
	struct before b = {.day = rd->day};
	struct query q;
	init_query(&q, kind_get(KIND_workshop), workshop_series, series);
	rd->ok = store_each(rd->app->store, &q, 0, look_before, &b, rd->e);
	query_free(&q);
	if (!rd->ok || !b.id)
		return rd->ok;
	init_query(&q, kind_get(KIND_attendance), attendance_workshop, b.id);
	rd->ok = store_each(rd->app->store, &q, 0, add_who_came, rd, rd->e);
	query_free(&q);
	return rd->ok;
}

bool roll_add_expected(struct roll_reading *rd, const struct record *event)
{
	if (!add_groups_of(rd, event))
		return false;
	if (event->kind != kind_get(KIND_workshop) || !record_has(event, workshop_series))
		return true;
	struct record *series = NULL;
	const int64_t id = record_int(event, workshop_series);
	if (store_get(rd->app->store, kind_get(KIND_series), id, &series, NULL))
		add_groups_of(rd, series);
	record_free(series);
	/* what is over and was marked stays as it was marked */
	const bool open = rd->day >= clock_today(&rd->app->clock) || rd->stored == 0;
	return rd->ok && (!open || add_last_time(rd, id));
}

/* ---- answers and places */

void roll_take_answer(struct app_roll_row *row, const struct record *attendance)
{
	const char *answer = record_text(attendance, attendance_answer);
	const char *at = record_text(attendance, attendance_answered);
	row->said = ROLL_SAID_NOTHING;
	if ((answer && strcmp(answer, "yes") == 0) || (!answer && strcmp(row->mark, "confirmed") == 0))
		row->said = ROLL_SAID_YES;
	else if (answer && strcmp(answer, "no") == 0)
		row->said = ROLL_SAID_NO;
	if (at) {
		snprintf(row->answered, sizeof row->answered, "%s", at);
	} else { /* noted when the record was made */
		const struct local_time t = local_from_ms(attendance->created);
		char day[11];
		date_iso(t.date, day);
		snprintf(row->answered, sizeof row->answered, "%sT%02d:%02d", day, t.hour % 24, t.minute % 60);
	}
}

static int compare_answers(const void *x, const void *y)
{
	const struct app_roll_row *a = *(struct app_roll_row *const *)x, *b = *(struct app_roll_row *const *)y;
	const int c = strcmp(a->answered, b->answered);
	return c ? c : (a->attendance > b->attendance) - (a->attendance < b->attendance);
}

void roll_give_places(struct app_roll *roll)
{
	struct app_roll_row **yes = mem_array(roll->n + 1, sizeof *yes);
	size_t n = 0;
	for (size_t i = 0; i < roll->n; i++) {
		roll->rows[i].waiting = 0;
		if (roll->rows[i].said == ROLL_SAID_YES && !roll->rows[i].trainer)
			yes[n++] = &roll->rows[i];
	}
	qsort(yes, n, sizeof *yes, compare_answers);
	for (size_t i = 0; roll->capacity > 0 && i < n; i++)
		yes[i]->waiting = (int)i < roll->capacity ? 0 : (int)i - roll->capacity + 1;
	free(yes);
}

static bool name_trainer(void *ctx, int64_t person)
{
	struct app_roll_row *row = roll_find(ctx, person);
	if (row)
		row->trainer = true;
	return true;
}

void roll_name_trainers(struct app_roll *roll, const struct record *event)
{
	if (event->kind == kind_get(KIND_workshop) && record_has(event, workshop_trainers))
		refs_each(record_text(event, workshop_trainers), name_trainer, roll);
}
