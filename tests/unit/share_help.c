/* tests/unit/share_help.c - see share_help.h. */
#include "share_help.h"

#include "app/workshop.h"
#include "base/mem.h"
#include "base/path.h"
#include "out/pack.h"

/* ---- laptops */

struct app *laptop(void **state, const char *name, const char *now)
{
	char *file = mem_print("%s.db", name), *db = app_help_path(state, file);
	const struct app_new_group group = {.name = "gol", .who = name};
	setenv("OBSTE_NOW", now, 1);
	struct app *a =
	    app_start(&(struct app_options){.argv0 = "obste", .db = db, .lang_given = true, .lang = LANG_EN});
	setenv("OBSTE_NOW", "2026-11-23T18:05", 1);
	assert_ok(app_open(a, path_exists(db) ? NULL : &group, e));
	free(file);
	free(db);
	return a;
}

char *send_pack(void **state, struct app *a, int64_t workshop, const char *name, bool phones)
{
	char *path = app_help_path(state, name);
	struct app_pack p = {.path = path, .passphrase = WORD, .phones = phones};
	assert_ok(app_pack_make(a, WORKSHOP, workshop, &p, e));
	return path;
}

struct app_merge_told take(struct app *a, const char *path)
{
	struct app_merge *m;
	struct app_merge_told told;
	assert_ok(app_merge_open(a, path, &m, e));
	assert_ok(app_merge_unlock(m, WORD, e));
	assert_ok(app_merge_do(m, false, &told, e));
	app_merge_close(m);
	return told;
}

struct app_merge_told look(struct app *a, const char *path)
{
	struct app_merge *m;
	struct app_merge_told told;
	assert_ok(app_merge_open(a, path, &m, e));
	assert_ok(app_merge_unlock(m, WORD, e));
	assert_ok(app_merge_preview(m, &told, e));
	app_merge_close(m);
	return told;
}

/* ---- a group with a workshop and two people */

static int64_t person(struct app *a, const char *surname, const char *given)
{
	char *s = mem_print("surname=%s", surname), *g = mem_print("given=%s", given);
	const int64_t id = app_help_add(a, KIND_person, s, g, "phone=069000111", "address=str. Teilor 5",
	    "notes=ascuns", "organisation=Stupul", "born=1980", NULL);
	free(s);
	free(g);
	return id;
}

struct scene scene(void **state)
{
	struct scene s = {.ana = app_help_app(state)};
	char ref[2][48];
	s.group = app_help_add(s.ana, KIND_group, "name=Botanica", NULL);
	s.ion = person(s.ana, "Rusu", "Ion");
	s.vera = person(s.ana, "Cuc", "Vera");
	person(s.ana, "Strain", "Andrei"); /* has nothing to do with it */
	const int64_t people[] = {s.ion, s.vera};
	for (int i = 0; i < 2; i++) {
		snprintf(ref[0], sizeof *ref, "group=%lld", (long long)s.group);
		snprintf(ref[1], sizeof *ref, "person=%lld", (long long)people[i]);
		app_help_add(s.ana, KIND_membership, ref[0], ref[1], "notes=despre el", NULL);
	}
	app_help_add(s.ana, KIND_consent, ref[1], "purpose=photo", "given_on=2026-01-01", "source=foaia 17", NULL);
	snprintf(ref[0], sizeof *ref, "groups=%lld", (long long)s.group);
	s.workshop = app_help_add(s.ana, KIND_workshop, "title=Petiția", "date=2026-11-23", ref[0], NULL);
	return s;
}

void mark(struct app *a, int64_t workshop, int64_t who, const char *as)
{
	struct app_roll roll;
	assert_ok(app_roll_open(a, WORKSHOP, workshop, &roll, e));
	for (size_t i = 0; i < roll.n; i++)
		if (roll.rows[i].person == who)
			assert_ok(app_roll_mark(a, &roll, i, as, e));
	app_roll_close(&roll);
}

void walk_in(struct app *a, int64_t workshop, const char *name)
{
	struct app_roll roll;
	size_t row;
	assert_ok(app_roll_open(a, WORKSHOP, workshop, &roll, e));
	assert_ok(app_roll_walk_in(
	    a, &roll, &(struct app_walk_in){.name = name, .phone = "069111222", .consent = true}, &row, e));
	app_roll_close(&roll);
}

/* "Cuc Vera present, Rusu Ion late" */
char *marks(struct app *a, int64_t workshop)
{
	struct app_roll roll;
	struct buf b = BUF_INIT;
	assert_ok(app_roll_open(a, WORKSHOP, workshop, &roll, e));
	for (size_t i = 0; i < roll.n; i++)
		buf_print(&b, "%s%s %s", i ? ", " : "", roll.rows[i].name, roll.rows[i].mark);
	app_roll_close(&roll);
	return buf_take(&b);
}

void assert_marks(struct app *a, int64_t workshop, const char *want)
{
	char *have = marks(a, workshop);
	assert_string_equal(have, want);
	free(have);
}

int share_help_setup(void **state)
{
	pack_hurry(true);
	return app_help_setup(state);
}
