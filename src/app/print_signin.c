/* app/print_signin.c - the attendance sheet: numbered rows in the order of the roll, empty ones for those who come
 * without being expected, consent, the trainer's signature, a code by which its numbers are found again. The order is
 * kept, so that the numbers stay those of the paper. */
#include <stdlib.h>
#include <string.h>

#include "app/print_internal.h"
#include "app/roll_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

#define PORTRAIT_ROWS 24 /* of 9 mm */
#define LANDSCAPE_ROWS 16
#define BLANK_AT_LEAST 4 /* and the last sheet is filled */
#define MOST_BLANK 2000

struct signing {
	struct printing *p;
	struct app_roll roll;
	size_t rows, per_sheet, sheets;
	const char *code; /* without the sheet's number: "OB-AT-0014" */
	int64_t first;    /* number of the first sheet */
	bool phones, landscape;
};

/* ---- what the event is: any kind with attendance */

static const char *when_text(struct printing *p, const struct record *r)
{
	const struct kind_calendar *c = &r->kind->calendar;
	const char *day = print_date(p, record_date(r, c->date), DATE_NUMERIC);
	const char *from = c->starts ? print_field(p, r, c->starts) : "",
	           *to = c->ends ? print_field(p, r, c->ends) : "";
	return print_text(p, "%s%s%s%s%s", day, *from ? "  " : "", from, *from && *to ? "–" : "", to);
}

struct naming {
	struct printing *p;
	struct buf names;
};

static bool add_name(void *ctx, int64_t id)
{
	struct naming *n = ctx;
	if (n->names.len)
		buf_text(&n->names, ", ");
	buf_text(&n->names, print_title(n->p, kind_get(KIND_person), id));
	return true;
}

static const char *trainers(struct printing *p)
{
	struct naming n = {p, BUF_INIT};
	const struct kind_calendar *c = &p->record->kind->calendar;
	const char *ids = c->people ? record_text(p->record, c->people) : NULL;
	if (ids)
		refs_each(ids, add_name, &n);
	return print_keep(p, buf_take(&n.names));
}

static bool is_workshop(const struct printing *p)
{
	return p->record->kind == kind_get(KIND_workshop);
}

static const char *event_label(struct printing *p)
{
	return print_word(p, p->record->kind->calendar.category);
}

/* ---- the parts of a sheet */

/* Heights are bounded everywhere: so many rows must fit the page whatever the names are. */
static void add_head(struct signing *s)
{
	struct printing *p = s->p;
	paper_line(&p->paper, "head", NULL);
	paper_line(&p->paper, "table", "border=none nohead row=8 size=15", NULL);
	paper_line(&p->paper, "col", "1.3*", "bold", "", NULL);
	paper_line(&p->paper, "col", "1*", "right", "", NULL);
	paper_line(&p->paper, "row", print_word(p, N_("ATTENDANCE SHEET")), print_group(p), NULL);
	print_style(p, "p size=11 fit=6 after=0",
	    print_text(
	        p, "%s: " PAPER_BOLD "%s" PAPER_BOLD, event_label(p), print_title(p, p->record->kind, p->record->id)));
	print_facts_begin(p, 3, "5.5");
	print_fact(p, print_word(p, N_("Date")), when_text(p, p->record));
	if (p->record->kind->calendar.place)
		print_fact(p, print_word(p, N_("Place")), print_field(p, p->record, p->record->kind->calendar.place));
	if (is_workshop(p))
		print_fact(p, print_word(p, N_("Trainer")), trainers(p));
	print_facts_end(p);
	paper_line(&p->paper, "gap", "1", NULL);
}

static const char *consent(struct signing *s, enum lang l)
{
	return print_text(s->p,
	    tr_in(l,
	        N_("By signing I agree that %s keeps my name and contact to account for attendance and to invite me to "
	           "its activities; I can withdraw this at any time. Photo: whether pictures in which I am seen may be "
	           "published.")),
	    print_group(s->p));
}

static const char *consents(struct signing *s)
{
	if (!s->p->both)
		return consent(s, s->p->lang);
	return print_text(s->p, "%s\n%s", consent(s, s->p->lang), consent(s, LANG_RU));
}

static const char *sheet_text(struct signing *s, const char *code, size_t sheet)
{
	struct printing *p = s->p;
	const char *count = print_text(p, tr_in(p->lang, N_("Sheet %zu of %zu")), sheet + 1, s->sheets);
	const char *other = p->both ? print_text(p, tr_in(LANG_RU, N_("Sheet %zu of %zu")), sheet + 1, s->sheets) : "";
	return print_text(p, PAPER_BOLD "%s" PAPER_BOLD "\n%s%s%s", code, count, p->both ? "\n" : "", other);
}

/* On its side the paper has room beside, upright below. */
static void add_foot(struct signing *s, size_t sheet)
{
	struct printing *p = s->p;
	const char *code = print_text(p, "%s-%lld", s->code, (long long)s->first + (long long)sheet);
	const char *signer = print_text(p, "%s:\n\n____________________________",
	    print_words(p, is_workshop(p) ? N_("Trainer (signature)") : N_("Responsible (signature)")));
	paper_line(&p->paper, "foot", NULL);
	paper_line(&p->paper, "gap", "1", NULL);
	if (!s->landscape)
		print_style(p, p->both ? "small fit=12.5" : "small fit=8", consents(s));
	paper_line(&p->paper, "table", "border=none nohead size=8 row=14.5", NULL);
	paper_line(&p->paper, "col", s->landscape ? "2.4*" : "60", "", "", NULL);
	paper_line(&p->paper, "col", s->landscape ? "60" : "1*", "", "", NULL);
	paper_line(&p->paper, "col", "34", "right", "", NULL);
	paper_line(&p->paper, "col", "15", "qr", "", NULL);
	paper_line(&p->paper, "row", s->landscape ? consents(s) : signer, s->landscape ? signer : "",
	    sheet_text(s, code, sheet), code, NULL);
}

static const char *photo_title(struct printing *p)
{
	const char *yes = tr_in(p->lang, N_("yes")), *no = tr_in(p->lang, N_("no"));
	if (!p->both)
		return print_text(p, "%s\n%s   %s", tr_in(p->lang, N_("Photo")), yes, no);
	return print_text(p, "%s\n%s/%s  %s/%s", print_word(p, N_("Photo")), yes, tr_in(LANG_RU, N_("yes")), no,
	    tr_in(LANG_RU, N_("no")));
}

static void add_columns(struct signing *s)
{
	struct printing *p = s->p;
	paper_line(&p->paper, "body", NULL);
	paper_line(&p->paper, "table", "border=grid row=9 size=9.5", NULL);
	paper_line(&p->paper, "col", "9", "right", print_words(p, N_("No.")), NULL);
	paper_line(&p->paper, "col", "3*", "bold", print_words(p, N_("Name, given name")), NULL);
	paper_line(&p->paper, "col", "1.6*", "", print_words(p, N_("Sector / org.")), NULL);
	if (s->phones)
		paper_line(&p->paper, "col", "2*", "", print_words(p, N_("Phone / e-mail")), NULL);
	paper_line(&p->paper, "col", s->landscape ? "3.4*" : "2*", "", print_words(p, N_("Signature")), NULL);
	paper_line(&p->paper, "col", p->both ? "24" : "17", "center", photo_title(p), NULL);
}

/* ---- people */

static const char *last_digits(struct printing *p, const char *shown)
{
	char digits[4] = "";
	size_t n = 0;
	const char *end = shown + strcspn(shown, ",;");
	for (const char *c = end; c > shown && n < 3; c--)
		if (c[-1] >= '0' && c[-1] <= '9')
			digits[2 - n++] = c[-1];
	return n == 3 ? print_text(p, "··· %s", digits) : "";
}

/* Everybody who signs sees the sheet: the whole number only when it was asked for. */
static const char *contact_of(struct signing *s, const struct record *person)
{
	const char *phone = print_field(s->p, person, person_phone);
	if (s->p->wish->phones && strcmp(s->p->wish->phones, "full") == 0)
		return *phone ? phone : print_field(s->p, person, person_email);
	return last_digits(s->p, phone);
}

static const char *from_where(struct printing *p, const struct record *person)
{
	const char *sector = record_text(person, person_sector), *org = record_text(person, person_organisation);
	if (sector && org)
		return print_text(p, "%s · %s", sector, org);
	return sector ? print_text(p, "%s", sector) : org ? print_text(p, "%s", org) : "";
}

static void add_row(struct signing *s, size_t row)
{
	struct printing *p = s->p;
	const char *cells[6] = {print_text(p, "%zu", row + 1), "", "", "", "", "☐    ☐"};
	const size_t last = s->phones ? 5 : 4;
	struct record *r = NULL;
	if (row < s->roll.n) {
		cells[1] = s->roll.rows[row].name;
		if (store_get(p->app->store, kind_get(KIND_person), s->roll.rows[row].person, &r, NULL)) {
			cells[2] = from_where(p, r);
			cells[3] = s->phones ? contact_of(s, r) : "";
		}
		record_free(r);
	}
	cells[last] = cells[5];
	cells[last - 1] = "";
	if (s->phones)
		cells[4] = "";
	paper_fields(&p->paper, "row", cells, last + 1);
}

/* ---- how many */

static void count_rows(struct signing *s)
{
	const struct app_print *w = s->p->wish;
	s->rows = s->roll.n + (w->blank_given ? w->blank : BLANK_AT_LEAST);
	if (!w->blank_given)
		s->rows += (s->per_sheet - s->rows % s->per_sheet) % s->per_sheet;
	s->sheets = s->rows ? (s->rows + s->per_sheet - 1) / s->per_sheet : 1;
}

/* The same people in the same order as on the sheet printed last: the same code. Otherwise the next numbers. */
static void choose_code(struct signing *s)
{
	struct printing *p = s->p;
	struct record *last = roll_printed(p->app, &s->roll, NULL);
	struct buf order = BUF_INIT;
	roll_order(&s->roll, &order);
	s->code = print_text(p, "OB-AT-%04d", print_number(s->roll.id));
	s->first = 1;
	if (last) {
		const char *code = record_text(last, printed_code), *people = record_text(last, printed_people);
		const char *number = code ? strrchr(code, '-') : NULL;
		s->first = number ? strtol(number + 1, NULL, 10) : 1;
		const bool same = strcmp(people ? people : "", buf_str(&order)) == 0 &&
		                  record_int(last, printed_rows) == (int64_t)s->rows &&
		                  record_int(last, printed_sheets) == (int64_t)s->sheets;
		if (!same)
			s->first += record_int(last, printed_sheets);
		record_free(last);
		if (same) {
			buf_free(&order);
			return;
		}
	}
	struct record *r = roll_printed_new(p->app, &s->roll);
	record_set_text(r, printed_code, print_text(p, "%s-%lld", s->code, (long long)s->first));
	record_set_int(r, printed_sheets, (int64_t)s->sheets);
	record_set_int(r, printed_rows, (int64_t)s->rows);
	record_set_text(r, printed_people, buf_str(&order));
	print_save(p, r, N_("Attendance sheet printed"));
	buf_free(&order);
}

static void add_sheets(struct signing *s)
{
	for (size_t sheet = 0; sheet < s->sheets; sheet++) {
		print_section(s->p, "");
		add_head(s);
		add_foot(s, sheet);
		add_columns(s);
		for (size_t row = sheet * s->per_sheet; row < (sheet + 1) * s->per_sheet && row < s->rows; row++)
			add_row(s, row);
	}
}

static bool make(struct printing *p, struct err *e)
{
	struct signing s = {.p = p, .landscape = p->wish->landscape};
	s.per_sheet = s.landscape ? LANDSCAPE_ROWS : PORTRAIT_ROWS;
	s.phones = !p->wish->phones || strcmp(p->wish->phones, "none") != 0;
	if (p->wish->blank_given && p->wish->blank > MOST_BLANK)
		return err_set(e, ERR_USAGE, _("At most %d empty rows can be printed."), MOST_BLANK);
	if (!app_roll_open(p->app, p->record->kind, p->record->id, &s.roll, e))
		return false;
	count_rows(&s);
	choose_code(&s);
	print_begin(p, print_word(p, N_("Attendance sheet")), "a4", s.landscape ? "landscape" : "portrait",
	    s.landscape ? "9" : "10");
	add_sheets(&s);
	app_roll_close(&s.roll);
	return true;
}

static enum lang lang_of(struct app *a, const struct record *r)
{
	(void)a;
	return r->kind == kind_get(KIND_workshop) ? print_lang_of(r, workshop_language) : lang_now();
}

static const enum kind_number about[] = {KIND_workshop, KIND_meeting, KIND_action, KIND_COUNT};
const struct print_maker print_signin = {
    .name = "signin",
    .args = "WORKSHOP",
    .label = N_("Attendance sheet"),
    .help = N_("an attendance sheet to sign, with the numbers that \"attend --sheet\" understands"),
    .about = about,
    .lang = lang_of,
    .make = make,
};
