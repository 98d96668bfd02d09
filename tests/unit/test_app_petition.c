/* test_app_petition.c - signature sheets typed in, doubles in any spelling, and what a petition must contain. */
#include "unit/app_help.h"

#include "app/petition.h"

static int64_t petition(struct app *a)
{
	return app_help_add(a, KIND_action, "title=Semafor", "type=petition", "target=500", NULL);
}

static int64_t sheet(struct app *a, int64_t action, int number, const char *form)
{
	int64_t id;
	assert_ok(app_sheet_of(a, action, number, form, 0, DATE_NONE, &id, e));
	return id;
}

static struct app_signed sign(struct app *a, int64_t action, int64_t of, int row, const char *name, const char *address)
{
	struct app_signed s;
	assert_ok(app_sheet_sign(a, action, of, row, name, address, 0, false, &s, e));
	return s;
}

static struct app_signatures count(struct app *a, int64_t action)
{
	struct app_signatures n;
	assert_ok(app_petition_count(a, action, &n, e));
	return n;
}

static void signatures__the_same_person__is_found_in_any_spelling(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t p = petition(a), one = sheet(a, p, 1, "paper"), two = sheet(a, p, 2, "paper");
	assert_string_equal(sign(a, p, one, 1, "Țurcanu Ștefan", "str. Nucului 3").checked, "ok");
	assert_string_equal(sign(a, p, two, 1, "Цуркану Штефан", "str. Nucului 3").checked, "double");
	assert_string_equal(sign(a, p, two, 2, "  ștefan   TURCANU ", "").checked, "double");
	assert_string_equal(
	    sign(a, p, two, 3, "Țurcanu Ștefan", "str. Cireșilor 9").checked, "ok"); /* lives elsewhere */
	assert_string_equal(sign(a, p, two, 4, "Țurcanu Ștefania", "str. Nucului 3").checked, "ok");
	assert_string_equal(sign(a, p, one, 2, "Salcâm Tudor", "").checked, "ok");
	assert_string_equal(sign(a, p, two, 5, "TUDOR Salcam", "").checked, "double");
	assert_string_equal(sign(a, p, two, 6, "Salcîm Tudor", "").checked, "double");
	const int64_t other = petition(a);
	assert_string_equal(
	    sign(a, other, sheet(a, other, 1, "paper"), 1, "Țurcanu Ștefan", "str. Nucului 3").checked, "ok");
	assert_int_equal(count(a, p).paper, 4);
	assert_int_equal(count(a, p).doubles, 4);
}

static void signatures__a_row_typed_again__changes_only_what_differs(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t p = petition(a), one = sheet(a, p, 1, "paper");
	assert_int_equal(sheet(a, p, 1, "paper"), one);
	const int64_t first = sign(a, p, one, 1, "Salcâm Tudor", "str. Viilor 3").signature;
	assert_true(first != 0);
	assert_int_equal(sign(a, p, one, 1, "Salcâm Tudor", "str. Viilor 3").signature, 0);
	assert_int_equal(sign(a, p, one, 1, "Salcâm Teodor", "str. Viilor 3").signature, first);
	assert_int_equal(app_help_count(a, KIND_signature), 1);
	assert_int_equal(app_help_count(a, KIND_sheet), 1);
}

static void signatures__a_known_person__completes_itself(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t who =
	    app_help_add(a, KIND_person, "surname=Pelin", "given=Matei", "address=str. Florilor 7", NULL);
	const int64_t p = petition(a), one = sheet(a, p, 1, "paper");
	struct app_signed s;
	assert_ok(app_sheet_sign(a, p, one, 1, "", "", who, false, &s, e));
	struct record *r = app_help_get(a, KIND_signature, s.signature);
	assert_string_equal(record_text(r, signature_name), "Pelin Matei");
	assert_string_equal(record_text(r, signature_address), "str. Florilor 7");
	record_free(r);
	assert_ok(app_sheet_sign(a, p, one, 2, "", "", who, false, &s, e));
	assert_string_equal(s.checked, "double");
	assert_non_null(strstr(s.double_of, "1"));
	assert_ok(app_sheet_sign(a, p, one, 2, "Pelin Matei", "", 0, true, &s, e)); /* surely another one */
	assert_string_equal(s.checked, "ok");
}

static void signatures__paper_online_refused__are_counted_apart(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t p = petition(a), paper = sheet(a, p, 1, "paper"), online = sheet(a, p, 2, "online");
	sign(a, p, paper, 1, "Salcâm Tudor", "");
	const int64_t bad = sign(a, p, paper, 2, "Graur Petru", "").signature;
	sign(a, p, online, 1, "Rogoz Zinaida", "");
	sign(a, p, online, 2, "Salcâm Tudor", "");
	assert_ok(app_sheet_refuse(a, bad, "fără domiciliu", e));
	const struct app_signatures n = count(a, p);
	assert_int_equal(n.paper, 1);
	assert_int_equal(n.online, 1);
	assert_int_equal(n.refused, 1);
	assert_int_equal(n.doubles, 1);
	assert_int_equal(n.goal, 500);
	struct app_signed s;
	assert_refused(ERR_INVALID, app_sheet_sign(a, p, paper, 3, " ", "x", 0, false, &s, e));
}

static void note(void *ctx, const char *what, bool there, const char *todo)
{
	(void)what;
	assert_true(*todo != '\0');
	*(int *)ctx += there;
}

static void petition__what_is_missing__is_told_until_ready(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t p = petition(a);
	char who[40], of[40];
	bool ready = true;
	int there = 0;
	assert_ok(app_petition_check(a, p, &ready, note, &there, e));
	assert_false(ready);
	assert_int_equal(there, 0);
	const int64_t person = app_help_add(a, KIND_person, "surname=Pelin", "email=pelin@example.org", NULL);
	const int64_t hall = app_help_add(a, KIND_authority, "name=Primăria", NULL);
	snprintf(who, sizeof who, "%lld", (long long)person);
	app_help_set(a, KIND_action, p, "lead", who);
	snprintf(who, sizeof who, "%lld", (long long)hall);
	app_help_set(a, KIND_action, p, "authority", who);
	app_help_set(a, KIND_action, p, "goal", "un semafor");
	snprintf(of, sizeof of, "action=%lld", (long long)p);
	app_help_add(a, KIND_letter, "subject=Petiție", "kind=petition", "text=Cerem un semafor.", of, NULL);
	sign(a, p, sheet(a, p, 1, "paper"), 1, "Salcâm Tudor", "");
	there = 0;
	assert_ok(app_petition_check(a, p, &ready, note, &there, e));
	assert_true(ready);
	assert_int_equal(there, 6);
}

static void offered(void *ctx, int64_t person, const char *name, const char *address)
{
	char *out = ctx;
	const size_t n = strlen(out);
	snprintf(out + n, 300 - n, "%s%s, %s;", person ? "*" : "", name, address);
}

static void signers__known_people_first__then_earlier_signers(void **state)
{
	struct app *a = app_help_app(state);
	char got[300] = "";
	app_help_add(a, KIND_person, "surname=Moraru", "given=Elena", "address=str. Trandafirilor 3", NULL);
	const int64_t p = petition(a), one = sheet(a, p, 1, "paper");
	sign(a, p, one, 1, "Moraru Eleonora", "str. Nucului 5");
	sign(a, p, one, 2, "Moraru Eleonora", "str. Nucului 5");
	assert_ok(app_signers(a, "moraru el", 5, offered, got, e));
	assert_string_equal(got, "*Moraru Elena, str. Trandafirilor 3;Moraru Eleonora, str. Nucului 5;");
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(signatures__the_same_person__is_found_in_any_spelling),
	    T(signatures__a_row_typed_again__changes_only_what_differs),
	    T(signatures__a_known_person__completes_itself),
	    T(signatures__paper_online_refused__are_counted_apart),
	    T(petition__what_is_missing__is_told_until_ready),
	    T(signers__known_people_first__then_earlier_signers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
