/* app/sheet.c - the signed paper typed in: "1-9 12 !14 ?15 ~16" by the numbers of the printed sheet. All or nothing. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

/* The marks, in the order of the roll; numbers are looked up in `rows` (0: nobody stands there). */
struct sheet {
	const struct app_roll *roll;
	const char **marks;
	size_t *rows; /* by number: row + 1 */
	size_t most;  /* the greatest number */
};

static void make_sheet(const struct app_roll *roll, struct sheet *s)
{
	*s = (struct sheet){.roll = roll, .marks = mem_array(roll->n + 1, sizeof *s->marks)};
	for (size_t i = 0; i < roll->n; i++)
		s->most = roll->rows[i].number > s->most ? roll->rows[i].number : s->most;
	s->rows = mem_array(s->most + 1, sizeof *s->rows);
	for (size_t i = 0; i < roll->n; i++)
		s->rows[roll->rows[i].number] = i + 1;
}

static bool set_one(struct sheet *s, size_t number, const char *mark, struct err *e)
{
	char text[WORD];
	const size_t row = number <= s->most ? s->rows[number] : 0;
	snprintf(text, sizeof text, "%zu", number);
	if (!row && number && number <= s->roll->printed_rows) {
		err_set(e, ERR_INVALID, _("Number %s is an empty row of the printed sheet. Nothing was marked."), text);
		return err_hint(
		    e, "%s", _("Who signed there is added by name: + in the roll-call, --walk-in NAME here."));
	}
	if (!row)
		return refuse(e, N_("There is no number %s on this sheet."), text);
	const char **at = &s->marks[row - 1];
	if (*at && strcmp(*at, mark) != 0)
		return refuse(e, N_("Number %s has two different marks."), text);
	*at = mark;
	return true;
}

static bool set_range(struct sheet *s, size_t from, size_t to, const char *mark, struct err *e)
{
	for (size_t i = from; i <= to; i++)
		if (!set_one(s, i, mark, e))
			return false;
	return true;
}

static bool read_word(const char *word, struct sheet *s, struct err *e)
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
	return set_range(s, from, to, mark, e);
}

static bool read_sheet(const char *text, struct sheet *s, struct err *e)
{
	static const char between[] = " \t\r\n,;";
	for (const char *p = text + strspn(text, between); *p; p += strspn(p, between)) {
		const size_t n = strcspn(p, between);
		char word[WORD];
		snprintf(word, sizeof word, "%.*s", (int)(n < WORD ? n : WORD), p);
		if (n >= WORD)
			return refuse(e, N_("\"%s\" is not a number of the sheet."), word);
		if (!read_word(word, s, e))
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

/* A sheet's code before the numbers; *text is then what follows it. */
static bool take_code(struct app *a, struct app_roll *roll, const char **text, struct err *e)
{
	const char *p = *text + strspn(*text, " \t");
	char code[WORD];
	const size_t n = strcspn(p, " \t\n,;:");
	if (strncasecmp(p, "OB-", 3) != 0 || n >= WORD)
		return true;
	snprintf(code, sizeof code, "%.*s", (int)n, p);
	struct record *printed = roll_printed(a, roll, code);
	if (!printed)
		return refuse(e, N_("No sheet %s was printed for this list."), code);
	roll_number(a, roll, printed);
	record_free(printed);
	*text = p + n + (p[n] == ':');
	return true;
}

bool app_roll_sheet(struct app *a, struct app_roll *roll, const char *text, size_t *marked, struct err *e)
{
	if (marked)
		*marked = 0;
	text = text ? text : "";
	if (!take_code(a, roll, &text, e))
		return false;
	struct sheet s;
	make_sheet(roll, &s);
	bool ok = read_sheet(text, &s, e);
	if (ok) {
		leave_same(roll, s.marks);
		/* The paper is copied afterwards: the clock does not say when somebody came. */
		ok = roll_write(
		    a, roll, N_("Attendance from the paper sheet"), &(struct roll_wish){s.marks, false}, marked, e);
	}
	free(s.marks);
	free(s.rows);
	roll_number_now(a, roll);
	return ok;
}
