/* model/type_tags.c - free words: "părinte,foto". Two that read alike (părinte, Parinte) are one. */
#include <stdlib.h>
#include <string.h>

#include "model/type_help.h"

#define TAG_MOST 200
#define TAGS_MOST 20000 /* bytes of all together */

struct tags {
	const struct field *f;
	struct buf text, keys; /* keys: "\nkey\nkey\n", as soon as there are two tags */
	struct buf line;       /* the key of the one at hand: "\nkey\n" */
	struct err *e;
};

/* Are they new words? Their key then stands among the others. */
static bool is_new(struct tags *t, const char *tag)
{
	buf_clear(&t->line);
	buf_char(&t->line, '\n');
	text_key(tag, &t->line);
	if (t->line.len == 1)
		buf_text(&t->line, tag);
	buf_char(&t->line, '\n');
	if (strstr(buf_str(&t->keys), buf_str(&t->line)))
		return false;
	buf_text(&t->keys, buf_str(&t->line) + (t->keys.len > 0));
	return true;
}

static bool add_tag(void *ctx, char *tag);

/* "#transport": behind the mark may stand any blank. */
static bool add_marked(struct tags *t, const char *tag)
{
	struct buf clean = BUF_INIT;
	text_clean(tag, strlen(tag), false, &clean);
	bool ok = !clean.len || add_tag(t, clean.data);
	buf_free(&clean);
	return ok;
}

static bool add_tag(void *ctx, char *tag)
{
	struct tags *t = ctx;
	if (*tag == '#')
		return add_marked(t, tag + strspn(tag, "# "));
	if (strlen(tag) > TAG_MOST || t->text.len > TAGS_MOST)
		return type_fault(t->e, t->f, _("the text is too long (%zu bytes)."), strlen(tag) + t->text.len);
	if (t->text.len && !t->keys.len)
		is_new(t, buf_str(&t->text)); /* one tag alone needs no key */
	if (t->text.len && !is_new(t, tag))
		return true;
	if (t->text.len)
		buf_char(&t->text, ',');
	buf_text(&t->text, tag);
	return true;
}

static bool parse_tags(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	(void)ctx;
	value_clear(out);
	struct tags t = {f, BUF_INIT, BUF_INIT, BUF_INIT, e};
	bool ok = !typed || type_parts(typed, ",;|\r\n", add_tag, &t);
	if (ok)
		value_set_text(out, buf_str(&t.text));
	buf_free(&t.text);
	buf_free(&t.keys);
	buf_free(&t.line);
	return ok;
}

static void format_tags(
    const struct field *f, const struct value *v, const struct type_ctx *ctx, enum format_for what, struct buf *out)
{
	(void)f, (void)ctx;
	for (const char *p = v->text; v->tag == VALUE_TEXT && *p; p++)
		if (*p == ',' && what == FOR_SCREEN)
			buf_text(out, " · ");
		else
			buf_char(out, *p);
}

const struct field_type ft_tags = {
    .name = "tags",
    .label = N_("tags"),
    .example = N_("transport, school"),
    .tag = VALUE_TEXT,
    .sql = "TEXT",
    .json = JSON_LIST,
    .parts = ',',
    .widget = WIDGET_TAGS,
    .parse = parse_tags,
    .format = format_tags,
    .compare = compare_words,
    .validate = validate_by_parse,
};
