/* app/sheet.c - the signed paper typed in: "1-9 12 !14 ?15 ~16" by the numbers of the printed sheet. All or nothing. */
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/roll_internal.h"
#include "base/lang.h"
#include "base/mem.h"

#define DASH "\xE2\x80\x93" /* – comes out of word processors and Romanian keyboards */
#define WORD 40

static const struct sign {
	char sign;
	const char *mark;
} signs[] = {{'!', "absent"}, {'?', "excused"}, {'~', "late"}};

static const char *mark_of(const char **p)
{
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (**p == signs[i].sign) {
			++*p;
			return signs[i].mark;
		}
	return "present";
}

/* At most six digits: no sheet has more rows. */
static bool number(const char **p, size_t *out)
{
	size_t digits = 0;
	*out = 0;
	for (; **p >= '0' && **p <= '9'; ++*p, digits++)
		if (digits < 7)
			*out = *out * 10 + (size_t)(**p - '0');
	return digits > 0;
}

static bool dash(const char **p)
{
	const size_t n = **p == '-' ? 1 : strncmp(*p, DASH, 3) == 0 ? 3 : 0;
	*p += n;
	return n > 0;
}

static bool refuse(struct err *e, const char *pattern, const char *word)
{
	err_set(e, ERR_INVALID, tr(pattern), word);
	return err_hint(
	    e, _("Write it like this: 1-9 12 !14 ?15 ~16 (! absent, ? excused, ~ late). Nothing was marked."));
}

static bool set_range(const char **marks, size_t rows, size_t from, size_t to, const char *mark, struct err *e)
{
	char text[WORD];
	for (size_t i = from; i <= to; i++) {
		snprintf(text, sizeof text, "%zu", i);
		if (i < 1 || i > rows)
			return refuse(e, N_("There is no number %s on this sheet."), text);
		if (marks[i - 1] && strcmp(marks[i - 1], mark) != 0)
			return refuse(e, N_("Number %s has two different marks."), text);
		marks[i - 1] = mark;
	}
	return true;
}

static bool read_word(const char *word, const char **marks, size_t rows, struct err *e)
{
	const char *p = word;
	const char *mark = mark_of(&p);
	size_t from, to;
	bool ok = number(&p, &from);
	to = from;
	if (ok && dash(&p))
		ok = number(&p, &to);
	if (!ok || *p)
		return refuse(e, N_("\"%s\" is not a number of the sheet."), word);
	if (to < from)
		return refuse(e, N_("The numbers %s go backwards."), word);
	return set_range(marks, rows, from, to, mark, e);
}

static bool read_sheet(const char *text, const char **marks, size_t rows, struct err *e)
{
	static const char between[] = " \t\r\n,;";
	for (const char *p = text + strspn(text, between); *p; p += strspn(p, between)) {
		const size_t n = strcspn(p, between);
		char word[WORD];
		snprintf(word, sizeof word, "%.*s", (int)(n < WORD ? n : WORD), p);
		if (n >= WORD)
			return refuse(e, N_("\"%s\" is not a number of the sheet."), word);
		if (!read_word(word, marks, rows, e))
			return false;
		p += n;
	}
	return true;
}

/* What the paper says of a row that already stands so is not written again. */
static void leave_same(const struct app_roll *roll, const char **marks)
{
	for (size_t i = 0; i < roll->n; i++)
		if (marks[i] && roll->rows[i].attendance && strcmp(marks[i], roll->rows[i].mark) == 0)
			marks[i] = NULL;
}

bool app_roll_sheet(struct app *a, struct app_roll *roll, const char *text, size_t *marked, struct err *e)
{
	if (marked)
		*marked = 0;
	const char **marks = mem_array(roll->n + 1, sizeof *marks);
	bool ok = read_sheet(text ? text : "", marks, roll->n, e);
	if (ok) {
		leave_same(roll, marks);
		/* The paper is copied afterwards: the clock does not say when somebody came. */
		ok = roll_write(
		    a, roll, N_("Attendance from the paper sheet"), &(struct roll_wish){marks, false}, marked, e);
	}
	free(marks);
	return ok;
}
