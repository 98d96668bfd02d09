/* store/meta.c - what the file says of itself (meta), the group's settings, and which laptop this is. */
#include "store/impl.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"

char *meta_get(struct store *s, const char *key)
{
	return db_text(s, "SELECT value FROM meta WHERE key = ?1", "t", key);
}

int64_t meta_int(struct store *s, const char *key)
{
	int64_t n;
	db_int(s, &n, NULL, "SELECT value FROM meta WHERE key = ?1", "t", key);
	return n;
}

#define META_PUT "INSERT INTO meta(key, value) VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET value = excluded.value"

bool meta_set(struct store *s, const char *key, const char *value, struct err *e)
{
	return db_run(s, e, META_PUT, "tt", key, value);
}

bool meta_set_int(struct store *s, const char *key, int64_t value, struct err *e)
{
	return db_run(s, e, META_PUT, "ti", key, value);
}

const char *store_group(const struct store *s)
{
	return s->group;
}

/* ---- settings */

char *store_setting(struct store *s, const char *key)
{
	return db_text(s, "SELECT value FROM setting WHERE key = ?1", "t", key);
}

bool store_set_setting(struct store *s, const char *key, const char *value, struct err *e)
{
	if (s->state != STORE_FINE) {
		err_set(e, ERR_DENIED, _("The database is open for reading only."));
		return false;
	}
	if (!value || !*value)
		return db_run(s, e, "DELETE FROM setting WHERE key = ?1", "t", key);
	return db_run(s, e,
	    "INSERT INTO setting(key, value) VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
	    "tt", key, value);
}

/* ---- this laptop */

/* Who writes here: this machine, this user, this file. Two copies of a database are two laptops for the exchange, even
 * on one machine, for each goes its own way from the copying on. The mark tells nothing about the machine.
 * $OBSTE_DEVICE takes the machine's place, for tests. */
void device_uid(const struct store *s, unsigned char uid[16])
{
	const char *given = getenv("OBSTE_DEVICE");
	struct buf machine = BUF_INIT;
	if (given && *given) {
		buf_text(&machine, given);
	} else if (!path_read_all("/etc/machine-id", 256, &machine, NULL)) {
		char name[128] = "";
		gethostname(name, sizeof name - 1);
		buf_text(&machine, name);
	}
	char *where = realpath(s->path, NULL);
	char *all = mem_print("%s|%ld|%s|%s", buf_str(&machine), (long)getuid(), s->group, where ? where : s->path);
	const int64_t salt[2] = {1, 2};
	for (int i = 0; i < 2; i++) {
		int64_t half = id_joined(all, &salt[i], 1);
		memcpy(uid + 8 * i, &half, 8);
	}
	free(where);
	free(all);
	buf_free(&machine);
}

bool device_find(struct store *s, struct err *e)
{
	unsigned char uid[16];
	device_uid(s, uid);
	return db_int(s, &s->device, e, "SELECT n FROM device WHERE uid = ?1", "b", uid, sizeof uid);
}

bool device_register(struct store *s, struct err *e)
{
	if (s->device || !device_find(s, e) || s->device)
		return s->device != 0;
	unsigned char uid[16];
	device_uid(s, uid);
	char name[128] = "";
	gethostname(name, sizeof name - 1);
	if (!db_run(s, e, "INSERT INTO device(uid, name) VALUES(?1, ?2)", "bt", uid, sizeof uid, name))
		return false;
	s->device = sqlite3_last_insert_rowid(s->db);
	return true;
}

/* ---- who writes */

/* When a process began, in the kernel's own count: a number that is used again belongs to another one then. */
static unsigned long long process_began(long pid)
{
	char path[64], line[1024];
	snprintf(path, sizeof path, "/proc/%ld/stat", pid);
	FILE *f = fopen(path, "re");
	unsigned long long began = 0;
	const char *rest = f && fgets(line, sizeof line, f) ? strrchr(line, ')') : NULL;
	if (!rest ||
	    sscanf(rest + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu",
	        &began) != 1)
		began = 0;
	if (f)
		fclose(f);
	return began;
}

static void boot_name(char out[40])
{
	struct buf b = BUF_INIT;
	path_read_all("/proc/sys/kernel/random/boot_id", 64, &b, NULL);
	snprintf(out, 40, "%.*s", (int)strcspn(buf_str(&b), "\n "), buf_str(&b));
	buf_free(&b);
}

void writer_mark(char out[96])
{
	char boot[40];
	boot_name(boot);
	snprintf(out, 96, "%ld %llu %s", (long)getpid(), process_began(getpid()), boot);
}

bool writer_alive(const char *mark)
{
	char boot[40], theirs[40] = "";
	long pid = 0;
	unsigned long long began = 0;
	boot_name(boot);
	if (sscanf(mark, "%ld %llu %39s", &pid, &began, theirs) < 2 || pid <= 0 || strcmp(boot, theirs) != 0)
		return false;
	return (kill((pid_t)pid, 0) == 0 || errno == EPERM) && process_began(pid) == began;
}
