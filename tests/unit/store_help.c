/* tests/unit/store_help.c - see store_help.h. */
#include "store_help.h"

#include <ftw.h>
#include <unistd.h>

#define START_MS 1795449900000 /* 2026-11-23 18:05 in Chisinau */

bool store_help_open(void **state, bool readonly, struct store **out, struct err *e)
{
	struct store_help *h = *state;
	struct store_options o = {.path = h->path,
	    .create = !readonly,
	    .readonly = readonly,
	    .clock = h->clock,
	    .who = "Ana",
	    .group_name = "Inițiativa Botanica"};
	return store_open(&o, out, e);
}

int store_help_setup(void **state)
{
	struct store_help *h = mem_alloc(sizeof *h);
	const char *tmp = getenv("TMPDIR");
	snprintf(h->folder, sizeof h->folder, "%s/obste-store-XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(h->folder))
		return 1;
	h->path = path_join(h->folder, "obste.db");
	h->clock = (struct clock){true, START_MS};
	*state = h;
	struct err e = ERR_INIT;
	if (store_help_open(state, false, &h->s, &e))
		return 0;
	fprintf(stderr, "%s / %s\n", e.what, e.hint);
	return 1;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *f)
{
	(void)st, (void)type, (void)f;
	return remove(path);
}

int store_help_teardown(void **state)
{
	struct store_help *h = *state;
	store_close(h->s);
	nftw(h->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(h->path);
	free(h);
	return 0;
}

struct store *store_help_store(void **state)
{
	return ((struct store_help *)*state)->s;
}

struct store *store_help_other(void **state)
{
	struct store *s = NULL;
	assert_ok(store_help_open(state, false, &s, e));
	return s;
}

struct store *store_help_reopen(void **state)
{
	struct store_help *h = *state;
	store_close(h->s);
	h->s = NULL;
	return h->s = store_help_other(state);
}

struct store *store_help_at(void **state, int64_t ms)
{
	((struct store_help *)*state)->clock.fixed_ms = ms;
	return store_help_reopen(state);
}

/* ---- records */

static void set_pair(struct record *r, const char *pair)
{
	char key[40];
	size_t n = strcspn(pair, "=");
	assert_true(n < sizeof key);
	memcpy(key, pair, n);
	key[n] = '\0';
	int field = kind_field(r->kind, key);
	assert_int_not_equal(field, NO_FIELD);
	struct type_ctx ctx = {.lang = LANG_EN};
	assert_ok(record_parse(r, field, pair + n + 1, &ctx, e));
}

int64_t store_help_add(struct store *s, enum kind_number k, ...)
{
	struct record *r = record_new(kind_get(k));
	struct command *c = NULL;
	va_list args;
	va_start(args, k);
	for (const char *pair; (pair = va_arg(args, const char *));)
		set_pair(r, pair);
	va_end(args);
	assert_ok(command_begin(s, "Add", NULL, &c, e));
	assert_ok(command_put(c, r, NULL, NULL, NULL, e));
	assert_ok(command_commit(c, e));
	int64_t id = r->id;
	record_free(r);
	return id;
}

void store_help_set(struct store *s, enum kind_number k, int64_t id, const char *key, const char *value)
{
	struct record *r = store_help_get(s, k, id), *base = record_copy(r);
	struct command *c = NULL;
	char *pair = mem_print("%s=%s", key, value);
	set_pair(r, pair);
	free(pair);
	assert_ok(command_begin(s, "Change", NULL, &c, e));
	assert_ok(command_put(c, r, base, NULL, NULL, e));
	assert_ok(command_commit(c, e));
	record_free(r);
	record_free(base);
}

void store_help_bin(struct store *s, enum kind_number k, int64_t id)
{
	struct command *c = NULL;
	assert_ok(command_begin(s, "To the bin", NULL, &c, e));
	assert_ok(command_bin(c, kind_get(k), id, e));
	assert_ok(command_commit(c, e));
}

struct record *store_help_get(struct store *s, enum kind_number k, int64_t id)
{
	struct record *r = NULL;
	assert_ok(store_get(s, kind_get(k), id, &r, e));
	return r;
}

struct sample {
	const struct field_type *type;
	const char *text;
};

const char *store_help_sample(const struct field *f)
{
	static const struct sample samples[] = {{&ft_text, "Țurcanu „Ion” 'x'; --"}, {&ft_multiline, "întâi\na doua"},
	    {&ft_date, "2026-11-27"}, {&ft_time, "18:30"}, {&ft_datetime, "2026-11-27T18:30"}, {&ft_duration, "90"},
	    {&ft_number, "42"}, {&ft_money, "12345"}, {&ft_phone, "+37369000011"},
	    {&ft_phones, "+37369000011,+37360000014"}, {&ft_email, "ana@example.org"}, {&ft_tags, "foto,părinte"},
	    {&ft_yesno, "1"}, {&ft_recurrence, "FREQ=WEEKLY;BYDAY=FR"}, {&ft_file, "plan.pdf"},
	    {&ft_link, "https://example.org/x"}};
	if (f->choices)
		return f->choices[0].code;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		if (samples[i].type == f->type)
			return samples[i].text;
	return NULL;
}

int64_t store_help_count(struct store *s, enum kind_number k)
{
	struct query q;
	query_init(&q, kind_get(k));
	return store_count(s, &q);
}

static bool add_title(void *ctx, const struct record *r)
{
	struct buf *b = ctx;
	const char *text = record_text(r, r->kind->title[0]);
	if (b->len)
		buf_char(b, ' ');
	buf_text(b, text ? text : "-");
	return true;
}

char *store_help_list(struct store *s, const struct query *q)
{
	struct buf b = BUF_INIT;
	assert_ok(store_each(s, q, 0, add_title, &b, e));
	return buf_take(&b);
}

void store_help_fault(void *ctx, const char *line)
{
	(void)ctx;
	fprintf(stderr, "%s\n", line);
}

void store_help_many(struct store *s, size_t n)
{
	struct command *c = NULL;
	assert_ok(command_begin(s, "Import", NULL, &c, e));
	command_bulk(c);
	for (size_t i = 0; i < n; i++) {
		struct record *r = record_new(kind_get(KIND_person));
		char text[40];
		snprintf(text, sizeof text, "Nume%04zu", i * 7919 % n);
		record_set_text(r, person_surname, text);
		snprintf(text, sizeof text, "Sector %zu", i % 17);
		if (i % 5)
			record_set_text(r, person_sector, text);
		record_set_text(r, person_role, i % 2 ? "trainer" : "member");
		assert_ok(command_put(c, r, NULL, NULL, NULL, e));
		record_free(r);
	}
	assert_ok(command_commit(c, e));
}
