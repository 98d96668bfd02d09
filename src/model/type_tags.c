/* model/type_tags.c - free words: "părinte,foto". Two that read alike (părinte, Parinte) are one. */
#include <stdlib.h>
#include <string.h>

#include "model/type_help.h"

#define TAG_MOST 200
#define TAGS_MOST 20000 /* bytes of all together */

struct tags {
	const struct field *f;
	struct buf text, keys; /* keys: "\nkey\nkey\n" */
	struct err *e;
};

static bool add_tag(void *ctx, char *part)
{
	struct tags *t = ctx;
	const char *tag = part + strspn(part, "# ");
	if (!*tag)
		return true;
	if (strlen(tag) > TAG_MOST || t->text.len > TAGS_MOST)
		return type_fault(t->e, t->f, _("the text is too long (%zu bytes)."), strlen(tag) + t->text.len);
	char *key = type_key(tag);
	struct buf line = BUF_INIT;
	buf_print(&line, "\n%s\n", *key ? key : tag);
	if (!strstr(buf_str(&t->keys), buf_str(&line))) {
		buf_print(&t->text, "%s%s", t->text.len ? "," : "", tag);
		buf_text(&t->keys, buf_str(&line));
	}
	buf_free(&line);
	free(key);
	return true;
}

static bool parse_tags(
    const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e)
{
	(void)ctx;
	value_clear(out);
	struct tags t = {f, BUF_INIT, BUF_INIT, e};
	bool ok = !typed || type_parts(typed, ",;|\r\n", add_tag, &t);
	if (ok)
		value_set_text(out, buf_str(&t.text));
	buf_free(&t.text);
	buf_free(&t.keys);
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
    .widget = WIDGET_TAGS,
    .parse = parse_tags,
    .format = format_tags,
    .compare = compare_words,
    .validate = validate_by_parse,
};
