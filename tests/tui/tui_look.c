/* tests/tui/tui_look.c - what must be on the screen, and screens compared with those that a person has read. */
#include "tui/tui.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

void tui_expect(struct tui *t, const char *words)
{
	if (!tui_has(t, words))
		fail_msg("not on the screen: %s\n%s", words, tui_text(t));
}

void tui_expect_not(struct tui *t, const char *words)
{
	if (tui_has(t, words))
		fail_msg("on the screen: %s\n%s", words, tui_text(t));
}

bool tui_golden_wanted(const char *name)
{
	char path[512];
	const char *update = getenv("OBSTE_UPDATE");
	snprintf(path, sizeof path, "tests/tui/golden/%s.txt", name);
	return (update && *update) || access(path, R_OK) == 0;
}

/* The first line in which they differ, counted from 1. */
static int first_difference(const char *a, const char *b)
{
	int line = 1;
	for (; *a && *a == *b; a++, b++)
		line += *a == '\n';
	return line;
}

void tui_golden_text(const char *name, const char *text)
{
	char path[512];
	const char *update = getenv("OBSTE_UPDATE");
	bool write_it = update && *update;
	snprintf(path, sizeof path, "tests/tui/golden/%s.txt", name);
	FILE *f = fopen(path, write_it ? "w" : "r");
	if (!f)
		fail_msg("%s: %s (OBSTE_UPDATE=1 writes it)", path, strerror(errno));
	if (write_it) {
		fputs(text, f);
		fclose(f);
		return;
	}
	char *want = calloc(1, 256 * 1024);
	want[fread(want, 1, 256 * 1024 - 1, f)] = '\0';
	fclose(f);
	bool same = strcmp(want, text) == 0;
	int line = first_difference(want, text);
	free(want);
	if (!same)
		fail_msg("%s differs, first in line %d (OBSTE_UPDATE=1 writes it). Now:\n%s", path, line, text);
}
