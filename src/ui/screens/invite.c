/* ui/screens/invite.c - invitations by mail: who would get what, then the messages themselves, sent or as files to open
 * in a mail program. Nothing leaves before a key is pressed. */
#include "app/invite.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "ui/chooser.h"
#include "ui/job.h"
#include "ui/ui_internal.h"

struct invite {
	struct screen s;
	struct chooser list;
	const struct kind *of;
	int64_t id;
	size_t due; /* messages that would be made now */
};

static struct invite *invite_of(struct screen *s)
{
	return (struct invite *)s;
}

static void add_row(void *ctx, const struct app_invite_row *row)
{
	struct invite *v = ctx;
	struct buf right = BUF_INIT, left = BUF_INIT;
	v->due += row->fate == INVITE_NEW || row->fate == INVITE_CHANGED || row->fate == INVITE_CANCEL;
	buf_print(&left, "%s", row->name);
	if (*row->email)
		buf_print(&left, " <%s>", row->email);
	buf_text(&right, *row->why ? row->why : app_invite_words(row->fate));
	chooser_add(&v->list, buf_str(&left), buf_str(&right), row->person, false, false);
	buf_free(&left);
	buf_free(&right);
}

/* Looks, writes files or sends: the list then shows what became of each. */
static bool run_invite(
    struct ui *u, struct invite *v, const char *folder, bool send, const char *password, size_t *made)
{
	struct err e = ERR_INIT;
	struct app_invite in = {
	    .of = v->of, .id = v->id, .folder = folder, .send = send, .password = password, .told = add_row, .ctx = v};
	chooser_clear(&v->list);
	v->due = 0;
	const bool ok = app_invite(u->app, &in, &e);
	chooser_filter(&v->list, "");
	*made = in.made;
	if (!ok)
		ui_error(u, &e);
	if (in.made)
		ui_refresh_all(u);
	return ok;
}

static void refresh(struct ui *u, struct screen *s)
{
	size_t made;
	run_invite(u, invite_of(s), NULL, false, NULL, &made);
}

static void say_made(struct ui *u, size_t made)
{
	ui_say(u, ROLE_GOOD, tr_n("%zu message made.", "%zu messages made.", (unsigned long)made), made);
}

/* ---- as files */

static void folder_typed(struct ui *u, void *ctx, const char *typed)
{
	const char *home = getenv("HOME");
	size_t made;
	if (!typed || !*typed)
		return;
	char *folder =
	    home && typed[0] == '~' && typed[1] == '/' ? mem_print("%s%s", home, typed + 1) : mem_copy_text(typed);
	if (run_invite(u, ctx, folder, false, NULL, &made))
		say_made(u, made);
	free(folder);
}

static void run_files(struct ui *u, struct screen *s)
{
	char *documents = path_documents(), *folder = path_join(documents, "obste-invitatii");
	prompt_open(u, _("Folder for the messages"), folder,
	    _("One .eml file a person: opened, it is a message ready to be sent in a mail program."), folder_typed, s);
	free(documents);
	free(folder);
}

/* ---- by the mail server */

static void send_now(struct ui *u, struct invite *v, const char *password)
{
	size_t made;
	if (run_invite(u, v, NULL, true, password, &made))
		say_made(u, made);
}

/* In the background: a slow server holds nobody up. What each got is shown when the screen is read again. */
static void sent(struct ui *u, void *ctx, const struct job_result *r)
{
	struct err e = ERR_INIT;
	(void)ctx;
	ui_refresh_all(u);
	if (r->ok) {
		ui_say(u, ROLE_GOOD, _("The invitations are sent."));
	} else if (r->stopped) {
		ui_say(u, ROLE_NORMAL, _("Stopped. Who has a message already does not get it again."));
	} else {
		job_error(r, &e);
		ui_error(u, &e);
	}
}

static void send_in_background(struct ui *u, const struct invite *v)
{
	char *id = mem_print("%lld", (long long)v->id);
	const char *const words[] = {"invite", v->of->key, id, "--send", "--json", NULL};
	job_start(u, &(struct job){.what = _("Invitations by mail"), .words = words, .done = sent});
	free(id);
}

static void password_typed(struct ui *u, void *ctx, const char *typed)
{
	if (typed)
		send_now(u, ctx, typed);
}

static void run_send(struct ui *u, struct screen *s)
{
	struct err e = ERR_INIT;
	char *password;
	bool needed;
	if (!app_password(u->app, "mail", NULL, &password, &needed, &e)) {
		ui_error(u, &e);
		return;
	}
	if (needed)
		secret_open(u, _("Password of the mail server"), _("It is not kept."), password_typed, s);
	else
		send_in_background(u, invite_of(s));
	free(password);
}

static bool can_make(struct ui *u, struct screen *s, const char **why)
{
	*why = app_readonly_reason(u->app);
	if (*why)
		return false;
	*why = _("Nobody needs a message now.");
	return invite_of(s)->due > 0;
}

static bool can_send(struct ui *u, struct screen *s, const char **why)
{
	if (!can_make(u, s, why))
		return false;
	*why = _("No mail server is set (Settings, Import and export); w writes files for a mail program.");
	return *app_conf(u->app, "mail.server", "") != '\0';
}

static void run_person(struct ui *u, struct screen *s)
{
	const struct menu_item *i = chooser_selected(&invite_of(s)->list, NULL);
	record_open(u, kind_get(KIND_person), i->value);
}

static bool has_row(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("Nobody is invited: name groups, trainers or people in the record.");
	return chooser_selected(&invite_of(s)->list, NULL) != NULL;
}

#define MOVE(name, by)                                                                                                 \
	static void name(struct ui *u, struct screen *s)                                                               \
	{                                                                                                              \
		(void)u;                                                                                               \
		chooser_move(&invite_of(s)->list, by);                                                                 \
	}
MOVE(run_up, -1)
MOVE(run_down, 1)
#undef MOVE

static const struct action actions[] = {
    {"invite.send", "^S F2", N_("Send"), N_("send them by the mail server"), 1, false, run_send, can_send},
    {"invite.files", "w", N_("Files"), N_("write them as .eml files, to open in a mail program"), 2, false, run_files,
        can_make},
    {"invite.person", "Enter F3", N_("Person"), N_("the person's page: address, consent"), 3, false, run_person,
        has_row},
    {"invite.up", "Up k", NULL, N_("line above"), 0, false, run_up, NULL},
    {"invite.down", "Down j", NULL, N_("line below"), 0, false, run_down, NULL},
    {0},
};

static void draw(struct ui *u, struct screen *s, int top, int height)
{
	struct invite *v = invite_of(s);
	struct buf b = BUF_INIT;
	(void)u;
	if (v->list.n == 0)
		buf_text(&b, _("Nobody is invited: name groups, trainers or people in the record."));
	else
		buf_print(&b,
		    tr_n("%zu person would get a message", "%zu people would get a message", (unsigned long)v->due),
		    v->due);
	term_put(top, 1, term_cols() - 2, v->due ? ROLE_GOOD : ROLE_MUTED, buf_str(&b));
	buf_free(&b);
	chooser_draw(&v->list, top + 2, 0, height - 2, term_cols() < 80 ? term_cols() - 2 : 78);
}

static void title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	buf_text(left, _("Invitations by mail"));
	app_title(u->app, invite_of(s)->of, invite_of(s)->id, right);
}

static bool key(struct ui *u, struct screen *s, const struct key *k)
{
	(void)u;
	return chooser_key(&invite_of(s)->list, k);
}

static void close_invite(struct ui *u, struct screen *s)
{
	(void)u;
	chooser_clear(&invite_of(s)->list);
	free(s);
}

const struct screen_class screen_invite = {
    .name = "invite",
    .actions = actions,
    .draw = draw,
    .key = key,
    .title = title,
    .close = close_invite,
};

void invite_open(struct ui *u, const struct kind *k, int64_t id)
{
	struct invite *v = mem_alloc(sizeof *v);
	v->s.c = &screen_invite;
	v->s.section = k->section;
	v->of = k;
	v->id = id;
	refresh(u, &v->s);
	ui_push(u, &v->s);
}
