/* ui/line.c - editing a text: characters, words, paste, undo. Knows no field and no record; how a text lies on the
 * screen is in line_draw.c. */
#include "ui/line_internal.h"

#define NCURSES_NOMACROS 1
#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

enum { UNDO_MOST = 200, UNDO_BYTES = 32 << 20 };

static void states_free(struct line_state **states, size_t *n)
{
	for (size_t i = 0; i < *n; i++)
		free((*states)[i].text);
	free(*states);
	*states = NULL;
	*n = 0;
}

void line_init(struct line *l, bool multiline, const char *text)
{
	memset(l, 0, sizeof *l);
	l->multiline = multiline;
	line_set(l, text);
}

void line_free(struct line *l)
{
	states_free(&l->undo, &l->nundo);
	states_free(&l->redo, &l->nredo);
	buf_free(&l->text);
	free(l->rows);
	l->rows = NULL;
	l->nrows = 0;
}

void line_set(struct line *l, const char *text)
{
	buf_clear(&l->text);
	buf_text(&l->text, text);
	l->caret = l->text.len;
	l->scroll = 0;
	l->changed = false;
	l->edits++;
}

const char *line_text(const struct line *l)
{
	return buf_str(&l->text);
}

/* ---- undo: a state before each change; a run of letters is one change */

static void push_state(struct line_state **states, size_t *n, const struct line *l)
{
	while (*n > 0 && (*n == UNDO_MOST || *n * (l->text.len + 1) > UNDO_BYTES)) { /* of a long text fewer */
		free((*states)[0].text);
		memmove(*states, *states + 1, (*n - 1) * sizeof **states);
		--*n;
	}
	*states = mem_resize(*states, *n + 1, sizeof **states);
	(*states)[*n] = (struct line_state){mem_copy_text(line_text(l)), l->caret};
	++*n;
}

static bool pop_state(struct line_state **states, size_t *n, struct line *l)
{
	if (*n == 0)
		return false;
	struct line_state s = (*states)[--*n];
	buf_clear(&l->text);
	buf_text(&l->text, s.text);
	l->caret = s.caret;
	free(s.text);
	l->changed = true;
	l->edits++;
	return true;
}

static void before_change(struct line *l)
{
	states_free(&l->redo, &l->nredo);
	push_state(&l->undo, &l->nundo, l);
	l->changed = true;
}

static void undo(struct line *l)
{
	if (l->nundo == 0)
		return;
	push_state(&l->redo, &l->nredo, l);
	pop_state(&l->undo, &l->nundo, l);
}

static void redo(struct line *l)
{
	if (l->nredo == 0)
		return;
	push_state(&l->undo, &l->nundo, l);
	pop_state(&l->redo, &l->nredo, l);
}

/* ---- changes */

static void replace(struct line *l, size_t from, size_t to, const char *text, size_t n)
{
	struct buf b = BUF_INIT;
	buf_add(&b, buf_str(&l->text), from);
	buf_add(&b, text, n);
	buf_text(&b, buf_str(&l->text) + to);
	buf_free(&l->text);
	l->text = b;
	l->caret = from + n;
	l->edits++;
}

/* Does a letter typed now continue the run that began the last undo state? */
static bool continues_run(const struct line *l, uint32_t ch)
{
	if (l->nundo == 0 || l->caret == 0 || ch == ' ' || !l->changed)
		return false;
	const struct line_state *s = &l->undo[l->nundo - 1];
	size_t grown = l->text.len - strlen(s->text);
	if (l->text.len <= strlen(s->text) || s->caret + grown != l->caret)
		return false;
	return buf_str(&l->text)[l->caret - 1] != ' ' && !memchr(buf_str(&l->text) + s->caret, '\n', grown);
}

static void insert_char(struct line *l, uint32_t ch)
{
	struct buf b = BUF_INIT;
	buf_code(&b, ch);
	if (!continues_run(l, ch))
		before_change(l);
	replace(l, l->caret, l->caret, buf_str(&b), b.len);
	buf_free(&b);
}

static void insert_text(struct line *l, const char *text)
{
	struct buf b = BUF_INIT;
	text_clean(text, strlen(text), l->multiline, &b);
	before_change(l);
	replace(l, l->caret, l->caret, buf_str(&b), b.len);
	buf_free(&b);
}

static void remove_range(struct line *l, size_t from, size_t to)
{
	if (from == to)
		return;
	before_change(l);
	replace(l, from, to, "", 0);
}

/* ---- places */

static size_t prev_place(const struct line *l, size_t at)
{
	return at - text_prev_char(line_text(l), at);
}

static size_t next_place(const struct line *l, size_t at)
{
	return at + text_next_char(line_text(l), at);
}

static bool blank_at(const struct line *l, size_t at)
{
	char c = line_text(l)[at];
	return c == ' ' || c == '\n' || c == '\t';
}

static size_t word_left(const struct line *l)
{
	size_t at = l->caret;
	while (at > 0 && blank_at(l, prev_place(l, at)))
		at = prev_place(l, at);
	while (at > 0 && !blank_at(l, prev_place(l, at)))
		at = prev_place(l, at);
	return at;
}

static size_t word_right(const struct line *l)
{
	size_t at = l->caret;
	while (at < l->text.len && !blank_at(l, at))
		at = next_place(l, at);
	while (at < l->text.len && blank_at(l, at))
		at = next_place(l, at);
	return at;
}

static size_t line_begin(const struct line *l)
{
	size_t at = l->caret;
	while (at > 0 && line_text(l)[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct line *l)
{
	return l->caret + strcspn(line_text(l) + l->caret, "\n");
}

/* ---- keys */

static void key_left(struct line *l)
{
	l->caret = prev_place(l, l->caret);
}
static void key_right(struct line *l)
{
	l->caret = next_place(l, l->caret);
}
static void key_word_left(struct line *l)
{
	l->caret = word_left(l);
}
static void key_word_right(struct line *l)
{
	l->caret = word_right(l);
}
static void key_home(struct line *l)
{
	l->caret = line_begin(l);
}
static void key_end(struct line *l)
{
	l->caret = line_end(l);
}
static void key_backspace(struct line *l)
{
	remove_range(l, prev_place(l, l->caret), l->caret);
}
static void key_delete(struct line *l)
{
	remove_range(l, l->caret, next_place(l, l->caret));
}
static void key_clear(struct line *l)
{
	remove_range(l, 0, l->caret);
}

static const struct {
	int code;
	void (*run)(struct line *l);
} keys[] = {
    {KEY_LEFT, key_left},
    {KEY_RIGHT, key_right},
    {K_CTRL_LEFT, key_word_left},
    {K_CTRL_RIGHT, key_word_right},
    {KEY_HOME, key_home},
    {KEY_END, key_end},
    {K_BACKSPACE, key_backspace},
    {KEY_DC, key_delete},
    {CTRL('U'), key_clear},
    {CTRL('Z'), undo},
    {CTRL('Y'), redo},
};

bool line_key(struct line *l, const struct key *k)
{
	if (k->code == 0 && k->ch >= ' ') {
		insert_char(l, k->ch);
		return true;
	}
	if (k->code == K_PASTE) {
		insert_text(l, k->paste);
		return true;
	}
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (keys[i].code == k->code) {
			keys[i].run(l);
			return true;
		}
	if (!l->multiline)
		return false;
	if (k->code == K_ENTER) {
		before_change(l);
		replace(l, l->caret, l->caret, "\n", 1);
		return true;
	}
	return line_move_row(l, k->code == KEY_UP ? -1 : k->code == KEY_DOWN ? 1 : 0);
}
