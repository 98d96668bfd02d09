/* model/query.c - a question about one kind, read from words like "sector=Botanica". Knows no SQL. */
#include "model/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/type_help.h"

void query_init(struct query *q, const struct kind *k)
{
	*q = (struct query){.kind = k, .sort = NO_FIELD};
}

void query_free(struct query *q)
{
	for (int i = 0; i < q->nfilters; i++)
		value_clear(&q->filters[i].value);
	free(q->search);
	query_init(q, q->kind);
}

void query_copy(struct query *to, const struct query *from)
{
	*to = *from;
	to->search = mem_copy_text(from->search);
	for (int i = 0; i < from->nfilters; i++) {
		to->filters[i].value = (struct value)VALUE_INIT;
		value_copy(&to->filters[i].value, &from->filters[i].value);
	}
}

bool query_hides_aside(const struct query *q)
{
	if (q->kind->aside == NO_FIELD || q->aside || q->bin != QUERY_LIVE)
		return false;
	for (int i = 0; i < q->nfilters; i++) {
		const struct query_filter *f = &q->filters[i];
		if (f->field == QUERY_FIGURE)
			return false; /* what was counted is shown */
		if (f->field == q->kind->aside && f->op == QUERY_IS && f->value.tag == VALUE_TEXT &&
		    strcmp(f->value.text, q->kind->aside_as) == 0)
			return false;
	}
	return true;
}

/* ---- naming a field */

static bool label_is(const struct field *f, const char *name_key)
{
	bool same = false;
	for (enum lang l = 0; l < LANG_COUNT && !same; l++) {
		char *label = type_key(tr_in(l, f->label));
		same = *label && strcmp(label, name_key) == 0;
		free(label);
	}
	return same;
}

/* By key, else by label in any language, else by a header that people use for it. Row 0 (the id) counts. */
static bool find_field(const struct kind *k, const char *name, int *field)
{
	bool found = false;
	for (int i = 0; i < k->nfields && !found; i++)
		if ((found = strcmp(k->fields[i].key, name) == 0))
			*field = i;
	char *key = type_key(name);
	for (int i = 0; i < k->nfields && !found; i++)
		if ((found = label_is(&k->fields[i], key)))
			*field = i;
	for (int i = 1; i < k->nfields && !found; i++)
		if ((found = k->fields[i].also && type_word_in(name, k->fields[i].also)))
			*field = i;
	free(key);
	return found;
}

static bool refuse_field(const struct kind *k, const char *name, struct err *e)
{
	struct buf keys = BUF_INIT;
	char part[TYPE_QUOTE];
	for (int i = 0; i < k->nfields; i++)
		buf_print(&keys, "%s%s", i ? ", " : "", k->fields[i].key);
	err_set(e, ERR_USAGE, _("%s have no field “%.60s”."), tr(k->plural), type_quote(name, part));
	err_hint(e, _("Fields: %s"), buf_str(&keys));
	buf_free(&keys);
	return false;
}

static bool need_field(const struct kind *k, const char *name, size_t n, int *field, struct err *e)
{
	char *raw = mem_copy_bytes(name, n), *line = type_line(raw);
	bool ok = (line && find_field(k, line, field)) || refuse_field(k, line ? line : "", e);
	free(raw);
	free(line);
	return ok;
}

/* ---- filters */

static const struct {
	const char *sign;
	enum query_op op;
	int inclusive; /* <= and >=: the value moves by one in this direction */
} signs[] = {
    {"!=", QUERY_NOT, 0},
    {"<=", QUERY_BELOW, 1},
    {">=", QUERY_ABOVE, -1},
    {"=", QUERY_IS, 0},
    {"<", QUERY_BELOW, 0},
    {">", QUERY_ABOVE, 0},
    {"~", QUERY_HAS, 0},
};
enum { SIGN_COUNT = sizeof signs / sizeof *signs };

bool query_filter_add(struct query *q, int field, enum query_op op, const struct value *v, struct err *e)
{
	if (q->nfilters == QUERY_FILTERS)
		return err_set(
		    e, ERR_USAGE, _("There are too many filters; at most %d can be used together."), QUERY_FILTERS);
	struct query_filter *filter = &q->filters[q->nfilters++];
	*filter = (struct query_filter){.field = field, .op = op};
	if (v)
		value_copy(&filter->value, v);
	return true;
}

/* "<= 5" is "< 6"; for days likewise. Texts without a next one are refused. */
static bool step_value(struct value *v, int by)
{
	date_t d;
	char iso[11];
	if (v->tag == VALUE_INT) {
		v->num += by;
		return true;
	}
	if (v->tag != VALUE_TEXT || !date_parse_iso(v->text, &d))
		return false;
	date_iso(d + by, iso);
	value_set_text(v, iso);
	return true;
}

static bool add_read(struct query *q, int field, int sign, const char *typed, const struct type_ctx *ctx, struct err *e)
{
	const struct field *f = &q->kind->fields[field];
	struct value v = VALUE_INIT;
	enum query_op op = signs[sign].op;
	char *line = type_line(typed);
	bool ok = true;
	if (!line)
		op = op == QUERY_NOT ? QUERY_FILLED : QUERY_EMPTY;
	else if (op == QUERY_HAS) /* compared by search key, whatever the type */
		value_set_text(&v, line);
	else
		ok = f->type->parse(f, line, ctx, &v, e);
	if (ok && line && signs[sign].inclusive && !step_value(&v, signs[sign].inclusive))
		ok = err_set(
		    e, ERR_USAGE, _("%s cannot be compared by %s; use < or >."), tr(f->label), signs[sign].sign);
	ok = ok && query_filter_add(q, field, op, &v, e);
	free(line);
	value_clear(&v);
	return ok;
}

static const struct query_question questions[] = {
    {"person", "came", N_("Came to the last workshops"), N_("2/3: at least two of the last three that were held")},
    {"person", "missed", N_("Missed the last workshops"),
        N_("2/3: at least two of the last three to which they were expected")},
};

const struct query_question *query_questions(size_t *n)
{
	*n = sizeof questions / sizeof *questions;
	return questions;
}

bool query_question_read(const char *word, const struct query_question **question, int *part, int *whole)
{
	const char *slash = strchr(word, '/');
	char end;
	for (size_t i = 0; slash && i < sizeof questions / sizeof *questions; i++)
		if (strncmp(questions[i].name, word, (size_t)(slash - word)) == 0 &&
		    questions[i].name[slash - word] == '\0') {
			*question = &questions[i];
			return sscanf(slash, "/%d/%d%c", part, whole, &end) == 2 && *part >= 1 && *part <= *whole &&
			       *whole <= 1000;
		}
	return false;
}

static bool add_figure(struct query *q, const char *figure, struct err *e)
{
	struct value v = VALUE_INIT;
	if (!*figure)
		return err_set(e, ERR_USAGE, _("“%.80s” is not a filter."), QUERY_FIGURE_KEY "=");
	value_set_text(&v, figure);
	const bool ok = query_filter_add(q, QUERY_FIGURE, QUERY_IS, &v, e);
	value_clear(&v);
	return ok;
}

/* "came=2/3"; false: its name is no question's. */
static bool is_question(const struct query *q, const char *expr, const struct query_question **out)
{
	const size_t n = strcspn(expr, "=");
	for (size_t i = 0; expr[n] && i < sizeof questions / sizeof *questions; i++)
		if (strcmp(questions[i].kind, q->kind->key) == 0 && strncmp(questions[i].name, expr, n) == 0 &&
		    questions[i].name[n] == '\0') {
			*out = &questions[i];
			return true;
		}
	return false;
}

static bool add_question(struct query *q, const struct query_question *asked, const char *typed, struct err *e)
{
	char *word = mem_print("%s/%s", asked->name, typed);
	const struct query_question *same;
	int part, whole;
	bool ok = query_question_read(word, &same, &part, &whole);
	if (ok) {
		ok = add_figure(q, word, e);
	} else {
		char quoted[TYPE_QUOTE];
		err_set(e, ERR_USAGE, _("“%.80s” is not a filter."), type_quote(typed, quoted));
		err_hint(e, "%s %s", tr(asked->label), tr(asked->help));
	}
	free(word);
	return ok;
}

bool query_filter_parse(struct query *q, const char *expr, const struct type_ctx *ctx, struct err *e)
{
	static const char figure[] = QUERY_FIGURE_KEY "=";
	if (strncmp(expr, figure, sizeof figure - 1) == 0)
		return add_figure(q, expr + sizeof figure - 1, e);
	const struct query_question *asked;
	if (is_question(q, expr, &asked))
		return add_question(q, asked, expr + strcspn(expr, "=") + 1, e);
	size_t n = strcspn(expr, "!=<>~");
	int sign = 0, field = NO_FIELD;
	while (sign < SIGN_COUNT && strncmp(expr + n, signs[sign].sign, strlen(signs[sign].sign)) != 0)
		sign++;
	if (n == 0 || sign == SIGN_COUNT) {
		char part[TYPE_QUOTE];
		err_set(e, ERR_USAGE, _("“%.80s” is not a filter."), type_quote(expr, part));
		return err_hint(e, _("Examples: %s"), "sector=Botanica, state!=closed, since>2025-01-01, skills~foto");
	}
	if (!need_field(q->kind, expr, n, &field, e))
		return false;
	return add_read(q, field, sign, expr + n + strlen(signs[sign].sign), ctx, e);
}

bool query_sort_parse(struct query *q, const char *text, struct err *e)
{
	size_t n = strlen(text);
	bool down = n > 1 && text[n - 1] == '-';
	int field = NO_FIELD;
	if (!need_field(q->kind, text, n - down, &field, e))
		return false;
	q->sort = field;
	q->down = down;
	return true;
}

void query_filter_text(const struct query *q, int i, const struct type_ctx *ctx, struct buf *out)
{
	static const char *const shown[] = {
	    [QUERY_IS] = "=", [QUERY_NOT] = "≠", [QUERY_BELOW] = "<", [QUERY_ABOVE] = ">", [QUERY_HAS] = "~"};
	const struct query_filter *filter = &q->filters[i];
	if (filter->field == QUERY_FIGURE) {
		const char *bar = strchr(filter->value.text, '|');
		const struct query_question *asked;
		int part, whole;
		if (query_question_read(filter->value.text, &asked, &part, &whole))
			buf_print(out, "%s: %d/%d", tr(asked->label), part, whole);
		else
			buf_text(out, bar ? bar + 1 : filter->value.text);
		return;
	}
	const struct field *f = &q->kind->fields[filter->field];
	buf_text(out, tr(f->label));
	if (filter->op == QUERY_EMPTY || filter->op == QUERY_FILLED) {
		buf_print(out, ": %s", filter->op == QUERY_EMPTY ? _("empty") : _("filled in"));
		return;
	}
	buf_print(out, " %s ", shown[filter->op]);
	if (filter->op == QUERY_HAS)
		buf_text(out, filter->value.text);
	else
		f->type->format(f, &filter->value, ctx, FOR_SCREEN, out);
}

void query_filter_expr(const struct query *q, int i, struct buf *out)
{
	static const char *const written[] = {[QUERY_IS] = "=",
	    [QUERY_NOT] = "!=",
	    [QUERY_BELOW] = "<",
	    [QUERY_ABOVE] = ">",
	    [QUERY_HAS] = "~",
	    [QUERY_EMPTY] = "=",
	    [QUERY_FILLED] = "!="};
	const struct query_filter *filter = &q->filters[i];
	if (filter->field == QUERY_FIGURE) {
		const struct query_question *asked;
		int part, whole;
		if (query_question_read(filter->value.text, &asked, &part, &whole))
			buf_print(out, "%s=%d/%d", asked->name, part, whole);
		else
			buf_print(out, QUERY_FIGURE_KEY "=%s", filter->value.text);
		return;
	}
	const struct field *f = &q->kind->fields[filter->field];
	buf_print(out, "%s%s", f->key, written[filter->op]);
	if (filter->op == QUERY_HAS)
		buf_text(out, filter->value.text);
	else if (filter->op != QUERY_EMPTY && filter->op != QUERY_FILLED)
		f->type->format(f, &filter->value, &(struct type_ctx){0}, FOR_DATA, out);
}
