/* ui/screens/settings.c - the settings: one row each, with its values. Changes act at once and are written at once. */
#include <stdlib.h>
#include <string.h>

#include "app/exchange.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/ui_internal.h"

struct settings {
	struct screen s;
	size_t at, top;
	int first_row; /* as last drawn */
};

struct value_row {
	const char *value, *label; /* N_() */
};

/* A setting: values to choose from, or free text when there are none, or something to do. */
struct setting {
	const char *key; /* of app_conf */
	const char *label, *help;
	const char *initial;
	const struct value_row *values;
	void (*run)(struct ui *u);
	bool group; /* of the database: cannot be changed when that is for looking only */
};

static const struct value_row languages[] = {{"ro", "Română"}, {"ru", "Русский"}, {"en", "English"}, {NULL, NULL}};
static const struct value_row themes[] = {{"auto", N_("auto")}, {"light", N_("light")}, {"dark", N_("dark")},
    {"contrast", N_("high contrast")}, {"mono", N_("no colours")}, {NULL, NULL}};
static const struct value_row signs[] = {
    {"auto", N_("auto")}, {"unicode", "Unicode"}, {"ascii", "ASCII"}, {NULL, NULL}};
static const struct value_row yes_no[] = {{"1", N_("yes")}, {"0", N_("no")}, {NULL, NULL}};

static void run_backup(struct ui *u);
static void run_check(struct ui *u);

static const struct setting rows[] = {
    {"language", N_("Language"), N_("of the screens; records stay as they were typed"), "ro", languages, NULL, false},
    {"theme", N_("Theme"), N_("colours; without any: bold, underlined, reverse"), "auto", themes, NULL, false},
    {"signs", N_("Signs"), N_("ASCII for terminals that show squares or question marks"), "auto", signs, NULL, false},
    {"mouse", N_("Mouse"), N_("Shift and drag still selects text in the terminal"), "1", yes_no, NULL, false},
    {"cursor", N_("Cursor always visible"), N_("for screen readers and magnifiers"), "0", yes_no, NULL, false},
    {"plain", N_("Plain text"), N_("no boxes, one column, labels before values: for speech and braille"), "0", yes_no,
        NULL, false},
    {"position", N_("Position in lists"), N_("\"3 of 12\" beside the messages; plain text always has it"), "0", yes_no,
        NULL, false},
    {"who", N_("Your name"), N_("stands in the history of changes"), "", NULL, NULL, false},
    {"group.name", N_("The group's name"), N_("on reports, sheets and calendars"), "", NULL, NULL, true},
    {"group.locality", N_("Place"), N_("where the group works"), "", NULL, NULL, true},
    {"group.address", N_("The group's address"), N_("on letters and contact cards"), "", NULL, NULL, true},
    {"group.phone", N_("The group's phone"), N_("on letters and contact cards"), "", NULL, NULL, true},
    {"group.email", N_("The group's e-mail"), N_("on letters and contact cards"), "", NULL, NULL, true},
    {"group.calendar", N_("Public calendar"), N_("its address on the web: a QR code on contact cards"), "", NULL, NULL,
        true},
    {"backup.folder", N_("Folder for safety copies"), N_("empty: the usual one in the documents"), "", NULL, NULL,
        false},
    {"", N_("Make a safety copy now"), N_("a checked copy of the whole database"), "", NULL, run_backup, false},
    {"", N_("Check the database"), N_("reads everything once"), "", NULL, run_check, false},
};
enum { ROWS = sizeof rows / sizeof *rows };

static struct settings *settings_of(struct screen *s)
{
	return (struct settings *)s;
}

/* ---- values */

static const char *current(struct ui *u, const struct setting *row)
{
	if (row->values == languages)
		return lang_code(lang_now());
	return app_conf(u->app, row->key, row->initial);
}

static void value_text(struct ui *u, const struct setting *row, struct buf *out)
{
	const char *now = *row->key ? current(u, row) : "";
	for (const struct value_row *v = row->values; v && v->value; v++)
		if (strcmp(v->value, now) == 0) {
			buf_print(out, "< %s >", tr(v->label));
			return;
		}
	buf_text(out, now);
}

static void store(struct ui *u, const struct setting *row, const char *value)
{
	struct err e = ERR_INIT;
	enum lang l;
	bool ok = row->values == languages && lang_from_code(value, &l) ? app_set_lang(u->app, l, &e)
	                                                                : app_set_conf(u->app, row->key, value, &e);
	if (!ok) {
		ui_error(u, &e);
		return;
	}
	ui_apply_settings(u);
	ui_refresh_all(u);
	struct buf b = BUF_INIT;
	value_text(u, row, &b);
	ui_saved(u, "%s: %s", tr(row->label), buf_str(&b));
	buf_free(&b);
}

static void turn(struct ui *u, const struct setting *row, int by)
{
	int n = 0, at = 0;
	const char *now = current(u, row);
	for (; row->values[n].value; n++)
		if (strcmp(row->values[n].value, now) == 0)
			at = n;
	store(u, row, row->values[(at + by + n) % n].value);
}

static void typed(struct ui *u, void *ctx, const char *text)
{
	struct settings *st = ctx;
	if (text)
		store(u, &rows[st->at], text);
}

static void run_backup(struct ui *u)
{
	ui_action(u, "backup");
}

static void take_line(void *ctx, const char *line)
{
	buf_print(ctx, "%s\n", line);
}

static void run_check(struct ui *u)
{
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT;
	bool ok = app_check(u->app, take_line, &b, &e);
	if (!ok)
		ui_error(u, &e);
	else
		pager_open(u, _("Check"), b.len ? buf_str(&b) : _("All is well."));
	buf_free(&b);
}

/* ---- painting */

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	(void)u;
	(void)s;
	(void)right;
	buf_text(left, _("Settings"));
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct settings *st = settings_of(s);
	int cols = term_cols(), label = cols < 80 ? 26 : 30, n = 0;
	st->first_row = top;
	for (size_t i = 0; i < ROWS && n < height - 3; i++, n++) {
		bool selected = i == st->at;
		enum role role = selected ? ROLE_SELECTED : ROLE_NORMAL;
		struct buf b = BUF_INIT;
		value_text(u, &rows[i], &b);
		if (selected)
			term_fill(top + n, 0, cols, role, ' ');
		term_put(top + n, 0, 1, role, selected ? ">" : " ");
		term_put(top + n, 2, label - 3, role, tr(rows[i].label));
		term_put(top + n, label, cols - label - 1, role, buf_str(&b));
		buf_free(&b);
	}
	term_put(top + n + 1, 2, cols - 3, ROLE_MUTED, tr(rows[st->at].help));
	term_put(
	    top + n + 2, 2, cols - 3, ROLE_NORMAL, _("Sample:  ! attention   * marked   ă â î ș ț   щ ы э ю я   ─│█░"));
	term_cursor(top + (int)st->at, 0, false);
}

/* ---- doing */

static void run_up(struct ui *u, struct screen *s)
{
	(void)u;
	settings_of(s)->at -= settings_of(s)->at > 0;
}

static void run_down(struct ui *u, struct screen *s)
{
	(void)u;
	settings_of(s)->at += settings_of(s)->at + 1 < ROWS;
}

static void run_left(struct ui *u, struct screen *s)
{
	turn(u, &rows[settings_of(s)->at], -1);
}

static void run_right(struct ui *u, struct screen *s)
{
	turn(u, &rows[settings_of(s)->at], 1);
}

static void run_change(struct ui *u, struct screen *s)
{
	const struct setting *row = &rows[settings_of(s)->at];
	if (row->run)
		row->run(u);
	else if (row->values)
		turn(u, row, 1);
	else
		prompt_open(u, tr(row->label), current(u, row), tr(row->help), typed, settings_of(s));
}

static void run_default(struct ui *u, struct screen *s)
{
	const struct setting *row = &rows[settings_of(s)->at];
	store(u, row, row->initial);
}

static bool can_turn(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Enter changes this one.");
	return rows[settings_of(s)->at].values != NULL;
}

static bool can_change(struct ui *u, struct screen *s, const char **why)
{
	*why = app_readonly_reason(u->app);
	return !(rows[settings_of(s)->at].group && *why);
}

static bool can_default(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("This one has no usual value.");
	return rows[settings_of(s)->at].values != NULL;
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct settings *st = settings_of(s);
	if (k->code != K_MOUSE || k->mouse_button != 1 || k->mouse_row < st->first_row ||
	    k->mouse_row >= st->first_row + (int)ROWS)
		return false;
	bool again = st->at == (size_t)(k->mouse_row - st->first_row);
	st->at = (size_t)(k->mouse_row - st->first_row);
	if (again)
		run_change(u, s);
	return true;
}

static void close_settings(struct ui *u, struct screen *s)
{
	(void)u;
	free(s);
}

static const struct action actions[] = {
    {"settings.up", "Up k S-Tab", N_("Choose"), N_("line above"), 2, false, run_up, NULL},
    {"settings.down", "Down j Tab", N_("Choose"), N_("line below"), 2, false, run_down, NULL},
    {"settings.left", "Left h", N_("Value"), N_("the value before"), 2, false, run_left, can_turn},
    {"settings.right", "Right l", N_("Value"), N_("the next value"), 2, false, run_right, can_turn},
    {"settings.change", "Enter Space e", N_("Change"), N_("change, or do it"), 1, false, run_change, can_change},
    {"settings.default", "R", N_("Usual"), N_("the usual value again"), 5, false, run_default, can_default},
    {0},
};

static const struct screen_class settings_class = {
    .name = "settings",
    .actions = actions,
    .draw = draw,
    .key = key,
    .title = title,
    .close = close_settings,
};

void settings_open(struct ui *u)
{
	struct settings *st = mem_alloc(sizeof *st);
	st->s.c = &settings_class;
	st->s.section = SECTION_OTHER;
	ui_push(u, &st->s);
}
