/* store/store.c - opening and closing the database file, and its state. Knows no record. */
#include "store/command.h"
#include "store/sorted.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"

/* ---- before SQLite */

static bool refuse_header(const struct store_options *o, const struct header *h, struct err *e)
{
	if (!h->exists || h->empty) {
		if (o->create && !o->readonly)
			return true;
		err_set(e, h->exists ? ERR_INVALID : ERR_NOT_FOUND,
		    h->exists ? _("%s is empty, not a database of Obște.") : _("There is no database at %s."), o->path);
		return err_hint(e, _("Make a new one, or choose another file."));
	}
	if (h->sqlite && h->truncated) {
		err_set(e, ERR_INVALID,
		    _("The database is damaged: the end of the file is missing. It was left as it is."));
		err_hint(e, _("Restore the newest backup that is whole; the damaged file is kept beside it."));
		return err_tag(e, "DB-DAMAGED");
	}
	if (h->ours)
		return true;
	err_set(e, ERR_INVALID, h->sqlite ? _("%s is a database of another program.") : _("%s is not a database."),
	    o->path);
	return err_hint(e, _("Nothing in it was changed. Choose another file."));
}

/* Can this process write the file and, beside it, the log that SQLite needs? */
static bool writable(const char *path)
{
	char *folder = path_dir(path);
	bool can = (!path_exists(path) || access(path, W_OK) == 0) && access(folder, W_OK) == 0;
	free(folder);
	return can;
}

static bool folder_writable(const char *path)
{
	char *folder = path_dir(path);
	bool can = access(folder, W_OK) == 0;
	free(folder);
	return can;
}

static bool make_file(const char *path, struct err *e)
{
	int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	if (fd < 0)
		return err_errno(e, errno, _("Could not make the database %s"), path);
	close(fd);
	return true;
}

/* ---- SQLite */

/* file: address with what is special in addresses escaped. */
static char *address(const struct store *s)
{
	struct buf b = BUF_INIT;
	char *full = realpath(s->path, NULL);
	buf_text(&b, "file:");
	for (const char *p = full ? full : s->path; *p; p++) {
		if (strchr("?#%", *p))
			buf_print(&b, "%%%02X", (unsigned char)*p);
		else
			buf_char(&b, *p);
	}
	free(full);
	buf_text(&b, s->immutable ? "?immutable=1" : "");
	return buf_take(&b);
}

static bool connect(struct store *s, struct err *e)
{
	int how = (s->state == STORE_FINE ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_URI |
	          SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	char *where = address(s);
	/* One thread alone uses SQLite here: no locks, no counting. Without effect once a database has been opened. */
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	int rc = sqlite3_open_v2(where, &s->db, how, NULL);
	free(where);
	if (rc != SQLITE_OK)
		return db_fail(s, e);
	sqlite3_busy_timeout(s->db, STORE_WAIT_MS);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	/* Until the file has proved to be whole and ours, closing must not write a log into it. */
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	return db_script(s, "PRAGMA synchronous=FULL; PRAGMA cell_size_check=ON; PRAGMA cache_size=" STORE_CACHE, e) &&
	       functions_add(s, e);
}

/* ---- a new database */

static bool first_rows(struct store *s, const struct store_options *o, struct err *e)
{
	unsigned char bytes[16];
	struct buf group = BUF_INIT;
	id_random(bytes, sizeof bytes);
	buf_text(&group, o->group ? o->group : STORE_GROUP_MARK);
	for (size_t i = 0; !o->group && i < sizeof bytes; i++)
		buf_print(&group, "%02x", bytes[i]);
	s->group = buf_take(&group);
	return meta_set(s, "group", s->group, e) && meta_set(s, "made_by", OBSTE_VERSION, e) &&
	       meta_set_int(s, "needs", STORE_FORMAT, e) && meta_set_int(s, "sample", o->sample, e) &&
	       meta_set_int(s, "search", (int64_t)schema_search_fingerprint(), e) &&
	       meta_set_int(s, "sort", (int64_t)schema_sort_fingerprint(), e) &&
	       (o->group || device_register(s, e)) && /* it moves to its place first */
	       (!o->group_name || store_set_setting(s, "group.name", o->group_name, e)) &&
	       (!o->locality || store_set_setting(s, "group.locality", o->locality, e));
}

/* In the old journal mode first, so that the file itself, not only its log, holds the group's mark from the beginning.
 * *made false: another program made the database between our looking and our writing. */
static bool create(struct store *s, const struct store_options *o, bool *made, struct err *e)
{
	char pragma[128];
	int64_t tables = 0;
	sqlite3_snprintf(
	    sizeof pragma, pragma, "PRAGMA application_id=%d; PRAGMA user_version=%d", STORE_APPLICATION, STORE_FORMAT);
	if (!db_script(s, "PRAGMA page_size=" STORE_PAGE "; BEGIN IMMEDIATE", e))
		return false;
	*made = db_int(s, &tables, e, "SELECT count(*) FROM sqlite_schema", "") && tables == 0;
	if (!*made)
		return db_script(s, "ROLLBACK", e);
	if (schema_make(s, e) && first_rows(s, o, e) && db_script(s, pragma, e) && db_script(s, "COMMIT", e))
		return db_script(s, "PRAGMA journal_mode=WAL", e);
	db_script(s, "ROLLBACK", NULL);
	return false;
}

/* ---- an old one */

static bool check_group(struct store *s, const struct header *h, struct err *e)
{
	s->group = meta_get(s, "group");
	if (!s->group)
		return sqlite3_errcode(s->db) == SQLITE_OK || sqlite3_errcode(s->db) == SQLITE_DONE
		           ? err_set(e, ERR_INVALID, _("%s is not a whole database of Obște."), s->path)
		           : db_fail(s, e);
	if (!*h->group || strcmp(h->group, s->group) == 0)
		return true;
	err_set(e, ERR_INVALID, _("Beside %s lies the log (-wal) of another database. Nothing was changed."), s->path);
	err_hint(e, _("Move the file ending in -wal to another folder and open the database again."));
	return err_tag(e, "DB-LOG");
}

static bool is_newer(struct store *s)
{
	int64_t steps = 0;
	db_int(s, &steps, NULL, "PRAGMA user_version", "");
	return steps > STORE_FORMAT || meta_int(s, "needs") > STORE_FORMAT;
}

static void looked_through(struct store *s)
{
	s->note.looked = true;
	s->note.looked_ms = clock_ms(&s->clock);
}

static bool quick_check(struct store *s, struct err *e)
{
	db_script(s, "PRAGMA cache_size=-1000", NULL); /* every page is seen once */
	char *said = db_text(s, "PRAGMA quick_check(1)", "");
	db_script(s, "PRAGMA cache_size=" STORE_CACHE, NULL);
	bool fine = said && strcmp(said, "ok") == 0;
	free(said);
	if (fine) {
		looked_through(s);
		return true;
	}
	err_set(e, ERR_INVALID, _("The database is damaged. The file was left as it is."));
	err_hint(e, _("Restore the newest backup that is whole; the damaged file is kept beside it."));
	return err_tag(e, "DB-DAMAGED");
}

/* Did the program that wrote last end without closing, and is it gone? */
static bool unclean(struct store *s)
{
	char *mark = meta_get(s, "writer");
	bool yes = mark && *mark && !writer_alive(mark);
	free(mark);
	return yes;
}

static bool is_small(struct store *s)
{
	int64_t pages = 0, size = 0;
	db_int(s, &pages, NULL, "PRAGMA page_count", "");
	db_int(s, &size, NULL, "PRAGMA page_size", "");
	return pages * size <= STORE_SMALL;
}

static bool bring_up(struct store *s, struct err *e)
{
	bool schema = meta_int(s, "schema") == (int64_t)schema_fingerprint();
	bool search = meta_int(s, "search") == (int64_t)schema_search_fingerprint();
	bool sort = meta_int(s, "sort") == (int64_t)schema_sort_fingerprint();
	if (schema && search && sort)
		return true;
	if (s->state != STORE_FINE)
		return schema || schema_cover(s, e);
	if (!db_script(s, "BEGIN IMMEDIATE", e))
		return false;
	if ((schema || schema_make(s, e)) && ((sort && search) || (rebuild_keys(s, e) && rebuild_search(s, e))) &&
	    db_script(s, "COMMIT", e))
		return true;
	db_script(s, "ROLLBACK", NULL);
	return false;
}

static void disconnect(struct store *s)
{
	db_drop_kept(s);
	sqlite3_close(s->db);
	s->db = NULL;
}

/* A newer file is opened again without the right to write. */
static bool open_newer(struct store *s, struct err *e)
{
	char *made = meta_get(s, "made_by");
	free(s->needs);
	s->needs = made ? made : mem_copy_text("?");
	s->state = STORE_NEWER;
	disconnect(s);
	return connect(s, e) && schema_cover(s, e);
}

static bool open_old(struct store *s, const struct header *h, struct err *e)
{
	if (!check_group(s, h, e))
		return false;
	bool trusted = !is_small(s) && !unclean(s) && note_holds(&s->note, clock_ms(&s->clock));
	if (!trusted && !quick_check(s, e))
		return false;
	if (is_newer(s))
		return open_newer(s, e) && device_find(s, e);
	if (s->state == STORE_FINE && !h->wal && !db_script(s, "PRAGMA journal_mode=WAL", e))
		return false;
	return bring_up(s, e) && device_find(s, e);
}

/* ---- opening, closing */

static struct store *store_new(const struct store_options *o)
{
	struct store *s = mem_alloc(sizeof *s);
	s->path = mem_copy_text(o->path);
	s->who = mem_copy_text(o->who);
	s->needs = mem_copy_text(OBSTE_VERSION);
	s->clock = o->clock;
	s->watch = -1;
	s->state = o->readonly || !writable(o->path) ? STORE_READONLY : STORE_FINE;
	return s;
}

static void store_free(struct store *s)
{
	if (s->watch >= 0)
		close(s->watch);
	sorted_free(s);
	note_free(&s->note);
	for (size_t i = 0; i < KIND_COUNT; i++) {
		free(s->kinds[i].columns);
		free(s->kinds[i].get);
		free(s->kinds[i].exists);
		free(s->kinds[i].insert);
		free(s->kinds[i].stored);
	}
	free(s->path);
	free(s->who);
	free(s->needs);
	free(s->group);
	free(s->broken);
	free(s);
}

/* Programs that make one database at the same moment do it one after the other: while one is half made, another would
 * change its journal mode under it. The folder is locked, not the file: SQLite's own locks on that are its own. */
static int wait_turn(const char *path)
{
	char *folder = path_dir(path);
	const int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	if (fd >= 0)
		flock(fd, LOCK_EX);
	return fd;
}

static bool open_locked(struct store *s, const struct store_options *o, const struct header *h, struct err *e)
{
	bool fresh = !h->exists || h->empty;
	if (fresh && !make_file(o->path, e))
		return false;
	s->immutable = s->state == STORE_READONLY && !folder_writable(o->path);
	note_read(&s->note, o->notes, o->path);
	if (!connect(s, e))
		return false;
	bool made = false;
	if (fresh && !create(s, o, &made, e))
		return false;
	if (made)
		looked_through(s);
	struct header now = *h;
	if (fresh && !made && !header_read(o->path, &now, e))
		return false;
	if (!made && !open_old(s, &now, e))
		return false;
	s->sample = meta_int(s, "sample") != 0;
	s->scrub = meta_int(s, "scrub") != 0;
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
	store_changed_elsewhere(s);
	return true;
}

/* A file that we made and could not fill goes away again. */
static void remove_failed(struct store *s, const struct header *before)
{
	struct stat st;
	disconnect(s);
	if (!before->exists && stat(s->path, &st) == 0 && st.st_size == 0)
		unlink(s->path);
}

/* All within one's turn: another's file is as empty as ours while it is being made. */
static bool open_it(struct store *s, const struct store_options *o, const struct header *h, struct err *e)
{
	if (h->exists && !h->empty)
		return open_locked(s, o, h, e);
	const int turn = wait_turn(o->path);
	struct header now;
	bool ok = header_read(o->path, &now, e);
	if (ok && !open_locked(s, o, &now, e)) {
		remove_failed(s, &now);
		ok = false;
	}
	if (turn >= 0)
		close(turn);
	return ok;
}

bool store_open(const struct store_options *o, struct store **out, struct err *e)
{
	struct header h;
	*out = NULL;
	if (!header_read(o->path, &h, e) || !refuse_header(o, &h, e) || !place_allowed(o->path, e))
		return false;
	struct store *s = store_new(o);
	if (open_it(s, o, &h, e)) {
		*out = s;
		return true;
	}
	disconnect(s);
	store_free(s);
	return false;
}

/* Tell the file that all is well, unless another program has begun to write meanwhile. */
static void sign_off(struct store *s)
{
	char mark[96];
	writer_mark(mark);
	if (s->marked && s->state == STORE_FINE && !s->broken)
		db_run(s, NULL, "UPDATE meta SET value = '' WHERE key = 'writer' AND value = ?1", "t", mark);
}

void store_close(struct store *s)
{
	if (!s)
		return;
	if (s->db) {
		command_abort(s->command); /* what was not committed never happened */
		sqlite3_progress_handler(s->db, 0, NULL, NULL);
		if (s->scrub)
			store_scrub(s);
		sign_off(s);
	}
	disconnect(s);
	note_write(&s->note, s->path, s->marked);
	store_free(s);
}

/* ---- state */

enum store_state store_state(const struct store *s)
{
	return s->state;
}

const char *store_path(const struct store *s)
{
	return s->path;
}

const char *store_needs(const struct store *s)
{
	return s->needs;
}

bool store_is_sample(const struct store *s)
{
	return s->sample;
}

int64_t store_device(const struct store *s)
{
	return s->device;
}

const struct clock *store_clock(const struct store *s)
{
	return &s->clock;
}
