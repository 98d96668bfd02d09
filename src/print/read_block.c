/* print/read_block.c - the lines of the format that put something on a page: texts, tables, codes. Knows no fonts. */
#include "print/read.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define PARAGRAPH                                                                                                      \
	4000 /* bytes; a longer run without a new line is broken at a blank, so that no text is slow to lay out */
#define CELL_BYTES 20000
#define MOST_ROWS 200000
#define MOST_MARKS 2000

/* ---- styles */

static const struct {
	const char *word;
	struct style style;
} styles[] = {
    {"p", {.size = 10, .after = 1.6}},
    {"small", {.size = 8, .after = 1}},
    {"tiny", {.size = 6.5, .after = 0.6}},
    {"big", {.size = 20, .after = 3, .bold = true}},
    {"huge", {.size = 34, .after = 4, .bold = true}},
    {"h1", {.size = 15, .after = 2.5, .bold = true, .keep = true}},
    {"h2", {.size = 12, .before = 3.5, .after = 1.5, .bold = true, .keep = true}},
    {"h3", {.size = 10.5, .before = 2.5, .after = 1, .bold = true, .keep = true}},
};

static const struct {
	const char *word;
	size_t at; /* of a double in struct style */
} numbers[] = {
    {"size=", offsetof(struct style, size)},
    {"before=", offsetof(struct style, before)},
    {"after=", offsetof(struct style, after)},
    {"indent=", offsetof(struct style, indent)},
    {"fit=", offsetof(struct style, fit)},
    {"toc=", offsetof(struct style, toc)},
};

static const struct {
	const char *word;
	enum print_align align;
} aligns[] = {{"left", PRINT_LEFT}, {"center", PRINT_CENTER}, {"right", PRINT_RIGHT}, {"justify", PRINT_JUSTIFY}};

static const struct {
	const char *word;
	size_t at; /* of a bool in struct style */
} flags[] = {{"bold", offsetof(struct style, bold)}, {"italic", offsetof(struct style, italic)},
    {"keep", offsetof(struct style, keep)}, {"mono", offsetof(struct style, mono)}};

#define COUNT(a) (sizeof(a) / sizeof *(a))

static bool number_word(struct style *s, const char *word)
{
	for (size_t i = 0; i < COUNT(numbers); i++) {
		const size_t n = strlen(numbers[i].word);
		double value;
		if (strncmp(word, numbers[i].word, n) != 0 || !read_number(word + n, &value))
			continue;
		memcpy((char *)s + numbers[i].at, &value, sizeof value);
		s->size = s->size < 2 ? 2 : s->size > 200 ? 200 : s->size;
		return true;
	}
	return false;
}

bool style_word(struct style *s, const char *word)
{
	for (size_t i = 0; i < COUNT(styles); i++)
		if (strcmp(styles[i].word, word) == 0) {
			*s = styles[i].style;
			return true;
		}
	for (size_t i = 0; i < COUNT(aligns); i++)
		if (strcmp(aligns[i].word, word) == 0) {
			s->align = aligns[i].align;
			return true;
		}
	for (size_t i = 0; i < COUNT(flags); i++)
		if (strcmp(flags[i].word, word) == 0) {
			*(bool *)((char *)s + flags[i].at) = true;
			return true;
		}
	return number_word(s, word);
}

static bool read_style(struct reading *r, char *words, struct style *s, struct err *e)
{
	for (char *rest = words, *word; (word = strtok_r(rest, " ", &rest));)
		if (!style_word(s, word))
			return read_refuse(r, e, word);
	return true;
}

/* ---- texts */

/* What must stand in one place and fills pages is cut, between letters. */
static char *cell_text(const char *text)
{
	size_t n = strlen(text);
	if (n <= CELL_BYTES)
		return mem_copy_text(text);
	for (n = CELL_BYTES; ((unsigned char)text[n] & 0xC0) == 0x80;)
		n--;
	struct buf b = BUF_INIT;
	buf_add(&b, text, n);
	buf_text(&b, "…");
	return buf_take(&b);
}

/* The end of the piece that begins at p: at most PARAGRAPH bytes when the line is longer, after a blank if there is
 * one. */
static size_t piece(const char *p)
{
	const size_t n = strcspn(p, "\n");
	if (n <= PARAGRAPH)
		return n;
	size_t at = PARAGRAPH;
	while (at > PARAGRAPH / 2 && p[at] != ' ')
		at--;
	if (at > PARAGRAPH / 2)
		return at;
	for (at = PARAGRAPH; ((unsigned char)p[at] & 0xC0) == 0x80; at--)
		;
	return at;
}

/* Its name among those that the contents and {page:ID} know; too many: it has none. */
static void mark(struct document *d, struct block *b, const char *id)
{
	b->style.toc = b->style.toc > 3 ? 3 : b->style.toc;
	if ((!*id && b->style.toc < 1) || d->nmarks == MOST_MARKS)
		return;
	d->marks = mem_resize(d->marks, d->nmarks + 1, sizeof *d->marks);
	d->marks[d->nmarks++] = mem_copy_text(id);
	b->mark = d->nmarks;
}

/* One block: a fitted text, an ordinary paragraph. */
static void add_text(struct reading *r, char **f, size_t n, const struct style *s)
{
	struct block *b = blocks_add(read_place(r), BLOCK_TEXT);
	b->style = *s;
	b->text = cell_text(f[1]);
	mark(r->document, b, n > 2 ? f[2] : "");
	if (n > 3 && *f[3])
		b->more = mem_copy_text(f[3]);
}

static bool read_text(struct reading *r, char **f, size_t n, struct err *e)
{
	struct style s = {.size = 10};
	style_word(&s, "p");
	if (!read_style(r, f[0], &s, e))
		return false;
	if (s.fit > 0 || strlen(f[1]) <= PARAGRAPH) {
		add_text(r, f, n, &s);
		return true;
	}
	for (const char *p = f[1]; *p;) {
		const size_t len = piece(p);
		struct block *b = blocks_add(read_place(r), BLOCK_TEXT);
		b->style = s;
		b->text = mem_copy_bytes(p, len);
		p += len;
		p += *p == '\n' || *p == ' ';
	}
	return true;
}

/* Once in a document: each costs a row for every text in it. */
static bool read_contents(struct reading *r, char **f, size_t n, struct err *e)
{
	double size;
	(void)n;
	if (r->contents || r->place != PLACE_BODY || !read_number(f[0], &size) || size < 2 || size > 100)
		return read_refuse(r, e, "contents");
	blocks_add(read_place(r), BLOCK_CONTENTS)->mm = size;
	return r->contents = true;
}

static bool read_markdown(struct reading *r, char **f, size_t n, struct err *e)
{
	(void)n, (void)e;
	markdown_blocks(f[0], read_place(r));
	return true;
}

static bool read_gap(struct reading *r, char **f, size_t n, struct err *e)
{
	double mm;
	(void)n;
	if (!read_number(f[0], &mm))
		return read_refuse(r, e, f[0]);
	blocks_add(read_place(r), BLOCK_GAP)->mm = mm;
	return true;
}

static bool read_rule(struct reading *r, char **f, size_t n, struct err *e)
{
	(void)f, (void)n, (void)e;
	blocks_add(read_place(r), BLOCK_RULE);
	return true;
}

static bool read_break(struct reading *r, char **f, size_t n, struct err *e)
{
	(void)f, (void)n, (void)e;
	if (r->place == PLACE_BODY)
		blocks_add(read_place(r), BLOCK_BREAK);
	return true;
}

static bool read_to_write_on(struct reading *r, char **f, size_t n, struct err *e)
{
	(void)n, (void)e;
	blocks_add(read_place(r), BLOCK_LINE)->text = mem_copy_text(f[0]);
	return true;
}

static bool read_qr(struct reading *r, char **f, size_t n, struct err *e)
{
	double mm;
	if (!read_number(f[0], &mm) || mm < 1)
		return read_refuse(r, e, f[0]);
	struct block *b = blocks_add(read_place(r), BLOCK_QR);
	b->mm = mm;
	b->text = mem_copy_text(f[1]);
	b->more = mem_copy_text(n > 2 ? f[2] : "");
	return true;
}

/* ---- tables */

static bool table_word(struct table *t, const char *word)
{
	static const struct {
		const char *word;
		enum border border;
	} borders[] = {{"border=none", BORDER_NONE}, {"border=rows", BORDER_ROWS}, {"border=grid", BORDER_GRID}};
	for (size_t i = 0; i < COUNT(borders); i++)
		if (strcmp(borders[i].word, word) == 0) {
			t->border = borders[i].border;
			return true;
		}
	if (strcmp(word, "nohead") == 0)
		return t->nohead = true;
	if (strncmp(word, "row=", 4) == 0)
		return read_number(word + 4, &t->row);
	return strncmp(word, "size=", 5) == 0 && read_number(word + 5, &t->size) && t->size >= 2 && t->size <= 100;
}

static bool read_table(struct reading *r, char **f, size_t n, struct err *e)
{
	struct table *t = mem_alloc(sizeof *t);
	t->border = BORDER_ROWS;
	t->size = 9;
	r->table = t;
	blocks_add(read_place(r), BLOCK_TABLE)->table = t;
	for (char *rest = n ? f[0] : NULL, *word; rest && (word = strtok_r(rest, " ", &rest));)
		if (!table_word(t, word))
			return read_refuse(r, e, word);
	return true;
}

static bool column_word(struct column *c, const char *word)
{
	static const char *const kinds[] = {[CELL_TEXT] = "text", [CELL_QR] = "qr", [CELL_BAR] = "bar"};
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strcmp(kinds[i], word) == 0) {
			c->kind = (enum cell_kind)i;
			return true;
		}
	for (size_t i = 0; i < COUNT(aligns); i++)
		if (strcmp(aligns[i].word, word) == 0) {
			c->align = aligns[i].align;
			return true;
		}
	return strcmp(word, "bold") == 0 && (c->bold = true);
}

static bool read_width(const char *text, struct column *c)
{
	const size_t n = strlen(text);
	if (n > 1 && text[n - 1] == '*') {
		char *bare = mem_copy_bytes(text, n - 1);
		const bool ok = read_number(bare, &c->share);
		free(bare);
		return ok && c->share > 0;
	}
	return read_number(text, &c->mm);
}

static bool read_column(struct reading *r, char **f, size_t n, struct err *e)
{
	struct table *t = r->table;
	if (!t || t->nrows || t->ncolumns == PRINT_COLUMNS)
		return read_refuse(r, e, "col");
	struct column *c = &t->columns[t->ncolumns];
	if (!read_width(f[0], c))
		return read_refuse(r, e, f[0]);
	for (char *rest = n > 1 ? f[1] : NULL, *word; rest && (word = strtok_r(rest, " ", &rest));)
		if (!column_word(c, word))
			return read_refuse(r, e, word);
	c->title = mem_copy_text(n > 2 ? f[2] : "");
	t->ncolumns++;
	return true;
}

static bool read_row(struct reading *r, char **f, size_t n, struct err *e)
{
	struct table *t = r->table;
	if (!t || !t->ncolumns || t->nrows >= MOST_ROWS)
		return read_refuse(r, e, "row");
	if (t->nrows == t->room) {
		t->room = t->room ? t->room * 2 : 16;
		t->rows = mem_resize(t->rows, t->room, sizeof *t->rows);
	}
	char **cells = t->rows[t->nrows++] = mem_array(t->ncolumns, sizeof *cells);
	for (size_t i = 0; i < t->ncolumns; i++)
		cells[i] = cell_text(i < n ? f[i] : "");
	return true;
}

static const struct {
	const char *word;
	size_t fields;
	bool in_table;
	bool (*read)(struct reading *r, char **fields, size_t n, struct err *e);
} lines[] = {
    {"text", 2, false, read_text},
    {"markdown", 1, false, read_markdown},
    {"contents", 1, false, read_contents},
    {"gap", 1, false, read_gap},
    {"rule", 0, false, read_rule},
    {"break", 0, false, read_break},
    {"line", 1, false, read_to_write_on},
    {"qr", 2, false, read_qr},
    {"table", 0, false, read_table},
    {"col", 1, true, read_column},
    {"row", 1, true, read_row},
};

bool read_block(struct reading *r, const char *word, char **f, size_t n, struct err *e)
{
	for (size_t i = 0; i < COUNT(lines); i++)
		if (strcmp(lines[i].word, word) == 0) {
			if (n < lines[i].fields)
				return read_refuse(r, e, word);
			if (!lines[i].in_table)
				r->table = NULL;
			return lines[i].read(r, f, n, e);
		}
	return read_refuse(r, e, word);
}
