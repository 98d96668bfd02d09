/* tests/tui/test_tui_sheet.c - a sheet of signatures typed in: known people complete themselves, a double is caught, a
 * row is refused; checked by the command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/tui.h"

static struct tui *open_sheet(const char *lang, int cols, int rows)
{
	struct tui *t = tui_start(&(struct tui_options){.lang = lang, .cols = cols, .rows = rows, .empty = true});
	tui_command(t, "add person surname=Moraru given=Elena address=str.Trandafirilor.3");
	tui_command(t, "add action title=Rampe type=petition target=300");
	tui_keys(t, "5 S");
	tui_keys(t, "F2");
	return t;
}

static void sheet__rows__are_stored_at_each_enter(void **state)
{
	(void)state;
	struct tui *t = open_sheet("en", 80, 24);
	tui_type(t, "mor");
	tui_expect(t, "> Moraru Elena");
	tui_keys(t, "Enter"); /* she is known, with her address: the row is whole */
	tui_expect(t, "ok · known");
	tui_type(t, "Salcâm Tudor");
	tui_keys(t, "Enter");
	tui_type(t, "str. Viilor 3");
	tui_keys(t, "Enter");
	tui_expect(t, "2 signatures");
	tui_kill(t);
}

static void sheet__a_double_and_a_bad_row__are_not_counted(void **state)
{
	(void)state;
	struct tui *t = open_sheet("en", 80, 24);
	tui_type(t, "Salcâm Tudor");
	tui_keys(t, "Enter Enter");
	tui_type(t, "tudor SALCAM");
	tui_keys(t, "Tab Enter");
	tui_expect(t, "signed already: sheet 1, row 1");
	tui_type(t, "Graur Petru");
	tui_keys(t, "Enter Enter ^X");
	tui_type(t, "no address");
	tui_keys(t, "Enter");
	tui_expect(t, "refused: no address");
	const char *said = tui_command(t, "petition Rampe");
	assert_non_null(strstr(said, "Signatures: 1 (paper 1, online 0), goal 300; refused 1, twice 1"));
	tui_keys(t, "Up Up ^O"); /* another person of that name after all */
	said = tui_command(t, "petition Rampe");
	assert_non_null(strstr(said, "Signatures: 2 "));
	assert_int_equal(tui_stop(t), 0);
}

static void sheet__half_a_row__is_no_signature(void **state)
{
	(void)state;
	struct tui *t = open_sheet("en", 60, 20);
	tui_type(t, "Salc");
	tui_keys(t, "Esc");
	tui_expect_not(t, "Salc");
	tui_expect(t, "sheet 1");
	tui_type(t, "Grau");
	const char *said = tui_command(t, "list signature --json");
	assert_null(strstr(said, "Grau"));
	tui_keys(t, "Esc Esc");
	tui_expect_not(t, "sheet 1 ");
	assert_int_equal(tui_stop(t), 0);
}

static void sheet__undo__takes_the_last_row_back(void **state)
{
	(void)state;
	struct tui *t = open_sheet("ru", 80, 24);
	tui_type(t, "Зяблик Николай");
	tui_keys(t, "Enter Enter");
	tui_expect(t, "1 подпись");
	tui_keys(t, "^Z");
	tui_expect(t, "0 строк");
	assert_int_equal(tui_stop(t), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sheet__rows__are_stored_at_each_enter),
	    cmocka_unit_test(sheet__a_double_and_a_bad_row__are_not_counted),
	    cmocka_unit_test(sheet__half_a_row__is_no_signature),
	    cmocka_unit_test(sheet__undo__takes_the_last_row_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
