/* Memory, buffers, errors, ids. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/id.h"
#include "base/late.h"
#include "base/mem.h"
#include "base/text.h"

static void buf__grows__and_is_always_ended(void **state)
{
	struct buf b = BUF_INIT;
	char *taken;

	(void)state;
	assert_string_equal(buf_str(&b), "");
	buf_text(&b, NULL);
	assert_string_equal(b.data, "");
	for (int i = 0; i < 1000; i++)
		buf_print(&b, "%d,", i);
	assert_int_equal(b.len, strlen(b.data));
	buf_cut(&b, 4);
	buf_cut(&b, 99);
	buf_repeat(&b, "ș", 2);
	buf_repeat(&b, "x", -1);
	buf_code(&b, 0x1F600);
	buf_code(&b, 0xD800);
	assert_string_equal(buf_str(&b), "0,1,șș😀\xEF\xBF\xBD");
	taken = buf_take(&b);
	assert_int_equal(b.len, 0);
	free(taken);
	taken = buf_take(&b);
	assert_string_equal(taken, "");
	free(taken);
}

static void mem__copies__texts(void **state)
{
	char *p;

	(void)state;
	assert_null(mem_copy_text(NULL));
	p = mem_copy_bytes("abc", 2);
	assert_string_equal(p, "ab");
	p = mem_resize(p, 0, 8);
	free(p);
	p = mem_print("%s-%d", "x", 5);
	assert_string_equal(p, "x-5");
	free(p);
	p = mem_array(0, 0);
	assert_non_null(p);
	free(p);
}

static void say_hook(void)
{
	if (write(STDOUT_FILENO, "hook\n", 5) < 0)
		_exit(9);
	mem_resize(NULL, SIZE_MAX, SIZE_MAX); /* out of memory again, inside: it must not run twice */
}

/* What the child said before it ended through the hook. */
static void ends_through_the_hook(void (*work)(void), char said[256])
{
	int fds[2], status;
	size_t n = 0;
	ssize_t got;
	pid_t child;

	memset(said, 0, 256);
	assert_int_equal(pipe(fds), 0);
	fflush(NULL);
	child = fork();
	if (child == 0) {
		if (dup2(fds[1], STDOUT_FILENO) < 0 || dup2(fds[1], STDERR_FILENO) < 0)
			_exit(8);
		mem_on_exhausted(say_hook);
		work();
		_exit(7);
	}
	close(fds[1]);
	while (n < 255 && (got = read(fds[0], said + n, 255 - n)) > 0)
		n += (size_t)got;
	close(fds[0]);
	waitpid(child, &status, 0);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
	assert_int_equal(strncmp(said, "hook\nobste: ", 12), 0);
	assert_null(strstr(said + 5, "hook"));
}

static void want_too_much(void)
{
	mem_resize(NULL, SIZE_MAX / 2, 16);
}

static void mem__ends__the_program_through_the_hook_once(void **state)
{
	char said[256];

	(void)state;
	ends_through_the_hook(want_too_much, said);
}

static void say_hook_only(void)
{
	if (write(STDOUT_FILENO, "hook\n", 5) != 5)
		_exit(9);
}

static void call_what_is_not_there(void)
{
	static const char *const names[] = {"anything"};
	void *table[1];

	mem_on_exhausted(say_hook_only);
	late_open("libobste-nowhere.so.0", names, 1, table);
}

static void late_open__names__the_library_that_is_gone(void **state)
{
	char said[256];

	(void)state;
	ends_through_the_hook(call_what_is_not_there, said);
	assert_non_null(strstr(said, "libobste-nowhere.so.0"));
}

static void err__says__what_and_what_to_do(void **state)
{
	struct err e = ERR_INIT;

	(void)state;
	assert_false(err_set(&e, ERR_INVALID, "No such date: %s.", "31.02"));
	assert_false(err_hint(&e, "Try %d.", 28));
	assert_false(err_tag(&e, "DATE"));
	assert_false(err_field(&e, "starts_on"));
	assert_string_equal(e.what, "No such date: 31.02.");
	assert_string_equal(e.hint, "Try 28.");
	assert_false(err_set(&e, ERR_BUSY, "Again: %s", e.what)); /* its own text as an argument */
	assert_string_equal(e.what, "Again: No such date: 31.02.");
	assert_string_equal(e.hint, "");
	assert_string_equal(e.field, "");
	assert_false(err_set(NULL, ERR_FAIL, "x"));
	assert_false(err_hint(NULL, "x"));
	assert_false(err_errno(NULL, ENOSPC, "x"));
}

static void err__cuts__between_characters(void **state)
{
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT;

	(void)state;
	for (int shift = 0; shift < 4; shift++) {
		buf_clear(&b);
		buf_repeat(&b, "x", shift);
		buf_repeat(&b, "日", 400);
		err_set(&e, ERR_FAIL, "%s", buf_str(&b));
		assert_true(text_is_utf8(e.what, strlen(e.what)));
		assert_in_range(strlen(e.what), sizeof e.what - 4, sizeof e.what - 1);
	}
	buf_free(&b);
}

static void err_errno__sorts__reasons(void **state)
{
	static const struct {
		int num;
		enum err_code code;
	} rows[] = {{ENOENT, ERR_NOT_FOUND}, {EACCES, ERR_DENIED}, {EROFS, ERR_DENIED}, {ENOSPC, ERR_DENIED},
	    {EDQUOT, ERR_DENIED}, {EINVAL, ERR_FAIL}};
	struct err e = ERR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_false(err_errno(&e, rows[i].num, "Could not read %s", "x.csv"));
		assert_int_equal(e.code, rows[i].code);
		assert_int_equal(strncmp(e.what, "Could not read x.csv: ", 22), 0);
	}
}

static void id_new__always__grows(void **state)
{
	struct id_source from = {0};
	int64_t before = 0, now = 1795449900000;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		int64_t id = id_new(i % 7 ? now : now + i % 50 - 25, &from); /* the clock also jumps back */

		assert_true(id > before && id == from.last);
		before = id;
	}
	from.last = 0;
	assert_true(id_new(now, &from) >> 22 == now - 1577836800000);
	from.last = 0;
	assert_true(id_new(0, &from) > 0);
	assert_true(id_new(INT64_MAX / 2, &from) > 0);
}

static void id_joined__is__the_same_everywhere(void **state)
{
	const int64_t a[] = {917504, 5}, b[] = {5, 917504};
	int64_t seen[2000];

	(void)state;
	/* These are written in people's databases: a change would split records in two. */
	assert_int_equal(id_joined("attendance", a, 2), 2055548468334029983);
	assert_int_not_equal(id_joined("attendance", a, 2), id_joined("attendance", b, 2));
	assert_int_not_equal(id_joined("attendance", a, 2), id_joined("membership", a, 2));
	assert_int_not_equal(id_joined("attendance", a, 1), id_joined("attendance", a, 2));
	for (int64_t i = 0; i < 2000; i++) {
		seen[i] = id_joined("attendance", &i, 1);
		assert_true(seen[i] > 0);
		for (int64_t k = 0; k < i; k++)
			assert_true(seen[i] != seen[k]);
	}
}

static void id_parse__takes__one_spelling(void **state)
{
	static const char *const bad[] = {
	    "", "0", "-5", "+5", " 5", "5 ", "05", "5x", "9223372036854775808", "99999999999999999999"};
	int64_t id = 0;

	(void)state;
	assert_true(id_parse("9223372036854775807", &id) && id == INT64_MAX);
	assert_true(id_parse("7", &id) && id == 7);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(id_parse(bad[i], &id));
	assert_false(id_parse(NULL, &id));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(buf__grows__and_is_always_ended),
	    cmocka_unit_test(mem__copies__texts),
	    cmocka_unit_test(mem__ends__the_program_through_the_hook_once),
	    cmocka_unit_test(late_open__names__the_library_that_is_gone),
	    cmocka_unit_test(err__says__what_and_what_to_do),
	    cmocka_unit_test(err__cuts__between_characters),
	    cmocka_unit_test(err_errno__sorts__reasons),
	    cmocka_unit_test(id_new__always__grows),
	    cmocka_unit_test(id_joined__is__the_same_everywhere),
	    cmocka_unit_test(id_parse__takes__one_spelling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
