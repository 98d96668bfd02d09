/* ui/widget_tags.c - free words: each stands in brackets; Enter or a comma adds the one being typed, Backspace takes
 * the last away, those used already complete. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/widget.h"

static void tags_start(struct slot *s, const struct value *v, const struct type_ctx *ctx)
{
	(void)ctx;
	value_copy(&s->value, v);
	line_free(&s->line);
	line_init(&s->line, false, "");
}

/* What is there and the word being typed. */
static bool tags_take(struct form *f, struct slot *s, struct value *out, struct err *e)
{
	struct buf b = BUF_INIT;
	if (s->value.tag == VALUE_TEXT)
		buf_print(&b, "%s,", s->value.text);
	buf_text(&b, line_text(&s->line));
	bool ok = s->row->type->parse(s->row, buf_str(&b), form_types(f), out, e);
	buf_free(&b);
	return ok;
}

static bool add_word(struct form *f, struct slot *s, const char *word)
{
	struct value v = VALUE_INIT;
	struct err e = ERR_INIT;
	line_set(&s->line, word);
	bool ok = tags_take(f, s, &v, &e);
	if (ok) {
		value_copy(&s->value, &v);
		line_set(&s->line, "");
	}
	value_clear(&v);
	return ok;
}

static bool take_last(struct slot *s)
{
	if (line_text(&s->line)[0] || s->value.tag != VALUE_TEXT)
		return false;
	const char *comma = strrchr(s->value.text, ',');
	char *rest = mem_copy_bytes(s->value.text, comma ? (size_t)(comma - s->value.text) : 0);
	value_set_text(&s->value, rest);
	free(rest);
	return true;
}

static bool tags_key(struct ui *u, struct form *f, struct slot *s, const struct key *k)
{
	int chosen = drop_choose(&f->drop, k);
	const char *typed = line_text(&s->line);
	(void)u;
	if (chosen >= 0)
		return add_word(f, s, f->drop.text[chosen]);
	if (chosen == -1)
		return true;
	bool ends = k->code == K_ENTER || (k->code == 0 && (k->ch == ',' || k->ch == ';'));
	if (ends && typed[strspn(typed, " ")]) {
		char *word = mem_copy_text(typed);
		bool ok = add_word(f, s, word);
		free(word);
		return ok;
	}
	if (ends)
		return k->code != K_ENTER;
	if (k->code == K_PASTE) /* may hold several */
		return line_key(&s->line, k) &&
		       (!strchr(k->paste, ',') || tags_key(u, f, s, &(struct key){.code = K_ENTER}));
	return (k->code == K_BACKSPACE && take_last(s)) || line_key(&s->line, k);
}

struct offering {
	struct drop *drop;
	const struct slot *slot;
};

static void one_tag(void *ctx, const char *value, int64_t count)
{
	struct offering *o = ctx;
	(void)count;
	if (strcmp(value, line_text(&o->slot->line)) != 0)
		drop_add(o->drop, 0, value, "");
}

static void tags_offer(struct ui *u, struct form *f, struct slot *s)
{
	struct err e = ERR_INIT;
	struct offering o = {&f->drop, s};
	if (line_text(&s->line)[0])
		app_values(u->app, f->kind, s->field, line_text(&s->line), 5, one_tag, &o, &e);
}

static void tags_list(struct ui *u, struct form *f, struct slot *s)
{
	struct err e = ERR_INIT;
	struct offering o = {&f->drop, s};
	app_values(u->app, f->kind, s->field, line_text(&s->line), DROP_MAX, one_tag, &o, &e);
	if (f->drop.n == 0)
		form_move(u, f, 1);
	else
		f->drop.selected = 0;
}

/* "[transport] [school] word": where there is no room the first ones give way. */
static void tags_draw(struct form *f, struct slot *s, int row, int col, int width, bool focus, int *crow, int *ccol)
{
	int at = col + 2, end = col + width - 2, room = focus ? 14 : 0, have = 0;
	const char *p = s->value.tag == VALUE_TEXT ? s->value.text : "";
	(void)f;
	widget_brackets(row, col, width, focus);
	for (const char *q = p; *q; q++)
		have += *q == ',' ? 3 : 0;
	have += text_width(p) + 3;
	while (*p && have > end - at - room && strchr(p, ',')) {
		const char *comma = strchr(p, ',');
		char *gone = mem_copy_bytes(p, (size_t)(comma - p));
		have -= text_width(gone) + 4;
		free(gone);
		p = comma + 1;
	}
	if (s->value.tag == VALUE_TEXT && p != s->value.text)
		at += term_put(row, at, 0, ROLE_MUTED, "… ");
	while (*p && at < end - room) {
		size_t n = strcspn(p, ",");
		char *tag = mem_copy_bytes(p, n), *shown = mem_print("[%s]", tag);
		int w = text_width(shown);
		at += term_put(row, at, w < end - at - room ? w : end - at - room, ROLE_NORMAL, shown) + 1;
		free(tag);
		free(shown);
		p += n + (p[n] == ',');
	}
	if (focus || line_text(&s->line)[0])
		line_draw(&s->line, row, at, 1, end - at > 3 ? end - at : 3, focus, crow, ccol);
}

const struct widget_class widget_tags = {
    .quiet = true,
    .settles = true,
    .start = tags_start,
    .take = tags_take,
    .rows = one_row,
    .draw = tags_draw,
    .key = tags_key,
    .list = tags_list,
    .offer = tags_offer,
};
