/* app/letters.c - where letters stand, told in words; the steps that are open. Counting is civic's work. */
#include "app/letters.h"

#include <stdlib.h>
#include <string.h>

#include "app/dates.h"
#include "app/letter_facts.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/read.h"

/* ---- the ladder: the program's own rows, then the group's */

char *group_file(const struct app *a, const char *name)
{
	char *folder = path_dir(store_path(a->store)), *path = path_join(folder, name);
	free(folder);
	return path;
}

const struct ladder *ladder_of(struct app *a, struct err *e)
{
	if (a->ladder)
		return a->ladder;
	char *path = path_join(a->data ? a->data : "", "ladder.tsv");
	struct ladder *l = NULL;
	const bool ok = ladder_read(&l, path, NULL, NULL, e);
	free(path);
	if (!ok)
		return NULL;
	path = group_file(a, "ladder.tsv");
	struct err ignored = ERR_INIT;
	if (path_exists(path))
		ladder_read(&l, path, NULL, NULL, &ignored);
	free(path);
	a->ladder = l;
	return l;
}

/* ---- looking */

static bool look(
    struct app *a, const struct record *r, struct letter_facts *f, struct thread *t, const char **odd, struct err *e)
{
	const struct term_rules *rules = app_rules(a, e);
	const struct holidays *days = rules ? app_holidays(a, e) : NULL;
	if (!days || !letter_facts_read(a, r, f, e))
		return false;
	thread_look(&f->facts, rules, days, clock_today(&a->clock), t, odd);
	return true;
}

bool letter_term(struct app *a, const struct record *r, struct thread *out, int64_t *changes, struct err *e)
{
	struct letter_facts f = {0};
	const bool ok = look(a, r, &f, out, NULL, e);
	*changes = f.changes;
	letter_facts_free(&f);
	return ok;
}

bool app_letter_look(struct app *a, const struct record *r, struct thread *out, const char **odd, struct err *e)
{
	struct letter_facts f = {0};
	const bool ok = look(a, r, &f, out, odd, e);
	letter_facts_free(&f);
	return ok;
}

static bool no_term(struct app *a, const struct record *r, const struct thread *t, struct err *e)
{
	const int field = r->kind->calendar.rule;
	const char *id = field == NO_FIELD ? NULL : record_text(r, field);
	if (!id || t->from == DATE_NONE)
		return err_set(
		    e, ERR_INVALID, _("No term runs: the legal rule or the day of registration is missing."));
	if (!t->rule && !term_rules_find(app_rules(a, NULL), id))
		return err_set(e, ERR_INVALID, _("There is no legal rule \"%s\": its term could not be counted."), id);
	if (t->rule)
		return err_set(e, ERR_INVALID, _("The term stands still: the authority waits for something from you."));
	struct term_end ignored;
	return term_compute(term_rules_find(app_rules(a, NULL), id), t->from, app_holidays(a, NULL), &ignored, e);
}

bool app_term(struct app *a, const struct record *r, struct term_end *out, bool *extended, struct err *e)
{
	struct thread t;
	if (r->kind->calendar.rule == NO_FIELD)
		return err_set(
		    e, ERR_INVALID, _("No term runs: the legal rule or the day of registration is missing."));
	if (!app_letter_look(a, r, &t, NULL, e))
		return false;
	*out = t.end;
	*extended = t.rule && t.end.end != DATE_NONE && t.end.end != t.first.end;
	return t.end.end != DATE_NONE || no_term(a, r, &t, e);
}

/* ---- in words */

static void sentence(struct buf *out, const char *text)
{
	if (out->len && out->data[out->len - 1] != '\n')
		buf_char(out, '\n');
	buf_text(out, text);
}

static void tell_day(struct buf *out, const char *pattern, date_t d, int n)
{
	struct buf day = BUF_INIT, text = BUF_INIT;
	date_text(d, lang_now(), DATE_FULL, &day);
	buf_print(&text, pattern, buf_str(&day), n);
	sentence(out, buf_str(&text));
	buf_free(&day);
	buf_free(&text);
}

static void tell_term(const struct thread *t, date_t today, struct buf *out)
{
	if (t->end.end == DATE_NONE)
		return;
	if (t->state == THREAD_ANSWERED || t->state == THREAD_REFUSAL)
		tell_day(out,
		    t->answered > t->end.end ? _("The term ended on %s: the answer came late.")
		                             : _("The term ended on %s: the answer came in time."),
		    t->end.end, 0);
	else if (t->state == THREAD_OVERDUE)
		tell_day(out,
		    tr_n("The term ended on %s, %d day ago.", "The term ended on %s, %d days ago.",
		        (unsigned long)(today - t->end.end)),
		    t->end.end, today - t->end.end);
	else
		tell_day(out,
		    tr_n("The term ends on %s, in %d day.", "The term ends on %s, in %d days.",
		        (unsigned long)t->days_left),
		    t->end.end, t->days_left);
}

static void tell_extension(const struct thread *t, struct buf *out)
{
	struct buf text = BUF_INIT;
	if (t->extension == EXTENSION_VALID)
		tell_day(out, _("Lawfully extended; without that it would have ended on %s."), t->first.end, 0);
	else if (t->extension != EXTENSION_NONE) {
		buf_print(&text, _("The extension does not count: %s. This is an argument."),
		    tr(thread_extension_label(t->extension)));
		sentence(out, buf_str(&text));
	}
	buf_free(&text);
}

bool app_letter_tell(struct app *a, const struct record *r, struct buf *out, struct err *e)
{
	struct thread t;
	const char *odd;
	if (!app_letter_look(a, r, &t, &odd, e))
		return false;
	const char *state = tr(thread_state_label(t.state));
	struct buf head = BUF_INIT;
	buf_print(&head, _("State: %s."), state);
	sentence(out, buf_str(&head));
	buf_free(&head);
	if (t.redirected)
		tell_day(out, _("Sent on to another authority: the term runs anew from %s."), t.from, 0);
	if (t.stopped_on != DATE_NONE)
		tell_day(out, _("It stands still since %s, until you give what was asked for."), t.stopped_on, 0);
	tell_term(&t, clock_today(&a->clock), out);
	tell_extension(&t, out);
	if (odd)
		sentence(out, tr(odd));
	return true;
}

/* ---- what can be done */

bool app_letter_steps(struct app *a, const struct record *r,
    bool (*each)(void *ctx, const struct ladder_step *s, date_t last), void *ctx, struct err *e)
{
	struct letter_facts f = {0};
	struct thread t;
	const struct ladder *l = ladder_of(a, e);
	const bool ok = l && look(a, r, &f, &t, NULL, e);
	if (ok) {
		f.facts.council_act = letter_to_council(a, r);
		ladder_each(
		    l, &f.facts, &t, app_rules(a, NULL), app_holidays(a, NULL), clock_today(&a->clock), each, ctx);
	}
	letter_facts_free(&f);
	return ok;
}

/* ---- one thread each */

bool app_letter_send_to(
    struct app *a, int64_t letter, const int64_t *authorities, size_t n, size_t *made, struct err *e)
{
	struct record *r = NULL;
	if (!app_get(a, kind_get(KIND_letter), letter, &r, e))
		return false;
	struct record **copies = mem_array(n + 1, sizeof *copies);
	size_t count = 0;
	for (size_t i = 0; i < n; i++) {
		if (authorities[i] == record_int(r, letter_authority))
			continue;
		struct record *c = copies[count++] = record_copy(r);
		const int own[] = {letter_number, letter_registered_on, letter_received_on, letter_extended_on,
		    letter_extended_to, letter_extension_reasons, letter_closed_on, letter_files};
		c->id = 0;
		record_set_int(c, letter_authority, authorities[i]);
		for (size_t j = 0; j < sizeof own / sizeof *own; j++)
			record_clear(c, own[j]);
	}
	const bool ok = app_save_many(a, N_("The letter to further authorities"), copies, count, e);
	if (made)
		*made = ok ? count : 0;
	for (size_t i = 0; i < count; i++)
		record_free(copies[i]);
	free(copies);
	record_free(r);
	return ok;
}
