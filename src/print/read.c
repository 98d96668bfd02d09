/* print/read.c - the text format of out/paper.h into a document. Whatever the bytes are, the end is a document or an
 * error with the line at fault. Knows no fonts. */
#include "print/read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

#define MOST_BYTES_IN_FIELD (1 << 20)
#define MOST_SECTIONS 20000
#define MOST_MM 1000.0

/* ---- fields */

static char unescaped(char letter)
{
	static const char letters[] = "nt\\bi", marks[] = "\n\t\\\x02\x03";
	const char *at = letter ? strchr(letters, letter) : NULL;
	return at ? marks[at - letters] : letter;
}

/* Text from outside made harmless (control, bidi, broken bytes), the marks for bold and italics kept. */
static void add_harmless(struct buf *raw, struct buf *out)
{
	text_harmless(buf_str(raw), out);
	buf_clear(raw);
}

static char *read_field(const char *p, size_t n)
{
	struct buf raw = BUF_INIT, out = BUF_INIT;
	n = n > MOST_BYTES_IN_FIELD ? MOST_BYTES_IN_FIELD : n;
	for (size_t i = 0; i < n; i++) {
		const bool escape = p[i] == '\\' && i + 1 < n;
		const char c = escape ? unescaped(p[++i]) : p[i];
		if (escape && (c == PRINT_BOLD || c == PRINT_ITALIC)) {
			add_harmless(&raw, &out);
			buf_char(&out, c);
		} else if (c != '\0' && c != '\r') {
			buf_char(&raw, c == '\t' ? ' ' : c);
		}
	}
	add_harmless(&raw, &out);
	buf_free(&raw);
	return buf_take(&out);
}

bool read_number(const char *text, double *out)
{
	const size_t n = strspn(text, "0123456789.");
	if (!n || n > 8 || text[n])
		return false;
	*out = fmin(strtod(text, NULL), MOST_MM);
	return true;
}

/* ---- what was read so far */

bool read_refuse(const struct reading *r, struct err *e, const char *what)
{
	err_set(e, ERR_INVALID,
	    _("The document cannot be printed: line %zu is not understood (%s). Nothing was written."), r->line, what);
	return err_hint(e, "%s", _("Was it made by this version of the program?"));
}

struct block *blocks_add(struct blocks *b, enum block_kind kind)
{
	if (b->n == b->room) {
		b->room = b->room ? b->room * 2 : 8;
		b->at = mem_resize(b->at, b->room, sizeof *b->at);
	}
	struct block *new = &b->at[b->n++];
	memset(new, 0, sizeof *new);
	new->kind = kind;
	style_word(&new->style, "p");
	return new;
}

struct section *read_section(struct reading *r)
{
	struct document *d = r->document;
	if (!d->n || r->new_section) {
		if (d->n == d->room) {
			d->room = d->room ? d->room * 2 : 4;
			d->sections = mem_resize(d->sections, d->room, sizeof *d->sections);
		}
		memset(&d->sections[d->n++], 0, sizeof *d->sections);
		r->new_section = false;
		r->place = PLACE_BODY;
	}
	return &d->sections[d->n - 1];
}

struct blocks *read_place(struct reading *r)
{
	struct section *s = read_section(r);
	return &s->blocks[r->place];
}

/* ---- lines */

static bool begin_section(struct reading *r, char **f, size_t n, struct err *e)
{
	if (r->document->n >= MOST_SECTIONS)
		return read_refuse(r, e, "section");
	r->new_section = true;
	struct section *s = read_section(r);
	r->table = NULL;
	for (size_t i = 0; i < n; i++)
		for (char *rest = f[i], *word; (word = strtok_r(rest, " ", &rest));) {
			s->frame = s->frame || strcmp(word, "frame") == 0;
			s->center = s->center || strcmp(word, "center") == 0;
			s->bare = s->bare || strcmp(word, "bare") == 0;
		}
	return true;
}

static bool go_to(struct reading *r, enum place place)
{
	read_section(r);
	r->place = place;
	r->table = NULL;
	return true;
}

static bool to_head(struct reading *r, char **f, size_t n, struct err *e)
{
	(void)f, (void)n, (void)e;
	return go_to(r, PLACE_HEAD);
}

static bool to_foot(struct reading *r, char **f, size_t n, struct err *e)
{
	(void)f, (void)n, (void)e;
	return go_to(r, PLACE_FOOT);
}

static bool to_body(struct reading *r, char **f, size_t n, struct err *e)
{
	(void)f, (void)n, (void)e;
	return go_to(r, PLACE_BODY);
}

static void keep(char **where, char **field)
{
	free(*where);
	*where = *field;
	*field = NULL;
}

static bool read_title(struct reading *r, char **f, size_t n, struct err *e)
{
	(void)n, (void)e;
	keep(&r->document->title, &f[0]);
	return true;
}

static bool read_lang(struct reading *r, char **f, size_t n, struct err *e)
{
	(void)n, (void)e;
	keep(&r->document->lang, &f[0]);
	return true;
}

static bool read_date(struct reading *r, char **f, size_t n, struct err *e)
{
	(void)n, (void)e;
	keep(&r->document->date, &f[0]);
	return true;
}

static bool read_warning(struct reading *r, char **f, size_t n, struct err *e)
{
	(void)r, (void)n, (void)e;
	print_warn("%s", f[0]);
	return true;
}

static bool read_booklet(struct reading *r, char **f, size_t n, struct err *e)
{
	(void)f, (void)n, (void)e;
	r->document->booklet = true;
	return true;
}

static bool read_footer(struct reading *r, char **f, size_t n, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < n && i < 2; i++)
		keep(&r->document->footer[i], &f[i]);
	return true;
}

static bool read_paper(struct reading *r, char **f, size_t n, struct err *e)
{
	static const struct {
		const char *word;
		double width, height;
	} papers[] = {{"a4", 210, 297}, {"a5", 148, 210}, {"a6", 105, 148}};
	struct document *d = r->document;
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
		if (strcmp(papers[i].word, f[0]) == 0) {
			const bool wide = n > 1 && strcmp(f[1], "landscape") == 0;
			double margin = 15;
			if (n > 2 && !read_number(f[2], &margin))
				return read_refuse(r, e, f[2]);
			d->width = (wide ? papers[i].height : papers[i].width) * MM;
			d->height = (wide ? papers[i].width : papers[i].height) * MM;
			d->margin = fmin(margin, 40) * MM;
			return true;
		}
	return read_refuse(r, e, f[0]);
}

static const struct line {
	const char *word;
	size_t fields; /* at least so many */
	bool (*read)(struct reading *r, char **fields, size_t n, struct err *e);
} lines[] = {
    {"title", 1, read_title},
    {"lang", 1, read_lang},
    {"date", 1, read_date},
    {"warn", 1, read_warning},
    {"paper", 1, read_paper},
    {"footer", 1, read_footer},
    {"booklet", 0, read_booklet},
    {"section", 0, begin_section},
    {"head", 0, to_head},
    {"foot", 0, to_foot},
    {"body", 0, to_body},
};

static bool read_known(struct reading *r, const char *word, char **f, size_t n, struct err *e)
{
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (strcmp(lines[i].word, word) == 0)
			return n >= lines[i].fields ? lines[i].read(r, f, n, e) : read_refuse(r, e, word);
	return read_block(r, word, f, n, e);
}

#define FIELDS (PRINT_COLUMNS + 1)

static bool read_line(struct reading *r, const char *p, size_t n, struct err *e)
{
	char *f[FIELDS] = {NULL};
	size_t got = 0;
	for (const char *end = p + n; got < FIELDS; got++) {
		const char *tab = memchr(p, '\t', (size_t)(end - p));
		f[got] = read_field(p, (size_t)((tab ? tab : end) - p));
		if (!tab) {
			got++;
			break;
		}
		p = tab + 1;
	}
	bool ok = !*f[0] || read_known(r, f[0], f + 1, got - 1, e);
	for (size_t i = 0; i < got; i++)
		free(f[i]);
	return ok;
}

static bool check_first(const char *text, size_t n, struct err *e)
{
	static const char first[] = "obste-paper\t1\n";
	if (n >= sizeof first - 1 && memcmp(text, first, sizeof first - 1) == 0)
		return true;
	const bool other = n >= 12 && memcmp(text, "obste-paper\t", 12) == 0;
	err_set(e, ERR_INVALID,
	    other ? _("The document was made for another version of obste-print. Nothing was written.")
	          : _("This is no document for obste-print. Nothing was written."));
	return err_hint(e, "%s", _("Documents are made by \"obste print\"."));
}

bool document_read(const char *text, size_t n, struct document *out, struct err *e)
{
	struct reading r = {.document = out, .place = PLACE_BODY};
	const char *p = text, *end = text + n;
	*out = (struct document){.width = 210 * MM, .height = 297 * MM, .margin = 15 * MM};
	bool ok = check_first(text, n, e);
	for (r.line = 1; ok && p < end; r.line++) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		stop = stop ? stop : end;
		if (r.line > 1)
			ok = read_line(&r, p, (size_t)(stop - p), e);
		p = stop + 1;
	}
	if (ok)
		read_section(&r);
	else
		document_free(out);
	return ok;
}

/* ---- the end */

static void free_table(struct table *t)
{
	if (!t)
		return;
	for (size_t i = 0; i < t->nrows; i++) {
		for (size_t c = 0; c < t->ncolumns; c++)
			free(t->rows[i][c]);
		free(t->rows[i]);
	}
	for (size_t c = 0; c < t->ncolumns; c++)
		free(t->columns[c].title);
	free(t->rows);
	free(t);
}

static void free_blocks(struct blocks *b)
{
	for (size_t i = 0; i < b->n; i++) {
		free(b->at[i].text);
		free(b->at[i].more);
		free_table(b->at[i].table);
	}
	free(b->at);
}

void document_free(struct document *d)
{
	for (size_t i = 0; i < d->n; i++)
		for (size_t p = 0; p < PLACE_COUNT; p++)
			free_blocks(&d->sections[i].blocks[p]);
	for (size_t i = 0; i < d->nmarks; i++)
		free(d->marks[i]);
	free(d->marks);
	free(d->sections);
	free(d->title);
	free(d->lang);
	free(d->date);
	free(d->footer[0]);
	free(d->footer[1]);
	*d = (struct document){0};
}
