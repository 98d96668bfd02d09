/* Exchange between laptops as people do it: a file for a trainer and back, what collided, what must be refused. */
#include "share_help.h"

#include <sys/stat.h>
#include <unistd.h>

#include "app/exchange.h"
#include "app/files.h"
#include "app/share.h"
#include "app/share_inner.h"
#include "app/workshop.h"
#include "base/id.h"
#include "base/mem.h"
#include "base/path.h"
#include "out/pack.h"
#include "store/exchange.h"

/* ---- what a file holds */

static bool add_line(void *ctx, const char *text, struct err *e)
{
	(void)e;
	buf_print(ctx, "%s\n", text);
	return true;
}

static char *open_whole(const char *path)
{
	struct pack_reader *r;
	struct buf b = BUF_INIT;
	size_t lines;
	assert_ok(pack_open(path, &r, e));
	assert_ok(pack_unlock(r, WORD, &lines, e));
	assert_ok(pack_lines(r, add_line, &b, e));
	pack_close(r);
	return buf_take(&b);
}

static void pack__holds_what_the_workshop_needs_and_nothing_else(void **state)
{
	static const char *const never[] = {
	    "Teilor", "ascuns", "Strain", "Andrei", "Stupul", "1980", "despre el", "foaia 17"};
	const struct scene s = scene(state);
	char *path = send_pack(state, s.ana, s.workshop, "a.obste", false), *text = open_whole(path);
	assert_non_null(strstr(text, "Petiția"));
	assert_non_null(strstr(text, "Rusu"));
	assert_non_null(strstr(text, "photo"));
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		if (strstr(text, never[i]))
			fail_msg("\"%s\" left the database:\n%s", never[i], text);
	assert_null(strstr(text, "69000111"));
	free(text);
	free(path);
	path = send_pack(state, s.ana, s.workshop, "a.obste", true);
	text = open_whole(path);
	assert_non_null(strstr(text, "69000111"));
	assert_null(strstr(text, "Teilor"));
	free(text);
	free(path);
}

/* ---- there and back */

static void merge__a_trainer_marks__everybody_has_it(void **state)
{
	const struct scene s = scene(state);
	char *there = send_pack(state, s.ana, s.workshop, "there.obste", false);
	struct app *elena = laptop(state, "Elena", "2026-11-23T19:00");
	assert_int_equal(take(elena, there).fresh, 7);
	assert_string_equal(app_group_name(elena), "Inițiativa Botanica");
	mark(elena, s.workshop, s.ion, "late");
	mark(elena, s.workshop, s.vera, "present");
	walk_in(elena, s.workshop, "Mierlă Ilinca");
	assert_marks(elena, s.workshop, "Cuc Vera present, Rusu Ion late, Mierlă Ilinca present");
	char *back = send_pack(state, elena, s.workshop, "back.obste", false);
	struct app_merge_told told = look(s.ana, back);
	assert_int_equal(told.fresh, 5); /* two marks; a person with her mark and her consent */
	assert_int_equal(told.n, 5);
	app_merge_told_free(&told);
	assert_marks(s.ana, s.workshop, "Cuc Vera expected, Rusu Ion expected"); /* looking changed nothing */
	assert_int_equal(take(s.ana, back).fresh, 5);
	assert_marks(s.ana, s.workshop, "Cuc Vera present, Rusu Ion late, Mierlă Ilinca present");
	/* What was left out of the file is as it was; the newcomer's phone came. */
	struct record *r = app_help_get(s.ana, KIND_person, s.ion);
	assert_string_equal(record_text(r, person_phone), "+37369000111");
	assert_string_equal(record_text(r, person_notes), "ascuns");
	record_free(r);
	told = take(s.ana, back);
	assert_int_equal(told.fresh + told.changed + told.conflicts, 0);
	assert_int_equal(told.command, 0);
	assert_ok(app_check(s.ana, NULL, NULL, e));
	assert_ok(app_check(elena, NULL, NULL, e));
	app_stop(elena);
	free(there);
	free(back);
}

static bool see_who(void *ctx, const struct app_change *c)
{
	char **who = ctx;
	*who = mem_print("%s: %s", c->who, c->text);
	return false;
}

static void merge__undone__is_told_and_comes_back_by_redo(void **state)
{
	const struct scene s = scene(state);
	char *there = send_pack(state, s.ana, s.workshop, "there.obste", false), *who = NULL;
	struct app *elena = laptop(state, "Elena", "2026-11-23T19:00");
	take(elena, there);
	assert_ok(app_name_device(elena, "laptopul Elenei", e));
	mark(s.ana, s.workshop, s.ion, "absent");
	char *second = send_pack(state, s.ana, s.workshop, "second.obste", false);
	take(elena, second);
	mark(elena, s.workshop, s.ion, "present");
	mark(elena, s.workshop, s.vera, "present");
	char *back = send_pack(state, elena, s.workshop, "back.obste", false);
	take(s.ana, back);
	assert_marks(s.ana, s.workshop, "Cuc Vera present, Rusu Ion present");
	const int64_t parts[] = {s.workshop, 0, 0, s.ion};
	const int64_t attendance = id_joined("attendance", parts, 4);
	assert_ok(app_history(s.ana, kind_get(KIND_attendance), attendance, 0, 0, see_who, &who, e));
	assert_non_null(strstr(who, "laptopul Elenei"));
	assert_non_null(strstr(who, "absent > present"));
	free(who);
	assert_ok(app_undo(s.ana, NULL, e));
	assert_marks(s.ana, s.workshop, "Cuc Vera expected, Rusu Ion absent");
	struct app_merge_told told = take(s.ana, back);
	assert_int_equal(told.fresh + told.changed + told.conflicts, 0);
	assert_true(told.taken_back >= 2);
	assert_marks(s.ana, s.workshop, "Cuc Vera expected, Rusu Ion absent");
	assert_ok(app_redo(s.ana, NULL, e));
	assert_marks(s.ana, s.workshop, "Cuc Vera present, Rusu Ion present");
	app_stop(elena);
	free(there);
	free(second);
	free(back);
}

static void two_trainers(void **state, const char *first, const char *second, char **marks_out, size_t *collided)
{
	struct app *copy = laptop(state, first, "2026-11-23T21:00"); /* a coordinator's other laptop, by turns */
	char *a = app_help_path(state, "elena.obste"), *b = app_help_path(state, "tudor.obste"),
	     *base = app_help_path(state, "there.obste");
	const bool turned = strcmp(second, "turned") == 0;
	take(copy, base);
	take(copy, turned ? b : a);
	take(copy, turned ? a : b);
	take(copy, turned ? b : a);
	struct app_roll roll;
	struct buf out = BUF_INIT;
	struct app_conflict *list;
	assert_ok(app_conflicts(copy, &list, collided, e));
	app_conflicts_free(list, *collided);
	struct query q;
	query_init(&q, WORKSHOP);
	struct record *r = NULL;
	size_t got;
	assert_ok(app_page(copy, &q, NULL, false, 1, &r, &got, e));
	assert_ok(app_roll_open(copy, WORKSHOP, r->id, &roll, e));
	for (size_t i = 0; i < roll.n; i++)
		buf_print(&out, "%s %s;", roll.rows[i].name, roll.rows[i].mark);
	app_roll_close(&roll);
	record_free(r);
	query_free(&q);
	*marks_out = buf_take(&out);
	app_stop(copy);
	free(a);
	free(b);
	free(base);
}

static void merge__two_trainers_in_any_order__the_same(void **state)
{
	const struct scene s = scene(state);
	char *there = send_pack(state, s.ana, s.workshop, "there.obste", false), *one, *two;
	struct app *elena = laptop(state, "Elena", "2026-11-23T19:00"),
	           *tudor = laptop(state, "Tudor", "2026-11-23T19:30");
	size_t n1, n2;
	take(elena, there);
	take(tudor, there);
	mark(elena, s.workshop, s.ion, "present");
	mark(elena, s.workshop, s.vera, "absent");
	mark(tudor, s.workshop, s.ion, "late");
	walk_in(tudor, s.workshop, "Mierlă Ilinca");
	free(send_pack(state, elena, s.workshop, "elena.obste", false));
	free(send_pack(state, tudor, s.workshop, "tudor.obste", false));
	two_trainers(state, "one", "straight", &one, &n1);
	two_trainers(state, "two", "turned", &two, &n2);
	assert_string_equal(one, two);
	assert_non_null(strstr(one, "Rusu Ion late;")); /* the later one stands */
	assert_true(n1 >= 1);
	assert_int_equal(n1, n2);
	app_stop(elena);
	app_stop(tudor);
	free(one);
	free(two);
	free(there);
}

static void conflict__swapped_or_kept__is_closed_everywhere(void **state)
{
	const struct scene s = scene(state);
	char *there = send_pack(state, s.ana, s.workshop, "there.obste", true);
	struct app *elena = laptop(state, "Elena", "2026-11-23T19:00");
	struct app_conflict *list;
	size_t n;
	take(elena, there);
	app_help_set(s.ana, KIND_person, s.ion, "given", "Ioan");
	app_help_set(elena, KIND_person, s.ion, "given", "Ionel");
	char *back = send_pack(state, elena, s.workshop, "back.obste", false);
	assert_int_equal(take(s.ana, back).conflicts, 1);
	struct record *r = app_help_get(s.ana, KIND_person, s.ion);
	assert_string_equal(record_text(r, person_given), "Ionel"); /* later */
	record_free(r);
	assert_ok(app_conflicts(s.ana, &list, &n, e));
	assert_int_equal(n, 1);
	assert_string_equal(list[0].now, "Ionel");
	assert_string_equal(list[0].other, "Ioan");
	assert_ok(app_conflict_settle(s.ana, &list[0], true, e));
	assert_refused(ERR_NOT_FOUND, app_conflict_settle(s.ana, &list[0], true, e));
	app_conflicts_free(list, n);
	assert_int_equal(app_conflicts_count(s.ana), 0);
	r = app_help_get(s.ana, KIND_person, s.ion);
	assert_string_equal(record_text(r, person_given), "Ioan");
	record_free(r);
	char *again = send_pack(state, s.ana, s.workshop, "again.obste", false);
	take(elena, again);
	assert_int_equal(app_conflicts_count(elena), 0);
	r = app_help_get(elena, KIND_person, s.ion);
	assert_string_equal(record_text(r, person_given), "Ioan");
	record_free(r);
	assert_int_equal(take(s.ana, back).conflicts, 0); /* the old file once more */
	app_stop(elena);
	free(there);
	free(back);
	free(again);
}

static size_t others(struct app *a, const char *want)
{
	struct app_conflict *list;
	size_t n;
	assert_ok(app_conflicts(a, &list, &n, e));
	if (n && want)
		assert_string_equal(list[0].other, want);
	app_conflicts_free(list, n);
	return n;
}

static void settle_first(struct app *a, bool swap)
{
	struct app_conflict *list;
	size_t n;
	assert_ok(app_conflicts(a, &list, &n, e));
	assert_int_equal(n, 1);
	assert_ok(app_conflict_settle(a, &list[0], swap, e));
	app_conflicts_free(list, n);
}

static void assert_given(struct app *a, int64_t person, const char *want)
{
	struct record *r = app_help_get(a, KIND_person, person);
	assert_string_equal(record_text(r, person_given), want);
	record_free(r);
}

static void pass(void **state, struct app *from, struct app *to, int64_t workshop, const char *name)
{
	char *path = send_pack(state, from, workshop, name, false);
	take(to, path);
	free(path);
}

static bool first_detail(void *ctx, const struct app_change *c)
{
	*(char **)ctx = mem_print("%s / %s", c->text, c->detail);
	return false;
}

/* Given up or swapped by mistake: one undo, and it is to be looked at again, here and on the other laptop. */
static void conflict__settled_and_undone__is_there_again(void **state)
{
	const struct scene s = scene(state);
	struct app *elena = laptop(state, "Elena", "2026-11-23T19:00");
	char *said = NULL;
	pass(state, s.ana, elena, s.workshop, "1.obste");
	app_help_set(s.ana, KIND_person, s.ion, "given", "Ioan");
	app_help_set(elena, KIND_person, s.ion, "given", "Ionel");
	pass(state, elena, s.ana, s.workshop, "2.obste");
	for (int swap = 0; swap < 2; swap++) {
		settle_first(s.ana, swap);
		assert_given(s.ana, s.ion, swap ? "Ioan" : "Ionel");
		assert_int_equal(others(s.ana, NULL), 0);
		pass(state, s.ana, elena, s.workshop,
		    swap ? "3s.obste" : "3.obste"); /* the other laptop knows it as settled */
		assert_int_equal(others(elena, NULL), 0);
		assert_ok(app_undo(s.ana, NULL, e));
		assert_given(s.ana, s.ion, "Ionel");
		assert_int_equal(others(s.ana, "Ioan"), 1);
		pass(state, s.ana, elena, s.workshop, swap ? "4s.obste" : "4.obste");
		assert_given(elena, s.ion, "Ionel");
		assert_int_equal(others(elena, "Ioan"), 1);
		assert_ok(app_redo(s.ana, NULL, e));
		assert_int_equal(others(s.ana, NULL), 0);
		assert_given(s.ana, s.ion, swap ? "Ioan" : "Ionel");
		assert_ok(app_history(s.ana, kind_get(KIND_person), s.ion, 0, 1, first_detail, &said, e));
		assert_non_null(
		    strstr(said, swap ? "Given name: Ionel > Ioan" : "Given name, the other value: Ioan > —"));
		free(said);
		assert_ok(app_undo(s.ana, NULL, e));
		assert_int_equal(others(s.ana, "Ioan"), 1);
		pass(state, elena, s.ana, s.workshop, swap ? "5s.obste" : "5.obste");
		assert_int_equal(others(s.ana, "Ioan"), 1);
	}
	pass(state, s.ana, elena, s.workshop, "6.obste");
	settle_first(elena, false); /* at last, on the other one */
	pass(state, elena, s.ana, s.workshop, "7.obste");
	assert_int_equal(others(s.ana, NULL) + others(elena, NULL), 0);
	assert_ok(app_check(s.ana, NULL, NULL, e));
	app_stop(elena);
}

/* ---- the same person twice, what was erased, what has not come */

static void merge__one_person_under_two_spellings__both_stay_and_are_named(void **state)
{
	const struct scene s = scene(state);
	char *there = send_pack(state, s.ana, s.workshop, "there.obste", false);
	struct app *elena = laptop(state, "Elena", "2026-11-23T19:00");
	size_t twins = 0;
	take(elena, there);
	walk_in(s.ana, s.workshop, "Țurcanu Vasile");
	walk_in(elena, s.workshop, "Цуркану Василе");
	char *back = send_pack(state, elena, s.workshop, "back.obste", false);
	struct app_merge_told told = look(s.ana, back);
	for (size_t i = 0; i < told.n; i++)
		twins += told.lines[i].fate == MERGE_SAME_PERSON;
	assert_int_equal(twins, 1);
	app_merge_told_free(&told);
	take(s.ana, back);
	char *have = marks(s.ana, s.workshop);
	assert_non_null(strstr(have, "Țurcanu Vasile present"));
	assert_non_null(strstr(have, "Цуркану Василе present"));
	free(have);
	app_stop(elena);
	free(there);
	free(back);
}

/* A file is attached to a person: its path; owned. */
static char *attach(struct app *a, int64_t person)
{
	char *folder = app_file_path(a, "files"), *path = app_file_path(a, "files/acord.txt");
	mkdir(folder, 0700);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fclose(f);
	app_help_set(a, KIND_person, person, "files", "files/acord.txt");
	free(folder);
	return path;
}

static void merge__erased_meanwhile__stays_erased(void **state)
{
	const struct scene s = scene(state);
	char *there = send_pack(state, s.ana, s.workshop, "there.obste", false);
	struct app *elena = laptop(state, "Elena", "2026-11-23T19:00");
	size_t erased;
	take(elena, there);
	mark(elena, s.workshop, s.ion, "present");
	mark(elena, s.workshop, s.vera, "present");
	char *attached = attach(elena, s.ion);
	assert_ok(app_erase_person(s.ana, s.ion, NULL, e));
	assert_true(path_exists(attached));
	char *back = send_pack(state, elena, s.workshop, "back.obste", false);
	const struct app_merge_told told = take(s.ana, back);
	assert_true(told.refused >= 2); /* the person and the mark */
	assert_marks(s.ana, s.workshop, "Cuc Vera present");
	char *again = send_pack(state, s.ana, s.workshop, "again.obste", false);
	assert_true(take(elena, again).erased >= 2);
	assert_false(path_exists(attached));
	free(attached);
	assert_marks(elena, s.workshop, "Cuc Vera present");
	/* The whole workshop. */
	assert_ok(app_bin(s.ana, WORKSHOP, &s.workshop, 1, e));
	assert_ok(app_empty_bin(s.ana, &erased, e));
	assert_true(take(s.ana, back).refused >= 1);
	assert_int_equal(app_help_count(s.ana, KIND_workshop), 0);
	assert_ok(app_check(s.ana, NULL, NULL, e));
	assert_ok(app_check(elena, NULL, NULL, e));
	app_stop(elena);
	free(there);
	free(back);
	free(again);
}

static void merge__a_name_that_has_not_come__is_said_and_filled_in(void **state)
{
	const struct scene s = scene(state);
	struct app *other = laptop(state, "Elena", "2026-11-23T19:00");
	char ref[48];
	const int64_t place = app_help_add(s.ana, KIND_group, "name=Blocul 7", NULL);
	snprintf(ref, sizeof ref, "%lld", (long long)s.ion);
	app_help_set(s.ana, KIND_workshop, s.workshop, "trainers", ref);
	/* Only the workshop, not the people. */
	struct exchange_item one = {WORKSHOP, s.workshop};
	struct exchange_out o = {.what = "changes", .only = &one, .nonly = 1};
	char *path = app_help_path(state, "part.obste");
	assert_ok(share_write(s.ana, path, WORD, &o, NULL, NULL, NULL, e));
	const struct app_merge_told told = take(other, path);
	assert_int_equal(told.fresh, 1);
	struct buf title = BUF_INIT;
	app_title(other, kind_get(KIND_person), s.ion, &title);
	assert_string_equal(buf_str(&title), "(not arrived yet)");
	assert_ok(app_check(other, NULL, NULL, e));
	assert_int_equal(app_help_count(other, KIND_person), 0);
	char *whole = send_pack(state, s.ana, s.workshop, "whole.obste", false);
	take(other, whole);
	buf_clear(&title);
	app_title(other, kind_get(KIND_person), s.ion, &title);
	assert_string_equal(buf_str(&title), "Rusu Ion");
	(void)place;
	buf_free(&title);
	app_stop(other);
	free(path);
	free(whole);
}

/* ---- refused */

static void merge__another_group__is_refused(void **state)
{
	const struct scene s = scene(state);
	char *there = send_pack(state, s.ana, s.workshop, "there.obste", false);
	struct app *other = laptop(state, "Alt grup", "2026-11-23T19:00");
	struct app_merge *m;
	struct err why = ERR_INIT;
	app_help_add(other, KIND_person, "surname=Nuc", NULL); /* not empty any more */
	assert_false(app_merge_open(other, there, &m, &why));
	assert_int_equal(why.code, ERR_INVALID);
	assert_string_equal(why.tag, "MERGE-GROUP");
	assert_int_equal(app_help_count(other, KIND_person), 1);
	app_stop(other);
	free(there);
}

static void merge__a_clock_a_year_ahead__is_refused_until_accepted(void **state)
{
	const struct scene s = scene(state);
	char *there = send_pack(state, s.ana, s.workshop, "there.obste", false);
	struct app *late = laptop(state, "Elena", "2026-11-23T19:05"),
	           *ahead = laptop(state, "Tudor", "2027-11-23T18:00");
	struct app_merge *m;
	struct app_merge_told told;
	struct err why = ERR_INIT;
	take(late, there);
	take(ahead, there);
	mark(late, s.workshop, s.ion, "present"); /* an hour: nobody notices */
	mark(ahead, s.workshop, s.vera, "present");
	char *one = send_pack(state, late, s.workshop, "one.obste", false),
	     *two = send_pack(state, ahead, s.workshop, "two.obste", false);
	assert_int_equal(take(s.ana, one).fresh, 1);
	assert_ok(app_merge_open(s.ana, two, &m, e));
	assert_ok(app_merge_unlock(m, WORD, e));
	assert_true(app_merge_about(m)->ahead_ms > INT64_C(300) * 86400000);
	assert_false(app_merge_do(m, false, &told, &why));
	assert_string_equal(why.tag, "MERGE-CLOCK");
	assert_marks(s.ana, s.workshop, "Cuc Vera expected, Rusu Ion present");
	assert_ok(app_merge_do(m, true, &told, e));
	app_merge_close(m);
	assert_marks(s.ana, s.workshop, "Cuc Vera present, Rusu Ion present");
	/* Ours goes on after it: what is written now is later, and wins. */
	mark(s.ana, s.workshop, s.vera, "late");
	take(s.ana, one);
	assert_marks(s.ana, s.workshop, "Cuc Vera late, Rusu Ion present");
	app_stop(late);
	app_stop(ahead);
	free(there);
	free(one);
	free(two);
}

/* A clock that is wrong, behind or (a little) ahead: whoever changed what he had seen is followed, without a conflict.
 */
static void merge__a_clock_that_is_wrong__what_was_seen_is_followed(void **state)
{
	static const char *const clocks[] = {"2026-11-23T17:05", "2026-11-23T19:05"};
	const struct scene s = scene(state);
	char name[32], file[32];
	for (int i = 0; i < 2; i++) {
		snprintf(name, sizeof name, "Elena%d", i);
		struct app *elena = laptop(state, name, clocks[i]);
		mark(s.ana, s.workshop, s.ion, "absent");
		snprintf(file, sizeof file, "%d-1.obste", i);
		pass(state, s.ana, elena, s.workshop, file);
		assert_marks(elena, s.workshop, "Cuc Vera expected, Rusu Ion absent");
		mark(elena, s.workshop, s.ion, "present");
		snprintf(file, sizeof file, "%d-2.obste", i);
		pass(state, elena, s.ana, s.workshop, file);
		assert_marks(s.ana, s.workshop, "Cuc Vera expected, Rusu Ion present");
		mark(s.ana, s.workshop, s.ion, "late");
		snprintf(file, sizeof file, "%d-3.obste", i);
		pass(state, s.ana, elena, s.workshop, file);
		assert_marks(elena, s.workshop, "Cuc Vera expected, Rusu Ion late");
		assert_int_equal(others(s.ana, NULL) + others(elena, NULL), 0);
		app_stop(elena);
	}
}

/* A year behind: every other laptop seems to be of the future. Said, and nothing is taken until somebody accepts it. */
static void merge__our_clock_a_year_behind__is_said(void **state)
{
	const struct scene s = scene(state);
	char *there = send_pack(state, s.ana, s.workshop, "there.obste", false);
	struct app *elena = laptop(state, "Elena", "2025-11-23T18:00");
	struct app_merge *m;
	struct app_merge_told told;
	assert_ok(app_merge_open(elena, there, &m, e));
	assert_ok(app_merge_unlock(m, WORD, e));
	assert_refused(ERR_INVALID, app_merge_do(m, false, &told, e));
	app_merge_close(m);
	assert_int_equal(app_help_count(elena, KIND_person), 0);
	assert_ok(app_merge_open(elena, there, &m, e));
	assert_ok(app_merge_unlock(m, WORD, e));
	assert_ok(app_merge_do(m, true, &told, e));
	app_merge_told_free(&told);
	app_merge_close(m);
	mark(elena, s.workshop, s.ion, "present");
	pass(state, elena, s.ana, s.workshop, "back.obste");
	assert_marks(s.ana, s.workshop, "Cuc Vera expected, Rusu Ion present");
	app_stop(elena);
	free(there);
}

static void merge__signed_by_another_key__is_refused_until_forgotten(void **state)
{
	const struct scene s = scene(state);
	char *there = send_pack(state, s.ana, s.workshop, "there.obste", false);
	struct app *elena = laptop(state, "Elena", "2026-11-23T19:00");
	struct app_merge *m;
	struct err why = ERR_INIT;
	take(elena, there);
	char *state_home = path_state_home(), *keys = path_join(state_home, "keys"), *gone = mem_print("%s.gone", keys);
	assert_int_equal(rename(keys, gone), 0); /* Ana's laptop was set up anew */
	char *again = send_pack(state, s.ana, s.workshop, "again.obste", false);
	assert_false(app_merge_open(elena, again, &m, &why));
	assert_string_equal(why.tag, "MERGE-KEY");
	assert_ok(app_forget_device_key(elena, 1, e));
	assert_ok(app_forget_device_key(elena, 2, e));
	take(elena, again);
	app_stop(elena);
	free(there);
	free(again);
	free(keys);
	free(gone);
	free(state_home);
}

static void merge__read_only__is_refused(void **state)
{
	const struct scene s = scene(state);
	char *there = send_pack(state, s.ana, s.workshop, "there.obste", false), *db = app_help_path(state, "obste.db");
	struct app *reader = app_start(
	    &(struct app_options){.argv0 = "obste", .db = db, .lang_given = true, .lang = LANG_EN, .readonly = true});
	struct app_merge *m;
	struct app_merge_told told;
	assert_ok(app_open(reader, NULL, e));
	assert_ok(app_merge_open(reader, there, &m, e));
	assert_ok(app_merge_unlock(m, WORD, e));
	assert_refused(ERR_DENIED, app_merge_do(m, false, &told, e));
	app_merge_close(m);
	app_stop(reader);
	free(there);
	free(db);
}

#define T(f) cmocka_unit_test_setup_teardown(f, share_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(pack__holds_what_the_workshop_needs_and_nothing_else),
	    T(merge__a_trainer_marks__everybody_has_it),
	    T(merge__undone__is_told_and_comes_back_by_redo),
	    T(merge__two_trainers_in_any_order__the_same),
	    T(conflict__swapped_or_kept__is_closed_everywhere),
	    T(conflict__settled_and_undone__is_there_again),
	    T(merge__one_person_under_two_spellings__both_stay_and_are_named),
	    T(merge__erased_meanwhile__stays_erased),
	    T(merge__a_name_that_has_not_come__is_said_and_filled_in),
	    T(merge__another_group__is_refused),
	    T(merge__a_clock_a_year_ahead__is_refused_until_accepted),
	    T(merge__a_clock_that_is_wrong__what_was_seen_is_followed),
	    T(merge__our_clock_a_year_behind__is_said),
	    T(merge__signed_by_another_key__is_refused_until_forgotten),
	    T(merge__read_only__is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
