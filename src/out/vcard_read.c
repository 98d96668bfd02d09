/* out/vcard_read.c - vCards 2.1, 3.0 and 4.0 as rows of a table: lines unfolded, quoted-printable and old character
 * sets decoded, what a card of ours has no place for left out. Knows no record. */
#include "out/vcard.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/icu.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "out/csv_inner.h"

#define FILE_MOST ((size_t)64 * 1024 * 1024)
#define PART_MOST ((size_t)64 * 1024) /* of a card; a picture in a note is no note */

struct card {
	struct buf parts[VCARD_PARTS];
	struct buf whole; /* FN, where there is no N */
	bool open, named, too_long;
	size_t line;
};

struct reading {
	struct buf text;
	size_t number, line;
	struct card card;
	struct buf value, decoded;
	bool (*each)(void *ctx, const struct csv_row *row);
	void *ctx;
	bool stopped;
};

/* ---- a line: group.NAME;PARAM=x;QUOTED-PRINTABLE:value */

struct property {
	char name[32], charset[32];
	bool printable, base64;
	const char *value;
	size_t n;
};

static bool word_is(const char *p, size_t n, const char *word)
{
	return strlen(word) == n && strncasecmp(p, word, n) == 0;
}

static void take_parameter(struct property *pr, const char *p, size_t n)
{
	const char *eq = memchr(p, '=', n);
	const char *value = eq ? eq + 1 : p; /* 2.1 writes the bare value */
	const size_t length = (size_t)(p + n - value);
	pr->printable = pr->printable || word_is(value, length, "QUOTED-PRINTABLE");
	pr->base64 = pr->base64 || word_is(value, length, "BASE64") || word_is(value, length, "B");
	if (eq && word_is(p, (size_t)(eq - p), "CHARSET"))
		snprintf(pr->charset, sizeof pr->charset, "%.*s", (int)length, value);
}

/* The colon that ends the parameters; one in quotes belongs to them. */
static size_t head_end(const char *line, size_t n)
{
	bool quoted = false;
	for (size_t i = 0; i < n; i++) {
		quoted = quoted != (line[i] == '"');
		if (line[i] == ':' && !quoted)
			return i;
	}
	return n;
}

static bool parse_line(const char *line, size_t n, struct property *pr)
{
	const size_t head = head_end(line, n);
	memset(pr, 0, sizeof *pr);
	if (head == n)
		return false;
	for (const char *p = line; p < line + head;) {
		const char *end = memchr(p, ';', (size_t)(line + head - p));
		const size_t length = end ? (size_t)(end - p) : (size_t)(line + head - p);
		if (p == line) {
			const char *dot = memchr(p, '.', length), *name = dot ? dot + 1 : p;
			snprintf(pr->name, sizeof pr->name, "%.*s", (int)(p + length - name), name);
		} else
			take_parameter(pr, p, length);
		p += length + 1;
	}
	pr->value = line + head + 1;
	pr->n = n - head - 1;
	return true;
}

/* ---- decoding */

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void decode_printable(const char *p, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		const bool coded = p[i] == '=' && i + 2 < n && hex(p[i + 1]) >= 0 && hex(p[i + 2]) >= 0;
		if (!coded) {
			buf_char(out, p[i]);
			continue;
		}
		buf_char(out, (char)(hex(p[i + 1]) * 16 + hex(p[i + 2])));
		i += 2;
	}
}

/* Bytes of an old character set; false: nobody knows it. */
static bool convert(const char *charset, const struct buf *from, struct buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *a = icu()->ucnv_open(charset, &status), *b = icu()->ucnv_open("UTF-8", &status);
	const char *source = buf_str(from), *end = source + from->len;
	bool over = !U_SUCCESS(status);
	UChar pivot[256], *pivot_source = pivot, *pivot_target = pivot;
	while (!over) {
		char piece[512], *target = piece;
		status = U_ZERO_ERROR;
		icu()->ucnv_convertEx(b, a, &target, piece + sizeof piece, &source, end, pivot, &pivot_source,
		    &pivot_target, pivot + 256, false, true, &status);
		buf_add(out, piece, (size_t)(target - piece));
		over = status != U_BUFFER_OVERFLOW_ERROR;
	}
	if (a)
		icu()->ucnv_close(a);
	if (b)
		icu()->ucnv_close(b);
	return U_SUCCESS(status);
}

/* The value as UTF-8, still escaped. */
static void decode(struct reading *r, const struct property *pr)
{
	buf_clear(&r->value);
	if (!pr->printable) {
		buf_add(&r->value, pr->value, pr->n);
		return;
	}
	buf_clear(&r->decoded);
	decode_printable(pr->value, pr->n, &r->decoded);
	const bool utf8 = text_is_utf8(buf_str(&r->decoded), r->decoded.len);
	if (*pr->charset && strcasecmp(pr->charset, "UTF-8") != 0 && convert(pr->charset, &r->decoded, &r->value))
		return;
	buf_clear(&r->value);
	if (utf8)
		buf_add(&r->value, buf_str(&r->decoded), r->decoded.len);
	else
		convert("WINDOWS-1251", &r->decoded, &r->value); /* old telephones here did not say */
}

/* Up to the next bare ';' (or the end): unescaped, appended. Returns what follows. */
static const char *take_piece(const char *p, const char *end, char stop, struct buf *out)
{
	for (; p < end && *p != stop; p++) {
		if (*p != '\\' || p + 1 == end) {
			buf_char(out, *p);
			continue;
		}
		p++;
		buf_char(out, *p == 'n' || *p == 'N' ? '\n' : *p);
	}
	return p < end ? p + 1 : end;
}

/* ---- what a card says */

static void add_part(struct card *c, enum vcard_part part, const char *text, const char *separator)
{
	struct buf *b = &c->parts[part], clean = BUF_INIT;
	text_clean(text, strlen(text), part == VCARD_NOTES, &clean);
	if (b->len + clean.len > PART_MOST)
		c->too_long = true;
	else if (clean.len)
		buf_print(b, "%s%s", b->len ? separator : "", buf_str(&clean));
	buf_free(&clean);
}

static void take_name(struct reading *r)
{
	const char *p = buf_str(&r->value), *end = p + r->value.len;
	struct buf surname = BUF_INIT, given = BUF_INIT, more = BUF_INIT;
	p = take_piece(p, end, ';', &surname);
	p = take_piece(p, end, ';', &given);
	take_piece(p, end, ';', &more);
	if (surname.len == 0 && more.len == 0) { /* one word, wherever it was written */
		add_part(&r->card, VCARD_SURNAME, buf_str(&given), " ");
	} else {
		add_part(&r->card, VCARD_SURNAME, buf_str(&surname), " ");
		add_part(&r->card, VCARD_GIVEN, buf_str(&given), " ");
		add_part(&r->card, VCARD_GIVEN, buf_str(&more), " ");
	}
	buf_free(&surname);
	buf_free(&given);
	buf_free(&more);
}

static void take_address(struct reading *r)
{
	const char *p = buf_str(&r->value), *end = p + r->value.len;
	struct buf all = BUF_INIT;
	while (p < end) {
		struct buf piece = BUF_INIT;
		p = take_piece(p, end, ';', &piece);
		if (piece.len)
			buf_print(&all, "%s%s", all.len ? ", " : "", buf_str(&piece));
		buf_free(&piece);
	}
	if (r->card.parts[VCARD_ADDRESS].len == 0) /* there is room for one */
		add_part(&r->card, VCARD_ADDRESS, buf_str(&all), "");
	buf_free(&all);
}

static void take_plain(struct reading *r, enum vcard_part part, const char *separator)
{
	struct buf b = BUF_INIT;
	take_piece(buf_str(&r->value), buf_str(&r->value) + r->value.len, '\0', &b);
	const char *text = buf_str(&b);
	if (strncasecmp(text, "tel:", 4) == 0 || strncasecmp(text, "mailto:", 7) == 0)
		text = strchr(text, ':') + 1; /* 4.0 writes addresses of the web */
	add_part(&r->card, part, text, separator);
	buf_free(&b);
}

static void take_first(struct reading *r, enum vcard_part part)
{
	if (r->card.parts[part].len == 0)
		take_plain(r, part, "");
}

static void take_tags(struct reading *r)
{
	const char *p = buf_str(&r->value), *end = p + r->value.len;
	while (p < end) {
		struct buf piece = BUF_INIT;
		p = take_piece(p, end, ',', &piece);
		add_part(&r->card, VCARD_TAGS, buf_str(&piece), ",");
		buf_free(&piece);
	}
}

/* 1987-05-03, 19870503, --0503 (no year). */
static void take_born(struct reading *r)
{
	char year[5] = "";
	const char *p = buf_str(&r->value);
	if (strspn(p, "0123456789") >= 4)
		snprintf(year, sizeof year, "%.4s", p);
	if (r->card.parts[VCARD_BORN].len == 0)
		add_part(&r->card, VCARD_BORN, year, "");
}

static void take_org(struct reading *r)
{
	struct buf b = BUF_INIT;
	take_piece(buf_str(&r->value), buf_str(&r->value) + r->value.len, ';', &b);
	if (r->card.parts[VCARD_ORGANISATION].len == 0)
		add_part(&r->card, VCARD_ORGANISATION, buf_str(&b), "");
	buf_free(&b);
}

static void take_whole(struct reading *r)
{
	buf_clear(&r->card.whole);
	take_piece(buf_str(&r->value), buf_str(&r->value) + r->value.len, '\0', &r->card.whole);
}

static void take_phone(struct reading *r)
{
	take_plain(r, VCARD_PHONE, ",");
}

static void take_email(struct reading *r)
{
	take_plain(r, VCARD_EMAIL, ",");
}

static void take_note(struct reading *r)
{
	take_plain(r, VCARD_NOTES, "\n");
}

static void take_lang(struct reading *r)
{
	take_first(r, VCARD_LANGUAGE);
}

static void take_own_born(struct reading *r)
{
	take_first(r, VCARD_BORN);
}

static const struct {
	const char *name;
	void (*take)(struct reading *r);
} properties[] = {{"N", take_name}, {"FN", take_whole}, {"TEL", take_phone}, {"EMAIL", take_email},
    {"ADR", take_address}, {"ORG", take_org}, {"BDAY", take_born}, {"X-OBSTE-BORN", take_own_born}, {"LANG", take_lang},
    {"CATEGORIES", take_tags}, {"NOTE", take_note}};

/* ---- cards */

static void forget(struct card *c)
{
	for (size_t i = 0; i < VCARD_PARTS; i++)
		buf_clear(&c->parts[i]);
	buf_clear(&c->whole);
	c->open = c->named = c->too_long = false;
}

static void give(struct reading *r, const char *why)
{
	struct card *c = &r->card;
	const char *cells[VCARD_PARTS];
	if (c->parts[VCARD_SURNAME].len == 0 && c->parts[VCARD_GIVEN].len == 0)
		add_part(c, VCARD_SURNAME, buf_str(&c->whole), "");
	for (size_t i = 0; i < VCARD_PARTS; i++)
		cells[i] = buf_str(&c->parts[i]);
	if (!why && c->too_long)
		why = _("the card holds more than there is room for");
	const struct csv_row row = {++r->number, c->line, VCARD_PARTS, cells, why != NULL, why};
	r->stopped = !r->each(r->ctx, &row);
	forget(c);
}

static void take_line(struct reading *r, const char *line, size_t n, size_t number)
{
	struct property pr;
	if (!parse_line(line, n, &pr))
		return;
	if (strcasecmp(pr.name, "BEGIN") == 0 && word_is(pr.value, pr.n, "VCARD")) {
		if (r->card.open)
			give(r, _("the card is cut off"));
		r->card.open = true;
		r->card.line = number;
		return;
	}
	if (!r->card.open)
		return;
	if (strcasecmp(pr.name, "END") == 0 && word_is(pr.value, pr.n, "VCARD")) {
		give(r, NULL);
		return;
	}
	for (size_t i = 0; !pr.base64 && i < sizeof properties / sizeof *properties; i++)
		if (strcasecmp(pr.name, properties[i].name) == 0) {
			decode(r, &pr);
			properties[i].take(r);
		}
}

/* A line that goes on: by a blank at the head of the next one; in quoted-printable by a = at its end. */
static bool goes_on(const struct buf *line, const char *next, const char *end)
{
	if (next < end && (*next == ' ' || *next == '\t'))
		return true;
	return line->len > 0 && line->data[line->len - 1] == '=' && next < end && strncasecmp(next, "END:", 4) != 0 &&
	       strstr(buf_str(line), "RINTABLE");
}

static void read_lines(struct reading *r)
{
	struct buf line = BUF_INIT;
	const char *p = buf_str(&r->text), *end = p + r->text.len;
	size_t number = 1, begun = 1;
	while (p < end && !r->stopped) {
		const size_t n = strcspn(p, "\r\n");
		buf_add(&line, p, n);
		p += n;
		if (*p == '\r')
			p++;
		if (*p == '\n')
			p++;
		number++;
		if (goes_on(&line, p, end)) {
			const bool folded = *p == ' ' || *p == '\t';
			if (line.data[line.len - 1] == '=' && !folded)
				buf_cut(&line, line.len - 1);
			p += folded;
			continue;
		}
		if (line.len)
			take_line(r, buf_str(&line), line.len, begun);
		buf_clear(&line);
		begun = number;
	}
	buf_free(&line);
}

/* ---- the file */

static bool read_text(const char *path, const char *encoding, struct buf *out, struct err *e)
{
	struct csv_source *s;
	const char *bytes;
	size_t n;
	bool ok;
	if (!csv_source_open(&s, path, encoding ? encoding : "UTF-8", e))
		return false;
	while ((ok = csv_source_next(s, &bytes, &n, e)) && n > 0) {
		buf_add(out, bytes, n);
		if (out->len > FILE_MOST) {
			ok = err_set(e, ERR_INVALID, _("%s is too large. Nothing was changed."), path_base(path));
			break;
		}
	}
	csv_source_close(s);
	for (size_t i = 0; i < out->len; i++)
		if (out->data[i] == '\0')
			out->data[i] = ' ';
	return ok;
}

bool vcard_is(const char *path)
{
	char head[64] = "";
	struct err ignored = ERR_INIT;
	FILE *file = csv_open_plain(path, &ignored);
	if (!file)
		return false;
	const size_t n = fread(head, 1, sizeof head - 1, file);
	fclose(file);
	head[n] = '\0';
	const char *p = strncmp(head, "\xEF\xBB\xBF", 3) == 0 ? head + 3 : head;
	p += strspn(p, " \t\r\n");
	return strncasecmp(p, "BEGIN:VCARD", 11) == 0;
}

static void give_names(struct reading *r)
{
	for (size_t i = 0; i < VCARD_PARTS; i++)
		buf_text(&r->card.parts[i], vcard_part_name((enum vcard_part)i));
	give(r, NULL);
}

bool vcard_read(const char *path, const char *encoding, bool (*each)(void *ctx, const struct csv_row *row), void *ctx,
    struct err *e)
{
	struct reading r = {.each = each, .ctx = ctx};
	bool ok = read_text(path, encoding, &r.text, e);
	r.card.line = 1;
	if (ok)
		give_names(&r);
	if (ok && !r.stopped)
		read_lines(&r);
	if (ok && !r.stopped && r.card.open)
		give(&r, _("the card is cut off"));
	for (size_t i = 0; i < VCARD_PARTS; i++)
		buf_free(&r.card.parts[i]);
	buf_free(&r.card.whole);
	buf_free(&r.text);
	buf_free(&r.value);
	buf_free(&r.decoded);
	return ok;
}
