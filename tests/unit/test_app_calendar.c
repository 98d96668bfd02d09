/* test_app_calendar.c - everything dated stands in the calendar, in what is due and in the exported .ics: one loop over
 * every kind that says of itself that it has a date, so that a new one arrives tested. The clock stands at Monday
 * 2026-11-23. */
#include "unit/app_help.h"

#include "app/dates.h"
#include "app/exchange.h"
#include "app/today.h"
#include "base/path.h"

#define DAY "2026-12-10"

static int64_t make(struct app *a, const struct kind *k);

/* Whatever its type takes. */
static void fill(struct app *a, struct record *r, int f)
{
	const struct field *row = &r->kind->fields[f];
	if (row->type == &ft_ref)
		record_set_int(r, f, make(a, field_target(row)));
	else if (row->type == &ft_date)
		record_set_text(r, f, DAY);
	else if (row->choices)
		record_set_text(r, f, row->choices[0].code);
	else if (row->type->tag == VALUE_INT)
		record_set_int(r, f, 1);
	else
		record_set_text(r, f, "Ceva");
}

/* "kind=promise": so that it may enter. */
static void meet(struct app *a, struct record *r, const char *condition)
{
	const char *equals = condition ? strchr(condition, '=') : NULL;
	char key[40];
	if (!equals)
		return;
	snprintf(key, sizeof key, "%.*s", (int)(equals - condition), condition);
	assert_ok(record_parse(r, kind_field(r->kind, key), equals + 1, app_types(a), e));
}

static int64_t make(struct app *a, const struct kind *k)
{
	struct record *r = record_new_initial(k, app_types(a));
	for (int f = 1; f < k->nfields; f++)
		if ((k->fields[f].in & REQUIRED) && !record_has(r, f))
			fill(a, r, f);
	if (k->calendar.has) {
		record_set_text(r, k->calendar.date, DAY);
		meet(a, r, k->calendar.only_when);
		if (k->calendar.rule != NO_FIELD)
			record_set_text(r, k->calendar.rule, "petition.answer");
	}
	if (!app_save(a, r, NULL, NULL, &(struct err){0}))
		fail_msg("%s cannot be made", k->key);
	const int64_t id = r->id;
	record_free(r);
	return id;
}

struct looking {
	int64_t id;
	int found;
};

static bool look(void *ctx, const struct app_entry *en)
{
	struct looking *l = ctx;
	if (en->id != l->id)
		return true;
	assert_true(*en->title != '\0' && *en->category != '\0');
	l->found++;
	return true;
}

static int in_agenda(struct app *a, int64_t id)
{
	struct looking l = {.id = id};
	assert_ok(app_agenda(a, app_help_day("2026-12-01"), app_help_day("2027-02-28"), look, &l, e));
	return l.found;
}

static bool look_due(void *ctx, const struct app_attention *t)
{
	struct looking *l = ctx;
	l->found += t->id == l->id && t->date != DATE_NONE;
	return true;
}

static int in_due(struct app *a, int64_t id)
{
	struct looking l = {.id = id};
	assert_ok(app_attention(a, 60, true, 0, look_due, &l, NULL, e));
	return l.found;
}

static int in_ics(struct app *a, void **state, int64_t id, const char *mark)
{
	char *path = app_help_path(state, "c.ics"), uid[64];
	struct app_ics_out o = {.path = path, .audience = AUDIENCE_GROUP, .from = DATE_NONE, .to = DATE_NONE};
	struct buf b = BUF_INIT;
	int64_t n;
	assert_ok(app_export_ics(a, &o, &n, e));
	assert_ok(path_read_all(path, 1 << 20, &b, e));
	snprintf(uid, sizeof uid, "UID:%lld%s@", (long long)id, mark);
	const int there = strstr(buf_str(&b), uid) != NULL;
	buf_free(&b);
	free(path);
	return there;
}

static void calendar__every_dated_kind__is_in_agenda_due_and_ics(void **state)
{
	struct app *a = app_help_app(state);
	size_t n;
	const struct kind *all = kinds_all(&n);
	int dated = 0;
	for (size_t i = 0; i < n; i++) {
		if (!all[i].calendar.has)
			continue;
		const int64_t id = make(a, &all[i]);
		dated++;
		if (!in_agenda(a, id))
			fail_msg("%s is not in the agenda", all[i].key);
		if (all[i].calendar.deadline && all[i].calendar.rule == NO_FIELD && !in_due(a, id))
			fail_msg("%s is not among what is due", all[i].key);
		if (!in_ics(a, state, id, ""))
			fail_msg("%s is not in the .ics", all[i].key);
	}
	assert_true(dated >= 8); /* workshops, meetings, events, actions, steps, terms, promises, re-checks */
}

static void calendar__assembly_notice__is_a_deadline_until_it_is_sent(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t id =
	    app_help_add(a, KIND_action, "title=Marș", "type=direct", "starts_on=2026-12-14", "expected=120", NULL);
	assert_int_equal(in_agenda(a, id), 2); /* the day itself, and the last day of its notice */
	assert_int_equal(in_due(a, id), 1);
	assert_int_equal(in_ics(a, state, id, "-term"), 1);
	app_help_add(a, KIND_letter, "subject=Declarația", "kind=assembly", "action=Marș", "sent_on=2026-11-23", NULL);
	assert_int_equal(in_due(a, id), 0);
	assert_int_equal(in_ics(a, state, id, "-term"), 0);
	assert_int_equal(in_ics(a, state, id, ""), 1);
	app_help_set(a, KIND_action, id, "stage", "stopped");
	assert_int_equal(in_agenda(a, id), 1);
}

static void calendar__promise_kept__is_due_no_more(void **state)
{
	struct app *a = app_help_app(state);
	const int64_t id =
	    app_help_add(a, KIND_observation, "kind=promise", "text=Adăpost", "until=2026-12-01", "kept=running", NULL);
	assert_int_equal(in_due(a, id), 1);
	app_help_set(a, KIND_observation, id, "kept", "kept");
	assert_int_equal(in_due(a, id), 0);
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(calendar__every_dated_kind__is_in_agenda_due_and_ics),
	    T(calendar__assembly_notice__is_a_deadline_until_it_is_sent),
	    T(calendar__promise_kept__is_due_no_more),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
