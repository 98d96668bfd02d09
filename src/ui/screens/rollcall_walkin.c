/* ui/screens/rollcall_walkin.c - the small form for somebody at the door: a name is enough. Those who may be the same
 * are offered below; a phone is kept only with consent, and typing one ticks it. */
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/screens/rollcall.h"
#include "ui/ui_internal.h"

enum { KNOWN = 4, WIDTH = 54 };
enum at { AT_NAME, AT_PHONE, AT_LANGUAGE, AT_CONSENT, AT_KNOWN, AT_PARTS = AT_KNOWN };

struct walk_in {
	struct screen base;
	struct roll *s;
	struct line name, phone;
	size_t language; /* of the choices of person.language */
	bool language_said, consent, consent_said;
	enum at at;
	size_t chosen; /* of the known */
	struct app_roll_known known[KNOWN];
	size_t nknown;
	struct ui_box box; /* as last drawn */
};

static const struct field *language_field(void)
{
	return &kind_get(KIND_person)->fields[person_language];
}

static size_t language_count(void)
{
	size_t n = 0;
	while (language_field()->choices[n].code)
		n++;
	return n;
}

static size_t language_of(const char *code)
{
	for (size_t i = 0; i < language_count(); i++)
		if (strcmp(language_field()->choices[i].code, code) == 0)
			return i;
	return 0;
}

/* ---- what follows from what was typed */

static bool is_cyrillic(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text == 0xD0 || (unsigned char)*text == 0xD1)
			return true;
	return false;
}

static void name_changed(struct ui *u, struct walk_in *w)
{
	const char *name = line_text(&w->name);
	w->nknown = app_roll_find_known(u->app, &w->s->roll, name, w->known, KNOWN);
	w->chosen = 0;
	if (!w->language_said && is_cyrillic(name))
		w->language = language_of("ru");
}

static void phone_changed(struct walk_in *w)
{
	if (!w->consent_said)
		w->consent = line_text(&w->phone)[0] != '\0';
}

/* ---- storing */

static void save(struct ui *u, struct walk_in *w)
{
	struct err e = ERR_INIT;
	size_t row;
	struct roll *s = w->s;
	const struct app_walk_in in = {.name = line_text(&w->name),
	    .phone = line_text(&w->phone),
	    .language = language_field()->choices[w->language].code,
	    .consent = w->consent,
	    .known = w->at == AT_KNOWN ? w->known[w->chosen].person : 0};
	if (!app_roll_walk_in(u->app, &s->roll, &in, &row, &e)) {
		ui_error(u, &e);
		return;
	}
	ui_drop(u, &w->base);
	line_set(&s->typed, "");
	roll_search_changed(s);
	roll_changed(u, s, row);
}

static void act_save(struct ui *u, struct screen *screen)
{
	struct walk_in *w = (struct walk_in *)screen;
	if (w->at != AT_KNOWN && !line_text(&w->name)[strspn(line_text(&w->name), " ")]) {
		w->at = AT_NAME;
		ui_say(u, ROLE_WARNING, _("A name is needed."));
		return;
	}
	save(u, w);
}

static void act_cancel(struct ui *u, struct screen *screen)
{
	ui_drop(u, screen);
}

/* ---- keys */

static void go(struct walk_in *w, int by)
{
	const int now = w->at == AT_KNOWN ? (by > 0 ? -1 : AT_PARTS) : (int)w->at;
	w->at = (enum at)((now + by + AT_PARTS) % AT_PARTS);
}

static void act_next(struct ui *u, struct screen *s)
{
	(void)u;
	go((struct walk_in *)s, 1);
}

static void act_previous(struct ui *u, struct screen *s)
{
	(void)u;
	go((struct walk_in *)s, -1);
}

/* Down goes to those who may be the same; without them to the next field. */
static void act_down(struct ui *u, struct screen *screen)
{
	struct walk_in *w = (struct walk_in *)screen;
	(void)u;
	if (w->nknown == 0)
		go(w, 1);
	else if (w->at != AT_KNOWN)
		w->at = AT_KNOWN;
	else if (w->chosen + 1 < w->nknown)
		w->chosen++;
}

static void act_up(struct ui *u, struct screen *screen)
{
	struct walk_in *w = (struct walk_in *)screen;
	(void)u;
	if (w->at == AT_KNOWN && w->chosen > 0)
		w->chosen--;
	else if (w->at == AT_KNOWN)
		w->at = AT_NAME;
	else if (w->at > AT_NAME)
		go(w, -1);
}

static bool choose(struct walk_in *w, const struct key *k)
{
	const bool space = k->code == 0 && k->ch == ' ';
	if (w->at == AT_CONSENT && (space || k->code == KEY_LEFT || k->code == KEY_RIGHT)) {
		w->consent = !w->consent;
		w->consent_said = true;
		return true;
	}
	if (w->at == AT_LANGUAGE && (space || k->code == KEY_RIGHT || k->code == KEY_LEFT)) {
		const size_t n = language_count();
		w->language = (w->language + (k->code == KEY_LEFT ? n - 1 : 1)) % n;
		w->language_said = true;
		return true;
	}
	return false;
}

/* A press goes to the field; one on a tick or the languages turns it, one on a name is "it is them". */
static bool press(struct ui *u, struct walk_in *w, const struct key *k)
{
	const int line = k->mouse_row - w->box.row, known = line - 5;
	if (k->mouse_button != 1 || !term_in_box(k->mouse_row, k->mouse_col))
		return false;
	if (known >= 0 && (size_t)known < w->nknown) {
		w->at = AT_KNOWN;
		w->chosen = (size_t)known;
		save(u, w);
	} else if (line >= 0 && line < AT_PARTS) {
		w->at = (enum at)line;
		choose(w, &(const struct key){.ch = ' '});
	}
	return true;
}

static bool key(struct ui *u, struct screen *screen, const struct key *k)
{
	struct walk_in *w = (struct walk_in *)screen;
	if (k->code == K_WAKE)
		return false;
	if (k->code == K_MOUSE)
		return press(u, w, k);
	if (w->at == AT_NAME && line_key(&w->name, k)) {
		name_changed(u, w);
		return true;
	}
	if (w->at == AT_PHONE && line_key(&w->phone, k)) {
		phone_changed(w);
		return true;
	}
	return choose(w, k);
}

static bool typing(struct ui *u, struct screen *s)
{
	(void)u;
	(void)s;
	return true;
}

/* ---- drawing */

static void draw_languages(const struct walk_in *w, int row, int col, int width)
{
	const struct choice *c = language_field()->choices;
	int end = col + width;
	for (size_t i = 0; c[i].code && col < end; i++) {
		const bool on = i == w->language;
		const enum role role = on && w->at == AT_LANGUAGE ? ROLE_SELECTED : ROLE_NORMAL;
		struct buf b = BUF_INIT;
		buf_print(&b, "(%s) %s", on ? "*" : " ", tr(c[i].label));
		const int need = text_width(buf_str(&b));
		if (col + need <= end)
			term_put(row, col, need, role, buf_str(&b));
		col += need + 2;
		buf_free(&b);
	}
}

static void draw_known(const struct walk_in *w, struct ui_box b, int row)
{
	for (size_t i = 0; i < w->nknown && row < b.row + b.height - 1; i++, row++) {
		const bool on = w->at == AT_KNOWN && i == w->chosen;
		const struct app_roll_known *k = &w->known[i];
		char *who = mem_print("%s%s%s", k->name, *k->sector ? ", " : "", k->sector);
		char *text = i == 0 && w->at != AT_KNOWN
		                 ? mem_print(_("! Looks like \"%s\". ↓ Enter = it is them"), who)
		                 : mem_print("%s %s", on ? ">" : " ", who);
		free(who);
		term_put(row, b.col, b.width, on ? ROLE_SELECTED : i ? ROLE_NORMAL : ROLE_WARNING, text);
		free(text);
	}
}

static int draw_line(
    const struct walk_in *w, struct ui_box b, int row, int label, const struct line *l, bool focus, int *ccol)
{
	int crow = row, end = b.width - label - 3;
	(void)w;
	term_put(row, b.col + label, 1, ROLE_KEY, "[");
	term_put(row, b.col + b.width - 1, 1, ROLE_KEY, "]");
	line_draw((struct line *)l, row, b.col + label + 2, 1, end, focus, &crow, ccol);
	return crow;
}

/* Over the list, beside the counters. */
static struct ui_box draw_box(int top, int height, int width, int want)
{
	const int rows = want + 2 > height - 3 ? height - 3 : want + 2;
	term_box(top + 2, 3, rows, width + 4, _("Somebody at the door"));
	return (struct ui_box){top + 3, 5, rows - 2, width};
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct walk_in *w = (struct walk_in *)s;
	static const char *const labels[] = {N_("Name"), N_("Phone"), N_("Language"), N_("Consent")};
	const int width = WIDTH < term_cols() - 8 ? WIDTH : term_cols() - 8;
	int label = 0, ignored;
	(void)u;
	const struct ui_box b = w->box = draw_box(top, height, width, 7 + (int)w->nknown);
	for (int i = 0; i < AT_PARTS; i++)
		label = text_width(tr(labels[i])) + 2 > label ? text_width(tr(labels[i])) + 2 : label;
	for (int i = 0; i < AT_PARTS; i++)
		term_put(b.row + i, b.col, label - 1, ROLE_MUTED, tr(labels[i]));
	int crow = b.row + (w->at < AT_PARTS ? (int)w->at : 5 + (int)w->chosen), ccol = b.col + label;
	draw_line(w, b, b.row, label, &w->name, w->at == AT_NAME, w->at == AT_NAME ? &ccol : &ignored);
	draw_line(w, b, b.row + 1, label, &w->phone, w->at == AT_PHONE, w->at == AT_PHONE ? &ccol : &ignored);
	draw_languages(w, b.row + 2, b.col + label, b.width - label);
	char *consent = mem_print("[%s] %s", w->consent ? "x" : " ", _("signed the consent on the paper sheet"));
	term_put(b.row + 3, b.col + label, b.width - label, w->at == AT_CONSENT ? ROLE_SELECTED : ROLE_NORMAL, consent);
	free(consent);
	draw_known(w, b, b.row + 5);
	term_put(b.row + b.height - 1, b.col, b.width, ROLE_MUTED,
	    w->consent ? _("Phone and language are kept.")
	               : _("Without consent only the name is kept, for this event."));
	if (w->at == AT_KNOWN)
		ccol = b.col;
	term_cursor(crow, ccol, true);
}

static void close_walk_in(struct ui *u, struct screen *s)
{
	struct walk_in *w = (struct walk_in *)s;
	(void)u;
	line_free(&w->name);
	line_free(&w->phone);
	free(w);
}

static const struct action actions[] = {
    {"walkin.save", "Enter ^S F2", N_("Save, present"), N_("keep this person, who is present"), 1, true, act_save,
        NULL},
    {"walkin.next", "Tab", N_("Next field"), N_("the next field"), 2, true, act_next, NULL},
    {"walkin.previous", "S-Tab", NULL, N_("the field before"), 0, true, act_previous, NULL},
    {"walkin.down", "Down", N_("It is them"), N_("to the people with such a name"), 3, true, act_down, NULL},
    {"walkin.up", "Up", NULL, N_("back to the fields"), 0, true, act_up, NULL},
    {"walkin.cancel", "Esc", N_("Cancel"), N_("nobody is added"), 1, true, act_cancel, NULL},
    {NULL, NULL, NULL, NULL, 0, false, NULL, NULL},
};

const struct screen_class screen_walk_in = {
    .name = "walkin",
    .actions = actions,
    .overlay = true,
    .draw = draw,
    .key = key,
    .typing = typing,
    .close = close_walk_in,
};

void roll_walk_in_open(struct ui *u, struct roll *s)
{
	struct walk_in *w = mem_alloc(sizeof *w);
	w->base.c = &screen_walk_in;
	w->s = s;
	line_init(&w->name, false, line_text(&s->typed));
	line_init(&w->phone, false, "");
	w->language = language_of(lang_code(app_types(u->app)->lang));
	name_changed(u, w);
	ui_push(u, &w->base);
}
