/* app/print_problem.c - a problem on one page: what it is, what was done in the order of the days, what came of it.
 * Names of people and notes of the group are left out: it is handed to neighbours and officials. */
#include "app/print_internal.h"
#include "base/lang.h"

static const enum kind_number told[] = {
    KIND_letter, KIND_item, KIND_observation, KIND_action, KIND_media, KIND_practice, KIND_COUNT};

static bool make(struct printing *p, struct err *e)
{
	struct story s = {.p = p, .told = told, .most = PUBLIC};
	const struct record *r = p->record;
	print_begin(p, print_title(p, r->kind, r->id), "a4", "portrait", "15");
	print_section(p, "");
	print_style(p, "h1", print_title(p, r->kind, r->id));
	story_record(&s, r);
	const bool ok = story_add(&s, r, e) && chain_add_of_actions(&s.chain, e);
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
