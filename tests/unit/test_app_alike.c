/* test_app_alike.c - what a new record may repeat: the same place, the same words, the same number. */
#include "unit/app_help.h"

#include "app/alike.h"

struct found {
	char text[400];
};

static void add(void *ctx, const struct app_alike *like)
{
	struct found *f = ctx;
	snprintf(f->text + strlen(f->text), sizeof f->text - strlen(f->text), "%s%s (%s)", f->text[0] ? " | " : "",
	    like->title, like->why);
}

static void expect(struct app *a, enum kind_number k, const char *fields[], const char *want)
{
	struct record *r = record_new_initial(kind_get(k), app_types(a));
	struct found f = {""};
	for (; *fields; fields += 2)
		assert_ok(record_parse(r, kind_field(r->kind, fields[0]), fields[1], app_types(a), e));
	assert_ok(app_alike(a, r, 3, add, &f, e));
	assert_string_equal(f.text, want);
	record_free(r);
}
#define WANT(k, want, ...) expect(a, k, (const char *[]){__VA_ARGS__, NULL}, want)

static void alike__problems__by_place_and_words(void **state)
{
	struct app *a = app_help_app(state);
	lang_switch(LANG_EN);
	app_help_add(a, KIND_problem, "title=Trecere nesemnalizată la gimnaziu", "place=str. Viilor 12", NULL);
	app_help_add(a, KIND_problem, "title=Iluminat stins", "place=str. Nucului", NULL);
	app_help_add(a, KIND_problem, "title=Groapă la intrare", "place=bd. Cireșilor 3", NULL);
	WANT(KIND_problem, "Trecere nesemnalizată la gimnaziu (same words)", "title",
	    "Trecerea de la gimnaziu e nesemnalizata");
	WANT(KIND_problem, "Trecere nesemnalizată la gimnaziu (same place)", "title", "Copii în pericol", "place",
	    "Strada Viilor, 12");
	WANT(KIND_problem, "Iluminat stins (same place)", "title", "Întuneric", "place", "ул. Нукулуй");
	WANT(KIND_problem, "", "title", "Trecere la nivel"); /* one common word is not enough */
	WANT(KIND_problem, "", "title", "la de pe");
	WANT(KIND_problem, "", "title", "\"* OR (");
}

static void alike__letters__by_number_at_the_authority(void **state)
{
	struct app *a = app_help_app(state);
	lang_switch(LANG_EN);
	app_help_add(a, KIND_authority, "name=Primăria", NULL);
	app_help_add(a, KIND_authority, "name=Pretura", NULL);
	app_help_add(a, KIND_letter, "subject=Semafor", "number=1043", "authority=Primăria", NULL);
	WANT(KIND_letter, "Semafor (same number)", "subject", "Altceva", "number", "1043");
	WANT(KIND_letter, "Semafor (same number)", "number", "1043", "authority", "Primăria");
	WANT(KIND_letter, "", "number", "1043", "authority", "Pretura");
	WANT(KIND_letter, "", "number", "1043", "direction", "in"); /* the answer to it */
	WANT(KIND_letter, "", "number", "104");
}

static void alike__duplicate__is_one_change(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t first = app_help_add(a, KIND_problem, "title=Groapă", NULL);
	const int64_t second = app_help_add(a, KIND_problem, "title=Gropi", NULL);
	assert_ok(app_problem_duplicate(a, second, first, e));
	assert_refused(ERR_INVALID, app_problem_duplicate(a, first, first, e));
	struct record *r = app_help_get(a, KIND_problem, second);
	assert_string_equal(record_text(r, problem_state), "duplicate");
	assert_int_equal(record_int(r, problem_duplicate_of), first);
	record_free(r);
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(alike__problems__by_place_and_words),
	    T(alike__letters__by_number_at_the_authority),
	    T(alike__duplicate__is_one_change),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
