/* tests/tui/test_tui_merge.c - another laptop's file on screen: which file, its passphrase (never shown), what it would
 * change, taking it in while the program is open, and what collided swapped by one key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/tui.h"

/* On the open database, or on another laptop's. */
static void command(struct tui *t, const char *db, const char *args)
{
	char line[2048];
	if (strcmp(db, "obste") == 0)
		snprintf(line, sizeof line, "%s", args);
	else
		snprintf(line, sizeof line,
		    "version >/dev/null; HOME=%s OBSTE_NOW=2026-11-23T18:05 LC_ALL=C.UTF-8 ${OBSTE:-build/obste} --db "
		    "%s/%s.db "
		    "--lang en --no-input %s",
		    tui_home(t), tui_home(t), db, args);
	tui_command(t, line);
}

/* The trainer's copy comes back with a mark, and a name that both have changed. */
static void there_and_back(struct tui *t)
{
	char args[1024];
	command(t, "obste", "add person surname=Rusu given=Ion");
	command(t, "obste", "add workshop title=Petitia date=2026-11-23");
	command(t, "obste", "attend Petitia --walk-in 'Rusu Ion'");
	snprintf(args, sizeof args, "pack Petitia -o %s/there.obste", tui_home(t));
	command(t, "obste", args);
	command(t, "obste", "device --name 'laptopul Anei'");
	command(t, "elena", "init --name gol --who Elena");
	snprintf(args, sizeof args, "merge %s/there.obste", tui_home(t));
	command(t, "elena", args);
	command(t, "elena", "device --name 'laptopul Elenei'");
	command(t, "elena", "set person Rusu given=Ionel");
	command(t, "elena", "attend Petitia --walk-in 'Mierla Ilinca'");
	command(t, "obste", "set person Rusu given=Ioan");
	snprintf(args, sizeof args, "pack Petitia -o %s/back.obste", tui_home(t));
	command(t, "elena", args);
}

static void merge__shown_taken_in_and_swapped(void **state)
{
	(void)state;
	setenv("OBSTE_PASSPHRASE", "tei", 1);
	struct tui *t = tui_start(&(struct tui_options){.empty = true, .lang = "en"});
	there_and_back(t);
	tui_keys(t, "0 Down Down Down Down Enter");
	tui_expect(t, "Which file?");
	tui_type(t, "back.obste");
	tui_keys(t, "Enter");
	tui_expect(t, "passphrase");
	tui_type(t, "castani");
	tui_expect(t, "*******");
	tui_expect_not(t, "castani");
	tui_keys(t, "Enter");
	tui_expect(t, "not the one");
	tui_keys(t, "Esc 0 Home Down Down Down Down Enter");
	tui_type(t, "back.obste");
	tui_keys(t, "Enter");
	tui_type(t, "tei");
	tui_keys(t, "Enter");
	tui_expect(t, "laptopul Elenei");
	tui_expect(t, "Mierla Ilinca");
	tui_expect(t, "1 value collided");
	tui_golden_text("merge", tui_text(t));
	tui_keys(t, "Enter");
	tui_expect(t, "the other value: I");
	tui_golden_text("conflicts", tui_text(t));
	tui_keys(t, "x");
	tui_expect(t, "No values collided.");
	tui_keys(t, "u"); /* swapped by mistake: it is to be looked at again */
	tui_expect(t, "the other value: I");
	tui_keys(t, "d");
	tui_expect(t, "No values collided.");
	tui_keys(t, "u");
	tui_expect(t, "the other value: I");
	assert_non_null(strstr(tui_command(t, "list person --filter status=guest --csv"), "Mierla"));
	assert_int_equal(tui_stop(t), 0);
	unsetenv("OBSTE_PASSPHRASE");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(merge__shown_taken_in_and_swapped),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
