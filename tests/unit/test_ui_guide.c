/* Links of the Guide that do something in the program name actions that work everywhere. */
#include "app_help.h"

#include "app/guide.h"
#include "base/lang.h"
#include "ui/screen.h"

static bool is_global(const char *name)
{
	for (const struct action *a = ui_actions_global(); a->name; a++)
		if (strcmp(a->name, name) == 0)
			return true;
	return false;
}

static size_t check_block(struct app *a, const struct guide_chapter *c, const struct markdown_block *b)
{
	size_t opened = 0;
	for (size_t u = 0; u < b->nurls; u++) {
		struct app_link l;
		if (strncmp(b->urls[u], "obste:", 6) != 0)
			continue;
		assert_ok(app_link_read(a, b->urls[u], &l, e));
		if (l.what == LINK_DO && !is_global(l.action))
			fail_msg("%s: %s", c->file, b->urls[u]);
		app_link_free(&l);
		opened++;
	}
	return opened;
}

static void guide__links__open_something(void **state)
{
	struct app *a = app_help_app(state);
	for (enum lang l = LANG_RO; l < LANG_COUNT; l++) {
		struct guide *g = NULL;
		size_t opened = 0;
		assert_ok(app_guide_open(a, l, &g, e));
		for (size_t c = 0; c < g->nchapters; c++)
			for (size_t i = 0; i < g->chapters[c].text.n; i++)
				opened += check_block(a, &g->chapters[c], &g->chapters[c].text.at[i]);
		assert_true(opened > 30);
		guide_free(g);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(guide__links__open_something, app_help_setup, app_help_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
