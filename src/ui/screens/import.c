/* ui/screens/import.c - a table that comes in: what its columns become, in which letters it is written, how many rows
 * are new, known, refused; all of it is seen, and can be changed, before anything is stored. Calendars and JSON too. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "app/exchange.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "ui/screens/import.h"

enum { REASONS = 200, LARGE = 1 << 20 /* goes on in the background */ };

static struct import *import_of(struct screen *s)
{
	return (struct import *)s;
}

size_t import_rows(const struct import *i)
{
	return i->format == TABLE ? FIRST_COLUMN + i->table.columns : i->format == CALENDAR ? 1 : 0;
}

/* ---- trying it out: nothing is stored */

static bool take_reason(void *ctx, size_t row, enum app_row_fate fate, const char *why)
{
	struct import *i = ctx;
	if (fate == ROW_REFUSED && i->nreasons++ < REASONS)
		buf_print(&i->reasons, _("Row %zu: %s\n"), row, why ? why : "");
	return true;
}

static bool typed_ahead(void *ctx)
{
	(void)ctx;
	return term_pending();
}

static bool run_import(struct ui *u, struct import *i, bool dry, struct err *e)
{
	free(i->counts.refused_path);
	i->counts = (struct app_import){
	    .dry_run = dry, .each = take_reason, .doubles = true, .decide = import_decide, .ctx = i};
	i->doubles.n = 0;
	if (i->format == CALENDAR) {
		i->counts.each = NULL; /* told entry by entry instead */
		i->counts.entry = import_entries_take;
		i->counts.ctx = &i->entries;
	}
	if (*i->encoding)
		i->counts.encoding = i->encoding;
	buf_clear(&i->reasons);
	import_entries_clear(&i->entries);
	i->nreasons = 0;
	if (i->format == CALENDAR)
		return app_import_ics(u->app, i->path, i->kind, &i->counts, e);
	if (i->format == JSON)
		return app_import_json(u->app, i->path, &i->counts, e);
	return app_table_import(u->app, i->kind, &i->table, &i->counts, e);
}

static size_t known_columns(const struct app_table *t)
{
	size_t n = 0;
	for (size_t i = 0; i < t->columns; i++)
		n += t->fields[i] >= 0;
	return n;
}

static bool idle(struct ui *u, struct screen *s)
{
	struct import *i = import_of(s);
	struct err e = ERR_INIT;
	if (!i->count_due)
		return false;
	if (i->format == TABLE && known_columns(&i->table) == 0) { /* a person says which they are */
		i->count_due = false;
		return true;
	}
	app_set_interrupt(u->app, typed_ahead, NULL);
	i->counted = run_import(u, i, true, &e);
	app_set_interrupt(u->app, NULL, NULL);
	i->count_due = !i->counted && e.code == ERR_INTERRUPTED; /* a key was waiting: again after it */
	if (!i->counted && !i->count_due)
		ui_error(u, &e);
	return !i->count_due;
}

void import_count_again(struct import *i)
{
	i->count_due = true;
	i->counted = false;
}

/* ---- looking at the file */

/* The kind of which most columns are known; of equals the one that was wanted, then people. */
static void guess_kind(struct ui *u, struct import *i)
{
	size_t n, best = known_columns(&i->table);
	const struct kind *all = kinds_all(&n), *found = i->kind;
	for (size_t k = 0; k < n; k++) {
		app_table_mean(&i->table, &all[k]);
		if (known_columns(&i->table) > best) {
			best = known_columns(&i->table);
			found = &all[k];
		}
	}
	const struct kind *known = app_table_known(u->app, &i->table);
	i->kind = known ? known : found;
	app_table_mean(&i->table, i->kind);
	app_table_recall(u->app, i->kind, &i->table);
}

static bool look(struct ui *u, struct import *i, struct err *e)
{
	app_table_free(&i->table);
	return app_table_look(u->app, i->kind, i->path, *i->encoding ? i->encoding : NULL, &i->table, e);
}

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	struct import *i = import_of(s);
	(void)u;
	if (i->step)
		buf_print(left, "%s · ", i->step);
	buf_print(left, _("Import: %s"), path_base(i->path));
	if (i->counted) {
		size_t n = i->counts.fresh + i->counts.changed + i->counts.same + i->counts.refused;
		buf_print(right, tr_n("%zu row", "%zu rows", n), n);
	}
}

/* ---- changing what it means */

static void kind_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct import *i = ctx;
	size_t n;
	(void)u;
	if (index < 0)
		return;
	i->kind = &kinds_all(&n)[value];
	if (i->format == TABLE) {
		app_table_mean(&i->table, i->kind);
		app_table_recall(u->app, i->kind, &i->table);
		i->mapped = true;
	}
	import_count_again(i);
}

static void ask_kind(struct ui *u, struct import *i)
{
	size_t n, used = 0, selected = 0;
	const struct kind *all = kinds_all(&n);
	struct menu_item *items = mem_array(n, sizeof *items);
	for (size_t k = 0; k < n; k++) {
		if (i->format == CALENDAR && !all[k].calendar.has)
			continue;
		selected = &all[k] == i->kind ? used : selected;
		items[used++] = (struct menu_item){mem_copy_text(tr(all[k].plural)), NULL, (int64_t)k, false, false};
	}
	menu_open(u, _("The rows are"), items, used, selected, kind_chosen, i);
	for (size_t k = 0; k < used; k++)
		free(items[k].text);
	free(items);
}

static const char *const encodings[] = {"UTF-8", "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252", "ISO-8859-2",
    "ISO-8859-16", "KOI8-R", "IBM866", "UTF-16LE"};
enum { ENCODINGS = sizeof encodings / sizeof *encodings };

/* The columns stay as they were corrected. */
static void encoding_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct import *i = ctx;
	struct err e = ERR_INIT;
	struct app_table before;
	if (index < 0)
		return;
	before = i->table;
	memset(&i->table, 0, sizeof i->table);
	snprintf(i->encoding, sizeof i->encoding, "%s", encodings[value]);
	if (look(u, i, &e)) {
		app_table_free(&before);
		import_count_again(i);
		return;
	}
	i->table = before;
	ui_error(u, &e);
}

static void ask_encoding(struct ui *u, struct import *i)
{
	struct menu_item items[ENCODINGS] = {{0}};
	size_t selected = 0;
	for (size_t n = 0; n < ENCODINGS; n++) {
		selected = strcmp(encodings[n], i->table.encoding) == 0 ? n : selected;
		items[n] = (struct menu_item){mem_copy_text(encodings[n]), NULL, (int64_t)n, false, false};
	}
	menu_open(u, _("Letters (encoding)"), items, ENCODINGS, selected, encoding_chosen, i);
	for (size_t n = 0; n < ENCODINGS; n++)
		free(items[n].text);
}

static void field_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct import *i = ctx;
	size_t c = i->at - FIRST_COLUMN;
	(void)u;
	if (index < 0 || i->at < FIRST_COLUMN || c >= i->table.columns)
		return;
	for (size_t n = 0; n < i->table.columns && value >= 0; n++)
		if (i->table.fields[n] == (int)value)
			i->table.fields[n] = -1; /* two columns never become one field */
	i->table.fields[c] = (int)value;
	i->table.ids[c] = false;
	i->mapped = true;
	import_count_again(i);
}

static void ask_field(struct ui *u, struct import *i)
{
	int n = i->kind->nfields, used = 0, selected = 0, now = i->table.fields[i->at - FIRST_COLUMN];
	struct menu_item *items = mem_array((size_t)n + 1, sizeof *items);
	items[used++] = (struct menu_item){mem_copy_text(_("(left out)")), NULL, -1, false, false};
	for (int f = 1; f < n; f++) {
		if (!(i->kind->fields[f].in & IN_CSV))
			continue;
		selected = f == now ? used : selected;
		items[used++] = (struct menu_item){mem_copy_text(tr(i->kind->fields[f].label)), NULL, f, false, false};
	}
	menu_open(u, i->table.headers[i->at - FIRST_COLUMN], items, (size_t)used, (size_t)selected, field_chosen, i);
	for (int f = 0; f < used; f++)
		free(items[f].text);
	free(items);
}

/* ---- doing */

static void run_change(struct ui *u, struct screen *s)
{
	struct import *i = import_of(s);
	if (i->at == KIND_ROW)
		ask_kind(u, i);
	else if (i->at == ENCODING_ROW)
		ask_encoding(u, i);
	else if (i->at == DOUBLES_ROW)
		import_doubles_ask(u, i);
	else
		ask_field(u, i);
}

static bool can_change(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("There is nothing to change here.");
	return import_of(s)->at < import_rows(import_of(s));
}

static bool can_store(struct ui *u, struct screen *s, const char **why)
{
	struct import *i = import_of(s);
	*why = app_readonly_reason(u->app);
	if (*why)
		return false;
	*why = _("No row of this file can be taken: look at the columns (e) and the reasons (r).");
	if (i->format == TABLE && known_columns(&i->table) == 0)
		return false;
	return !i->counted || i->counts.fresh + i->counts.changed + i->counts.same > 0;
}

void import_say_done(struct ui *u, const struct app_import *c)
{
	struct buf b = BUF_INIT;
	buf_print(&b, tr_n("%zu new", "%zu new", c->fresh), c->fresh);
	if (c->changed)
		buf_print(&b, tr_n(", %zu changed", ", %zu changed", c->changed), c->changed);
	if (c->refused_path)
		ui_saved(u, _("Imported: %s; u takes it back. Faults: %s"), buf_str(&b), path_base(c->refused_path));
	else
		ui_saved(u, _("Imported: %s. u takes all of it back."), buf_str(&b));
	buf_free(&b);
}

static bool is_large(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && st.st_size > LARGE;
}

/* The columns as they are now, for the next table with these headers. */
static void remember(struct ui *u, const struct import *i)
{
	struct err ignored = ERR_INIT;
	if (i->format == TABLE && i->mapped)
		app_table_remember(u->app, i->kind, &i->table, &ignored);
}

static void run_store(struct ui *u, struct screen *s)
{
	struct import *i = import_of(s);
	struct err e = ERR_INIT;
	if (i->format == TABLE && is_large(i->path) && import_job_can(&i->table)) {
		remember(u, i);
		import_job_start(u, i);
		ui_drop(u, s);
		return;
	}
	if (!run_import(u, i, false, &e)) {
		ui_error(u, &e);
		return;
	}
	remember(u, i);
	struct app_import counts = i->counts;
	i->counts.refused_path = NULL;
	ui_drop(u, s);
	ui_refresh_all(u);
	import_say_done(u, &counts);
	free(counts.refused_path);
}

static bool has_entries(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Only a calendar has entries.");
	return import_of(s)->entries.n > 0;
}

static void run_entries(struct ui *u, struct screen *s)
{
	import_entries_show(u, &import_of(s)->entries);
}

static bool has_reasons(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("No row has a fault.");
	return import_of(s)->nreasons > 0 || import_of(s)->entries.nreasons > 0;
}

static void run_reasons(struct ui *u, struct screen *s)
{
	struct import *i = import_of(s);
	struct buf b = BUF_INIT;
	buf_text(&b, buf_str(i->format == CALENDAR ? &i->entries.reasons : &i->reasons));
	if (i->nreasons > REASONS)
		buf_print(&b, _("… and %zu more\n"), i->nreasons - REASONS);
	if (i->format == TABLE)
		buf_print(&b, "\n%s", _("The others are imported; these go, with the reason, to a file beside yours."));
	pager_open(u, _("Rows with faults"), buf_str(&b));
	buf_free(&b);
}

static bool has_doubles(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("No row is like somebody who is here.");
	return import_of(s)->doubles.n > 0;
}

static void run_doubles(struct ui *u, struct screen *s)
{
	import_doubles_open(u, import_of(s));
}

static void move(struct import *i, int by)
{
	int n = (int)import_rows(i), to = (int)i->at + by;
	i->at = n == 0 || to < 0 ? 0 : to >= n ? (size_t)n - 1 : (size_t)to;
}

#define MOVE(name, by)                                                                                                 \
	static void name(struct ui *u, struct screen *s)                                                               \
	{                                                                                                              \
		(void)u;                                                                                               \
		move(import_of(s), by);                                                                                \
	}
MOVE(run_up, -1)
MOVE(run_down, 1)
MOVE(run_page_up, -10)
MOVE(run_page_down, 10)
#undef MOVE

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct import *i = import_of(s);
	if (k->code != K_MOUSE)
		return false;
	if (k->mouse_button == 4 || k->mouse_button == 5) {
		move(i, k->mouse_button == 4 ? -1 : 1);
		return true;
	}
	int row = k->mouse_row - 2;
	size_t to = row < FIRST_COLUMN ? (size_t)row : FIRST_COLUMN + i->top + (size_t)(k->mouse_row - i->first_row);
	if (k->mouse_button != 1 || row < 0 || (row >= FIRST_COLUMN && k->mouse_row < i->first_row) ||
	    to >= import_rows(i))
		return false;
	bool again = i->at == to;
	i->at = to;
	if (again || k->mouse_double)
		run_change(u, s);
	return true;
}

static void close_import(struct ui *u, struct screen *s)
{
	struct import *i = import_of(s);
	(void)u;
	app_table_free(&i->table);
	buf_free(&i->reasons);
	import_doubles_free(&i->doubles);
	import_entries_free(&i->entries);
	free(i->counts.refused_path);
	free(i->path);
	free(i);
}

static const struct action actions[] = {
    {"import.store", "Enter ^S F2", N_("Import"), N_("import the rows; u takes it back"), 1, false, run_store,
        can_store},
    {"import.change", "e F4 Space Right", N_("Change"), N_("what this column becomes; the kind; the encoding"), 2,
        false, run_change, can_change},
    {"import.entries", "v", N_("Entries"), N_("a calendar's entries, and what becomes of each"), 2, false, run_entries,
        has_entries},
    {"import.reasons", "r", N_("Faults"), N_("the rows that cannot be taken, with the reasons"), 2, false, run_reasons,
        has_reasons},
    {"import.doubles", "P", N_("Doubles"), N_("the rows that are like somebody who is here, one by one"), 2, false,
        run_doubles, has_doubles},
    {"import.up", "Up k S-Tab", N_("Choose"), N_("line above"), 3, false, run_up, NULL},
    {"import.down", "Down j Tab", N_("Choose"), N_("line below"), 3, false, run_down, NULL},
    {"import.page-up", "PgUp Home g ^U", NULL, N_("a page up"), 0, false, run_page_up, NULL},
    {"import.page-down", "PgDn End G ^D", NULL, N_("a page down"), 0, false, run_page_down, NULL},
    {0},
};

const struct screen_class screen_import = {
    .name = "import",
    .actions = actions,
    .draw = import_draw,
    .key = key,
    .title = title,
    .idle = idle,
    .close = close_import,
};

static enum import_format format_of(const char *path)
{
	const char *dot = strrchr(path_base(path), '.');
	if (dot && strcasecmp(dot, ".ics") == 0)
		return CALENDAR;
	return dot && strcasecmp(dot, ".json") == 0 ? JSON : TABLE;
}

bool import_open(struct ui *u, const struct kind *k, const char *path, const char *step)
{
	struct import *i = mem_alloc(sizeof *i);
	struct err e = ERR_INIT;
	i->s.c = &screen_import;
	i->s.section = ui_top(u) ? ui_top(u)->section : SECTION_OTHER;
	i->step = step;
	i->path = mem_copy_text(path);
	i->format = format_of(path);
	i->kind = k ? k : kind_get(i->format == CALENDAR ? KIND_meeting : KIND_person);
	i->at = i->format == TABLE ? FIRST_COLUMN : 0;
	i->count_due = true;
	i->doubles.otherwise = DOUBLE_LATER;
	if (i->format == TABLE && !look(u, i, &e)) {
		close_import(u, &i->s);
		ui_error(u, &e);
		return false;
	}
	if (i->format == TABLE && !k)
		guess_kind(u, i);
	return ui_push(u, &i->s);
}

/* ---- from anywhere */

static void file_chosen(struct ui *u, void *ctx, const char *path)
{
	if (path)
		import_open(u, ctx, path, NULL);
}

void import_ask(struct ui *u, const struct kind *k)
{
	char *folder = path_documents();
	path_prompt_open(u, _("Import: which file?"), folder, IMPORT_ENDINGS,
	    _("A table (CSV from Excel, Google Sheets), a calendar (.ics), JSON."), file_chosen, (void *)(uintptr_t)k);
	free(folder);
}
