/* JSON out and in: every kind and every field goes out and comes back the same; what a newer version knows is passed
 * on; broken files are refused with their line. */
#include "out_help.h"

#include "base/mem.h"
#include "out/json.h"
#include "out/json_inner.h"

static bool ref_find(void *ctx, const struct kind *kind, const char *typed, int64_t *id, struct err *e)
{
	(void)ctx, (void)kind, (void)e;
	*id = strtoll(typed, NULL, 10);
	return *id > 0;
}

static struct type_ctx context(void)
{
	return (struct type_ctx){
	    .lang = LANG_EN, .today = out_help_day("2026-11-23"), .now_minute = 1085, .ref_find = ref_find};
}

/* ---- every field */

/* Something that the field's type takes; tried in order. */
static const char *const candidates[] = {"2026-11-23", "18:30", "2026-11-23T18:30", "90", "12", "+37369000011",
    "ana@example.md", "https://example.md/", "FREQ=WEEKLY;BYDAY=MO", "да, „ghilimele” \"\\\\\" ș/ț", "yes"};

static void fill(struct record *r, const struct type_ctx *ctx)
{
	for (int i = 1; i < r->kind->nfields; i++) {
		const struct field *f = &r->kind->fields[i];
		struct err e = ERR_INIT;
		bool done = f->choices && record_parse(r, i, f->choices[0].code, ctx, &e);
		for (size_t c = 0; !done && c < sizeof candidates / sizeof *candidates; c++) {
			struct err ignored = ERR_INIT;
			done =
			    record_parse(r, i, candidates[(c + (size_t)i) % (sizeof candidates / sizeof *candidates)],
			        ctx, &ignored) &&
			    record_has(r, i);
		}
		if (!done)
			fail_msg("no value fits %s.%s", r->kind->key, f->key);
	}
	r->id = INT64_C(123456789012345678) + kind_number(r->kind);
	r->created = INT64_C(1795446300123);
	r->modified = INT64_C(1795446301000);
	r->extra = mem_copy_text("{\"later\":[1,2.50,\"ж\"],\"nested\":{\"a\":null}}");
}

struct back {
	struct record *sent[KIND_COUNT];
	size_t seen;
};

static bool compare(void *c, struct record *r)
{
	struct back *b = c;
	const struct record *sent = b->sent[kind_number(r->kind)];
	b->seen++;
	assert_int_equal(r->id, sent->id);
	assert_int_equal(r->created, sent->created);
	assert_int_equal(r->modified, sent->modified);
	assert_int_equal(r->deleted, sent->deleted);
	assert_string_equal(r->extra, sent->extra);
	for (int i = 1; i < r->kind->nfields; i++)
		if (!value_equal(&r->values[i], &sent->values[i]))
			fail_msg("%s.%s changed on the way", r->kind->key, r->kind->fields[i].key);
	return true;
}

static void no_refusal(void *c, const char *place, const char *why)
{
	(void)c;
	fail_msg("%s: %s", place, why);
}

static void json__round_trip__every_kind(void **state)
{
	struct type_ctx ctx = context();
	struct back b = {.seen = 0};
	struct json_writer w;
	struct err e = ERR_INIT;
	size_t n;
	const struct kind *kinds = kinds_all(&n);
	char *path = out_help_path(state, "all.json");
	FILE *file = fopen(path, "wb");
	json_write_begin(&w, file, NULL);
	for (size_t i = 0; i < n; i++) {
		b.sent[i] = record_new(&kinds[i]);
		fill(b.sent[i], &ctx);
		b.sent[i]->deleted = i % 2 ? INT64_C(1795446302000) : 0;
		json_write_kind(&w, &kinds[i]);
		json_write_row(&w, b.sent[i], &ctx);
	}
	json_write_end(&w);
	fclose(file);
	if (!json_read(path, &ctx, compare, no_refusal, &b, &e))
		fail_msg("%s", e.what);
	assert_int_equal(b.seen, n);
	for (size_t i = 0; i < n; i++)
		record_free(b.sent[i]);
	free(path);
}

static void json__write__one_kind(void **state)
{
	(void)state;
	struct type_ctx ctx = context();
	struct json_writer w;
	char *text = NULL;
	size_t n;
	FILE *file = open_memstream(&text, &n);
	struct record *r = record_new(kind_find("membership"));
	r->id = 42;
	r->created = INT64_C(1795446300123);
	json_write_begin(&w, file, r->kind);
	json_write_row(&w, r, &ctx);
	json_write_row(&w, r, &ctx);
	json_write_end(&w);
	fclose(file);
	static const char head[] =
	    "{\"version\":1,\"kind\":\"membership\",\"rows\":[\n"
	    "{\"id\":\"42\",\"created\":\"2026-11-23T15:05:00.123Z\",\"modified\":null,\"deleted\":null,";
	assert_memory_equal(text, head, sizeof head - 1);
	assert_string_equal(text + n - 4, "\n]}\n");
	record_free(r);
	free(text);
}

/* Empty fields are left out of the golden file, so that a new field does not change it. */
static void drop_empty(char *text)
{
	for (char *at; (at = strstr(text, ":null"));) {
		char *comma = at;
		while (comma > text && *comma != ',')
			comma--;
		if (strncmp(comma, ",\"deleted\"", 10) == 0 || at[5] == '}') {
			text = at + 5;
			continue;
		}
		memmove(comma, at + 5, strlen(at + 5) + 1);
		text = comma;
	}
}

static void json__write__golden(void **state)
{
	(void)state;
	struct type_ctx ctx = context();
	struct json_writer w;
	char *text = NULL;
	size_t n;
	FILE *file = open_memstream(&text, &n);
	static const char *const filled[][2] = {{"title", "Cum scriem o petiție: \"pas cu pas\""},
	    {"date", "2026-11-27"}, {"starts", "18:00"}, {"trainers", "12,34"}, {"capacity", "25"},
	    {"status", "planned"}, {"repeat", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20261231\n-2026-12-25"},
	    {"notes", "unu\ndoi\tКишинёв"}};
	struct record *r = record_new(kind_find("workshop"));
	for (size_t i = 0; i < sizeof filled / sizeof *filled; i++) {
		struct err e = ERR_INIT;
		if (!record_parse(r, kind_field(r->kind, filled[i][0]), filled[i][1], &ctx, &e))
			fail_msg("%s: %s", filled[i][0], e.what);
	}
	r->id = INT64_C(912345678901234567);
	r->created = r->modified = INT64_C(1795446300123);
	r->extra = mem_copy_text("{\"later\":{\"a\":[1.50,true]}}");
	json_write_begin(&w, file, NULL);
	json_write_kind(&w, r->kind);
	json_write_row(&w, r, &ctx);
	json_write_end(&w);
	fclose(file);
	drop_empty(text);
	out_help_golden("workshop.json", text);
	record_free(r);
	free(text);
}

static void json__write__nothing(void **state)
{
	(void)state;
	struct json_writer w;
	char *text = NULL;
	size_t n;
	FILE *file = open_memstream(&text, &n);
	json_write_begin(&w, file, NULL);
	json_write_end(&w);
	fclose(file);
	assert_string_equal(text, "{\"version\":1,\"kinds\":{}}\n");
	free(text);
}

/* ---- reading */

struct heard {
	struct buf text;
};

static bool hear(void *c, struct record *r)
{
	struct heard *h = c;
	buf_print(&h->text, "%s %lld %s|", r->kind->key, (long long)r->id, r->extra ? r->extra : "-");
	return true;
}

static void hear_refusal(void *c, const char *place, const char *why)
{
	struct heard *h = c;
	assert_true(why[0] != '\0');
	buf_print(&h->text, "!%s|", place);
}

static void expect(void **state, const char *text, const char *wanted)
{
	struct type_ctx ctx = context();
	struct heard h = {BUF_INIT};
	struct err e = ERR_INIT;
	char *path = out_help_text(state, "a.json", text);
	if (!json_read(path, &ctx, hear, hear_refusal, &h, &e))
		fail_msg("%s", e.what);
	assert_string_equal(buf_str(&h.text), wanted);
	buf_free(&h.text);
	free(path);
}

static void expect_refused(void **state, const char *text, size_t n, const char *words)
{
	struct type_ctx ctx = context();
	struct heard h = {BUF_INIT};
	struct err e = ERR_INIT;
	char *path = out_help_file(state, "a.json", text, n);
	assert_false(json_read(path, &ctx, hear, hear_refusal, &h, &e));
	assert_int_equal(e.code, ERR_INVALID);
	if (!strstr(e.what, words))
		fail_msg("“%s” says nothing of “%s”", e.what, words);
	buf_free(&h.text);
	free(path);
}

static void json__read__forms(void **state)
{
	expect(state, "{\"version\":1,\"kind\":\"person\",\"rows\":[]}", "");
	expect(state,
	    " {\n\"version\" : 1 , \"kind\":\"group\", \"rows\" : [ {\"id\":\"7\",\"name\":\"A\"} , {\"name\":\"B\"} ] "
	    "}\n",
	    "group 7 -|group 0 -|");
	expect(state, "{\"version\":1,\"kind\":\"group\",\"row\":{\"id\":7,\"name\":\"A\"}}", "group 7 -|");
	expect(state,
	    "{\"version\":1,\"made\":{\"by\":[\"x]}\",1]},\"kinds\":{\"group\":[{\"name\":\"A\"}],\"person\":[]}}",
	    "group 0 -|");
	expect(state, "\xEF\xBB\xBF{\"version\":1,\"kind\":\"group\",\"rows\":[{\"name\":\"}]\\\"{\"}]}", "group 0 -|");
}

static void json__read__unknown_fields(void **state)
{
	expect(state,
	    "{\"version\":1,\"kind\":\"group\",\"rows\":[{\"name\":\"A\",\"later\":12345678901234567890123,\"x\":{"
	    "\"y\":[1.50]}}]}",
	    "group 0 {\"later\":12345678901234567890123,\"x\":{\"y\":[1.50]}}|");
}

static void json__read__bad_records(void **state)
{
	expect(state,
	    "{\"version\":1,\"kind\":\"workshop\",\"rows\":[{\"date\":\"2027-02-30\"},{\"id\":\"x\"},{\"created\":"
	    "\"noon\"},"
	    "{\"title\":\"T\"}]}",
	    "!workshop 1|!workshop 2|!workshop 3|workshop 0 -|");
	expect(state, "{\"version\":1,\"kinds\":{\"dragon\":[{\"a\":1}],\"group\":[{\"name\":\"A\"}]}}",
	    "!dragon 1|group 0 -|");
}

static void json__read__broken(void **state)
{
	static const char *const broken[] = {"", "[]", "{", "null", "{\"version\":1}x",
	    "{\"version\":1,\"kind\":\"group\",\"rows\":[{]}",
	    "{\"version\":1,\"kind\":\"group\",\"rows\":[{\"name\":\"A\"}", "{\"version\":1,\"rows\":[]}",
	    "{\"version\":1,\"kind\":\"group\",\"rows\":[1]}", "{\"version\":1,\"kind\":\"group\",\"rows\":{}}",
	    "{\"version\":1,\"kind\":\"group\",\"rows\":[{\"name\":\"\xFF\"}]}",
	    "{\"version\":1,\"kind\":\"group\",\"rows\":[{\"name\":\"A\",\"name\":\"B\"}]}",
	    "{\"version\":1,\"kind\":\"group\",\"rows\":[{\"name\":\"A\"} {}]}",
	    "{\"version\":1,\"kind\":7,\"rows\":[]}", "{\"version\":1 \"kind\":\"group\"}"};
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
		expect_refused(state, broken[i], strlen(broken[i]), "Nothing");
	expect_refused(state, "{\"version\":1,\n\n\"kind\" \"x\"}", 26, "line 3");
	expect_refused(state, "{\"version\":2}", 13, "newer");
	expect_refused(state, "{\"version\":1}", 13, "no records");
	expect_refused(state, "{\"version\":1,\"k\0\":1}", 20, "not JSON");
}

static void json__read__deep(void **state)
{
	struct buf b = BUF_INIT;
	buf_text(&b, "{\"version\":1,\"kind\":\"group\",\"rows\":[{\"later\":");
	buf_repeat(&b, "[", 200000);
	buf_repeat(&b, "]", 200000);
	buf_text(&b, "}]}");
	expect_refused(state, b.data, b.len, "Nothing");
	buf_free(&b);
}

static bool stop(void *c, struct record *r)
{
	(void)r;
	return ++*(int *)c < 2;
}

static void json__read__stops_when_told(void **state)
{
	struct type_ctx ctx = context();
	struct err e = ERR_INIT;
	int n = 0;
	char *path = out_help_text(state, "a.json", "{\"version\":1,\"kind\":\"group\",\"rows\":[{},{},{},{]}");
	assert_true(json_read(path, &ctx, stop, NULL, &n, &e));
	assert_int_equal(n, 2);
	free(path);
}

/* ---- points in time */

static void json__moment__both_ways(void **state)
{
	(void)state;
	char text[JSON_MOMENT];
	int64_t ms;
	static const int64_t some[] = {
	    0, 1, -1, INT64_C(1795446300123), INT64_C(-62135596800), INT64_C(253402300799999)};
	for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
		json_moment_text(some[i], text);
		assert_true(json_moment_parse(text, &ms));
		assert_int_equal(ms, some[i]);
	}
	assert_true(json_moment_parse("2026-11-23T17:05:00+02:00", &ms));
	assert_int_equal(ms, INT64_C(1795446300000));
	assert_true(json_moment_parse("2026-11-23T15:05:00.1239999Z", &ms));
	assert_int_equal(ms, INT64_C(1795446300123));
	static const char *const bad[] = {"", "2026-11-23", "2026-11-23T15:05:00", "2026-11-31T15:05:00Z",
	    "2026-11-23T25:05:00Z", "2026-11-23T15:05:00.Zx", "2026-11-23T15:05:00+2:00", "2026-11-23 15:05:00Z"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(json_moment_parse(bad[i], &ms));
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, out_help_setup, out_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    in_folder(json__round_trip__every_kind),
	    cmocka_unit_test(json__write__one_kind),
	    cmocka_unit_test(json__write__golden),
	    cmocka_unit_test(json__write__nothing),
	    in_folder(json__read__forms),
	    in_folder(json__read__unknown_fields),
	    in_folder(json__read__bad_records),
	    in_folder(json__read__broken),
	    in_folder(json__read__deep),
	    in_folder(json__read__stops_when_told),
	    cmocka_unit_test(json__moment__both_ways),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
