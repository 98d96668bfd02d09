/* ui/form_save.c - saving a form: read every slot, store what the person changed, and where somebody else changed the
 * same field meanwhile, ask which of the two stays. */
#include "ui/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/files.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/ask.h"

static void missing(const struct field *row, struct err *e)
{
	err_set(e, ERR_INVALID, _("%s is missing."), _(row->label));
	if (row->help)
		err_hint(e, "%s", _(row->help));
	else if (row->type->example)
		err_hint(e, _("Examples: %s"), _(row->type->example));
}

static void jump_to(struct form *f, const char *key, const struct err *e)
{
	for (int i = 0; i < f->nslots; i++) {
		if (strcmp(f->slots[i].row->key, key) != 0)
			continue;
		f->focus = i;
		snprintf(f->slots[i].error, sizeof f->slots[i].error, "%s %s", e->what, e->hint);
		return;
	}
}

/* "2 fields to fill in or to mend (Title). It can stay a draft." */
static void say_faults(struct ui *u, const struct form *f, int n)
{
	const struct slot *at = &f->slots[f->focus];
	ui_say(u, ROLE_WARNING,
	    tr_n("! %d field is missing or not understood (%s). The draft is kept meanwhile.",
	        "! %d fields are missing or not understood (%s). The draft is kept meanwhile.", (unsigned long)n),
	    n, _(at->row->label));
}

/* Every slot into the record; all that is wrong is marked, the first such field gets the focus. */
static bool collect(struct ui *u, struct form *f, struct record *r)
{
	int faults = 0;
	for (int i = 0; i < f->nslots; i++) {
		struct slot *s = &f->slots[i];
		struct value v = VALUE_INIT;
		struct err e = ERR_INIT;
		if (f->id && !s->touched)
			continue;
		bool ok = s->w->take(f, s, &v, &e);
		if (ok && v.tag == VALUE_NULL && (s->row->in & REQUIRED) && form_visible(f, s)) {
			ok = false;
			missing(s->row, &e);
		}
		if (!ok && faults++ == 0) {
			f->focus = i;
			f->arrived = true;
		}
		if (!ok)
			snprintf(s->error, sizeof s->error, "%s %s", e.what, e.hint);
		value_copy(&r->values[s->field], &v);
		value_clear(&v);
	}
	if (faults)
		say_faults(u, f, faults);
	return faults == 0;
}

void form_take_beside(const struct form *f, struct record *r)
{
	if (f->beside != NO_FIELD)
		value_copy(&r->values[f->beside], &f->now->values[f->beside]);
}

bool form_keep_files(struct ui *u, struct record *r, int field, struct err *e)
{
	char *kept = NULL;
	const char *text = record_text(r, field);
	if (r->kind->fields[field].type != &ft_file || !text)
		return true;
	bool ok = app_files_keep(u->app, text, &kept, e);
	if (ok)
		record_set_text(r, field, kept);
	else
		err_field(e, r->kind->fields[field].key);
	free(kept);
	return ok;
}

static bool keep_all_files(struct ui *u, const struct form *f, struct record *r, struct err *e)
{
	for (int i = 0; i < f->nslots; i++)
		if (f->slots[i].touched && !form_keep_files(u, r, f->slots[i].field, e))
			return false;
	return true;
}

/* ---- the same field changed on both sides */

struct clash {
	const struct kind *kind;
	int64_t id;
	int field;
	struct value mine;
};

static void clash_answer(struct ui *u, void *ctx, int answer)
{
	struct clash *c = ctx;
	struct err e = ERR_INIT;
	struct record *r = NULL;
	if (answer == 1 && app_get(u->app, c->kind, c->id, &r, &e)) {
		struct record *base = record_copy(r);
		value_copy(&r->values[c->field], &c->mine);
		if (!app_save(u->app, r, base, NULL, &e))
			ui_error(u, &e);
		else
			ui_refresh_all(u);
		record_free(base);
	}
	record_free(r);
	value_clear(&c->mine);
	free(c);
}

/* Both side by side; one key takes either. What the other wrote is what is stored now. */
static void ask_clash(struct ui *u, const struct record *r, const struct app_clash *theirs)
{
	static const struct ask_answer answers[] = {
	    {"Enter", N_("keep what was written elsewhere")}, {"m", N_("put in mine")}};
	const struct field *row = &r->kind->fields[theirs->field];
	const struct type_ctx *ctx = app_types(u->app);
	struct clash *c = mem_alloc(sizeof *c);
	struct buf mine = BUF_INIT, other = BUF_INIT, title = BUF_INIT, text = BUF_INIT;
	c->kind = r->kind;
	c->id = r->id;
	c->field = theirs->field;
	value_copy(&c->mine, &r->values[theirs->field]);
	row->type->format(row, &theirs->theirs, ctx, FOR_SCREEN, &other);
	row->type->format(row, &c->mine, ctx, FOR_SCREEN, &mine);
	buf_print(&title, _("%s was changed elsewhere meanwhile"), _(row->label));
	buf_print(&text, _("Elsewhere: %s"), other.len ? buf_str(&other) : "—");
	buf_char(&text, '\n');
	buf_print(&text, _("Mine: %s"), mine.len ? buf_str(&mine) : "—");
	ask_open(u, buf_str(&title), buf_str(&text), answers, 2, clash_answer, c);
	buf_free(&mine);
	buf_free(&other);
	buf_free(&title);
	buf_free(&text);
}

static void report(struct ui *u, const struct record *r, bool created)
{
	struct buf t = BUF_INIT;
	record_title(r, app_types(u->app), &t);
	ui_saved(u, created ? _("Added: %s") : _("Saved: %s"), buf_str(&t));
	buf_free(&t);
}

void form_after(struct ui *u, struct form *f)
{
	form_done *done = f->done;
	void *ctx = f->ctx;
	const struct kind *k = f->kind;
	int64_t id = f->id;
	struct app_save result = f->result;
	struct record *r = f->stored;
	f->stored = NULL;
	f->saved = true;
	ui_drop(u, &f->base);
	ui_refresh_all(u);
	if (done)
		done(u, ctx, k, r ? r->id : id);
	for (size_t i = 0; r && i < result.nclashes; i++) {
		ask_clash(u, r, &result.clashes[i]);
		value_clear(&result.clashes[i].theirs);
	}
	record_free(r);
}

bool form_store(struct ui *u, struct form *f)
{
	struct err e = ERR_INIT;
	struct record *r = record_copy(f->before ? f->before : f->now);
	drop_close(&f->drop);
	memset(&f->result, 0, sizeof f->result);
	if (!collect(u, f, r)) {
		draft_write(u, f);
		record_free(r);
		return false;
	}
	form_take_beside(f, r);
	if (keep_all_files(u, f, r, &e) && app_save(u->app, r, f->before, &f->result, &e)) {
		draft_remove(u, f);
		report(u, r, f->result.created);
		record_free(f->stored);
		f->stored = r;
		return true;
	}
	draft_write(u, f);
	if (e.field[0])
		jump_to(f, e.field, &e);
	ui_error(u, &e);
	record_free(r);
	return false;
}

void form_save(struct ui *u, struct screen *screen)
{
	struct form *f = (struct form *)screen;
	if (form_store(u, f))
		form_after(u, f);
}
