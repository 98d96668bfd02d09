/* model/type_text.c - texts: one line, many lines, links, files, e-mail. Knows no other family of types. */
#include <stdlib.h>
#include <string.h>

#include "model/type_help.h"

#define LINE_MOST 20000      /* bytes of a one-line text */
#define TEXT_MOST (16 << 20) /* bytes of a long text: as much as a cell of a table may hold */

/* ---- one line, many lines */

static bool take_clean(const struct field *f, const char *typed, struct value *out, struct err *e)
{
	bool many = f->type->multiline;
	value_clear(out);
	if (!typed)
		return true;
	struct buf b = BUF_INIT;
	if (type_is_plain(typed))
		buf_text(&b, typed);
	else
		text_clean(typed, strlen(typed), many, &b);
	if (b.len > (many ? TEXT_MOST : LINE_MOST)) {
		buf_free(&b);
		return type_fault(e, f, _("the text is too long (%zu bytes)."), strlen(typed));
	}
	if (b.len)
		value_take_text(out, buf_take(&b));
	buf_free(&b);
	return true;
}

static bool parse_text(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	(void)ctx;
	return take_clean(f, typed, out, e);
}

const struct field_type ft_text = {
    .name = "text",
    .label = N_("text"),
    .tag = VALUE_TEXT,
    .sql = "TEXT",
    .json = JSON_STRING,
    .widget = WIDGET_LINE,
    .parse = parse_text,
    .format = format_text,
    .compare = compare_words,
    .validate = validate_by_parse,
};

/* Where somebody lives or something is: a text whose streets are offered, and which a map finds. */
const struct field_type ft_address = {
    .name = "address",
    .label = N_("address"),
    .tag = VALUE_TEXT,
    .sql = "TEXT",
    .json = JSON_STRING,
    .widget = WIDGET_ADDRESS,
    .parse = parse_text,
    .format = format_text,
    .compare = compare_words,
    .validate = validate_by_parse,
};

const struct field_type ft_multiline = {
    .name = "multiline",
    .label = N_("long text"),
    .tag = VALUE_TEXT,
    .sql = "TEXT",
    .json = JSON_STRING,
    .widget = WIDGET_TEXT,
    .multiline = true,
    .parse = parse_text,
    .format = format_text,
    .compare = compare_words,
    .validate = validate_by_parse,
};

/* ---- several parts in one text, each read by its own rule */

struct parts {
	const struct field *f;
	const char *joint;
	bool (*read)(const struct field *f, const char *part, struct buf *out, struct err *e);
	struct buf text;
	struct err *e;
};

static bool add_part(void *ctx, char *part)
{
	struct parts *p = ctx;
	if (p->text.len)
		buf_text(&p->text, p->joint);
	return p->read(p->f, part, &p->text, p->e);
}

static bool read_parts(struct parts *p, const char *typed, const char *separators, struct value *out)
{
	value_clear(out);
	if (!typed)
		return true;
	bool ok = type_parts(typed, separators, add_part, p);
	if (ok && p->text.len > LINE_MOST)
		ok = type_fault(p->e, p->f, _("the text is too long (%zu bytes)."), p->text.len);
	if (ok && p->text.len)
		value_take_text(out, buf_take(&p->text));
	buf_free(&p->text);
	return ok;
}

/* ---- links: addresses that a browser, a mail program or a phone opens; several stand with a blank between */

static const char *const schemes[] = {"https:", "http:", "mailto:", "tel:", "ftp:", "viber:", "tg:", "geo:"};

/* A scheme that only opens; "javascript:" and its like are nobody's link. */
static bool has_scheme(const char *part)
{
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (strncasecmp(part, schemes[i], strlen(schemes[i])) == 0 && part[strlen(schemes[i])])
			return true;
	return false;
}

/* "primaria.md/acte": a dot in the part before the first slash, something on both sides of it. */
static bool looks_like_site(const char *part)
{
	size_t n = strcspn(part, "/?#");
	const char *dot = memchr(part, '.', n), *colon = memchr(part, ':', n);
	if (colon && strspn(colon + 1, "0123456789") != (size_t)(part + n - colon - 1))
		return false;
	return dot && dot != part && dot + 1 < part + n && !memchr(part, '@', n);
}

static bool read_link(const struct field *f, const char *part, struct buf *out, struct err *e)
{
	if (strpbrk(part, "\"<>\\^`{|}"))
		return type_refuse(e, f, part);
	if (!has_scheme(part)) {
		if (!looks_like_site(part))
			return type_refuse(e, f, part);
		buf_text(out, "https://");
	}
	buf_text(out, part);
	return true;
}

static bool parse_link(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	(void)ctx;
	struct parts p = {f, " ", read_link, BUF_INIT, e};
	return read_parts(&p, typed, " \t\r\n", out);
}

const struct field_type ft_link = {
    .name = "link",
    .label = N_("link"),
    .example = N_("https://chisinau.md, primaria.md/acte"),
    .tag = VALUE_TEXT,
    .sql = "TEXT",
    .json = JSON_STRING,
    .widget = WIDGET_LINE,
    .parse = parse_link,
    .format = format_text,
    .compare = compare_bytes,
    .validate = validate_by_parse,
};

/* ---- files: paths, several with ; between. A step upwards (..) is refused: records come from other laptops too. */

static bool climbs(const char *path)
{
	for (const char *p = path; *p; p += p[0] == '/') {
		size_t n = strcspn(p, "/");
		if (n == 2 && memcmp(p, "..", 2) == 0)
			return true;
		p += n;
	}
	return false;
}

static bool read_path(const struct field *f, const char *part, struct buf *out, struct err *e)
{
	if (climbs(part))
		return type_fault(e, f, _("“..” cannot stand in the path of a file; write the whole path."));
	buf_text(out, part);
	return true;
}

static bool parse_file(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	(void)ctx;
	struct parts p = {f, ";", read_path, BUF_INIT, e};
	return read_parts(&p, typed, ";\r\n", out);
}

static void format_file(
    const struct field *f, const struct value *v, const struct type_ctx *ctx, enum format_for what, struct buf *out)
{
	(void)f, (void)ctx;
	for (const char *p = v->text; v->tag == VALUE_TEXT && *p;) {
		size_t n = strcspn(p, ";");
		const char *from = p;
		for (const char *q = p; what == FOR_SCREEN && q + 1 < p + n; q++)
			if (*q == '/')
				from = q + 1;
		if (p != v->text)
			buf_text(out, what == FOR_SCREEN ? ", " : ";");
		buf_add(out, from, (size_t)(p + n - from));
		p += n + (p[n] == ';');
	}
}

const struct field_type ft_file = {
    .name = "file",
    .label = N_("files"),
    .example = N_("/home/ana/petition.pdf; photo.jpg"),
    .tag = VALUE_TEXT,
    .sql = "TEXT",
    .json = JSON_STRING,
    .parts = ';',
    .widget = WIDGET_FILE,
    .parse = parse_file,
    .format = format_file,
    .compare = compare_words,
    .validate = validate_by_parse,
};

/* ---- e-mail: local@domain.tld by the part of RFC 5321 that people use; several with a comma between */

static bool label_ok(const char *s, size_t n)
{
	if (n == 0 || n > 63 || s[0] == '-' || s[n - 1] == '-')
		return false;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] < 0x80 && !(s[i] >= 'a' && s[i] <= 'z') && !(s[i] >= '0' && s[i] <= '9') &&
		    s[i] != '-')
			return false;
	return true;
}

static bool domain_ok(const char *domain)
{
	int labels = 0;
	for (const char *p = domain;; p++) {
		size_t n = strcspn(p, ".");
		if (!label_ok(p, n))
			return false;
		labels++;
		p += n;
		if (!*p)
			return labels >= 2;
	}
}

static bool local_ok(const char *s, size_t n)
{
	if (n == 0 || n > 64 || s[0] == '.' || s[n - 1] == '.')
		return false;
	for (size_t i = 0; i < n; i++) {
		bool safe = (s[i] >= 'a' && s[i] <= 'z') || (s[i] >= '0' && s[i] <= '9');
		if (!safe && (strchr(" \"(),:;<>@[\\]", s[i]) || (s[i] == '.' && i + 1 < n && s[i + 1] == '.')))
			return false;
	}
	return true;
}

static bool read_email(const struct field *f, const char *part, struct buf *out, struct err *e)
{
	const char *p = strncasecmp(part, "mailto:", 7) == 0 ? part + 7 : part;
	size_t n = strlen(p);
	if (n > 2 && p[0] == '<' && p[n - 1] == '>')
		p++, n -= 2;
	char *text = mem_copy_bytes(p, n), *at = strrchr(text, '@');
	bool ok = at && n <= 254;
	if (ok) {
		struct buf domain = BUF_INIT;
		text_lower(at + 1, &domain);
		ok = local_ok(text, (size_t)(at - text)) && domain_ok(buf_str(&domain));
		buf_add(out, text, (size_t)(at - text) + 1);
		buf_text(out, buf_str(&domain));
		buf_free(&domain);
	}
	free(text);
	return ok || type_refuse(e, f, part);
}

static bool parse_email(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	(void)ctx;
	struct parts p = {f, ",", read_email, BUF_INIT, e};
	return read_parts(&p, typed, ",; \t\r\n", out);
}

static void format_list(
    const struct field *f, const struct value *v, const struct type_ctx *ctx, enum format_for what, struct buf *out)
{
	(void)f, (void)ctx;
	for (const char *p = v->text; v->tag == VALUE_TEXT && *p; p++)
		if (*p == ',' && what == FOR_SCREEN)
			buf_text(out, ", ");
		else
			buf_char(out, *p);
}

const struct field_type ft_email = {
    .name = "email",
    .label = N_("e-mail"),
    .example = N_("ana@example.org"),
    .tag = VALUE_TEXT,
    .sql = "TEXT",
    .json = JSON_STRING,
    .parts = ',',
    .widget = WIDGET_EMAIL,
    .parse = parse_email,
    .format = format_list,
    .compare = compare_words,
    .validate = validate_by_parse,
};
