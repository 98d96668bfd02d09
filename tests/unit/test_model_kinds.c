/* test_model_kinds.c - every row of every kind, by one loop: a new kind or field arrives tested. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "model/record.h"

static int bad;

static void wrong(const struct kind *k, const struct field *f, const char *why)
{
	print_error("%s%s%s: %s\n", k->key, f ? "." : "", f ? f->key : "", why);
	bad++;
}

static void expect(bool ok, const struct kind *k, const struct field *f, const char *why)
{
	if (!ok)
		wrong(k, f, why);
}

static bool permanent(const char *key)
{
	return *key && strlen(key) < 40 && strspn(key, "abcdefghijklmnopqrstuvwxyz_") == strlen(key);
}

static struct type_ctx context(void)
{
	struct type_ctx ctx = {.lang = LANG_EN, .now_minute = 18 * 60 + 5};
	date_make(2026, 11, 23, &ctx.today);
	return ctx;
}

typedef void field_check(const struct kind *k, const struct field *f);

static void each_field(field_check *check)
{
	size_t n;
	const struct kind *all = kinds_all(&n);
	bad = 0;
	for (size_t i = 0; i < n; i++)
		for (int f = 0; f < all[i].nfields; f++)
			check(&all[i], &all[i].fields[f]);
	assert_int_equal(bad, 0);
}

/* ---- rows of fields */

static void check_names(const struct kind *k, const struct field *f)
{
	expect(permanent(f->key), k, f, "key is not [a-z_]");
	expect(f->label && *f->label, k, f, "no label");
	for (const struct field *other = k->fields; other < f; other++)
		expect(strcmp(other->key, f->key) != 0, k, f, "key is there twice");
	for (const struct field *other = k->fields; other < f; other++)
		expect(strcmp(other->label, f->label) != 0, k, f, "label is there twice");
	if (f != k->fields)
		expect(strcmp(f->key, "id") && strcmp(f->key, "created") && strcmp(f->key, "modified") &&
		           strcmp(f->key, "deleted") && strcmp(f->key, "clock") && strcmp(f->key, "extra") &&
		           strcmp(f->key, "sequence"),
		    k, f, "key is one of the record's own");
}

static void kinds__name_fields__unique_permanent(void **state)
{
	(void)state;
	each_field(check_names);
}

static void check_shape(const struct kind *k, const struct field *f)
{
	bool choice = f->type == &ft_choice || f->type == &ft_choices, ref = f->type == &ft_ref || f->type == &ft_refs;
	expect(f->type->name && f->type->label && f->type->sql && f->type->parse && f->type->format &&
	           f->type->compare && f->type->validate,
	    k, f, "its type lacks something");
	expect(f->width == 0 || (f->width >= 4 && f->width <= 60), k, f, "width out of 4..60");
	expect(choice == (f->choices != NULL), k, f, "choices without the type, or the type without choices");
	expect(ref == (f->target != NULL), k, f, "target without the type, or the type without target");
	expect(!f->target || field_target(f), k, f, "target is no kind");
	expect(!(f->in & IN_SEARCH) || f->type->tag == VALUE_TEXT, k, f, "searched, but not a text");
	expect(f == k->fields || (f->in & (IN_FORM | OWN)), k, f, "no form shows it");
	expect(f == k->fields || (f->in & (IN_CSV | OWN)), k, f, "no table carries it");
	expect(f->privacy <= SENSITIVE, k, f, "privacy unknown");
}

static void kinds__shape_fields__by_their_type(void **state)
{
	(void)state;
	each_field(check_shape);
}

static void check_choices(const struct kind *k, const struct field *f)
{
	int n = 0;
	for (const struct choice *c = f->choices; c && c->code; c++, n++) {
		expect(*c->code && strpbrk(c->code, ", |=\"'\n") == NULL, k, f, "a code holds a separator");
		expect(c->label && *c->label, k, f, "a choice has no label");
		expect(choice_find(f, c->code) == c, k, f, "a code is there twice");
	}
	expect(!f->choices || (n >= 2 && n < 64), k, f, "too few or too many choices");
}

static void kinds__offer_choices__with_codes(void **state)
{
	(void)state;
	each_field(check_choices);
}

/* "key=a|b": the key is a choice of the same kind, each word one of its codes. */
static void check_condition(const struct kind *k, const struct field *f, const char *condition)
{
	char key[64] = "", word[64];
	const char *eq = strchr(condition, '=');
	expect(eq && eq - condition < 60, k, f, "condition without =");
	if (!eq)
		return;
	memcpy(key, condition, (size_t)(eq - condition));
	int at = kind_field(k, key);
	expect(at != NO_FIELD, k, f, "condition on a field that is not there");
	for (const char *p = eq + 1; at != NO_FIELD && *p;) {
		size_t n = strcspn(p, "|");
		snprintf(word, sizeof word, "%.*s", (int)n, p);
		expect(choice_find(&k->fields[at], word), k, f, "condition on a choice that is not there");
		p += n + (p[n] == '|');
	}
}

static void check_when(const struct kind *k, const struct field *f)
{
	if (f->when)
		check_condition(k, f, f->when);
}

static void kinds__show_fields__on_conditions_that_exist(void **state)
{
	(void)state;
	each_field(check_when);
}

static void check_initial(const struct kind *k, const struct field *f)
{
	struct type_ctx ctx = context();
	struct value v = VALUE_INIT;
	struct err e = ERR_INIT;
	if (!f->initial)
		return;
	expect(f->type->parse(f, strcmp(f->initial, INITIAL_LANGUAGE) == 0 ? "ro" : f->initial, &ctx, &v, &e) &&
	           v.tag == f->type->tag,
	    k, f, e.what);
	expect(f->type->validate(f, &v, &e), k, f, e.what);
	value_clear(&v);
}

static void kinds__begin_records__with_values_that_parse(void **state)
{
	(void)state;
	each_field(check_initial);
}

/* ---- rows of kinds */

static bool valid(const struct kind *k, int field)
{
	return field >= 0 && field < k->nfields;
}

static const struct field *of(const struct kind *k, int field)
{
	return &k->fields[valid(k, field) ? field : 0];
}

static void check_places(const struct kind *k)
{
	for (int i = 0; i < 3; i++) {
		expect(valid(k, k->title[i]), k, NULL, "title names no field");
		expect(valid(k, k->match[i]), k, NULL, "match names no field");
	}
	expect(k->title[0] != NO_FIELD, k, NULL, "no title");
	expect(valid(k, k->order) && valid(k, k->parent), k, NULL, "order or parent names no field");
	expect(
	    k->parent == NO_FIELD || of(k, k->parent)->type == &ft_ref, k, of(k, k->parent), "parent is no reference");
	for (int i = 0; i < 4; i++)
		expect(k->joined[i] == NO_FIELD || (valid(k, k->joined[i]) && of(k, k->joined[i])->type == &ft_ref), k,
		    NULL, "joined names no reference");
}

static void check_calendar(const struct kind *k)
{
	const struct kind_calendar *c = &k->calendar;
	const int places[] = {
	    c->date, c->starts, c->ends, c->until, c->place, c->repeat, c->status, c->people, c->rule, c->done};
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		expect(valid(k, places[i]) && (c->has || places[i] == NO_FIELD), k, NULL, "calendar names no field");
	if (!c->has)
		return;
	expect(c->category && *c->category, k, NULL, "calendar without category");
	expect(of(k, c->date)->type == &ft_date, k, of(k, c->date), "calendar's date is no date");
	expect(!c->starts || of(k, c->starts)->type == &ft_time, k, of(k, c->starts), "calendar's start is no time");
	expect(!c->ends || of(k, c->ends)->type == &ft_time, k, of(k, c->ends), "calendar's end is no time");
	expect(!c->until || of(k, c->until)->type == &ft_date, k, of(k, c->until), "calendar's last day is no date");
	expect(!c->repeat || of(k, c->repeat)->type == &ft_recurrence, k, of(k, c->repeat),
	    "repeats, but is no repetition");
	expect(!c->status || of(k, c->status)->type == &ft_choice, k, of(k, c->status), "status is no choice");
	expect(!c->people || of(k, c->people)->target, k, of(k, c->people), "people are no references");
	expect(
	    !c->cancelled || choice_find(of(k, c->status), c->cancelled), k, NULL, "cancelled is no choice of status");
	if (c->only_when)
		check_condition(k, NULL, c->only_when);
	expect(!c->is_public || of(k, c->place)->privacy == PUBLIC, k, of(k, c->place),
	    "a private field in a public calendar");
}

static void kinds__place_fields__that_exist(void **state)
{
	size_t n;
	const struct kind *all = kinds_all(&n);
	(void)state;
	bad = 0;
	for (size_t i = 0; i < n; i++) {
		expect(permanent(all[i].key), &all[i], NULL, "key is not [a-z_]");
		expect(kind_find(all[i].key) == &all[i], &all[i], NULL, "key is there twice");
		expect(kind_number(&all[i]) == (int)i, &all[i], NULL, "number is wrong");
		expect(
		    all[i].label && all[i].plural && all[i].create && all[i].empty, &all[i], NULL, "a word is missing");
		check_places(&all[i]);
		check_calendar(&all[i]);
	}
	assert_int_equal(bad, 0);
}

/* A change of anything that the calendar shows must raise its sequence. */
static void kinds__mark_calendar_fields__in_cal(void **state)
{
	size_t n;
	const struct kind *all = kinds_all(&n);
	(void)state;
	bad = 0;
	for (size_t i = 0; i < n; i++) {
		const struct kind *k = &all[i];
		const struct kind_calendar *c = &k->calendar;
		const int shown[] = {c->date, c->starts, c->ends, c->until, c->place, c->repeat, c->status, c->rule,
		    c->done, k->title[0]};
		for (size_t j = 0; c->has && j < sizeof shown / sizeof *shown; j++)
			expect(shown[j] == NO_FIELD || (of(k, shown[j])->in & IN_CAL), k, of(k, shown[j]),
			    "the calendar shows it, but it is not IN_CAL");
	}
	assert_int_equal(bad, 0);
}

static void kinds__open_sections__with_one_main_list(void **state)
{
	size_t n;
	const struct kind *all = kinds_all(&n);
	int mains[SECTION_COUNT] = {0};
	(void)state;
	for (size_t i = 0; i < n; i++) {
		assert_in_range(all[i].section, 0, SECTION_COUNT - 1);
		mains[all[i].section] += all[i].main;
	}
	for (int s = 0; s < SECTION_COUNT; s++)
		assert_in_range(mains[s], 0, 1);
	assert_ptr_equal(section_kind(SECTION_PEOPLE), kind_find("person"));
}

/* The command line's contract: these keys are in people's scripts. */
static void kinds__keep_keys__of_the_contract(void **state)
{
	static const char *const contract[][2] = {
	    {"person", "surname given phone email language sector category role since"},
	    {"problem", "title description place sector category state authority responsible reported_on recheck_on"},
	    {"action", "title type level stage problem lead starts_on ends_on place goal"},
	    {"letter", "kind action authority number sent_on registered_on received_on rule"},
	    {"signature", "action sheet row person name address checked"}, {"series", "title"},
	    {"workshop", "title series date starts ends place language trainers status capacity"},
	    {"attendance", "workshop person mark arrived walk_in"},
	    {"meeting", "title body date starts ends place status convened_on agenda_on"},
	    {"item", "meeting number title result"}, {"observation", "meeting item kind text at who until kept"},
	    {"ledger", "action kind amount currency on document"}};
	(void)state;
	for (size_t i = 0; i < sizeof contract / sizeof *contract; i++) {
		const struct kind *k = kind_find(contract[i][0]);
		assert_non_null(k);
		char keys[200], *rest = NULL;
		snprintf(keys, sizeof keys, "%s", contract[i][1]);
		for (char *key = strtok_r(keys, " ", &rest); key; key = strtok_r(NULL, " ", &rest))
			if (kind_field(k, key) == NO_FIELD)
				fail_msg("%s.%s is gone", k->key, key);
	}
}

/* With -DOBSTE_EXTRA_KINDS every type is in use; see probe.def. */
static void kinds__use__every_type(void **state)
{
	size_t ntypes;
	const struct field_type *const *types = field_types(&ntypes);
	const struct kind *probe = kind_find("probe");
	(void)state;
	if (!probe)
		skip();
	for (size_t t = 1; t < ntypes; t++) { /* row 0 is the id's */
		bool used = false;
		for (int f = 1; f < probe->nfields; f++)
			used |= probe->fields[f].type == types[t];
		if (!used)
			fail_msg("probe.def has no field of type %s", types[t]->name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(kinds__name_fields__unique_permanent),
	    cmocka_unit_test(kinds__shape_fields__by_their_type),
	    cmocka_unit_test(kinds__offer_choices__with_codes),
	    cmocka_unit_test(kinds__show_fields__on_conditions_that_exist),
	    cmocka_unit_test(kinds__begin_records__with_values_that_parse),
	    cmocka_unit_test(kinds__place_fields__that_exist),
	    cmocka_unit_test(kinds__mark_calendar_fields__in_cal),
	    cmocka_unit_test(kinds__open_sections__with_one_main_list),
	    cmocka_unit_test(kinds__keep_keys__of_the_contract),
	    cmocka_unit_test(kinds__use__every_type),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
