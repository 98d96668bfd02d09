/* tests/tui/test_tui_flows.c - an evening's work by keys alone, checked by the command line; what is typed survives. */
#include <glob.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/tui.h"

static void stop(struct tui *t)
{
	assert_int_equal(tui_stop(t), 0);
}

static int count(const char *text, const char *words)
{
	int n = 0;
	for (const char *p = text; (p = strstr(p, words)); p += strlen(words))
		n++;
	return n;
}

static void expect_in(const char *text, const char *words)
{
	if (!strstr(text, words))
		fail_msg("%s is not in:\n%s", words, text);
}

static void expect_rows(struct tui *t, const char *kind, int n)
{
	char args[64];
	snprintf(args, sizeof args, "list %s --json", kind);
	const char *said = tui_command(t, args);
	int found = count(said, "\"id\":");
	if (found != n)
		fail_msg("%d of %s, not %d:\n%s", found, kind, n, said);
}

/* ---- the acceptance of the issue, with three keyboards */

/* What a person presses for the same thing. Sections are 1 to 9 from the left. */
struct hands {
	const char *lang, *people, *problems, *actions, *workshops, *council, *calendar, *reports;
	const char *make, *save, *open, *roll, *undo, *export;
};

static const struct hands latin = {"en", "2", "4", "5", "6", "7", "8", "9", "n", "^S", "Enter", "P", "u", "x"};
/* the keyboard stands on Russian: the same physical keys give these */
static const struct hands cyrillic = {"ru", "2", "4", "5", "6", "7", "8", "9", "т", "F2", "Enter", "З", "г", "ч"};
/* function keys, arrows and Enter; what has no F-key stands in the menu of F9 */
#define MENU(downs) "F9 " downs " Enter"
static const struct hands functions = {"en", MENU("Down"), MENU("Down Down Down"), MENU("Down Down Down Down"),
    MENU("Down Down Down Down Down"), MENU("Down Down Down Down Down Down"), MENU("Down Down Down Down Down Down Down"),
    MENU("Down Down Down Down Down Down Down Down"), "F7", "F2", "F3", "F9 attendance Enter", "F9 undo Enter",
    "F9 .ics Enter"};

static void make(struct tui *t, const struct hands *h, const char *section, const char *title)
{
	if (section)
		tui_keys(t, section);
	tui_keys(t, h->make);
	tui_type(t, title);
}

static void add_item(struct tui *t, const struct hands *h, const char *title)
{
	make(t, h, NULL, title);
	tui_keys(t, h->save);
	tui_expect(t, title);
}

static void check_all(struct tui *t)
{
	expect_rows(t, "person", 1);
	expect_in(tui_command(t, "list person --json"), "Țurcanu");
	expect_in(tui_command(t, "list person --json"), "Ștefan");
	expect_rows(t, "problem", 1);
	expect_rows(t, "action", 1);
	expect_in(tui_command(t, "list action --columns title,problem --csv"), "Petiție Țărnă,Groapă în stradă");
	expect_rows(t, "workshop", 1);
	expect_in(tui_command(t, "list attendance --json"), "\"mark\":\"present\"");
	expect_in(
	    tui_command(t, "list attendance --columns person,workshop --csv"), "Țurcanu Ștefan,Как пишут петицию");
}

static void evening(const struct hands *h)
{
	struct tui *t = tui_start(&(struct tui_options){.lang = h->lang, .empty = true});
	make(t, h, h->people, "Țurcanu");
	tui_keys(t, "Tab");
	tui_type(t, "Ștefan");
	tui_keys(t, h->save);
	tui_expect(t, "Țurcanu Ștefan");
	make(t, h, h->problems, "Groapă în stradă");
	tui_keys(t, h->save);
	make(t, h, h->actions, "Petiție Țărnă");
	tui_keys(t, "Tab Tab Tab Tab");
	tui_type(t, "groapa");
	tui_keys(t, "Enter");
	tui_keys(t, h->save);
	make(t, h, h->workshops, "Как пишут петицию");
	tui_keys(t, h->save);
	tui_keys(t, h->roll);
	tui_keys(t, "+");
	tui_type(t, "turcanu");
	tui_keys(t, "Down Enter Esc"); /* "it is Țurcanu Ștefan" */
	make(t, h, h->council, "Consiliul");
	tui_keys(t, h->save);
	tui_keys(t, h->open);
	tui_keys(t, "Right");
	add_item(t, h, "Bugetul");
	add_item(t, h, "Drumurile");
	expect_rows(t, "meeting", 1);
	expect_rows(t, "item", 2);
	check_all(t);
	for (int i = 0; i < 3; i++)
		tui_keys(t, h->undo);
	expect_rows(t, "item", 0);
	expect_rows(t, "meeting", 0);
	check_all(t);
	tui_keys(t, "Esc");
	tui_keys(t, h->calendar);
	tui_keys(t, h->export);
	tui_keys(t, "Enter"); /* the file's place as it is offered */
	expect_in(tui_file(t, "obste-2026-11.ics"), "SUMMARY:Как пишут петицию");
	/* what was undone is told to the calendars as cancelled, not kept and not silently dropped */
	assert_null(strstr(tui_file(t, "obste-2026-11.ics"), "SUMMARY:Consiliul"));
	expect_in(tui_file(t, "obste-2026-11.ics"), "STATUS:CANCELLED");
	tui_keys(t, h->reports);
	tui_keys(t, h == &functions ? "F9 write Enter" : h->export);
	tui_keys(t, "Down Enter");
	tui_keys(t, "Enter");
	tui_expect_soon(t, "obste-attendance.csv");
	expect_in(tui_file(t, "obste-attendance.csv"), "Как пишут петицию");
	stop(t);
}

static void evening__letters__all_as_it_should_be(void **state)
{
	(void)state;
	evening(&latin);
}

static void evening__russian_layout__the_same(void **state)
{
	(void)state;
	evening(&cyrillic);
}

static void evening__function_keys__the_same(void **state)
{
	(void)state;
	evening(&functions);
}

/* ---- drafts */

static bool draft_is_there(struct tui *t, const void *kind)
{
	char pattern[512];
	glob_t found;
	snprintf(pattern, sizeof pattern, "%s/.local/state/obste/drafts/*-%s-0.json", tui_home(t), (const char *)kind);
	bool there = glob(pattern, 0, NULL, &found) == 0;
	if (there)
		globfree(&found);
	return there;
}

static void draft_after(int signal, bool at_once)
{
	struct tui_options o = {.lang = "en", .empty = true};
	struct tui *t = tui_start(&o);
	tui_keys(t, "4 n");
	tui_type(t, "Groapă în Țărnă");
	tui_keys(t, "Tab");
	tui_type(t, "Яма: „глубокая”, 2 m");
	if (!at_once && !tui_until(t, draft_is_there, "problem"))
		fail_msg("no draft was written");
	t = tui_again(t, signal, &o);
	expect_rows(t, "problem", 0);
	tui_keys(t, "4 n");
	tui_expect(t, "You have a draft from 18:05");
	tui_keys(t, "Enter");
	tui_expect(t, "Groapă în Țărnă");
	tui_expect(t, "Яма: „глубокая”, 2 m");
	tui_keys(t, "^S");
	expect_in(tui_command(t, "list problem --json"), "Яма: „глубокая”, 2 m");
	tui_keys(t, "n");
	tui_expect_not(t, "You have a draft");
	stop(t);
}

static void draft__killed__offered_and_right(void **state)
{
	(void)state;
	draft_after(SIGKILL, false);
}

static void draft__hangup__offered_and_right(void **state)
{
	(void)state;
	draft_after(SIGHUP, true);
}

/* Leaving with Esc keeps it too; "begin anew" throws it away. */
static void draft__begun_anew__gone(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .empty = true});
	tui_keys(t, "2 n Abc Esc n");
	tui_expect(t, "You have a draft");
	tui_keys(t, "n");
	tui_expect_not(t, "[ Abc");
	tui_keys(t, "Esc n");
	tui_expect_not(t, "You have a draft");
	stop(t);
}

/* ---- two programs on one database */

static void changed_elsewhere__list__shown_without_a_key(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .empty = true});
	tui_keys(t, "2");
	tui_expect(t, "People · 0");
	tui_command(t, "add person surname=Vântu given=Ana");
	tui_expect_soon(t, "Vântu Ana");
	tui_expect(t, "People · 1");
	tui_command(t, "add person surname=Балан given=Василе");
	tui_expect_soon(t, "Балан Василе");
	stop(t);
}

static void changed_elsewhere__other_field_in_form__both_stay(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .empty = true});
	char id[32], args[128];
	snprintf(id, sizeof id, "%.20s", tui_command(t, "add person surname=Vântu given=Ana"));
	id[strcspn(id, "\n")] = '\0';
	tui_keys(t, "2 e Tab End");
	tui_type(t, "-Maria");
	snprintf(args, sizeof args, "set person %s phone=069000055", id);
	tui_command(t, args);
	tui_keys(t, "^S");
	expect_in(tui_command(t, "list person --json"), "Ana-Maria");
	expect_in(tui_command(t, "list person --json"), "+37369000055\"");
	stop(t);
}

static void changed_elsewhere__same_field__asked_side_by_side(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .empty = true});
	char id[32], args[128];
	snprintf(id, sizeof id, "%.20s", tui_command(t, "add person surname=Vântu given=Ana"));
	id[strcspn(id, "\n")] = '\0';
	tui_keys(t, "2 e Tab End");
	tui_type(t, "-Maria");
	snprintf(args, sizeof args, "set person %s given=Ioana", id);
	tui_command(t, args);
	tui_keys(t, "^S");
	tui_expect(t, "was changed elsewhere meanwhile");
	tui_expect(t, "Elsewhere: Ioana");
	tui_expect(t, "Mine: Ana-Maria");
	tui_keys(t, "m");
	expect_in(tui_command(t, "list person --json"), "Ana-Maria");
	stop(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(evening__letters__all_as_it_should_be),
	    cmocka_unit_test(evening__russian_layout__the_same),
	    cmocka_unit_test(evening__function_keys__the_same),
	    cmocka_unit_test(draft__killed__offered_and_right),
	    cmocka_unit_test(draft__hangup__offered_and_right),
	    cmocka_unit_test(draft__begun_anew__gone),
	    cmocka_unit_test(changed_elsewhere__list__shown_without_a_key),
	    cmocka_unit_test(changed_elsewhere__other_field_in_form__both_stay),
	    cmocka_unit_test(changed_elsewhere__same_field__asked_side_by_side),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
