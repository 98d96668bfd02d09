/* ui/term_theme.c - the themes: which attribute and which colour a role has. tests/unit/test_ui_theme.c computes that
 * each can be read. Bold is no emphasis for one of the eight colours on a light ground: many terminals brighten it. */
#include "ui/term_internal.h"

#include <stdlib.h>
#include <string.h>

#define OWN(attr)                                                                                                      \
	{                                                                                                              \
		attr, -1, attr, -1                                                                                     \
	}

static const struct theme themes[] = {
    {"mono", false,
        {[ROLE_NORMAL] = OWN(A_NORMAL),
            [ROLE_SELECTED] = OWN(A_REVERSE),
            [ROLE_MARKED] = OWN(A_BOLD),
            [ROLE_TITLE] = OWN(A_BOLD),
            [ROLE_KEY] = OWN(A_BOLD),
            [ROLE_WARNING] = OWN(A_BOLD | A_UNDERLINE),
            [ROLE_GOOD] = OWN(A_NORMAL),
            [ROLE_MUTED] = OWN(A_NORMAL)}},
    {"dark", false,
        {[ROLE_NORMAL] = OWN(A_NORMAL),
            [ROLE_SELECTED] = OWN(A_REVERSE),
            [ROLE_MARKED] = {A_BOLD, 227, A_BOLD, COLOR_GREEN},
            [ROLE_TITLE] = {A_BOLD, 123, A_BOLD, COLOR_CYAN},
            [ROLE_KEY] = {A_BOLD, 123, A_BOLD, COLOR_CYAN},
            [ROLE_WARNING] = {A_BOLD, 210, A_BOLD, COLOR_YELLOW},
            [ROLE_GOOD] = {A_NORMAL, 120, A_NORMAL, COLOR_GREEN},
            [ROLE_MUTED] = {A_NORMAL, 250, A_NORMAL, -1}}},
    {"light", true,
        {[ROLE_NORMAL] = OWN(A_NORMAL),
            [ROLE_SELECTED] = OWN(A_REVERSE),
            [ROLE_MARKED] = {A_BOLD, 90, A_NORMAL, COLOR_MAGENTA},
            [ROLE_TITLE] = {A_BOLD, 19, A_NORMAL, COLOR_BLUE},
            [ROLE_KEY] = {A_BOLD, 19, A_NORMAL, COLOR_BLUE},
            [ROLE_WARNING] = {A_BOLD, 88, A_NORMAL, COLOR_RED},
            [ROLE_GOOD] = {A_NORMAL, 22, A_NORMAL, -1},
            [ROLE_MUTED] = {A_NORMAL, 240, A_NORMAL, -1}}},
    {"contrast", false,
        {[ROLE_NORMAL] = OWN(A_NORMAL),
            [ROLE_SELECTED] = OWN(A_REVERSE | A_BOLD),
            [ROLE_MARKED] = OWN(A_BOLD | A_UNDERLINE),
            [ROLE_TITLE] = OWN(A_BOLD),
            [ROLE_KEY] = OWN(A_BOLD | A_UNDERLINE),
            [ROLE_WARNING] = OWN(A_BOLD | A_REVERSE | A_UNDERLINE),
            [ROLE_GOOD] = OWN(A_BOLD),
            [ROLE_MUTED] = OWN(A_NORMAL)}},
};

const struct theme *term_theme_at(size_t n)
{
	return n < sizeof themes / sizeof *themes ? &themes[n] : NULL;
}

/* COLORFGBG is "foreground;background" where a terminal sets it; 7 and 15 are light. */
static const char *guess_theme(void)
{
	const char *v = getenv("COLORFGBG");
	const char *last = v ? strrchr(v, ';') : NULL;
	return last && (strcmp(last, ";7") == 0 || strcmp(last, ";15") == 0) ? "light" : "dark";
}

static const struct theme *find_theme(const char *name)
{
	const struct theme *t;
	if (!term.color)
		name = "mono";
	else if (!name || strcmp(name, "auto") == 0)
		name = guess_theme();
	for (size_t i = 0; (t = term_theme_at(i)); i++)
		if (strcmp(t->name, name) == 0)
			return t;
	return &themes[1];
}

void term_attributes(const char *name)
{
	const struct theme *t = find_theme(name);
	const bool many = COLORS >= 256;
	for (int i = 0; i < ROLE_COUNT; i++) {
		const struct look *l = &t->look[i];
		const short fg = many ? l->many : l->few;
		term.attr[i] = many ? l->many_attr : l->few_attr;
		if (fg < 0)
			continue;
		init_pair((short)(i + 1), fg, -1);
		term.attr[i] |= (attr_t)COLOR_PAIR(i + 1);
	}
}
