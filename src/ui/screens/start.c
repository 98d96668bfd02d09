/* ui/screens/start.c - the first run: the language and a test of the signs, then the group's name and what to begin
 * with; a table goes on to the import's preview. Everything can be changed later in the settings; Esc goes back. */
#include <stdlib.h>
#include <string.h>

#include "app/exchange.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "ui/line.h"
#include "ui/ui_internal.h"

enum step { LANGUAGE, GROUP };
enum place { NAME, LOCALITY, WHO, EMPTY, SAMPLE, TABLE, COPY, BACKUP, PLACES };

struct start {
	struct screen s;
	enum step step;
	int at; /* language, or place in the form */
	struct line lines[3];
	enum place begin; /* EMPTY to COPY */
	bool backup, ascii;
	int rows[PLACES]; /* as last drawn */
};

static struct start *start_of(struct screen *s)
{
	return (struct start *)s;
}

/* ---- step 1 */

static void choose_language(struct ui *u, struct start *st, int n)
{
	struct err e = ERR_INIT;
	st->at = n;
	if (!app_set_lang(u->app, (enum lang)n, &e))
		ui_error(u, &e);
}

static void draw_language(struct start *st, int height)
{
	int cols = term_cols(), row = height >= 22 ? 2 : 1, at = row;
	term_put(row, (cols - 9) / 2, 9, ROLE_TITLE, "O B Ș T E");
	term_put(row + 1, 6, cols - 7, ROLE_NORMAL, _("The group's shared notebook: people, actions, workshops"));
	term_put(row + 3, 3, cols - 4, ROLE_TITLE, "Limba · Язык · Language");
	for (int i = 0; i < LANG_COUNT; i++) {
		struct buf b = BUF_INIT;
		bool selected = i == st->at;
		buf_print(&b, "%s %d  %s ", selected ? ">" : " ", i + 1, lang_name((enum lang)i));
		st->rows[i] = row + 5 + i;
		term_put(row + 5 + i, 5, 18, selected ? ROLE_SELECTED : ROLE_NORMAL, buf_str(&b));
		if (selected)
			at = row + 5 + i;
		buf_free(&b);
	}
	term_put(row + 9, 3, cols - 4, ROLE_NORMAL, _("A test of the screen. All signs below must be clear:"));
	term_put(row + 11, 5, cols - 6, ROLE_NORMAL, "ă â î ș ț  Ă Â Î Ș Ț   а б в г ж щ ы э ю я");
	term_put(
	    row + (cols < 80 ? 12 : 11), cols < 80 ? 5 : 50, cols - (cols < 80 ? 6 : 51), ROLE_NORMAL, "─│┌┐└┘ █ ░ ■");
	term_put(row + 13, 3, cols - 4, ROLE_NORMAL, _("Squares or question marks? Press 9: only ASCII letters then."));
	term_put(height - 2, 3, cols - 4, ROLE_MUTED, _("Your data stays on this computer. Nothing is sent anywhere."));
	term_cursor(at, 5, false);
}

static void to_group(struct ui *u, struct start *st)
{
	choose_language(u, st, st->at);
	st->step = GROUP;
	st->at = NAME;
}

static void run_language(struct ui *u, struct screen *s)
{
	choose_language(u, start_of(s), u->p->running->keys[0] - '1');
	to_group(u, start_of(s));
}

static void run_ascii(struct ui *u, struct screen *s)
{
	struct start *st = start_of(s);
	struct err e = ERR_INIT;
	st->ascii = !st->ascii;
	app_set_conf(u->app, "signs", st->ascii ? "ascii" : "unicode", &e);
	ui_apply_settings(u);
}

/* ---- step 2 */

static void draw_field(struct start *st, int n, int row, const char *label)
{
	int cols = term_cols(), col = cols < 80 ? 22 : 26, width = cols - col - 6 < 44 ? cols - col - 6 : 44, at_row,
	    at_col;
	st->rows[n] = row;
	term_put(row, 3, col - 4, ROLE_NORMAL, label);
	term_put(row, col, 1, ROLE_NORMAL, "[");
	line_draw(&st->lines[n], row, col + 2, 1, width, st->at == n, &at_row, &at_col);
	term_put(row, col + width + 3, 1, ROLE_NORMAL, "]");
	if (st->at == n)
		term_cursor(at_row, at_col, true);
}

static void draw_radio(struct start *st, int n, int row, const char *mark, const char *label)
{
	struct buf b = BUF_INIT;
	bool selected = st->at == n;
	st->rows[n] = row;
	buf_print(&b, "%s %s %s", selected ? ">" : " ", mark, label);
	term_put(row, 5, term_cols() - 8, selected ? ROLE_SELECTED : ROLE_NORMAL, buf_str(&b));
	if (selected)
		term_cursor(row, 5, false);
	buf_free(&b);
}

static void draw_choices(struct start *st, int row)
{
	int cols = term_cols();
	term_put(row, 3, cols - 4, ROLE_NORMAL, _("What do we begin with?"));
	draw_radio(st, EMPTY, row + 2, st->begin == EMPTY ? "(*)" : "( )", _("Empty, with a list of first steps"));
	draw_radio(st, SAMPLE, row + 3, st->begin == SAMPLE ? "(*)" : "( )",
	    _("With sample data: invented people, actions, workshops"));
	term_put(row + 4, 11, cols - 12, ROLE_MUTED, _("You delete them at any time: More, Settings, Sample data"));
	draw_radio(st, TABLE, row + 5, st->begin == TABLE ? "(*)" : "( )",
	    _("I have a table already: import CSV (Excel, Google Sheets)"));
	draw_radio(st, COPY, row + 6, st->begin == COPY ? "(*)" : "( )", _("I have a safety copy: put it in place"));
}

static void draw_group(struct ui *u, struct start *st, int height)
{
	int cols = term_cols(), row = height >= 20 ? 3 : 2, gap = height >= 20 ? 1 : 0;
	char *folder = app_backup_folder(u->app);
	struct buf where = BUF_INIT;
	term_rule(1, 0, cols);
	term_put(1, 2, 0, ROLE_TITLE, _(" First start · step 2 of 3 "));
	draw_field(st, NAME, row, _("The group's name"));
	draw_field(st, LOCALITY, row + 1, _("Locality"));
	draw_field(st, WHO, row + 2, _("Who are you?"));
	term_put(row + 3, cols < 80 ? 22 : 26, cols - 27, ROLE_MUTED,
	    _("Stands in the history of changes. Can be changed."));
	draw_choices(st, row + 4 + gap);
	row += 11 + 2 * gap;
	draw_radio(st, BACKUP, row, st->backup ? "[x]" : "[ ]", _("A safety copy every day, the last 14 are kept"));
	buf_print(&where, _("In the folder %s"), path_shown(folder));
	term_put(row + 1, 11, cols - 12, ROLE_MUTED, buf_str(&where));
	buf_free(&where);
	free(folder);
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct start *st = start_of(s);
	if (st->step == LANGUAGE)
		draw_language(st, top + height);
	else
		draw_group(u, st, top + height);
}

/* ---- making it */

static bool make_empty(struct ui *u, struct start *st, struct err *e)
{
	struct app_new_group g = {.name = line_text(&st->lines[NAME]),
	    .locality = line_text(&st->lines[LOCALITY]),
	    .who = line_text(&st->lines[WHO])};
	char *folder = path_dir(app_db_path(u->app));
	bool ok = path_make_dirs(folder, e) && app_open(u->app, &g, e);
	free(folder);
	return ok;
}

/* What was answered beside the database; a settings file that cannot be written hinders nobody. */
static void keep_answers(struct ui *u, struct start *st)
{
	struct err ignored = ERR_INIT;
	app_set_conf(u->app, "backup.daily", st->backup ? "1" : "0", &ignored);
	app_set_conf(u->app, "first.steps", "1", &ignored);
	if (st->begin == SAMPLE && st->lines[WHO].text.len)
		app_set_conf(u->app, "who", line_text(&st->lines[WHO]), &ignored);
}

static bool begin(struct ui *u, struct start *st)
{
	struct err e = ERR_INIT;
	if (!(st->begin == SAMPLE ? app_enter_sample(u->app, &e) : make_empty(u, st, &e))) {
		ui_error(u, &e);
		return false;
	}
	keep_answers(u, st);
	ui_begin(u);
	return true;
}

/* Nothing is made before a file is chosen: Esc there comes back here. */
static void table_chosen(struct ui *u, void *ctx, const char *path)
{
	if (path && begin(u, ctx))
		import_open(u, NULL, path, _("First start · step 3 of 3"));
}

static void ask_table(struct ui *u, struct start *st)
{
	char *folder = path_documents();
	path_prompt_open(u, _("First start · step 3 of 3"), folder, IMPORT_ENDINGS,
	    _("Your table, saved as CSV. Tab completes; Esc goes back."), table_chosen, st);
	free(folder);
}

/* The copy knows the group and its people; who sits here it does not. */
static void is_back(struct ui *u, void *ctx, bool ok, const char *kept, const struct err *e)
{
	const struct start *st = ctx;
	struct err ignored = ERR_INIT;
	(void)kept;
	if (!ok) {
		ui_error(u, e);
		return;
	}
	if (st->lines[WHO].text.len)
		app_set_conf(u->app, "who", line_text(&st->lines[WHO]), &ignored);
	ui_begin(u);
	ui_say(u, ROLE_GOOD, _("The copy is in place."));
}

static void copy_chosen(struct ui *u, void *ctx, const char *path)
{
	struct err e = ERR_INIT;
	char *folder = path_dir(app_db_path(u->app));
	if (path && path_make_dirs(folder, &e))
		restore_copy(u, path, is_back, ctx);
	else if (path)
		ui_error(u, &e);
	free(folder);
}

static void ask_copy(struct ui *u, struct start *st)
{
	char *folder = app_backup_folder(u->app), *documents = path_documents();
	path_prompt_open(u, _("Which copy?"), path_exists(folder) ? folder : documents, "db sealed",
	    _("On a stick or another disk: its name ends with .db or .sealed."), copy_chosen, st);
	free(documents);
	free(folder);
}

static void make(struct ui *u, struct start *st)
{
	if (st->begin == COPY) {
		ask_copy(u, st);
	} else if (st->begin != SAMPLE && st->lines[NAME].text.len == 0) {
		st->at = NAME;
		ui_say(u, ROLE_WARNING, _("What is the group called? It can be changed later."));
	} else if (st->begin == TABLE) {
		ask_table(u, st);
	} else {
		begin(u, st);
	}
}

/* ---- keys */

static void step_by(struct ui *u, struct start *st, int by)
{
	int n = st->step == LANGUAGE ? (int)LANG_COUNT : (int)PLACES;
	st->at = (st->at + by + n) % n;
	if (st->step == LANGUAGE)
		choose_language(u, st, st->at);
}

static void run_up(struct ui *u, struct screen *s)
{
	step_by(u, start_of(s), -1);
}

static void run_down(struct ui *u, struct screen *s)
{
	step_by(u, start_of(s), 1);
}

static void run_next(struct ui *u, struct screen *s)
{
	struct start *st = start_of(s);
	if (st->step == LANGUAGE) {
		to_group(u, st);
		return;
	}
	if (st->at < EMPTY) {
		st->at++;
		return;
	}
	if (st->at != BACKUP)
		st->begin = (enum place)st->at;
	make(u, st);
}

static void run_make(struct ui *u, struct screen *s)
{
	make(u, start_of(s));
}

static void run_tick(struct ui *u, struct screen *s)
{
	(void)u;
	struct start *st = start_of(s);
	if (st->at == BACKUP)
		st->backup = !st->backup;
	else
		st->begin = (enum place)st->at;
}

static void run_back(struct ui *u, struct screen *s)
{
	struct start *st = start_of(s);
	(void)u;
	st->step = LANGUAGE;
	st->at = (int)lang_now();
}

static void run_quit(struct ui *u, struct screen *s)
{
	(void)s;
	ui_quit(u);
}

static bool in_languages(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	(void)why;
	return start_of(s)->step == LANGUAGE;
}

static bool in_form(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	(void)why;
	return start_of(s)->step == GROUP;
}

static bool on_radio(struct ui *u, struct screen *s, const char **why)
{
	return in_form(u, s, why) && start_of(s)->at >= EMPTY;
}

static bool typing(struct ui *u, struct screen *s)
{
	(void)u;
	return start_of(s)->step == GROUP && start_of(s)->at < EMPTY;
}

/* A press chooses the line, a second one goes on. */
static bool press(struct ui *u, struct start *st, const struct key *k)
{
	int n = st->step == LANGUAGE ? (int)LANG_COUNT : (int)PLACES;
	for (int i = 0; k->mouse_button == 1 && i < n; i++) {
		if (k->mouse_row != st->rows[i])
			continue;
		bool again = st->at == i;
		st->at = i;
		if (st->step == LANGUAGE)
			choose_language(u, st, i);
		else if (i >= EMPTY)
			run_tick(u, &st->s);
		if (again && (st->step == LANGUAGE || (i >= EMPTY && i != BACKUP)))
			run_next(u, &st->s);
		return true;
	}
	return false;
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct start *st = start_of(s);
	if (k->code == K_MOUSE)
		return press(u, st, k);
	return st->step == GROUP && st->at < EMPTY && line_key(&st->lines[st->at], k);
}

static void close_start(struct ui *u, struct screen *s)
{
	(void)u;
	for (int i = 0; i < 3; i++)
		line_free(&start_of(s)->lines[i]);
	free(s);
}

static const struct action actions[] = {
    {"start.up", "Up S-Tab", N_("Choose"), N_("line above"), 2, true, run_up, NULL},
    {"start.down", "Down Tab", N_("Choose"), N_("line below"), 2, true, run_down, NULL},
    {"start.next", "Enter", N_("Continue"), N_("the next step"), 1, true, run_next, NULL},
    {"start.tick", "Space", N_("Tick"), N_("choose this"), 3, false, run_tick, on_radio},
    {"start.make", "^S F2", N_("Begin"), N_("begin with what is filled in"), 3, true, run_make, in_form},
    {"start.romanian", "1", NULL, "Română", 0, false, run_language, in_languages},
    {"start.russian", "2", NULL, "Русский", 0, false, run_language, in_languages},
    {"start.english", "3", NULL, "English", 0, false, run_language, in_languages},
    {"start.ascii", "9", N_("Plain signs"), N_("only ASCII letters and signs, or all of them again"), 3, false,
        run_ascii, in_languages},
    {"start.back", "Esc", N_("Back"), N_("the step before"), 1, true, run_back, in_form},
    {"start.quit", "Esc q", N_("Quit"), N_("quit; nothing was made yet"), 1, false, run_quit, in_languages},
    {0},
};

const struct screen_class screen_start = {
    .name = "start",
    .actions = actions,
    .full = true,
    .draw = draw,
    .key = key,
    .typing = typing,
    .close = close_start,
};

void start_open(struct ui *u)
{
	struct start *st = mem_alloc(sizeof *st);
	st->s.c = &screen_start;
	st->at = (int)lang_now();
	st->ascii = term_ascii();
	st->begin = EMPTY;
	st->backup = true;
	line_init(&st->lines[NAME], false, "");
	line_init(&st->lines[LOCALITY], false, "Chișinău");
	line_init(&st->lines[WHO], false, app_conf(u->app, "who", ""));
	ui_push(u, &st->s);
}
