/* app/attention_letters.c - all letters at once: whose term is over or ends soon, which right of ours ends on a day,
 * which was never sent or never got its number. */
#include <stdlib.h>
#include <string.h>

#include "app/attention.h"
#include "app/dates.h"
#include "app/letter_facts.h"
#include "app/letter_set.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

struct ids {
	int64_t *list; /* sorted; owned */
	size_t n, room;
};

static void ids_add(struct ids *s, int64_t id)
{
	if (s->n == s->room) {
		s->room = s->room ? s->room * 2 : 64;
		s->list = mem_resize(s->list, s->room, sizeof *s->list);
	}
	s->list[s->n++] = id;
}

static int compare_ids(const void *x, const void *y)
{
	const int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
	return (a > b) - (a < b);
}

static bool ids_has(const struct ids *s, int64_t id)
{
	return s->n && bsearch(&id, s->list, s->n, sizeof *s->list, compare_ids);
}

static bool take_id(void *ctx, const struct store_row *row)
{
	ids_add(ctx, row->id);
	return true;
}

static bool read_ids(struct app *a, const struct kind *k, const char *const *filters, struct ids *out, struct err *e)
{
	struct query q;
	query_init(&q, k);
	bool ok = true;
	for (; ok && *filters; filters++)
		ok = query_filter_parse(&q, *filters, app_types(a), e);
	ok = ok && store_scan(a->store, &q, NULL, 0, take_id, out, e);
	query_free(&q);
	if (out->n)
		qsort(out->list, out->n, sizeof *out->list, compare_ids);
	return ok;
}

struct looking {
	struct noticing *n;
	const struct letter_set *set;
	const struct term_rules *rules;
	const struct holidays *days;
	const struct ladder *ladder;
	struct ids councils, open_actions;
	const struct letter_brief *letter; /* at hand */
	struct letter_facts facts;
	const struct thread *thread;
};

/* ---- rights of ours: a step with a last day of its own */

static bool take_right(void *ctx, const struct ladder_step *s, date_t last)
{
	struct looking *l = ctx;
	if (last == DATE_NONE || last > l->n->today + 2 * l->n->days || letter_step_taken(&l->facts, s))
		return true;
	struct noticed *x = notice_add(l->n, RANK_RIGHT, KIND_letter, l->letter->id, last);
	x->why = mem_copy_text(s->name[lang_now()]);
	x->warn = true;
	return false; /* one line a letter */
}

/* Whoever got what they wanted loses nothing: an answer counts while the action goes on. */
static bool may_lose(const struct looking *l)
{
	const enum thread_state s = l->thread->state;
	return s == THREAD_OVERDUE || s == THREAD_REFUSAL ||
	       (s == THREAD_ANSWERED && ids_has(&l->open_actions, l->letter->action));
}

static void each_step(struct looking *l, bool (*each)(void *ctx, const struct ladder_step *s, date_t last))
{
	l->facts.facts.council_act = ids_has(&l->councils, l->letter->authority);
	ladder_each(l->ladder, &l->facts.facts, l->thread, l->rules, l->days, l->n->today, each, l);
}

/* ---- no number came: the ladder opens a step after its term */

static bool take_unregistered(void *ctx, const struct ladder_step *s, date_t last)
{
	struct looking *l = ctx;
	(void)last;
	if (letter_step_taken(&l->facts, s))
		return true;
	notice_add(l->n, RANK_SOON, KIND_letter, l->letter->id, l->letter->sent)->why =
	    mem_copy_text(s->name[lang_now()]);
	return false;
}

/* ---- one letter */

static void look_at(struct looking *l)
{
	const struct letter_brief *b = l->letter;
	const struct thread *t = l->thread;
	const date_t today = l->n->today;
	if (may_lose(l))
		each_step(l, take_right);
	if (t->state == THREAD_OVERDUE || t->state == THREAD_WAITING || t->state == THREAD_LONGER) {
		if (t->end.end == DATE_NONE || t->end.end > today + l->n->days)
			return;
		struct noticed *x = notice_add(
		    l->n, t->state == THREAD_OVERDUE ? RANK_ANSWER : RANK_SOON, KIND_letter, b->id, t->end.end);
		x->warn = t->state == THREAD_OVERDUE;
	} else if (t->state == THREAD_STILL) {
		struct noticed *x = notice_add(l->n, RANK_OVERDUE, KIND_letter, b->id, t->stopped_on);
		x->why = mem_copy_text(_("the authority waits for something from you"));
		x->warn = true;
	} else if (t->state == THREAD_SENT) {
		each_step(l, take_unregistered);
	} else if (t->state == THREAD_DRAFT) {
		notice_add(l->n, RANK_LOOSE, KIND_letter, b->id, DATE_NONE)->why =
		    mem_copy_text(_("a draft, not sent yet"));
	}
}

static void look_at_all(struct looking *l)
{
	size_t n;
	const struct letter_brief *all = letter_set_all(l->set, &n);
	for (size_t i = 0; i < n; i++) {
		struct thread t;
		if (all[i].deleted || !all[i].out)
			continue;
		l->letter = &all[i];
		letter_facts_of(l->set, &all[i], &l->facts);
		thread_look(&l->facts.facts, l->rules, l->days, l->n->today, &t, NULL);
		l->thread = &t;
		look_at(l);
		letter_facts_free(&l->facts);
	}
}

bool attention_letters(struct noticing *n, struct err *e)
{
	static const char *const council[] = {"kind=council", NULL};
	static const char *const open[] = {"stage!=won", "stage!=continues", "stage!=stopped", NULL};
	struct letter_set *set = NULL;
	struct looking l = {
	    .n = n, .rules = app_rules(n->app, e), .days = app_holidays(n->app, e), .ladder = ladder_of(n->app, e)};
	bool ok = l.rules && l.days && l.ladder && letter_set_read(n->app, &set, e) &&
	          read_ids(n->app, kind_get(KIND_authority), council, &l.councils, e) &&
	          read_ids(n->app, kind_get(KIND_action), open, &l.open_actions, e);
	l.set = set;
	if (ok)
		look_at_all(&l);
	letter_set_free(set);
	free(l.councils.list);
	free(l.open_actions.list);
	return ok;
}
