/* model/type_phone.c - phone numbers: kept by E.164, read as people of Moldova write them. Knows no other family.
 *
 * 069 000 021 · 69000021 · 0 69 000021 · +373 69... · 373 69... · 00373...  give +37369000021
 * +40 721... and 0040721... stay foreign.
 * Three to seven digits (112, 901, 22-12-34 without its code, the invented 000-00-00) say no country: kept as digits.
 */
#include <stdlib.h>
#include <string.h>

#include "model/type_help.h"

#define HOME "373"
#define HOME_DIGITS 8 /* without the leading 0 */

/* Digits of the text, '+' kept at the beginning; false when something else is in it. */
static bool phone_digits(const char *text, char *out, size_t size)
{
	size_t n = 0;
	for (const char *p = text; *p; p++) {
		bool plus = *p == '+' && n == 0;
		if ((*p >= '0' && *p <= '9') || plus) {
			if (n + 1 >= size)
				return false;
			out[n++] = *p;
		} else if (strncmp(p, "\u00a0", 2) == 0 || strncmp(p, "–", 3) == 0 || strncmp(p, "‑", 3) == 0) {
			p += (unsigned char)*p >= 0xE0 ? 2 : 1;
		} else if (!strchr(" -.()", *p)) {
			return false;
		}
	}
	out[n] = '\0';
	return n > 0;
}

/* National digits of this country: an optional 0, then eight. */
static bool home_number(const char *digits, char *out)
{
	digits += digits[0] == '0' && strlen(digits) == HOME_DIGITS + 1;
	if (strlen(digits) != HOME_DIGITS)
		return false;
	memcpy(out, "+" HOME, 4);
	memcpy(out + 4, digits, HOME_DIGITS + 1);
	return true;
}

/* "+40721234567" from what stood after + or 00. */
static bool world_number(const char *digits, char *out)
{
	size_t n = strlen(digits);
	if (strncmp(digits, HOME, 3) == 0)
		return home_number(digits + 3, out);
	if (digits[0] == '0' || n < 7 || n > 15)
		return false;
	out[0] = '+';
	memcpy(out + 1, digits, n + 1);
	return true;
}

/* The one form that is kept. `out` has room for 24. */
static bool phone_read(const char *text, char *out)
{
	char digits[24];
	if (!phone_digits(text, digits, sizeof digits))
		return false;
	size_t n = strlen(digits);
	if (digits[0] == '+')
		return world_number(digits + 1, out);
	if (n >= 3 && n <= 7) {
		memcpy(out, digits, n + 1);
		return true;
	}
	if (n >= 9 && strncmp(digits, "00", 2) == 0 && digits[2] != '0' && n != HOME_DIGITS + 1)
		return world_number(digits + 2, out);
	if (n == HOME_DIGITS + 3 && strncmp(digits, HOME, 3) == 0)
		return home_number(digits + 3, out);
	if (n == HOME_DIGITS)
		return digits[0] != '0' && home_number(digits, out);
	return n == HOME_DIGITS + 1 && digits[0] == '0' && home_number(digits, out);
}

/* "tel. 069...", "mob: 069...": a short word before the number is let go. */
static const char *skip_word(const char *text)
{
	size_t n = strcspn(text, "+0123456789(");
	return text[n] && n <= 24 ? text + n : text;
}

/* ---- several */

struct phones {
	const struct field *f;
	struct buf text;
	struct err *e;
};

static bool add_phone(void *ctx, char *part)
{
	struct phones *p = ctx;
	char one[24];
	if (!phone_read(skip_word(part), one))
		return type_refuse(p->e, p->f, part);
	size_t n = strlen(one);
	for (const char *q = buf_str(&p->text); (q = strstr(q, one)); q += n)
		if ((q == p->text.data || q[-1] == ',') && (q[n] == ',' || !q[n]))
			return true;
	if (p->text.len)
		buf_char(&p->text, ',');
	buf_add(&p->text, one, n);
	return true;
}

static bool read_phones(
    const struct field *f, const char *typed, const char *separators, struct value *out, struct err *e)
{
	value_clear(out);
	struct phones p = {f, BUF_INIT, e};
	bool ok = !typed || type_parts(typed, separators, add_phone, &p);
	if (ok)
		value_set_text(out, buf_str(&p.text));
	buf_free(&p.text);
	return ok;
}

static bool parse_phone(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	(void)ctx;
	return read_phones(f, typed, "\r\n", out, e);
}

static bool parse_phones(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	(void)ctx;
	return read_phones(f, typed, ",;/|\r\n", out, e);
}

/* ---- shown */

/* How many digits a country's code has (ITU-T E.164): 1 and 7 have one, those below two, the rest three. */
static size_t code_length(const char *digits)
{
	static const char two[] =
	    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 "
	    "65 66 81 82 84 86 90 91 92 93 94 95 98";
	char code[3] = {digits[0], digits[1], '\0'};
	if (digits[0] == '1' || digits[0] == '7')
		return 1;
	return strstr(two, code) ? 2 : 3;
}

/* Groups of three; a last one of four rather than a lone digit, pairs in short numbers as people say them. */
static void add_groups(const char *digits, size_t n, struct buf *out)
{
	while (n) {
		size_t take = n == 4 ? (out->len ? 2 : 4) : n < 3 ? n : 3;
		buf_add(out, digits, take);
		digits += take;
		n -= take;
		if (n)
			buf_char(out, ' ');
	}
}

static void add_shown(const char *one, size_t n, struct buf *out)
{
	if (n == HOME_DIGITS + 4 && strncmp(one, "+" HOME, 4) == 0) {
		const char shown[] = {'0', one[4], one[5], ' ', one[6], one[7], one[8], ' ', one[9], one[10], one[11]};
		buf_add(out, shown, sizeof shown);
	} else if (one[0] == '+') {
		size_t code = code_length(one + 1);
		buf_add(out, one, code + 1);
		buf_char(out, ' ');
		add_groups(one + 1 + code, n - 1 - code, out);
	} else if (n == 7) {
		buf_print(out, "%.3s %.2s %.2s", one, one + 3, one + 5);
	} else if (n == 6) {
		buf_print(out, "%.2s %.2s %.2s", one, one + 2, one + 4);
	} else {
		buf_add(out, one, n);
	}
}

static void format_phones(
    const struct field *f, const struct value *v, const struct type_ctx *ctx, enum format_for what, struct buf *out)
{
	if (what != FOR_SCREEN || v->tag != VALUE_TEXT) {
		format_text(f, v, ctx, what, out);
		return;
	}
	for (const char *p = v->text; *p;) {
		size_t n = strcspn(p, ",");
		if (p != v->text)
			buf_text(out, ", ");
		add_shown(p, n, out);
		p += n + (p[n] == ',');
	}
}

/* Found by any beginning of: 069000021, 69000021, 37369000021, and group by group (069 000 021). */
static void search_phones(const struct field *f, const struct value *v, struct buf *out)
{
	(void)f;
	for (const char *p = v->text; v->tag == VALUE_TEXT && *p;) {
		size_t n = strcspn(p, ",");
		if (p != v->text)
			buf_char(out, ' ');
		add_shown(p, n, out);
		if (strncmp(p, "+" HOME, 4) == 0) {
			buf_text(out, " 0");
			buf_add(out, p + 4, n - 4);
			buf_char(out, ' ');
			buf_add(out, p + 4, n - 4);
		}
		buf_char(out, ' ');
		buf_add(out, p + (*p == '+'), n - (*p == '+'));
		p += n + (p[n] == ',');
	}
}

const struct field_type ft_phone = {
    .name = "phone",
    .label = N_("phone"),
    .example = N_("069 000 021, +373 22 000 000"),
    .tag = VALUE_TEXT,
    .sql = "TEXT",
    .json = JSON_STRING,
    .widget = WIDGET_PHONE,
    .parse = parse_phone,
    .format = format_phones,
    .compare = compare_bytes,
    .validate = validate_by_parse,
    .search = search_phones,
};

const struct field_type ft_phones = {
    .name = "phones",
    .label = N_("phones"),
    .example = N_("069 000 021, +373 22 000 000"),
    .tag = VALUE_TEXT,
    .sql = "TEXT",
    .json = JSON_STRING,
    .parts = ',',
    .widget = WIDGET_PHONE,
    .parse = parse_phones,
    .format = format_phones,
    .compare = compare_bytes,
    .validate = validate_by_parse,
    .search = search_phones,
};
