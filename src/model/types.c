/* model/types.c - the list of field types, and what they share. Knows no single type's rules. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/type_help.h"

static const struct field_type *const types[] = {
    &ft_id,
    &ft_text,
    &ft_multiline,
    &ft_date,
    &ft_time,
    &ft_datetime,
    &ft_duration,
    &ft_number,
    &ft_money,
    &ft_choice,
    &ft_choices,
    &ft_ref,
    &ft_refs,
    &ft_phone,
    &ft_phones,
    &ft_email,
    &ft_tags,
    &ft_yesno,
    &ft_recurrence,
    &ft_file,
    &ft_link,
    &ft_address,
};

const struct field_type *const *field_types(size_t *count)
{
	*count = sizeof types / sizeof *types;
	return types;
}

enum lang type_lang(const struct type_ctx *ctx)
{
	return ctx ? ctx->lang : lang_now();
}

/* ---- faults in words */

static bool add_example(struct err *e, const struct field *f)
{
	err_field(e, f->key);
	if (f->type->example)
		err_hint(e, _("Examples: %s"), tr(f->type->example));
	return false;
}

const char *type_quote(const char *typed, char out[TYPE_QUOTE])
{
	char *line = type_line(typed);
	const char *text = line ? line : "";
	size_t n = strlen(text);
	bool whole = n < TYPE_QUOTE;
	if (!whole)
		n = TYPE_QUOTE - sizeof "…";
	while (!whole && n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
		n--;
	memcpy(out, text, n);
	memcpy(out + n, whole ? "" : "…", whole ? 1 : sizeof "…");
	free(line);
	return out;
}

bool type_refuse(struct err *e, const struct field *f, const char *typed)
{
	char part[TYPE_QUOTE];
	err_set(e, ERR_INVALID, _("%s: could not understand “%s”."), tr(f->label), type_quote(typed, part));
	return add_example(e, f);
}

bool type_fault(struct err *e, const struct field *f, const char *fmt, ...)
{
	char words[300];
	va_list args;
	va_start(args, fmt);
	vsnprintf(words, sizeof words, fmt, args);
	va_end(args);
	err_set(e, ERR_INVALID, "%s: %s", tr(f->label), words);
	return add_example(e, f);
}

bool type_damaged(struct err *e, const struct field *f)
{
	err_set(e, ERR_INVALID, _("%s: this value is not of the right sort (%s)."), tr(f->label), tr(f->type->label));
	return add_example(e, f);
}

/* ---- comparing and checking */

bool type_whole(const struct field *f, const struct value *v, int64_t least, int64_t most, struct err *e)
{
	if (v->tag == VALUE_NULL || (v->tag == VALUE_INT && v->num >= least && v->num <= most))
		return true;
	return type_damaged(e, f);
}

/* What is empty comes first. 2: both have a value. */
static int compare_empty(const struct value *a, const struct value *b)
{
	bool has_a = a->tag != VALUE_NULL, has_b = b->tag != VALUE_NULL;
	return has_a && has_b ? 2 : has_a - has_b;
}

int compare_numbers(const struct field *f, const struct value *a, const struct value *b)
{
	(void)f;
	int empty = compare_empty(a, b);
	return empty != 2 ? empty : (a->num > b->num) - (a->num < b->num);
}

int compare_words(const struct field *f, const struct value *a, const struct value *b)
{
	(void)f;
	int empty = compare_empty(a, b);
	return empty != 2 ? empty : text_compare(a->text, b->text);
}

int compare_bytes(const struct field *f, const struct value *a, const struct value *b)
{
	(void)f;
	int empty = compare_empty(a, b);
	return empty != 2 ? empty : strcmp(a->text, b->text);
}

bool validate_positive(const struct field *f, const struct value *v, struct err *e)
{
	return type_whole(f, v, 1, INT64_MAX, e);
}

void format_text(
    const struct field *f, const struct value *v, const struct type_ctx *ctx, enum format_for what, struct buf *out)
{
	(void)f, (void)ctx, (void)what;
	if (v->tag == VALUE_TEXT)
		buf_text(out, v->text);
}

bool validate_by_parse(const struct field *f, const struct value *v, struct err *e)
{
	if (v->tag == VALUE_NULL)
		return true;
	if (v->tag != VALUE_TEXT || !text_is_utf8(v->text, strlen(v->text)))
		return type_damaged(e, f);
	struct value again = VALUE_INIT;
	bool same = f->type->parse(f, v->text, NULL, &again, NULL) && value_equal(v, &again);
	value_clear(&again);
	return same || type_damaged(e, f);
}

/* ---- pieces of text */

bool type_is_plain(const char *text)
{
	size_t n = 0;
	while (text[n] >= ' ' && text[n] <= '~')
		n++;
	return n && text[n] == '\0' && text[0] != ' ' && text[n - 1] != ' ';
}

char *type_line(const char *typed)
{
	if (!typed)
		return NULL;
	if (type_is_plain(typed))
		return mem_copy_text(typed);
	struct buf b = BUF_INIT;
	text_clean(typed, strlen(typed), false, &b);
	if (b.len == 0) {
		buf_free(&b);
		return NULL;
	}
	return buf_take(&b);
}

char *type_key(const char *text)
{
	struct buf b = BUF_INIT;
	text_key(text, &b);
	return buf_take(&b);
}

bool type_parts(const char *text, const char *separators, bool (*one)(void *ctx, char *part), void *ctx)
{
	bool ok = true;
	struct buf part = BUF_INIT;
	for (const char *p = text; ok && *p;) {
		size_t n = strcspn(p, separators);
		buf_clear(&part);
		text_clean(p, n, false, &part);
		/* Cleaning makes separators of U+037E and of control characters. */
		if (part.len && strpbrk(part.data, separators))
			ok = type_parts(part.data, separators, one, ctx);
		else if (part.len)
			ok = one(ctx, part.data);
		p += n + (p[n] != '\0');
	}
	buf_free(&part);
	return ok;
}

bool type_word_in(const char *word, const char *words)
{
	char *key = type_key(word);
	bool found = false;
	for (const char *p = words; *p && !found;) {
		size_t n = strcspn(p, "|");
		char *one = mem_copy_bytes(p, n), *one_key = type_key(one);
		found = *key && strcmp(key, one_key) == 0;
		free(one);
		free(one_key);
		p += n + (p[n] == '|');
	}
	free(key);
	return found;
}
