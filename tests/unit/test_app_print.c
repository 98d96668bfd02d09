/* Printing: the numbers of a printed sheet stay those of the paper, whatever happens to the roll afterwards; a file is
 * there whole or not at all. What stands on the pages is looked at in tests/cli/60-print.sh. */
#include "app_help.h"

#include <sys/stat.h>

#include "app/print.h"
#include "app/workshop.h"
#include "base/path.h"

struct group {
	int64_t workshop, group;
};

static int64_t join(struct app *a, const struct group *g, const char *surname)
{
	char word[64];
	snprintf(word, sizeof word, "surname=%s", surname);
	const int64_t person = app_help_add(a, KIND_person, word, NULL);
	struct record *r = record_new(kind_get(KIND_membership));
	record_set_int(r, membership_group, g->group);
	record_set_int(r, membership_person, person);
	assert_ok(app_save(a, r, NULL, NULL, e));
	record_free(r);
	return person;
}

static struct group workshop_of_three(struct app *a)
{
	struct group g = {.group = app_help_add(a, KIND_group, "name=Botanica", NULL)};
	join(a, &g, "Cicoare");
	join(a, &g, "Mierlă");
	join(a, &g, "Salcâm");
	g.workshop = app_help_add(a, KIND_workshop, "title=Presa", "date=2026-11-23", "groups=Botanica", NULL);
	return g;
}

static struct app_print sheet_of(const struct group *g)
{
	struct app_print w = {.id = g->workshop};
	assert_true(app_print_find("signin", &w.what));
	return w;
}

static void print_sheet(void **state, const struct group *g, size_t blank)
{
	struct app_print w = sheet_of(g);
	w.blank_given = true;
	w.blank = blank;
	char *path = app_help_path(state, "sheet.pdf");
	assert_ok(app_print(app_help_app(state), &w, path, NULL, e));
	free(path);
}

static struct app_roll roll_of(struct app *a, const struct group *g)
{
	struct app_roll roll;
	assert_ok(app_roll_open(a, kind_get(KIND_workshop), g->workshop, &roll, e));
	return roll;
}

static size_t number_of(const struct app_roll *roll, const char *name)
{
	for (size_t i = 0; i < roll->n; i++)
		if (strcmp(roll->rows[i].name, name) == 0)
			return roll->rows[i].number;
	return 0;
}

static const char *mark_of(const struct app_roll *roll, const char *name)
{
	for (size_t i = 0; i < roll->n; i++)
		if (strcmp(roll->rows[i].name, name) == 0)
			return roll->rows[i].mark;
	return "";
}

static void print__signin__numbers_stay_those_of_the_paper(void **state)
{
	struct app *a = app_help_app(state);
	const struct group g = workshop_of_three(a);
	struct app_roll roll = roll_of(a, &g);
	assert_int_equal(number_of(&roll, "Mierlă"), 2);
	assert_int_equal(roll.printed_rows, 0);
	app_roll_close(&roll);

	print_sheet(state, &g, 2);
	join(a, &g, "Arțar"); /* first in the alphabet, after the printing */
	roll = roll_of(a, &g);
	assert_int_equal(number_of(&roll, "Cicoare"), 1);
	assert_int_equal(number_of(&roll, "Salcâm"), 3);
	assert_int_equal(number_of(&roll, "Arțar"), 6); /* after the two empty rows */
	assert_int_equal(roll.printed_rows, 5);
	assert_refused(ERR_INVALID, app_roll_sheet(a, &roll, "1-4", NULL, e)); /* an empty row: nobody known */
	assert_int_equal(app_help_count(a, KIND_attendance), 0);
	size_t marked = 0;
	assert_ok(app_roll_sheet(a, &roll, "1-2 !3 6", &marked, e));
	assert_int_equal(marked, 4);
	assert_string_equal(mark_of(&roll, "Salcâm"), "absent");
	assert_string_equal(mark_of(&roll, "Arțar"), "present");
	app_roll_close(&roll);
}

/* The code of the sheet that was printed first. */
static const char *first_code(struct app *a)
{
	static char code[40];
	struct query q;
	struct record *rows[4];
	size_t n;
	query_init(&q, kind_get(KIND_printed));
	assert_ok(app_page(a, &q, NULL, false, 4, rows, &n, e));
	for (size_t i = 0; i < n; i++) {
		const char *have = record_text(rows[i], printed_code);
		if (strcmp(strrchr(have, '-'), "-1") == 0)
			snprintf(code, sizeof code, "%s", have);
		record_free(rows[i]);
	}
	query_free(&q);
	return code;
}

static void print__signin__an_older_sheet_by_its_code(void **state)
{
	struct app *a = app_help_app(state);
	const struct group g = workshop_of_three(a);
	char text[64];
	print_sheet(state, &g, 1);
	print_sheet(state, &g, 1); /* the same people: the same sheet */
	assert_int_equal(app_help_count(a, KIND_printed), 1);
	join(a, &g, "Arțar");
	print_sheet(state, &g, 1);
	assert_int_equal(app_help_count(a, KIND_printed), 2);
	struct app_roll roll = roll_of(a, &g);
	assert_int_equal(number_of(&roll, "Arțar"), 1); /* the newest */
	snprintf(text, sizeof text, "%s: 1 !2", first_code(a));
	assert_ok(app_roll_sheet(a, &roll, text, NULL, e));
	assert_string_equal(mark_of(&roll, "Cicoare"), "present");
	assert_string_equal(mark_of(&roll, "Mierlă"), "absent");
	assert_string_equal(mark_of(&roll, "Arțar"), "expected");
	assert_int_equal(number_of(&roll, "Arțar"), 1);
	assert_refused(ERR_INVALID, app_roll_sheet(a, &roll, "OB-AT-0000-99 1", NULL, e));
	app_roll_close(&roll);
	assert_ok(app_undo(a, NULL, e)); /* the marks */
	assert_ok(app_undo(a, NULL, e)); /* the printing: its numbers are given back */
	assert_int_equal(app_help_count(a, KIND_printed), 1);
}

static void print__file__private_and_whole(void **state)
{
	struct app *a = app_help_app(state);
	const struct group g = workshop_of_three(a);
	struct app_print w = sheet_of(&g);
	char *path = app_help_path(state, "sheet.pdf"), *nowhere = app_help_path(state, "no/such/folder.pdf");
	struct stat st;
	assert_refused(ERR_NOT_FOUND, app_print(a, &w, nowhere, NULL, e));
	assert_int_equal(app_help_count(a, KIND_printed), 0); /* no file: no numbers given out */
	assert_ok(app_print(a, &w, path, NULL, e));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	struct buf b = BUF_INIT;
	assert_ok(path_read_all(path, 1 << 20, &b, e));
	assert_true(b.len > 1000 && memcmp(b.data, "%PDF-", 5) == 0);
	buf_free(&b);
	w.lang = "xx";
	assert_refused(ERR_USAGE, app_print(a, &w, path, NULL, e));
	w.lang = NULL;
	w.id = 77;
	assert_refused(ERR_NOT_FOUND, app_print(a, &w, path, NULL, e));
	free(path);
	free(nowhere);
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(print__signin__numbers_stay_those_of_the_paper),
	    T(print__signin__an_older_sheet_by_its_code),
	    T(print__file__private_and_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
