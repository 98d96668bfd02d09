/* app/figures.c - the figures that a record's page shows: one row each. How much is counted is said here; how it is
 * drawn is the screen's affair. */
#include "app/page.h"

#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/facts.h"
#include "app/ledger.h"
#include "app/petition.h"
#include "base/lang.h"
#include "model/money.h"

struct sum {
	int64_t part, whole;
};

/* ---- counting records of a kind that name this one */

static int64_t count(struct app *a, const struct kind *k, int field, int64_t id, const char *const *filters)
{
	struct query q;
	struct value v = VALUE_INIT;
	struct err ignored = ERR_INIT;
	query_init(&q, k);
	ref_value(&k->fields[field], id, &v);
	bool ok = query_filter_add(&q, field, QUERY_IS, &v, &ignored);
	for (; ok && filters && *filters; filters++)
		ok = query_filter_parse(&q, *filters, app_types(a), &ignored);
	int64_t n = ok ? app_count(a, &q) : 0;
	value_clear(&v);
	query_free(&q);
	return n < 0 ? 0 : n;
}

static const char *const came[] = {"mark=present", "mark=late", NULL};
static const char *const invited[] = {"mark=present", "mark=late", "mark=absent", "mark=excused", NULL};
static const char *const undone[] = {"part!=role", "done_on=", NULL};

static void person_came(struct app *a, const struct record *r, struct sum *s)
{
	const struct kind *k = kind_get(KIND_attendance);
	s->part = count(a, k, attendance_person, r->id, came);
	s->whole = count(a, k, attendance_person, r->id, invited);
}

struct sheets {
	struct app *app;
	int64_t signatures;
};

static bool count_sheet(void *ctx, const struct record *sheet)
{
	struct sheets *s = ctx;
	s->signatures += count(s->app, kind_get(KIND_signature), signature_sheet, sheet->id, NULL);
	return true;
}

static void person_collected(struct app *a, const struct record *r, struct sum *s)
{
	struct sheets all = {a, 0};
	struct query q;
	struct value v = VALUE_INIT;
	struct err ignored = ERR_INIT;
	query_init(&q, kind_get(KIND_sheet));
	value_set_int(&v, r->id);
	if (query_filter_add(&q, sheet_collected_by, QUERY_IS, &v, &ignored))
		app_each(a, &q, 0, count_sheet, &all, &ignored);
	s->part = all.signatures;
	query_free(&q);
}

static void person_tasks(struct app *a, const struct record *r, struct sum *s)
{
	s->part = count(a, kind_get(KIND_step), step_who, r->id, undone);
}

static void action_signatures(struct app *a, const struct record *r, struct sum *s)
{
	struct app_signatures n;
	if (!app_petition_count(a, r->id, &n, NULL))
		return;
	s->part = n.paper + n.online;
	s->whole = n.goal;
}

static void action_refused(struct app *a, const struct record *r, struct sum *s)
{
	struct app_signatures n;
	if (app_petition_count(a, r->id, &n, NULL))
		s->part = n.refused + n.doubles;
}

static void action_support(struct app *a, const struct record *r, struct sum *s)
{
	struct app_signatures n;
	if (app_petition_count(a, r->id, &n, NULL))
		s->part = n.support;
}

static void action_in_hand(struct app *a, const struct record *r, struct sum *s)
{
	struct app_ledger_sum sums[APP_CURRENCIES];
	size_t n;
	if (app_ledger_sums(a, r->id, sums, &n, NULL) && n > 0 && strcmp(sums[0].currency, "MDL") == 0)
		s->part = sums[0].balance;
}

static void action_came(struct app *a, const struct record *r, struct sum *s)
{
	s->part = count(a, kind_get(KIND_attendance), attendance_action, r->id, came);
	s->whole = record_int(r, action_expected);
}

static void action_published(struct app *a, const struct record *r, struct sum *s)
{
	static const char *const press[] = {"form!=release", NULL};
	s->part = count(a, kind_get(KIND_media), media_action, r->id, press);
}

static void action_steps(struct app *a, const struct record *r, struct sum *s)
{
	static const char *const all[] = {"part!=role", NULL}, *const open[] = {"part!=role", "done_on=", NULL};
	s->whole = count(a, kind_get(KIND_step), step_action, r->id, all);
	s->part = s->whole - count(a, kind_get(KIND_step), step_action, r->id, open);
}

static void action_money(struct app *a, const struct record *r, struct sum *s)
{
	struct app_ledger_sum sums[APP_CURRENCIES];
	size_t n;
	if (app_ledger_sums(a, r->id, sums, &n, NULL) && n > 0 && strcmp(sums[0].currency, "MDL") == 0)
		s->part = sums[0].income;
	s->whole = record_int(r, action_sum);
}

static void attended(struct app *a, const struct record *r, int field, struct sum *s)
{
	s->part = count(a, kind_get(KIND_attendance), field, r->id, came);
	s->whole = count(a, kind_get(KIND_attendance), field, r->id, NULL);
}

static void workshop_came(struct app *a, const struct record *r, struct sum *s)
{
	attended(a, r, attendance_workshop, s);
}

static void meeting_came(struct app *a, const struct record *r, struct sum *s)
{
	attended(a, r, attendance_meeting, s);
}

static void meeting_promises(struct app *a, const struct record *r, struct sum *s)
{
	static const char *const promises[] = {"kind=promise", NULL};
	s->part = count(a, kind_get(KIND_observation), observation_meeting, r->id, promises);
}

static void group_members(struct app *a, const struct record *r, struct sum *s)
{
	static const char *const now[] = {"to=", NULL};
	s->part = count(a, kind_get(KIND_membership), membership_group, r->id, now);
}

static void problem_actions(struct app *a, const struct record *r, struct sum *s)
{
	s->part = count(a, kind_get(KIND_action), action_problem, r->id, NULL);
}

static void series_workshops(struct app *a, const struct record *r, struct sum *s)
{
	s->part = count(a, kind_get(KIND_workshop), workshop_series, r->id, NULL);
}

/* ---- the table */

static const struct figure {
	enum kind_number kind;
	const char *label;
	void (*count)(struct app *a, const struct record *r, struct sum *s);
	bool money, always; /* always: also when nothing has been counted */
	const char *fact;   /* instead of counting: the words of this fact */
} figures[] = {
    {KIND_person, N_("Attendance"), person_came, false, true, NULL},
    {KIND_person, N_("Signatures collected"), person_collected, false, false, NULL},
    {KIND_person, N_("Open tasks"), person_tasks, false, true, NULL},
    {KIND_action, N_("Signatures"), action_signatures, false, false, NULL},
    {KIND_action, N_("Refused"), action_refused, false, false, NULL},
    {KIND_action, N_("Letters of support"), action_support, false, false, NULL},
    {KIND_action, N_("Collected"), action_money, true, false, NULL},
    {KIND_action, N_("In hand"), action_in_hand, true, false, NULL},
    {KIND_action, N_("Steps done"), action_steps, false, false, NULL},
    {KIND_action, N_("Came"), action_came, false, false, NULL},
    {KIND_action, N_("Published"), action_published, false, false, NULL},
    {KIND_workshop, N_("Came"), workshop_came, false, true, NULL},
    {KIND_workshop, N_("Evaluation"), NULL, false, false, "scores"},
    {KIND_meeting, N_("Came"), meeting_came, false, false, NULL},
    {KIND_meeting, N_("Promises"), meeting_promises, false, false, NULL},
    {KIND_group, N_("Members now"), group_members, false, true, NULL},
    {KIND_problem, N_("Actions"), problem_actions, false, false, NULL},
    {KIND_series, N_("Workshops"), series_workshops, false, false, NULL},
};

static bool tell(
    const struct figure *f, const struct sum *s, bool (*each)(void *ctx, const struct app_figure *f), void *ctx)
{
	struct buf b = BUF_INIT;
	if (f->money && s->whole)
		money_text(s->part, lang_now(), NULL, &b);
	else if (f->money)
		money_text(s->part, lang_now(), "MDL", &b);
	else
		buf_int(&b, s->part);
	if (s->whole) {
		buf_char(&b, '/');
		if (f->money)
			money_text(s->whole, lang_now(), "MDL", &b);
		else
			buf_int(&b, s->whole);
	}
	bool more = each(ctx, &(struct app_figure){tr(f->label), s->part, s->whole, buf_str(&b)});
	buf_free(&b);
	return more;
}

static bool tell_fact(struct app *a, const struct figure *f, const struct record *r,
    bool (*each)(void *ctx, const struct app_figure *f), void *ctx)
{
	struct buf b = BUF_INIT;
	app_fact_text(a, r->kind, app_fact_find(r->kind, f->fact), r->id, &b);
	const bool more = !b.len || each(ctx, &(struct app_figure){tr(f->label), 0, 0, buf_str(&b)});
	buf_free(&b);
	return more;
}

bool app_record_figures(struct app *a, const struct record *r, bool (*each)(void *ctx, const struct app_figure *f),
    void *ctx, struct err *e)
{
	if (!app_store(a, e))
		return false;
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
		struct sum s = {0, 0};
		if (kind_get(figures[i].kind) != r->kind)
			continue;
		if (figures[i].fact) {
			if (!tell_fact(a, &figures[i], r, each, ctx))
				return true;
			continue;
		}
		figures[i].count(a, r, &s);
		if ((s.part || s.whole || figures[i].always) && !tell(&figures[i], &s, each, ctx))
			return true;
	}
	return true;
}
