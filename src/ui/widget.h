/* ui/widget.h - what the widgets' files share. */
#ifndef OBSTE_UI_WIDGET_H
#define OBSTE_UI_WIDGET_H

#include "ui/form.h"

extern const struct widget_class widget_line, widget_short, widget_text, widget_yesno, widget_choice, widget_choices,
    widget_date, widget_quarter, widget_ref, widget_refs, widget_tags, widget_file, widget_address, widget_money,
    widget_repeat;

void widget_brackets(int row, int col, int width, bool focus); /* [ ... ] */
void line_widget_draw(struct form *f, struct slot *s, int row, int col, int width, bool focus, int *crow, int *ccol);
bool line_widget_take(struct form *f, struct slot *s, struct value *out, struct err *e);
void line_widget_start(struct slot *s, const struct value *v, const struct type_ctx *ctx);
int one_row(struct slot *s, int width);
const struct type_ctx *form_types(struct form *f);
/* Choosing in the drop-down with Up, Down, Enter, Tab: the index chosen, -1 only a move, -2 not taken. */
int drop_choose(struct drop *d, const struct key *k);

#endif
