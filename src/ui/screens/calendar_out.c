/* ui/screens/calendar_out.c - calendars for others: the public, the members, a group, one person, each member; and what
 * was given out. Knows no file format. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/exchange.h"
#include "app/invite.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "ui/chooser.h"
#include "ui/job.h"
#include "ui/pick.h"
#include "ui/screens/calendar.h"

struct giving {
	enum app_audience audience;
	int64_t of;
};

/* ---- each member: who got what, and the texts to paste */

struct member_row {
	char *name, *path, *news; /* owned */
	int64_t person, events;
	enum app_row_fate fate;
};
struct members_out {
	struct screen s;
	struct member_row *rows;
	size_t n, changed;
	struct chooser list;
	char *folder;
};

static struct members_out *members_of(struct screen *s)
{
	return (struct members_out *)s;
}

static void keep_member(void *ctx, const struct app_member_out *m)
{
	struct members_out *o = ctx;
	o->rows = mem_resize(o->rows, o->n + 1, sizeof *o->rows);
	o->rows[o->n++] = (struct member_row){
	    mem_copy_text(m->name), mem_copy_text(m->path), mem_copy_text(m->news), m->person, m->events, m->fate};
	o->changed += *m->news != '\0';
}

static const char *fate_words(const struct member_row *r)
{
	static const char *const words[] = {[ROW_NEW] = N_("new file"),
	    [ROW_CHANGED] = N_("changed"),
	    [ROW_SAME] = N_("the same"),
	    [ROW_REFUSED] = N_("no consent")};
	return tr(words[r->fate]);
}

/* Who has news stands first: those are the texts to send. */
static void fill_list(struct members_out *o)
{
	for (int news = 1; news >= 0; news--)
		for (size_t i = 0; i < o->n; i++) {
			const struct member_row *r = &o->rows[i];
			if ((*r->news != '\0') != news)
				continue;
			char *right = mem_print("%s · %lld", fate_words(r), (long long)r->events);
			chooser_add(&o->list, r->name, right, (int64_t)i, false, false);
			free(right);
		}
	chooser_filter(&o->list, "");
}

static const struct member_row *chosen_row(struct screen *s)
{
	const struct menu_item *i = chooser_selected(&members_of(s)->list, NULL);
	return i ? &members_of(s)->rows[i->value] : NULL;
}

static bool has_news(struct ui *u, struct screen *s, const char **why)
{
	const struct member_row *r = chosen_row(s);
	(void)u;
	*why = _("Nothing changed for this one: there is nothing to send.");
	return r && *r->news;
}

static void run_read(struct ui *u, struct screen *s)
{
	const struct member_row *r = chosen_row(s);
	pager_open(u, r->name, r->news);
}

static void run_copy(struct ui *u, struct screen *s)
{
	const struct member_row *r = chosen_row(s);
	term_copy(r->news);
	ui_say(u, ROLE_GOOD, _("Copied: the text for %s"), r->name);
}

static void run_person(struct ui *u, struct screen *s)
{
	record_open(u, kind_get(KIND_person), chosen_row(s)->person);
}

static bool has_row(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	(void)why;
	return chosen_row(s) != NULL;
}

static void run_log(struct ui *u, struct screen *s)
{
	(void)s;
	list_open(u, kind_get(KIND_handout), NULL, NULL);
}

static void go(struct ui *u, struct screen *s, enum rows_step step)
{
	(void)u;
	chooser_go(&members_of(s)->list, step);
}
ROWS_RUN(go)

static const struct action actions[] = {
    {"given.read", "Enter F3", N_("Read"), N_("read what changed for this member"), 1, false, run_read, has_news},
    {"given.copy", "y ^C", N_("Copy"), N_("copy the text, to paste it into a chat"), 2, false, run_copy, has_news},
    {"given.person", "O", N_("Person"), N_("the member's page"), 4, false, run_person, has_row},
    {"given.log", "L", N_("Given out"), N_("what was given out, to whom and when"), 5, false, run_log, NULL},
    ROWS("given", NULL, 0),
    {0},
};

static void members_draw(struct ui *u, struct screen *s, int top, int height)
{
	struct members_out *o = members_of(s);
	struct buf b = BUF_INIT;
	(void)u;
	buf_print(&b, tr_n("%zu calendar in %s", "%zu calendars in %s", o->n), o->n, path_shown(o->folder));
	term_put(top, 1, term_cols() - 2, ROLE_NORMAL, buf_str(&b));
	buf_clear(&b);
	buf_print(&b,
	    tr_n("%zu member has news: y copies the text", "%zu members have news: y copies the text", o->changed),
	    o->changed);
	term_put(top + 1, 1, term_cols() - 2, o->changed ? ROLE_GOOD : ROLE_MUTED, buf_str(&b));
	buf_free(&b);
	chooser_draw(&o->list, top + 3, 0, height - 3, term_cols() < 76 ? term_cols() - 2 : 74);
}

static void members_title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	(void)s;
	buf_text(left, _("Calendars of the members"));
	buf_text(right, app_group_name(u->app));
}

static bool members_key(struct ui *u, struct screen *s, const struct key *k)
{
	const char *why;
	struct members_out *o = members_of(s);
	bool pressed = chooser_pressed(&o->list, k), taken = chooser_key(&o->list, k);
	if (pressed && k->mouse_double && has_news(u, s, &why))
		run_read(u, s);
	return taken;
}

static void members_close(struct ui *u, struct screen *s)
{
	struct members_out *o = members_of(s);
	(void)u;
	for (size_t i = 0; i < o->n; i++) {
		free(o->rows[i].name);
		free(o->rows[i].path);
		free(o->rows[i].news);
	}
	free(o->rows);
	free(o->folder);
	chooser_clear(&o->list);
	free(o);
}

const struct screen_class screen_given = {
    .name = "given",
    .actions = actions,
    .draw = members_draw,
    .key = members_key,
    .title = members_title,
    .close = members_close,
};

static void write_members(struct ui *u, const char *folder)
{
	const struct app_ics_out like = {.from = DATE_NONE, .to = DATE_NONE};
	struct err e = ERR_INIT;
	struct members_out *o = mem_alloc(sizeof *o);
	o->s.c = &screen_given;
	o->s.section = SECTION_CALENDAR;
	o->folder = mem_copy_text(folder);
	if (!app_export_ics_members(u->app, &like, folder, keep_member, o, &e)) {
		ui_error(u, &e);
		members_close(u, &o->s);
		return;
	}
	app_set_conf(u->app, "calendar.folder", folder, NULL);
	fill_list(o);
	ui_refresh_all(u);
	ui_push(u, &o->s);
}

/* ---- one file */

static void path_chosen(struct ui *u, void *ctx, const char *path)
{
	static const char *const whom[] = {[AUDIENCE_GROUP] = NULL,
	    [AUDIENCE_PUBLIC] = "public",
	    [AUDIENCE_MEMBERS] = "members",
	    [AUDIENCE_PERSON] = "person:",
	    [AUDIENCE_SUBGROUP] = "group:"};
	struct giving *g = ctx;
	const char *word = whom[g->audience];
	char *who = word && g->of ? mem_print("%s%lld", word, (long long)g->of) : mem_copy_text(word);
	const char *const words[] = {"export", "ics", "-o", path, who ? "--for" : NULL, who, NULL};
	if (path)
		calendar_export_job(u, words, path);
	free(who);
	free(g);
}

static void folder_typed(struct ui *u, void *ctx, const char *typed)
{
	(void)ctx;
	if (!typed || !*typed)
		return;
	char *path = path_as_typed(typed);
	write_members(u, path);
	free(path);
}

static void ask_path(struct ui *u, enum app_audience audience, int64_t of, const char *name, const char *help)
{
	struct giving *g = mem_alloc(sizeof *g);
	char *safe = path_safe_name(name), *file = mem_print("%s.ics", safe);
	*g = (struct giving){audience, of};
	save_prompt_open(u, _("Calendar file"), file, help, path_chosen, g);
	free(safe);
	free(file);
}

static void record_chosen(struct ui *u, void *ctx, bool yes, const int64_t *ids, size_t n)
{
	const enum app_audience audience = (enum app_audience)(intptr_t)ctx;
	const bool person = audience == AUDIENCE_PERSON;
	struct buf name = BUF_INIT;
	if (!yes || n == 0)
		return;
	app_title(u->app, kind_get(person ? KIND_person : KIND_group), ids[0], &name);
	ask_path(u, audience, ids[0], buf_str(&name),
	    person ? _("Only what concerns this person, with their own part and nobody else's data, in their language.")
	           : _("Only what concerns this group and the groups within it."));
	buf_free(&name);
}

static void choose_record(struct ui *u, enum app_audience audience)
{
	struct query q;
	const bool person = audience == AUDIENCE_PERSON;
	query_init(&q, kind_get(person ? KIND_person : KIND_group));
	pick_open(u,
	    &(struct pick_options){.title = person ? _("Whose calendar?") : _("Which group's calendar?"), .query = &q},
	    record_chosen, (void *)(intptr_t)audience);
	query_free(&q);
}

static void ask_folder(struct ui *u)
{
	char *documents = path_documents(), *usual = path_join(documents, "obste-calendare");
	prompt_open(u, _("Folder for the members' calendars"), app_conf(u->app, "calendar.folder", usual),
	    _("One file a member, in their language, and a text with what changed since the last time."), folder_typed,
	    NULL);
	free(documents);
	free(usual);
}

/* ---- onto a server, in the background */

static void published(struct ui *u, void *ctx, const struct job_result *r)
{
	struct err e = ERR_INIT;
	const char *last = r->said ? strrchr(r->said, '\n') : NULL;
	(void)ctx;
	ui_refresh_all(u);
	if (r->ok) {
		ui_say(u, ROLE_GOOD, _("The calendar server has everything. %s"),
		    last && last[1] ? last + 1
		    : r->said       ? r->said
		                    : "");
	} else if (r->stopped) {
		ui_say(u, ROLE_NORMAL, _("Stopped. The next time goes on where it was."));
	} else {
		job_error(r, &e);
		ui_error(u, &e);
	}
}

static void server_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	const char *const words[] = {"publish", "--for", value ? "public" : "members", NULL};
	(void)ctx;
	if (index >= 0)
		job_start(u, &(struct job){.what = _("Publishing the calendar"), .words = words, .done = published});
}

static void ask_server(struct ui *u)
{
	struct err e = ERR_INIT;
	char *password;
	bool needed = false;
	if (!*app_conf(u->app, "caldav.url", "")) {
		ui_say(u, ROLE_WARNING, _("No calendar server is set: Settings, Import and export, Calendar server."));
		return;
	}
	if (!app_password(u->app, "caldav", NULL, &password, &needed, &e)) {
		ui_error(u, &e);
		return;
	}
	free(password);
	if (needed) {
		ui_say(u, ROLE_WARNING,
		    _("Set a program or a file for its password in the settings; or in a terminal: obste publish."));
		return;
	}
	struct menu_item items[] = {{mem_copy_text(_("The members' calendar")), NULL, 0, false, false},
	    {mem_copy_text(_("The public calendar")), NULL, 1, false, false}};
	menu_open(u, app_conf(u->app, "caldav.url", ""), items, 2, 0, server_chosen, NULL);
	free(items[0].text);
	free(items[1].text);
}

/* ---- what to give out */

enum { GIVE_PUBLIC, GIVE_MEMBERS, GIVE_GROUP, GIVE_PERSON, GIVE_EACH, GIVE_SERVER, GIVE_LOG };

static void give(struct ui *u, void *ctx, int64_t value, int index)
{
	(void)ctx;
	if (index < 0)
		return;
	if (value == GIVE_PUBLIC)
		ask_path(u, AUDIENCE_PUBLIC, 0, "obste-public", _("No names, no notes; only what may be public."));
	else if (value == GIVE_MEMBERS)
		ask_path(u, AUDIENCE_MEMBERS, 0, "obste-membri",
		    _("No phones, no notes; names only of those who agree to stand in calendars."));
	else if (value == GIVE_GROUP)
		choose_record(u, AUDIENCE_SUBGROUP);
	else if (value == GIVE_PERSON)
		choose_record(u, AUDIENCE_PERSON);
	else if (value == GIVE_EACH)
		ask_folder(u);
	else if (value == GIVE_SERVER)
		ask_server(u);
	else
		list_open(u, kind_get(KIND_handout), NULL, NULL);
}

void calendar_run_import(struct ui *u, struct screen *s)
{
	(void)s;
	import_ask(u, kind_get(KIND_event));
}

void calendar_run_give(struct ui *u, struct screen *s)
{
	static const struct {
		const char *words, *key;
		int what;
	} rows[] = {{N_("The public calendar"), "p", GIVE_PUBLIC}, {N_("The members' calendar"), "m", GIVE_MEMBERS},
	    {N_("A group's calendar"), "g", GIVE_GROUP}, {N_("One person's calendar"), "o", GIVE_PERSON},
	    {N_("Each member's own, into a folder"), "f", GIVE_EACH},
	    {N_("The members' or the public one, onto the calendar server"), "s", GIVE_SERVER},
	    {N_("What was given out, to whom and when"), "d", GIVE_LOG}};
	struct menu_item items[sizeof rows / sizeof *rows];
	const size_t n = sizeof rows / sizeof *rows;
	(void)s;
	for (size_t i = 0; i < n; i++)
		items[i] = (struct menu_item){
		    mem_copy_text(tr(rows[i].words)), mem_copy_text(rows[i].key), rows[i].what, false, false};
	menu_open_keys(u, _("Give out a calendar"), items, n, NULL, give, NULL);
	for (size_t i = 0; i < n; i++) {
		free(items[i].text);
		free(items[i].right);
	}
}
