/* out/vcard_write.c - a person as a vCard 3.0: escaped, folded at 75 bytes between characters. Knows no record. */
#include "out/vcard.h"

#include <string.h>

#include "base/buf.h"

#define LINE_MOST 75 /* bytes, RFC 2426 2.6 */

static const char *const names[VCARD_PARTS] = {[VCARD_SURNAME] = "surname",
    [VCARD_GIVEN] = "given",
    [VCARD_PHONE] = "phone",
    [VCARD_EMAIL] = "email",
    [VCARD_ADDRESS] = "address",
    [VCARD_ORGANISATION] = "organisation",
    [VCARD_BORN] = "born",
    [VCARD_LANGUAGE] = "language",
    [VCARD_TAGS] = "tags",
    [VCARD_NOTES] = "notes"};

const char *vcard_part_name(enum vcard_part p)
{
	return names[p];
}

static void put_line(FILE *file, const char *line)
{
	size_t room = LINE_MOST;
	for (const char *p = line; *p; room = LINE_MOST - 1) {
		size_t n = strlen(p) < room ? strlen(p) : room;
		while (p[n] && ((unsigned char)p[n] & 0xC0) == 0x80)
			n--; /* never within a character */
		fprintf(file, "%s%.*s\r\n", p == line ? "" : " ", (int)n, p);
		p += n;
	}
}

/* A backslash before what would end the value; a carriage return alone would begin a property of its own. */
static void add_text(struct buf *b, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (text[i] == '\n')
			buf_text(b, "\\n");
		else if (strchr("\\,;", text[i]) && text[i]) {
			buf_char(b, '\\');
			buf_char(b, text[i]);
		} else if ((unsigned char)text[i] >= ' ' || text[i] == '\t')
			buf_char(b, text[i]);
	}
}

static bool has(const char *part)
{
	return part && *part;
}

static void put_text(FILE *file, const char *property, const char *text)
{
	struct buf b = BUF_INIT;
	if (has(text)) {
		buf_print(&b, "%s:", property);
		add_text(&b, text, strlen(text));
		put_line(file, buf_str(&b));
	}
	buf_free(&b);
}

/* One property a value. */
static void put_several(FILE *file, const char *property, const char *list)
{
	for (const char *p = list ? list : ""; *p;) {
		const size_t n = strcspn(p, ",");
		struct buf b = BUF_INIT;
		buf_print(&b, "%s:", property);
		add_text(&b, p, n);
		put_line(file, buf_str(&b));
		buf_free(&b);
		p += n + (p[n] == ',');
	}
}

static void put_name(FILE *file, const char *surname, const char *given)
{
	struct buf b = BUF_INIT;
	surname = surname ? surname : "";
	given = given ? given : "";
	buf_text(&b, "N:");
	add_text(&b, surname, strlen(surname));
	buf_char(&b, ';');
	add_text(&b, given, strlen(given));
	buf_text(&b, ";;;");
	put_line(file, buf_str(&b));
	buf_clear(&b);
	buf_text(&b, "FN:");
	add_text(&b, given, strlen(given));
	if (*given && *surname)
		buf_char(&b, ' ');
	add_text(&b, surname, strlen(surname));
	put_line(file, buf_str(&b));
	buf_free(&b);
}

/* Tags stand between commas in one property, each escaped by itself. */
static void put_tags(FILE *file, const char *tags)
{
	struct buf b = BUF_INIT;
	if (!has(tags))
		return;
	buf_text(&b, "CATEGORIES:");
	for (const char *p = tags; *p;) {
		const size_t n = strcspn(p, ",");
		if (p != tags)
			buf_char(&b, ',');
		add_text(&b, p, n);
		p += n + (p[n] == ',');
	}
	put_line(file, buf_str(&b));
	buf_free(&b);
}

void vcard_write(FILE *file, const char *uid, const char *const parts[VCARD_PARTS])
{
	struct buf b = BUF_INIT;
	put_line(file, "BEGIN:VCARD");
	put_line(file, "VERSION:3.0");
	put_text(file, "UID", uid);
	put_name(file, parts[VCARD_SURNAME], parts[VCARD_GIVEN]);
	put_several(file, "TEL;TYPE=VOICE", parts[VCARD_PHONE]);
	put_several(file, "EMAIL;TYPE=INTERNET", parts[VCARD_EMAIL]);
	if (has(parts[VCARD_ADDRESS])) {
		buf_text(&b, "ADR:;;");
		add_text(&b, parts[VCARD_ADDRESS], strlen(parts[VCARD_ADDRESS]));
		buf_text(&b, ";;;;");
		put_line(file, buf_str(&b));
	}
	put_text(file, "ORG", parts[VCARD_ORGANISATION]);
	put_text(file, "X-OBSTE-BORN", parts[VCARD_BORN]);
	put_text(file, "LANG", parts[VCARD_LANGUAGE]);
	put_tags(file, parts[VCARD_TAGS]);
	put_text(file, "NOTE", parts[VCARD_NOTES]);
	put_line(file, "END:VCARD");
	buf_free(&b);
}
