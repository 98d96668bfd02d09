/* Reports as the store counts them: by hand-made examples, and every figure against the list behind it. */
#include "store_help.h"

#include "store/figures.h"

struct rows {
	const struct figure_report *report;
	struct buf text;
};

static bool add_row(void *ctx, const char *key, const char *const *cells)
{
	struct rows *r = ctx;
	(void)key;
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
	date_t today = DATE_NONE;
	date_parse_iso("2026-11-24", &today);
	assert_ok(figure_run(s, r.report, &(struct figure_period){first, last, today, group}, add_row, &r, e));
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
	figures(s, "attendance", NULL, NULL, 0,
	    "2026-11-20|Petiția|2|2|1|1|0|1|50\n2026-11-23|Bugetul|2|1|1|0|1|0|50\n||4|3|2|1|1|1|50\n");
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
	figures(s, "people_category", NULL, NULL, 0, "citizen|1|0\nexpert|1|0\n|2|0\n");
	figures(s, "people_new", "2026-01-01", NULL, 0, "2026-01-05|1\n");
	store_help_add(s, KIND_problem, "title=Groapă", "state=reported", "reported_on=2026-03-02", NULL);
	store_help_add(s, KIND_problem, "title=Bec", "state=reported", "reported_on=2026-02-01", NULL);
	store_help_add(s, KIND_problem, "title=Rampă", "state=solved", "reported_on=2026-04-01", NULL);
	figures(s, "problems_state", NULL, NULL, 0, "reported|2|2026-02-01\nsolved|1|2026-04-01\n|3|\n");
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
	figures(s, "signatures", NULL, NULL, 0, "2026-11-23|2|1|1\n2026-11-30|1|0|0\n|3|1|1\n");
	free(a);
}

/* ---- behind each figure its list */

struct looking {
	struct store *store;
	const struct figure_report *report;
	struct figure_period period;
	size_t looked;
};

static bool count_id(void *ctx, int64_t id)
{
	(void)id;
	++*(int64_t *)ctx;
	return true;
}

/* The list asked as a filter, as a screen does it. */
static int64_t listed(struct store *s, const struct figure_place *place, const char *of)
{
	struct buf filter = BUF_INIT;
	struct query q;
	query_init(&q, kind_find(of));
	buf_text(&filter, QUERY_FIGURE_KEY "=");
	figure_place_text(place, &filter);
	buf_text(&filter, "|any words: of people");
	assert_ok(query_filter_parse(&q, buf_str(&filter), &(struct type_ctx){.lang = LANG_EN}, e));
	const int64_t n = store_count(s, &q);
	query_free(&q);
	buf_free(&filter);
	return n;
}

static bool look_at_row(void *ctx, const char *key, const char *const *cells)
{
	struct looking *l = ctx;
	for (size_t i = 0; l->report->columns[i].key; i++) {
		const struct figure_column *c = &l->report->columns[i];
		const struct figure_place place = {l->report->name, c->key, key, l->period};
		int64_t n = 0;
		if (!c->counts)
			continue;
		assert_ok(figure_ids(l->store, &place, count_id, &n, e));
		assert_int_equal(listed(l->store, &place, c->of), n);
		if (c->form == COLUMN_NUMBER && !c->sums)
			assert_int_equal(n, strtoll(cells[i], NULL, 10));
		l->looked += n > 0;
	}
	return true;
}

static void add_many(struct store *s)
{
	static const char *const sectors[] = {"sector=Botanica", "sector=Centru", "sector=Gura / Văii: 100%", NULL};
	int64_t people[12], workshops[4], groups[2], series = store_help_add(s, KIND_series, "title=Pași", NULL);
	char *in = mem_print("series=%lld", (long long)series);
	for (int i = 0; i < 12; i++) {
		char *name = mem_print("surname=Om%02d", i), *born = mem_print("born=%d", 1950 + 5 * i);
		people[i] = store_help_add(s, KIND_person, name, born, i % 2 ? "gender=f" : "gender=m",
		    i % 5 ? "category=citizen" : "category=expert", "since=2026-02-03", sectors[i % 4], NULL);
		free(name);
		free(born);
	}
	for (int i = 0; i < 2; i++)
		groups[i] = store_help_add(s, KIND_group, i ? "name=Curte" : "name=Scară", NULL);
	for (int i = 0; i < 16; i++) {
		char *g = mem_print("group=%lld", (long long)groups[i % 2]),
		     *p = mem_print("person=%lld", (long long)people[i % 12]);
		store_help_add(s, KIND_membership, g, p, NULL);
		free(g);
		free(p);
	}
	for (int w = 0; w < 4; w++) {
		char *day = mem_print("date=2026-%02d-1%d", 3 + w, w);
		workshops[w] =
		    store_help_add(s, KIND_workshop, "title=Atelier", day, "status=held", w ? in : NULL, NULL);
		free(day);
		for (int i = 0; i < 12; i++) {
			static const char *const marks[] = {"present", "absent", "late", "excused", "expected"};
			add_mark(s, workshops[w], people[i], marks[(i * 7 + w) % 5], i % 6 == 5 ? "walk_in=1" : NULL);
		}
	}
	free(in);
}

static void store__figures__every_figure_is_as_long_as_its_list(void **state)
{
	static const char *const periods[][2] = {{NULL, NULL}, {"2026-04-01", NULL}, {"2026-03-01", "2026-05-31"}};
	struct store *s = store_help_store(state);
	size_t n, looked = 0;
	const struct figure_report *all = figure_reports(&n);
	add_many(s);
	for (size_t i = 0; i < n; i++)
		for (size_t p = 0; p < sizeof periods / sizeof *periods; p++) {
			struct looking l = {s, &all[i], {DATE_NONE, DATE_NONE, DATE_NONE, 0}, 0};
			date_parse_iso("2026-11-24", &l.period.today);
			if (periods[p][0])
				date_parse_iso(periods[p][0], &l.period.from);
			if (periods[p][1])
				date_parse_iso(periods[p][1], &l.period.to);
			assert_ok(figure_run(s, l.report, &l.period, look_at_row, &l, e));
			looked += l.looked;
		}
	assert_true(looked > 200);
}

static void store__figures__a_figure_that_is_none__refused(void **state)
{
	static const char *const wrong[] = {"figure=nonsense/came/=1////0", "figure=attendance/nonsense/=1////0",
	    "figure=attendance/came/=1////0" /* of attendance, not of people */, "figure=attendance",
	    "figure=attendance/title/=1////0", "figure=attendance/came/=1/x///0"};
	struct store *s = store_help_store(state);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct query q;
		struct record *page[4];
		size_t got;
		query_init(&q, kind_get(KIND_person));
		assert_ok(query_filter_parse(&q, wrong[i], &(struct type_ctx){.lang = LANG_EN}, e));
		assert_refused(ERR_USAGE, store_page(s, &q, NULL, false, 4, page, &got, e));
		query_free(&q);
	}
}

#define T(f) cmocka_unit_test_setup_teardown(f, store_help_setup, store_help_teardown)
int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(store__figures__every_report_runs_and_has_its_columns),
	    T(store__figures__attendance),
	    T(store__figures__people_problems_money_signatures),
	    T(store__figures__every_figure_is_as_long_as_its_list),
	    T(store__figures__a_figure_that_is_none__refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
