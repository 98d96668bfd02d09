/* store/device.c - the laptops of the group: this one's name, the others' keys, and which files of shared folders were
 * read and written. Knows no record. */
#include "store/exchange_inner.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"

#define DEVICES                                                                                                        \
	"SELECT d.n, d.uid, d.name, k.key IS NOT NULL, max(COALESCE((SELECT max(at) FROM command c WHERE c.device = "  \
	"d.n), 0), COALESCE((SELECT max(at) FROM origin o WHERE o.device = d.n), 0)) FROM device d LEFT JOIN "         \
	"device_key k ON k.n = d.n ORDER BY d.n"

bool exchange_devices(
    struct store *s, bool (*each)(void *ctx, const struct exchange_device *d), void *ctx, struct err *e)
{
	sqlite3_stmt *st;
	bool ok, row = true, more = true;
	if (!db_take(s, DEVICES, &st, e))
		return false;
	while ((ok = db_step(s, st, &row, e)) && row && more) {
		struct exchange_device d = {.number = sqlite3_column_int64(st, 0),
		    .name = (const char *)sqlite3_column_text(st, 2),
		    .known = sqlite3_column_int(st, 3) != 0,
		    .last_ms = sqlite3_column_int64(st, 4)};
		d.here = d.number == s->device;
		d.name = d.name ? d.name : "";
		if (sqlite3_column_bytes(st, 1) == EXCHANGE_UID)
			memcpy(d.uid, sqlite3_column_blob(st, 1), EXCHANGE_UID);
		more = each(ctx, &d);
	}
	db_give(s, st);
	return ok;
}

bool exchange_device_here(struct store *s, unsigned char uid[EXCHANGE_UID], char **name, struct err *e)
{
	(void)e;
	device_uid(s, uid);
	*name = db_text(s, "SELECT name FROM device WHERE uid = ?1", "b", uid, (size_t)EXCHANGE_UID);
	if (*name)
		return true;
	char host[128] = ""; /* it has not written here yet */
	gethostname(host, sizeof host - 1);
	*name = mem_copy_text(host);
	return true;
}

static bool may_write(struct store *s, struct err *e)
{
	return s->state == STORE_FINE || err_set(e, ERR_DENIED, _("The database is open for reading only."));
}

static bool in_transaction(
    struct store *s, bool (*work)(struct store *s, void *ctx, struct err *e), void *ctx, struct err *e)
{
	if (!may_write(s, e) || !db_run(s, e, "BEGIN IMMEDIATE", ""))
		return false;
	if (work(s, ctx, e) && db_run(s, e, "COMMIT", ""))
		return true;
	db_run(s, NULL, "ROLLBACK", "");
	device_find(s, NULL);
	return false;
}

static bool set_name(struct store *s, void *ctx, struct err *e)
{
	return device_register(s, e) &&
	       db_run(s, e, "UPDATE device SET name = ?2 WHERE n = ?1", "it", s->device, (const char *)ctx);
}

bool exchange_name_device(struct store *s, const char *name, struct err *e)
{
	char *copy = mem_copy_text(name);
	const bool ok = in_transaction(s, set_name, copy, e);
	free(copy);
	return ok;
}

/* ---- keys */

bool exchange_key_fits(
    struct store *s, const unsigned char uid[EXCHANGE_UID], const unsigned char key[32], bool *fits, struct err *e)
{
	int64_t other = 0;
	if (!db_int(s, &other, e,
	        "SELECT EXISTS (SELECT 1 FROM device d JOIN device_key k ON k.n = d.n WHERE d.uid = ?1 AND k.key <> "
	        "?2)",
	        "bb", (const void *)uid, (size_t)EXCHANGE_UID, (const void *)key, (size_t)32))
		return false;
	*fits = !other;
	return true;
}

struct remembering {
	const unsigned char *uid, *key;
	const char *name;
};

static bool put_key(struct store *s, void *ctx, struct err *e)
{
	const struct remembering *r = ctx;
	const size_t n = EXCHANGE_UID;
	return db_run(s, e,
	           "INSERT INTO device(uid, name) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM device WHERE uid = ?1)",
	           "bt", (const void *)r->uid, n, r->name) &&
	       (!r->name || db_run(s, e, "UPDATE device SET name = ?2 WHERE uid = ?1 AND name IS NOT ?2", "bt",
	                        (const void *)r->uid, n, r->name)) &&
	       db_run(s, e, "INSERT OR REPLACE INTO device_key(n, key) SELECT n, ?2 FROM device WHERE uid = ?1", "bb",
	           (const void *)r->uid, n, (const void *)r->key, (size_t)32);
}

bool exchange_remember_key(struct store *s, const unsigned char uid[EXCHANGE_UID], const char *name,
    const unsigned char key[32], struct err *e)
{
	struct remembering r = {uid, key, name};
	int64_t same = 0;
	if (!db_int(s, &same, e,
	        "SELECT EXISTS (SELECT 1 FROM device d JOIN device_key k ON k.n = d.n WHERE d.uid = ?1 AND k.key = ?2 "
	        "AND d.name IS ?3)",
	        "bbt", (const void *)uid, (size_t)EXCHANGE_UID, (const void *)key, (size_t)32, name))
		return false;
	return same || in_transaction(s, put_key, &r, e);
}

bool exchange_forget_key(struct store *s, int64_t number, struct err *e)
{
	return may_write(s, e) && db_run(s, e, "DELETE FROM device_key WHERE n = ?1", "i", number);
}

/* ---- files of shared folders */

bool exchange_file_read(struct store *s, const unsigned char hash[32])
{
	int64_t there = 0;
	db_int(s, &there, NULL, "SELECT 1 FROM exchanged WHERE hash = ?1", "b", (const void *)hash, (size_t)32);
	return there == 1;
}

bool exchange_remember_file(
    struct store *s, const unsigned char hash[32], const char *folder, int64_t command, struct err *e)
{
	return may_write(s, e) &&
	       db_run(s, e,
	           "INSERT OR REPLACE INTO exchanged(hash, folder, at, first, next) VALUES(?1, ?2, ?3, (SELECT "
	           "first FROM command WHERE seq = ?4), (SELECT first + changes FROM command WHERE seq = ?4))",
	           "btii", (const void *)hash, (size_t)32, folder, clock_ms(&s->clock), command);
}

bool exchange_sent_each(struct store *s, const char *folder, bool (*each)(void *ctx, const struct exchange_sent *f),
    void *ctx, struct err *e)
{
	sqlite3_stmt *st;
	bool ok, row = true, more = true;
	if (!db_take(
	        s, "SELECT counter, change, quiet, erased, name FROM sent WHERE folder = ?1 ORDER BY counter", &st, e))
		return false;
	sqlite3_bind_text(st, 1, folder, -1, SQLITE_STATIC);
	while ((ok = db_step(s, st, &row, e)) && row && more) {
		const struct exchange_sent f = {sqlite3_column_int64(st, 0),
		    {sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2), sqlite3_column_int64(st, 3)},
		    (const char *)sqlite3_column_text(st, 4)};
		more = each(ctx, &f);
	}
	db_give(s, st);
	return ok;
}

struct sending {
	const char *folder;
	const struct exchange_sent *f;
	bool alone;
};

static bool put_sent(struct store *s, void *ctx, struct err *e)
{
	const struct sending *n = ctx;
	return (!n->alone || db_run(s, e, "DELETE FROM sent WHERE folder = ?1", "t", n->folder)) &&
	       db_run(s, e,
	           "INSERT OR REPLACE INTO sent(folder, counter, name, change, quiet) VALUES(?1, ?2, ?3, ?4, ?5)",
	           "titii", n->folder, n->f->counter, n->f->name, n->f->mark.change, n->f->mark.quiet);
}

bool exchange_remember_sent(
    struct store *s, const char *folder, const struct exchange_sent *f, bool alone, struct err *e)
{
	struct sending n = {folder, f, alone};
	return in_transaction(s, put_sent, &n, e);
}

bool exchange_is_fresh(struct store *s)
{
	int64_t any = 1;
	return db_int(s, &any, NULL, "SELECT EXISTS (SELECT 1 FROM command) OR EXISTS (SELECT 1 FROM erased)", "") &&
	       !any;
}
