/* test_app_ledger.c - the plain ledger of an action: balances by currency, two people who confirm, amounts as people
 * type them. The clock stands at Monday 2026-11-23. */
#include "unit/app_help.h"

#include "app/ledger.h"
#include "base/path.h"

struct scene {
	struct app *a;
	int64_t action, sava, raisa, fiodor;
};

static struct scene scene(void **state)
{
	struct scene s = {.a = app_help_app(state)};
	s.action = app_help_add(s.a, KIND_action, "title=Bănci noi", "type=collection", "sum=20000", NULL);
	s.sava = app_help_add(s.a, KIND_person, "surname=Cimbru", "given=Sava", NULL);
	s.raisa = app_help_add(s.a, KIND_person, "surname=Gutuie", "given=Raisa", NULL);
	s.fiodor = app_help_add(s.a, KIND_person, "surname=Arțar", "given=Fiodor", NULL);
	return s;
}

static int64_t entry(const struct scene *s, const char *on, const char *kind, const char *amount, const char *more)
{
	char a[3][64];
	snprintf(a[0], sizeof a[0], "on=%s", on);
	snprintf(a[1], sizeof a[1], "kind=%s", kind);
	snprintf(a[2], sizeof a[2], "amount=%s", amount);
	return app_help_add(
	    s->a, KIND_ledger, "action=Bănci noi", "what=Ceva", "noted_by=Cimbru Sava", a[0], a[1], a[2], more, NULL);
}

static bool add_balance(void *ctx, const struct app_ledger_line *l)
{
	char *text = ctx;
	snprintf(text + strlen(text), 200 - strlen(text), "%s%lld", *text ? " " : "", (long long)l->balance);
	return true;
}

static void ledger__in_order__balance_after_each(void **state)
{
	struct scene s = scene(state);
	char text[200] = "";
	entry(&s, "2026-11-10", "cost", "740,50", NULL);
	entry(&s, "2026-11-01", "income", "1.000,50 lei", NULL);
	entry(&s, "2026-11-02", "pledge", "2000", NULL);
	entry(&s, "2026-11-03", "in_kind", "1500", NULL);
	entry(&s, "2026-11-12", "income", "50", "currency=EUR");
	entry(&s, "2026-11-13", "cost", "12,5", NULL);
	assert_ok(app_ledger(s.a, s.action, add_balance, text, e));
	assert_string_equal(text, "100050 100050 100050 26000 5000 24750");
	struct app_ledger_sum sums[APP_CURRENCIES];
	size_t n;
	assert_ok(app_ledger_sums(s.a, s.action, sums, &n, e));
	assert_int_equal(n, 2);
	assert_string_equal(sums[0].currency, "MDL");
	assert_int_equal(sums[0].pledged, 200000);
	assert_int_equal(sums[0].income, 100050);
	assert_int_equal(sums[0].costs, 75300);
	assert_int_equal(sums[0].in_kind, 150000);
	assert_int_equal(sums[0].balance, 24750);
	assert_int_equal(sums[0].unconfirmed, 3);
	assert_string_equal(sums[1].currency, "EUR");
	assert_int_equal(sums[1].balance, 5000);
}

static void ledger__two_people__confirm_not_the_same_not_the_author(void **state)
{
	struct scene s = scene(state);
	const int64_t id = entry(&s, "2026-11-01", "income", "500", NULL);
	const int64_t thing = entry(&s, "2026-11-02", "in_kind", "100", NULL);
	size_t done, skipped;
	assert_refused(ERR_INVALID, app_ledger_confirm(s.a, s.action, id, s.sava, &done, &skipped, e)); /* its author */
	assert_refused(ERR_INVALID, app_ledger_confirm(s.a, s.action, thing, s.raisa, &done, &skipped, e));
	assert_ok(app_ledger_confirm(s.a, s.action, 0, s.raisa, &done, &skipped, e));
	assert_int_equal(done, 1);
	assert_refused(ERR_INVALID, app_ledger_confirm(s.a, s.action, id, s.raisa, &done, &skipped, e)); /* twice */
	assert_ok(app_ledger_confirm(s.a, s.action, id, s.fiodor, &done, &skipped, e));
	assert_refused(
	    ERR_INVALID, app_ledger_confirm(s.a, s.action, id, s.fiodor, &done, &skipped, e)); /* a third time */
	struct record *r = app_help_get(s.a, KIND_ledger, id);
	assert_int_equal(record_int(r, ledger_confirmed_by), s.raisa);
	assert_int_equal(record_int(r, ledger_second_by), s.fiodor);
	assert_string_equal(record_text(r, ledger_second_on), "2026-11-23");
	/* Nor by hand, in the form or the table. */
	record_set_int(r, ledger_second_by, s.raisa);
	assert_refused(ERR_INVALID, app_save(s.a, r, NULL, NULL, e));
	record_set_int(r, ledger_second_by, s.sava);
	assert_refused(ERR_INVALID, app_save(s.a, r, NULL, NULL, e));
	record_free(r);
}

static void ledger__another_amount__is_confirmed_by_nobody(void **state)
{
	struct scene s = scene(state);
	const int64_t id = entry(&s, "2026-11-01", "income", "500", NULL);
	size_t done, skipped;
	assert_ok(app_ledger_confirm(s.a, s.action, 0, s.raisa, &done, &skipped, e));
	app_help_set(s.a, KIND_ledger, id, "document", "chitanța 31");
	struct record *r = app_help_get(s.a, KIND_ledger, id);
	assert_int_equal(record_int(r, ledger_confirmed_by), s.raisa);
	record_free(r);
	app_help_set(s.a, KIND_ledger, id, "amount", "600");
	r = app_help_get(s.a, KIND_ledger, id);
	assert_false(record_has(r, ledger_confirmed_by));
	assert_false(record_has(r, ledger_confirmed_on));
	record_free(r);
}

static void ledger__amounts__as_people_type_them(void **state)
{
	static const struct {
		const char *typed;
		int64_t bani; /* 0: refused */
	} list[] = {{"12,5 lei", 1250}, {"1.000,50", 100050}, {"1 000,50", 100050}, {"1,000.50", 100050}, {"-5", 0},
	    {"0", 0}, {"-1.000,50 lei", 0}, {"doi lei", 0}, {"1,2,3", 0}, {"12,345,6", 0}};
	struct scene s = scene(state);
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		struct err e = ERR_INIT;
		struct record *r = record_new_initial(kind_get(KIND_ledger), app_types(s.a));
		record_set_int(r, ledger_action, s.action);
		record_set_text(r, ledger_what, "Ceva");
		const bool ok = record_parse(r, ledger_amount, list[i].typed, app_types(s.a), &e) &&
		                app_save(s.a, r, NULL, NULL, &e);
		if (ok != (list[i].bani != 0) || (ok && record_int(r, ledger_amount) != list[i].bani))
			fail_msg(
			    "%s: %d, %lld (%s)", list[i].typed, ok, (long long)record_int(r, ledger_amount), e.what);
		record_free(r);
	}
}

static void ledger__csv__has_balances_and_names(void **state)
{
	struct scene s = scene(state);
	entry(&s, "2026-11-01", "income", "500", "document=chitanța 31");
	entry(&s, "2026-11-02", "cost", "120,40", NULL);
	size_t done, skipped;
	int64_t rows;
	assert_ok(app_ledger_confirm(s.a, s.action, 0, s.raisa, &done, &skipped, e));
	char *path = app_help_path(state, "l.csv");
	struct buf b = BUF_INIT;
	assert_ok(app_ledger_csv(s.a, s.action, false, path, &rows, e));
	assert_ok(path_read_all(path, 1 << 16, &b, e));
	assert_int_equal(rows, 2);
	assert_non_null(strstr(buf_str(&b), "2026-11-01,"));
	assert_non_null(strstr(buf_str(&b), "500.00,MDL,500.00,Cimbru Sava,Gutuie Raisa,2026-11-23,,"));
	assert_non_null(strstr(buf_str(&b), "-120.40,MDL,379.60,"));
	buf_free(&b);
	free(path);
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(ledger__in_order__balance_after_each),
	    T(ledger__two_people__confirm_not_the_same_not_the_author),
	    T(ledger__another_amount__is_confirmed_by_nobody),
	    T(ledger__amounts__as_people_type_them),
	    T(ledger__csv__has_balances_and_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
