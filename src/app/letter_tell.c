/* app/letter_tell.c - where a letter stands, in words: its way so far, the term, why an extension counts or not, the
 * next step; and the term told day by day. Counts nothing: that is civic's work. */
#include <stdlib.h>
#include <string.h>

#include "app/dates.h"
#include "app/letter_facts.h"
#include "app/letters.h"
#include "app/standing_lines.h"
#include "base/lang.h"
#include "base/mem.h"

/* ---- sentences */

static void say_day(struct buf *out, const char *pattern, date_t d, int n)
{
	struct buf day = BUF_INIT;
	date_text(d, lang_now(), DATE_FULL, &day);
	buf_print(out, pattern, buf_str(&day), n);
	buf_free(&day);
}

static void say_term(const struct thread *t, date_t today, struct buf *out)
{
	if (t->end.end == DATE_NONE)
		return;
	if (t->state == THREAD_ANSWERED || t->state == THREAD_REFUSAL)
		say_day(out,
		    t->answered > t->end.end ? _("The term ended on %s: the answer came late.")
		                             : _("The term ended on %s: the answer came in time."),
		    t->end.end, 0);
	else if (t->state == THREAD_OVERDUE)
		say_day(out,
		    tr_n("The term ended on %s, %d day ago.", "The term ended on %s, %d days ago.",
		        (unsigned long)(today - t->end.end)),
		    t->end.end, today - t->end.end);
	else
		say_day(out,
		    tr_n("The term ends on %s, in %d day.", "The term ends on %s, in %d days.",
		        (unsigned long)t->days_left),
		    t->end.end, t->days_left);
}

static void say_extension(const struct thread *t, struct buf *out)
{
	if (t->extension == EXTENSION_VALID)
		say_day(out, _("Lawfully extended; without that it would have ended on %s."), t->first.end, 0);
	else if (t->extension != EXTENSION_NONE)
		buf_print(out, _("The extension does not count: %s. This is an argument."),
		    tr(thread_extension_label(t->extension)));
}

static void say_moved(const struct thread *t, struct buf *out)
{
	if (t->redirected)
		say_day(out, _("Sent on to another authority: the term runs anew from %s."), t->from, 0);
	if (t->stopped_on != DATE_NONE) {
		buf_text(out, out->len ? " " : "");
		say_day(out, _("It stands still since %s, until you give what was asked for."), t->stopped_on, 0);
	}
}

static void add_sentence(struct buf *out, struct buf *text)
{
	if (text->len && out->len && out->data[out->len - 1] != '\n')
		buf_char(out, '\n');
	buf_text(out, buf_str(text));
	buf_clear(text);
}

static void tell(struct app *a, const struct thread *t, const char *odd, struct buf *out)
{
	struct buf text = BUF_INIT;
	buf_print(&text, _("State: %s."), tr(thread_state_label(t->state)));
	add_sentence(out, &text);
	say_moved(t, &text);
	add_sentence(out, &text);
	say_term(t, clock_today(&a->clock), &text);
	add_sentence(out, &text);
	say_extension(t, &text);
	add_sentence(out, &text);
	buf_text(&text, odd ? tr(odd) : "");
	add_sentence(out, &text);
	buf_free(&text);
}

bool app_letter_tell(struct app *a, const struct record *r, struct buf *out, struct err *e)
{
	struct thread t;
	const char *odd;
	if (!app_letter_look(a, r, &t, &odd, e))
		return false;
	tell(a, &t, odd, out);
	return true;
}

/* ---- its way so far: "sent 21 Oct > registered 22 Oct, no. 1043 > [overdue by 2 days]" */

static void add_way(struct app *a, struct buf *out, const char *pattern, date_t d, const char *more)
{
	struct buf day = BUF_INIT;
	if (d == DATE_NONE)
		return;
	near_date(a, d, &day);
	buf_text(out, out->len ? " > " : "");
	buf_print(out, pattern, buf_str(&day), more);
	buf_free(&day);
}

static void add_state(const struct thread *t, struct buf *out)
{
	if (t->state == THREAD_WAITING && !t->rule)
		return; /* registered, and no term runs: nothing is awaited by law */
	buf_text(out, out->len ? " > [" : "[");
	if (t->state == THREAD_OVERDUE)
		buf_print(
		    out, tr_n("overdue by %d day", "overdue by %d days", (unsigned long)-t->days_left), -t->days_left);
	else
		buf_text(out, tr(thread_state_label(t->state)));
	buf_char(out, ']');
}

static void say_way(struct app *a, const struct record *r, const struct thread *t, struct buf *out)
{
	const char *number = record_text(r, letter_number);
	add_way(a, out, _("sent %s"), record_date(r, letter_sent_on), "");
	add_way(a, out, number ? _("registered %s, no. %s") : _("registered %s"), record_date(r, letter_registered_on),
	    number);
	if (t->redirected)
		add_way(a, out, _("redirected %s"), t->from, "");
	if (t->extension != EXTENSION_NONE)
		add_way(a, out,
		    t->extension == EXTENSION_VALID ? _("extended %s") : _("extended %s, it does not count"),
		    t->extended_on, "");
	add_way(a, out, t->state == THREAD_REFUSAL ? _("refused %s") : _("answered %s"), t->answered, "");
	if (t->answered == DATE_NONE)
		add_state(t, out);
}

/* ---- the next step: the first of the ladder that was not taken */

struct proposing {
	struct app *app;
	struct buf *out;
	int more;
};

static bool propose(void *ctx, const struct app_letter_step *s)
{
	struct proposing *p = ctx;
	if (s->taken)
		return true;
	if (p->out->len) {
		p->more++;
		return true;
	}
	buf_text(p->out, s->step->name[lang_now()]);
	if (s->last != DATE_NONE) {
		buf_print(p->out, ", %s ", _("until"));
		near_date(p->app, s->last, p->out);
	}
	return true;
}

void letter_propose(struct app *a, const struct record *r, struct buf *out)
{
	struct proposing p = {a, out, 0};
	app_letter_steps(a, r, propose, &p, NULL);
	if (p.more)
		buf_print(out, tr_n(" (and %d more way)", " (and %d more ways)", (unsigned long)p.more), p.more);
}

static bool is_ours(const struct record *r)
{
	const char *direction = record_text(r, letter_direction);
	return !direction || strcmp(direction, "in") != 0;
}

void letter_standing(struct standing *st, const struct record *r)
{
	struct thread t;
	const char *odd;
	struct buf text = BUF_INIT;
	if (!is_ours(r) || !app_letter_look(st->app, r, &t, &odd, NULL))
		return;
	say_way(st->app, r, &t, &text);
	standing_say(st, N_("State"), &text, t.state == THREAD_OVERDUE);
	say_moved(&t, &text);
	standing_say(st, N_("Moved"), &text, false);
	say_term(&t, clock_today(&st->app->clock), &text);
	standing_say(st, N_("Term"), &text, t.state == THREAD_OVERDUE);
	say_extension(&t, &text);
	standing_say(st, N_("Extension"), &text, t.extension != EXTENSION_VALID);
	buf_text(&text, odd ? tr(odd) : "");
	standing_say(st, N_("Check"), &text, true);
	letter_propose(st->app, r, &text);
	standing_say(st, N_("Next step"), &text, false);
	buf_free(&text);
}

void letter_state_short(struct app *a, const struct record *r, struct buf *out)
{
	struct thread t;
	if (!is_ours(r) || !app_letter_look(a, r, &t, NULL, NULL))
		return;
	if (t.state == THREAD_OVERDUE)
		buf_print(out, tr_n("! %d day over", "! %d days over", (unsigned long)-t.days_left), -t.days_left);
	else if ((t.state == THREAD_WAITING || t.state == THREAD_LONGER) && t.end.end != DATE_NONE)
		add_way(a, out, _("until %s"), t.end.end, "");
	else if (t.state == THREAD_WAITING && t.from != DATE_NONE)
		add_way(a, out, _("registered %s"), t.from, "");
	else if (t.answered != DATE_NONE)
		add_way(a, out, t.state == THREAD_REFUSAL ? _("refused %s") : _("answered %s"), t.answered, "");
	else
		buf_text(out, tr(thread_state_label(t.state)));
}

/* ---- day by day */

struct explaining {
	struct app *app;
	void (*line)(void *ctx, const char *text);
	void *ctx;
};

static void explain_rule(const struct explaining *x, const struct term_rule *rule, date_t from)
{
	struct err e = ERR_INIT;
	if (!term_explain(rule, from, app_holidays(x->app, NULL), lang_now(), x->line, x->ctx, &e))
		x->line(x->ctx, e.what);
}

static void explain_still(const struct explaining *x, const struct thread *t)
{
	struct buf text = BUF_INIT;
	if (t->still_days == 0)
		return;
	x->line(x->ctx, "");
	say_day(&text,
	    tr_n("The days on which it stood still are added: with them the first term ends on %s (%d day).",
	        "The days on which it stood still are added: with them the first term ends on %s (%d days).",
	        (unsigned long)t->still_days),
	    t->first.end, t->still_days);
	x->line(x->ctx, buf_str(&text));
	buf_free(&text);
}

static void explain_extension(const struct explaining *x, const struct thread *t)
{
	struct buf text = BUF_INIT;
	const struct term_rule *rule = thread_extension_rule(app_rules(x->app, NULL), t->rule);
	if (t->extension == EXTENSION_NONE)
		return;
	x->line(x->ctx, "");
	say_extension(t, &text);
	x->line(x->ctx, buf_str(&text));
	if (rule && t->end.end != t->first.end)
		explain_rule(x, rule, t->first.end);
	buf_free(&text);
}

static void explain_end(const struct explaining *x, const struct thread *t)
{
	struct buf text = BUF_INIT;
	say_term(t, clock_today(&x->app->clock), &text);
	if (text.len) {
		x->line(x->ctx, "");
		x->line(x->ctx, buf_str(&text));
	}
	buf_free(&text);
}

bool app_letter_explain(
    struct app *a, const struct record *r, void (*line)(void *ctx, const char *text), void *ctx, struct err *e)
{
	struct thread t;
	struct explaining x = {a, line, ctx};
	struct buf head = BUF_INIT;
	const char *odd;
	if (!app_letter_look(a, r, &t, &odd, e))
		return false;
	tell(a, &t, odd, &head);
	buf_char(&head, '\n');
	if (!t.rule) {
		struct term_end none;
		bool extended;
		struct err why = ERR_INIT;
		app_term(a, r, &none, &extended, &why);
		buf_text(&head, why.what);
	}
	line(ctx, buf_str(&head));
	buf_free(&head);
	if (!t.rule)
		return true;
	explain_rule(&x, t.rule, t.from);
	explain_still(&x, &t);
	explain_extension(&x, &t);
	explain_end(&x, &t);
	return true;
}
