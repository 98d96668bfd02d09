/* app/print_problem.c - a problem on one page: what it is, what was done in the order of the days, what came of it.
 * Names of people and notes of the group are left out: it is handed to neighbours and officials. */
#include "app/print_internal.h"
#include "base/lang.h"
#include "store/read.h"

static const enum kind_number told[] = {
    KIND_letter, KIND_item, KIND_observation, KIND_action, KIND_media, KIND_practice, KIND_COUNT};

/* What names the problem's actions belongs to it too. */
static bool add_of_actions(struct story *s, struct err *e)
{
	const size_t n = s->n;
	for (size_t i = 0; i < n; i++)
		if (s->all[i].record->kind == kind_get(KIND_action) && !story_add(s, s->all[i].record, e))
			return false;
	return true;
}

static bool make(struct printing *p, struct err *e)
{
	struct story s = {.p = p, .told = told, .most = PUBLIC};
	const struct record *r = p->record;
	print_begin(p, print_title(p, r->kind, r->id), "a4", "portrait", "15");
	print_section(p, "");
	print_style(p, "h1", print_title(p, r->kind, r->id));
	story_record(&s, r);
	const bool ok = story_add(&s, r, e) && add_of_actions(&s, e);
	if (ok)
		story_write(&s);
	story_free(&s);
	return ok;
}

static const enum kind_number about[] = {KIND_problem, KIND_COUNT};
const struct print_maker print_problem = {
    .name = "problem",
    .args = "PROBLEM",
    .label = N_("Problem's page"),
    .help = N_("a problem with its letters, agenda items, votes, promises, actions, press and result in order"),
    .about = about,
    .make = make,
};
