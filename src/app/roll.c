/* app/roll.c - who is on the roll of a workshop, a meeting or an action: stored attendances and the members of the
 * invited groups, in the order of the printed sheet. Reading only; marking is workshop.c's. */
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/roll_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/read.h"

int roll_field(const struct kind *of)
{
	const struct kind *k = kind_get(KIND_attendance);
	for (int i = 0; i < 4 && k->joined[i] != NO_FIELD; i++)
		if (k->joined[i] != attendance_person && field_target(&k->fields[k->joined[i]]) == of)
			return k->joined[i];
	return NO_FIELD;
}

/* What is gathered while the roll is made. */
struct reading {
	struct app *app;
	struct app_roll *roll;
	struct buf keys; /* sort keys, one after the other; positions in `at` */
	size_t stored;   /* attendances found */
	date_t day;      /* of the event */
	struct err *e;
	bool ok;
};

static struct app_roll_row *find_person(const struct app_roll *roll, int64_t person)
{
	for (size_t i = 0; i < roll->n; i++)
		if (roll->rows[i].person == person)
			return &roll->rows[i];
	return NULL;
}

struct app_roll_row *roll_add(struct app *a, struct app_roll *roll, int64_t person)
{
	roll->rows = mem_resize(roll->rows, roll->n + 1, sizeof *roll->rows);
	struct app_roll_row *row = &roll->rows[roll->n++];
	memset(row, 0, sizeof *row);
	row->person = person;
	row->arrived = -1;
	struct record *r = NULL;
	struct buf name = BUF_INIT, key = BUF_INIT;
	if (store_get(a->store, kind_get(KIND_person), person, &r, NULL)) {
		record_title(r, app_types(a), &name);
		row->sector = mem_copy_text(record_text(r, person_sector));
	} else {
		buf_text(&name, "?");
	}
	record_free(r);
	if (!row->sector)
		row->sector = mem_copy_text("");
	text_key(buf_str(&name), &key);
	row->name = buf_take(&name);
	row->key = buf_take(&key);
	return row;
}

void roll_take(struct app_roll_row *row, const struct record *attendance)
{
	const char *mark = record_text(attendance, attendance_mark);
	row->attendance = attendance->id;
	snprintf(row->mark, sizeof row->mark, "%s", mark ? mark : "expected");
	row->arrived =
	    record_has(attendance, attendance_arrived) ? (int)record_int(attendance, attendance_arrived) : -1;
	row->walk_in = record_int(attendance, attendance_walk_in) != 0;
}

static bool add_attendance(void *ctx, const struct record *r)
{
	struct reading *rd = ctx;
	const int64_t person = record_int(r, attendance_person);
	if (!person)
		return true;
	struct app_roll_row *row = find_person(rd->roll, person);
	if (!row)
		row = roll_add(rd->app, rd->roll, person);
	roll_take(row, r);
	rd->stored++;
	return true;
}

static bool read_attendances(struct reading *rd, struct err *e)
{
	const struct kind *k = kind_get(KIND_attendance);
	const int field = roll_field(rd->roll->of);
	struct query q;
	struct value v;
	query_init(&q, k);
	ref_value(&k->fields[field], rd->roll->id, &v);
	query_filter_add(&q, field, QUERY_IS, &v, NULL);
	value_clear(&v);
	bool ok = store_each(rd->app->store, &q, 0, add_attendance, rd, e);
	query_free(&q);
	return ok;
}

/* ---- the invited groups */

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

/* A membership that ended before the day does not count. One that began after it counts only while nobody was marked:
 * otherwise everybody who joins later would appear on all the rolls of the past. */
static bool add_member(void *ctx, const struct record *r)
{
	struct reading *rd = ctx;
	const int64_t person = record_int(r, membership_person);
	const date_t from = record_date(r, membership_from), to = record_date(r, membership_to);
	if (to != DATE_NONE && to < rd->day)
		return true;
	if (from != DATE_NONE && from > rd->day && rd->stored)
		return true;
	if (!person || find_person(rd->roll, person) || !is_expected(rd->app, person))
		return true;
	snprintf(roll_add(rd->app, rd->roll, person)->mark, sizeof rd->roll->rows->mark, "%s", "expected");
	return true;
}

static bool add_group(void *ctx, int64_t group)
{
	struct reading *rd = ctx;
	const struct kind *k = kind_get(KIND_membership);
	struct query q;
	struct value v;
	query_init(&q, k);
	ref_value(&k->fields[membership_group], group, &v);
	query_filter_add(&q, membership_group, QUERY_IS, &v, NULL);
	value_clear(&v);
	rd->ok = store_each(rd->app->store, &q, 0, add_member, rd, rd->e);
	query_free(&q);
	return rd->ok;
}

/* Every field of the record that names groups: a workshop's and a series' invited groups, an action's group. */
static bool add_groups_of(struct reading *rd, const struct record *r)
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

static bool add_invited(struct reading *rd, const struct record *event)
{
	if (!add_groups_of(rd, event))
		return false;
	if (event->kind != kind_get(KIND_workshop) || !record_has(event, workshop_series))
		return true;
	struct record *series = NULL;
	if (store_get(rd->app->store, kind_get(KIND_series), record_int(event, workshop_series), &series, NULL))
		add_groups_of(rd, series);
	record_free(series);
	return rd->ok;
}

/* ---- order */

struct sorted {
	struct app_roll_row row;
	struct buf key;
};

static int compare_rows(const void *x, const void *y)
{
	const struct sorted *a = x, *b = y;
	if (a->row.walk_in != b->row.walk_in)
		return a->row.walk_in ? 1 : -1;
	const size_t n = a->key.len < b->key.len ? a->key.len : b->key.len;
	const int c = memcmp(buf_str(&a->key), buf_str(&b->key), n);
	if (c)
		return c;
	if (a->key.len != b->key.len)
		return a->key.len < b->key.len ? -1 : 1;
	return (a->row.person > b->row.person) - (a->row.person < b->row.person);
}

void roll_sort(struct app_roll *roll)
{
	struct sorted *all = mem_array(roll->n + 1, sizeof *all);
	for (size_t i = 0; i < roll->n; i++) {
		all[i].row = roll->rows[i];
		text_sort_key(roll->rows[i].name, &all[i].key);
	}
	qsort(all, roll->n, sizeof *all, compare_rows);
	for (size_t i = 0; i < roll->n; i++) {
		roll->rows[i] = all[i].row;
		buf_free(&all[i].key);
	}
	free(all);
}

date_t roll_day(const struct app *a, const struct record *event)
{
	const int field = event->kind->calendar.date;
	const date_t day = field == NO_FIELD ? DATE_NONE : record_date(event, field);
	return day == DATE_NONE ? clock_today(&a->clock) : day;
}

bool app_roll_open(struct app *a, const struct kind *of, int64_t id, struct app_roll *roll, struct err *e)
{
	*roll = (struct app_roll){.of = of, .id = id};
	if (roll_field(of) == NO_FIELD)
		return err_set(e, ERR_USAGE, _("%s: attendance is not taken there."), tr(of->plural));
	struct store *s = app_store(a, e);
	struct record *event = NULL;
	if (!s || !store_get(s, of, id, &event, e))
		return false;
	struct reading rd = {.app = a, .roll = roll, .day = roll_day(a, event), .e = e, .ok = true};
	bool ok = read_attendances(&rd, e) && add_invited(&rd, event);
	record_free(event);
	if (!ok) {
		app_roll_close(roll);
		return false;
	}
	roll_sort(roll);
	roll_number_now(a, roll);
	return true;
}

void app_roll_close(struct app_roll *roll)
{
	for (size_t i = 0; i < roll->n; i++) {
		free(roll->rows[i].name);
		free(roll->rows[i].sector);
		free(roll->rows[i].key);
	}
	free(roll->rows);
	roll->rows = NULL;
	roll->n = 0;
}
