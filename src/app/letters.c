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

bool app_letter_terms(
    struct app *a, bool (*each)(void *ctx, int64_t id, const struct thread *t), void *ctx, struct err *e)
{
	const struct term_rules *rules = app_rules(a, e);
	const struct holidays *days = rules ? app_holidays(a, e) : NULL;
	struct letter_set *set = NULL;
	size_t n;
	if (!days || !app_store(a, e) || !letter_set_read(a, &set, e))
		return false;
	const struct letter_brief *all = letter_set_all(set, &n);
	bool more = true;
	for (size_t i = 0; more && i < n; i++) {
		struct letter_facts f;
		struct thread t;
		if (all[i].deleted || !all[i].out)
			continue;
		letter_facts_of(set, &all[i], &f);
		thread_look(&f.facts, rules, days, clock_today(&a->clock), &t, NULL);
		letter_facts_free(&f);
		more = each(ctx, all[i].id, &t);
	}
	letter_set_free(set);
	return true;
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
	const struct term_rule *rule = term_rules_find(app_rules(a, NULL), id);
	if (rule->direction == TERM_BEFORE)
		return err_set(
		    e, ERR_INVALID, _("This term is counted back from the day of the action, not from the letter."));
	if (t->rule)
		return err_set(e, ERR_INVALID, _("The term stands still: the authority waits for something from you."));
	struct term_end ignored;
	return term_compute(rule, t->from, app_holidays(a, NULL), &ignored, e);
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

/* ---- what can be done */

struct stepping {
	const struct letter_facts *f;
	bool (*each)(void *ctx, const struct app_letter_step *s);
	void *ctx;
};

static bool tell_step(void *ctx, const struct ladder_step *s, date_t last)
{
	const struct stepping *st = ctx;
	return st->each(st->ctx, &(struct app_letter_step){s, last, letter_step_taken(st->f, s)});
}

bool app_letter_steps(struct app *a, const struct record *r, bool (*each)(void *ctx, const struct app_letter_step *s),
    void *ctx, struct err *e)
{
	struct letter_facts f = {0};
	struct thread t;
	const struct ladder *l = ladder_of(a, e);
	const bool ok = l && look(a, r, &f, &t, NULL, e);
	if (ok) {
		struct stepping st = {&f, each, ctx};
		f.facts.council_act = letter_to_council(a, r);
		ladder_each(
		    l, &f.facts, &t, app_rules(a, NULL), app_holidays(a, NULL), clock_today(&a->clock), tell_step, &st);
	}
	letter_facts_free(&f);
	return ok;
}

struct record *app_letter_answer(struct app *a, const struct record *r, const char *kind)
{
	struct record *n = record_new_initial(r->kind, app_types(a));
	char iso[11];
	date_iso(clock_today(&a->clock), iso);
	record_set_text(n, letter_kind, kind);
	record_set_text(n, letter_direction, "in");
	record_set_int(n, letter_answers, r->id);
	record_set_text(n, letter_received_on, iso);
	record_clear(n, letter_sent_on);
	value_copy(&n->values[letter_action], &r->values[letter_action]);
	value_copy(&n->values[letter_authority], &r->values[letter_authority]);
	const struct choice *c = choice_find(&r->kind->fields[letter_kind], kind);
	const char *subject = record_text(r, letter_subject);
	char *text = mem_print("%s: %s", c ? tr(c->label) : kind, subject ? subject : "");
	record_set_text(n, letter_subject, text);
	free(text);
	return n;
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
		const int own[] = {letter_step, letter_number, letter_registered_on, letter_received_on,
		    letter_extended_on, letter_extended_to, letter_extension_reasons, letter_closed_on, letter_files};
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
