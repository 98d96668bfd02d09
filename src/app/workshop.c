/* app/workshop.c - marking attendance: each mark is on disk before it is shown. Knows the attendance kind and no
 * screen. */
#include "app/workshop.h"

#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/roll_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/read.h"

static bool is_here(const char *mark)
{
	return strcmp(mark, "present") == 0 || strcmp(mark, "late") == 0;
}

/* Nobody has said yet whether this person came. */
static bool is_untouched(const char *mark)
{
	return strcmp(mark, "expected") == 0 || strcmp(mark, "confirmed") == 0 || strcmp(mark, "untouched") == 0;
}

/* The minute to note for somebody who is here now; -1 when the event was on another day. */
static int arrival_now(struct app *a, const struct app_roll *roll)
{
	struct record *event = NULL;
	if (!store_get(a->store, roll->of, roll->id, &event, NULL))
		return -1;
	const bool today = roll_day(a, event) == clock_today(&a->clock);
	record_free(event);
	return today ? clock_minute(&a->clock) : -1;
}

static void set_mark(struct record *r, const char *mark, int now)
{
	record_set_text(r, attendance_mark, mark);
	if (!is_here(mark))
		record_clear(r, attendance_arrived);
	else if (now >= 0 && !record_has(r, attendance_arrived))
		record_set_int(r, attendance_arrived, now);
}

static struct record *new_attendance(const struct app_roll *roll, int64_t person)
{
	struct record *r = record_new(kind_get(KIND_attendance));
	record_set_int(r, roll_field(roll->of), roll->id);
	record_set_int(r, attendance_person, person);
	return r;
}

/* As it is stored now: another window may have marked it since the roll was read. */
static struct record *present_state(struct app *a, const struct app_roll *roll, const struct app_roll_row *row)
{
	struct record *r = NULL;
	struct err ignored = ERR_INIT;
	if (row->attendance && store_get(a->store, kind_get(KIND_attendance), row->attendance, &r, &ignored) &&
	    !r->deleted)
		return r;
	record_free(r);
	return new_attendance(roll, row->person);
}

/* *after (owned) is the attendance as it will be stored. */
static bool mark_one(struct app *a, struct command *c, const struct app_roll *roll, size_t i, const char *mark, int now,
    struct record **after, struct err *e)
{
	struct record *r = present_state(a, roll, &roll->rows[i]);
	struct record *base = r->id ? record_copy(r) : NULL;
	set_mark(r, mark, now);
	bool ok = app_put(a, c, r, base, NULL, NULL, e);
	record_free(base);
	if (!ok) {
		record_free(r);
		r = NULL;
	}
	*after = r;
	return ok;
}

static void take_all(struct app_roll *roll, struct record **after, bool stored)
{
	for (size_t i = 0; i < roll->n; i++) {
		if (stored && after[i])
			roll_take(&roll->rows[i], after[i]);
		record_free(after[i]);
	}
	free(after);
}

bool roll_write(
    struct app *a, struct app_roll *roll, const char *name, const struct roll_wish *w, size_t *marked, struct err *e)
{
	struct command *c;
	if (!app_command(a, name, NULL, &c, e))
		return false;
	struct record **after = mem_array(roll->n + 1, sizeof *after);
	const int now = w->arrivals ? arrival_now(a, roll) : -1;
	size_t count = 0;
	bool ok = true;
	for (size_t i = 0; ok && i < roll->n; i++) {
		if (!w->marks[i])
			continue;
		ok = mark_one(a, c, roll, i, w->marks[i], now, &after[i], e);
		count++;
	}
	if (ok)
		ok = app_commit(a, c, e);
	else
		app_abort(a, c);
	take_all(roll, after, ok);
	if (marked)
		*marked = ok ? count : 0;
	return ok;
}

static bool known_mark(const char *mark, struct err *e)
{
	const struct field *f = &kind_get(KIND_attendance)->fields[attendance_mark];
	if (choice_find(f, mark))
		return true;
	err_set(e, ERR_INVALID, _("\"%s\" is not a mark of attendance."), mark ? mark : "");
	return err_field(e, f->key);
}

bool app_roll_mark(struct app *a, struct app_roll *roll, size_t row, const char *mark, struct err *e)
{
	if (row >= roll->n)
		return err_set(e, ERR_NOT_FOUND, _("Nobody stands in that row of the roll."));
	if (!known_mark(mark, e))
		return false;
	const char **marks = mem_array(roll->n, sizeof *marks);
	marks[row] = mark;
	bool ok = roll_write(a, roll, N_("Change"), &(struct roll_wish){marks, true}, NULL, e);
	free(marks);
	return ok;
}

bool app_roll_mark_all(struct app *a, struct app_roll *roll, const char *mark, size_t *marked, struct err *e)
{
	if (marked)
		*marked = 0;
	if (!known_mark(mark, e))
		return false;
	const char **marks = mem_array(roll->n + 1, sizeof *marks);
	for (size_t i = 0; i < roll->n; i++)
		marks[i] = is_untouched(roll->rows[i].mark) && strcmp(roll->rows[i].mark, mark) != 0 ? mark : NULL;
	bool ok = roll_write(a, roll, N_("Attendance of all the others"), &(struct roll_wish){marks, true}, marked, e);
	free(marks);
	return ok;
}

/* ---- somebody at the door */

/* The roll is by surname, so a name is written surname first: "Guțu Maria". One word is a surname. */
static struct record *new_person(struct app *a, const char *name, const char *phone, struct err *e)
{
	const struct type_ctx *types = app_types(a);
	struct record *r = record_new_initial(kind_get(KIND_person), types);
	record_clear(r, person_role); /* coming once makes nobody a member */
	struct buf clean = BUF_INIT;
	text_clean(name, strlen(name), false, &clean);
	const char *all = buf_str(&clean);
	const size_t n = strcspn(all, " ");
	char *surname = mem_copy_bytes(all, n);
	record_set_text(r, person_surname, surname);
	record_set_text(r, person_given, all + n + strspn(all + n, " "));
	free(surname);
	buf_free(&clean);
	if (phone && *phone && !record_parse(r, person_phone, phone, types, e)) {
		record_free(r);
		return NULL;
	}
	return r;
}

static size_t row_of(const struct app_roll *roll, int64_t person)
{
	size_t i = 0;
	while (i < roll->n && roll->rows[i].person != person)
		i++;
	return i;
}

/* The person (made here when new) and the attendance in one command. *r is the attendance. */
static bool put_walk_in(struct app *a, struct command *c, const struct app_roll *roll, struct record *person,
    int64_t known, struct record **r, struct err *e)
{
	if (person && !app_put(a, c, person, NULL, NULL, NULL, e))
		return false;
	*r = new_attendance(roll, person ? person->id : known);
	record_set_int(*r, attendance_walk_in, 1);
	set_mark(*r, "present", arrival_now(a, roll));
	return app_put(a, c, *r, NULL, NULL, NULL, e);
}

static bool store_walk_in(struct app *a, const struct app_roll *roll, const char *name, const char *phone,
    int64_t known, struct record **r, struct err *e)
{
	struct record *person = NULL;
	if (!known && !(person = new_person(a, name, phone, e)))
		return false;
	struct command *c;
	bool ok = app_command(a, N_("Walk-in"), NULL, &c, e);
	if (ok && !(ok = put_walk_in(a, c, roll, person, known, r, e)))
		app_abort(a, c);
	else if (ok)
		ok = app_commit(a, c, e);
	record_free(person);
	return ok;
}

bool app_roll_walk_in(struct app *a, struct app_roll *roll, const char *name, const char *phone, int64_t known,
    size_t *row, struct err *e)
{
	size_t at = known ? row_of(roll, known) : roll->n;
	if (at < roll->n) { /* expected after all */
		if (row)
			*row = at;
		return app_roll_mark(a, roll, at, "present", e);
	}
	struct record *r = NULL;
	if (!app_store_write(a, e))
		return false;
	bool ok = store_walk_in(a, roll, name ? name : "", phone, known, &r, e);
	if (ok) {
		const int64_t person = record_int(r, attendance_person);
		roll_take(roll_add(a, roll, person), r);
		roll_sort(roll);
		roll_number_now(a, roll);
		if (row)
			*row = row_of(roll, person);
	}
	record_free(r);
	return ok;
}
