/* model/type_date.c - dates, times, moments, durations. Reading dates as people type them is base/date.c's work. */
#include <stdlib.h>
#include <string.h>

#include "model/type_help.h"

#define DAY_MINUTES 1440
#define DURATION_MOST (366 * DAY_MINUTES)
#define MOMENT_LENGTH 16 /* YYYY-MM-DDTHH:MM */

static const char now_words[] = "now|acum|acuma|сейчас";

static date_t today_of(const struct type_ctx *ctx)
{
	return ctx ? ctx->today : DATE_NONE;
}

/* Without a today only what needs none can be read. */
static bool read_date(const char *text, const struct type_ctx *ctx, date_t *d)
{
	if (date_parse_iso(text, d))
		return true;
	if (today_of(ctx) == DATE_NONE)
		return false;
	if (type_word_in(text, now_words)) {
		*d = today_of(ctx);
		return true;
	}
	return date_parse(text, today_of(ctx), d);
}

static bool read_time(const char *text, const struct type_ctx *ctx, int *minutes)
{
	if (ctx && type_word_in(text, now_words)) {
		*minutes = ctx->now_minute;
		return true;
	}
	return time_parse(text, minutes) && *minutes >= 0 && *minutes < DAY_MINUTES;
}

/* ---- date */

static bool parse_date(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	value_clear(out);
	char *line = type_line(typed), iso[11];
	date_t d;
	if (!line)
		return true;
	bool ok = read_date(line, ctx, &d) || type_refuse(e, f, line);
	if (ok) {
		date_iso(d, iso);
		value_set_text(out, iso);
	}
	free(line);
	return ok;
}

static void format_date(
    const struct field *f, const struct value *v, const struct type_ctx *ctx, enum format_for what, struct buf *out)
{
	date_t d;
	if (what == FOR_SCREEN && v->tag == VALUE_TEXT && date_parse_iso(v->text, &d))
		date_text(d, type_lang(ctx), DATE_SHORT, out);
	else
		format_text(f, v, ctx, what, out);
}

static bool validate_date(const struct field *f, const struct value *v, struct err *e)
{
	date_t d;
	return v->tag == VALUE_NULL || (v->tag == VALUE_TEXT && date_parse_iso(v->text, &d)) || type_damaged(e, f);
}

const struct field_type ft_date = {
    .name = "date",
    .label = N_("date"),
    .example = N_("Friday, 27.11, +2w"),
    .tag = VALUE_TEXT,
    .sql = "TEXT",
    .json = JSON_STRING,
    .widget = WIDGET_DATE,
    .parse = parse_date,
    .format = format_date,
    .compare = compare_bytes,
    .validate = validate_date,
};

/* ---- time of day */

static bool parse_time(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	value_clear(out);
	char *line = type_line(typed);
	int minutes;
	if (!line)
		return true;
	bool ok = read_time(line, ctx, &minutes) || type_refuse(e, f, line);
	if (ok)
		value_set_int(out, minutes);
	free(line);
	return ok;
}

static void format_time(
    const struct field *f, const struct value *v, const struct type_ctx *ctx, enum format_for what, struct buf *out)
{
	(void)f, (void)ctx, (void)what;
	char text[6];
	if (v->tag != VALUE_INT || v->num < 0 || v->num >= DAY_MINUTES)
		return;
	time_text((int)v->num, text);
	buf_text(out, text);
}

static bool validate_time(const struct field *f, const struct value *v, struct err *e)
{
	return type_whole(f, v, 0, DAY_MINUTES - 1, e);
}

const struct field_type ft_time = {
    .name = "time",
    .label = N_("time"),
    .example = N_("18, 18:30, 6 pm"),
    .tag = VALUE_INT,
    .sql = "INTEGER",
    .json = JSON_STRING,
    .widget = WIDGET_TIME,
    .right = true,
    .parse = parse_time,
    .format = format_time,
    .compare = compare_numbers,
    .validate = validate_time,
};

/* ---- a moment: date and time of the place, without zone */

static bool read_moment_iso(const char *text, date_t *d, int *minutes)
{
	if (strlen(text) < MOMENT_LENGTH || (text[10] != 'T' && text[10] != ' '))
		return false;
	char day[11], hour[6];
	memcpy(day, text, 10);
	day[10] = '\0';
	memcpy(hour, text + 11, 5);
	hour[5] = '\0';
	/* seconds are let go; a zone or anything else is not understood */
	bool rest = !text[16] || (strlen(text) == 19 && text[16] == ':' && strspn(text + 17, "0123456789") == 2);
	return rest && hour[2] == ':' && date_parse_iso(day, d) && time_parse(hour, minutes);
}

/* A date, a blank, a time, in this order. `colon`: only a time with a colon, which cannot be part of a date. */
static bool read_moment_split(const char *text, bool colon, const struct type_ctx *ctx, date_t *d, int *minutes)
{
	for (const char *p = text; (p = strpbrk(p, " ,")); p++) {
		char *left = mem_copy_bytes(text, (size_t)(p - text)), *day = type_line(left);
		const char *right = p + strspn(p, " ,");
		bool ok = day && *right && (!colon || strchr(right, ':')) && read_time(right, ctx, minutes) &&
		          read_date(day, ctx, d);
		free(left);
		free(day);
		if (ok)
			return true;
	}
	return false;
}

static bool read_moment(const char *text, const struct type_ctx *ctx, date_t *d, int *minutes)
{
	if (read_moment_iso(text, d, minutes))
		return true;
	if (ctx && type_word_in(text, now_words)) {
		*d = ctx->today;
		*minutes = ctx->now_minute;
		return true;
	}
	if (read_moment_split(text, true, ctx, d, minutes))
		return true;
	*minutes = 0;
	if (!strchr(text, ':') && read_date(text, ctx, d))
		return true;
	if (read_moment_split(text, false, ctx, d, minutes))
		return true;
	*d = today_of(ctx);
	return *d != DATE_NONE && read_time(text, ctx, minutes);
}

static bool parse_datetime(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	value_clear(out);
	char *line = type_line(typed), text[MOMENT_LENGTH + 1];
	date_t d;
	int minutes;
	if (!line)
		return true;
	bool ok = read_moment(line, ctx, &d, &minutes) || type_refuse(e, f, line);
	if (ok) {
		date_iso(d, text);
		text[10] = 'T';
		time_text(minutes, text + 11);
		value_set_text(out, text);
	}
	free(line);
	return ok;
}

static void format_datetime(
    const struct field *f, const struct value *v, const struct type_ctx *ctx, enum format_for what, struct buf *out)
{
	date_t d;
	int minutes;
	if (what != FOR_SCREEN || v->tag != VALUE_TEXT || !read_moment_iso(v->text, &d, &minutes)) {
		format_text(f, v, ctx, what, out);
		return;
	}
	date_text(d, type_lang(ctx), DATE_SHORT, out);
	buf_print(out, ", %s", v->text + 11);
}

static bool validate_datetime(const struct field *f, const struct value *v, struct err *e)
{
	date_t d;
	int minutes;
	if (v->tag == VALUE_NULL)
		return true;
	bool ok = v->tag == VALUE_TEXT && strlen(v->text) == MOMENT_LENGTH && v->text[10] == 'T' &&
	          strspn(v->text + 11, "0123456789") == 2 && strspn(v->text + 14, "0123456789") == 2 &&
	          read_moment_iso(v->text, &d, &minutes);
	return ok || type_damaged(e, f);
}

const struct field_type ft_datetime = {
    .name = "datetime",
    .label = N_("date and time"),
    .example = N_("today 18:30, 27.11 10:00"),
    .tag = VALUE_TEXT,
    .sql = "TEXT",
    .json = JSON_STRING,
    .widget = WIDGET_DATETIME,
    .parse = parse_datetime,
    .format = format_datetime,
    .compare = compare_bytes,
    .validate = validate_datetime,
};

/* ---- duration: bare digits are minutes, so that the data form reads back */

static bool read_duration(const char *text, int *minutes)
{
	size_t n = strspn(text, "0123456789");
	if (text[n] == '\0') {
		*minutes = n <= 6 ? atoi(text) : -1;
		return n <= 6 && *minutes <= DURATION_MOST;
	}
	return duration_parse(text, minutes) && *minutes >= 0 && *minutes <= DURATION_MOST;
}

static bool parse_duration(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	(void)ctx;
	value_clear(out);
	char *line = type_line(typed);
	int minutes;
	if (!line)
		return true;
	bool ok = read_duration(line, &minutes) || type_refuse(e, f, line);
	if (ok)
		value_set_int(out, minutes);
	free(line);
	return ok;
}

static void format_duration(
    const struct field *f, const struct value *v, const struct type_ctx *ctx, enum format_for what, struct buf *out)
{
	(void)f;
	if (v->tag != VALUE_INT)
		return;
	if (what != FOR_SCREEN) {
		buf_print(out, "%lld", (long long)v->num);
		return;
	}
	const char *hours = tr_in(type_lang(ctx), N_("h")), *minutes = tr_in(type_lang(ctx), N_("min"));
	if (v->num >= 60)
		buf_print(out, "%lld %s", (long long)(v->num / 60), hours);
	if (v->num % 60 || v->num == 0)
		buf_print(out, "%s%lld %s", v->num >= 60 ? " " : "", (long long)(v->num % 60), minutes);
}

static bool validate_duration(const struct field *f, const struct value *v, struct err *e)
{
	return type_whole(f, v, 0, DURATION_MOST, e);
}

const struct field_type ft_duration = {
    .name = "duration",
    .label = N_("duration"),
    .example = N_("2h, 90, 1:30"),
    .tag = VALUE_INT,
    .sql = "INTEGER",
    .json = JSON_NUMBER,
    .widget = WIDGET_DURATION,
    .right = true,
    .parse = parse_duration,
    .format = format_duration,
    .compare = compare_numbers,
    .validate = validate_duration,
};
