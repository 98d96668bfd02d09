/* Safety copies: made whole, rotated, found, put back; and the figures of the reports. */
#include "store_help.h"

#include <sys/stat.h>
#include <unistd.h>

#include "store/backup.h"
#include "store/figures.h"

static struct store_help *help(void **state)
{
	return *state;
}

static void store__backup__a_copy_that_opens(void **state)
{
	struct store *s = store_help_store(state), *copy = NULL;
	struct stat st;
	char *path = path_join(help(state)->folder, "copy.db");
	store_help_add(s, KIND_person, "surname=Rusu", NULL);
	assert_ok(backup_make(s, path, e));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	struct store_options o = {.path = path, .clock = help(state)->clock};
	assert_ok(store_open(&o, &copy, e));
	assert_int_equal(store_help_count(copy, KIND_person), 1);
	assert_healthy(copy);
	store_close(copy);
	assert_refused(ERR_NOT_FOUND, backup_make(s, "/nowhere/at/all.db", e));
	free(path);
}

static void store__backup__the_newest_stay(void **state)
{
	struct store *s = store_help_store(state);
	char *folder = path_join(help(state)->folder, "copies"), *path = NULL, *first = NULL;
	for (int i = 0; i < 4; i++) {
		s = store_help_at(state, 1795449900000 + i * 60000);
		assert_ok(backup_rotate(s, folder, 2, NULL, &path, e));
		if (i == 0)
			first = mem_copy_text(path);
		char *good = backup_newest_good(folder, help(state)->path, NULL);
		assert_string_equal(good, path);
		free(good);
		if (i == 3)
			break;
		free(path);
	}
	assert_false(path_exists(first));
	FILE *f = fopen(path, "r+b"); /* the newest is hurt: the one before is the newest good */
	fseek(f, 8192, SEEK_SET);
	for (int i = 0; i < 4096; i++)
		fputc(0x55, f);
	fclose(f);
	char *good = backup_newest_good(folder, help(state)->path, NULL);
	assert_non_null(good);
	assert_string_not_equal(good, path);
	free(good);
	free(first);
	free(path);
	free(folder);
}

/* The sample group's copies lie in the same folder as one's own. */
static void store__backup__copies_of_another_group_stay(void **state)
{
	struct store *s = store_help_store(state), *other = NULL;
	char *folder = path_join(help(state)->folder, "copies"), *mine = NULL, *theirs = NULL;
	char *path = path_join(help(state)->folder, "other.db");
	struct store_options o = {.path = path, .clock = help(state)->clock, .create = true};
	assert_ok(store_open(&o, &other, e));
	assert_ok(backup_rotate(s, folder, 1, NULL, &mine, e));
	assert_ok(backup_rotate(other, folder, 1, NULL, &theirs, e)); /* in the same second */
	assert_string_not_equal(mine, theirs);
	assert_true(path_exists(mine));
	store_close(other);
	char *good = backup_newest_good(folder, path, NULL);
	assert_string_equal(good, theirs);
	free(good);
	good = backup_newest_good(folder, help(state)->path, NULL);
	assert_string_equal(good, mine);
	free(good);
	free(mine);
	free(theirs);
	free(path);
	free(folder);
}

static void store__restore__the_present_file_is_kept(void **state)
{
	struct store_help *h = help(state);
	char *path = path_join(h->folder, "copy.db"), *kept = NULL;
	store_help_add(h->s, KIND_person, "surname=Vechi", NULL);
	assert_ok(backup_make(h->s, path, e));
	store_help_add(h->s, KIND_person, "surname=Nou", NULL);
	store_close(h->s);
	h->s = NULL;
	assert_ok(backup_restore(path, h->path, &h->clock, &kept, e));
	assert_int_equal(store_help_count(store_help_reopen(state), KIND_person), 1);
	struct store *old = NULL;
	struct store_options o = {.path = kept, .clock = h->clock};
	assert_non_null(strstr(kept, ".before-restore-"));
	assert_ok(store_open(&o, &old, e));
	assert_int_equal(store_help_count(old, KIND_person), 2);
	store_close(old);
	free(kept);
	free(path);
}

static void store__restore__what_is_no_whole_copy_is_refused(void **state)
{
	struct store_help *h = help(state);
	char *path = path_join(h->folder, "not.db"), *kept = NULL;
	FILE *f = fopen(path, "wb");
	fputs("Nume;Prenume\n", f);
	fclose(f);
	assert_refused(ERR_INVALID, backup_restore(path, h->path, &h->clock, &kept, e));
	assert_null(kept);
	assert_true(path_exists(h->path));
	unlink(path);
	assert_refused(ERR_NOT_FOUND, backup_restore(path, h->path, &h->clock, &kept, e));
	free(path);
}

/* ---- figures */

struct rows {
	const struct figure_report *report;
	struct buf text;
};

static bool add_row(void *ctx, const char *const *cells)
{
	struct rows *r = ctx;
	for (int i = 0; r->report->columns[i].key; i++)
		buf_print(&r->text, "%s%s", i ? "|" : "", cells[i] ? cells[i] : "");
	buf_char(&r->text, '\n');
	return true;
}

static void figures(
    struct store *s, const char *name, const char *from, const char *to, int64_t group, const char *expected)
{
	struct rows r = {figure_report_find(name), BUF_INIT};
	date_t first = DATE_NONE, last = DATE_NONE;
	assert_non_null(r.report);
	if (from)
		date_parse_iso(from, &first);
	if (to)
		date_parse_iso(to, &last);
	assert_ok(figure_run(s, r.report, first, last, group, add_row, &r, e));
	assert_string_equal(buf_str(&r.text), expected);
	buf_free(&r.text);
}

static void store__figures__every_report_runs_and_has_its_columns(void **state)
{
	size_t n;
	const struct figure_report *all = figure_reports(&n);
	for (size_t i = 0; i < n; i++) {
		figures(store_help_store(state), all[i].name, NULL, NULL, 0, "");
		figures(store_help_store(state), all[i].name, "2026-01-01", "2026-12-31", 5, "");
		assert_true(all[i].label && all[i].help && all[i].columns[0].key);
	}
	assert_null(figure_report_find("nonsense"));
}

static int64_t add_mark(struct store *s, int64_t workshop, int64_t person, const char *mark, const char *walk_in)
{
	char *w = mem_print("workshop=%lld", (long long)workshop), *p = mem_print("person=%lld", (long long)person),
	     *m = mem_print("mark=%s", mark);
	int64_t id = store_help_add(s, KIND_attendance, w, p, m, walk_in, NULL);
	free(w);
	free(p);
	free(m);
	return id;
}

static void store__figures__attendance(void **state)
{
	struct store *s = store_help_store(state);
	int64_t w1 = store_help_add(s, KIND_workshop, "title=Petiția", "date=2026-11-20", NULL),
	        w2 = store_help_add(s, KIND_workshop, "title=Bugetul", "date=2026-11-23", NULL),
	        w3 = store_help_add(s, KIND_workshop, "title=Anulat", "date=2026-11-24", "status=cancelled", NULL);
	int64_t ana = store_help_add(s, KIND_person, "surname=Arseni", "given=Ana", NULL),
	        ion = store_help_add(s, KIND_person, "surname=Rusu", "given=Ion", NULL),
	        eva = store_help_add(s, KIND_person, "surname=Zmeu", "given=Eva", NULL);
	int64_t group = store_help_add(s, KIND_group, "name=Curte", NULL);
	char *g = mem_print("group=%lld", (long long)group), *p = mem_print("person=%lld", (long long)ana);
	store_help_add(s, KIND_membership, g, p, NULL);
	add_mark(s, w1, ana, "present", NULL);
	add_mark(s, w1, ion, "absent", NULL);
	add_mark(s, w1, eva, "late", "walk_in=1");
	add_mark(s, w2, ana, "late", NULL);
	add_mark(s, w2, ion, "excused", NULL);
	store_help_bin(s, KIND_attendance, add_mark(s, w2, eva, "present", NULL));
	add_mark(s, w3, ana, "present", NULL);
	figures(
	    s, "attendance", NULL, NULL, 0, "2026-11-20|Petiția|2|2|1|1|0|1|50\n2026-11-23|Bugetul|2|1|1|0|1|0|50\n");
	figures(s, "attendance", "2026-11-21", NULL, 0, "2026-11-23|Bugetul|2|1|1|0|1|0|50\n");
	figures(s, "attendance", NULL, "2026-11-20", group, "2026-11-20|Petiția|1|1|0|0|0|0|100\n");
	figures(s, "attendance_people", NULL, NULL, 0,
	    "Arseni Ana|2|2|100|2026-11-23||\nRusu Ion|2|0|0|||\nZmeu Eva|1|1|100|2026-11-20||\n");
	figures(s, "attendance_month", NULL, NULL, 0, "2026-11-01|2|2|3|4|50\n"); /* two people, three times */
	figures(s, "dropped", NULL, NULL, 0, "");
	free(g);
	free(p);
}

static void store__figures__people_problems_money_signatures(void **state)
{
	struct store *s = store_help_store(state);
	store_help_add(s, KIND_person, "surname=A", "sector=Botanica", "category=citizen", "since=2026-01-05", NULL);
	store_help_add(s, KIND_person, "surname=B", "sector=Botanica", "category=expert", "since=2025-01-05", NULL);
	store_help_add(s, KIND_person, "surname=C", "sector=Centru", "category=citizen", "status=left", NULL);
	figures(s, "people_sector", "2026-01-01", "2026-12-31", 0, "Botanica|2|1\n");
	figures(s, "people_category", NULL, NULL, 0, "citizen|1|0\nexpert|1|0\n");
	figures(s, "people_new", "2026-01-01", NULL, 0, "2026-01-05|1\n");
	store_help_add(s, KIND_problem, "title=Groapă", "state=reported", "reported_on=2026-03-02", NULL);
	store_help_add(s, KIND_problem, "title=Bec", "state=reported", "reported_on=2026-02-01", NULL);
	store_help_add(s, KIND_problem, "title=Rampă", "state=solved", "reported_on=2026-04-01", NULL);
	figures(s, "problems_state", NULL, NULL, 0, "reported|2|2026-02-01\nsolved|1|2026-04-01\n");
	int64_t action =
	    store_help_add(s, KIND_action, "title=Bănci", "type=collection", "level=local", "stage=active", NULL);
	char *a = mem_print("action=%lld", (long long)action);
	store_help_add(s, KIND_ledger, a, "on=2026-05-01", "kind=pledge", "what=x", "amount=100", "currency=MDL", NULL);
	store_help_add(s, KIND_ledger, a, "on=2026-05-01", "kind=income", "what=x", "amount=70", "currency=MDL", NULL);
	store_help_add(s, KIND_ledger, a, "on=2026-05-02", "kind=cost", "what=x", "amount=30.50", "currency=MDL", NULL);
	figures(s, "money", NULL, NULL, 0, "Bănci|MDL|10000|7000|3050|0|3950\n");
	figures(s, "money", "2026-05-02", NULL, 0, "Bănci|MDL|0|0|3050|0|-3050\n");
	figures(s, "actions", NULL, NULL, 0, "collection|local|active|1\n");
	store_help_add(s, KIND_signature, a, "name=X", "on=2026-11-23", "checked=ok", NULL);
	store_help_add(s, KIND_signature, a, "name=Y", "on=2026-11-29", "checked=refused", NULL);
	store_help_add(s, KIND_signature, a, "name=Z", "on=2026-11-30", NULL);
	figures(s, "signatures", NULL, NULL, 0, "2026-11-23|2|1|1\n2026-11-30|1|0|0\n");
	free(a);
}

#define T(f) cmocka_unit_test_setup_teardown(f, store_help_setup, store_help_teardown)
int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(store__backup__a_copy_that_opens),
	    T(store__backup__the_newest_stay),
	    T(store__backup__copies_of_another_group_stay),
	    T(store__restore__the_present_file_is_kept),
	    T(store__restore__what_is_no_whole_copy_is_refused),
	    T(store__figures__every_report_runs_and_has_its_columns),
	    T(store__figures__attendance),
	    T(store__figures__people_problems_money_signatures),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
