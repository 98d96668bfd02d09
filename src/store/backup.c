/* store/backup.c - safety copies: whole, checked, rotated; and putting one back. Knows files, not records. */
#include "store/backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/impl.h"
#include "store/read.h"

#define COPY_BEGINS "obste-"
#define COPY_ENDS ".db"
#define STEPS_BETWEEN 20000 /* of SQLite's machine: some milliseconds */

/* ---- checking a copy */

/* The full check: the quick one misses what an index has lost. */
static bool whole_asking(const char *path, int (*ask)(void *ctx), void *ctx)
{
	struct header h;
	sqlite3 *db = NULL;
	sqlite3_stmt *st = NULL;
	if (!header_read(path, &h, NULL) || !h.ours || h.truncated)
		return false;
	bool fine = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK;
	sqlite3_progress_handler(db, ask ? STEPS_BETWEEN : 0, ask, ctx);
	fine = fine && sqlite3_prepare_v2(db, "PRAGMA integrity_check(1)", -1, &st, NULL) == SQLITE_OK &&
	       sqlite3_step(st) == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(st, 0), "ok") == 0;
	sqlite3_finalize(st);
	sqlite3_close(db);
	return fine;
}

static bool whole(const char *path)
{
	return whole_asking(path, NULL, NULL);
}

static bool sync_path(const char *path, int flags, struct err *e)
{
	int fd = open(path, flags | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;
	if (!ok)
		err_errno(e, errno, _("Could not write %s to the disk"), path);
	if (fd >= 0)
		close(fd);
	return ok;
}

static bool sync_folder_of(const char *path, struct err *e)
{
	char *folder = path_dir(path);
	bool ok = sync_path(folder, O_RDONLY | O_DIRECTORY, e);
	free(folder);
	return ok;
}

/* ---- making one */

struct copying {
	struct store *store;
	const char *temporary;
	int64_t size; /* of the database */
};

static int64_t size_of(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 ? (int64_t)st.st_size : 0;
}

/* The copying is about two thirds of the work, the check the rest. */
static int copy_goes_on(void *ctx)
{
	struct copying *c = ctx;
	struct store *s = c->store;
	if (s->tell)
		s->tell(s->tell_ctx, size_of(c->temporary), c->size + c->size / 2);
	return s->ask && s->ask(s->ask_ctx);
}

static int check_goes_on(void *ctx)
{
	struct store *s = ((struct copying *)ctx)->store;
	return s->ask && s->ask(s->ask_ctx);
}

static bool copy_into(struct copying *c, struct err *e)
{
	struct store *s = c->store;
	if (!s->ask && !s->tell)
		return db_run(s, e, "VACUUM INTO ?1", "t", c->temporary);
	sqlite3_progress_handler(s->db, STEPS_BETWEEN, copy_goes_on, c);
	bool ok = db_run(s, e, "VACUUM INTO ?1", "t", c->temporary);
	store_set_interrupt(s, s->ask, s->ask_ctx);
	return ok;
}

static bool fill_copy(struct store *s, const char *temporary, struct err *e)
{
	struct copying c = {s, temporary, size_of(s->path)};
	if (!copy_into(&c, e))
		return false;
	if (!whole_asking(temporary, check_goes_on, &c)) {
		if (check_goes_on(&c))
			return err_set(e, ERR_INTERRUPTED, _("Stopped. No copy was made."));
		err_set(e, ERR_INVALID,
		    _("The safety copy did not pass its check: the database is damaged. No copy was made."));
		err_hint(e, _("Restore the newest backup that is whole; the damaged file is kept beside it."));
		return err_tag(e, "DB-DAMAGED");
	}
	return sync_path(temporary, O_RDWR, e);
}

bool backup_make(struct store *s, const char *path, struct err *e)
{
	char *temporary = mem_print("%s.XXXXXX", path);
	int fd = mkstemp(temporary); /* 0600; SQLite fills an empty file */
	bool ok = fd >= 0 || err_errno(e, errno, _("Could not make the safety copy %s"), path);
	if (fd >= 0)
		close(fd);
	ok = ok && fill_copy(s, temporary, e);
	if (ok && rename(temporary, path) != 0)
		ok = err_errno(e, errno, _("Could not make the safety copy %s"), path);
	if (ok)
		ok = sync_folder_of(path, e);
	else if (fd >= 0)
		unlink(temporary);
	free(temporary);
	return ok;
}

/* ---- a folder of them, whose names sort by time */

static bool ends_with(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);
	return n > m && strcmp(name + n - m, end) == 0;
}

static bool is_copy(const char *name)
{
	return strncmp(name, COPY_BEGINS, strlen(COPY_BEGINS)) == 0 &&
	       (ends_with(name, COPY_ENDS) || ends_with(name, COPY_ENDS BACKUP_SEALED));
}

static int newest_first(const void *a, const void *b)
{
	return strcmp(*(char *const *)b, *(char *const *)a);
}

/* One folder may hold the copies of several databases (one's own group, the sample): the mark in the file tells whose
 * a copy is. */
static bool mark_of(const char *path, const struct backup_seal *seal, char mark[64])
{
	struct header h;
	if (ends_with(path, BACKUP_SEALED))
		return seal && seal->group(path, mark) && *mark;
	if (!header_read(path, &h, NULL) || !h.ours)
		return false;
	memcpy(mark, h.group, sizeof h.group);
	return *mark;
}

static bool is_of_group(const char *path, const struct backup_seal *seal, const char *group)
{
	char mark[64];
	return mark_of(path, seal, mark) && strcmp(mark, group) == 0;
}

static bool copy_is_whole(const char *path, const struct backup_seal *seal)
{
	return ends_with(path, BACKUP_SEALED) ? seal && seal->whole(path) : whole(path);
}

/* A database so damaged that its mark is gone: whose are the copies? Only when all are one group's are they its own. */
static void only_group(const char *folder, const struct backup_seal *seal, char group[64])
{
	DIR *d = opendir(folder);
	bool several = false;
	group[0] = '\0';
	for (const struct dirent *en; d && (en = readdir(d));) {
		char mark[64], *path = path_join(folder, en->d_name);
		if (is_copy(en->d_name) && mark_of(path, seal, mark)) {
			several = several || (*group && strcmp(group, mark) != 0);
			memcpy(group, mark, sizeof mark);
		}
		free(path);
	}
	if (d)
		closedir(d);
	if (several)
		group[0] = '\0';
}

static char **list_copies(const char *folder, const struct backup_seal *seal, const char *group, size_t *n)
{
	DIR *d = opendir(folder);
	char **names = NULL;
	*n = 0;
	for (const struct dirent *en; d && (en = readdir(d));) {
		if (!is_copy(en->d_name))
			continue;
		char *path = path_join(folder, en->d_name);
		if (!is_of_group(path, seal, group)) {
			free(path);
			continue;
		}
		names = mem_resize(names, *n + 1, sizeof *names);
		names[(*n)++] = path;
	}
	if (d)
		closedir(d);
	if (names)
		qsort(names, *n, sizeof *names, newest_first);
	return names;
}

static void free_copies(char **names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(names[i]);
	free(names);
}

static void moment(const struct clock *clock, char *out, size_t size)
{
	struct local_time t = local_from_ms(clock_ms(clock));
	int y, m, d;
	date_split(t.date, &y, &m, &d);
	snprintf(out, size, "%04d-%02d-%02d-%02d%02d%02d", y, m, d, t.hour, t.minute, t.second);
}

static char *new_name(const struct store *s, const char *folder, const struct backup_seal *seal)
{
	char when[64];
	const char *end = seal && seal->make ? BACKUP_SEALED : "";
	moment(store_clock(s), when, sizeof when);
	char *path = mem_print("%s/" COPY_BEGINS "%s" COPY_ENDS "%s", folder, when, end);
	for (int i = 2; path_exists(path) && !is_of_group(path, seal, s->group); i++) {
		free(path);
		path = mem_print("%s/" COPY_BEGINS "%s-%d" COPY_ENDS "%s", folder, when, i, end);
	}
	return path;
}

/* Only copies that passed their check are counted as kept: the new one is there before an old one goes. */
bool backup_rotate(
    struct store *s, const char *folder, int keep, const struct backup_seal *seal, char **path, struct err *e)
{
	*path = NULL;
	if (!path_make_dirs(folder, e))
		return false;
	char *whole_path = new_name(s, folder, seal);
	if (!(seal && seal->make ? seal->make(seal->ctx, s, whole_path, e) : backup_make(s, whole_path, e))) {
		free(whole_path);
		return false;
	}
	size_t n;
	char **copies = list_copies(folder, seal, s->group, &n);
	for (size_t i = keep > 1 ? (size_t)keep : 1; i < n; i++)
		if (strcmp(copies[i], whole_path) != 0)
			unlink(copies[i]);
	free_copies(copies, n);
	*path = whole_path;
	return true;
}

char *backup_newest_good(const char *folder, const char *database, const struct backup_seal *seal)
{
	size_t n;
	struct header h;
	if (!header_read(database, &h, NULL))
		return NULL;
	if (!*h.group)
		only_group(folder, seal, h.group);
	char **copies = list_copies(folder, seal, h.group, &n), *good = NULL;
	for (size_t i = 0; !good && i < n; i++)
		if (copy_is_whole(copies[i], seal))
			good = mem_copy_text(copies[i]);
	free_copies(copies, n);
	return good;
}

/* obste-2026-11-23-211000.db; a name that somebody changed: the file's own time. */
static int64_t copy_moment(const char *path, const struct stat *st)
{
	int y, m, d, clock;
	date_t date;
	if (sscanf(path_base(path), COPY_BEGINS "%4d-%2d-%2d-%6d", &y, &m, &d, &clock) != 4 ||
	    !date_make(y, m, d, &date))
		return (int64_t)st->st_mtime * 1000;
	return local_to_ms((struct local_time){date, clock / 10000 % 24, clock / 100 % 100 % 60, clock % 100 % 60});
}

void backup_each(const char *folder, const char *database, const struct backup_seal *seal,
    bool (*each)(void *ctx, const char *path, int64_t at_ms, int64_t bytes), void *ctx)
{
	struct header h;
	size_t n = 0;
	char **copies = header_read(database, &h, NULL) ? list_copies(folder, seal, h.group, &n) : NULL;
	bool more = true;
	for (size_t i = 0; more && i < n; i++) {
		struct stat st;
		if (stat(copies[i], &st) == 0)
			more = each(ctx, copies[i], copy_moment(copies[i], &st), (int64_t)st.st_size);
	}
	free_copies(copies, n);
}

/* ---- putting one back */

static bool copy_bytes(int from, int to)
{
	char *bytes = mem_alloc(1 << 20);
	ssize_t n;
	bool ok = true;
	while (ok && (n = read(from, bytes, 1 << 20)) != 0)
		ok = n > 0 && write(to, bytes, (size_t)n) == n;
	free(bytes);
	return ok && fsync(to) == 0;
}

static bool copy_file(const char *from, const char *to, struct err *e)
{
	int in = open(from, O_RDONLY | O_CLOEXEC), out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool ok = in >= 0 && out >= 0 && copy_bytes(in, out);
	if (!ok)
		err_errno(e, errno, _("Could not copy %s"), from);
	if (in >= 0)
		close(in);
	if (out >= 0)
		close(out);
	if (!ok && out >= 0)
		unlink(to);
	return ok;
}

/* The log belongs to the file: they go together. */
static void move_log(const char *database, const char *kept)
{
	static const char *const ends[] = {"-wal", "-shm"};
	for (size_t i = 0; i < 2; i++) {
		char *from = mem_print("%s%s", database, ends[i]), *to = mem_print("%s%s", kept, ends[i]);
		rename(from, to);
		free(from);
		free(to);
	}
}

static bool keep_present(const char *database, const struct clock *clock, char **kept, struct err *e)
{
	char when[64];
	*kept = NULL;
	if (!path_exists(database))
		return true;
	moment(clock, when, sizeof when);
	char *name = mem_print("%s.%s-%s", database, whole(database) ? "before-restore" : "damaged", when);
	for (int i = 2; path_exists(name); i++) {
		free(name);
		name = mem_print("%s.before-restore-%s-%d", database, when, i);
	}
	if (rename(database, name) != 0) {
		free(name);
		return err_errno(e, errno, _("Could not set %s aside; nothing was changed"), database);
	}
	move_log(database, name);
	*kept = name;
	return true;
}

bool backup_restore(const char *copy, const char *database, const struct clock *clock, char **kept, struct err *e)
{
	*kept = NULL;
	if (!path_exists(copy))
		return err_set(e, ERR_NOT_FOUND, _("There is no file %s."), copy);
	if (!whole(copy)) {
		err_set(e, ERR_INVALID, _("%s is not a whole database of Obște. Nothing was changed."), copy);
		return err_hint(e, _("Choose an older copy."));
	}
	char *temporary = mem_print("%s.restoring-%ld", database, (long)getpid());
	bool ok = copy_file(copy, temporary, e) && keep_present(database, clock, kept, e);
	if (ok && rename(temporary, database) != 0)
		ok = err_errno(e, errno, _("Could not put the copy in the place of %s"), database);
	if (!ok) {
		unlink(temporary);
		if (*kept)
			rename(*kept, database);
	}
	free(temporary);
	return ok && sync_folder_of(database, e);
}
