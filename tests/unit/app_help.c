/* tests/unit/app_help.c - see app_help.h. */
#include "app_help.h"

#include <ftw.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/path.h"

static struct app *start(const struct app_help *h)
{
	char *db = path_join(h->folder, "obste.db");
	struct app *a =
	    app_start(&(struct app_options){.argv0 = "obste", .db = db, .lang_given = true, .lang = LANG_EN});
	free(db);
	return a;
}

static void place(const struct app_help *h, const char *variable, const char *name)
{
	char *folder = path_join(h->folder, name);
	setenv(variable, folder, 1);
	free(folder);
}

int app_help_setup(void **state)
{
	struct app_help *h = mem_alloc(sizeof *h);
	snprintf(h->folder, sizeof h->folder, "/tmp/obste-app-XXXXXX");
	if (!mkdtemp(h->folder))
		return 1;
	setenv("OBSTE_NOW", "2026-11-23T18:05", 1);
	unsetenv("OBSTE_DB");
	place(h, "XDG_CONFIG_HOME", "config");
	place(h, "XDG_DATA_HOME", "data");
	place(h, "XDG_STATE_HOME", "state");
	if (!getenv("OBSTE_DATA"))
		setenv("OBSTE_DATA", "data", 1);
	h->app = start(h);
	struct err e = ERR_INIT;
	const struct app_new_group group = {.name = "Inițiativa Botanica", .locality = "Chișinău", .who = "Ana"};
	if (!app_open(h->app, &group, &e)) {
		fprintf(stderr, "%s / %s\n", e.what, e.hint);
		return 1;
	}
	*state = h;
	return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *f)
{
	(void)st, (void)type, (void)f;
	return remove(path);
}

int app_help_teardown(void **state)
{
	struct app_help *h = *state;
	app_stop(h->app);
	nftw(h->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(h);
	return 0;
}

struct app *app_help_app(void **state)
{
	return ((struct app_help *)*state)->app;
}

struct app *app_help_other(void **state)
{
	struct app *a = start(*state);
	assert_ok(app_open(a, NULL, e));
	return a;
}

char *app_help_path(void **state, const char *name)
{
	return path_join(((struct app_help *)*state)->folder, name);
}

static void put(struct app *a, struct record *r, const char *pair)
{
	const char *eq = strchr(pair, '=');
	char *key = mem_copy_bytes(pair, (size_t)(eq - pair));
	const int field = kind_field(r->kind, key);
	if (field == NO_FIELD)
		fail_msg("no field %s", key);
	free(key);
	assert_ok(record_parse(r, field, eq + 1, app_types(a), e));
}

int64_t app_help_add(struct app *a, enum kind_number k, ...)
{
	struct record *r = record_new_initial(kind_get(k), app_types(a));
	va_list pairs;
	va_start(pairs, k);
	for (const char *p; (p = va_arg(pairs, const char *));)
		put(a, r, p);
	va_end(pairs);
	assert_ok(app_save(a, r, NULL, NULL, e));
	const int64_t id = r->id;
	record_free(r);
	return id;
}

struct record *app_help_get(struct app *a, enum kind_number k, int64_t id)
{
	struct record *r = NULL;
	assert_ok(app_get(a, kind_get(k), id, &r, e));
	return r;
}

void app_help_set(struct app *a, enum kind_number k, int64_t id, const char *key, const char *value)
{
	struct record *r = app_help_get(a, k, id);
	struct record *base = record_copy(r);
	assert_ok(record_parse(r, kind_field(r->kind, key), value, app_types(a), e));
	assert_ok(app_save(a, r, base, NULL, e));
	record_free(base);
	record_free(r);
}

int64_t app_help_count(struct app *a, enum kind_number k)
{
	struct query q;
	query_init(&q, kind_get(k));
	const int64_t n = app_count(a, &q);
	query_free(&q);
	return n;
}

date_t app_help_day(const char *iso)
{
	date_t d = DATE_NONE;
	assert_true(date_parse_iso(iso, &d));
	return d;
}
