/* test_app_rules.c - the legal rules and days off as a group has them: changed, added, given back, refused when they
 * make no sense, exchanged. The clock stands at Monday 2026-11-23. */
#include "unit/share_help.h"

#include "app/rules.h"
#include "base/path.h"

static const struct term_rule *rule(struct app *a, const char *id)
{
	const struct term_rules *all = app_rules(a, NULL);
	assert_non_null(all);
	return term_rules_find(all, id);
}

static bool store(struct app *a, const char *id, int field, const char *value, struct err *e)
{
	struct record *r = NULL;
	bool ok = app_rule_edit(a, id, &r, e) && record_parse(r, field, value, app_types(a), e) &&
	          app_save(a, r, NULL, NULL, e);
	record_free(r);
	return ok;
}

static void rules__changed__count_and_go_back(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t letter = app_help_add(a, KIND_letter, "subject=Semafor", "kind=petition", "rule=petition.answer",
	    "registered_on=2026-11-02", NULL);
	struct record *r = app_help_get(a, KIND_letter, letter);
	struct term_end end;
	bool extended;
	assert_ok(app_term(a, r, &end, &extended, e));
	assert_true(end.end == app_help_day("2026-12-02"));
	assert_int_equal(app_rule_whose(a, "petition.answer"), RULE_OURS);
	assert_ok(store(a, "petition.answer", rule_amount, "20", e));
	assert_int_equal(app_rule_whose(a, "petition.answer"), RULE_CHANGED);
	assert_string_equal(rule(a, "petition.answer")->extension, "petition.extension petition.exceptional");
	assert_ok(app_term(a, r, &end, &extended, e));
	assert_true(end.end == app_help_day("2026-11-23")); /* the 22nd is a Sunday */
	assert_ok(app_rule_reset(a, "petition.answer", e));
	assert_int_equal(app_rule_whose(a, "petition.answer"), RULE_OURS);
	assert_ok(app_term(a, r, &end, &extended, e));
	assert_true(end.end == app_help_day("2026-12-02"));
	struct app_undone undone;
	assert_ok(app_undo(a, &undone, e)); /* the way back is a change too */
	assert_int_equal(rule(a, "petition.answer")->amount, 20);
	assert_refused(ERR_NOT_FOUND, app_rule_reset(a, "info.answer", e));
	record_free(r);
}

static void rules__added__are_rules_for_letters(void **state)
{
	struct app *a = app_help_app(state);
	assert_null(rule(a, "statute.notice"));
	assert_refused(ERR_INVALID, store(a, "petition.answer", rule_extension, "statute.notice", e));
	app_help_add(a, KIND_rule, "code=statute.notice", "name_ro=Anunțul adunării asociației", "amount=10",
	    "unit=working_day", "direction=before", "law=Statutul, art. 12", NULL);
	assert_int_equal(app_rule_whose(a, "statute.notice"), RULE_ADDED);
	assert_string_equal(rule(a, "statute.notice")->name[LANG_RU], "Anunțul adunării asociației");
	app_help_add(a, KIND_letter, "subject=Convocarea", "kind=other", "rule=statute.notice", NULL);
	assert_ok(store(a, "petition.answer", rule_extension, "statute.notice", e));
}

static void rules__every_one_of_ours__is_good_as_a_record(void **state)
{
	struct app *a = app_help_app(state);
	const struct term_rules *all = app_rules(a, NULL);
	const size_t n = term_rules_count(all);
	for (size_t i = 0; i < n; i++) {
		struct buf before = BUF_INIT, after = BUF_INIT;
		struct record *r = NULL;
		char *id = strdup(term_rules_at(app_rules(a, NULL), i)->id);
		app_rule_term(rule(a, id), &before);
		assert_true(before.len > 0);
		assert_ok(app_rule_edit(a, id, &r, e));
		assert_ok(app_save(a, r, NULL, NULL, e));
		app_rule_term(rule(a, id), &after);
		assert_string_equal(buf_str(&before), buf_str(&after));
		record_free(r);
		free(id);
		buf_free(&before);
		buf_free(&after);
	}
	assert_int_equal(term_rules_count(app_rules(a, NULL)), n);
}

static void rules__nonsense__refused_and_nothing_changes(void **state)
{
	static const struct {
		int field;
		const char *value, *at;
	} bad[] = {
	    {rule_code, "Petition Answer", "code"},
	    {rule_amount, "-3", "amount"},
	    {rule_amount, "0", "amount"},
	    {rule_amount, "treizeci", "amount"},
	    {rule_amount, "99999", "amount"},
	    {rule_amount, "60-30", "amount"},
	    {rule_amount, "", "amount"},
	    {rule_unit, "hour_per_month", "direction"},
	    {rule_direction, "threshold", "direction"},
	    {rule_direction, "range", "amount"},
	    {rule_unit, "open", "amount"},
	    {rule_extension, "petition.answer", "extension"},
	    {rule_extension, "no.such", "extension"},
	    {rule_extension, "petition.extension;petition.exceptional", "extension"},
	};
	struct app *a = app_help_app(state);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct err e = ERR_INIT;
		if (store(a, "petition.answer", bad[i].field, bad[i].value, &e))
			fail_msg("%s was taken", bad[i].value);
		assert_int_equal(e.code, ERR_INVALID);
		assert_string_equal(e.field, bad[i].at);
	}
	struct err e = ERR_INIT;
	assert_false(store(a, "petition.answer", rule_unit, "fortnight", &e)); /* an unknown unit is no choice */
	assert_int_equal(rule(a, "petition.answer")->amount, 30);
	assert_int_equal(app_rule_whose(a, "petition.answer"), RULE_OURS);
}

static void days__moved__and_the_hram_as_a_switch(void **state)
{
	struct app *a = app_help_app(state);
	assert_string_equal(app_hram(a), "10-14");
	assert_ok(app_set_hram(a, "no", e));
	assert_string_equal(app_hram(a), "no");
	assert_false(holiday_is_off(app_holidays(a, NULL), app_help_day("2026-10-14")));
	assert_ok(app_set_hram(a, "11-08", e));
	assert_true(holiday_is_off(app_holidays(a, NULL), app_help_day("2027-11-08")));
	assert_int_equal(app_help_count(a, KIND_dayoff), 1); /* one switch, not many */
	assert_refused(ERR_INVALID, app_set_hram(a, "02-30", e));
	app_help_add(a, KIND_dayoff, "date=2026-11-28", "state=working", "why=HG 1", NULL);
	assert_false(holiday_is_off(app_holidays(a, NULL), app_help_day("2026-11-28"))); /* a Saturday */
}

static void rules__exchanged__count_on_the_other_laptop(void **state)
{
	struct app *a = app_help_app(state), *b = laptop(state, "Elena", "2026-11-23T19:00");
	char *folder = app_help_path(state, "shared");
	struct app_sync out = {.folder = folder, .passphrase = WORD}, in = out;
	assert_ok(path_make_dirs(folder, e));
	assert_ok(store(a, "info.answer", rule_amount, "12", e));
	assert_ok(app_set_hram(a, "no", e));
	assert_ok(app_sync(a, &out, e));
	assert_int_equal(rule(b, "info.answer")->amount, 10);
	assert_ok(app_sync(b, &in, e));
	assert_int_equal(rule(b, "info.answer")->amount, 12);
	assert_string_equal(app_hram(b), "no");
	free(out.written);
	free(in.written);
	app_stop(b);
	free(folder);
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(rules__changed__count_and_go_back),
	    T(rules__added__are_rules_for_letters),
	    T(rules__every_one_of_ours__is_good_as_a_record),
	    T(rules__nonsense__refused_and_nothing_changes),
	    T(days__moved__and_the_hram_as_a_switch),
	    cmocka_unit_test_setup_teardown(
	        rules__exchanged__count_on_the_other_laptop, share_help_setup, app_help_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
