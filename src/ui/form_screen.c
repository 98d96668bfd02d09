/* ui/form_screen.c - the form as a screen: its actions, its title, opening and leaving it, going to the neighbours of
 * the record in the list that it was opened from. */
#include "ui/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/ask.h"

static struct form *as_form(struct screen *s)
{
	return (struct form *)s;
}

static bool form_key(struct ui *u, struct screen *s, const struct key *k)
{
	struct form *f = as_form(s);
	if (k->code == K_WAKE) {
		if (form_dirty(f))
			draft_write(u, f);
		return true;
	}
	if (form_paste(u, f, k) || form_to_widget(u, f, k))
		return true;
	if (k->code != K_ENTER)
		return false;
	if (form_is_last(f))
		form_save(u, s);
	else
		form_move(u, f, 1);
	return true;
}

static void act_next(struct ui *u, struct screen *s)
{
	if (!form_took_tab(u, as_form(s)))
		form_move(u, as_form(s), 1);
}

static void act_previous(struct ui *u, struct screen *s)
{
	form_move(u, as_form(s), -1);
}

static void act_leave(struct ui *u, struct screen *s)
{
	(void)s;
	ui_pop(u);
}

/* ---- the neighbours in the list: what was changed is saved first */

static void neighbour(struct ui *u, struct form *f, int by)
{
	int64_t id;
	const struct kind *k = f->kind;
	if (form_dirty(f) && !form_store(u, f))
		return;
	if (!walk_step(&f->walk, u, f->before, by, &id)) {
		if (!form_dirty(f))
			return;
		f->saved = true; /* stored, and nowhere to go: the form begins anew with what is stored */
		id = f->id;
	}
	struct walk w;
	struct walk_from from = walk_again(&f->walk);
	walk_init(&w, &from);
	char said[sizeof u->message];
	enum role role = u->message_role;
	snprintf(said, sizeof said, "%s", u->message);
	f->saved = true;
	f->done = NULL; /* who opened it knows already where we are */
	form_after(u, f);
	from = walk_again(&w);
	form_open_from(u, k, id, &from);
	if (u->message[0] == '\0')
		ui_say(u, role, "%s", said);
	walk_free(&w);
}

static void act_before(struct ui *u, struct screen *s)
{
	neighbour(u, as_form(s), -1);
}

static void act_after(struct ui *u, struct screen *s)
{
	neighbour(u, as_form(s), 1);
}

static bool can_walk(struct ui *u, struct screen *s, const char **why)
{
	(void)u;
	*why = _("This form was not opened from a list.");
	return as_form(s)->walk.has;
}

static bool can_list(struct ui *u, struct screen *s, const char **why)
{
	struct form *f = as_form(s);
	(void)u;
	(void)why;
	return f->slots[f->focus].w->list != NULL;
}

static const struct action actions[] = {
    {"form.save", "^S F2", N_("Save"), N_("save the form"), 1, true, form_save, NULL},
    {"form.next", "Tab", N_("Next"), N_("next field"), 3, true, act_next, NULL},
    {"form.previous", "S-Tab", N_("Previous"), N_("previous field"), 6, true, act_previous, NULL},
    {"form.up", "Up", NULL, N_("previous field, or up in the list"), 0, true, form_act_up, NULL},
    {"form.list", "Down", N_("List"), N_("what can be chosen here"), 4, true, form_act_down, can_list},
    {"form.down", "Down", NULL, N_("next field, or down in the text"), 0, true, form_act_down, NULL},
    {"form.big", "^O", N_("Big text"), N_("long text on the whole screen"), 5, true, form_act_big, form_can_big},
    {"form.list.close", "Esc", NULL, N_("close the list that is open"), 0, true, form_act_close_list,
        form_can_close_list},
    {"form.alike", "^E", N_("Open it"), N_("open what is there already and looks like this"), 2, true, form_act_alike,
        form_can_alike},
    {"form.same", "^D", N_("It repeats it"), N_("keep this one as a duplicate of what is there"), 2, true,
        form_act_same, form_can_same},
    {"form.leave", "Esc", N_("Leave"), N_("leave; what was typed is kept as a draft"), 2, true, act_leave, NULL},
    {"form.before", "PgUp", N_("Another"), N_("save, then the record before this one in the list"), 7, true, act_before,
        can_walk},
    {"form.after", "PgDn", N_("Another"), N_("save, then the record after this one in the list"), 7, true, act_after,
        can_walk},
    {0},
};

/* ---- title, state */

static void form_title(struct ui *u, struct screen *s, struct buf *left, struct buf *right)
{
	struct form *f = as_form(s);
	int at = 0, all = 0;
	(void)u;
	if (f->id) {
		buf_print(left, "%s · ", _(f->kind->label));
		record_title(f->before, app_types(u->app), left);
	} else {
		buf_text(left, _(f->kind->create));
	}
	for (int i = 0; i < f->nslots; i++) {
		if (!form_visible(f, &f->slots[i]))
			continue;
		all++;
		if (i <= f->focus)
			at = all;
	}
	buf_print(right, _("field %d of %d"), at, all);
}

/* A form does not save by itself: what is on disk is the draft. */
static void form_state(struct ui *u, struct screen *s, struct buf *out)
{
	struct form *f = as_form(s);
	(void)u;
	if (f->draft_ms) {
		struct local_time t = local_from_ms(f->draft_ms);
		buf_print(out, _("draft kept %02d:%02d"), t.hour, t.minute);
	} else {
		buf_text(out, form_dirty(f) ? _("not saved yet") : _("^S saves"));
	}
}

/* ---- leaving */

static bool record_is_gone(struct ui *u, const struct form *f)
{
	struct err e = ERR_INIT;
	struct record *r = NULL;
	bool there = !f->id || app_get(u->app, f->kind, f->id, &r, &e);
	record_free(r);
	return !there && e.code == ERR_NOT_FOUND;
}

static bool form_leave(struct ui *u, struct screen *s, bool hangup)
{
	struct form *f = as_form(s);
	if (f->saved || !form_dirty(f))
		return true;
	if (record_is_gone(u, f)) { /* erased for good meanwhile: nothing of it stays on this disk either */
		draft_remove(u, f);
		return true;
	}
	bool known = f->unkept;
	if (draft_write(u, f)) {
		draft_left(u, f);
		if (!hangup)
			ui_say(u, ROLE_NORMAL, "%s", _("The draft is kept. u opens it again."));
		return true;
	}
	if (!hangup && !known)
		ui_say(u, ROLE_WARNING, "%s",
		    _("No draft can be kept here. ^S saves; Esc once more throws away what was typed."));
	f->unkept = true;
	return hangup || known;
}

/* ---- changed elsewhere while the form is open: fields that were not touched follow */

static void form_refresh(struct ui *u, struct screen *s)
{
	struct form *f = as_form(s);
	struct err e = ERR_INIT;
	struct record *r = NULL;
	if (!f->id || !app_get(u->app, f->kind, f->id, &r, &e))
		return;
	for (int i = 0; i < f->nslots; i++) {
		struct slot *slot = &f->slots[i];
		if (slot->touched || value_equal(&r->values[slot->field], &f->before->values[slot->field]))
			continue;
		value_copy(&f->before->values[slot->field], &r->values[slot->field]);
		value_copy(&f->now->values[slot->field], &r->values[slot->field]);
		slot->w->start(slot, &r->values[slot->field], app_types(u->app));
	}
	record_free(r);
}

const struct screen_class screen_form = {
    .name = "form",
    .actions = actions,
    .draw = form_draw,
    .key = form_key,
    .typing = form_typing,
    .title = form_title,
    .state = form_state,
    .refresh = form_refresh,
    .leave = form_leave,
    .keep = form_keep,
    .idle = form_alike_idle,
    .close = form_close,
};

/* ---- opening */

/* A new record begins at the first field that must be filled and is not: what it belongs to is known already. */
static void first_focus(struct form *f)
{
	for (int i = 0; i < f->nslots && !f->id; i++)
		if ((f->slots[i].row->in & REQUIRED) && !record_has(f->now, f->slots[i].field)) {
			f->focus = i;
			return;
		}
}

static void draft_answer(struct ui *u, void *ctx, int answer)
{
	struct form *f = ctx;
	int64_t at;
	if (answer == 0)
		draft_read(u, f, &at);
	else if (answer == 1)
		draft_remove(u, f);
	else
		ui_drop(u, &f->base); /* neither: the draft stays for later */
}

static void offer_draft(struct ui *u, struct form *f)
{
	static const struct ask_answer answers[] = {{"Enter", N_("go on with the draft")}, {"n", N_("begin anew")}};
	int64_t at;
	if (!draft_exists(u, f, &at))
		return;
	struct local_time t = local_from_ms(at);
	struct buf title = BUF_INIT, when = BUF_INIT;
	if (t.date != app_types(u->app)->today) {
		date_text(t.date, app_types(u->app)->lang, DATE_DAY, &when);
		buf_text(&when, ", ");
	}
	buf_print(&when, "%02d:%02d", t.hour, t.minute);
	buf_print(&title, _("You have a draft from %s"), buf_str(&when));
	ask_open(u, buf_str(&title), _("It was not saved. Esc leaves it for later."), answers, 2, draft_answer, f);
	buf_free(&title);
	buf_free(&when);
}

static struct form *open_form(struct ui *u, const struct kind *k, int64_t id, struct record *start,
    const struct walk_from *from, form_done *done, void *ctx)
{
	struct err e = ERR_INIT;
	const char *why = app_readonly_reason(u->app);
	if (why) {
		ui_say(u, ROLE_WARNING, "%s", why);
		record_free(start);
		return NULL;
	}
	struct form *f = mem_alloc(sizeof *f);
	f->given = !id && start;
	if (!id)
		f->now = start ? start : record_new_initial(k, app_types(u->app));
	else
		record_free(start);
	if (!form_start(u, f, &screen_form, k, id, NO_FIELD, &e)) {
		ui_error(u, &e);
		free(f);
		return NULL;
	}
	f->done = done;
	f->ctx = ctx;
	walk_init(&f->walk, from);
	first_focus(f);
	return ui_push(u, &f->base) ? f : NULL;
}

void form_open(struct ui *u, const struct kind *k, int64_t id, struct record *start, form_done *done, void *ctx)
{
	struct form *f = open_form(u, k, id, start, NULL, done, ctx);
	if (f)
		offer_draft(u, f);
}

void form_open_from(struct ui *u, const struct kind *k, int64_t id, const struct walk_from *from)
{
	struct form *f = open_form(u, k, id, NULL, from, from ? from->moved : NULL, from ? from->ctx : NULL);
	if (f)
		offer_draft(u, f);
}

void form_open_draft(struct ui *u, const struct kind *k, int64_t id)
{
	int64_t at;
	struct form *f = open_form(u, k, id, NULL, NULL, NULL, NULL);
	if (f)
		draft_read(u, f, &at);
}
