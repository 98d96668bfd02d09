/* app/print_petition.c - sheets for signatures. What is asked, of whom and why stands on every sheet, so that each
 * signer has seen it (Administrative Code art. 75 (1)). Their numbers go on from the last sheet of the petition. */
#include <stdlib.h>
#include <string.h>

#include "app/print_internal.h"
#include "base/lang.h"
#include "store/read.h"

#define ROWS 12 /* of 13 mm */
#define MOST_SHEETS 500

struct petition {
	struct printing *p;
	const char *authority, *address, *demand, *reasons, *contact;
	int64_t last; /* greatest number of a sheet */
	bool there;   /* the sheet that was asked for once more */
};

/* ---- what it says */

static bool take_letter(struct printing *p, const struct record *r)
{
	struct petition *t = p->own;
	const char *kind = record_text(r, letter_kind);
	if (kind && strcmp(kind, "petition") == 0 && record_has(r, letter_text) && !*t->reasons)
		t->reasons = print_text(p, "%s", record_text(r, letter_text));
	return true;
}

static const char *problem_text(struct printing *p)
{
	struct record *r = NULL;
	const char *text = "";
	if (record_has(p->record, action_problem) &&
	    store_get(p->app->store, kind_get(KIND_problem), record_int(p->record, action_problem), &r, NULL) &&
	    record_text(r, problem_description))
		text = print_text(p, "%s", record_text(r, problem_description));
	record_free(r);
	return text;
}

static bool read_petition(struct petition *t, struct err *e)
{
	struct printing *p = t->p;
	struct record *r = NULL;
	t->authority = print_field(p, p->record, action_authority);
	t->demand = print_field(p, p->record, action_goal);
	t->contact = print_person(p, record_int(p->record, action_lead));
	t->address = t->reasons = "";
	if (record_has(p->record, action_authority) &&
	    store_get(p->app->store, kind_get(KIND_authority), record_int(p->record, action_authority), &r, NULL))
		t->address = print_field(p, r, authority_address);
	record_free(r);
	if (!print_each(p, kind_get(KIND_letter), letter_action, p->record->id, letter_sent_on, take_letter, e))
		return false;
	if (!*t->reasons)
		t->reasons = problem_text(p);
	return true;
}

/* An incomplete petition may be printed as a draft, but never unnoticed. */
static void warn_of_gaps(struct petition *t)
{
	if (!*t->authority)
		paper_line(&t->p->paper, "warn",
		    _("No authority is filled in: nobody knows to whom this petition goes."), NULL);
	if (!*t->demand)
		paper_line(&t->p->paper, "warn",
		    _("The action's goal is empty: the sheet does not say what is asked for."), NULL);
}

/* ---- a sheet */

static void add_head(struct petition *t, const char *number)
{
	struct printing *p = t->p;
	paper_line(&p->paper, "head", NULL);
	paper_line(&p->paper, "table", "border=none nohead row=9 size=16", NULL);
	paper_line(&p->paper, "col", "1*", "bold", "", NULL);
	paper_line(&p->paper, "col", "1*", "right", "", NULL);
	paper_line(&p->paper, "row", print_word(p, N_("PETITION")),
	    print_text(p, "%s %s", print_word(p, N_("Sheet no.")), number), NULL);
	print_style(p, "p fit=10 size=11 after=0.5",
	    print_text(p, "%s: " PAPER_BOLD "%s" PAPER_BOLD "%s%s", print_word(p, N_("To whom")), t->authority,
	        *t->address ? ", " : "", t->address));
	print_style(p, "p fit=14 size=12 after=1",
	    print_text(p, "%s: " PAPER_BOLD "%s" PAPER_BOLD, print_word(p, N_("We ask for")), t->demand));
	if (*t->reasons)
		print_style(p, "p fit=34 size=9.5 justify after=1", t->reasons);
	if (*t->contact)
		print_style(p, "small fit=4",
		    print_text(p, "%s: %s · %s", print_word(p, N_("Contact person")), t->contact, print_group(p)));
}

static void add_foot(struct petition *t, const char *code)
{
	struct printing *p = t->p;
	paper_line(&p->paper, "foot", NULL);
	print_style(p, "tiny fit=6",
	    print_text(p, "%s",
	        print_words(p, N_("The data are used for this petition alone and are handed to the authority together "
	                          "with it."))));
	paper_line(&p->paper, "table", "border=none nohead size=9 row=16", NULL);
	paper_line(&p->paper, "col", "2*", "", "", NULL);
	paper_line(&p->paper, "col", "1.3*", "", "", NULL);
	paper_line(&p->paper, "col", "1.2*", "", "", NULL);
	paper_line(&p->paper, "col", "27", "right", "", NULL);
	paper_line(&p->paper, "col", "16", "qr", "", NULL);
	paper_line(&p->paper, "row", print_text(p, "%s:\n____________________", print_word(p, N_("Collected by"))),
	    print_text(p, "%s:\n__________", print_word(p, N_("Rows filled"))),
	    print_text(p, "%s:\n__________", print_word(p, N_("Checked"))), code, code, NULL);
}

static void add_rows(struct printing *p)
{
	paper_line(&p->paper, "body", NULL);
	paper_line(&p->paper, "table", "border=grid row=13 size=10", NULL);
	paper_line(&p->paper, "col", "9", "right", print_words(p, N_("No.")), NULL);
	paper_line(&p->paper, "col", "3*", "", print_words(p, N_("Name, given name")), NULL);
	paper_line(&p->paper, "col", "3.4*", "", print_words(p, N_("Address (home)")), NULL);
	paper_line(&p->paper, "col", "20", "", print_words(p, N_("Date")), NULL);
	paper_line(&p->paper, "col", "32", "", print_words(p, N_("Signature")), NULL);
	for (int i = 1; i <= ROWS; i++)
		paper_line(&p->paper, "row", print_text(p, "%d", i), NULL);
}

static void add_sheet(struct petition *t, int64_t number)
{
	struct printing *p = t->p;
	print_section(p, "");
	add_head(t, print_text(p, "%lld", (long long)number));
	add_foot(t, print_text(p, "OB-PE-%04d-%lld", print_number(p->record->id), (long long)number));
	add_rows(p);
}

/* ---- their numbers */

static bool look_at_sheet(struct printing *p, const struct record *r)
{
	struct petition *t = p->own;
	const int64_t number = record_int(r, sheet_number);
	if (number > t->last)
		t->last = number;
	t->there = t->there || number == (int64_t)p->wish->sheet;
	return true;
}

static void keep_sheet(struct printing *p, int64_t number)
{
	struct record *r = record_new_initial(kind_get(KIND_sheet), app_types(p->app));
	record_set_int(r, sheet_action, p->record->id);
	record_set_int(r, sheet_number, number);
	record_clear(r, sheet_on); /* it is the day of the signatures */
	print_save(p, r, N_("Petition sheets printed"));
}

static bool add_sheets(struct petition *t, struct err *e)
{
	struct printing *p = t->p;
	const size_t wanted = p->wish->sheets ? p->wish->sheets : 1;
	if (!print_each(p, kind_get(KIND_sheet), sheet_action, p->record->id, sheet_number, look_at_sheet, e))
		return false;
	if (p->wish->sheet && !t->there)
		return err_set(e, ERR_NOT_FOUND, _("This petition has no sheet %zu."), p->wish->sheet);
	if (wanted > MOST_SHEETS)
		return err_set(e, ERR_USAGE, _("At most %d sheets can be printed at once."), MOST_SHEETS);
	if (p->wish->sheet) {
		add_sheet(t, (int64_t)p->wish->sheet);
		return true;
	}
	for (size_t i = 1; i <= wanted; i++) {
		add_sheet(t, t->last + (int64_t)i);
		keep_sheet(p, t->last + (int64_t)i);
	}
	return true;
}

static bool make(struct printing *p, struct err *e)
{
	struct petition t = {.p = p};
	p->own = &t;
	if (!read_petition(&t, e))
		return false;
	print_begin(p,
	    print_text(p, "%s · %s", print_word(p, N_("Petition")), print_title(p, p->record->kind, p->record->id)),
	    "a4", "portrait", "10");
	warn_of_gaps(&t);
	return add_sheets(&t, e);
}

static const enum kind_number about[] = {KIND_action, KIND_COUNT};
const struct print_maker print_petition = {
    .name = "petition",
    .args = "ACTION",
    .label = N_("Petition"),
    .help = N_("sheets for signatures: what is asked stands on each, numbers go on"),
    .about = about,
    .lang = print_in_romanian,
    .make = make,
};
