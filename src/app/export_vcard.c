/* app/export_vcard.c - people as vCards, from the store's iterator into the writer. Knows no file format. */
#include <inttypes.h>

#include "app/app_internal.h"
#include "app/exchange.h"
#include "app/handout.h"
#include "base/path.h"
#include "out/vcard.h"
#include "store/read.h"

struct cards {
	struct app *app;
	FILE *file;
	int64_t rows;
	bool stopped;
};

static bool put_card(void *ctx, const struct record *r)
{
	struct cards *c = ctx;
	struct buf texts[VCARD_PARTS] = {{0}};
	const char *parts[VCARD_PARTS] = {NULL};
	char uid[40];
	for (int i = 0; i < VCARD_PARTS; i++) {
		const int field = kind_field(r->kind, vcard_part_name((enum vcard_part)i));
		if (field == NO_FIELD || r->kind->fields[field].privacy == SENSITIVE)
			continue;
		record_format(r, field, &c->app->types, FOR_DATA, &texts[i]);
		parts[i] = buf_str(&texts[i]);
	}
	snprintf(uid, sizeof uid, "obste-%" PRId64, r->id);
	vcard_write(c->file, uid, parts);
	for (int i = 0; i < VCARD_PARTS; i++)
		buf_free(&texts[i]);
	c->rows++;
	c->stopped = app_asked_to_stop(c->app);
	return !c->stopped && !ferror(c->file);
}

bool app_export_vcard(struct app *a, const struct query *q, const char *path, int64_t *rows, struct err *e)
{
	struct path_writer w;
	struct cards c = {.app = a};
	struct query all;
	if (!app_store(a, e) || !path_write_begin(&w, path, e))
		return false;
	app_types(a);
	c.file = w.file;
	query_init(&all, kind_get(KIND_person));
	all.by_id = true;
	bool ok = store_each(a->store, q ? q : &all, 0, put_card, &c, e) && (!c.stopped || app_interrupted(e));
	query_free(&all);
	if (ok)
		ok = path_write_end(&w, e);
	else
		path_write_abandon(&w);
	if (rows)
		*rows = c.rows;
	const struct app_handout given = {
	    .what = "contacts", .whom = "own", .how = "file", .file = path, .entries = c.rows, .everybody = true};
	return ok && (!path || app_handouts_add(a, &given, 1, e));
}
