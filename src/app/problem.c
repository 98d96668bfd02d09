/* app/problem.c - the way of a problem: the next state, the days that belong to it, and what it waits for. That the
 * authority says it is solved and that members saw it are two states. */
#include "app/problem.h"

#include <string.h>

#include "app/standing_lines.h"
#include "base/lang.h"
#include "store/read.h"

static const struct way {
	const char *from, *to;
	int recheck; /* days until it is looked at again; 0: no day */
} ways[] = {
    {"reported", "verified", 0},
    {"verified", "sent", 0},
    {"sent", "planned", 30},
    {"planned", "solved_said", 14},
    {"not_theirs", "sent", 0},
    {"solved_said", "solved", 0},
    {"solved", "closed", 0},
};

static bool is_at(const struct record *r, const char *state)
{
	const char *now = record_text(r, problem_state);
	return strcmp(now ? now : "reported", state) == 0;
}

static const struct way *way_from(const struct record *r)
{
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (is_at(r, ways[i].from))
			return &ways[i];
	return NULL;
}

const char *app_problem_next(const struct record *r)
{
	const struct way *w = way_from(r);
	return w ? w->to : NULL;
}

static void set_day(struct record *r, int field, date_t d)
{
	char iso[11];
	date_iso(d, iso);
	record_set_text(r, field, iso);
}

/* Only when it comes to that state: one that was there before bears no day that nobody wrote. */
static bool comes(struct app *a, const struct record *r)
{
	struct record *old = NULL;
	const char *state = record_text(r, problem_state);
	const bool there = r->id && store_get(a->store, r->kind, r->id, &old, NULL) && is_at(old, state ? state : "");
	record_free(old);
	return !there;
}

void problem_days(struct app *a, struct record *r)
{
	const date_t today = clock_today(&a->clock);
	if ((!is_at(r, "solved_said") && !is_at(r, "solved")) || !comes(a, r))
		return;
	if (is_at(r, "solved_said") && !record_has(r, problem_said_on))
		set_day(r, problem_said_on, today);
	if (is_at(r, "solved") && !record_has(r, problem_solved_on))
		set_day(r, problem_solved_on, today);
}

static void tell(struct app *a, const struct record *r, bool recheck, struct buf *told)
{
	record_format(r, problem_state, app_types(a), FOR_SCREEN, told);
	if (!recheck)
		return;
	struct buf day = BUF_INIT;
	near_date(a, record_date(r, problem_recheck_on), &day);
	buf_text(told, "; ");
	buf_print(told, _("to be looked at again on %s"), buf_str(&day));
	buf_free(&day);
}

bool app_problem_forward(struct app *a, int64_t id, struct buf *told, struct err *e)
{
	struct record *base = NULL;
	if (!app_get(a, kind_get(KIND_problem), id, &base, e))
		return false;
	const struct way *w = way_from(base);
	struct record *r = record_copy(base);
	const date_t today = clock_today(&a->clock), again = record_date(base, problem_recheck_on);
	bool ok = w || err_set(e, ERR_INVALID, _("This problem is at the end of its way."));
	const bool recheck = w && w->recheck && (again == DATE_NONE || again <= today);
	if (ok) {
		record_set_text(r, problem_state, w->to);
		if (recheck)
			set_day(r, problem_recheck_on, today + w->recheck);
		ok = app_save(a, r, base, NULL, e);
	}
	if (ok)
		tell(a, r, recheck, told);
	record_free(r);
	record_free(base);
	return ok;
}

/* ---- what it waits for */

static void stand_solved(struct standing *st, const struct record *r, struct buf *text)
{
	struct buf day = BUF_INIT;
	const date_t said = record_date(r, problem_said_on);
	if (!is_at(r, "solved_said"))
		return;
	if (said != DATE_NONE) {
		near_date(st->app, said, &day);
		buf_print(text, _("the authority says since %s; members have not seen it yet"), buf_str(&day));
	} else {
		buf_text(text, _("the authority says so; members have not seen it yet"));
	}
	standing_say(st, N_("Solved?"), text, true);
	buf_free(&day);
}

static void stand_recheck(struct standing *st, const struct record *r, struct buf *text)
{
	const date_t on = record_date(r, problem_recheck_on), today = clock_today(&st->app->clock);
	const struct choice *c = choice_find(&r->kind->fields[problem_state], record_text(r, problem_state));
	if (on == DATE_NONE || (c && c->closed))
		return;
	date_text(on, lang_now(), DATE_WEEKDAY, text);
	buf_text(text, ", ");
	date_distance(on, today, lang_now(), text);
	standing_say(st, N_("Re-check"), text, on < today);
}

struct promises {
	struct standing *st;
	struct buf *text;
};

static bool stand_promise(void *ctx, const struct record *r)
{
	struct promises *p = ctx;
	const char *kind = record_text(r, observation_kind), *kept = record_text(r, observation_kept);
	const date_t until = record_date(r, observation_until);
	if (!kind || strcmp(kind, "promise") != 0 || (kept && strcmp(kept, "kept") == 0))
		return true;
	const bool broken = kept && strcmp(kept, "broken") == 0;
	if (until != DATE_NONE) {
		struct buf day = BUF_INIT;
		near_date(p->st->app, until, &day);
		buf_print(p->text, _("until %s"), buf_str(&day));
		buf_free(&day);
	}
	if (broken)
		buf_print(p->text, "%s%s", p->text->len ? ", " : "", _("broken"));
	buf_text(p->text, p->text->len ? " · " : "");
	if (record_has(r, observation_who))
		buf_print(p->text, "%s: ", record_text(r, observation_who));
	buf_text(p->text, record_text(r, observation_text));
	standing_say(
	    p->st, N_("Promised"), p->text, broken || (until != DATE_NONE && until < clock_today(&p->st->app->clock)));
	return !p->st->over;
}

void problem_standing(struct standing *st, const struct record *r)
{
	struct buf text = BUF_INIT;
	struct promises p = {st, &text};
	struct query q;
	struct value v = VALUE_INIT;
	const struct choice *c = choice_find(&r->kind->fields[problem_state], record_text(r, problem_state));
	stand_solved(st, r, &text);
	stand_recheck(st, r, &text);
	if (!record_has(r, problem_responsible) && !(c && c->closed)) {
		buf_text(&text, _("nobody of us follows it yet"));
		standing_say(st, N_("Responsible"), &text, true);
	}
	query_init(&q, kind_get(KIND_observation));
	ref_value(&q.kind->fields[observation_problem], r->id, &v);
	query_filter_add(&q, observation_problem, QUERY_IS, &v, NULL);
	value_clear(&v);
	if (r->id)
		store_each(st->app->store, &q, 0, stand_promise, &p, NULL);
	query_free(&q);
	buf_free(&text);
}
