/* ui/screens/settings_rows.c - every setting as a row: what it may be, what it means, how it acts. Knows no painting.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/rules.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/screens/settings.h"

static const struct setting_value languages[] = {{"ro", "Română"}, {"ru", "Русский"}, {"en", "English"}, {NULL, NULL}};
static const struct setting_value themes[] = {{"auto", N_("auto")}, {"light", N_("light")}, {"dark", N_("dark")},
    {"contrast", N_("high contrast")}, {"mono", N_("no colours")}, {NULL, NULL}};
static const struct setting_value signs[] = {
    {"auto", N_("auto")}, {"unicode", "Unicode"}, {"ascii", "ASCII"}, {NULL, NULL}};
static const struct setting_value encryptions[] = {
    {"starttls", "STARTTLS"}, {"tls", "TLS"}, {"none", N_("none")}, {NULL, NULL}};
static const struct setting_value bars[] = {{"letters", N_("letters")}, {"function", "F1–F10"}, {NULL, NULL}};
static const struct setting_value yes_no[] = {{"1", N_("yes")}, {"0", N_("no")}, {NULL, NULL}};

/* ---- what is typed */

static char *read_number(struct ui *u, const char *typed, struct err *e)
{
	char *end;
	long n = strtol(typed, &end, 10);
	(void)u;
	if (*typed && !*end && n >= 1 && n <= 1000)
		return mem_print("%ld", n);
	err_set(e, ERR_INVALID, _("\"%s\" is not a number from 1 to 1000."), typed);
	return NULL;
}

/* "14.10", "14 oct", "no": kept as 10-14, the month first as in the list of holidays. */
static char *read_hram(struct ui *u, const char *typed, struct err *e)
{
	date_t d;
	int y, m, day, month_first, day_first;
	char rest;
	if (strcmp(typed, "no") == 0 || strcasecmp(typed, _("no")) == 0 || strcmp(typed, "0") == 0)
		return mem_copy_text("no");
	if (sscanf(typed, "%2d-%2d%c", &month_first, &day_first, &rest) == 2 &&
	    date_make(2024, month_first, day_first, &d))
		return mem_print("%02d-%02d", month_first, day_first);
	if (date_parse(typed, app_types(u->app)->today, &d)) {
		date_split(d, &y, &m, &day);
		return mem_print("%02d-%02d", m, day);
	}
	err_set(e, ERR_INVALID, _("\"%s\" is not a day like 14.10, or \"no\"."), typed);
	return NULL;
}

/* ---- the rows */

#define GROUP(key_, label_, help_, ...)                                                                                \
	{                                                                                                              \
		.page = PAGE_GROUP, .key = key_, .label = label_, .help = help_, .initial = "", __VA_ARGS__            \
	}
#define CHOICE(page_, key_, label_, help_, initial_, values_)                                                          \
	{                                                                                                              \
		.page = page_, .key = key_, .label = label_, .help = help_, .initial = initial_, .values = values_     \
	}
#define SET(key_, label_, help_)                                                                                       \
	{                                                                                                              \
		.page = PAGE_EXCHANGE, .key = key_, .label = label_, .help = help_, .initial = ""                      \
	}
#define DO(page_, label_, help_, run_, ...)                                                                            \
	{                                                                                                              \
		.page = page_, .key = "", .label = label_, .help = help_, .initial = "", .run = run_, __VA_ARGS__      \
	}

static const struct setting rows[] = {
    GROUP("group.name", N_("The group's name"), N_("on reports, sheets and calendars"), .group = true),
    GROUP("group.locality", N_("Locality"), N_("where the group works"), .group = true),
    GROUP("group.address", N_("The group's address"), N_("on letters and contact cards"), .group = true),
    GROUP("group.phone", N_("The group's phone"), N_("on letters and contact cards"), .group = true),
    GROUP("group.email", N_("The group's e-mail"), N_("on letters and contact cards"), .group = true),
    GROUP("group.calendar", N_("Public calendar"), N_("its address on the web: a QR code on contact cards"),
        .group = true),
    GROUP("who", N_("Your name"), N_("stands in the history of changes"), .read = NULL),
    DO(PAGE_GROUP, N_("Text of certificates"), N_("in Romanian, Russian, English; emptied: the usual one again"),
        settings_certificates, .read = NULL),
    DO(PAGE_GROUP, N_("Legal rules"), N_("terms by law, with their sources: seen, changed, added, put back"),
        settings_rules, .tell = settings_tell_rules),
    {.page = PAGE_GROUP,
        .key = "hram",
        .label = N_("Local holiday (hram)"),
        .help = N_("a day off when legal terms are counted: 14.10, or \"no\""),
        .initial = "10-14",
        .group = true,
        .read = read_hram,
        .now = app_hram,
        .store = app_set_hram},
    DO(PAGE_GROUP, N_("Moved days off"), N_("days that a decision made free or working"), settings_days,
        .tell = settings_tell_days),
    DO(PAGE_GROUP, N_("Look at the sample group"), N_("invented people; your group stays as it is"),
        settings_sample_look, .can = settings_own),
    DO(PAGE_GROUP, N_("Delete the sample data"), N_("and back to your own group"), settings_sample_leave,
        .can = settings_in_sample),
    CHOICE(PAGE_SCREEN, "theme", N_("Theme"), N_("colours; without any: bold, underlined, reverse"), "auto", themes),
    CHOICE(PAGE_SCREEN, "signs", N_("Signs"), N_("ASCII for terminals that show squares or question marks"), "auto",
        signs),
    CHOICE(PAGE_SCREEN, "mouse", N_("Mouse"), N_("Shift and drag still selects text in the terminal"), "1", yes_no),
    CHOICE(PAGE_SCREEN, "keys.bar", N_("Key bar"), N_("which keys the bottom line names; all of them work"), "letters",
        bars),
    CHOICE(PAGE_SCREEN, "keys.vim", N_("Keys j k h l g G"), N_("move as in vim"), "1", yes_no),
    CHOICE(PAGE_SCREEN, "keys.russian", N_("Russian keyboard"), N_("й ц у к work as q w e r"), "1", yes_no),
    CHOICE(PAGE_SCREEN, "cursor", N_("Cursor always visible"), N_("for screen readers and magnifiers"), "0", yes_no),
    CHOICE(PAGE_SCREEN, "plain", N_("Plain text"),
        N_("no boxes, one column, labels before values: for speech and braille"), "0", yes_no),
    CHOICE(PAGE_SCREEN, "position", N_("Position in lists"),
        N_("\"3 of 12\" beside the messages; plain text always has it"), "0", yes_no),
    CHOICE(PAGE_SCREEN, "tips", N_("Tips"), N_("one at the first visit of each screen"), "1", yes_no),
    CHOICE(PAGE_SCREEN, "bell", N_("Bell"), N_("sounds when something was not possible"), "0", yes_no),
    CHOICE(PAGE_LANGUAGE, "language", N_("Language"), N_("of the screens; records stay as they were typed"), "ro",
        languages),
    CHOICE(PAGE_COPIES, "backup.daily", N_("A copy every day"), N_("when the program is left and something changed"),
        "1", yes_no),
    {.page = PAGE_COPIES,
        .key = "backup.keep",
        .label = N_("How many are kept"),
        .help = N_("the oldest go first"),
        .initial = "14",
        .read = read_number},
    {.page = PAGE_COPIES,
        .key = "backup.folder",
        .label = N_("Folder"),
        .help = N_("empty: the usual one in the documents; a stick or another disk is safer"),
        .initial = "",
        .tell = settings_tell_folder},
    DO(PAGE_COPIES, N_("Make a safety copy now"), N_("a checked copy of the whole database"), settings_backup,
        .tell = settings_tell_copy),
    DO(PAGE_COPIES, N_("Put a copy back"), N_("the present data are kept beside it"), settings_restore, .read = NULL),
    DO(PAGE_COPIES, N_("Passphrase"), N_("seals the copies; forgotten, nobody opens them again"), settings_seal,
        .tell = settings_tell_seal, .can = settings_can_seal),
    DO(PAGE_EXCHANGE, N_("Import a table"), N_("CSV from Excel or Google Sheets, .ics, JSON"), settings_import,
        .read = NULL),
    DO(PAGE_EXCHANGE, N_("Write the calendar (.ics)"), N_("everything dated, for phones and other programs"),
        settings_export_ics, .read = NULL),
    SET("mail.server", N_("Mail server"), N_("invitations are sent by it: smtp.example.org")),
    SET("mail.port", N_("Mail port"), N_("empty: 587, with TLS from the beginning 465")),
    CHOICE(PAGE_EXCHANGE, "mail.tls", N_("Mail encryption"), N_("none only for a server on this machine"), "starttls",
        encryptions),
    SET("mail.user", N_("Mail user"), N_("name at the mail server; empty: it asks for none")),
    SET("mail.from", N_("Mail from"), N_("the sender's address; empty: the group's e-mail")),
    SET("mail.password_command", N_("Mail password from"),
        N_("a program that prints it: pass show mail; empty: it is asked")),
    SET("mail.password_file", N_("Mail password file"), N_("a file only you can read; its first line")),
    SET("caldav.url", N_("Calendar server"), N_("address of a CalDAV calendar: Nextcloud, Radicale")),
    SET("caldav.user", N_("Calendar user"), N_("name at the calendar server")),
    SET("caldav.password_command", N_("Calendar password from"), N_("a program that prints it; empty: it is asked")),
    SET("caldav.password_file", N_("Calendar password file"), N_("a file only you can read; its first line")),
    SET("net.ca", N_("Own certificates"), N_("a file with the certificate of the group's own server")),
    DO(PAGE_EXCHANGE, N_("Write everything (JSON)"), N_("all records, to be read by other programs"),
        settings_export_json, .read = NULL),
    DO(PAGE_SAFETY, N_("Check the database"), N_("reads everything once"), settings_check, .read = NULL),
    DO(PAGE_SAFETY, N_("Make the search anew"), N_("when something that is there is not found"), settings_repair,
        .read = NULL),
    DO(PAGE_SAFETY, N_("Empty the bin"), N_("erases for good what lies in it; asks first"), settings_empty_bin,
        .read = NULL),
    DO(PAGE_ABOUT, N_("The program"), N_("version, libraries, licence"), settings_about,
        .tell = settings_tell_database),
};

size_t settings_count(void)
{
	return sizeof rows / sizeof *rows;
}

const struct setting *settings_row(size_t i)
{
	return &rows[i];
}

const char *settings_page_name(enum settings_page p)
{
	static const char *const names[SETTINGS_PAGES] = {N_("Group and data"), N_("Screen and keys"), N_("Language"),
	    N_("Safety copies"), N_("Import and export"), N_("Safety"), N_("About")};
	return tr(names[p]);
}

/* ---- values */

bool setting_is_language(const struct setting *row)
{
	return row->values == languages;
}

const char *setting_now(struct ui *u, const struct setting *row)
{
	if (setting_is_language(row))
		return lang_code(lang_now());
	if (row->now)
		return row->now(u->app);
	return *row->key ? app_conf(u->app, row->key, row->initial) : "";
}

void setting_text(struct ui *u, const struct setting *row, struct buf *out)
{
	const char *now = setting_now(u, row);
	if (row->tell) {
		row->tell(u, out);
		return;
	}
	if (row->run) {
		buf_text(out, "…");
		return;
	}
	for (const struct setting_value *v = row->values; v && v->value; v++)
		if (strcmp(v->value, now) == 0) {
			buf_print(out, "< %s >", tr(v->label));
			return;
		}
	buf_print(out, "[ %s ]", now);
}

bool setting_store(struct ui *u, const struct setting *row, const char *value, struct err *e)
{
	enum lang l;
	bool ok = setting_is_language(row) && lang_from_code(value, &l) ? app_set_lang(u->app, l, e)
	          : row->store                                          ? row->store(u->app, value, e)
	                                                                : app_set_conf(u->app, row->key, value, e);
	if (ok) {
		u->p->no_mouse =
		    u->p->no_mouse && strcmp(row->key, "mouse") != 0; /* what is chosen here counts at once */
		ui_apply_settings(u);
		ui_refresh_all(u);
	}
	return ok;
}
