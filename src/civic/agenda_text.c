/* civic/agenda_text.c - splitting a pasted agenda. What begins an item is a number with a point or bracket behind it,
 * in the order of the items; everything else goes on with the item before. */
#include "civic/agenda_text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

#define MOST_ITEMS 5000
#define GAP 5 /* numbers may be missing, not many in a row */

struct splitting {
	struct agenda_item *items;
	size_t n;
	struct buf title, aside; /* of the item at hand */
	int last;
	bool open;
};

static const char *const blanks = " \t\r\v\f";

static bool begins(const char *p, const char *word, size_t *n)
{
	*n = strlen(word);
	return strncmp(p, word, *n) == 0;
}

/* After "punctul", "pct.", "nr.", "пункт", "№": the number counts as if it stood alone. */
static const char *after_word(const char *p)
{
	static const char *const words[] = {"Punctul ", "punctul ", "Pct. ", "pct. ", "Pct.", "pct.", "Nr. ", "nr. ",
	    "Пункт ", "пункт ", "П. ", "п. ", "№ ", "№"};
	size_t n;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (begins(p, words[i], &n))
			return p + n;
	return p;
}

static bool at_bullet(const char *p, size_t *n)
{
	static const char *const bullets[] = {"- ", "* ", "• ", "– ", "— ", "▪ ", "·\t", "· "};
	for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
		if (begins(p, bullets[i], n))
			return true;
	return false;
}

/* "3. ", "3) ", "3 - ", "pct. 3 ": the number, and where the title begins; 0: no item begins here. */
static int item_number(const char *line, const char **title)
{
	const char *p = after_word(line), *digits = p;
	int n = 0;
	for (; isdigit((unsigned char)*p) && p - digits < 4; p++)
		n = n * 10 + (*p - '0');
	if (p == digits || p - digits > 3)
		return 0;
	const bool said = digits != line; /* "pct. 3" needs no sign behind it */
	if (*p == '.' && isdigit((unsigned char)p[1]))
		return 0; /* a time, a date, a point of a point */
	if (*p == '.' || *p == ')' || *p == ':')
		p++;
	else if (!said && *p != '\t')
		return 0;
	*title = p + strspn(p, " \t.-)");
	return n;
}

/* Does the number go on from the one before? A heading's "22. November" does not. */
static bool goes_on(const struct splitting *s, int n)
{
	return s->last ? n > s->last && n <= s->last + GAP : n >= 1 && n <= 3;
}

/* ---- an item */

static size_t draft_mark(const char *p)
{
	static const char *const marks[] = {"proiect nr. ", "proiect nr.", "proiectul nr. ", "proiect de decizie nr. ",
	    "proiectul de decizie nr. ", "Proiect nr. ", "проект № ", "проект №", "проект решения № ", "Проект № "};
	size_t n;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (begins(p, marks[i], &n))
			return n;
	return 0;
}

/* The draft's number leaves the title when it stands in brackets. */
static char *take_draft(struct buf *title)
{
	const char *text = buf_str(title);
	for (const char *p = text; *p; p++) {
		const size_t mark = draft_mark(p), from = (size_t)(p - text),
		             n = mark ? strcspn(p + mark, " ,;)\n") : 0;
		if (!n)
			continue;
		char *draft = mem_copy_bytes(p + mark, n);
		const char *end = p + mark + n;
		if (from && p[-1] == '(' && *end == ')') {
			struct buf rest = BUF_INIT;
			buf_add(&rest, text, from - 1);
			while (rest.len && rest.data[rest.len - 1] == ' ')
				buf_cut(&rest, rest.len - 1);
			buf_text(&rest, end + 1);
			buf_free(title);
			*title = rest;
		}
		return draft;
	}
	return NULL;
}

static void finish(struct splitting *s)
{
	if (!s->open)
		return;
	s->open = false;
	while (s->title.len && strchr(" ;", s->title.data[s->title.len - 1]))
		buf_cut(&s->title, s->title.len - 1);
	if (!s->title.len || s->n == MOST_ITEMS)
		return;
	s->items = mem_resize(s->items, s->n + 1, sizeof *s->items);
	struct agenda_item *it = &s->items[s->n++];
	it->number = s->last;
	it->draft = take_draft(&s->title);
	it->title = mem_copy_text(buf_str(&s->title));
	it->aside = s->aside.len ? mem_copy_text(buf_str(&s->aside)) : NULL;
}

static void start(struct splitting *s, int number, const char *title, size_t n)
{
	finish(s);
	s->open = true;
	s->last = number;
	buf_clear(&s->title);
	buf_clear(&s->aside);
	buf_add(&s->title, title, n);
}

/* Who reports or proposed it is no part of what the item is called, nor is what follows. */
static bool begins_aside(const char *line)
{
	static const char *const words[] = {
	    "Raport", "raport", "Inițiator", "Autor", "Prezint", "Докладчик", "докладчик", "Инициатор", "Автор"};
	size_t n;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (begins(line, words[i], &n))
			return true;
	return false;
}

static void go_on(struct splitting *s, const char *line)
{
	struct buf *to = s->aside.len || begins_aside(line) ? &s->aside : &s->title;
	buf_text(to, to->len ? " " : "");
	buf_text(to, line);
}

/* ---- lines */

struct line {
	const char *text;
	size_t n;
};

/* The next line that says something, without the blanks around it. */
static bool next_line(const char **p, struct line *out)
{
	while (**p) {
		const size_t whole = strcspn(*p, "\n"), skip = strspn(*p, blanks);
		const char *from = *p;
		*p += whole + (from[whole] == '\n');
		if (skip >= whole)
			continue;
		*out = (struct line){from + skip, whole - skip};
		while (out->n && strchr(blanks, out->text[out->n - 1]))
			out->n--;
		if (out->n)
			return true;
	}
	return false;
}

/* "3", "- 3 -", "3/7": the number of a page. */
static bool is_page(const char *line)
{
	return line[strspn(line, "0123456789 -/")] == '\0';
}

static bool is_numbered(const char *text)
{
	struct line l;
	struct splitting s = {0};
	for (const char *p = text; next_line(&p, &l);) {
		char *copy = mem_copy_bytes(l.text, l.n);
		const char *title;
		const int n = item_number(copy, &title);
		const bool yes = n && goes_on(&s, n);
		free(copy);
		if (yes)
			return true;
	}
	return false;
}

static bool has_bullets(const char *text)
{
	struct line l;
	size_t n;
	for (const char *p = text; next_line(&p, &l);)
		if (at_bullet(l.text, &n))
			return true;
	return false;
}

static void take_numbered(struct splitting *s, const char *line)
{
	const char *title = line;
	const int n = item_number(line, &title);
	if (n && goes_on(s, n)) {
		start(s, n, title, strlen(title));
	} else if (s->open && !is_page(line)) {
		go_on(s, line);
	}
}

static void take_bullet(struct splitting *s, const char *line)
{
	size_t n;
	if (at_bullet(line, &n)) {
		n += strspn(line + n, blanks);
		start(s, s->last + 1, line + n, strlen(line + n));
	} else if (s->open) {
		go_on(s, line);
	}
}

static void take_plain(struct splitting *s, const char *line)
{
	if (!is_page(line))
		start(s, s->last + 1, line, strlen(line));
}

size_t agenda_split(const char *text, struct agenda_item **out)
{
	struct splitting s = {0};
	struct line l;
	void (*take)(struct splitting * s, const char *line) = is_numbered(text)   ? take_numbered
	                                                       : has_bullets(text) ? take_bullet
	                                                                           : take_plain;
	for (const char *p = text; next_line(&p, &l);) {
		char *copy = mem_copy_bytes(l.text, l.n);
		take(&s, copy);
		free(copy);
	}
	finish(&s);
	buf_free(&s.title);
	buf_free(&s.aside);
	*out = s.items;
	return s.n;
}

void agenda_items_free(struct agenda_item *items, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(items[i].title);
		free(items[i].draft);
		free(items[i].aside);
	}
	free(items);
}
