/* store/figure_sql.c - makes a report's SQL from its row: the sums, and the list behind each of them. Knows no report.
 */
#include "store/figure_sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void condition(const char *when, struct buf *out)
{
	buf_print(out, "(%s) IS TRUE", when);
}

/* How many ids for which `when` holds. */
static void counted(const struct figure_column *c, const char *when, struct buf *out)
{
	if (c->distinct) {
		buf_print(out, "count(DISTINCT ");
		if (when) {
			buf_text(out, "CASE WHEN ");
			condition(when, out);
			buf_print(out, " THEN %s END)", c->counts);
		} else {
			buf_print(out, "%s)", c->counts);
		}
	} else if (when) {
		buf_text(out, "COALESCE(sum(");
		condition(when, out);
		buf_text(out, "), 0)");
	} else {
		buf_print(out, "count(%s)", c->counts);
	}
}

static void summed(const struct figure_column *c, struct buf *out)
{
	/* No money is nought; time that nobody noted is not known. */
	buf_text(out, c->form == COLUMN_MONEY ? "COALESCE(sum(" : "(sum(");
	if (c->when) {
		buf_text(out, "CASE WHEN ");
		condition(c->when, out);
		buf_print(out, " THEN %s END", c->sums);
	} else {
		buf_text(out, c->sums);
	}
	buf_text(out, c->form == COLUMN_MONEY ? "), 0)" : "))");
}

static void share(const struct figure_column *c, struct buf *out)
{
	buf_text(out, "CAST(round(100.0 * ");
	counted(c, c->when, out);
	buf_text(out, " / NULLIF(");
	counted(c, c->base, out);
	buf_text(out, ", 0)) AS INTEGER)");
}

/* A label has nothing to say of the whole; an average and a figure have. */
static void expression(const struct figure_column *c, bool total, struct buf *out)
{
	if (c->sql)
		buf_text(out, total && c->form != COLUMN_SCORE && c->form != COLUMN_PERCENT ? "NULL" : c->sql);
	else if (c->sums)
		summed(c, out);
	else if (c->form == COLUMN_PERCENT)
		share(c, out);
	else
		counted(c, c->when, out);
}

void figure_sql(const struct figure_report *r, bool total, struct buf *out)
{
	if (r->with)
		buf_print(out, "WITH %s ", r->with);
	buf_print(out, "SELECT %s", total ? "'" FIGURE_TOTAL "'" : r->key);
	for (const struct figure_column *c = r->columns; c->key; c++) {
		buf_text(out, ", ");
		expression(c, total, out);
		buf_print(out, " AS \"%s\"", c->key);
	}
	buf_print(out, " FROM %s WHERE %s", r->from, r->where);
	if (total)
		return;
	if (!r->each)
		buf_print(out, " GROUP BY %s", r->key);
	if (r->having)
		buf_print(out, " HAVING %s", r->having);
	buf_print(out, " ORDER BY %s", r->order);
}

void figure_ids_sql(const struct figure_report *r, const struct figure_column *c, bool total, struct buf *out)
{
	if (r->with)
		buf_print(out, "WITH %s ", r->with);
	buf_print(out, "SELECT %s FROM %s WHERE %s", c->counts, r->from, r->where);
	if (!total)
		buf_print(out, " AND (%s) IS :key", r->key);
	if (c->when) {
		buf_text(out, " AND ");
		condition(c->when, out);
	}
}

/* ---- a figure's place as text: report/column/key/from/to/group. The key begins with "=", and is "" where there is
 * none; what would end it too early is written as %2F. */

static void add_escaped(const char *text, struct buf *out)
{
	for (; *text; text++)
		if (*text == '/' || *text == '%')
			buf_print(out, "%%%02X", (unsigned char)*text);
		else
			buf_char(out, *text);
}

static void add_day(date_t d, struct buf *out)
{
	char iso[11] = "";
	if (d != DATE_NONE)
		date_iso(d, iso);
	buf_print(out, "/%s", iso);
}

void figure_place_text(const struct figure_place *p, struct buf *out)
{
	buf_print(out, "%s/%s/", p->report, p->column);
	if (p->key) {
		buf_char(out, '=');
		add_escaped(p->key, out);
	}
	add_day(p->period.from, out);
	add_day(p->period.to, out);
	add_day(p->period.today, out);
	buf_print(out, "/%lld", (long long)p->period.group);
}

static void unescape(char *text)
{
	char *to = text;
	for (; *text; text++) {
		unsigned byte;
		if (*text == '%' && sscanf(text + 1, "%2x", &byte) == 1 && byte) {
			*to++ = (char)byte;
			text += 2;
		} else {
			*to++ = *text;
		}
	}
	*to = '\0';
}

static bool read_day(const char *text, date_t *d)
{
	*d = DATE_NONE;
	return !*text || date_parse_iso(text, d);
}

bool figure_place_read(char *copy, struct figure_place *out)
{
	enum { REPORT, COLUMN, KEY, FROM, TO, TODAY, GROUP, PARTS };
	char *part[PARTS] = {copy};
	for (int i = 1; i < PARTS; i++) {
		char *slash = strchr(part[i - 1], '/');
		if (!slash)
			return false;
		*slash = '\0';
		part[i] = slash + 1;
	}
	unescape(part[KEY]);
	*out = (struct figure_place){part[REPORT], part[COLUMN], *part[KEY] == '=' ? part[KEY] + 1 : NULL,
	    {.group = strtoll(part[GROUP], NULL, 10)}};
	return read_day(part[FROM], &out->period.from) && read_day(part[TO], &out->period.to) &&
	       read_day(part[TODAY], &out->period.today);
}

static const char *day_value(date_t d, char iso[32])
{
	if (d == DATE_NONE)
		return NULL;
	date_iso(d, iso);
	return iso;
}

const char *figure_value(const struct figure_place *p, const char *name, char number[32])
{
	if (strcmp(name, "from") == 0)
		return day_value(p->period.from, number);
	if (strcmp(name, "to") == 0)
		return day_value(p->period.to, number);
	if (strcmp(name, "today") == 0)
		return day_value(p->period.today, number);
	if (strcmp(name, "key") == 0)
		return p->key;
	if (!p->period.group)
		return NULL;
	snprintf(number, 32, "%lld", (long long)p->period.group);
	return number;
}
