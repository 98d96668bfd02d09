/* ui/widget_money.c - an amount. "50 eur" puts the currency into its own field, where the record has one. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/money.h"
#include "ui/widget.h"

static void set_currency(struct form *f, int field, const char *code)
{
	struct slot *s = form_slot(f, field);
	value_set_text(&f->now->values[field], code);
	if (!s) {
		f->beside = field;
		return;
	}
	value_set_text(&s->value, code);
	s->touched = true;
}

/* The amount without its currency, when that is one which the record can have. */
static bool money_take(struct form *f, struct slot *s, struct value *out, struct err *e)
{
	struct buf amount = BUF_INIT;
	int field = kind_field(f->kind, "currency");
	const char *code = money_currency(line_text(&s->line), &amount);
	if (!code || field == NO_FIELD || !choice_find(&f->kind->fields[field], code)) {
		buf_free(&amount);
		return line_widget_take(f, s, out, e);
	}
	bool ok = s->row->type->parse(s->row, buf_str(&amount), form_types(f), out, e);
	if (ok)
		set_currency(f, field, code);
	buf_free(&amount);
	return ok;
}

static bool money_key(struct ui *u, struct form *f, struct slot *s, const struct key *k)
{
	(void)u;
	(void)f;
	return line_key(&s->line, k);
}

/* As it reads beside the currency's own field: the number alone. */
static void money_start(struct slot *s, const struct value *v, const struct type_ctx *ctx)
{
	struct buf b = BUF_INIT;
	if (v->tag == VALUE_INT)
		money_text(v->num, ctx->lang, NULL, &b);
	line_free(&s->line);
	line_init(&s->line, false, buf_str(&b));
	buf_free(&b);
}

const struct widget_class widget_money = {
    .start = money_start,
    .take = money_take,
    .rows = one_row,
    .draw = line_widget_draw,
    .key = money_key,
    .replaces = true,
};
