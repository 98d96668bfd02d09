/* ui/chooser.c - a list of words to choose from that typing narrows. Knows no action and no record. */
#include "ui/chooser.h"

#define NCURSES_NOMACROS 1
#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

static char *key_of(const char *a, const char *b)
{
	struct buf both = BUF_INIT, key = BUF_INIT;
	buf_print(&both, "%s %s", a, b ? b : "");
	text_key(buf_str(&both), &key);
	buf_free(&both);
	return buf_take(&key);
}

void chooser_add(struct chooser *c, const char *text, const char *right, int64_t value, bool heading, bool disabled)
{
	c->items = mem_resize(c->items, c->n + 1, sizeof *c->items);
	c->keys = mem_resize(c->keys, c->n + 1, sizeof *c->keys);
	c->shown = mem_resize(c->shown, c->n + 1, sizeof *c->shown);
	c->items[c->n] = (struct menu_item){mem_copy_text(text), mem_copy_text(right), value, heading, disabled};
	c->keys[c->n] = key_of(text, right);
	c->shown[c->nshown++] = c->n;
	c->n++;
}

void chooser_clear(struct chooser *c)
{
	for (size_t i = 0; i < c->n; i++) {
		free(c->items[i].text);
		free(c->items[i].right);
		free(c->keys[i]);
	}
	free(c->items);
	free(c->keys);
	free(c->shown);
	*c = (struct chooser){0};
}

static bool can_choose(const struct chooser *c, size_t shown)
{
	const struct menu_item *m = &c->items[c->shown[shown]];
	return !m->heading;
}

/* A heading stays while something under it is shown. */
static void drop_empty_headings(struct chooser *c)
{
	size_t kept = 0;
	for (size_t i = 0; i < c->nshown; i++) {
		bool alone = c->items[c->shown[i]].heading && (i + 1 == c->nshown || c->items[c->shown[i + 1]].heading);
		if (!alone)
			c->shown[kept++] = c->shown[i];
	}
	c->nshown = kept;
}

/* The first line that begins with what was typed is selected; when none does, the first at all. */
static void select_best(struct chooser *c, const char *query)
{
	size_t len = strlen(query);
	c->at = c->top = 0;
	for (size_t i = 0; i < c->nshown && len > 0; i++)
		if (can_choose(c, i) && strncmp(c->keys[c->shown[i]], query, len) == 0) {
			c->at = i;
			return;
		}
	while (c->at + 1 < c->nshown && !can_choose(c, c->at))
		c->at++;
}

/* A key's name among the words ("F7", "+", "^K"). */
static bool has_word(const char *text, const char *typed)
{
	size_t len = strlen(typed);
	for (const char *p = text; p && *p;) {
		p += strspn(p, " ");
		if (*p && strncmp(p, typed, len) == 0)
			return true;
		p += strcspn(p, " ");
	}
	return false;
}

/* "+", "?", "^K": signs are in no word, a key is meant. */
static bool is_sign(const char *typed)
{
	const char *at = typed, *end = typed + strlen(typed);
	if (*typed == '^')
		return true;
	while (at < end)
		if (text_is_alnum(text_next(&at, end)))
			return false;
	return *typed != '\0';
}

/* Three times the same letter is in no word; the search key, made for names, would take it for one. */
static bool is_no_word(const char *typed)
{
	const char *at = typed, *end = typed + strlen(typed);
	uint32_t before = 0;
	for (int run = 1; at < end;) {
		const uint32_t c = text_next(&at, end);
		run = c == before ? run + 1 : 1;
		if (run == 3 && text_is_alnum(c) && !(c >= '0' && c <= '9'))
			return true;
		before = c;
	}
	return false;
}

void chooser_filter(struct chooser *c, const char *typed)
{
	struct buf query = BUF_INIT, other = BUF_INIT, other_key = BUF_INIT;
	bool sign = is_sign(typed), none = is_no_word(typed);
	text_key(typed, &query);
	if (text_other_layout(typed, &other))
		text_key(buf_str(&other), &other_key);
	c->nshown = 0;
	for (size_t i = 0; i < c->n; i++) {
		const struct menu_item *m = &c->items[i];
		bool fits = m->heading;
		if (none)
			fits = false;
		else if (sign)
			fits = fits || has_word(m->text, typed) || has_word(m->right, typed);
		else
			fits = fits || text_key_matches(c->keys[i], buf_str(&query)) ||
			       (other_key.len > 0 && text_key_matches(c->keys[i], buf_str(&other_key)));
		if (fits)
			c->shown[c->nshown++] = i;
	}
	drop_empty_headings(c);
	select_best(c, buf_str(&query));
	buf_free(&query);
	buf_free(&other);
	buf_free(&other_key);
}

void chooser_select(struct chooser *c, size_t item)
{
	for (size_t i = 0; i < c->nshown; i++)
		if (c->shown[i] >= item && can_choose(c, i)) {
			c->at = i;
			return;
		}
}

const struct menu_item *chooser_selected(const struct chooser *c, size_t *item)
{
	if (c->at >= c->nshown || !can_choose(c, c->at))
		return NULL;
	if (item)
		*item = c->shown[c->at];
	return &c->items[c->shown[c->at]];
}

bool chooser_move(struct chooser *c, int by)
{
	int step = by < 0 ? -1 : 1;
	size_t at = c->at;
	for (; by != 0; by -= step) {
		size_t to = at;
		do {
			if ((step < 0 && to == 0) || (step > 0 && to + 1 >= c->nshown)) {
				c->top = step < 0 ? 0 : c->top; /* a heading above the first comes into view */
				c->at = at;
				return true;
			}
			to = step < 0 ? to - 1 : to + 1;
		} while (!can_choose(c, to));
		at = to;
	}
	c->at = at;
	return true;
}

static bool press(struct chooser *c, const struct key *k)
{
	if (k->mouse_button == 4 || k->mouse_button == 5)
		return chooser_move(c, k->mouse_button == 4 ? -3 : 3);
	if (!chooser_pressed(c, k))
		return false;
	size_t to = c->top + (size_t)(k->mouse_row - c->row);
	if (can_choose(c, to))
		c->at = to;
	return true;
}

bool chooser_pressed(const struct chooser *c, const struct key *k)
{
	return k->code == K_MOUSE && k->mouse_button == 1 && k->mouse_row >= c->row &&
	       k->mouse_row < c->row + c->height && k->mouse_col >= c->col && k->mouse_col < c->col + c->width &&
	       c->top + (size_t)(k->mouse_row - c->row) < c->nshown;
}

bool chooser_key(struct chooser *c, const struct key *k)
{
	return k->code == K_MOUSE && press(c, k);
}

void chooser_go(struct chooser *c, enum rows_step step)
{
	chooser_move(c, rows_by(step, c->height));
}

int chooser_width(const struct chooser *c)
{
	int widest = 0, right = 0;
	for (size_t i = 0; i < c->n; i++) {
		int w = text_width(c->items[i].text), r = c->items[i].right ? text_width(c->items[i].right) : 0;
		widest = w > widest ? w : widest;
		right = r > right ? r : right;
	}
	return widest + 2 + (right ? right + 3 : 0);
}

static void draw_item(const struct menu_item *m, int row, int col, int width, bool selected)
{
	enum role role = selected ? ROLE_SELECTED : m->heading ? ROLE_TITLE : m->disabled ? ROLE_MUTED : ROLE_NORMAL;
	int right = m->right ? text_width(m->right) : 0, indent = m->heading ? 0 : 2;
	if (right > width / 2)
		right = width / 2;
	term_fill(row, col, width, selected ? ROLE_SELECTED : ROLE_NORMAL, ' ');
	if (selected)
		term_put(row, col, 1, ROLE_SELECTED, ">");
	term_put(row, col + indent, width - indent - (right ? right + 1 : 0), role, m->text);
	if (right)
		term_put_right(row, col + width - right, right, role, m->right);
}

void chooser_draw(struct chooser *c, int row, int col, int height, int width)
{
	c->row = row;
	c->col = col;
	c->height = height;
	c->width = width;
	if (c->at < c->top)
		c->top = c->at;
	if (height > 0 && c->at >= c->top + (size_t)height)
		c->top = c->at - (size_t)height + 1;
	if (c->top > 0 && c->nshown <= (size_t)height)
		c->top = 0;
	for (int i = 0; i < height; i++) {
		size_t n = c->top + (size_t)i;
		if (n >= c->nshown)
			term_fill(row + i, col, width, ROLE_NORMAL, ' ');
		else
			draw_item(
			    &c->items[c->shown[n]], row + i, col, width, !c->quiet && n == c->at && can_choose(c, n));
	}
	term_cursor(row + (int)(c->at - c->top), col, false);
}
