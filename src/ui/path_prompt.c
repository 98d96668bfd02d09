/* ui/path_prompt.c - a dialog for a file: what is typed, and below it what the folder holds. Tab completes, arrows
 * choose, Enter opens a folder or takes the file. Knows nothing of what the file is for. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "ui/chooser.h"
#include "ui/line.h"
#include "ui/ui_internal.h"

enum { MOST = 500 };

struct path_prompt {
	struct screen s;
	char *title, *help;
	const char *endings; /* "csv tsv txt"; NULL: every file */
	struct line line;
	struct chooser list;
	bool chose; /* by arrows: Enter means the line of the list */
	path_done *done;
	void *ctx;
};

static struct path_prompt *prompt_of(struct screen *s)
{
	return (struct path_prompt *)s;
}

/* ---- what the folder holds */

static bool is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool has_ending(const char *name, const char *endings)
{
	const char *dot = strrchr(name, '.');
	if (!endings)
		return true;
	if (!dot)
		return false;
	for (const char *e = endings; *e;) {
		size_t n = strcspn(e, " ");
		if (strlen(dot + 1) == n && strncasecmp(dot + 1, e, n) == 0)
			return true;
		e += n + (e[n] == ' ');
	}
	return false;
}

static bool begins(const char *name, const char *typed)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	text_key(name, &a);
	text_key(typed, &b);
	bool fits = strncasecmp(name, typed, strlen(typed)) == 0 || text_key_matches(buf_str(&a), buf_str(&b));
	buf_free(&a);
	buf_free(&b);
	return fits;
}

struct names {
	char **at;
	size_t n;
};

static int by_name(const void *a, const void *b)
{
	return text_compare(*(char *const *)a, *(char *const *)b);
}

/* Folders end with a slash. */
static struct names read_folder(const char *folder, const char *typed, const char *endings, bool folders)
{
	struct names names = {NULL, 0};
	DIR *d = opendir(folder);
	for (const struct dirent *en; d && (en = readdir(d)) && names.n < MOST;) {
		if (en->d_name[0] == '.' || !begins(en->d_name, typed))
			continue;
		char *path = path_join(folder, en->d_name);
		bool is_dir = is_folder(path);
		if (is_dir == folders && (is_dir || has_ending(en->d_name, endings))) {
			names.at = mem_resize(names.at, names.n + 1, sizeof *names.at);
			names.at[names.n++] = mem_print("%s%s", en->d_name, is_dir ? "/" : "");
		}
		free(path);
	}
	if (d)
		closedir(d);
	if (names.n)
		qsort(names.at, names.n, sizeof *names.at, by_name);
	return names;
}

static void add_names(struct path_prompt *p, const char *folder, const char *typed, bool folders)
{
	struct names names = read_folder(folder, typed, p->endings, folders);
	for (size_t i = 0; i < names.n; i++) {
		chooser_add(&p->list, names.at[i], NULL, 0, false, false);
		free(names.at[i]);
	}
	free(names.at);
}

/* The folder that is typed, with its slash, and the rest after it. */
static void split(const char *typed, char **folder, char **name)
{
	const char *slash = strrchr(typed, '/');
	size_t n = slash ? (size_t)(slash - typed) + 1 : 0;
	*folder = mem_copy_bytes(typed, n);
	*name = mem_copy_text(typed + n);
}

static void fill(struct path_prompt *p)
{
	char *folder, *name;
	split(line_text(&p->line), &folder, &name);
	char *full = path_as_typed(folder);
	chooser_clear(&p->list);
	add_names(p, full, name, false);
	add_names(p, full, name, true);
	chooser_filter(&p->list, "");
	p->chose = false;
	free(full);
	free(folder);
	free(name);
}

/* ---- doing */

static void take_item(struct path_prompt *p)
{
	const struct menu_item *i = chooser_selected(&p->list, NULL);
	char *folder, *name;
	if (!i)
		return;
	split(line_text(&p->line), &folder, &name);
	char *path = mem_print("%s%s", folder, i->text);
	line_set(&p->line, path);
	fill(p);
	free(path);
	free(folder);
	free(name);
}

static void answer(struct ui *u, struct path_prompt *p, const char *path)
{
	path_done *done = p->done;
	void *ctx = p->ctx;
	char *copy = mem_copy_text(path);
	ui_drop(u, &p->s);
	if (done)
		done(u, ctx, copy);
	free(copy);
}

static void run_take(struct ui *u, struct screen *s)
{
	struct path_prompt *p = prompt_of(s);
	char *typed = path_as_typed(line_text(&p->line));
	if (p->chose || is_folder(typed) || !path_exists(typed))
		take_item(p); /* the line of the list that is marked */
	free(typed);
	char *path = path_as_typed(line_text(&p->line));
	size_t n = strlen(path);
	if (is_folder(path)) {
		if (line_text(&p->line)[0] && path[n - 1] != '/') {
			char *with = mem_print("%s/", line_text(&p->line));
			line_set(&p->line, with);
			free(with);
		}
		fill(p);
	} else if (path_exists(path)) {
		answer(u, p, path);
	} else {
		ui_say(u, ROLE_WARNING, _("There is no such file: %s"), path);
	}
	free(path);
}

/* As far as all that fit agree; one alone is taken whole. */
static void run_complete(struct ui *u, struct screen *s)
{
	struct path_prompt *p = prompt_of(s);
	(void)u;
	if (p->chose || p->list.nshown == 1) {
		take_item(p);
		return;
	}
	if (p->list.nshown == 0)
		return;
	const char *first = p->list.items[p->list.shown[0]].text;
	size_t common = strlen(first);
	for (size_t i = 1; i < p->list.nshown; i++) {
		const char *other = p->list.items[p->list.shown[i]].text;
		while (common > 0 && strncmp(first, other, common) != 0)
			common = text_prev_char(first, common);
	}
	char *folder, *name;
	split(line_text(&p->line), &folder, &name);
	if (common > strlen(name)) {
		char *path = mem_print("%s%.*s", folder, (int)common, first);
		line_set(&p->line, path);
		fill(p);
		free(path);
	}
	free(folder);
	free(name);
}

/* The first step goes into the list, to its first line. */
static void go(struct ui *u, struct screen *s, enum rows_step step)
{
	struct path_prompt *p = prompt_of(s);
	(void)u;
	if (p->chose)
		chooser_go(&p->list, step);
	p->chose = p->list.nshown > 0;
}
ROWS_RUN_TYPED(go)

static void run_cancel(struct ui *u, struct screen *s)
{
	answer(u, prompt_of(s), NULL);
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	struct path_prompt *p = prompt_of(s);
	if (chooser_pressed(&p->list, k)) {
		chooser_key(&p->list, k);
		p->chose = true;
		run_take(u, s);
		return true;
	}
	if (chooser_key(&p->list, k)) {
		p->chose = p->list.nshown > 0;
		return true;
	}
	if (!line_key(&p->line, k))
		return false;
	fill(p);
	return true;
}

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct path_prompt *p = prompt_of(s);
	int row, col, width = term_cols() - 12 < 72 ? term_cols() - 12 : 72;
	(void)u;
	(void)top;
	struct ui_box b = ui_box(height < 18 ? height : 18, width, p->title);
	term_put(b.row, b.col, 1, ROLE_NORMAL, "[");
	term_put(b.row, b.col + b.width - 1, 1, ROLE_NORMAL, "]");
	line_draw(&p->line, b.row, b.col + 2, 1, b.width - 4, !p->chose, &row, &col);
	chooser_draw(&p->list, b.row + 2, b.col, b.height - 4, b.width);
	if (p->list.nshown == 0)
		term_put(b.row + 2, b.col + 2, b.width - 2, ROLE_MUTED, _("Nothing here fits."));
	term_put(b.row + b.height - 1, b.col, b.width, ROLE_MUTED, p->help);
	if (!p->chose)
		term_cursor(row, col, true);
}

static bool typing(struct ui *u, struct screen *s)
{
	(void)u;
	(void)s;
	return true;
}

/* A press outside: an answer all the same. */
static bool leave(struct ui *u, struct screen *s, bool hangup)
{
	struct path_prompt *p = prompt_of(s);
	if (p->done && !hangup)
		p->done(u, p->ctx, NULL);
	p->done = NULL;
	return true;
}

static void close_prompt(struct ui *u, struct screen *s)
{
	struct path_prompt *p = prompt_of(s);
	(void)u;
	chooser_clear(&p->list);
	line_free(&p->line);
	free(p->title);
	free(p->help);
	free(p);
}

static const struct action actions[] = {
    ROWS_TYPED("path", N_("Choose"), 2),
    {"path.take", "Enter ^S F2", N_("Take"), N_("open the folder, take the file"), 1, true, run_take, NULL},
    {"path.complete", "Tab", N_("Complete"), N_("complete what is typed"), 2, true, run_complete, NULL},
    {"path.cancel", "Esc", N_("Back"), N_("no file"), 1, true, run_cancel, NULL},
    {0},
};

const struct screen_class screen_path_prompt = {
    .name = "path",
    .actions = actions,
    .overlay = true,
    .draw = draw,
    .key = key,
    .typing = typing,
    .leave = leave,
    .close = close_prompt,
};

void path_prompt_open(struct ui *u, const char *title, const char *folder, const char *endings, const char *help,
    path_done *done, void *ctx)
{
	struct path_prompt *p = mem_alloc(sizeof *p);
	char *begin = folder && *folder && folder[strlen(folder) - 1] != '/' ? mem_print("%s/", folder)
	                                                                     : mem_copy_text(folder ? folder : "");
	p->s.c = &screen_path_prompt;
	p->title = mem_copy_text(title);
	p->help = mem_copy_text(help ? help : "");
	p->endings = endings;
	p->done = done;
	p->ctx = ctx;
	line_init(&p->line, false, begin);
	free(begin);
	if (ui_push(u, &p->s))
		fill(p);
}
