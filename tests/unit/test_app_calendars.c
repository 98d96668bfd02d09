/* Calendars for people: what stands in whose, what changed since the last one, what is taken back, and the log of it.
 */
#include "app_help.h"

#include <sys/stat.h>
#include <unistd.h>

#include "app/exchange.h"
#include "app/handout.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"

static char *read_file(const char *path)
{
	struct buf b = BUF_INIT;
	assert_ok(path_read_all(path, 1 << 20, &b, e));
	return buf_take(&b);
}

static void at(const char *now)
{
	setenv("OBSTE_NOW", now, 1);
}

/* The program once more, at another moment. */
static struct app *again(void **state, const char *now)
{
	at(now);
	return app_help_other(state);
}

static char *export_for(struct app *a, void **state, enum app_audience audience, int64_t of, bool tasks)
{
	char *path = app_help_path(state, "out.ics");
	const struct app_ics_out o = {
	    .path = path, .audience = audience, .of = of, .from = DATE_NONE, .to = DATE_NONE, .tasks = tasks};
	assert_ok(app_export_ics(a, &o, NULL, e));
	char *text = read_file(path);
	free(path);
	return text;
}

#define HAS(text, words) assert_non_null(strstr(text, words))
#define HAS_NOT(text, words) assert_null(strstr(text, words))

/* Pairs of key and text (NULL: leave it), ended by NULL. */
static int64_t add(struct app *a, enum kind_number k, ...)
{
	struct record *r = record_new_initial(kind_get(k), app_types(a));
	va_list args;
	va_start(args, k);
	for (const char *key; (key = va_arg(args, const char *));) {
		const char *value = va_arg(args, const char *);
		if (value)
			assert_ok(record_parse(r, kind_field(r->kind, key), value, app_types(a), e));
	}
	va_end(args);
	assert_ok(app_save(a, r, NULL, NULL, e));
	const int64_t id = r->id;
	record_free(r);
	return id;
}

static int64_t person(struct app *a, const char *surname, const char *given, const char *language)
{
	return add(
	    a, KIND_person, "surname", surname, "given", given, "language", language, "phone", "069000011", NULL);
}

static int64_t workshop(struct app *a, const char *trainers)
{
	return add(a, KIND_workshop, "title", "Cum scriem o petiție", "date", "2026-11-27", "starts", "18:00", "ends",
	    "20:00", "place", "Biblioteca", "trainers", trainers, "notes", "telefon 069000099", NULL);
}

static char *id_text(int64_t id)
{
	return mem_print("%lld", (long long)id);
}

static void person__export__own_part_and_nobody_else(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t tudor = person(a, "Salcâm", "Tudor", "ro"), ilinca = person(a, "Mierlă", "Ilinca", "ro");
	const int64_t w = workshop(a, "Salcâm Tudor");
	char *wid = id_text(w), *pid = id_text(ilinca);
	add(a, KIND_attendance, "workshop", wid, "person", pid, "part", "aduce cutia", NULL);
	char *text = export_for(a, state, AUDIENCE_PERSON, tudor, false);
	HAS(text, "formator");
	HAS_NOT(text, "Mierl");
	HAS_NOT(text, "0690000");
	free(text);
	text = export_for(a, state, AUDIENCE_PERSON, ilinca, false);
	HAS(text, "aduce cutia");
	HAS_NOT(text, "Salc");
	free(text);
	free(wid);
	free(pid);
}

static void members__names__only_of_those_who_agree(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t tudor = person(a, "Salcâm", "Tudor", "ro"), ilinca = person(a, "Mierlă", "Ilinca", "ro");
	workshop(a, "Salcâm Tudor");
	char *text = export_for(a, state, AUDIENCE_MEMBERS, 0, false), *pid = id_text(tudor), *other = id_text(ilinca);
	HAS(text, "Salc"); /* no consents are kept yet */
	free(text);
	add(a, KIND_consent, "person", other, "purpose", "events", "given_on", "2026-01-01", NULL);
	text = export_for(a, state, AUDIENCE_MEMBERS, 0, false);
	HAS_NOT(text, "Salc");
	free(text);
	const int64_t c = add(a, KIND_consent, "person", pid, "purpose", "events", "given_on", "2026-01-01", NULL);
	text = export_for(a, state, AUDIENCE_MEMBERS, 0, false);
	HAS(text, "Salc");
	free(text);
	app_help_set(a, KIND_consent, c, "withdrawn_on", "2026-11-20");
	text = export_for(a, state, AUDIENCE_MEMBERS, 0, false);
	HAS_NOT(text, "Salc");
	free(text);
	char *path = app_help_path(state, "his.ics");
	const struct app_ics_out o = {
	    .path = path, .audience = AUDIENCE_PERSON, .of = tudor, .from = DATE_NONE, .to = DATE_NONE};
	assert_refused(ERR_INVALID, app_export_ics(a, &o, NULL, e));
	assert_false(path_exists(path));
	free(path);
	free(pid);
	free(other);
}

/* ---- from export to export */

struct told {
	char news[2000];
	enum app_row_fate fate;
	size_t n;
	char path[300];
};

static void tell(void *ctx, const struct app_member_out *m)
{
	struct told *t = ctx;
	snprintf(t->news, sizeof t->news, "%s", m->news);
	snprintf(t->path, sizeof t->path, "%s", m->path);
	t->fate = m->fate;
	t->n++;
}

static struct told export_members(struct app *a, void **state)
{
	struct told t = {.n = 0};
	char *folder = app_help_path(state, "members");
	const struct app_ics_out like = {.from = DATE_NONE, .to = DATE_NONE};
	assert_ok(app_export_ics_members(a, &like, folder, tell, &t, e));
	free(folder);
	return t;
}

static long sequence_in(const char *text)
{
	const char *p = strstr(text, "SEQUENCE:");
	assert_non_null(p);
	return strtol(p + 9, NULL, 10);
}

static void each_member__changes__are_told_in_their_language(void **state)
{
	struct app *a = app_help_app(state);
	person(a, "Лещина", "Ольга", "ru");
	const int64_t w = workshop(a, "Лещина Ольга");
	struct told t = export_members(a, state);
	assert_int_equal(t.fate, ROW_NEW);
	HAS(t.news, "НОВОЕ · пт 27 ноя, 18:00–20:00");
	HAS(t.news, "Ольга");
	char *text = read_file(t.path);
	HAS(text, "тренер");
	long sequence = sequence_in(text);
	free(text);
	t = export_members(a, state);
	assert_int_equal(t.fate, ROW_SAME);
	assert_string_equal(t.news, "");
	app_help_set(a, KIND_workshop, w, "date", "2026-12-01");
	t = export_members(a, state);
	HAS(t.news, "ПЕРЕНЕСЕНО · вт 1 дек, 18:00–20:00 (было пт 27 ноя, 18:00)");
	app_help_set(a, KIND_workshop, w, "status", "cancelled");
	t = export_members(a, state);
	HAS(t.news, "ОТМЕНЕНО · вт 1 дек");
	text = read_file(t.path);
	HAS(text, "SUMMARY:ОТМЕНЕНО: Cum scriem");
	HAS(text, "STATUS:CANCELLED");
	HAS_NOT(text, "VALARM");
	assert_true(sequence_in(text) > sequence);
	free(text);
	assert_int_equal(lang_now(), LANG_EN);
}

static void each_member__no_longer_theirs__is_taken_back_for_ninety_days(void **state)
{
	struct app *a = app_help_app(state);
	person(a, "Salcâm", "Tudor", "ro");
	const int64_t w = workshop(a, "Salcâm Tudor");
	struct told t = export_members(a, state);
	char *before = read_file(t.path);
	app_help_set(a, KIND_workshop, w, "trainers", "");
	t = export_members(a, state);
	assert_int_equal(t.fate, ROW_CHANGED);
	HAS(t.news, "ANULAT · vin 27 nov");
	char *text = read_file(t.path);
	HAS(text, "SUMMARY:ANULAT: Cum scriem");
	assert_true(sequence_in(text) > sequence_in(before));
	free(before);
	struct app *later = again(state, "2027-02-20T10:00");
	t = export_members(later, state);
	assert_int_equal(t.fate, ROW_SAME);
	app_stop(later);
	later = again(state, "2027-02-24T10:00");
	t = export_members(later, state);
	assert_int_equal(t.fate, ROW_CHANGED);
	char *end = read_file(t.path);
	HAS_NOT(end, "VEVENT");
	assert_string_equal(t.news, "");
	app_stop(later);
	free(text);
	free(end);
	at("2026-11-23T18:05");
}

static void each_member__deleted__stays_cancelled(void **state)
{
	struct app *a = app_help_app(state);
	person(a, "Salcâm", "Tudor", "ro");
	const int64_t w = workshop(a, "Salcâm Tudor"),
	              step = add(a, KIND_step, "what", "Afișe", "who", "Salcâm Tudor", "until", "2026-11-30", NULL);
	export_members(a, state);
	assert_ok(app_bin(a, kind_get(KIND_workshop), &w, 1, e));
	assert_ok(app_bin(a, kind_get(KIND_step), &step, 1, e));
	struct told t = export_members(a, state);
	char *text = read_file(t.path);
	HAS(text, "SUMMARY:ANULAT: Cum scriem");
	HAS(text, "SUMMARY:ANULAT: Afișe");
	HAS(text, "DTSTART;VALUE=DATE:20261130");
	free(text);
}

static void each_member__consent_over__the_file_goes(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t tudor = person(a, "Salcâm", "Tudor", "ro");
	char *pid = id_text(tudor);
	const int64_t c = add(a, KIND_consent, "person", pid, "purpose", "events", "given_on", "2026-01-01", NULL);
	workshop(a, "Salcâm Tudor");
	struct told t = export_members(a, state);
	assert_true(path_exists(t.path));
	app_help_set(a, KIND_consent, c, "expires_on", "2026-11-22");
	t = export_members(a, state);
	assert_int_equal(t.fate, ROW_REFUSED);
	assert_false(path_exists(t.path));
	free(pid);
}

static void each_member__hostile_names_and_links__stay_in_the_folder(void **state)
{
	struct app *a = app_help_app(state);
	person(a, "../../.bashrc", "\xE2\x80\xAE", "ro");
	workshop(a, NULL);
	char *w = app_help_path(state, "victim"), *folder = app_help_path(state, "members");
	add(a, KIND_event, "title", "Vizită", "date", "2026-11-30", "people", "../../.bashrc", NULL);
	struct told t = export_members(a, state);
	assert_int_equal(t.n, 1);
	assert_memory_equal(t.path, folder, strlen(folder));
	assert_null(strchr(t.path + strlen(folder) + 1, '/'));
	assert_ok(app_bin(a, kind_get(KIND_workshop), &(int64_t){0}, 0, e));
	/* somebody puts a link in its place */
	FILE *f = fopen(w, "w");
	fputs("mine", f);
	fclose(f);
	unlink(t.path);
	assert_int_equal(symlink(w, t.path), 0);
	t = export_members(a, state);
	char *text = read_file(w);
	assert_string_equal(text, "mine");
	struct stat st;
	assert_int_equal(lstat(t.path, &st), 0);
	assert_true(S_ISREG(st.st_mode));
	free(text);
	free(w);
	free(folder);
}

/* ---- tasks, the log */

static void tasks__asked_for__are_todos(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t step = add(a, KIND_step, "what", "Afișe", "until", "2026-11-30", NULL);
	char *text = export_for(a, state, AUDIENCE_GROUP, 0, true);
	HAS(text, "BEGIN:VTODO");
	HAS(text, "DUE;VALUE=DATE:20261130");
	HAS(text, "STATUS:NEEDS-ACTION");
	free(text);
	app_help_set(a, KIND_step, step, "done_on", "2026-11-23");
	text = export_for(a, state, AUDIENCE_GROUP, 0, true);
	HAS(text, "STATUS:COMPLETED");
	HAS_NOT(text, "BEGIN:VEVENT");
	free(text);
	text = export_for(a, state, AUDIENCE_GROUP, 0, false);
	HAS_NOT(text, "VTODO");
	free(text);
}

static bool count_handed(void *ctx, const struct app_handed *h)
{
	size_t *n = ctx;
	assert_string_equal(h->what, "calendar");
	++*n;
	return true;
}

static void handouts__written_down_once_and_named_when_erased(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t tudor = person(a, "Salcâm", "Tudor", "ro");
	workshop(a, "Salcâm Tudor");
	free(export_for(a, state, AUDIENCE_MEMBERS, 0, false));
	assert_int_equal(app_help_count(a, KIND_handout), 1);
	free(export_for(a, state, AUDIENCE_MEMBERS, 0, false)); /* the same bytes: nothing new was given */
	assert_int_equal(app_help_count(a, KIND_handout), 1);
	export_members(a, state);
	export_members(a, state);
	assert_int_equal(app_help_count(a, KIND_handout), 2);
	free(export_for(a, state, AUDIENCE_PUBLIC, 0, false)); /* nobody stands in it */
	size_t n = 0;
	assert_ok(app_handouts_of(a, tudor, count_handed, &n, e));
	assert_int_equal(n, 2);
	char *told = NULL;
	assert_ok(app_erase_person(a, tudor, &told, e));
	HAS(told, "out.ics");
	HAS(told, "members");
	free(told);
}

/* Who presses u after an export means what they did before it. */
static void undo__after_an_export__takes_back_the_change(void **state)
{
	struct app *a = app_help_app(state);
	struct app_undone out;
	const int64_t w = workshop(a, NULL);
	app_help_set(a, KIND_workshop, w, "place", "Sala 2");
	free(export_for(a, state, AUDIENCE_MEMBERS, 0, false));
	assert_ok(app_undo(a, &out, e));
	struct record *r = app_help_get(a, KIND_workshop, w);
	assert_string_equal(record_text(r, workshop_place), "Biblioteca");
	record_free(r);
	free(export_for(a, state, AUDIENCE_MEMBERS, 0, false));
	assert_ok(app_redo(a, &out, e));
	assert_int_equal(app_help_count(a, KIND_handout), 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(person__export__own_part_and_nobody_else),
	    TEST(members__names__only_of_those_who_agree),
	    TEST(each_member__changes__are_told_in_their_language),
	    TEST(each_member__no_longer_theirs__is_taken_back_for_ninety_days),
	    TEST(each_member__deleted__stays_cancelled),
	    TEST(each_member__consent_over__the_file_goes),
	    TEST(each_member__hostile_names_and_links__stay_in_the_folder),
	    TEST(tasks__asked_for__are_todos),
	    TEST(undo__after_an_export__takes_back_the_change),
	    TEST(handouts__written_down_once_and_named_when_erased),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
