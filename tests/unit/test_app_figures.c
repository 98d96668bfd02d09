/* Attendance counted in every way that a funder asks for: by hand here, and the same in the table on the screen, the
 * CSV, the JSON, the text, the page for a browser, and beside the record. */
#include "app_help.h"

#include "app/facts.h"
#include "app/page.h"
#include "app/report.h"
#include "app/workshop.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/path.h"

static const struct app_period always = {DATE_NONE, DATE_NONE, 0};

struct scene {
	int64_t w[4], series, ana, ion, vera, dan;
};

static void mark(struct app *a, int64_t workshop, int64_t person, const char *as)
{
	struct app_roll roll;
	assert_ok(app_roll_open(a, kind_get(KIND_workshop), workshop, &roll, e));
	size_t row = roll.n;
	for (size_t i = 0; i < roll.n; i++)
		if (roll.rows[i].person == person)
			row = i;
	if (row < roll.n)
		assert_ok(app_roll_mark(a, &roll, row, as, e));
	else
		assert_ok(app_roll_add(a, &roll, person, as, ROLL_SAID_NOTHING, &row, e));
	app_roll_close(&roll);
}

static void guest(struct app *a, int64_t workshop)
{
	struct app_roll roll;
	assert_ok(app_roll_open(a, kind_get(KIND_workshop), workshop, &roll, e));
	assert_ok(app_roll_walk_in(a, &roll, &(struct app_walk_in){.name = "Potârniche Lia"}, NULL, e));
	app_roll_close(&roll);
}

static struct scene scene(struct app *a)
{
	struct scene s;
	static const char *const dates[] = {"date=2026-09-01", "date=2026-09-08", "date=2026-09-15"};
	static const char *const titles[] = {"title=Unu", "title=Doi", "title=Trei"};
	s.ana = app_help_add(a, KIND_person, "surname=Ana", "category=citizen", "gender=f", "born=1980", NULL);
	s.ion = app_help_add(a, KIND_person, "surname=Ion", "category=activist", "gender=m", "age=18-29", NULL);
	s.vera = app_help_add(a, KIND_person, "surname=Vera", "category=citizen", "gender=f", NULL);
	s.dan = app_help_add(a, KIND_person, "surname=Dan", "category=expert", "gender=m", "born=2000", NULL);
	app_help_add(a, KIND_group, "name=Botanica", NULL);
	for (int i = 0; i < 3; i++)
		app_help_add(a, KIND_membership, "group=Botanica", "from=2026-01-01",
		    i == 0   ? "person=Ana"
		    : i == 1 ? "person=Ion"
		             : "person=Vera",
		    NULL);
	s.series = app_help_add(a, KIND_series, "title=Toamna", "groups=Botanica", NULL);
	for (int i = 0; i < 3; i++)
		s.w[i] = app_help_add(a, KIND_workshop, titles[i], dates[i], "series=Toamna", NULL);
	s.w[3] = app_help_add(a, KIND_workshop, "title=Singur", "date=2026-10-05", NULL);
	app_help_add(a, KIND_workshop, "title=Căzut", "date=2026-10-06", "status=cancelled", NULL);
	mark(a, s.w[0], s.ana, "present");
	mark(a, s.w[0], s.ion, "late");
	mark(a, s.w[0], s.vera, "absent");
	mark(a, s.w[0], s.dan, "present"); /* came in from the street */
	mark(a, s.w[1], s.ana, "present");
	mark(a, s.w[1], s.ion, "absent");
	mark(a, s.w[1], s.vera, "present");
	mark(a, s.w[2], s.ana, "present");
	mark(a, s.w[2], s.ion, "absent");
	mark(a, s.w[2], s.vera, "excused");
	guest(a, s.w[2]);
	app_help_add(a, KIND_attendance, "workshop=Singur", "person=Dan", "mark=present", NULL);
	app_help_add(a, KIND_attendance, "workshop=Singur", "person=Ana", "mark=absent", NULL);
	return s;
}

/* Counted by hand. Ana, Ion, Vera are invited three times; Dan and Lia walked in once. */
static const struct counted {
	const char *report, *rows;
} by_hand[] = {
    {"attendance", "2026-09-01|Unu|3|3|1|1|0|1|67\n2026-09-08|Doi|3|2|0|1|0|0|67\n2026-09-15|Trei|3|2|0|1|1|1|33\n"
                   "2026-10-05|Singur|2|1|0|1|0|0|50\n"},
    {"attendance_people", "Ana|4|3|75|2026-09-15||\nDan|2|2|100|2026-10-05||\nIon|3|1|33|2026-09-01||\n"
                          "Vera|3|1|33|2026-09-08||\n|1|1|100|2026-09-15||\n"},
    {"attendance_month", "2026-09-01|3|5|7|9|56\n2026-10-01|1|1|1|2|50\n"},
    {"attendance_series", "Toamna|3|5|7|9|56\n|1|1|1|2|50\n"},
    {"attendance_group", "Botanica|3|5|10|50\n"},
    {"attendance_category", "citizen|2|4|7|57\n|1|1|0|\nactivist|1|1|3|33\nexpert|1|2|1|100\n"},
    {"attendance_gender", "f|2|4|7|57\nm|2|3|4|50\n|1|1|0|\n"},
    {"attendance_age", "|2|2|3|33\n18-29|2|3|4|50\n45-59|1|3|4|75\n"},
    {"retention", "Toamna|2026-09-01|Unu|3|3|100|3\nToamna|2026-09-08|Doi|2|1|33|1\nToamna|2026-09-15|Trei|2|1|33|1\n"},
    {"dropped", "Ion|1|2026-09-01|2\n"},
};

/* ---- each way out, as lines of cells */

/* As the screen shows them, without the row of the whole. */
static char *shown(struct app *a, size_t i)
{
	struct app_report *r;
	struct buf b = BUF_INIT;
	assert_ok(app_report_read(a, i, &always, false, &r, e));
	const struct app_report_table *t = app_report_table(r, 0);
	for (size_t row = 0; row < t->nrows - t->total; row++)
		for (size_t c = 0; c < t->ncolumns; c++)
			buf_print(&b, "%s%s", app_report_cell(r, 0, row, c), c + 1 < t->ncolumns ? "|" : "\n");
	app_report_free(r);
	return buf_take(&b);
}

static char *written(void **state, size_t i, enum app_report_format f)
{
	char *path = app_help_path(state, "report.out");
	struct buf b = BUF_INIT;
	assert_ok(app_report_write(app_help_app(state), i, &always, &(struct app_report_as){.format = f}, path, e));
	assert_ok(path_read_all(path, 1 << 20, &b, e));
	free(path);
	return buf_take(&b);
}

/* The cells of the wanted rows, in their order, each a whole word of the text: "5" is not in "15". */
static const char *find_cell(const char *from, const char *cell)
{
	const size_t n = strlen(cell);
	for (const char *p = from; (p = strstr(p, cell)); p++)
		if (!strchr("0123456789", p[n] ? p[n] : 'x') && (p == from || !strchr("0123456789", p[-1])))
			return p + n;
	return NULL;
}

static void holds(const char *report, const char *where, const char *text, const char *rows)
{
	const char *at = text;
	for (const char *p = rows; *p;) {
		const size_t n = strcspn(p, "|\n");
		char *cell = mem_copy_bytes(p, n);
		if (*cell && !(at = find_cell(at, cell)))
			fail_msg("%s, %s: no %s in its place of\n%s\nin\n%s", report, where, cell, rows, text);
		free(cell);
		p += n + (p[n] != '\0');
	}
}

/* The table of the JSON as lines of cells. */
static bool json_cell(void *ctx, const char *key, const char *json)
{
	struct buf *b = ctx;
	bool null;
	(void)key;
	buf_text(b, b->len && b->data[b->len - 1] != '\n' ? "|" : "");
	assert_true(json_flat(json, b, &null));
	return true;
}

static bool json_row(void *ctx, const char *json)
{
	struct buf line = BUF_INIT;
	assert_true(json_members(json, json_cell, &line, NULL));
	buf_print(ctx, "%s\n", buf_str(&line));
	buf_free(&line);
	return true;
}

static bool json_rows(void *ctx, const char *key, const char *json)
{
	if (strcmp(key, "rows") == 0)
		assert_true(json_elements(json, json_row, ctx, NULL));
	return true;
}

/* Without the heads and the row of the whole. No cell here needs quotes. */
static void plain_csv(char *csv)
{
	char *to = csv;
	for (const char *p = strchr(csv, '\n') + 1; *p && strncmp(p, "total,", 6) != 0; p += *p == '\n') {
		for (; *p && *p != '\n'; p++)
			if (*p != '\r')
				*to++ = *p == ',' ? '|' : *p;
		*to++ = '\n';
	}
	*to = '\0';
}

static void figures__every_way_out__as_counted_by_hand(void **state)
{
	struct app *a = app_help_app(state);
	scene(a);
	for (size_t n = 0; n < sizeof by_hand / sizeof *by_hand; n++) {
		const struct counted *want = &by_hand[n];
		size_t i;
		assert_true(app_report_find(want->report, &i));
		char *screen = shown(a, i), *csv = written(state, i, REPORT_CSV),
		     *json = written(state, i, REPORT_JSON), *text = written(state, i, REPORT_TEXT),
		     *html = written(state, i, REPORT_HTML);
		plain_csv(csv);
		if (strcmp(csv, want->rows) != 0)
			fail_msg("%s:\n%s\ncounted by hand:\n%s", want->report, csv, want->rows);
		struct buf rows = BUF_INIT;
		assert_true(json_members(json, json_rows, &rows, NULL));
		holds(want->report, "JSON", buf_str(&rows), want->rows);
		/* For people the days are written otherwise; the numbers are the same ones. */
		holds(want->report, "text", text, screen);
		holds(want->report, "HTML", html, screen);
		buf_free(&rows);
		free(screen);
		free(csv);
		free(json);
		free(text);
		free(html);
	}
}

/* ---- beside the record */

static bool take_figure(void *ctx, const struct app_figure *f)
{
	buf_print(ctx, "%s %s;", f->label, f->text);
	return true;
}

static char *page_of(struct app *a, enum kind_number k, int64_t id)
{
	struct buf b = BUF_INIT;
	struct record *r = app_help_get(a, k, id);
	assert_ok(app_record_figures(a, r, take_figure, &b, e));
	record_free(r);
	return buf_take(&b);
}

static void assert_fact(struct app *a, enum kind_number k, const char *fact, int64_t id, const char *want)
{
	struct buf b = BUF_INIT;
	app_fact_text(a, kind_get(k), app_fact_find(kind_get(k), fact), id, &b);
	assert_string_equal(buf_str(&b), want);
	buf_free(&b);
}

static void figures__beside_the_record__the_same(void **state)
{
	struct app *a = app_help_app(state);
	const struct scene s = scene(a);
	char *page = page_of(a, KIND_workshop, s.w[0]);
	assert_string_equal(page, "Came 3/4;"); /* three of the four on the list, who walked in too */
	free(page);
	page = page_of(a, KIND_person, s.ana);
	assert_non_null(strstr(page, "Attendance 3/4;"));
	free(page);
	assert_fact(a, KIND_workshop, "came", s.w[0], "3/4");
	assert_fact(a, KIND_series, "people", s.series, "5");
	assert_fact(a, KIND_series, "held", s.series, "3");
	assert_fact(a, KIND_person, "came", s.ana, "3/4");
	struct app_roll roll;
	assert_ok(app_roll_open(a, kind_get(KIND_workshop), s.w[2], &roll, e));
	int came = 0, walked_in = 0;
	for (size_t i = 0; i < roll.n; i++) {
		came += strcmp(roll.rows[i].mark, "present") == 0;
		walked_in += roll.rows[i].walk_in;
	}
	assert_int_equal(came, 2);
	assert_int_equal(walked_in, 1);
	assert_int_equal((int)roll.n, 4);
	app_roll_close(&roll);
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(figures__every_way_out__as_counted_by_hand),
	    T(figures__beside_the_record__the_same),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
