/* ui/ask.h - a question with two or three answers, each with its own key. */
#ifndef OBSTE_UI_ASK_H
#define OBSTE_UI_ASK_H

#include "ui/screen.h"

struct ask_answer {
	const char *keys;  /* as an action's */
	const char *label; /* N_() */
};
/* `answered` gets the number of the answer, or -1 for Esc. The texts are copied. */
void ask_open(struct ui *u, const char *title, const char *text, const struct ask_answer *answers, size_t n,
    void (*answered)(struct ui *u, void *ctx, int answer), void *ctx);

#endif
