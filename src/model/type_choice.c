/* model/type_choice.c - one choice or several of a list. Codes are kept; labels of all languages are understood. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/type_help.h"

static int choice_index(const struct field *f, const char *code, size_t n)
{
	for (int i = 0; f->choices && f->choices[i].code; i++)
		if (strlen(f->choices[i].code) == n && strncmp(f->choices[i].code, code, n) == 0)
			return i;
	return -1;
}

/* The only choice whose label in this language equals or (whole == false) begins with the key; -1 none, -2 several. */
static int by_label(const struct field *f, const char *key, enum lang lang, bool whole)
{
	int found = -1;
	for (int i = 0; f->choices[i].code; i++) {
		char *label = type_key(tr_in(lang, f->choices[i].label));
		bool same = whole ? strcmp(label, key) == 0 : strncmp(label, key, strlen(key)) == 0;
		free(label);
		if (same)
			found = found == -1 ? i : -2;
	}
	return found;
}

static int by_any_label(const struct field *f, const char *key, enum lang first, bool whole)
{
	int found = by_label(f, key, first, whole);
	for (enum lang l = 0; l < LANG_COUNT && found == -1; l++)
		if (l != first)
			found = by_label(f, key, l, whole);
	return found;
}

static int by_code_beginning(const struct field *f, const char *text)
{
	int found = -1;
	for (int i = 0; f->choices[i].code; i++)
		if (strncasecmp(f->choices[i].code, text, strlen(text)) == 0) {
			if (f->choices[i].code[strlen(text)] == '\0')
				return i;
			found = found == -1 ? i : -2;
		}
	return found;
}

/* Code, label in any language (the reader's own first), then an unambiguous beginning. */
static int choice_read(const struct field *f, const char *text, const struct type_ctx *ctx)
{
	int found = choice_index(f, text, strlen(text));
	if (found >= 0 || !f->choices)
		return found;
	char *key = type_key(text);
	if (*key) {
		found = by_any_label(f, key, type_lang(ctx), true);
		if (found < 0)
			found = by_code_beginning(f, text);
		if (found < 0)
			found = by_any_label(f, key, type_lang(ctx), false);
	}
	free(key);
	return found;
}

static bool refuse_choice(struct err *e, const struct field *f, const char *typed)
{
	struct buf b = BUF_INIT;
	for (const struct choice *c = f->choices; c && c->code; c++)
		buf_print(&b, "%s%s", b.len ? ", " : "", tr(c->label));
	type_refuse(e, f, typed);
	err_hint(e, _("Choose one of: %s"), buf_str(&b));
	buf_free(&b);
	return false;
}

static bool parse_choice(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	value_clear(out);
	char *line = type_line(typed);
	if (!line)
		return true;
	int i = choice_read(f, line, ctx);
	if (i >= 0)
		value_set_text(out, f->choices[i].code);
	else
		refuse_choice(e, f, line);
	free(line);
	return i >= 0;
}

/* What this version does not know is shown as its code. */
static void add_label(const struct field *f, const char *code, size_t n, enum lang lang, struct buf *out)
{
	int i = choice_index(f, code, n);
	if (i >= 0)
		buf_text(out, tr_in(lang, f->choices[i].label));
	else
		buf_add(out, code, n);
}

static void format_choice(
    const struct field *f, const struct value *v, const struct type_ctx *ctx, enum format_for what, struct buf *out)
{
	if (what == FOR_SCREEN && v->tag == VALUE_TEXT)
		add_label(f, v->text, strlen(v->text), type_lang(ctx), out);
	else
		format_text(f, v, ctx, what, out);
}

/* By the list's own order; what is not in the list comes last. */
static int compare_choice(const struct field *f, const struct value *a, const struct value *b)
{
	if (a->tag != VALUE_TEXT || b->tag != VALUE_TEXT)
		return compare_bytes(f, a, b);
	int i = choice_index(f, a->text, strlen(a->text)), j = choice_index(f, b->text, strlen(b->text));
	if (i < 0 || j < 0)
		return i < 0 && j < 0 ? compare_bytes(f, a, b) : (i < 0) - (j < 0);
	return (i > j) - (i < j);
}

static bool validate_choice(const struct field *f, const struct value *v, struct err *e)
{
	return v->tag == VALUE_NULL || (v->tag == VALUE_TEXT && choice_index(f, v->text, strlen(v->text)) >= 0) ||
	       type_damaged(e, f);
}

const struct field_type ft_choice = {
    .name = "choice",
    .label = N_("choice"),
    .tag = VALUE_TEXT,
    .sql = "TEXT",
    .json = JSON_STRING,
    .widget = WIDGET_CHOICE,
    .parse = parse_choice,
    .format = format_choice,
    .compare = compare_choice,
    .validate = validate_choice,
};

/* ---- several choices: codes joined by commas, in the list's order, each once */

#define CHOICES_MOST 64

struct picked {
	const struct field *f;
	const struct type_ctx *ctx;
	bool on[CHOICES_MOST];
	struct err *e;
};

static bool pick_one(void *ctx, char *part)
{
	struct picked *p = ctx;
	int i = choice_read(p->f, part, p->ctx);
	if (i < 0 || i >= CHOICES_MOST)
		return refuse_choice(p->e, p->f, part);
	p->on[i] = true;
	return true;
}

static bool parse_choices(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	value_clear(out);
	struct picked p = {.f = f, .ctx = ctx, .e = e};
	if (typed && !type_parts(typed, ",;|\r\n", pick_one, &p))
		return false;
	struct buf b = BUF_INIT;
	for (int i = 0; i < CHOICES_MOST; i++)
		if (p.on[i])
			buf_print(&b, "%s%s", b.len ? "," : "", f->choices[i].code);
	value_set_text(out, buf_str(&b));
	buf_free(&b);
	return true;
}

static void format_choices(
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
		add_label(f, p, n, type_lang(ctx), out);
		p += n + (p[n] == ',');
	}
}

const struct field_type ft_choices = {
    .name = "choices",
    .label = N_("several choices"),
    .tag = VALUE_TEXT,
    .sql = "TEXT",
    .json = JSON_LIST,
    .parts = ',',
    .widget = WIDGET_CHOICES,
    .parse = parse_choices,
    .format = format_choices,
    .compare = compare_bytes,
    .validate = validate_by_parse,
};
