/* tests/tui/test_tui_golden.c - the screens as text, in three languages and three sizes, against tests/tui/golden/.
 * One file a screen. OBSTE_UPDATE=1 writes them anew: then read every line of the difference as a coordinator would. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/tui.h"

#define LANGS 3
static const char *const langs[LANGS] = {"ro", "ru", "en"};
static const struct {
	int rows, cols;
} sizes[] = {{20, 60}, {36, 120}, {24, 80}}; /* the last is the one in which keys are pressed */

/* From Today by these keys. */
struct view {
	const char *name, *keys;
};
static const struct view views[] = {
    {"today", "1"},
    {"today-tasks", "1 Tab Down"},
    {"people", "2"},
    {"people-search", "2 / a"},
    {"people-marked", "2 Down Space Space a"},
    {"people-filter", "2 f"},
    {"people-menu", "2 m"},
    {"people-nothing", "2 / zzpet"},
    {"people-columns", "2 c Down"},
    {"people-sectors", "2 v Enter Down"},
    {"people-filter-date", "2 f Down Down Down Down Down Down Down Down Down Down Enter"},
    {"person", "2 Down Enter"},
    {"person-form", "2 Down e"},
    {"groups", "3"},
    {"group-people", "3 Enter"},
    {"group-add", "3 Down A Tab"},
    {"problems", "4"},
    {"problems-board", "4 v Enter Down"},
    {"problems-card", "4 v Enter M Right"},
    {"problems-sectors", "4 v Enter v Enter"},
    {"problem", "4 Enter"},
    {"actions", "5"},
    {"action", "5 Down Enter"},
    {"action-form", "5 n"},
    {"letters", "0 End Up Up Up Up Up Up Up Enter"},
    {"letter", "0 End Up Up Up Up Up Up Up Enter Down Down Down Enter"},
    {"letter-term", "0 End Up Up Up Up Up Up Up Enter Down Down Down E"},
    {"letter-steps", "0 End Up Up Up Up Up Up Up Enter End A"},
    {"letter-draft", "0 End Up Up Up Up Up Up Up Enter End A Enter"},
    {"problem-chain", "4 L"},
    {"action-steps", "5 Down W"},
    {"action-check", "5 Down V"},
    {"ledger", "5 Down Down Down Down Down Down Down K"},
    {"promises", "0 Down Down Down Down Down Down Down Down Down Enter"},
    {"rules", "0 Down Down Down Down Down Down Down Down Enter Down"},
    {"problem-alike", "4 n trecerea Space nesemnalizata"},
    {"workshops", "6"},
    {"rollcall", "6 Down Down Down Down P Enter 2 3"},
    {"rollcall-search", "6 Down Down Down Down P 2 h z"},
    {"rollcall-walkin", "6 Down Down Down Down P m i e + Tab 0 6 9"},
    {"workshop-feedback", "6 Down Down Down Down Down Down E 5 4 5"},
    {"workshop-ready", "6 Down Down Down Down V Down"},
    {"council", "7"},
    {"meeting", "7 Enter"},
    {"meeting-agenda", "7 Down Down Z Down"},
    {"meeting-notice", "7 Down Down E"},
    {"meeting-notes", "7 Down Down Down Down Down M PgDn Tab Tab"},
    {"calendar-month", "8"},
    {"calendar-week", "8 v Tab Tab Tab"},
    {"calendar-agenda", "8 v v"},
    {"reports", "9"},
    {"other", "0"},
    {"menu-bar", "2 F9"},
    {"palette", "^K"},
    {"palette-typed", "^K semaf"},
    {"help", "2 ?"},
    {"history", "9 H"},
    {"bin", "2 Down d 0 Down Down Down Enter"},
    {"bin-list", "2 Down d 0 Down Down Down Enter Enter"},
    {"record-history", "5 Down Down Down H"},
    {"settings", "0 Enter"},
    {"report", "9 Tab Down"},
    {"other-end", "0 End"},
    {"guide", "0 Down Down Down Down Down Down Enter Down Down"},
    {"guide-text", "0 Down Down Down Down Down Down Enter Down Down Enter PgDn Right"},
    {"guide-search", "0 Down Down Down Down Down Down Enter / petit"},
    {"settings-screen", "0 Enter Tab"},
    {"settings-copies", "0 Enter Tab Tab Tab"},
    {"confirm", "2 d 0 Down Down Down Enter Down Enter"},
};
#define VIEWS (sizeof views / sizeof *views)

struct shots {
	char *text;
	size_t len, size;
};

static void shot_at(struct tui *t, const char *lang, int rows, int cols, struct shots *s)
{
	int row, col;
	tui_resize(t, rows, cols);
	tui_wait(t);
	tui_cursor(t, &row, &col);
	const char *text = tui_text(t);
	size_t need = strlen(text) + 64;
	s->text = realloc(s->text, s->len + need);
	s->len += (size_t)snprintf(
	    s->text + s->len, need, "==== %s %dx%d, cursor in row %d, column %d\n%s", lang, cols, rows, row, col, text);
}

static void shot(struct tui *t, const char *lang, struct shots *s)
{
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		shot_at(t, lang, sizes[i].rows, sizes[i].cols, s);
}

/* Also at 200x60, in Romanian and Russian, into a file of its own. */
static bool is_wide(const struct view *v)
{
	static const char *const names[] = {"today", "people", "person", "actions", "calendar-week", "settings"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], v->name) == 0)
			return true;
	return false;
}

static struct shots taken[VIEWS], wide[VIEWS], start[2];

static void take_views(const char *lang)
{
	for (size_t i = 0; i < VIEWS; i++) {
		/* each from a fresh copy: nothing of one screen is seen in the next */
		struct tui *t = tui_start(&(struct tui_options){.lang = lang});
		tui_keys(t, views[i].keys);
		shot(t, lang, &taken[i]);
		if (is_wide(&views[i]) && strcmp(lang, "en") != 0)
			shot_at(t, lang, 60, 200, &wide[i]);
		tui_kill(t);
	}
}

static void take_start(const char *lang, int which)
{
	static const char *const own[LANGS] = {"1", "2", "3"};
	struct tui *t = tui_start(&(struct tui_options){.lang = lang, .first = true});
	shot(t, lang, &start[0]);
	tui_keys(t, own[which]);
	shot(t, lang, &start[1]);
	tui_kill(t);
}

static int take_all(void **state)
{
	(void)state;
	for (int i = 0; i < LANGS; i++) {
		take_start(langs[i], i);
		take_views(langs[i]);
	}
	return 0;
}

static int free_all(void **state)
{
	(void)state;
	for (size_t i = 0; i < VIEWS; i++) {
		free(taken[i].text);
		free(wide[i].text);
	}
	free(start[0].text);
	free(start[1].text);
	return 0;
}

static void screen__compared__as_before(void **state)
{
	size_t i = *(size_t *)*state;
	char name[64];
	tui_golden_text(views[i].name, taken[i].text);
	snprintf(name, sizeof name, "%s-wide", views[i].name);
	if (is_wide(&views[i]))
		tui_golden_text(name, wide[i].text);
}

static void first_start__compared__as_before(void **state)
{
	(void)state;
	tui_golden_text("start-language", start[0].text);
	tui_golden_text("start-group", start[1].text);
}

int main(void)
{
	static size_t index[VIEWS];
	static void *at[VIEWS];
	static char names[VIEWS][64];
	struct CMUnitTest tests[VIEWS + 1] = {cmocka_unit_test(first_start__compared__as_before)};
	for (size_t i = 0; i < VIEWS; i++) {
		index[i] = i;
		at[i] = &index[i];
		snprintf(names[i], sizeof names[i], "screen__compared__%s", views[i].name);
		tests[i + 1] = (struct CMUnitTest){names[i], screen__compared__as_before, NULL, NULL, at[i]};
	}
	return cmocka_run_group_tests(tests, take_all, free_all);
}
