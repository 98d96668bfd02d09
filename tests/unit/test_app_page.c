/* What a record's page tells: what happened around it, its figures; the files that records name. */
#include "app_help.h"

#include <sys/stat.h>

#include "app/files.h"
#include "app/page.h"
#include "base/buf.h"

struct told {
	struct buf text;
};

static bool tell_happening(void *ctx, const struct app_happening *h)
{
	struct told *t = ctx;
	char day[11] = "none";
	if (h->on != DATE_NONE)
		date_iso(h->on, day);
	buf_print(&t->text, "%s|%s|%s\n", day, h->what, h->text);
	return true;
}

static bool tell_figure(void *ctx, const struct app_figure *f)
{
	struct told *t = ctx;
	buf_print(&t->text, "%s %s (%lld of %lld)\n", f->label, f->text, (long long)f->part, (long long)f->whole);
	return true;
}

/* "key=value" of a number or a word; one of the last eight. */
static char *pair(const char *key, const char *value)
{
	static char text[8][80];
	static int at;
	at = (at + 1) % 8;
	snprintf(text[at], sizeof text[at], "%s=%s", key, value);
	return text[at];
}

static char *link_to(const char *key, int64_t id)
{
	char number[24];
	snprintf(number, sizeof number, "%lld", (long long)id);
	return pair(key, number);
}

static void expect_in(const struct told *t, const char *line)
{
	if (!strstr(buf_str(&t->text), line))
		fail_msg("%s is not in:\n%s", line, buf_str(&t->text));
}

static void activity__of_a_person__records_and_changes_by_day(void **state)
{
	struct app *a = app_help_app(state);
	struct told t = {BUF_INIT};
	int64_t person = app_help_add(a, KIND_person, "surname=Mierlă", "given=Ilinca", NULL);
	int64_t workshop = app_help_add(a, KIND_workshop, "title=Petiții", "date=2026-11-20", NULL);
	int64_t action = app_help_add(a, KIND_action, "title=Rampe", NULL);
	app_help_add(a, KIND_attendance, link_to("workshop", workshop), link_to("person", person), "mark=late", NULL);
	app_help_add(a, KIND_signature, link_to("action", action), link_to("person", person), "on=2026-11-14", NULL);
	app_help_add(a, KIND_step, "what=Sună", link_to("who", person), "until=2026-12-01", NULL);
	app_help_set(a, KIND_person, person, "sector", "Botanica");
	assert_ok(app_activity(a, kind_get(KIND_person), person, 50, tell_happening, &t, e));
	/* its own day; the day of what it belongs to; a title that only repeats the name is left out */
	expect_in(&t, "2026-12-01|step|Sună\n");
	expect_in(&t, "2026-11-23|changed|Sector: Botanica");
	expect_in(&t, "2026-11-20|late|Workshop: Petiții\n");
	expect_in(&t, "2026-11-14|signature|Action: Rampe\n");
	assert_true(strncmp(buf_str(&t.text), "2026-12-01", 10) == 0);
	assert_true(strstr(buf_str(&t.text), "2026-11-20") < strstr(buf_str(&t.text), "2026-11-14"));
	buf_free(&t.text);
}

static void activity__limit__the_newest(void **state)
{
	struct app *a = app_help_app(state);
	struct told t = {BUF_INIT};
	int64_t action = app_help_add(a, KIND_action, "title=Rampe", NULL);
	for (int i = 1; i <= 9; i++) {
		char until[16];
		snprintf(until, sizeof until, "2026-12-%02d", i);
		app_help_add(a, KIND_step, pair("what", until), link_to("action", action), pair("until", until), NULL);
	}
	assert_ok(app_activity(a, kind_get(KIND_action), action, 2, tell_happening, &t, e));
	assert_string_equal(buf_str(&t.text), "2026-12-09|step|2026-12-09\n2026-12-08|step|2026-12-08\n");
	buf_free(&t.text);
}

static void figures__of_a_person__counted(void **state)
{
	struct app *a = app_help_app(state);
	struct told t = {BUF_INIT};
	int64_t person = app_help_add(a, KIND_person, "surname=Mierlă", NULL);
	static const char *const marks[] = {"present", "late", "absent", "expected"};
	for (int i = 0; i < 4; i++) {
		int64_t w = app_help_add(a, KIND_workshop, pair("title", marks[i]), NULL);
		app_help_add(a, KIND_attendance, link_to("workshop", w), link_to("person", person),
		    pair("mark", marks[i]), NULL);
	}
	app_help_add(a, KIND_step, "what=Gata", link_to("who", person), "done_on=2026-11-20", NULL);
	app_help_add(a, KIND_step, "what=Nu", link_to("who", person), NULL);
	struct record *r = app_help_get(a, KIND_person, person);
	assert_ok(app_record_figures(a, r, tell_figure, &t, e));
	assert_string_equal(buf_str(&t.text), "Attendance 2/3 (2 of 3)\nOpen tasks 1 (1 of 0)\n");
	record_free(r);
	buf_free(&t.text);
}

static void figures__of_an_action__signatures_money_steps(void **state)
{
	struct app *a = app_help_app(state);
	struct told t = {BUF_INIT};
	int64_t action = app_help_add(a, KIND_action, "title=Bănci", "target=4", "sum=1000", NULL);
	app_help_add(a, KIND_signature, link_to("action", action), "name=A", NULL);
	app_help_add(a, KIND_ledger, link_to("action", action), "what=x", "kind=income", "amount=250", NULL);
	app_help_add(a, KIND_ledger, link_to("action", action), "what=y", "kind=cost", "amount=90", NULL);
	app_help_add(
	    a, KIND_ledger, link_to("action", action), "what=z", "kind=income", "amount=5", "currency=EUR", NULL);
	app_help_add(a, KIND_step, "what=s", link_to("action", action), NULL);
	struct record *r = app_help_get(a, KIND_action, action);
	assert_ok(app_record_figures(a, r, tell_figure, &t, e));
	expect_in(&t, "Signatures 1/4 (1 of 4)\n");
	expect_in(&t, "(25000 of 100000)\n");
	expect_in(&t, "Steps done 0/1 (0 of 1)\n");
	record_free(r);
	buf_free(&t.text);
}

static void files__keep__copied_once_under_safe_names(void **state)
{
	struct app *a = app_help_app(state);
	char *from = app_help_path(state, "O listă: mare.csv"), *kept = NULL, *again = NULL, *text = NULL;
	struct stat st;
	FILE *f = fopen(from, "w");
	fputs("a;b\n", f);
	fclose(f);
	assert_ok(app_files_keep(a, from, &kept, e));
	assert_true(strncmp(kept, "files/", 6) == 0);
	assert_null(strchr(kept, ':'));
	assert_non_null(strstr(kept, ".csv"));
	char *whole = app_file_path(a, kept);
	assert_int_equal(stat(whole, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(st.st_size, 4);
	assert_ok(app_files_keep(a, kept, &again, e)); /* ours already: stays */
	assert_string_equal(again, kept);
	free(again);
	text = malloc(strlen(from) * 2 + 2);
	sprintf(text, "%s;%s", from, kept);
	assert_ok(app_files_keep(a, text, &again, e)); /* another copy gets another name */
	assert_non_null(strstr(again, "-2.csv;files/"));
	free(again);
	free(text);
	free(whole);
	free(kept);
	free(from);
}

static void files__keep__what_is_no_file_is_refused(void **state)
{
	struct app *a = app_help_app(state);
	char *kept = NULL, *folder = app_help_path(state, "");
	assert_refused(ERR_NOT_FOUND, app_files_keep(a, "/nowhere/x.pdf", &kept, e));
	assert_string_equal(kept, "/nowhere/x.pdf");
	free(kept);
	struct err e = ERR_INIT;
	assert_false(app_files_keep(a, folder, &kept, &e));
	assert_true(e.what[0] != '\0');
	free(kept);
	free(folder);
}

#define app_unit(test) cmocka_unit_test_setup_teardown(test, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    app_unit(activity__of_a_person__records_and_changes_by_day),
	    app_unit(activity__limit__the_newest),
	    app_unit(figures__of_a_person__counted),
	    app_unit(figures__of_an_action__signatures_money_steps),
	    app_unit(files__keep__copied_once_under_safe_names),
	    app_unit(files__keep__what_is_no_file_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
