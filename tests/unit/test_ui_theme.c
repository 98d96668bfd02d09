/* tests/unit/test_ui_theme.c - can every colour of every theme be read? Contrast as WCAG 2 computes it, on the grounds
 * that terminals have and with the eight colours as the usual terminals paint them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "ui/term_internal.h"

struct rgb {
	int r, g, b;
};

static double part(int v)
{
	const double s = v / 255.0;
	return s <= 0.03928 ? s / 12.92 : pow((s + 0.055) / 1.055, 2.4);
}

static double light(struct rgb c)
{
	return 0.2126 * part(c.r) + 0.7152 * part(c.g) + 0.0722 * part(c.b);
}

static double contrast(struct rgb a, struct rgb b)
{
	const double x = light(a), y = light(b);
	return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

/* The 6x6x6 cube and the greys: the same in every terminal. */
static struct rgb of_256(int n)
{
	static const int step[] = {0, 95, 135, 175, 215, 255};
	assert_in_range(n, 16, 255);
	if (n >= 232)
		return (struct rgb){8 + 10 * (n - 232), 8 + 10 * (n - 232), 8 + 10 * (n - 232)};
	n -= 16;
	return (struct rgb){step[n / 36], step[n / 6 % 6], step[n % 6]};
}

/* The first of each is the ground that 7:1 is asked on; on tinted ones 4.5:1. */
static const struct rgb dark_grounds[] = {{0, 0, 0}, {30, 30, 30}, {48, 10, 36}, {0, 43, 54}};
static const struct rgb light_grounds[] = {{255, 255, 255}, {238, 238, 238}, {253, 246, 227}};

static const struct palette {
	const char *name;
	bool bold_is_bright;
	struct rgb dim[8], bright[8];
} palettes[] = {
    {"xterm", true,
        {{0, 0, 0}, {205, 0, 0}, {0, 205, 0}, {205, 205, 0}, {0, 0, 238}, {205, 0, 205}, {0, 205, 205},
            {229, 229, 229}},
        {{127, 127, 127}, {255, 0, 0}, {0, 255, 0}, {255, 255, 0}, {92, 92, 255}, {255, 0, 255}, {0, 255, 255},
            {255, 255, 255}}},
    {"tango", false,
        {{46, 52, 54}, {204, 0, 0}, {78, 154, 6}, {196, 160, 0}, {52, 101, 164}, {117, 80, 123}, {6, 152, 154},
            {211, 215, 207}},
        {{85, 87, 83}, {239, 41, 41}, {138, 226, 52}, {252, 233, 79}, {114, 159, 207}, {173, 127, 168}, {52, 226, 226},
            {238, 238, 236}}},
    {"linux", true,
        {{0, 0, 0}, {170, 0, 0}, {0, 170, 0}, {170, 85, 0}, {0, 0, 170}, {170, 0, 170}, {0, 170, 170}, {170, 170, 170}},
        {{85, 85, 85}, {255, 85, 85}, {85, 255, 85}, {255, 255, 85}, {85, 85, 255}, {255, 85, 255}, {85, 255, 255},
            {255, 255, 255}}},
};

static void expect(const struct theme *t, int role, const char *with, double is, double least)
{
	if (is < least)
		fail_msg("%s, role %d, %s: %.2f:1, under %.1f:1", t->name, role, with, is, least);
}

static void check_many(const struct theme *t, int role)
{
	const struct rgb *grounds = t->light ? light_grounds : dark_grounds;
	const size_t n = t->light ? sizeof light_grounds / sizeof *grounds : sizeof dark_grounds / sizeof *grounds;
	for (size_t g = 0; g < n; g++) {
		char with[32];
		snprintf(with, sizeof with, "256 colours, ground %zu", g);
		expect(t, role, with, contrast(of_256(t->look[role].many), grounds[g]), g == 0 ? 7.0 : 4.5);
	}
}

static void check_few(const struct theme *t, int role)
{
	const struct rgb ground = t->light ? light_grounds[0] : dark_grounds[0];
	for (size_t p = 0; p < sizeof palettes / sizeof *palettes; p++) {
		const bool bright = palettes[p].bold_is_bright && (t->look[role].few_attr & A_BOLD);
		const struct rgb c = (bright ? palettes[p].bright : palettes[p].dim)[t->look[role].few];
		expect(t, role, palettes[p].name, contrast(c, ground), 4.5);
	}
}

static void themes__every_role__can_be_read(void **state)
{
	const struct theme *t;
	(void)state;
	for (size_t i = 0; (t = term_theme_at(i)); i++)
		for (int r = 0; r < ROLE_COUNT; r++) {
			if (t->look[r].many >= 0)
				check_many(t, r);
			if (t->look[r].few >= 0)
				check_few(t, r);
			/* half-bright text is too dark on most terminals */
			assert_false((t->look[r].many_attr | t->look[r].few_attr) & A_DIM);
		}
}

/* High contrast and mono leave both colours to the terminal, whose own are made to be read. */
static void themes__high_contrast_and_mono__no_colours_of_ours(void **state)
{
	const struct theme *t;
	int found = 0;
	(void)state;
	for (size_t i = 0; (t = term_theme_at(i)); i++) {
		if (strcmp(t->name, "contrast") != 0 && strcmp(t->name, "mono") != 0)
			continue;
		found++;
		for (int r = 0; r < ROLE_COUNT; r++)
			assert_true(t->look[r].many < 0 && t->look[r].few < 0);
	}
	assert_int_equal(found, 2);
}

/* Colour only repeats what a sign or word says; all the same a warning looks like nothing else. */
static void themes__warning__its_own_look(void **state)
{
	const struct theme *t;
	(void)state;
	for (size_t i = 0; (t = term_theme_at(i)); i++)
		for (int r = 0; r < ROLE_COUNT; r++) {
			const struct look *w = &t->look[ROLE_WARNING], *l = &t->look[r];
			if (r != ROLE_WARNING && l->many == w->many && l->many_attr == w->many_attr)
				fail_msg("%s: role %d looks like a warning", t->name, r);
			if (r != ROLE_WARNING && l->few == w->few && l->few_attr == w->few_attr)
				fail_msg("%s: role %d looks like a warning with eight colours", t->name, r);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(themes__every_role__can_be_read),
	    cmocka_unit_test(themes__high_contrast_and_mono__no_colours_of_ours),
	    cmocka_unit_test(themes__warning__its_own_look),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
