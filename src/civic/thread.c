/* civic/thread.c - where a letter to an authority stands. Numbers come from the rules; here is only what counts: one
 * extension announced in writing, with reasons, within the first term (Administrative Code art. 60 (4), (5)); days on
 * which the term stands still are added (art. 81 (4)); a redirection begins it anew (art. 60 (2) c)). */
#include "civic/thread.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "civic/term_count.h"

/* What is being looked at, with the events in order. */
struct looking {
	const struct thread_facts *f;
	const struct term_rules *rules;
	const struct holidays *h;
	date_t today;
	struct thread *t;
	const struct thread_event *events; /* by date */
	const char *odd;
};

static void find_odd(struct looking *l, const char *msgid)
{
	if (!l->odd)
		l->odd = msgid;
}

static int compare(const void *x, const void *y)
{
	const struct thread_event *a = x, *b = y;
	if (a->on != b->on)
		return a->on < b->on ? -1 : 1;
	return a->what < b->what ? -1 : a->what > b->what;
}

/* ---- rules that lengthen a term */

static const struct term_rule *extension_in(
    const struct term_rules *rules, const struct term_rule *rule, enum term_direction direction)
{
	for (const char *p = rule->extension; p && *p;) {
		char id[64];
		p += strspn(p, " ");
		const size_t n = strcspn(p, " ");
		if (n && n < sizeof id) {
			memcpy(id, p, n);
			id[n] = '\0';
			const struct term_rule *r = term_rules_find(rules, id);
			if (r && r->direction == direction)
				return r;
		}
		p += n;
	}
	return NULL;
}

const struct term_rule *thread_extension_rule(const struct term_rules *rules, const struct term_rule *rule)
{
	return extension_in(rules, rule, TERM_ADD);
}

static const struct term_rule *extension_rule(const struct looking *l, enum term_direction direction)
{
	return extension_in(l->rules, l->t->rule, direction);
}

/* ---- days on which the term stands still */

static int days_not_counted(const struct looking *l, date_t from, date_t to)
{
	if (l->t->rule->unit != TERM_WORKING_DAY)
		return to - from;
	int n = 0;
	for (date_t d = from + 1; d <= to; d++)
		n += !holiday_is_off(l->h, d);
	return n;
}

static void push_end(const struct looking *l, struct term_end *end, int days)
{
	if (l->t->rule->unit == TERM_WORKING_DAY) {
		for (; days > 0 && term_in_reach(end->end); days--)
			end->end = term_step_working(end->end, 1, l->h);
		return;
	}
	end->raw += days;
	end->end = holiday_is_off(l->h, end->raw) ? term_step_working(end->raw, 1, l->h) : end->raw;
}

/* From each stop to the next start; what comes after the term's end stops nothing. */
static void stand_still(struct looking *l)
{
	struct thread *t = l->t;
	date_t since = DATE_NONE;
	for (size_t i = 0; i < l->f->n; i++) {
		const struct thread_event *ev = &l->events[i];
		if (ev->on == DATE_NONE || ev->on < t->from)
			continue;
		if (ev->what == THREAD_SUSPENDED && since == DATE_NONE && ev->on <= t->first.end) {
			since = ev->on;
		} else if (ev->what == THREAD_RESUMED && since != DATE_NONE) {
			const int days = days_not_counted(l, since, ev->on);
			push_end(l, &t->first, days);
			t->still_days += ev->on - since;
			since = DATE_NONE;
		} else if (ev->what == THREAD_RESUMED) {
			find_odd(l, N_("The term goes on without having been stopped."));
		}
	}
	t->stopped_on = since;
}

/* ---- the extension */

static enum thread_extension judge(const struct looking *l, const struct thread_event *ev)
{
	if (ev->on == DATE_NONE)
		return EXTENSION_NO_DATE;
	if (!extension_rule(l, TERM_ADD))
		return EXTENSION_NOT_FORESEEN;
	if (ev->on > l->t->first.end)
		return EXTENSION_LATE;
	return ev->reasons ? EXTENSION_VALID : EXTENSION_NO_REASONS;
}

/* The longest that an exceptional case permits; without such a rule the ordinary one. */
static date_t longest(const struct looking *l, date_t ordinary)
{
	const struct term_rule *r = extension_rule(l, TERM_MAX_TOTAL);
	struct term_end end;
	if (!r || !term_end_after(r, l->t->from, r->amount, l->h, &end))
		return ordinary;
	push_end(l, &end, l->t->still_days);
	return end.end > ordinary ? end.end : ordinary;
}

static void lengthen(struct looking *l, const struct thread_event *ev)
{
	struct thread *t = l->t;
	struct term_end more;
	if (!term_end_after(
	        extension_rule(l, TERM_ADD), t->first.end, extension_rule(l, TERM_ADD)->amount, l->h, &more))
		return;
	const date_t most = longest(l, more.end);
	if (ev->until != DATE_NONE && ev->until > most) {
		t->extension = EXTENSION_TOO_LONG;
		more.raw = more.end = most;
	} else if (ev->until != DATE_NONE && ev->until > t->first.end) {
		more.raw = more.end = ev->until;
	}
	t->end = more;
}

/* One extension that counts is enough; of those that do not, the last is told. */
static void extend(struct looking *l)
{
	struct thread *t = l->t;
	for (size_t i = 0; i < l->f->n; i++) {
		const struct thread_event *ev = &l->events[i];
		if (ev->what != THREAD_EXTENDED || (ev->on != DATE_NONE && ev->on < t->from && t->redirected))
			continue;
		if (ev->on != DATE_NONE && ev->on < t->from)
			find_odd(l, N_("The extension is dated before the registration."));
		t->extension = judge(l, ev);
		t->extended_on = ev->on;
		if (t->extension == EXTENSION_VALID) {
			lengthen(l, ev);
			return;
		}
	}
}

/* ---- the answer */

static void answer(struct looking *l)
{
	struct thread *t = l->t;
	date_t first = DATE_NONE;
	for (size_t i = 0; i < l->f->n; i++) {
		const struct thread_event *ev = &l->events[i];
		if (ev->what != THREAD_REPLIED && ev->what != THREAD_REFUSED)
			continue;
		t->state = ev->what == THREAD_REPLIED ? THREAD_ANSWERED : THREAD_REFUSAL;
		t->answered = ev->on == DATE_NONE ? t->answered : ev->on;
		first = first == DATE_NONE ? ev->on : first;
	}
	if (t->state != THREAD_ANSWERED && t->state != THREAD_REFUSAL && l->f->closed != DATE_NONE) {
		t->state = THREAD_ANSWERED;
		t->answered = first = l->f->closed;
	}
	if (first != DATE_NONE && l->f->registered != DATE_NONE) {
		t->answer_days = first - l->f->registered - t->still_days;
		if (first < l->f->registered)
			find_odd(l, N_("The answer is dated before the registration."));
	}
	t->answer_days = t->answer_days < -1 ? -1 : t->answer_days;
}

/* ---- all together */

static void begin(struct looking *l)
{
	const struct thread_facts *f = l->f;
	struct thread *t = l->t;
	t->from = f->registered;
	for (size_t i = 0; i < f->n; i++)
		if (l->events[i].what == THREAD_REDIRECTED && l->events[i].on != DATE_NONE) {
			t->from = l->events[i].on;
			t->redirected = true;
		}
	t->state = t->from != DATE_NONE ? THREAD_WAITING : f->sent != DATE_NONE ? THREAD_SENT : THREAD_DRAFT;
	if (f->sent != DATE_NONE && f->registered != DATE_NONE && f->registered < f->sent)
		find_odd(l, N_("It was registered before it was sent."));
}

static void run_term(struct looking *l)
{
	struct thread *t = l->t;
	t->rule = l->f->rule && *l->f->rule ? term_rules_find(l->rules, l->f->rule) : NULL;
	/* A notice's rule counts back from the day that it is about, not from the letter's registration. */
	if (!t->rule || t->rule->direction == TERM_BEFORE || t->from == DATE_NONE ||
	    !term_compute(t->rule, t->from, l->h, &t->first, NULL)) {
		t->rule = NULL;
		t->first = (struct term_end){DATE_NONE, DATE_NONE};
		return;
	}
	stand_still(l);
	t->end = t->first;
	extend(l);
	if (t->stopped_on != DATE_NONE)
		t->end = (struct term_end){DATE_NONE, DATE_NONE};
}

static void judge_state(struct looking *l)
{
	struct thread *t = l->t;
	if (t->stopped_on != DATE_NONE)
		t->state = THREAD_STILL;
	else if (t->end.end == DATE_NONE)
		return;
	else if (l->today > t->end.end)
		t->state = THREAD_OVERDUE;
	else if (t->end.end != t->first.end)
		t->state = THREAD_LONGER;
	t->days_left = t->end.end == DATE_NONE ? 0 : t->end.end - l->today;
}

void thread_look(const struct thread_facts *f, const struct term_rules *rules, const struct holidays *h, date_t today,
    struct thread *out, const char **odd)
{
	*out = (struct thread){.from = DATE_NONE,
	    .first = {DATE_NONE, DATE_NONE},
	    .end = {DATE_NONE, DATE_NONE},
	    .extended_on = DATE_NONE,
	    .stopped_on = DATE_NONE,
	    .answered = DATE_NONE,
	    .answer_days = -1};
	struct thread_event *events = mem_array(f->n + 1, sizeof *events);
	if (f->n) {
		memcpy(events, f->events, f->n * sizeof *events);
		qsort(events, f->n, sizeof *events, compare);
	}
	struct looking l = {f, rules, h, today, out, events, NULL};
	begin(&l);
	run_term(&l);
	judge_state(&l);
	answer(&l);
	free(events);
	if (odd)
		*odd = l.odd;
}

const char *thread_state_label(enum thread_state s)
{
	static const char *const labels[THREAD_STATES] = {
	    [THREAD_DRAFT] = N_("draft, not sent"),
	    [THREAD_SENT] = N_("sent, not yet registered"),
	    [THREAD_WAITING] = N_("waiting for the answer"),
	    [THREAD_LONGER] = N_("waiting, lawfully extended"),
	    [THREAD_STILL] = N_("the term stands still"),
	    [THREAD_OVERDUE] = N_("overdue"),
	    [THREAD_ANSWERED] = N_("answered"),
	    [THREAD_REFUSAL] = N_("refused"),
	};
	return labels[s];
}

const char *thread_extension_label(enum thread_extension x)
{
	static const char *const labels[EXTENSIONS] = {
	    [EXTENSION_NONE] = "",
	    [EXTENSION_VALID] = "",
	    [EXTENSION_LATE] = N_("announced after the first term had ended"),
	    [EXTENSION_NO_REASONS] = N_("announced without reasons"),
	    [EXTENSION_NO_DATE] = N_("the day on which it was announced is not known"),
	    [EXTENSION_TOO_LONG] = N_("longer than the law permits"),
	    [EXTENSION_NOT_FORESEEN] = N_("the law knows no extension here"),
	};
	return labels[x];
}
