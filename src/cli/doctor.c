/* cli/doctor.c - obste doctor: does this machine have what the program needs? One row a question, with how to mend it.
 */
#include "cli/command.h"
#include "cli/doctor.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "app/exchange.h"
#include "base/mem.h"
#include "base/path.h"

#define SPACE_LEAST_MB 100
#define BACKUP_DAYS 7

enum health { FINE, NOTE, FAULT };

struct finding {
	enum health health;
	struct buf what;  /* what was found */
	const char *mend; /* translated; NULL nothing to do */
};

static void look_at_terminal(struct cli *c, struct finding *f)
{
	struct winsize size = {0, 0, 0, 0};
	const char *term = getenv("TERM");
	(void)c;
	if (!isatty(STDOUT_FILENO) || !term || !*term) {
		f->health = NOTE;
		buf_text(&f->what, _("stdout is no terminal"));
		f->mend = _("The screens need a terminal; all commands work without one.");
		return;
	}
	ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
	buf_print(&f->what, "%s, %dx%d", term, size.ws_col, size.ws_row);
	if (size.ws_col < 60 || size.ws_row < 20) {
		f->health = NOTE;
		f->mend = _("The screens want 60x20 or more; make the window larger or the letters smaller.");
	}
}

static void look_at_colours(struct cli *c, struct finding *f)
{
	const char *depth = getenv("COLORTERM"), *term = getenv("TERM");
	(void)c;
	if (getenv("NO_COLOR"))
		buf_text(&f->what, _("off (NO_COLOR)"));
	else if (depth && *depth)
		buf_text(&f->what, depth);
	else if (term && strstr(term, "256color"))
		buf_text(&f->what, "256");
	else
		buf_text(&f->what, _("8 or none"));
}

/* What the screens send to this kind of terminal; see ui/term.c. */
static void look_at_abilities(struct cli *c, struct finding *f)
{
	const char *term = getenv("TERM");
	(void)c;
	if (!term || strncmp(term, "dumb", 4) == 0 || strncmp(term, "vt", 2) == 0) {
		f->health = NOTE;
		buf_text(&f->what, _("keys and plain text only: no mouse, no colours, no bracketed paste"));
		f->mend = _("\"obste doctor --keys\" shows each key as it arrives.");
		return;
	}
	buf_text(&f->what, _("mouse, bracketed paste and the clipboard are used"));
	f->mend = _("\"obste doctor --keys\" shows each key as it arrives.");
}

static void look_at_text(struct cli *c, struct finding *f)
{
	const char *codeset = nl_langinfo(CODESET);
	(void)c;
	buf_print(&f->what, "%s (LANG=%s)", codeset, getenv("LANG") ? getenv("LANG") : "");
	if (strcmp(codeset, "UTF-8") != 0) {
		f->health = FAULT;
		f->mend = _("No UTF-8 locale was found: install one (apt install locales) or set LANG=C.UTF-8.");
	}
}

static void look_at_words(struct cli *c, struct finding *f)
{
	(void)c;
	buf_print(&f->what, "%s", lang_name(lang_now()));
	if (lang_now() != LANG_EN && strcmp(_("New person"), "New person") == 0) {
		f->health = NOTE;
		f->mend =
		    _("The translations were not found; install the program whole (make install), or set --lang en.");
	}
}

static void look_at_font(struct cli *c, struct finding *f)
{
	const char *term = getenv("TERM");
	(void)c;
	buf_text(&f->what, _("these must be seen: ș ț ă Ș Ț · Ж щ ы · ─ │ █"));
	if (term && strcmp(term, "linux") == 0) {
		f->health = NOTE;
		f->mend = _("On the Linux console take a font with both scripts: setfont Uni2-Terminus16 (package "
		            "console-setup).");
	} else
		f->mend =
		    _("Boxes or question marks instead: choose the font DejaVu Sans Mono in the terminal's settings.");
}

static void look_at_data(struct cli *c, struct finding *f)
{
	const char *folder = app_data_folder(c->app);
	char *rules = path_join(folder, "rules.tsv");
	buf_text(&f->what, folder);
	if (!path_exists(rules)) {
		f->health = FAULT;
		f->mend = _("The legal rules are not there; install the program whole, or set OBSTE_DATA.");
	}
	free(rules);
}

static void look_at_database(struct cli *c, struct finding *f)
{
	struct err e = ERR_INIT;
	struct stat st;
	buf_text(&f->what, app_db_path(c->app));
	if (!app_open(c->app, NULL, &e)) {
		f->health = e.code == ERR_NOT_FOUND ? NOTE : FAULT;
		buf_print(&f->what, ": %s", e.what);
		f->mend = e.code == ERR_NOT_FOUND
		              ? _("\"obste init --name NAME\" makes one.")
		              : _("\"obste restore-backup FILE\" brings a copy back; keep the bad file.");
		return;
	}
	if (stat(app_db_path(c->app), &st) == 0) {
		buf_print(&f->what, ", %lld kB", (long long)(st.st_size + 1023) / 1024);
		if (st.st_mode & 077) {
			f->health = NOTE;
			f->mend = _("Others on this computer can read it: chmod 600.");
		}
	}
	if (app_readonly_reason(c->app)) {
		f->health = NOTE;
		buf_print(&f->what, ": %s", app_readonly_reason(c->app));
	}
	if (app_is_sample(c->app))
		buf_print(&f->what, " (%s)", _("sample data"));
}

static void look_at_backups(struct cli *c, struct finding *f)
{
	struct stat st;
	char *newest = app_newest_backup(c->app);
	if (!newest || stat(newest, &st) != 0) {
		f->health = NOTE;
		buf_text(&f->what, _("none"));
		f->mend = _("\"obste backup\" makes one.");
	} else {
		int64_t days = (clock_ms(app_clock(c->app)) / 1000 - st.st_mtime) / 86400;
		buf_print(&f->what, "%s, ", newest);
		date_distance(clock_today(app_clock(c->app)) - (date_t)days, clock_today(app_clock(c->app)), lang_now(),
		    &f->what);
		if (days > BACKUP_DAYS) {
			f->health = NOTE;
			f->mend = _("It is old: \"obste backup\" makes a new one; copy it to a stick as well.");
		}
	}
	free(newest);
}

static void look_at_space(struct cli *c, struct finding *f)
{
	struct statvfs fs;
	char *folder = path_dir(app_db_path(c->app));
	if (statvfs(path_exists(folder) ? folder : ".", &fs) == 0) {
		unsigned long long mb = (unsigned long long)fs.f_bavail * fs.f_frsize / 1000000;
		buf_print(&f->what, _("%llu MB free"), mb);
		if (mb < SPACE_LEAST_MB) {
			f->health = FAULT;
			f->mend = _("The disk is nearly full: nothing could be saved. Delete what is not needed.");
		}
	} else {
		f->health = NOTE;
		buf_text(&f->what, "?");
	}
	free(folder);
}

static void look_at_versions(struct cli *c, struct finding *f)
{
	struct utsname system;
	(void)c;
	app_versions(&f->what);
	if (uname(&system) == 0)
		buf_print(&f->what, ", %s %s", system.sysname, system.release);
}

/* The database is opened by its own row; the rows after it see it. */
static const struct {
	const char *label;
	void (*look)(struct cli *c, struct finding *f);
} questions[] = {
    {N_("Terminal"), look_at_terminal},
    {N_("Colours"), look_at_colours},
    {N_("Keys and mouse"), look_at_abilities},
    {N_("Encoding"), look_at_text},
    {N_("Language"), look_at_words},
    {N_("Font"), look_at_font},
    {N_("Program's data"), look_at_data},
    {N_("Database"), look_at_database},
    {N_("Newest backup"), look_at_backups},
    {N_("Disk"), look_at_space},
    {N_("Versions"), look_at_versions},
};

static bool run(struct cli *c, struct err *e)
{
	size_t faults = 0;
	if (cli_flag(c, "keys"))
		return doctor_keys(e);
	const char *signs[] = {_("fine"), _("note"), _("FAULT")};
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
		struct finding f = {FINE, BUF_INIT, NULL};
		questions[i].look(c, &f);
		printf("%s  %s: ", signs[f.health], tr(questions[i].label));
		cli_print_text(buf_str(&f.what));
		putchar('\n');
		if (f.mend)
			printf("      %s\n", f.mend);
		faults += f.health == FAULT;
		buf_free(&f.what);
	}
	return faults == 0 ||
	       err_set(e, ERR_FAIL, tr_n("%zu fault was found.", "%zu faults were found.", faults), faults);
}

static const struct cli_option options[] = {
    {.name = "keys", .help = N_("at a terminal: show each key as it arrives, until Ctrl+C")},
    {.name = NULL},
};

const struct cli_command cmd_doctor = {
    .name = "doctor",
    .args = "",
    .summary = N_("terminal, fonts, locale, database, backups, disk: what is missing and how to mend it"),
    .options = options,
    .run = run,
};
