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

bool roll_is_here(const char *mark)
{
	return strcmp(mark, "present") == 0 || strcmp(mark, "late") == 0;
}

/* Nobody has said yet whether this person came. */
static bool is_untouched(const char *mark)
{
	return strcmp(mark, "expected") == 0 || strcmp(mark, "confirmed") == 0 || strcmp(mark, "untouched") == 0;
}

bool app_roll_is_untouched(const struct app_roll_row *row)
{
	return is_untouched(row->mark);
}

int roll_arrival_now(struct app *a, const struct app_roll *roll)
{
	return roll->day == clock_today(&a->clock) ? clock_minute(&a->clock) : -1;
}

/* Where time is counted, whoever is here takes part to the end; who came late from then on. */
static int minutes_of(const struct app_roll *roll, const char *mark, int arrived)
{
	if (!roll->counted || !roll_is_here(mark) || roll->starts < 0 || roll->ends <= roll->starts)
		return -1;
	const bool later = strcmp(mark, "late") == 0 && arrived > roll->starts && arrived < roll->ends;
	return roll->ends - (later ? arrived : roll->starts);
}

static void set_minutes(struct record *r, int minutes)
{
	if (minutes < 0)
		record_clear(r, attendance_minutes);
	else
		record_set_int(r, attendance_minutes, minutes);
}

/* Who had said yes is known to have said so also when the mark has taken the place of it. */
static void keep_answer(struct record *r)
{
	const char *before = record_text(r, attendance_mark);
	if (before && strcmp(before, "confirmed") == 0 && !record_has(r, attendance_answer))
		record_set_text(r, attendance_answer, "yes");
}

void roll_set_mark(const struct app_roll *roll, struct record *r, const char *mark, int now)
{
	keep_answer(r);
	record_set_text(r, attendance_mark, mark);
	if (!roll_is_here(mark))
		record_clear(r, attendance_arrived);
	else if (now >= 0 && !record_has(r, attendance_arrived))
		record_set_int(r, attendance_arrived, now);
	if (roll->counted)
		set_minutes(r, minutes_of(roll, mark,
		                   record_has(r, attendance_arrived) ? (int)record_int(r, attendance_arrived) : -1));
}

struct record *roll_new_attendance(const struct app_roll *roll, int64_t person)
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
	return roll_new_attendance(roll, row->person);
}

/* What is to be done to a row. */
struct wish {
	const char *mark; /* NULL: another one of these */
	int now;
	enum app_roll_said said;
	int minutes;
	void (*set)(struct app *a, const struct app_roll *roll, struct record *r, const struct wish *w);
};

static void wish_mark(struct app *a, const struct app_roll *roll, struct record *r, const struct wish *w)
{
	(void)a;
	roll_set_mark(roll, r, w->mark, w->now);
}

/* *after (owned) is the attendance as it will be stored. */
static bool change_one(struct app *a, struct command *c, const struct app_roll *roll, size_t i, const struct wish *w,
    struct record **after, struct err *e)
{
	struct record *r = present_state(a, roll, &roll->rows[i]);
	struct record *base = r->id ? record_copy(r) : NULL;
	w->set(a, roll, r, w);
	bool ok = app_put(a, c, r, base, NULL, NULL, e);
	record_free(base);
	if (!ok) {
		record_free(r);
		r = NULL;
	}
	*after = r;
	return ok;
}

static bool newest(void *ctx, const struct app_change *c)
{
	*(int64_t *)ctx = c->number;
	return false;
}

bool roll_commit(struct app *a, struct app_roll *roll, struct command *c, struct err *e)
{
	struct err ignored = ERR_INIT;
	if (!app_commit(a, c, e))
		return false;
	app_history(a, NULL, 0, 0, 1, newest, &roll->last, &ignored);
	return true;
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
	const int now = w->arrivals ? roll_arrival_now(a, roll) : -1;
	size_t count = 0;
	bool ok = true;
	for (size_t i = 0; ok && i < roll->n; i++) {
		if (!w->marks[i])
			continue;
		ok = change_one(
		    a, c, roll, i, &(struct wish){.mark = w->marks[i], .now = now, .set = wish_mark}, &after[i], e);
		count++;
	}
	if (ok)
		ok = roll_commit(a, roll, c, e);
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

/* ---- answers and hours */

static bool change_row(
    struct app *a, struct app_roll *roll, const char *name, size_t row, const struct wish *w, struct err *e)
{
	struct command *c;
	struct record *after = NULL;
	if (row >= roll->n)
		return err_set(e, ERR_NOT_FOUND, _("Nobody stands in that row of the roll."));
	if (!app_command(a, name, NULL, &c, e))
		return false;
	bool ok = change_one(a, c, roll, row, w, &after, e);
	if (ok)
		ok = roll_commit(a, roll, c, e);
	else
		app_abort(a, c);
	if (ok)
		roll_take(&roll->rows[row], after);
	record_free(after);
	roll_give_places(roll);
	return ok;
}

static void wish_answer(struct app *a, const struct app_roll *roll, struct record *r, const struct wish *w)
{
	const char *code = w->said == ROLL_SAID_YES ? "yes" : w->said == ROLL_SAID_NO ? "no" : NULL;
	const char *before = record_text(r, attendance_answer), *mark = record_text(r, attendance_mark);
	char moment[32], day[11];
	(void)roll;
	if (!mark || is_untouched(mark))
		record_set_text(r, attendance_mark, w->said == ROLL_SAID_YES ? "confirmed" : "expected");
	if (!code) {
		record_clear(r, attendance_answer);
		record_clear(r, attendance_answered);
	} else if (!before || strcmp(before, code) != 0) {
		const int now = clock_minute(&a->clock);
		date_iso(clock_today(&a->clock), day);
		snprintf(moment, sizeof moment, "%sT%02d:%02d", day, now / 60 % 24, now % 60);
		record_set_text(r, attendance_answer, code);
		record_set_text(r, attendance_answered, moment);
	}
}

bool app_roll_answer(struct app *a, struct app_roll *roll, size_t row, enum app_roll_said said, struct err *e)
{
	return change_row(
	    a, roll, N_("Answer to the invitation"), row, &(struct wish){.said = said, .set = wish_answer}, e);
}

static void wish_minutes(struct app *a, const struct app_roll *roll, struct record *r, const struct wish *w)
{
	(void)a;
	(void)roll;
	set_minutes(r, w->minutes);
}

bool app_roll_minutes(struct app *a, struct app_roll *roll, size_t row, int minutes, struct err *e)
{
	return change_row(
	    a, roll, N_("Time taken part"), row, &(struct wish){.minutes = minutes, .set = wish_minutes}, e);
}
