/* test_labels.c - a word must fit its place in every language: labels of fields in the form and over their column,
 * tabs. Loops over the tables, so that a new field or language arrives checked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/lang.h"
#include "base/path.h"
#include "base/text.h"
#include "model/kind.h"
#include "ui/ui_internal.h"

enum { FORM_LABEL = 24, COLUMN = 12, TAB = 7, WIDE = 120 }; /* cells; the form's column is src/ui/form_draw.c's */

static bool fits(const char *what, const char *key, const char *text, int place)
{
	int width = text_width(text);
	if (width > place)
		print_error(
		    "%s %s %s: \"%s\" takes %d cells of %d\n", lang_code(lang_now()), what, key, text, width, place);
	return width <= place;
}

static int misfits_of_field(const struct kind *k, const struct field *f)
{
	char key[128];
	int bad = 0;
	snprintf(key, sizeof key, "%s.%s", k->key, f->key);
	bad += !fits("form label", key, _(f->label), FORM_LABEL);
	if (f->in & IN_LIST)
		bad += !fits("column", key, _(f->label), f->width ? f->width : COLUMN);
	return bad;
}

static void labels__fit__their_form_and_column(void **state)
{
	size_t n;
	int bad = 0;
	const struct kind *all = kinds_all(&n);
	(void)state;
	for (enum lang l = 0; l < LANG_COUNT; l++) {
		lang_switch(l);
		for (size_t i = 0; i < n; i++)
			for (int f = 1; f < all[i].nfields; f++)
				bad += misfits_of_field(&all[i], &all[i].fields[f]);
	}
	assert_int_equal(bad, 0);
}

/* " 1 Azi [2 Oameni] 3 Grup": a blank or bracket, the digit, a blank, the word, a blank or bracket. */
static int tabs_width(bool wide)
{
	int w = 0;
	for (enum section s = 0; s < SECTION_COUNT; s++) {
		const struct section_row *row = section_row(s);
		w += 4 + text_width(wide ? tr_ctx("tab long", row->tab_long) : tr_ctx("tab", row->tab));
	}
	return w - 1;
}

static void tabs__fit__80_and_120_columns(void **state)
{
	int bad = 0;
	(void)state;
	for (enum lang l = 0; l < LANG_COUNT; l++) {
		lang_switch(l);
		for (enum section s = 0; s < SECTION_COUNT; s++)
			bad += !fits("tab", section_row(s)->action, tr_ctx("tab", section_row(s)->tab), TAB);
		if (tabs_width(false) > 80 || tabs_width(true) > WIDE) {
			print_error("%s tabs: %d cells of 80, long %d of %d\n", lang_code(l), tabs_width(false),
			    tabs_width(true), WIDE);
			bad++;
		}
	}
	assert_int_equal(bad, 0);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(labels__fit__their_form_and_column),
	    cmocka_unit_test(tabs__fit__80_and_120_columns),
	};
	(void)argc;
	char *words = path_locale_dir(argv[0]);
	lang_start(words, LANG_EN);
	free(words);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
