/* app/print_agenda.c - a meeting's agenda with our questions and room for notes, to take along; afterwards with
 * results. */
#include <string.h>

#include "app/print_internal.h"
#include "base/lang.h"
#include "store/read.h"

static bool add_item(struct printing *p, const struct record *r)
{
	const char *draft = print_field(p, r, item_draft), *question = print_field(p, r, item_question);
	const char *result = print_field(p, r, item_result);
	const char *votes = "";
	if (record_has(r, item_in_favour) || record_has(r, item_against) || record_has(r, item_abstained))
		votes = print_text(p, "%lld : %lld : %lld", (long long)record_int(r, item_in_favour),
		    (long long)record_int(r, item_against), (long long)record_int(r, item_abstained));
	paper_line(&p->paper, "row", print_field(p, r, item_number),
	    print_text(p, PAPER_BOLD "%s" PAPER_BOLD "%s%s", print_field(p, r, item_title), *draft ? "\n" : "", draft),
	    question, print_text(p, "%s%s%s", result, *votes ? "\n" : "", votes), NULL);
	++*(int *)p->own;
	return true;
}

static bool make(struct printing *p, struct err *e)
{
	int items = 0;
	const struct record *m = p->record;
	p->own = &items;
	print_begin(p,
	    print_text(p, "%s · %s", print_word(p, N_("Agenda of the meeting")), print_title(p, m->kind, m->id)), "a4",
	    "portrait", "14");
	print_section(p, "");
	print_style(p, "h1", print_title(p, m->kind, m->id));
	print_facts_begin(p, 2, NULL);
	for (int f = 1; f < m->kind->nfields; f++)
		if (f != meeting_title && (m->kind->fields[f].in & (IN_LIST | IN_CAL)))
			print_fact(p, print_label(p, m, f), print_field(p, m, f));
	print_fact(p, print_label(p, m, meeting_observers), print_field(p, m, meeting_observers));
	print_facts_end(p);
	paper_line(&p->paper, "gap", "3", NULL);
	paper_line(&p->paper, "table", "border=grid size=9.5", NULL);
	paper_line(&p->paper, "col", "10", "right", print_words(p, N_("No.")), NULL);
	paper_line(&p->paper, "col", "3*", "", print_words(p, N_("Item")), NULL);
	paper_line(&p->paper, "col", "2.4*", "", print_words(p, N_("Our question")), NULL);
	paper_line(&p->paper, "col", "1.8*", "", print_words(p, N_("Result and votes")), NULL);
	if (!print_each(p, kind_get(KIND_item), item_meeting, m->id, item_number, add_item, e))
		return false;
	if (!items)
		print_style(p, "p", print_word(p, N_("The agenda is not known yet.")));
	print_style(p, "h2", print_word(p, N_("Notes")));
	for (int i = 0; i < 8; i++)
		paper_line(&p->paper, "line", "", NULL);
	return true;
}

static const enum kind_number about[] = {KIND_meeting, KIND_COUNT};
const struct print_maker print_agenda = {
    .name = "agenda",
    .args = "MEETING",
    .label = N_("Agenda of the meeting"),
    .help = N_("a meeting's agenda with our questions, results and room for notes"),
    .about = about,
    .make = make,
};
