/* store/db.c - statements kept for the next use, binding, and SQLite's errors in words a coordinator can act on.
 * Knows no table. */
#include "store/impl.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"

uint64_t db_hash(uint64_t h, const char *text)
{
	for (; text && *text; text++)
		h = (h ^ (unsigned char)*text) * 0x100000001b3u;
	return h;
}

/* ---- errors */

static bool fail_full(struct err *e)
{
	err_set(e, ERR_DENIED, _("The disk is full: nothing was saved, and nothing that was there is lost."));
	err_hint(e, _("Free some space, then save again."));
	return err_tag(e, "DB-FULL");
}

static bool fail_damaged(struct err *e)
{
	err_set(e, ERR_INVALID, _("The database is damaged. The file was left as it is."));
	err_hint(e, _("Restore the newest backup that is whole; the damaged file is kept beside it."));
	return err_tag(e, "DB-DAMAGED");
}

static bool fail_io(struct store *s, struct err *e)
{
	int why = s->errnum ? s->errnum : sqlite3_system_errno(s->db);
	if (why == ENOSPC || why == EDQUOT || why == EFBIG)
		return fail_full(e);
	err_set(
	    e, ERR_FAIL, _("The disk reported an error (%s); the change was not saved."), why ? strerror(why) : "I/O");
	err_hint(e, _("Copy the database to another disk before going on."));
	return err_tag(e, "DB-IO");
}

static bool fail_readonly(struct store *s, struct err *e)
{
	if (sqlite3_extended_errcode(s->db) == SQLITE_READONLY_DBMOVED) {
		err_set(e, ERR_FAIL,
		    _("The database file was moved or removed while it was open; the change was not saved."));
		err_hint(e, _("Close the program, put the file back and open it again."));
		return err_tag(e, "DB-MOVED");
	}
	err_set(e, ERR_DENIED, _("The database cannot be written here; the change was not saved."));
	err_hint(e, _("Check who owns the file and its folder: %s"), s->path);
	return err_tag(e, "DB-READONLY");
}

bool db_fail(struct store *s, struct err *e)
{
	switch (sqlite3_errcode(s->db) & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		err_set(e, ERR_BUSY, _("Another program is writing to the database; the change was not saved."));
		err_hint(e, _("Try again in a moment; nothing is lost."));
		return err_tag(e, "DB-BUSY");
	case SQLITE_FULL:
		return fail_full(e);
	case SQLITE_IOERR:
		return fail_io(s, e);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return fail_damaged(e);
	case SQLITE_READONLY:
		return fail_readonly(s, e);
	case SQLITE_INTERRUPT:
		return err_set(e, ERR_INTERRUPTED, _("Stopped."));
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return err_set(e, ERR_DENIED, _("The database could not be opened: %s"), s->path);
	default:
		return err_set(e, ERR_FAIL, _("The database refused: %s"), sqlite3_errmsg(s->db));
	}
}

/* ---- statements */

static struct kept *kept_find(struct store *s, uint64_t hash, const char *sql)
{
	for (size_t i = 0; i < KEPT_MAX; i++)
		if (s->kept[i].st && s->kept[i].hash == hash && strcmp(s->kept[i].sql, sql) == 0)
			return &s->kept[i];
	return NULL;
}

bool db_take(struct store *s, const char *sql, sqlite3_stmt **out, struct err *e)
{
	struct kept *k = kept_find(s, db_hash(DB_HASH_START, sql), sql);
	if (k) {
		*out = k->st;
		free(k->sql);
		*k = (struct kept){0};
		return true;
	}
	*out = NULL;
	if (sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL) == SQLITE_OK)
		return true;
	return db_fail(s, e);
}

void db_give(struct store *s, sqlite3_stmt *st)
{
	if (!st)
		return;
	sqlite3_reset(st);
	sqlite3_clear_bindings(st);
	struct kept *oldest = &s->kept[0];
	for (size_t i = 0; i < KEPT_MAX && oldest->st; i++)
		if (!s->kept[i].st || s->kept[i].used < oldest->used)
			oldest = &s->kept[i];
	sqlite3_finalize(oldest->st);
	free(oldest->sql);
	const char *sql = sqlite3_sql(st);
	*oldest = (struct kept){st, mem_copy_text(sql), db_hash(DB_HASH_START, sql), ++s->uses};
}

void db_drop_kept(struct store *s)
{
	for (size_t i = 0; i < KEPT_MAX; i++) {
		sqlite3_finalize(s->kept[i].st);
		free(s->kept[i].sql);
		s->kept[i] = (struct kept){0};
	}
}

bool db_step(struct store *s, sqlite3_stmt *st, bool *row, struct err *e)
{
	errno = 0; /* SQLite does not say why a write failed */
	int rc = sqlite3_step(st);
	s->errnum = errno;
	*row = rc == SQLITE_ROW;
	return rc == SQLITE_ROW || rc == SQLITE_DONE || db_fail(s, e);
}

static void bind_form(sqlite3_stmt *st, const char *form, va_list args)
{
	for (int at = 1; *form; form++, at++) {
		if (*form == 'i') {
			sqlite3_bind_int64(st, at, va_arg(args, int64_t));
		} else if (*form == 't') {
			sqlite3_bind_text(st, at, va_arg(args, const char *), -1, SQLITE_STATIC);
		} else if (*form == 'b') {
			const void *bytes = va_arg(args, const void *);
			sqlite3_bind_blob64(st, at, bytes, va_arg(args, size_t), SQLITE_STATIC);
		} else {
			sqlite3_bind_null(st, at);
		}
	}
}

bool db_run(struct store *s, struct err *e, const char *sql, const char *form, ...)
{
	sqlite3_stmt *st;
	if (!db_take(s, sql, &st, e))
		return false;
	va_list args;
	va_start(args, form);
	bind_form(st, form, args);
	va_end(args);
	bool row = true, ok = true;
	while (ok && row)
		ok = db_step(s, st, &row, e);
	db_give(s, st);
	return ok;
}

bool db_int(struct store *s, int64_t *out, struct err *e, const char *sql, const char *form, ...)
{
	sqlite3_stmt *st;
	*out = 0;
	if (!db_take(s, sql, &st, e))
		return false;
	va_list args;
	va_start(args, form);
	bind_form(st, form, args);
	va_end(args);
	bool row = false, ok = db_step(s, st, &row, e);
	if (ok && row)
		*out = sqlite3_column_int64(st, 0);
	db_give(s, st);
	return ok;
}

char *db_text(struct store *s, const char *sql, const char *form, ...)
{
	sqlite3_stmt *st;
	if (!db_take(s, sql, &st, NULL))
		return NULL;
	va_list args;
	va_start(args, form);
	bind_form(st, form, args);
	va_end(args);
	char *text = NULL;
	if (sqlite3_step(st) == SQLITE_ROW)
		text = mem_copy_text((const char *)sqlite3_column_text(st, 0));
	db_give(s, st);
	return text;
}

bool db_script(struct store *s, const char *sql, struct err *e)
{
	errno = 0;
	int rc = sqlite3_exec(s->db, sql, NULL, NULL, NULL);
	s->errnum = errno;
	return rc == SQLITE_OK || db_fail(s, e);
}

/* ---- values */

void db_bind_value(sqlite3_stmt *st, int at, const struct value *v)
{
	if (v->tag == VALUE_INT)
		sqlite3_bind_int64(st, at, v->num);
	else if (v->tag == VALUE_TEXT)
		sqlite3_bind_text(st, at, v->text, -1, SQLITE_STATIC);
	else
		sqlite3_bind_null(st, at);
}

/* What does not fit the field's type (somebody else's hand in the file) counts as empty. */
void db_read_value(sqlite3_stmt *st, int at, const struct field *f, struct value *out)
{
	int have = sqlite3_column_type(st, at);
	if (f->type->tag == VALUE_INT && have == SQLITE_INTEGER)
		value_set_int(out, sqlite3_column_int64(st, at));
	else if (f->type->tag == VALUE_TEXT && have == SQLITE_TEXT)
		value_set_text(out, (const char *)sqlite3_column_text(st, at));
	else
		value_clear(out);
}

void db_quote(const char *name, struct buf *out)
{
	buf_char(out, '"');
	for (; *name; name++) {
		if (*name == '"')
			buf_char(out, '"');
		buf_char(out, *name);
	}
	buf_char(out, '"');
}
