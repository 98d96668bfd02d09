/* app/print_letter.c - a letter in proper form: sender, addressee, number and date, what it answers, the text in
 * paragraphs, signature, annexes. A draft that has its own addressee or its own place for the signature is not given a
 * second. */
#include <stdlib.h>
#include <string.h>

#include "app/print_internal.h"
#include "base/lang.h"
#include "store/read.h"

#define OWN_HEAD 200 /* bytes at the beginning, where a text may name its addressee */

static void add_sender(struct printing *p, const char *name)
{
	static const char *const keys[] = {"group.address", "group.phone", "group.email"};
	print_style(p, "p bold size=11 after=0.5", name);
	if (strcmp(name, print_group(p)) != 0)
		return;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		print_style(p, "small after=0.3", app_conf(p->app, keys[i], ""));
	paper_line(&p->paper, "rule", NULL);
}

static void add_addressee(struct printing *p, const char *name, const char *address)
{
	paper_line(&p->paper, "table", "border=none nohead size=11", NULL);
	paper_line(&p->paper, "col", "1*", "", "", NULL);
	paper_line(&p->paper, "col", "1.1*", "", "", NULL);
	paper_line(&p->paper, "row", "",
	    print_text(p, "%s: " PAPER_BOLD "%s" PAPER_BOLD "%s%s", tr_in(p->lang, N_("To whom")), name,
	        *address ? "\n" : "", address),
	    NULL);
	paper_line(&p->paper, "gap", "5", NULL);
}

/* "Nr. ____ din 23.11.2026", and of what it answers the number and the day. */
static void add_reference(struct printing *p)
{
	struct record *first = NULL;
	const char *number = print_field(p, p->record, letter_number),
	           *day = print_date(p, record_date(p->record, letter_sent_on), DATE_NUMERIC);
	const bool ours =
	    strcmp(record_text(p->record, letter_direction) ? record_text(p->record, letter_direction) : "out",
	        "out") == 0;
	print_style(p, "p after=1",
	    print_text(p, "%s %s   %s %s", tr_in(p->lang, N_("No.")), ours || !*number ? "__________" : number,
	        tr_in(p->lang, N_("of (date)")), *day ? day : "__________"));
	if (record_has(p->record, letter_answers) &&
	    store_get(p->app->store, kind_get(KIND_letter), record_int(p->record, letter_answers), &first, NULL)) {
		const char *what = print_field(p, first, letter_number),
		           *on = print_date(p, record_date(first, letter_registered_on), DATE_NUMERIC);
		print_style(p, "p after=1",
		    print_text(p, "%s: %s %s%s%s%s", tr_in(p->lang, N_("Refers to")),
		        print_field(p, first, letter_subject), *what ? "· " : "", what, *on ? " · " : "", on));
	}
	record_free(first);
}

/* ---- the text */

/* Where the text goes on after a first line that names the addressee; the text itself when there is none. */
static const char *after_own_head(const char *text)
{
	static const char *const heads[] = {"Către", "Catre", "Кому", "To:"};
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (strncmp(text, heads[i], strlen(heads[i])) == 0 && strcspn(text, "\n") < OWN_HEAD) {
			text += strcspn(text, "\n");
			return text + strspn(text, "\n ");
		}
	return text;
}

static bool has_own_signature(const char *text)
{
	for (enum lang l = 0; l < LANG_COUNT; l++)
		if (strstr(text, tr_in(l, N_("Signature"))))
			return true;
	return false;
}

static void add_paragraphs(struct printing *p, const char *text)
{
	while (*text) {
		const char *end = strstr(text, "\n\n");
		const int n = (int)(end ? (size_t)(end - text) : strlen(text));
		print_style(p, "p size=11 after=3", print_text(p, "%.*s", n, text));
		text += n;
		text += strspn(text, "\n");
	}
}

static void add_signature(struct printing *p)
{
	const char *who = app_conf(p->app, "who", "");
	paper_line(&p->paper, "gap", "6", NULL);
	paper_line(&p->paper, "table", "border=none nohead size=11", NULL);
	paper_line(&p->paper, "col", "1*", "", "", NULL);
	paper_line(&p->paper, "col", "1*", "", "", NULL);
	paper_line(&p->paper, "row", print_text(p, "%s%s%s", who, *who ? "\n" : "", print_group(p)),
	    print_text(p, "%s: ______________________", tr_in(p->lang, N_("Signature"))), NULL);
}

static void add_annexes(struct printing *p)
{
	const char *files = print_field(p, p->record, letter_files);
	if (!*files)
		return;
	paper_line(&p->paper, "gap", "4", NULL);
	print_style(p, "small", print_text(p, PAPER_BOLD "%s:" PAPER_BOLD " %s", tr_in(p->lang, N_("Annexes")), files));
}

static bool make(struct printing *p, struct err *e)
{
	struct record *authority = NULL;
	const char *direction = record_text(p->record, letter_direction);
	const bool ours = !direction || strcmp(direction, "out") == 0;
	const char *name = print_field(p, p->record, letter_authority), *address = "";
	const char *text = record_text(p->record, letter_text) ? record_text(p->record, letter_text) : "";
	(void)e;
	if (record_has(p->record, letter_authority) && store_get(p->app->store, kind_get(KIND_authority),
	                                                   record_int(p->record, letter_authority), &authority, NULL))
		address = print_field(p, authority, authority_address);
	record_free(authority);
	print_begin(p, print_field(p, p->record, letter_subject), "a4", "portrait", "20");
	print_section(p, "");
	if (!*text)
		paper_line(&p->paper, "warn", _("The letter has no text yet: lines to write on are printed."), NULL);
	add_sender(p, ours ? print_group(p) : name);
	add_addressee(p, ours ? name : print_group(p), ours ? address : "");
	add_reference(p);
	print_style(p, "h2 after=4", print_field(p, p->record, letter_subject));
	add_paragraphs(p, ours ? after_own_head(text) : text);
	for (int i = 0; !*text && i < 14; i++)
		paper_line(&p->paper, "line", "", NULL);
	if (ours && !has_own_signature(text))
		add_signature(p);
	add_annexes(p);
	return true;
}

static const enum kind_number about[] = {KIND_letter, KIND_COUNT};
const struct print_maker print_letter = {
    .name = "letter",
    .args = "LETTER",
    .label = N_("Letter"),
    .help = N_("a letter to an authority in proper form"),
    .about = about,
    .lang = print_in_romanian,
    .make = make,
};
