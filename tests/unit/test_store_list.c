/* Lists: every kind by every field both ways, in pages and in one go; filters; counts and positions. */
#include "store_help.h"

#include "base/text.h"

/* ---- rows with gaps and ties */

static void fill(struct record *r, int row)
{
	struct type_ctx ctx = {.lang = LANG_EN};
	for (int i = 1; i < r->kind->nfields; i++) {
		const struct field *f = &r->kind->fields[i];
		const char *sample = store_help_sample(f);
		if (!sample || (row * 7 + i) % 3 == 0)
			continue; /* a third of all is empty */
		if (f->choices) {
			int n = 0;
			while (f->choices[n].code)
				n++;
			record_set_text(r, i, f->choices[(row * 5 + i) % n].code);
		} else if (f->type->tag == VALUE_INT) {
			record_set_int(r, i, f->type == &ft_yesno ? row % 2 : row % 4);
		} else if (f->type == &ft_text || f->type == &ft_multiline) {
			static const char *const words[] = {
			    "Șoltan", "Soltan", "Zmeu", "arici", "Ștefan", "Иванов", "î"};
			record_set_text(r, i, words[(row + i) % 7]);
		} else if (f->type == &ft_date) {
			char day[11];
			snprintf(day, sizeof day, "2026-1%d-0%d", row % 3, row % 9 + 1);
			record_set_text(r, i, day);
		} else {
			record_parse(r, i, sample, &ctx, NULL);
		}
	}
}

#define ROWS 23
static void make_rows(struct store *s, const struct kind *k)
{
	struct command *c = NULL;
	assert_ok(command_begin(s, "Add", NULL, &c, e));
	for (int row = 0; row < ROWS; row++) {
		struct record *r = record_new(k);
		fill(r, row);
		assert_ok(command_put(c, r, NULL, NULL, NULL, e));
		record_free(r);
	}
	assert_ok(command_commit(c, e));
}

struct ids {
	int64_t id[64];
	struct record *r[64];
	size_t n;
};

static bool take(void *ctx, const struct record *r)
{
	struct ids *all = ctx;
	all->r[all->n] = record_copy(r);
	all->id[all->n++] = r->id;
	return true;
}

static void drop(struct ids *all)
{
	for (size_t i = 0; i < all->n; i++)
		record_free(all->r[i]);
	all->n = 0;
}

/* Pages of 5 from one end to the other, each begun at the last row of the one before. */
static void walk(struct store *s, const struct query *q, bool backwards, const struct ids *all)
{
	struct record *page[5], *anchor = NULL;
	size_t got, seen = 0;
	do {
		assert_ok(store_page(s, q, anchor, backwards, 5, page, &got, e));
		record_free(anchor);
		anchor = NULL;
		assert_true(seen + got <= all->n);
		for (size_t i = 0; i < got; i++)
			assert_int_equal(page[i]->id, all->id[backwards ? all->n - seen - got + i : seen + i]);
		seen += got;
		if (got)
			anchor = record_copy(page[backwards ? 0 : got - 1]);
		for (size_t i = 0; i < got; i++)
			record_free(page[i]);
	} while (got);
	assert_int_equal(seen, all->n);
	record_free(anchor);
}

/* Is b not before a? Only where the type itself has an order that lists show. */
static void in_order(const struct field *f, int field, const struct record *a, const struct record *b, bool down)
{
	if (f->choices || f->target || f->type->json == JSON_LIST ||
	    field == a->kind->title[0]) /* by the whole title */
		return;
	int way = f->type->compare(f, &a->values[field], &b->values[field]);
	if (down ? way < 0 : way > 0)
		fail_msg("%s.%s %d: %s | %s", a->kind->key, f->key, down, record_text(a, field), record_text(b, field));
}

/* What the kind keeps aside is in no page and no count, in whichever order and however it is searched, unless a filter
 * asks for it. */
static void check_aside(struct store *s, const struct kind *k)
{
	struct query q;
	struct err ignored = ERR_INIT;
	struct value v = {VALUE_TEXT, 0, (char *)k->aside_as};
	const char *searched[] = {NULL, "soltan", "s"};
	for (int field = 0; field < k->nfields; field++)
		for (int i = 0; i < 3; i++) {
			struct ids all = {.n = 0};
			query_init(&q, k);
			q.sort = field;
			q.search = mem_copy_text(searched[i]);
			assert_ok(store_each(s, &q, 0, take, &all, e));
			for (size_t n = 0; n < all.n; n++)
				assert_false(record_is_aside(all.r[n]));
			assert_int_equal(store_count(s, &q), all.n);
			walk(s, &q, false, &all);
			drop(&all);
			query_free(&q);
		}
	query_init(&q, k);
	const int64_t shown = store_count(s, &q);
	query_filter_add(&q, k->aside, QUERY_IS, &v, &ignored);
	const int64_t aside = store_count(s, &q);
	query_free(&q);
	assert_true(aside > 0 && shown > 0);
	assert_int_equal(shown + aside, ROWS);
}

static void check_order(struct store *s, const struct kind *k, int field, bool down)
{
	struct query q;
	struct ids all = {.n = 0};
	query_init(&q, k);
	q.aside = true;
	q.sort = field;
	q.down = down;
	assert_ok(store_each(s, &q, 0, take, &all, e));
	assert_int_equal(all.n, ROWS);
	for (size_t i = 1; field != NO_FIELD && i < all.n; i++)
		in_order(&k->fields[field], field, all.r[i - 1], all.r[i], down);
	walk(s, &q, false, &all);
	walk(s, &q, true, &all);
	for (size_t i = 0; i < all.n; i += 6)
		assert_int_equal(store_position(s, &q, all.r[i]), i);
	drop(&all);
}

static void store__page__every_kind_by_every_field_both_ways(void **state)
{
	struct store *s = store_help_store(state);
	size_t n;
	const struct kind *k = kinds_all(&n);
	for (size_t i = 0; i < n; i++) {
		make_rows(s, &k[i]);
		for (int f = 0; f < k[i].nfields; f++) {
			check_order(s, &k[i], f, false);
			check_order(s, &k[i], f, true);
		}
		if (k[i].aside != NO_FIELD)
			check_aside(s, &k[i]);
	}
}

/* ---- a long list gets its index when it is first sorted so, and keeps it up */

struct last {
	char *text;
	size_t n;
};

static bool rising(void *ctx, const struct record *r)
{
	struct last *l = ctx;
	const char *now = record_text(r, person_sector);
	assert_true(text_compare(l->text, now ? now : "") <= 0);
	free(l->text);
	l->text = mem_copy_text(now ? now : "");
	l->n++;
	return true;
}

static void check_sectors(struct store *s, size_t expected)
{
	struct query q;
	struct last l = {mem_copy_text(""), 0};
	query_init(&q, kind_get(KIND_person));
	q.sort = person_sector;
	assert_ok(store_each(s, &q, 0, rising, &l, e));
	assert_int_equal(l.n, expected);
	free(l.text);
}

static void store__page__an_index_made_on_demand_is_kept_up(void **state)
{
	struct store *s = store_help_store(state), *other;
	store_help_many(s, 4000);
	other = store_help_other(state);
	check_sectors(s, 4000);
	int64_t id = store_help_add(other, KIND_person, "surname=Nou", "sector=Aaa", NULL); /* which did not make it */
	check_sectors(s, 4001);
	store_help_set(s, KIND_person, id, "sector", "Zzz");
	check_sectors(other, 4001);
	store_help_bin(s, KIND_person, id);
	check_sectors(s, 4000);
	struct undo_result u;
	assert_ok(store_undo(s, &u, e));
	check_sectors(s, 4001);
	struct query q;
	struct record *page[1];
	size_t got;
	query_init(&q, kind_get(KIND_person));
	q.sort = person_sector;
	q.down = true;
	assert_ok(store_page(s, &q, NULL, false, 1, page, &got, e));
	assert_int_equal(page[0]->id, id);
	record_free(page[0]);
	q.sort = person_role; /* an ordinary index */
	assert_ok(store_page(s, &q, NULL, false, 1, page, &got, e));
	assert_string_equal(record_text(page[0], person_role), "trainer");
	record_free(page[0]);
	assert_ok(store_rebuild(s, e));
	check_sectors(s, 4001);
	store_close(other);
	assert_healthy(s);
}

/* ---- filters */

static void expect(struct store *s, const char *filter, const char *second, const char *names)
{
	struct query q;
	struct type_ctx ctx = {.lang = LANG_EN};
	query_init(&q, kind_get(KIND_person));
	assert_ok(query_filter_parse(&q, filter, &ctx, e));
	if (second)
		assert_ok(query_filter_parse(&q, second, &ctx, e));
	char *got = store_help_list(s, &q);
	if (strcmp(got, names) != 0)
		fail_msg("%s %s: %s", filter, second ? second : "", got);
	size_t words = *names ? 1 : 0;
	for (const char *p = names; *p; p++)
		words += *p == ' ';
	assert_int_equal(store_count(s, &q), words);
	free(got);
	query_free(&q);
}

static void store__filter__each_operator(void **state)
{
	struct store *s = store_help_store(state);
	store_help_add(s, KIND_person, "surname=Arici", "sector=Botanica", "since=2024-05-01", "skills=foto,drept",
	    "born=1980", NULL);
	store_help_add(s, KIND_person, "surname=Barbu", "sector=Rîșcani", "since=2025-05-01",
	    "phone=+37369000011,+37369000012", NULL);
	store_help_add(
	    s, KIND_person, "surname=Cernei", "sector=Centru", "since=2026-05-01", "skills=fotografie", NULL);
	store_help_add(s, KIND_person, "surname=Dabija", NULL);
	expect(s, "sector=Botanica", NULL, "Arici");
	expect(s, "sector=Botanica", "sector=Centru", "Arici Cernei");
	expect(s, "sector!=Botanica", NULL, "Barbu Cernei Dabija");
	expect(s, "sector!=Botanica", "sector!=Centru", "Barbu Dabija");
	expect(s, "since>2024-12-31", NULL, "Barbu Cernei");
	expect(s, "since>2024-12-31", "since<2026-01-01", "Barbu");
	expect(s, "born<1990", NULL, "Arici");
	expect(s, "skills=foto", NULL, "Arici");
	expect(s, "skills~foto", NULL, "Arici Cernei");
	expect(s, "sector~riscani", NULL, "Barbu");
	expect(s, "phone=+37369000012", NULL, "Barbu");
	expect(s, "sector=", NULL, "Dabija");
	expect(s, "sector!=", NULL, "Arici Barbu Cernei");
}

static void store__filter__references_one_and_several(void **state)
{
	struct store *s = store_help_store(state);
	int64_t ana = store_help_add(s, KIND_person, "surname=Ana", NULL),
	        ion = store_help_add(s, KIND_person, "surname=Ion", NULL);
	char *one = mem_print("lead=%lld", (long long)ana),
	     *both = mem_print("team=%lld,%lld", (long long)ana, (long long)ion),
	     *team = mem_print("team=%lld", (long long)ion);
	store_help_add(s, KIND_action, "title=Semafor", "starts_on=2026-01-02", one, both, NULL);
	int64_t rampe = store_help_add(s, KIND_action, "title=Rampe", "starts_on=2026-01-01", team, NULL);
	struct query q;
	struct value v = {VALUE_INT, ana, NULL};
	query_init(&q, kind_get(KIND_action));
	assert_ok(query_filter_add(&q, action_lead, QUERY_IS, &v, e));
	char *got = store_help_list(s, &q);
	assert_string_equal(got, "Semafor");
	free(got);
	query_free(&q);
	struct type_ctx ctx = {.lang = LANG_EN};
	assert_ok(query_filter_parse(&q, team, &ctx, e));
	got = store_help_list(s, &q);
	assert_string_equal(got, "Semafor Rampe");
	free(got);
	store_help_set(s, KIND_action, rampe, "team", "");
	got = store_help_list(s, &q);
	assert_string_equal(got, "Semafor");
	free(got);
	query_free(&q);
	free(one);
	free(both);
	free(team);
}

/* ---- beside the lists */

static void note_value(void *ctx, const char *value, int64_t count)
{
	buf_print(ctx, "%s:%lld ", value, (long long)count);
}

static void store__values__most_frequent_first(void **state)
{
	struct store *s = store_help_store(state);
	struct buf b = BUF_INIT;
	store_help_add(s, KIND_person, "surname=A", "skills=foto,drept", NULL);
	store_help_add(s, KIND_person, "surname=B", "skills=foto", NULL);
	store_help_add(s, KIND_person, "surname=C", "skills=șofer", NULL);
	assert_ok(store_values(s, kind_get(KIND_person), person_skills, "", 9, note_value, &b, e));
	assert_string_equal(buf_str(&b), "foto:2 drept:1 șofer:1 ");
	buf_clear(&b);
	assert_ok(store_values(s, kind_get(KIND_person), person_skills, "sof", 9, note_value, &b, e));
	assert_string_equal(buf_str(&b), "șofer:1 ");
	buf_free(&b);
}

static void note_reference(void *ctx, const struct kind *from, int field, int64_t count)
{
	buf_print(ctx, "%s.%s:%lld ", from->key, from->fields[field].key, (long long)count);
}

static void store__references__who_names_it(void **state)
{
	struct store *s = store_help_store(state);
	struct buf b = BUF_INIT;
	int64_t ana = store_help_add(s, KIND_person, "surname=Ana", NULL);
	char *lead = mem_print("lead=%lld", (long long)ana), *team = mem_print("team=%lld", (long long)ana);
	store_help_add(s, KIND_action, "title=Unu", lead, team, NULL);
	int64_t two = store_help_add(s, KIND_action, "title=Doi", lead, NULL);
	store_help_bin(s, KIND_action, two);
	assert_ok(store_references(s, kind_get(KIND_person), ana, note_reference, &b, e));
	assert_string_equal(buf_str(&b), "action.lead:1 action.team:1 ");
	buf_free(&b);
	free(lead);
	free(team);
}

static bool add_name(void *ctx, const struct record *r)
{
	buf_print(ctx, "%s ", record_text(r, r->kind->title[0]));
	return true;
}

static void store__dated__begins_lasts_and_comes_again(void **state)
{
	struct store *s = store_help_store(state);
	struct buf b = BUF_INIT;
	date_t from, to;
	store_help_add(s, KIND_event, "title=Înainte", "date=2026-10-31", NULL);
	store_help_add(s, KIND_event, "title=Tabără", "date=2026-10-30", "until=2026-11-02", NULL);
	store_help_add(s, KIND_event, "title=Săptămânal", "date=2026-01-05", "repeat=FREQ=WEEKLY;BYDAY=MO", NULL);
	store_help_add(s, KIND_event, "title=Seara", "date=2026-11-10", "starts=19:00", NULL);
	store_help_add(s, KIND_event, "title=Dimineața", "date=2026-11-10", "starts=08:00", NULL);
	store_help_add(s, KIND_event, "title=După", "date=2026-12-01", NULL);
	date_parse_iso("2026-11-01", &from);
	date_parse_iso("2026-11-30", &to);
	assert_ok(store_dated(s, kind_get(KIND_event), from, to, add_name, &b, e));
	assert_string_equal(buf_str(&b), "Săptămânal Tabără Dimineața Seara ");
	buf_clear(&b);
	assert_ok(store_dated(s, kind_get(KIND_event), to, DATE_NONE, add_name, &b, e));
	assert_string_equal(buf_str(&b), "Săptămânal După ");
	buf_free(&b);
}

static bool stop_now(void *ctx)
{
	++*(int *)ctx;
	return true;
}

static void store__interrupt__a_read_ends_soon(void **state)
{
	struct store *s = store_help_store(state);
	int asked = 0;
	store_help_many(s, 4000);
	struct ids all = {.n = 0};
	struct query q;
	query_init(&q, kind_get(KIND_person));
	q.sort = person_phone;
	store_set_interrupt(s, stop_now, &asked);
	struct last l = {mem_copy_text(""), 0};
	assert_refused(ERR_INTERRUPTED, store_each(s, &q, 0, rising, &l, e));
	assert_true(asked > 0);
	store_help_add(s, KIND_person, "surname=Scris", NULL); /* writing is not stopped */
	store_set_interrupt(s, NULL, NULL);
	assert_int_equal(store_help_count(s, KIND_person), 4001);
	free(l.text);
	drop(&all);
}

#define T(f) cmocka_unit_test_setup_teardown(f, store_help_setup, store_help_teardown)
int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(store__page__every_kind_by_every_field_both_ways),
	    T(store__page__an_index_made_on_demand_is_kept_up),
	    T(store__filter__each_operator),
	    T(store__filter__references_one_and_several),
	    T(store__values__most_frequent_first),
	    T(store__references__who_names_it),
	    T(store__dated__begins_lasts_and_comes_again),
	    T(store__interrupt__a_read_ends_soon),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
