/* model/record_rules.c - what must hold for a record as a whole. The kinds' own rules are the rows below; checking a
 * single value is its type's work. */
#include "model/record.h"

enum check {
	CHECK_ORDER,  /* `b` is not before `a` */
	CHECK_ONE_OF, /* at least one of a, b, c */
	CHECK_RANGE,  /* `a` is a number from least to most */
	CHECK_BARE,   /* kept aside: nothing stands in a, b, c */
	CHECK_AMOUNT, /* `a` is money, more than nothing */
	CHECK_DIFFER, /* `a` and `b` are not the same person */
	CHECK_AFTER   /* `b` only where `a` is */
};

struct rule {
	enum kind_number kind;
	enum check check;
	int a, b, c;
	int64_t least, most;
};

#define ORDER(k, from, to)                                                                                             \
	{                                                                                                              \
		KIND_##k, CHECK_ORDER, k##_##from, k##_##to, NO_FIELD, 0, 0                                            \
	}
#define RANGE(k, f, from, to)                                                                                          \
	{                                                                                                              \
		KIND_##k, CHECK_RANGE, k##_##f, NO_FIELD, NO_FIELD, from, to                                           \
	}
#define PAIR(check, k, one, other)                                                                                     \
	{                                                                                                              \
		KIND_##k, check, k##_##one, k##_##other, NO_FIELD, 0, 0                                                \
	}
#define ANY_NUMBER INT64_C(1000000000)

static const struct rule rules[] = {
    ORDER(consent, given_on, expires_on),
    ORDER(consent, given_on, withdrawn_on),
    ORDER(membership, from, to),
    ORDER(action, starts_on, ends_on),
    ORDER(series, starts_on, ends_on),
    ORDER(event, date, until),
    ORDER(indicator, starts_on, ends_on),
    ORDER(snapshot, starts_on, ends_on),
    {KIND_attendance, CHECK_ONE_OF, attendance_workshop, attendance_meeting, attendance_action, 0, 0},
    {KIND_signature, CHECK_ONE_OF, signature_name, signature_person, NO_FIELD, 0, 0},
    {KIND_person, CHECK_BARE, person_phone, person_email, person_address, 0, 0},
    RANGE(feedback, overall, 1, 5),
    RANGE(feedback, content, 1, 5),
    RANGE(feedback, trainer, 1, 5),
    RANGE(person, born, 1900, 2100),
    RANGE(sheet, number, 1, ANY_NUMBER),
    RANGE(signature, row, 1, ANY_NUMBER),
    RANGE(item, number, 0, ANY_NUMBER),
    RANGE(workshop, capacity, 0, ANY_NUMBER),
    RANGE(problem, supporters, 0, ANY_NUMBER),
    PAIR(CHECK_AMOUNT, ledger, amount, amount),
    PAIR(CHECK_DIFFER, ledger, noted_by, confirmed_by),
    PAIR(CHECK_DIFFER, ledger, noted_by, second_by),
    PAIR(CHECK_DIFFER, ledger, confirmed_by, second_by),
    PAIR(CHECK_AFTER, ledger, confirmed_by, second_by),
};

static bool fault(struct err *e, const struct field *f)
{
	err_field(e, f->key);
	return false;
}

static bool check_order(const struct record *r, const struct rule *rule, struct err *e)
{
	const struct field *from = &r->kind->fields[rule->a], *to = &r->kind->fields[rule->b];
	if (!record_has(r, rule->a) || !record_has(r, rule->b) ||
	    from->type->compare(from, &r->values[rule->a], &r->values[rule->b]) <= 0)
		return true;
	err_set(e, ERR_INVALID, _("“%s” is before “%s”."), tr(to->label), tr(from->label));
	err_hint(e, _("Correct one of the two dates."));
	return fault(e, to);
}

static bool check_one_of(const struct record *r, const struct rule *rule, struct err *e)
{
	const struct field *f = r->kind->fields;
	if (record_has(r, rule->a) || record_has(r, rule->b) || (rule->c && record_has(r, rule->c)))
		return true;
	if (rule->c)
		err_set(e, ERR_INVALID, _("One of these is needed: %s, %s, %s."), tr(f[rule->a].label),
		    tr(f[rule->b].label), tr(f[rule->c].label));
	else
		err_set(
		    e, ERR_INVALID, _("One of these is needed: %s, %s."), tr(f[rule->a].label), tr(f[rule->b].label));
	return fault(e, &f[rule->a]);
}

static bool check_range(const struct record *r, const struct rule *rule, struct err *e)
{
	const struct field *f = &r->kind->fields[rule->a];
	int64_t n = record_int(r, rule->a);
	if (!record_has(r, rule->a) || (n >= rule->least && n <= rule->most))
		return true;
	if (rule->most == ANY_NUMBER)
		err_set(e, ERR_INVALID, _("%s: %lld is not possible; the least is %lld."), tr(f->label), (long long)n,
		    (long long)rule->least);
	else
		err_set(e, ERR_INVALID, _("%s: %lld is not possible; it goes from %lld to %lld."), tr(f->label),
		    (long long)n, (long long)rule->least, (long long)rule->most);
	return fault(e, f);
}

static bool check_bare(const struct record *r, const struct rule *rule, struct err *e)
{
	const int fields[] = {rule->a, rule->b, rule->c};
	if (!record_is_aside(r))
		return true;
	for (int i = 0; i < 3; i++) {
		const struct field *f = &r->kind->fields[fields[i]];
		if (!record_has(r, fields[i]))
			continue;
		err_set(e, ERR_INVALID, _("%s: nothing is kept of somebody who came once and gave no consent."),
		    tr(f->label));
		err_hint(e, _("With consent choose another status; without it leave the field empty."));
		return fault(e, f);
	}
	return true;
}

/* The kind of the entry says whether money comes or goes; the amount has no sign. */
static bool check_amount(const struct record *r, const struct rule *rule, struct err *e)
{
	const struct field *f = &r->kind->fields[rule->a];
	if (!record_has(r, rule->a) || record_int(r, rule->a) > 0)
		return true;
	err_set(e, ERR_INVALID, _("%s: it must be more than nothing."), tr(f->label));
	err_hint(e, _("Without a sign: the kind (income, cost) says whether it comes or goes."));
	return fault(e, f);
}

static bool check_differ(const struct record *r, const struct rule *rule, struct err *e)
{
	const struct field *f = r->kind->fields;
	if (!record_has(r, rule->a) || !record_has(r, rule->b) || record_int(r, rule->a) != record_int(r, rule->b))
		return true;
	err_set(e, ERR_INVALID, _("“%s” and “%s” are the same person."), tr(f[rule->a].label), tr(f[rule->b].label));
	err_hint(e, _("Nobody confirms alone, or what they noted themselves: choose somebody else."));
	return fault(e, &f[rule->b]);
}

static bool check_after(const struct record *r, const struct rule *rule, struct err *e)
{
	const struct field *f = r->kind->fields;
	if (!record_has(r, rule->b) || record_has(r, rule->a))
		return true;
	err_set(e, ERR_INVALID, _("“%s” is missing."), tr(f[rule->a].label));
	return fault(e, &f[rule->a]);
}

static bool check_rules(const struct record *r, struct err *e)
{
	static bool (*const checks[])(const struct record *, const struct rule *, struct err *) = {
	    [CHECK_ORDER] = check_order,
	    [CHECK_ONE_OF] = check_one_of,
	    [CHECK_RANGE] = check_range,
	    [CHECK_BARE] = check_bare,
	    [CHECK_AMOUNT] = check_amount,
	    [CHECK_DIFFER] = check_differ,
	    [CHECK_AFTER] = check_after};
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (kind_get(rules[i].kind) == r->kind && !checks[rules[i].check](r, &rules[i], e))
			return false;
	return true;
}

static bool check_required(const struct record *r, struct err *e)
{
	for (int i = 1; i < r->kind->nfields; i++) {
		const struct field *f = &r->kind->fields[i];
		if (!(f->in & REQUIRED) || record_has(r, i))
			continue;
		err_set(e, ERR_INVALID, _("“%s” is missing."), tr(f->label));
		if (f->help || f->type->example)
			err_hint(e, "%s", f->help ? tr(f->help) : tr(f->type->example));
		return fault(e, f);
	}
	return true;
}

/* Its own parent, an answer to itself, ... */
static bool check_itself(const struct record *r, struct err *e)
{
	for (int i = 1; r->id && i < r->kind->nfields; i++) {
		const struct field *f = &r->kind->fields[i];
		if (field_target(f) != r->kind || record_int(r, i) != r->id)
			continue;
		err_set(e, ERR_INVALID, _("%s: a record cannot name itself here."), tr(f->label));
		return fault(e, f);
	}
	return true;
}

bool record_validate_parsed(const struct record *r, struct err *e)
{
	return check_required(r, e) && check_itself(r, e) && check_rules(r, e);
}

bool record_validate(const struct record *r, const struct type_ctx *ctx, struct err *e)
{
	(void)ctx;
	if (!check_required(r, e))
		return false;
	for (int i = 1; i < r->kind->nfields; i++) {
		const struct field *f = &r->kind->fields[i];
		if (!f->type->validate(f, &r->values[i], e))
			return false;
	}
	return check_itself(r, e) && check_rules(r, e);
}
