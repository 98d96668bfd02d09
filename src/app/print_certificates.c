/* app/print_certificates.c - certificates of taking part: of a workshop for everybody who was there, of a series for
 * those who were at as many workshops as it asks. The words are a template that a group may change
 * (certificate_text.c). */
#include <stdlib.h>
#include <string.h>

#include "app/print_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/read.h"

struct attendee {
	int64_t person;
	const char *name; /* surname first */
	int64_t came;
	char *modules; /* titles of the workshops, joined; owned */
};

struct awarding {
	struct printing *p;
	const char *title, *place, *funder;
	date_t from, to;
	int64_t needed, held;
	struct attendee *all;
	size_t n;
	char *templates[LANG_COUNT]; /* owned; NULL: not read yet */
	const char *workshop;        /* title of the one that is being counted */
};

/* ---- who came */

static struct attendee *attendee_of(struct awarding *w, int64_t person)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->all[i].person == person)
			return &w->all[i];
	w->all = mem_resize(w->all, w->n + 1, sizeof *w->all);
	w->all[w->n] = (struct attendee){.person = person, .name = print_title(w->p, kind_get(KIND_person), person)};
	return &w->all[w->n++];
}

static bool count_one(struct printing *p, const struct record *r)
{
	struct awarding *w = p->own;
	const char *mark = record_text(r, attendance_mark);
	if (!mark || (strcmp(mark, "present") != 0 && strcmp(mark, "late") != 0) || !record_int(r, attendance_person))
		return true;
	struct attendee *a = attendee_of(w, record_int(r, attendance_person));
	char *joined = mem_print("%s%s%s", a->modules ? a->modules : "", a->modules ? " · " : "", w->workshop);
	free(a->modules);
	a->modules = joined;
	a->came++;
	return true;
}

static bool count_workshop(struct awarding *w, const struct record *r, struct err *e)
{
	const char *status = record_text(r, workshop_status);
	const date_t day = record_date(r, workshop_date);
	if (status && strcmp(status, "cancelled") == 0)
		return true;
	w->workshop = print_title(w->p, r->kind, r->id);
	if (day != DATE_NONE && day <= clock_today(app_clock(w->p->app))) {
		w->held++;
		w->from = w->from == DATE_NONE || day < w->from ? day : w->from;
		w->to = w->to == DATE_NONE || day > w->to ? day : w->to;
	}
	return print_each(w->p, kind_get(KIND_attendance), attendance_workshop, r->id, NO_FIELD, count_one, e);
}

struct workshops {
	struct record **all;
	size_t n;
};

static bool keep_workshop(struct printing *p, const struct record *r)
{
	struct workshops *w = p->own;
	w->all = mem_resize(w->all, w->n + 1, sizeof *w->all);
	w->all[w->n++] = record_copy(r);
	return true;
}

static bool count_series(struct awarding *w, struct err *e)
{
	struct printing *p = w->p;
	struct workshops all = {NULL, 0};
	p->own = &all;
	bool ok =
	    print_each(p, kind_get(KIND_workshop), workshop_series, p->record->id, workshop_date, keep_workshop, e);
	p->own = w;
	for (size_t i = 0; i < all.n; i++) {
		ok = ok && count_workshop(w, all.all[i], e);
		record_free(all.all[i]);
	}
	free(all.all);
	return ok;
}

static bool count_all(struct awarding *w, struct err *e)
{
	struct printing *p = w->p;
	const struct record *r = p->record;
	p->own = w;
	w->title = print_title(p, r->kind, r->id);
	w->funder = "";
	if (r->kind == kind_get(KIND_workshop)) {
		w->needed = 1;
		w->place = print_field(p, r, workshop_place);
		return count_workshop(w, r, e);
	}
	w->place = print_field(p, r, series_place);
	w->funder = print_field(p, r, series_funder);
	w->needed = record_int(r, series_needed);
	if (w->needed < 1) {
		err_set(e, ERR_INVALID, "%s",
		    _("The series does not say for how many workshops a certificate is given. Nothing was written."));
		return err_hint(e, "%s", _("Fill in \"For a certificate\" of the series."));
	}
	return count_series(w, e);
}

/* By surname, as on the roll. */
static int by_name(const void *x, const void *y)
{
	const struct attendee *a = x, *b = y;
	const int order = text_compare(a->name, b->name);
	return order ? order : (a->person > b->person) - (a->person < b->person);
}

/* ---- the words */

static const char *template_of(struct awarding *w, enum lang l, struct err *e)
{
	struct buf text = BUF_INIT;
	if (!w->templates[l] && app_certificate_text(w->p->app, l, &text, e))
		w->templates[l] = buf_take(&text);
	buf_free(&text);
	return w->templates[l];
}

struct words {
	const char *name, *value;
};

static const char *days(struct awarding *w)
{
	const char *from = print_date(w->p, w->from, DATE_NUMERIC), *to = print_date(w->p, w->to, DATE_NUMERIC);
	return w->from == w->to ? from : print_text(w->p, "%s – %s", from, to);
}

static const char *value_of(const struct words *words, const char *name, size_t n)
{
	for (; words->name; words++)
		if (strlen(words->name) == n && strncmp(words->name, name, n) == 0)
			return words->value;
	return NULL;
}

/* The line with its {words} filled in; false: one of them is empty, and the line is left out. */
static bool fill(const struct words *words, const char *p, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		const char *close = p[i] == '{' ? memchr(p + i, '}', n - i) : NULL;
		const char *value = close ? value_of(words, p + i + 1, (size_t)(close - p) - i - 1) : NULL;
		if (!value) {
			buf_char(out, p[i]);
			continue;
		}
		if (!*value)
			return false;
		buf_text(out, value);
		i = (size_t)(close - p);
	}
	return true;
}

/* "STYLE: TEXT"; # begins a remark. */
static void add_line(struct awarding *w, const struct words *words, const char *line, size_t n)
{
	struct buf text = BUF_INIT;
	const char *colon = memchr(line, ':', n);
	if (n && *line != '#' && colon) {
		const char *from = colon + 1 + (colon[1] == ' ' && (size_t)(colon - line) + 1 < n);
		if (fill(words, from, n - (size_t)(from - line), &text))
			print_style(w->p, print_text(w->p, "%.*s", (int)(colon - line), line), buf_str(&text));
	}
	buf_free(&text);
}

static bool add_certificate(struct awarding *w, const struct attendee *a, enum lang l, struct err *e)
{
	struct printing *p = w->p;
	const char *text = template_of(w, l, e);
	if (!text)
		return false;
	p->lang = l;
	const bool many = w->needed > 1 || p->record->kind == kind_get(KIND_series);
	const struct words words[] = {{"name", print_person(p, a->person)}, {"title", w->title},
	    {"group", print_group(p)}, {"count", many ? print_text(p, "%lld", (long long)a->came) : ""},
	    {"held", many ? print_text(p, "%lld", (long long)w->held) : ""}, {"modules", many ? a->modules : ""},
	    {"dates", days(w)}, {"place", w->place}, {"funder", w->funder},
	    {"date", print_date(p, clock_today(app_clock(p->app)), DATE_LONG)}, {NULL, NULL}};
	print_section(p, "frame center");
	for (const char *line = text; *line; line += strcspn(line, "\n"), line += *line == '\n')
		add_line(w, words, line, strcspn(line, "\n"));
	paper_line(&p->paper, "gap", "14", NULL);
	paper_line(&p->paper, "table", "border=none nohead size=10", NULL);
	paper_line(&p->paper, "col", "1*", "center", "", NULL);
	paper_line(&p->paper, "col", "1*", "center", "", NULL);
	paper_line(&p->paper, "row", print_date(p, clock_today(app_clock(p->app)), DATE_LONG),
	    print_text(p, "________________________\n%s", app_conf(p->app, "who", "")), NULL);
	return true;
}

/* In the person's own language, unless one is asked for. */
static enum lang language_of(struct awarding *w, int64_t person)
{
	struct record *r = NULL;
	enum lang l = w->p->lang;
	if (!w->p->wish->lang && store_get(w->p->app->store, kind_get(KIND_person), person, &r, NULL))
		l = print_lang_of(r, person_language);
	record_free(r);
	return l;
}

static bool add_all(struct awarding *w, struct err *e)
{
	size_t given = 0;
	for (size_t i = 0; i < w->n; i++) {
		if (w->all[i].came < w->needed)
			continue;
		given++;
		if (!add_certificate(w, &w->all[i], language_of(w, w->all[i].person), e) ||
		    (w->p->both && !add_certificate(w, &w->all[i], LANG_RU, e)))
			return false;
		if (w->p->both)
			w->p->lang = LANG_RO;
	}
	if (given)
		return true;
	err_set(e, ERR_NOT_FOUND, _("Nobody was present at %lld or more workshops. Nothing was written."),
	    (long long)w->needed);
	return err_hint(e, "%s", _("Attendance is marked in the roll-call or with \"obste attend\"."));
}

static bool make(struct printing *p, struct err *e)
{
	struct awarding w = {.p = p, .from = DATE_NONE, .to = DATE_NONE};
	bool ok = count_all(&w, e);
	if (ok) {
		if (w.n)
			qsort(w.all, w.n, sizeof *w.all, by_name);
		print_begin(
		    p, print_text(p, "%s · %s", print_word(p, N_("Certificates")), w.title), "a4", "landscape", "22");
		paper_line(&p->paper, "footer", "", "", NULL);
		ok = add_all(&w, e);
	}
	for (size_t i = 0; i < w.n; i++)
		free(w.all[i].modules);
	for (size_t i = 0; i < LANG_COUNT; i++)
		free(w.templates[i]);
	free(w.all);
	return ok;
}

static const enum kind_number about[] = {KIND_workshop, KIND_series, KIND_COUNT};
const struct print_maker print_certificates = {
    .name = "certificates",
    .args = "WORKSHOP|SERIES",
    .label = N_("Certificates"),
    .help = N_("one for each who was present, in their language; of a series for those who came as often as it asks"),
    .about = about,
    .make = make,
};
