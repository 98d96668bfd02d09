/* app/import_json.c - JSON in, by id, without loss: the whole export of a group or some rows. A record may name one
 * that stands further down, so those wait until what they name is there. Knows no kind by name. */
#include <stdlib.h>
#include <string.h>

#include "app/import.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "out/json.h"
#include "store/read.h"

struct later {
	struct record *record;
	size_t row;
	struct later *next;
};

struct json_in {
	struct import_run run;
	struct later *first, **last;
	size_t row;
};

/* A reference that names nothing here, or nothing yet. */
static int dangling(const struct record *r, const struct err *e)
{
	int field = e->code == ERR_INVALID && *e->field ? kind_field(r->kind, e->field) : NO_FIELD;
	return field != NO_FIELD && r->kind->fields[field].target ? field : NO_FIELD;
}

/* What is in the bin in one place and not in the other follows the file. */
static bool put(struct json_in *in, size_t row, struct record *r, struct err *e)
{
	struct command *c = in->run.command;
	struct record *base = NULL;
	if (r->id)
		store_get(in->run.app->store, r->kind, r->id, &base, NULL);
	bool in_bin = base && base->deleted, into_bin = r->deleted != 0;
	bool ok = !in_bin || into_bin || command_unbin(c, r->kind, r->id, e);
	ok = ok && import_put(&in->run, row, r, base, e);
	ok = ok && (in_bin || !into_bin || command_bin(c, r->kind, r->id, e));
	record_free(base);
	return ok;
}

static void refuse(struct json_in *in, size_t row, const struct record *r, const struct err *e)
{
	struct buf why = BUF_INIT;
	buf_print(&why, "%s: %s", r->kind->key, e->what);
	import_tell(&in->run, row, ROW_REFUSED, buf_str(&why));
	buf_free(&why);
}

static void keep_for_later(struct json_in *in, const struct record *r)
{
	struct later *l = mem_alloc(sizeof *l);
	l->record = record_copy(r);
	l->row = in->row;
	*in->last = l;
	in->last = &l->next;
}

static bool take(void *ctx, struct record *r)
{
	struct json_in *in = ctx;
	struct err e = ERR_INIT;
	in->row++;
	if (!put(in, in->row, r, &e) && !in->run.stopped) {
		if (dangling(r, &e))
			keep_for_later(in, r);
		else
			refuse(in, in->row, r, &e);
	}
	return !in->run.stopped;
}

static void told_refused(void *ctx, const char *place, const char *why)
{
	struct json_in *in = ctx;
	struct buf b = BUF_INIT;
	in->row++;
	buf_print(&b, "%s: %s", place, why);
	import_tell(&in->run, in->row, ROW_REFUSED, buf_str(&b));
	buf_free(&b);
}

/* One round over those that wait; true when it helped. */
static bool round_again(struct json_in *in)
{
	bool helped = false;
	for (struct later **at = &in->first; *at && !in->run.stopped;) {
		struct later *l = *at;
		struct err e = ERR_INIT;
		if (put(in, l->row, l->record, &e)) {
			*at = l->next;
			record_free(l->record);
			free(l);
			helped = true;
		} else {
			at = &l->next;
		}
	}
	return helped;
}

/* What still waits names nothing, or each other in a circle: it is put without those references, and once more with
 * them when all of the circle are there. */
static void put_bare(struct json_in *in, struct later *l)
{
	struct record *bare = record_copy(l->record);
	struct err e = ERR_INIT;
	bool ok = false;
	for (int i = 0; i < bare->kind->nfields && !ok && !in->run.stopped; i++) {
		ok = put(in, l->row, bare, &e);
		int field = ok ? NO_FIELD : dangling(bare, &e);
		if (!ok && field == NO_FIELD)
			break;
		if (!ok)
			record_clear(bare, field);
	}
	if (!ok && !in->run.stopped)
		refuse(in, l->row, l->record, &e);
	if (!ok)
		l->record->id = 0; /* nothing to complete */
	record_free(bare);
}

static void put_whole(struct json_in *in, struct later *l)
{
	struct err e = ERR_INIT;
	if (l->record->id && !in->run.stopped && !command_put(in->run.command, l->record, NULL, NULL, NULL, &e)) {
		if (dangling(l->record, &e))
			refuse(in, l->row, l->record, &e);
		else {
			in->run.fatal = e;
			in->run.stopped = true;
		}
	}
}

static void finish(struct json_in *in)
{
	while (in->first && !in->run.stopped && round_again(in))
		;
	for (struct later *l = in->first; l && !in->run.stopped; l = l->next)
		put_bare(in, l);
	while (in->first) {
		struct later *l = in->first;
		in->first = l->next;
		put_whole(in, l);
		record_free(l->record);
		free(l);
	}
}

bool app_import_json(struct app *a, const char *path, struct app_import *im, struct err *e)
{
	struct json_in in = {.row = 0};
	in.last = &in.first;
	if (!import_begin(&in.run, a, im, N_("Import of JSON"), path, "\n{", e))
		return false;
	bool ok = json_read(path, app_types(a), take, told_refused, &in, e);
	if (ok)
		finish(&in);
	return import_end(&in.run, ok, e);
}
