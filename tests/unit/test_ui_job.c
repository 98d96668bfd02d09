/* tests/unit/test_ui_job.c - what a job shows of itself: its progress as it comes in pieces, the line for each width.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/job.c" /* the inside of a job is nobody else's */

static struct ui_private inside;
static struct ui u = {.p = &inside};

static const char *line(struct job_running *j, int width)
{
	static struct buf b;
	buf_clear(&b);
	inside.jobs = j;
	job_line(&u, width, &b);
	inside.jobs = NULL;
	return buf_str(&b);
}

static void line__every_width__fits(void **state)
{
	(void)state;
	struct job_running j = {
	    .what = (char *)(uintptr_t) "Import: membri.csv", .told = true, .done_rows = 58, .whole = 100};
	j.began_ms = now_ms() - 5800;
	assert_string_equal(line(&j, 78), "Import: membri.csv  58%  ███████████░░░░░░░░░  about 5 s left");
	assert_string_equal(line(&j, 23), "Import: membri.csv  58%");
	assert_string_equal(line(&j, 5), "58%");
	for (int w = 3; w < 120; w++)
		if (text_width(line(&j, w)) > w)
			fail_msg("%d cells: %s", w, line(&j, w));
	j.began_ms = now_ms() - 5800 * 60;
	assert_non_null(strstr(line(&j, 78), "about 5 min left"));
}

static void line__nothing_told_yet__empty(void **state)
{
	(void)state;
	struct job_running j = {.what = (char *)(uintptr_t) "x"};
	assert_string_equal(line(&j, 78), "");
	j.told = true;
	j.done_rows = 1204;
	assert_string_equal(line(&j, 78), "x  1204");
	j.whole = 1204;
	assert_non_null(strstr(line(&j, 78), "99%")); /* done is when it says so */
}

static void progress__in_pieces__last_whole_line_counts(void **state)
{
	(void)state;
	struct job_running j = {.what = NULL};
	buf_text(&j.got[PROGRESS], "1 10");
	read_progress(&j);
	assert_false(j.told);
	buf_text(&j.got[PROGRESS], "0\n2 100\nnonsense\n7");
	read_progress(&j);
	assert_true(j.told);
	assert_int_equal(j.done_rows, 2);
	assert_int_equal(j.whole, 100);
	assert_string_equal(buf_str(&j.got[PROGRESS]), "7");
	buf_free(&j.got[PROGRESS]);
}

static void error__of_its_words(void **state)
{
	(void)state;
	struct err e = ERR_INIT;
	job_error(&(struct job_result){.code = ERR_DENIED,
	              .said = "obste: Could not write x: the disk is full.\n"
	                      "       Free some space, then try again.\n"},
	    &e);
	assert_int_equal(e.code, ERR_DENIED);
	assert_string_equal(e.what, "Could not write x: the disk is full.");
	assert_string_equal(e.hint, "Free some space, then try again.\n");
	job_error(&(struct job_result){.code = 127, .said = ""}, &e);
	assert_string_equal(e.what, "It did not work.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(line__every_width__fits),
	    cmocka_unit_test(line__nothing_told_yet__empty),
	    cmocka_unit_test(progress__in_pieces__last_whole_line_counts),
	    cmocka_unit_test(error__of_its_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
