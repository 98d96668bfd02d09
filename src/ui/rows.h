/* ui/rows.h - walking over rows: the same keys and words on every screen and in every dialog (one place of the action
 * tables). A file says how it goes and takes the rows into its table:
 *
 *     static void go(struct ui *u, struct screen *s, enum rows_step step) { ... }
 *     ROWS_RUN(go)
 *     static const struct action actions[] = { ROWS("history", NULL, 0), ... }; */
#ifndef OBSTE_UI_ROWS_H
#define OBSTE_UI_ROWS_H

#include <stddef.h>

enum rows_step {
	ROWS_UP,
	ROWS_DOWN,
	ROWS_PAGE_UP,
	ROWS_PAGE_DOWN,
	ROWS_HALF_UP,
	ROWS_HALF_DOWN,
	ROWS_FIRST,
	ROWS_LAST
};

/* How many rows that is, of a page with so many; the first and the last are a million away. */
int rows_by(enum rows_step step, int page);
/* Where it leads from `at`, of n. */
size_t rows_to(enum rows_step step, size_t at, size_t n, int page);

#define ROWS_ONE(name, go, step)                                                                                       \
	static void name(struct ui *u, struct screen *s)                                                               \
	{                                                                                                              \
		go(u, s, step);                                                                                        \
	}
/* While a text is typed: Home, End and the letters belong to it. */
#define ROWS_RUN_TYPED(go)                                                                                             \
	ROWS_ONE(rows_up, go, ROWS_UP)                                                                                 \
	ROWS_ONE(rows_down, go, ROWS_DOWN)                                                                             \
	ROWS_ONE(rows_page_up, go, ROWS_PAGE_UP)                                                                       \
	ROWS_ONE(rows_page_down, go, ROWS_PAGE_DOWN)
#define ROWS_RUN(go)                                                                                                   \
	ROWS_RUN_TYPED(go)                                                                                             \
	ROWS_ONE(rows_half_up, go, ROWS_HALF_UP)                                                                       \
	ROWS_ONE(rows_half_down, go, ROWS_HALF_DOWN)                                                                   \
	ROWS_ONE(rows_first, go, ROWS_FIRST)                                                                           \
	ROWS_ONE(rows_last, go, ROWS_LAST)

/* `hint` NULL and priority 0: not in the hint bar. */
#define ROWS_TYPED(name, hint, priority)                                                                               \
	{name ".up", "Up", hint, N_("line above"), priority, true, rows_up, NULL},                                     \
	    {name ".down", "Down", hint, N_("line below"), priority, true, rows_down, NULL},                           \
	    {name ".page-up", "PgUp", NULL, N_("a page up"), 0, true, rows_page_up, NULL},                             \
	{                                                                                                              \
		name ".page-down", "PgDn", NULL, N_("a page down"), 0, true, rows_page_down, NULL                      \
	}
#define ROWS(name, hint, priority)                                                                                     \
	{name ".up", "Up k", hint, N_("line above"), priority, false, rows_up, NULL},                                  \
	    {name ".down", "Down j", hint, N_("line below"), priority, false, rows_down, NULL},                        \
	    {name ".page-up", "PgUp", NULL, N_("a page up"), 0, false, rows_page_up, NULL},                            \
	    {name ".page-down", "PgDn", NULL, N_("a page down"), 0, false, rows_page_down, NULL},                      \
	    {name ".half-up", "^U", NULL, N_("half a page up"), 0, false, rows_half_up, NULL},                         \
	    {name ".half-down", "^D", NULL, N_("half a page down"), 0, false, rows_half_down, NULL},                   \
	    {name ".first", "Home g", NULL, N_("first line"), 0, false, rows_first, NULL},                             \
	{                                                                                                              \
		name ".last", "End G", NULL, N_("last line"), 0, false, rows_last, NULL                                \
	}

#endif
