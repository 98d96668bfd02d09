/* app/roll.c - who is on the roll of a workshop, a meeting or an action: stored attendances and who is expected
 * (roll_expected.c), in the order of the printed sheet. Reading only; marking is workshop.c's. */
#include <limits.h>
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

struct app_roll_row *roll_find(const struct app_roll *roll, int64_t person)
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
	row->arrived = row->minutes = -1;
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
	row->group = mem_copy_text("");
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
	row->minutes =
	    record_has(attendance, attendance_minutes) ? (int)record_int(attendance, attendance_minutes) : -1;
	row->walk_in = record_int(attendance, attendance_walk_in) != 0;
	roll_take_answer(row, attendance);
}

static bool add_attendance(void *ctx, const struct record *r)
{
	struct roll_reading *rd = ctx;
	const int64_t person = record_int(r, attendance_person);
	if (!person)
		return true;
	struct app_roll_row *row = roll_find(rd->roll, person);
	if (!row)
		row = roll_add(rd->app, rd->roll, person);
	roll_take(row, r);
	rd->stored++;
	return true;
}

static bool read_attendances(struct roll_reading *rd, struct err *e)
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

/* ---- order */

struct sorted {
	struct app_roll_row row;
	struct buf key, group;
};

static int compare_keys(const struct buf *a, const struct buf *b)
{
	const size_t n = a->len < b->len ? a->len : b->len;
	const int c = memcmp(buf_str(a), buf_str(b), n);
	return c ? c : (a->len > b->len) - (a->len < b->len);
}

static int compare_rows(const void *x, const void *y)
{
	const struct sorted *a = x, *b = y;
	int c = a->row.walk_in - b->row.walk_in;
	if (!c)
		c = compare_keys(&a->group, &b->group);
	if (!c)
		c = compare_keys(&a->key, &b->key);
	return c ? c : (a->row.person > b->row.person) - (a->row.person < b->row.person);
}

/* Who came first stands first; then those who did not come (yet). */
static int compare_arrivals(const void *x, const void *y)
{
	const struct sorted *a = x, *b = y;
	const int first = a->row.arrived < 0 ? INT_MAX : a->row.arrived;
	const int second = b->row.arrived < 0 ? INT_MAX : b->row.arrived;
	return first != second ? (first > second) - (first < second) : compare_rows(x, y);
}

void app_roll_sort(struct app_roll *roll, enum app_roll_order order)
{
	struct sorted *all = mem_array(roll->n + 1, sizeof *all);
	roll->order = order;
	for (size_t i = 0; i < roll->n; i++) {
		all[i].row = roll->rows[i];
		text_sort_key(roll->rows[i].name, &all[i].key);
		if (order == ROLL_BY_GROUP)
			text_sort_key(*roll->rows[i].group ? roll->rows[i].group : roll->rows[i].sector, &all[i].group);
	}
	qsort(all, roll->n, sizeof *all, order == ROLL_BY_ARRIVAL ? compare_arrivals : compare_rows);
	for (size_t i = 0; i < roll->n; i++) {
		roll->rows[i] = all[i].row;
		buf_free(&all[i].key);
		buf_free(&all[i].group);
	}
	free(all);
}

date_t roll_day(const struct app *a, const struct record *event)
{
	const int field = event->kind->calendar.date;
	const date_t day = field == NO_FIELD ? DATE_NONE : record_date(event, field);
	return day == DATE_NONE ? clock_today(&a->clock) : day;
}

static void take_event(const struct app *a, const struct record *event, struct app_roll *roll)
{
	const int starts = event->kind->calendar.starts, ends = event->kind->calendar.ends;
	roll->day = roll_day(a, event);
	roll->starts = starts != NO_FIELD && record_has(event, starts) ? (int)record_int(event, starts) : -1;
	roll->ends = ends != NO_FIELD && record_has(event, ends) ? (int)record_int(event, ends) : -1;
	if (event->kind != kind_get(KIND_workshop))
		return;
	const struct choice *c =
	    choice_find(&event->kind->fields[workshop_counted], record_text(event, workshop_counted));
	roll->counted = c ? c->code : NULL;
	roll->capacity = (int)record_int(event, workshop_capacity);
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
	take_event(a, event, roll);
	struct roll_reading rd = {.app = a, .roll = roll, .day = roll->day, .e = e, .ok = true};
	bool ok = read_attendances(&rd, e) && roll_add_expected(&rd, event);
	if (ok)
		roll_name_trainers(roll, event);
	record_free(event);
	if (!ok) {
		app_roll_close(roll);
		return false;
	}
	app_roll_sort(roll, ROLL_BY_SURNAME);
	roll_number_now(a, roll);
	roll_give_places(roll);
	return true;
}

void app_roll_close(struct app_roll *roll)
{
	for (size_t i = 0; i < roll->n; i++) {
		free(roll->rows[i].name);
		free(roll->rows[i].sector);
		free(roll->rows[i].group);
		free(roll->rows[i].key);
	}
	free(roll->rows);
	roll->rows = NULL;
	roll->n = 0;
}
