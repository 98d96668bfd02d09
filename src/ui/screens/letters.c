/* ui/screens/letters.c - what is done with a letter: its term day by day, the next step drafted, what came of it
 * written down, the same letter to further authorities. Which steps there are is data; counting is not done here. */
#include <stdlib.h>

#include "app/letters.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ui/items.h"
#include "ui/pick.h"
#include "ui/screens/letter_draft.h"
#include "ui/screens/reading.h"
#include "ui/ui_internal.h"

static bool may_change(struct ui *u)
{
	const char *why = app_readonly_reason(u->app);
	if (why)
		ui_say(u, ROLE_WARNING, "%s", why);
	return why == NULL;
}

static struct record *read_letter(struct ui *u, const struct kind *k, int64_t id)
{
	struct err e = ERR_INIT;
	struct record *r = NULL;
	if (!app_get(u->app, k, id, &r, &e))
		ui_error(u, &e);
	return r;
}

/* ---- the term */

static void add_line(void *ctx, const char *text)
{
	buf_print(ctx, "%s\n", text);
}

static bool make_term(struct ui *u, const struct record *r, struct buf *out, struct err *e)
{
	return app_letter_explain(u->app, r, add_line, out, e);
}

void letter_term_open(struct ui *u, const struct kind *k, int64_t id)
{
	reading_open(u, k, id, _("Term"), make_term);
}

/* ---- the next step: which? */

struct stepping {
	struct ui *u;
	int64_t letter;
	struct items items;
	char *ids[64];   /* of the steps, in the menu's order; owned */
	size_t n, first; /* first: that was not taken yet */
	bool found;
};

static bool add_step(void *ctx, const struct app_letter_step *s)
{
	struct stepping *st = ctx;
	struct buf right = BUF_INIT;
	const size_t most = sizeof st->ids / sizeof *st->ids;
	if (s->taken) {
		buf_text(&right, _("done already"));
	} else if (s->last != DATE_NONE) {
		buf_print(&right, "%s ", _("until"));
		date_text(s->last, lang_now(), DATE_SHORT, &right);
	}
	if (!s->taken && !st->found) {
		st->first = st->n;
		st->found = true;
	}
	items_add(&st->items, s->step->name[lang_now()], buf_str(&right), (int64_t)st->n);
	st->ids[st->n++] = mem_copy_text(s->step->id);
	buf_free(&right);
	return st->n < most;
}

static void stepping_free(struct stepping *st)
{
	for (size_t i = 0; i < st->n; i++)
		free(st->ids[i]);
	free(st);
}

static void step_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct stepping *st = ctx;
	if (index >= 0)
		letter_draft_open(u, st->letter, st->ids[value]);
	stepping_free(st);
}

void letter_next_open(struct ui *u, const struct kind *k, int64_t id)
{
	struct record *r = read_letter(u, k, id);
	struct stepping *st = mem_alloc(sizeof *st);
	struct err e = ERR_INIT;
	st->u = u;
	st->letter = id;
	if (r && !app_letter_steps(u->app, r, add_step, st, &e))
		ui_error(u, &e);
	if (r && st->n == 0 && !e.code)
		ui_say(u, ROLE_NORMAL, _("Nothing is to be done now: the answer is awaited, or it has come."));
	record_free(r);
	if (st->n == 0) {
		items_free(&st->items);
		stepping_free(st);
		return;
	}
	items_open(u, _("Which step? It informs; check on legis.md"), &st->items, st->first, step_chosen, st);
}

/* ---- what came of it */

static const char *const answers[] = {
    "acknowledgement", "reply", "refusal", "extension", "redirect", "defects", "suspension", "resumption"};

struct coming {
	const struct kind *kind;
	int64_t letter;
};

static void answer_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct coming *c = ctx;
	struct record *r = index >= 0 && value >= 0 ? read_letter(u, c->kind, c->letter) : NULL;
	if (r)
		form_open(u, c->kind, 0, app_letter_answer(u->app, r, answers[value]), NULL, NULL);
	else if (index >= 0)
		form_open(u, c->kind, c->letter, NULL, NULL, NULL);
	record_free(r);
	free(c);
}

void letter_came_open(struct ui *u, const struct kind *k, int64_t id)
{
	struct items items = {NULL, 0};
	struct coming *c;
	if (!may_change(u))
		return;
	c = mem_alloc(sizeof *c);
	*c = (struct coming){k, id};
	items_add(&items, _("its registration number and day"), "", -1);
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		const struct choice *choice = choice_find(&k->fields[letter_kind], answers[i]);
		items_add(&items, tr(choice->label), "", (int64_t)i);
	}
	items_open(u, _("What came from the authority?"), &items, 0, answer_chosen, c);
}

/* ---- the same letter to others */

static void authorities_chosen(struct ui *u, void *ctx, bool yes, const int64_t *ids, size_t n)
{
	struct coming *c = ctx;
	struct err e = ERR_INIT;
	size_t made = 0;
	if (yes && n > 0 && !app_letter_send_to(u->app, c->letter, ids, n, &made, &e))
		ui_error(u, &e);
	else if (yes && n > 0) {
		ui_refresh_all(u);
		ui_saved(u,
		    tr_n("%zu letter more, a thread of its own; u takes it back",
		        "%zu letters more, a thread each; u takes them back", made),
		    made);
	}
	free(c);
}

void letter_send_open(struct ui *u, const struct kind *k, int64_t id)
{
	struct query q;
	struct coming *c;
	if (!may_change(u))
		return;
	c = mem_alloc(sizeof *c);
	*c = (struct coming){k, id};
	query_init(&q, kind_get(KIND_authority));
	pick_open(u, &(struct pick_options){.title = _("To which authorities too?"), .several = true, .query = &q},
	    authorities_chosen, c);
	query_free(&q);
}
