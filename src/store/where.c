/* store/where.c - the conditions of a query as SQL with bound values. A condition's form depends on how the field's
 * type holds and lists its values, never on which field it is. */
#include "store/ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/figure_sql.h"

void where_free(struct where *w)
{
	for (int i = 0; i < w->n; i++)
		value_clear(&w->args[i].v);
	buf_free(&w->sql);
	w->n = 0;
}

int where_arg(struct where *w, const struct value *v)
{
	if (w->n == ARGS_MAX)
		return w->n;
	w->args[w->n] = (struct arg){VALUE_INIT, false};
	value_copy(&w->args[w->n].v, v);
	return ++w->n;
}

int where_int(struct where *w, int64_t n)
{
	struct value v = {VALUE_INT, n, NULL};
	return where_arg(w, &v);
}

int where_text(struct where *w, const char *text, bool blob)
{
	struct value v = {VALUE_TEXT, 0, mem_copy_text(text)};
	int at = where_arg(w, &v);
	w->args[at - 1].blob = blob;
	value_clear(&v);
	return at;
}

void where_copy(struct where *to, const struct where *from)
{
	*to = (struct where){.n = 0};
	buf_text(&to->sql, buf_str(&from->sql));
	for (int i = 0; i < from->n; i++) {
		where_arg(to, &from->args[i].v);
		to->args[i].blob = from->args[i].blob;
	}
}

void where_bind(const struct where *w, sqlite3_stmt *st)
{
	for (int i = 0; i < w->n; i++) {
		const struct arg *a = &w->args[i];
		if (a->blob)
			sqlite3_bind_blob64(
			    st, i + 1, a->v.text ? a->v.text : "", a->v.text ? strlen(a->v.text) : 0, SQLITE_STATIC);
		else
			db_bind_value(st, i + 1, &a->v);
	}
}

/* ---- filters */

static void column(const struct query_filter *fi, const struct kind *k, struct buf *out)
{
	buf_text(out, "t.");
	db_quote(k->fields[fi->field].key, out);
}

static bool by_words(const struct field *f)
{
	return f->type->compare == ft_text.compare;
}

/* Several phones stand in one text too, though files show them as one. */
static bool is_list(const struct field *f)
{
	return f->type->parts == ',';
}

/* One of several in a list field: refs through the table of links, others inside the
 * text. */
static void is_among(struct where *w, const struct kind *k, const struct query_filter *fi)
{
	const struct field *f = &k->fields[fi->field];
	if (field_is_refs(f)) {
		int kind = where_text(w, k->key, false), key = where_text(w, f->key, false);
		int dst =
		    fi->value.tag == VALUE_TEXT ? where_text(w, fi->value.text, false) : where_int(w, fi->value.num);
		buf_print(&w->sql,
		    "t.id IN (SELECT src FROM link WHERE kind = ?%d AND field = ?%d AND dst = CAST(?%d AS INTEGER))",
		    kind, key, dst);
		return;
	}
	int at = where_arg(w, &fi->value);
	buf_text(&w->sql, "(");
	column(fi, k, &w->sql);
	buf_print(&w->sql, " = ?%d OR instr(',' || ", at);
	column(fi, k, &w->sql);
	buf_print(&w->sql, " || ',', ',' || ?%d || ',') > 0)", at);
}

static void is(struct where *w, const struct kind *k, const struct query_filter *fi)
{
	if (is_list(&k->fields[fi->field])) {
		is_among(w, k, fi);
		return;
	}
	column(fi, k, &w->sql);
	buf_print(&w->sql, " = ?%d", where_arg(w, &fi->value));
}

static void compared(struct where *w, const struct kind *k, const struct query_filter *fi, const char *sign)
{
	const struct field *f = &k->fields[fi->field];
	const char *wrap = by_words(f) ? "obste_sort" : "";
	buf_print(&w->sql, "%s(", wrap);
	column(fi, k, &w->sql);
	buf_print(&w->sql, ") %s %s(?%d)", sign, wrap, where_arg(w, &fi->value));
	if (by_words(f)) {
		buf_text(&w->sql, " AND ");
		column(fi, k, &w->sql);
		buf_text(&w->sql, " IS NOT NULL");
	}
}

static void contains(struct where *w, const struct kind *k, const struct query_filter *fi)
{
	struct buf key = BUF_INIT, number = BUF_INIT;
	if (fi->value.tag == VALUE_INT)
		buf_print(&number, "%lld", (long long)fi->value.num);
	text_key(fi->value.tag == VALUE_INT ? buf_str(&number) : fi->value.text ? fi->value.text : "", &key);
	buf_text(&w->sql, "obste_has(obste_key(");
	column(fi, k, &w->sql);
	buf_print(&w->sql, "), ?%d)", where_text(w, buf_str(&key), false));
	buf_free(&key);
	buf_free(&number);
}

/* ---- what a figure of a report counts */

/* The report's SQL with its parameters by name as SQL with numbered ones. */
static void numbered(struct where *w, const struct figure_place *place, const char *sql)
{
	while (*sql) {
		const size_t plain = strcspn(sql, ":");
		buf_add(&w->sql, sql, plain);
		sql += plain;
		const size_t n = *sql ? strspn(sql + 1, "abcdefghijklmnopqrstuvwxyz") : 0;
		if (!n) {
			if (*sql)
				buf_char(&w->sql, *sql++);
			continue;
		}
		char *name = mem_copy_bytes(sql + 1, n), number[32];
		const char *value = figure_value(place, name, number);
		if (value)
			buf_print(&w->sql, "?%d", where_text(w, value, false));
		else
			buf_text(&w->sql, "NULL");
		free(name);
		sql += n + 1;
	}
}

static const struct figure_column *figure_of(const char *text, char **copy, struct figure_place *place)
{
	*copy = mem_copy_bytes(text, strcspn(text, "|"));
	const struct figure_report *r = figure_place_read(*copy, place) ? figure_report_find(place->report) : NULL;
	const struct figure_column *c = r ? figure_column_find(r, place->column) : NULL;
	return c && c->counts ? c : NULL;
}

static void counted(struct where *w, const struct kind *k, const struct query_filter *fi)
{
	char *copy;
	struct figure_place place;
	if (question_where(w, k, fi->value.text))
		return;
	const struct figure_column *c = figure_of(fi->value.text, &copy, &place);
	if (c && strcmp(c->of, k->key) == 0) {
		struct buf sql = BUF_INIT;
		figure_ids_sql(
		    figure_report_find(place.report), c, place.key && strcmp(place.key, FIGURE_TOTAL) == 0, &sql);
		buf_text(&w->sql, "t.id IN (");
		numbered(w, &place, buf_str(&sql));
		buf_char(&w->sql, ')');
		buf_free(&sql);
	} else {
		buf_char(&w->sql, '0');
	}
	free(copy);
}

bool where_check(const struct query *q, struct err *e)
{
	bool ok = true;
	for (int i = 0; ok && i < q->nfilters; i++) {
		char *copy;
		struct figure_place place;
		const struct query_question *asked;
		int part, whole;
		if (q->filters[i].field != QUERY_FIGURE ||
		    query_question_read(q->filters[i].value.text, &asked, &part, &whole))
			continue;
		const struct figure_column *c = figure_of(q->filters[i].value.text, &copy, &place);
		if (!c || strcmp(c->of, q->kind->key) != 0)
			ok = err_set(
			    e, ERR_USAGE, _("No report has this figure of the list \"%s\"."), tr(q->kind->plural));
		free(copy);
	}
	return ok;
}

static void one(struct where *w, const struct kind *k, const struct query_filter *fi)
{
	if (fi->field == QUERY_FIGURE) {
		counted(w, k, fi);
		return;
	}
	switch (fi->op) {
	case QUERY_IS:
		is(w, k, fi);
		break;
	case QUERY_NOT:
		buf_text(&w->sql, "NOT COALESCE(");
		is(w, k, fi);
		buf_text(&w->sql, ", 0)");
		break;
	case QUERY_BELOW:
		compared(w, k, fi, "<");
		break;
	case QUERY_ABOVE:
		compared(w, k, fi, ">");
		break;
	case QUERY_HAS:
		contains(w, k, fi);
		break;
	case QUERY_EMPTY:
	case QUERY_FILLED:
		column(fi, k, &w->sql);
		buf_text(&w->sql, fi->op == QUERY_EMPTY ? " IS NULL" : " IS NOT NULL");
		break;
	}
}

/* Several `is` on one field mean any of those: they are gathered where the first of them stands. */
static void any_of(struct where *w, const struct query *q, int from)
{
	const char *join = "";
	buf_text(&w->sql, "(");
	for (int i = from; i < q->nfilters; i++) {
		if (q->filters[i].op != QUERY_IS || q->filters[i].field != q->filters[from].field)
			continue;
		buf_text(&w->sql, join);
		one(w, q->kind, &q->filters[i]);
		join = " OR ";
	}
	buf_text(&w->sql, ")");
}

static bool gathered(const struct query *q, int i)
{
	if (q->filters[i].field == QUERY_FIGURE)
		return false; /* two figures: in both */
	for (int before = 0; q->filters[i].op == QUERY_IS && before < i; before++)
		if (q->filters[before].op == QUERY_IS && q->filters[before].field == q->filters[i].field)
			return true;
	return false;
}

static void joined(struct where *w, const struct query *q)
{
	buf_text(&w->sql, " AND t.id IN (SELECT j.");
	db_quote(q->via->fields[q->via_to].key, &w->sql);
	buf_text(&w->sql, " FROM ");
	db_quote(q->via->key, &w->sql);
	buf_text(&w->sql, " j WHERE j.");
	db_quote(q->via->fields[q->via_from].key, &w->sql);
	buf_print(&w->sql, " = ?%d AND j.deleted IS NULL", where_int(w, q->via_id));
	if (q->via_until != NO_FIELD) {
		char day[11];
		date_iso(q->via_day, day);
		buf_text(&w->sql, " AND COALESCE(j.");
		db_quote(q->via->fields[q->via_until].key, &w->sql);
		buf_print(&w->sql, ", '9999') > ?%d", where_text(w, day, false));
	}
	buf_char(&w->sql, ')');
}

/* The few of them stand in an index of their own, so that the list's own index is walked without looking at rows. */
static void not_aside(struct where *w, const struct kind *k)
{
	buf_text(&w->sql, " AND t.id NOT IN (SELECT a.id FROM ");
	db_quote(k->key, &w->sql);
	buf_text(&w->sql, " a WHERE a.");
	schema_aside(k, &w->sql);
	buf_text(&w->sql, " AND a.deleted IS NULL)");
}

void where_query(struct where *w, const struct query *q, bool ordered)
{
	/* Without an order the index of titles would only be a slow way through the whole table: the plus hides it. */
	static const char *const bin[] = {"t.deleted IS NULL", "t.deleted IS NOT NULL", "1"};
	buf_text(&w->sql, !ordered && q->bin == QUERY_LIVE ? "+t.deleted IS NULL" : bin[q->bin]);
	if (query_hides_aside(q))
		not_aside(w, q->kind);
	if (q->via)
		joined(w, q);
	for (int i = 0; i < q->nfilters; i++) {
		if (gathered(q, i))
			continue;
		buf_text(&w->sql, " AND ");
		if (q->filters[i].op == QUERY_IS && q->filters[i].field != QUERY_FIGURE)
			any_of(w, q, i);
		else
			one(w, q->kind, &q->filters[i]);
	}
}
