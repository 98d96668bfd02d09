/* The little of JSON that several layers need. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/json.h"

static bool note_member(void *ctx, const char *key, const char *json)
{
	buf_print(ctx, "%s=%s;", key, json);
	return strcmp(key, "stop") != 0;
}

static bool note_element(void *ctx, const char *json)
{
	buf_print(ctx, "%s;", json);
	return strcmp(json, "\"stop\"") != 0;
}

static void assert_members(const char *json, const char *wanted)
{
	struct buf b = BUF_INIT;

	assert_true(json_members(json, note_member, &b, NULL));
	assert_string_equal(buf_str(&b), wanted);
	buf_free(&b);
}

static void assert_elements(const char *json, const char *wanted)
{
	struct buf b = BUF_INIT;

	assert_true(json_elements(json, note_element, &b, NULL));
	assert_string_equal(buf_str(&b), wanted);
	buf_free(&b);
}

static void json_members__gives__values_as_they_stand(void **state)
{
	(void)state;
	assert_members("{}", "");
	assert_members(" { } ", "");
	assert_members("{\"a\":1}", "a=1;");
	assert_members(
	    " {\"a\" : 1 , \"b\":[1, {\"x\":\"]}\"}] ,\"c\":\"q\\\"}\" }\n", "a=1;b=[1, {\"x\":\"]}\"}];c=\"q\\\"}\";");
	assert_members("{\"n\":9223372036854775807,\"r\":0.10,\"h\":123456789012345678901234567890}",
	    "n=9223372036854775807;r=0.10;h=123456789012345678901234567890;");
	assert_members("{\"\\u0163a\\\"\":null,\"t\":true}", "ţa\"=null;t=true;");
	assert_members("{\"stop\":1,\"b\":2}", "stop=1;");
	assert_elements("[]", "");
	assert_elements("[1,\"a,b\",[2,3],{\"x\":[]},null]", "1;\"a,b\";[2,3];{\"x\":[]};null;");
	assert_elements("[1,\"stop\",3]", "1;\"stop\";");
}

static void json_members__refuses__what_is_not_json(void **state)
{
	static const char *const bad[] = {"", "{", "{\"a\":}", "{\"a\":1,}", "{\"a\":1}x", "[1]", "1",
	    "{\"a\":1,\"a\":2}", "{'a':1}", "{\"a\":\"\xff\"}", "{\"a\":\"\\u0000\"}", "{\"a\":1e999}", "{\"a\":01}",
	    "{\"a\":NaN}"};
	struct buf b = BUF_INIT, deep = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct err e = ERR_INIT;

		assert_false(json_members(bad[i], note_member, &b, &e));
		assert_int_equal(e.code, ERR_INVALID);
		assert_true(strlen(e.what) > 0);
	}
	assert_false(json_elements("{}", note_element, &b, NULL));
	buf_repeat(&deep, "[", 100000);
	assert_false(json_elements(buf_str(&deep), note_element, &b, NULL));
	buf_repeat(&deep, "]", 100000);
	assert_false(json_elements(buf_str(&deep), note_element, &b, NULL));
	assert_int_equal(b.len, 0);
	buf_free(&deep);
}

static void assert_flat(const char *json, const char *wanted, bool wanted_null)
{
	struct buf b = BUF_INIT;
	bool null = !wanted_null;

	assert_true(json_flat(json, &b, &null));
	assert_string_equal(buf_str(&b), wanted);
	assert_int_equal(null, wanted_null);
	buf_free(&b);
}

static void json_flat__gives__scalars_as_text(void **state)
{
	static const char *const bad[] = {"", "{}", "[[1]]", "[{}]", "[null]", "1e3", "x", "\"a", "1 2"};
	struct buf b = BUF_INIT;

	(void)state;
	assert_flat("\"a\\nb \\u0219\"", "a\nb ș", false);
	assert_flat(" -12 ", "-12", false);
	assert_flat("9223372036854775807", "9223372036854775807", false);
	assert_flat("1200.50", "1200.50", false);
	assert_flat("true", "1", false);
	assert_flat("false", "0", false);
	assert_flat("null", "", true);
	assert_flat("[]", "", false);
	assert_flat("[ \"a\" , 2,true]", "a,2,1", false);
	buf_text(&b, "kept");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(json_flat(bad[i], &b, NULL));
	assert_string_equal(buf_str(&b), "kept");
	buf_free(&b);
}

static void json_quote__comes_back(void **state)
{
	struct buf all = BUF_INIT, quoted = BUF_INIT, back = BUF_INIT;

	(void)state;
	for (int c = 1; c < 128; c++)
		buf_char(&all, (char)c);
	buf_text(&all, "șЖ😀");
	json_quote(buf_str(&all), &quoted);
	assert_null(strchr(buf_str(&quoted), '\n'));
	assert_non_null(strstr(buf_str(&quoted), "\\u001b"));
	assert_true(json_flat(buf_str(&quoted), &back, NULL));
	assert_string_equal(buf_str(&back), buf_str(&all));
	buf_free(&all);
	buf_free(&quoted);
	buf_free(&back);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(json_members__gives__values_as_they_stand),
	    cmocka_unit_test(json_members__refuses__what_is_not_json),
	    cmocka_unit_test(json_flat__gives__scalars_as_text),
	    cmocka_unit_test(json_quote__comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
