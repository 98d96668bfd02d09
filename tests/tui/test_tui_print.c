/* tests/tui/test_tui_print.c - paper from the screen: the document, the language, the file are chosen by keys; it is
 * made in the background and said when it is there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "tui/tui.h"

static void print__workshop__by_keys_in_the_background(void **state)
{
	struct tui *t = tui_start(&(struct tui_options){.lang = "ro"});
	char path[4200];
	struct stat st;
	(void)state;
	tui_keys(t, "6 p");
	tui_expect(t, "Fișă de prezență");
	tui_expect(t, "Certificate");
	tui_expect_not(t, "Scrisoare"); /* not about workshops */
	tui_keys(t, "Enter");
	tui_expect(t, "În ce limbă?");
	tui_keys(t, "Enter ^U");
	snprintf(path, sizeof path, "%s/foaie.pdf", tui_home(t));
	tui_type(t, path);
	tui_keys(t, "Enter");
	tui_expect_soon(t, "Scris:");
	assert_int_equal(stat(path, &st), 0);
	assert_true(st.st_size > 1000);
	assert_int_equal(tui_stop(t), 0);
}

static void print__cancelled__nothing_is_made(void **state)
{
	struct tui *t = tui_start(&(struct tui_options){.lang = "ru"});
	(void)state;
	tui_keys(t, "6 p Esc");
	tui_expect_not(t, "На каком языке?");
	tui_keys(t, "p Enter Esc p Enter Enter Esc");
	tui_expect_not(t, "В какой файл?");
	assert_int_equal(tui_stop(t), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(print__workshop__by_keys_in_the_background),
	    cmocka_unit_test(print__cancelled__nothing_is_made),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
