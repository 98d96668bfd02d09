/* Five laptops of one group: random work on each, random exchange in any order, with repeats and gaps; in the end all
 * hold the same, record by record, field by field, and the same values that lost. $OBSTE_STORM: how many storms. */
#include "app_help.h"

#include "app/app_internal.h"
#include <unistd.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "store/dots.h"
#include "store/exchange.h"
#include "store/history.h"
#include "store/read.h"

#define LAPTOPS 5
#define STEPS 90
#define STREAMS 400

static uint64_t chance_state;

static unsigned chance(unsigned below)
{
	chance_state ^= chance_state << 13;
	chance_state ^= chance_state >> 7;
	chance_state ^= chance_state << 17;
	return (unsigned)(chance_state >> 33) % below;
}

struct laptop {
	struct app *app;
	char name[16];
	char *path;
	int64_t ms; /* its clock: one of them is an hour late, one a day ahead */
};

struct storm {
	struct laptop laptops[LAPTOPS];
	char *streams[STREAMS]; /* everything that was ever sent */
	size_t n;
	const char *folder;
};

/* ---- one laptop */

static void wake(struct laptop *l, const char *mark)
{
	const struct app_new_group group = {.name = "Inițiativa Botanica", .who = l->name, .mark = mark};
	const struct app_options options = {.argv0 = "obste", .db = l->path, .lang_given = true, .lang = LANG_EN};
	setenv("OBSTE_DEVICE", l->name, 1);
	if (!l->app)
		l->app = app_start(&options);
	l->app->clock = (struct clock){true, l->ms};
	assert_ok(app_open(l->app, mark ? &group : NULL, e));
}

static void later(struct laptop *l)
{
	setenv("OBSTE_DEVICE", l->name, 1);
	l->ms += chance(3) ? 1 + chance(100000) : 0; /* a clock may also stand still */
	app_close(l->app);
	wake(l, NULL);
}

struct picking {
	int64_t id;
	unsigned n;
};

static bool pick_one(void *ctx, const struct record *r)
{
	struct picking *p = ctx;
	if (chance(++p->n) == 0)
		p->id = r->id;
	return true;
}

static int64_t pick(struct laptop *l, enum kind_number k, enum query_bin bin)
{
	struct query q;
	struct picking p = {0, 0};
	query_init(&q, kind_get(k));
	q.bin = bin;
	assert_ok(store_each(l->app->store, &q, 0, pick_one, &p, e));
	query_free(&q);
	return p.id;
}

static const char *const words[] = {
    "Mierlă", "Salcâm", "Cuc", "Тополь", "Stejar", "Lăstun", "Barză", "Nuc", "Сорока", "Arțar"};
#define WORD words[chance(sizeof words / sizeof *words)]
static const char *const marks[] = {"expected", "present", "late", "absent", "excused"};

static void create_one(struct laptop *l)
{
	struct record *r;
	const unsigned what = chance(8);
	const int64_t person = pick(l, KIND_person, QUERY_LIVE), workshop = pick(l, KIND_workshop, QUERY_LIVE);
	if (what < 2 || !person) {
		r = record_new(kind_get(KIND_person));
		record_set_text(r, person_surname, WORD);
		record_set_text(r, person_given, chance(2) ? WORD : "");
		record_set_text(r, person_notes, WORD);
	} else if (what == 2 || !workshop) {
		r = record_new(kind_get(KIND_workshop));
		record_set_text(r, workshop_title, WORD);
		record_set_int(r, workshop_date, 20000 + (int)chance(500));
		char people[64];
		snprintf(people, sizeof people, "%lld", (long long)person);
		record_set_text(r, workshop_trainers, people);
	} else if (what == 3) {
		r = record_new(kind_get(KIND_contact));
		record_set_int(r, contact_on, 20000);
		record_set_text(r, contact_what, WORD);
		record_set_text(r, contact_with, WORD);
		record_set_int(r, contact_person, person);
	} else {
		r = record_new(kind_get(KIND_attendance));
		record_set_int(r, attendance_workshop, workshop);
		record_set_int(r, attendance_person, person);
		record_set_text(r, attendance_mark, marks[chance(5)]);
	}
	if (chance(4) == 0)
		r->extra = mem_print("{\"later\":\"%s\"}", WORD);
	struct err e = ERR_INIT;
	if (!app_save(l->app, r, NULL, NULL, &e) && e.code != ERR_INVALID) /* what it names was not the right thing */
		fail_msg("create: %s", e.what);
	record_free(r);
}

static void change_one(struct laptop *l)
{
	static const enum kind_number kinds[] = {KIND_person, KIND_workshop, KIND_attendance, KIND_contact};
	const enum kind_number k = kinds[chance(4)];
	const int64_t id = pick(l, k, QUERY_LIVE);
	struct record *r, *base;
	if (!id)
		return;
	assert_ok(app_get(l->app, kind_get(k), id, &r, e));
	base = record_copy(r);
	if (k == KIND_person)
		record_set_text(r, chance(2) ? person_given : person_sector, chance(5) ? WORD : "");
	else if (k == KIND_workshop)
		record_set_text(r, chance(2) ? workshop_title : workshop_place, WORD);
	else if (k == KIND_contact)
		record_set_text(r, chance(2) ? contact_what : contact_with, WORD);
	else
		record_set_text(r, attendance_mark, marks[chance(5)]);
	if (chance(6) == 0) {
		free(r->extra);
		r->extra = mem_print("{\"later\":\"%s\",\"more\":%u}", WORD, chance(3));
	}
	struct err e = ERR_INIT;
	if (!app_save(l->app, r, base, NULL, &e))
		fail_msg("change: %s", e.what);
	record_free(base);
	record_free(r);
}

static void bin_one(struct laptop *l, bool out)
{
	static const enum kind_number kinds[] = {KIND_person, KIND_workshop, KIND_attendance, KIND_contact};
	const enum kind_number k = kinds[chance(4)];
	const int64_t id = pick(l, k, out ? QUERY_BIN : QUERY_LIVE);
	if (!id)
		return;
	if (out)
		assert_ok(app_unbin(l->app, kind_get(k), &id, 1, e));
	else
		assert_ok(app_bin(l->app, kind_get(k), &id, 1, e));
}

static bool first_conflict(void *ctx, const struct exchange_conflict *c)
{
	struct exchange_conflict *kept = ctx;
	*kept = *c;
	kept->key = mem_copy_text(c->key);
	kept->value = mem_copy_text(c->value);
	return false;
}

static void settle_one(struct laptop *l)
{
	struct exchange_conflict c = {0};
	assert_ok(exchange_conflicts(l->app->store, first_conflict, &c, e));
	if (!c.kind)
		return;
	assert_ok(exchange_settle(l->app->store, &c, chance(2), e));
	free((char *)c.key);
	free((char *)c.value);
}

static void work(struct laptop *l)
{
	struct err ignored = ERR_INIT;
	const unsigned what = chance(100);
	later(l);
	if (what < 35)
		create_one(l);
	else if (what < 70)
		change_one(l);
	else if (what < 78)
		bin_one(l, false);
	else if (what < 84)
		bin_one(l, true);
	else if (what < 90)
		app_undo(l->app, NULL, &ignored);
	else if (what < 93)
		app_redo(l->app, NULL, &ignored);
	else if (what < 98)
		settle_one(l);
	else if (pick(l, KIND_person, QUERY_LIVE))
		app_erase_person(l->app, pick(l, KIND_person, QUERY_LIVE), NULL, &ignored);
}

/* ---- exchange */

static bool keep_line(void *ctx, const char *text, size_t n, struct err *e)
{
	(void)e;
	buf_add(ctx, text, n);
	return true;
}

static void send_pack(struct storm *st, struct laptop *l)
{
	struct buf b = BUF_INIT;
	const struct exchange_out o = {.what = "full", .line = keep_line, .ctx = &b};
	setenv("OBSTE_DEVICE", l->name, 1);
	assert_ok(exchange_write(l->app->store, &o, NULL, NULL, e));
	assert_true(st->n < STREAMS);
	st->streams[st->n++] = buf_take(&b);
}

static struct exchange_told receive(struct laptop *l, const char *stream)
{
	struct exchange_in *in;
	struct exchange_told told;
	const struct exchange_in_options o = {.name = "Merge", .about = "storm"};
	setenv("OBSTE_DEVICE", l->name, 1);
	assert_ok(exchange_begin(l->app->store, &o, &in, e));
	for (const char *p = stream; *p;) {
		char *line = mem_copy_bytes(p, strcspn(p, "\n"));
		p += strlen(line) + 1;
		assert_ok(exchange_line(in, line, e));
		free(line);
	}
	assert_ok(exchange_end(in, &told, e));
	return told;
}

static void storm_begin(struct storm *st, const char *folder, uint64_t seed)
{
	*st = (struct storm){.folder = folder};
	chance_state = seed * 0x9E3779B97F4A7C15u + 1;
	for (int i = 0; i < LAPTOPS; i++) {
		struct laptop *l = &st->laptops[i];
		snprintf(l->name, sizeof l->name, "laptop%d", i);
		l->path = mem_print("%s/storm-%llu-%d.db", folder, (unsigned long long)seed, i);
		l->ms = INT64_C(1795449900000) + (i == 1) * 3600000 - (i == 2) * 86400000;
		wake(l, "obste-group-0123456789abcdef0123456789abcdef");
	}
}

static void storm_blow(struct storm *st)
{
	for (int step = 0; step < STEPS; step++) {
		struct laptop *l = &st->laptops[chance(LAPTOPS)];
		for (unsigned n = 1 + chance(4); n-- > 0;)
			work(l);
		if (chance(3) == 0)
			send_pack(st, l);
		if (st->n && chance(2)) /* any file, however old, also one's own, also again */
			receive(&st->laptops[chance(LAPTOPS)], st->streams[chance((unsigned)st->n)]);
	}
}

/* Everything reaches everybody, twice, in another order each time. */
static void storm_calm(struct storm *st)
{
	for (int round = 0; round < 3; round++) {
		const size_t from = st->n;
		for (int i = 0; i < LAPTOPS; i++)
			send_pack(st, &st->laptops[i]);
		for (int i = 0; i < LAPTOPS; i++)
			for (size_t k = 0, at = chance(LAPTOPS); k < LAPTOPS; k++)
				receive(&st->laptops[i], st->streams[from + (at + k) % LAPTOPS]);
	}
}

static void storm_end(struct storm *st)
{
	for (int i = 0; i < LAPTOPS; i++) {
		app_stop(st->laptops[i].app);
		unlink(st->laptops[i].path);
		free(st->laptops[i].path);
	}
	for (size_t i = 0; i < st->n; i++)
		free(st->streams[i]);
	unsetenv("OBSTE_DEVICE");
}

/* ---- comparing */

/* Everything a laptop holds, as text: the lines of a full stream without what is its own (the order in which it met the
 * others): clocks stand with the laptops' names. */
struct picture {
	struct buf text;
	struct app *app;
};

static bool add_record(void *ctx, const struct record *r)
{
	struct picture *p = ctx;
	buf_print(&p->text, "%s %lld created %lld modified %lld sequence %lld bin %lld", r->kind->key, (long long)r->id,
	    (long long)r->created, (long long)r->modified, (long long)r->sequence, (long long)r->deleted);
	for (int i = 1; i < r->kind->nfields; i++) {
		buf_print(&p->text, " %s=", r->kind->fields[i].key);
		value_json(&r->kind->fields[i], &r->values[i], &p->text);
	}
	buf_print(&p->text, " extra %s\n", r->extra ? r->extra : "-");
	return true;
}

static bool add_conflict(void *ctx, const struct exchange_conflict *c)
{
	struct picture *p = ctx;
	buf_print(&p->text, "conflict %lld %s %s %lld %s\n", (long long)c->id, c->key, c->value, (long long)c->clock,
	    c->device_name);
	return true;
}

static int by_line(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *sorted_lines(const char *text)
{
	char *copy = mem_copy_text(text), *rest = NULL;
	char **lines = mem_array(strlen(text) + 1, sizeof *lines);
	size_t n = 0;
	struct buf out = BUF_INIT;
	for (char *p = strtok_r(copy, "\n", &rest); p; p = strtok_r(NULL, "\n", &rest))
		lines[n++] = p;
	qsort(lines, n, sizeof *lines, by_line);
	for (size_t i = 0; i < n; i++)
		buf_print(&out, "%s\n", lines[i]);
	free(lines);
	free(copy);
	return buf_take(&out);
}

static char *picture(struct laptop *l)
{
	struct picture p = {.app = l->app};
	size_t n;
	const struct kind *k = kinds_all(&n);
	for (size_t i = 0; i < n; i++) {
		struct query q;
		query_init(&q, &k[i]);
		q.bin = QUERY_BOTH;
		q.by_id = true;
		assert_ok(store_each(l->app->store, &q, 0, add_record, &p, e));
		query_free(&q);
	}
	assert_ok(exchange_conflicts(l->app->store, add_conflict, &p, e));
	char *text = sorted_lines(buf_str(&p.text));
	buf_free(&p.text);
	return text;
}

static void say_fault(void *ctx, const char *line)
{
	(void)ctx;
	fprintf(stderr, "%s\n", line);
}

static void first_difference(const char *a, const char *b, uint64_t seed, int laptop)
{
	while (*a && *b) {
		const size_t na = strcspn(a, "\n"), nb = strcspn(b, "\n");
		if (na != nb || memcmp(a, b, na) != 0)
			break;
		a += na + 1;
		b += nb + 1;
	}
	fail_msg("storm %llu, laptop %d:\n%.*s\n%.*s", (unsigned long long)seed, laptop, (int)strcspn(a, "\n"), a,
	    (int)strcspn(b, "\n"), b);
}

static void compare(struct storm *st, uint64_t seed)
{
	char *first = picture(&st->laptops[0]);
	for (int i = 0; i < LAPTOPS; i++) {
		char *text = picture(&st->laptops[i]);
		if (strcmp(first, text) != 0)
			first_difference(first, text, seed, i);
		free(text);
		assert_ok(store_check(st->laptops[i].app->store, say_fault, NULL, e));
	}
	free(first);
}

static void nothing_more(struct storm *st)
{
	const size_t from = st->n;
	send_pack(st, &st->laptops[0]);
	for (int i = 0; i < LAPTOPS; i++) {
		const struct exchange_told told = receive(&st->laptops[i], st->streams[from]);
		assert_int_equal(told.fresh + told.changed + told.conflicts + told.erased, 0);
		assert_int_equal(told.command, 0);
	}
}

static void five_laptops__any_order__all_end_the_same(void **state)
{
	const struct app_help *h = *state;
	char folder[] =
	    "/dev/shm/obste-storm-XXXXXX"; /* thousands of commits: where there is a disk of memory, there */
	const char *where = mkdtemp(folder) ? folder : h->folder;
	const char *many = getenv("OBSTE_STORM"), *only = getenv("OBSTE_STORM_SEED");
	const uint64_t storms = many ? strtoull(many, NULL, 10) : 2, first = only ? strtoull(only, NULL, 10) : 1;
	for (uint64_t seed = first; seed < first + storms; seed++) {
		static struct storm st;
		storm_begin(&st, where, seed);
		storm_blow(&st);
		storm_calm(&st);
		compare(&st, seed);
		nothing_more(&st);
		storm_end(&st);
	}
	rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
	        five_laptops__any_order__all_end_the_same, app_help_setup, app_help_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
