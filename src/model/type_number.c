/* model/type_number.c - whole numbers, money in bani, yes/no. Knows no other family of types. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/money.h"
#include "model/type_help.h"

/* ---- grouped digits as people write them: 1 200,50  1.200,50  1,200.50  1200.50  1.234 */

static bool is_blank_at(const char *p, size_t *bytes)
{
	static const char *const blanks[] = {" ", "\u00a0", "\u202f", "\u2009", "'"};
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
		if (strncmp(p, blanks[i], strlen(blanks[i])) == 0) {
			*bytes = strlen(blanks[i]);
			return true;
		}
	return false;
}

/* Copies digits, marks and grouping blanks (as ' ') up to anything else; returns where that begins. */
static const char *copy_number(const char *p, char *out, size_t size)
{
	size_t n = 0, bytes;
	while (*p && n + 1 < size) {
		if (strchr("0123456789.,", *p))
			out[n++] = *p++;
		else if (n && is_blank_at(p, &bytes)) {
			p += bytes;
			out[n++] = ' ';
		} else
			break;
	}
	while (n && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
	return p;
}

/* Which mark is the decimal one; '\0' none. Three digits after a lone mark are a group: nobody has a tenth of a ban. */
static char decimal_mark(const char *s)
{
	const char *dot = strrchr(s, '.'), *comma = strrchr(s, ',');
	const char *last = dot > comma ? dot : comma;
	if (!last)
		return '\0';
	if (dot && comma)
		return *last;
	bool lone = strchr(s, *last) == last;
	return lone && strlen(last + 1) != 3 ? *last : '\0';
}

/* Whole and hundredth parts. Groups, where there are any, have three digits; after the decimal mark one or two digits.
 */
static bool read_grouped(const char *s, int64_t *whole, int *hundredths)
{
	char mark = decimal_mark(s);
	const char *end = mark ? strrchr(s, mark) : s + strlen(s);
	size_t in_group = 0, groups = 0;
	char grouping = '\0';
	*whole = 0;
	*hundredths = 0;
	for (const char *p = s; p < end; p++) {
		if (*p >= '0' && *p <= '9') {
			if (*whole > NUMBER_MOST / 10)
				return false;
			*whole = *whole * 10 + (*p - '0');
			in_group++;
			continue;
		}
		if ((grouping && *p != grouping) || *p == mark || in_group == 0 || in_group > 3 ||
		    (groups && in_group != 3))
			return false;
		grouping = *p;
		groups++;
		in_group = 0;
	}
	if (in_group == 0 || (groups && (in_group != 3 || s[0] == '0')))
		return false;
	if (!mark)
		return true;
	size_t n = strlen(end + 1);
	if (n < 1 || n > 2 || strspn(end + 1, "0123456789") != n)
		return false;
	*hundredths = n == 1 ? (end[1] - '0') * 10 : (end[1] - '0') * 10 + (end[2] - '0');
	return true;
}

/* A sign: 1, -1; the typographic minus too. */
static int read_sign(const char **p)
{
	int sign = 1;
	*p += strspn(*p, " ");
	if (**p == '-' || **p == '+')
		sign = *(*p)++ == '-' ? -1 : 1;
	else if (strncmp(*p, "−", strlen("−")) == 0)
		*p += strlen("−"), sign = -1;
	*p += strspn(*p, " ");
	return sign;
}

static void write_grouped(int64_t n, const char *separator, struct buf *out)
{
	char digits[24];
	int len = 0;
	do
		digits[len++] = (char)('0' + n % 10);
	while (n /= 10);
	while (len--) {
		buf_char(out, digits[len]);
		if (len && len % 3 == 0)
			buf_text(out, separator);
	}
}

/* How the languages write numbers: CLDR for ro, ru, en. */
static const struct {
	const char *group, *decimal;
} marks[LANG_COUNT] = {[LANG_RO] = {".", ","}, [LANG_RU] = {" ", ","}, [LANG_EN] = {",", "."}};

/* ---- number */

static bool parse_number(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	(void)ctx;
	value_clear(out);
	char *line = type_line(typed), digits[40], part[TYPE_QUOTE];
	if (!line)
		return true;
	const char *p = line;
	int sign = read_sign(&p), hundredths = 0;
	int64_t n = 0;
	p = copy_number(p, digits, sizeof digits);
	bool ok = (!*p && read_grouped(digits, &n, &hundredths) && n <= NUMBER_MOST) || type_refuse(e, f, line);
	if (ok && hundredths)
		ok = type_fault(e, f, _("a whole number is expected, not “%.60s”."), type_quote(line, part));
	if (ok)
		value_set_int(out, sign * n);
	free(line);
	return ok;
}

static void format_number(
    const struct field *f, const struct value *v, const struct type_ctx *ctx, enum format_for what, struct buf *out)
{
	(void)f;
	if (v->tag != VALUE_INT)
		return;
	/* four digits stand ungrouped: years and sheet numbers are read so */
	if (what != FOR_SCREEN || (v->num < 10000 && v->num > -10000)) {
		buf_print(out, "%lld", (long long)v->num);
		return;
	}
	if (v->num < 0)
		buf_char(out, '-');
	write_grouped(v->num < 0 ? -v->num : v->num, marks[type_lang(ctx)].group, out);
}

static bool validate_number(const struct field *f, const struct value *v, struct err *e)
{
	return type_whole(f, v, -NUMBER_MOST, NUMBER_MOST, e);
}

const struct field_type ft_number = {
    .name = "number",
    .label = N_("whole number"),
    .example = N_("12, 1 200"),
    .tag = VALUE_INT,
    .sql = "INTEGER",
    .json = JSON_NUMBER,
    .widget = WIDGET_NUMBER,
    .right = true,
    .parse = parse_number,
    .format = format_number,
    .compare = compare_numbers,
    .validate = validate_number,
};

/* ---- money */

static const char lei_words[] = "lei|leu|leul|l|mdl|лей|лея|леев|леи|лев";
static const char ban_words[] = "bani|ban|бань|баней|бан|бани";

/* The unit after an amount: bani in one of it, or 0 for another currency. */
static int unit_worth(const char *word)
{
	if (!*word || type_word_in(word, lei_words))
		return 100;
	return type_word_in(word, ban_words) ? 1 : 0;
}

static const struct {
	const char *code, *words;
} currencies[] = {
    {"MDL", "lei|leu|mdl|лей|лея|леев"},
    {"EUR", "eur|euro|€|евро"},
    {"USD", "usd|dolari|dolar|dollars|dollar|$|доллар|доллара|долларов"},
    {"RON", "ron"},
};

static const char *currency_word(const char *word)
{
	for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++)
		for (const char *p = currencies[i].words; *p;) {
			size_t n = strcspn(p, "|");
			if (strlen(word) == n && strncmp(p, word, n) == 0)
				return currencies[i].code;
			p += n + (p[n] == '|');
		}
	return NULL;
}

const char *money_currency(const char *typed, struct buf *amount)
{
	struct buf word = BUF_INIT;
	const char *end = typed + strlen(typed), *p = end;
	while (p > typed && !strchr("0123456789., ", p[-1]))
		p--;
	text_lower(p, &word);
	const char *code = currency_word(buf_str(&word));
	if (!code && typed[0] && (strncmp(typed, "€", 3) == 0 || typed[0] == '$')) { /* €50 */
		p = typed + (typed[0] == '$' ? 1 : 3);
		code = typed[0] == '$' ? "USD" : "EUR";
		buf_text(amount, p);
	} else if (code) {
		buf_add(amount, typed, (size_t)(p - typed));
	}
	buf_free(&word);
	return code;
}

/* One amount with its unit; `*p` moves to the sign that follows, or the end. */
static bool read_amount(const struct field *f, const char **p, int64_t *bani, struct err *e)
{
	char digits[40], part[TYPE_QUOTE];
	int64_t whole;
	int hundredths;
	const char *after = copy_number(*p, digits, sizeof digits);
	size_t n = strcspn(after, "+-");
	char *raw = mem_copy_bytes(after, n), *unit = type_line(raw);
	int worth = unit_worth(unit ? unit : "");
	bool ok = read_grouped(digits, &whole, &hundredths) && (worth != 1 || !hundredths);
	if (ok && !worth)
		ok = type_fault(e, f,
		    _("“%.40s” is not lei. Choose the currency in its own field, and write only the number here."),
		    type_quote(unit, part));
	else if (!ok)
		type_refuse(e, f, *p);
	else if (whole > NUMBER_MOST / 100)
		ok = type_fault(e, f, _("the amount is too large."));
	*bani = ok ? whole * worth + hundredths : 0;
	*p = after + n;
	free(raw);
	free(unit);
	return ok;
}

static bool parse_money(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	(void)ctx;
	value_clear(out);
	char *line = type_line(typed);
	if (!line)
		return true;
	const char *p = line;
	int64_t sum = 0, one = 0;
	bool ok = true;
	do {
		int sign = read_sign(&p);
		ok = read_amount(f, &p, &one, e);
		sum += sign * one;
		if (ok && (sum > NUMBER_MOST || sum < -NUMBER_MOST))
			ok = type_fault(e, f, _("the amount is too large."));
	} while (ok && *p);
	if (ok)
		value_set_int(out, sum);
	free(line);
	return ok;
}

void money_text(int64_t bani, enum lang lang, const char *unit, struct buf *out)
{
	int64_t n = bani < 0 ? -bani : bani;
	if (bani < 0)
		buf_char(out, '-');
	write_grouped(n / 100, marks[lang].group, out);
	buf_print(out, "%s%02d", marks[lang].decimal, (int)(n % 100));
	if (unit && *unit)
		buf_print(out, " %s", strcmp(unit, "MDL") == 0 ? tr_in(lang, N_("lei")) : unit);
}

/* Data carries 1200.00, which reads back; JSON has the whole number of bani (model/record_json.c). */
static void format_money(
    const struct field *f, const struct value *v, const struct type_ctx *ctx, enum format_for what, struct buf *out)
{
	(void)f;
	if (v->tag != VALUE_INT)
		return;
	if (what == FOR_SCREEN) {
		money_text(v->num, type_lang(ctx), "MDL", out);
		return;
	}
	int64_t n = v->num < 0 ? -v->num : v->num;
	buf_print(out, "%s%lld.%02d", v->num < 0 ? "-" : "", (long long)(n / 100), (int)(n % 100));
}

const struct field_type ft_money = {
    .name = "money",
    .label = N_("money"),
    .example = N_("1200, 1 200,50, 100+250"),
    .tag = VALUE_INT,
    .sql = "INTEGER",
    .json = JSON_NUMBER,
    .widget = WIDGET_MONEY,
    .right = true,
    .parse = parse_money,
    .format = format_money,
    .compare = compare_numbers,
    .validate = validate_number,
};

/* ---- yes or no */

static const char yes_words[] = "1|yes|y|true|da|d|да|д|x|х|v|on|adevarat|есть";
static const char no_words[] = "0|no|n|false|nu|нет|н|off|fals";

static bool parse_yesno(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	(void)ctx;
	value_clear(out);
	char *line = type_line(typed);
	if (!line)
		return true;
	bool yes = type_word_in(line, yes_words) || !strcmp(line, "+") || !strcmp(line, "✓") || !strcmp(line, "[x]");
	bool no = !yes && (type_word_in(line, no_words) || !strcmp(line, "-") || !strcmp(line, "[ ]"));
	if (yes || no)
		value_set_int(out, yes);
	else
		type_refuse(e, f, line);
	free(line);
	return yes || no;
}

static void format_yesno(
    const struct field *f, const struct value *v, const struct type_ctx *ctx, enum format_for what, struct buf *out)
{
	(void)f;
	if (v->tag != VALUE_INT)
		return;
	if (what == FOR_SCREEN)
		buf_text(out, tr_in(type_lang(ctx), v->num ? N_("yes") : N_("no")));
	else
		buf_text(out, v->num ? "1" : "0");
}

static bool validate_yesno(const struct field *f, const struct value *v, struct err *e)
{
	return type_whole(f, v, 0, 1, e);
}

const struct field_type ft_yesno = {
    .name = "yesno",
    .label = N_("yes or no"),
    .example = N_("yes, no"),
    .tag = VALUE_INT,
    .sql = "INTEGER",
    .json = JSON_BOOL,
    .widget = WIDGET_YESNO,
    .parse = parse_yesno,
    .format = format_yesno,
    .compare = compare_numbers,
    .validate = validate_yesno,
};
