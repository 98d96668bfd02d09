/* ui/trouble_disk.c - words about disks: how much is left, what takes the space, where else something could go. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "app/exchange.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "ui/trouble.h"

static bool is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* The highest folder on the same disk. */
static char *disk_of(const char *path)
{
	struct stat st, above;
	char *at = path_dir(path);
	if (stat(at, &st) != 0)
		return at;
	for (;;) {
		char *up = path_dir(at);
		if (strcmp(up, at) == 0 || strcmp(up, ".") == 0 || stat(up, &above) != 0 || above.st_dev != st.st_dev) {
			free(up);
			return at;
		}
		free(at);
		at = up;
	}
}

void disk_left(const char *path, struct buf *out)
{
	struct statvfs fs;
	char *disk = disk_of(path);
	if (statvfs(disk, &fs) == 0) {
		unsigned long long mb = (unsigned long long)fs.f_bavail * fs.f_frsize / 1000000;
		buf_print(out, _("%llu MB are free on %s."), mb, disk);
	}
	free(disk);
}

static void put_size(long long bytes, const char *what, struct buf *out)
{
	buf_print(out, "%8.1f MB  %s\n", (double)bytes / 1e6, what);
}

static void put_file(const char *path, struct buf *out)
{
	struct stat st;
	if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
		put_size((long long)st.st_size, path, out);
}

/* Every file of the folder, with their sum first. */
static void put_folder(const char *folder, struct buf *out)
{
	struct buf files = BUF_INIT;
	long long sum = 0;
	unsigned long n = 0;
	DIR *d = opendir(folder);
	for (const struct dirent *en; d && (en = readdir(d));) {
		struct stat st;
		char *path = path_join(folder, en->d_name);
		if (stat(path, &st) == 0 && S_ISREG(st.st_mode)) {
			sum += (long long)st.st_size;
			n++;
			put_size((long long)st.st_size, en->d_name, &files);
		}
		free(path);
	}
	if (d)
		closedir(d);
	if (n > 0) {
		buf_print(out, "\n%s: ", folder);
		buf_print(out, tr_n("%lu file, %.1f MB", "%lu files, %.1f MB", n), n, (double)sum / 1e6);
		buf_print(out, "\n%s", buf_str(&files));
	}
	buf_free(&files);
}

void disk_used(struct ui *u, struct buf *out)
{
	char *wal = mem_print("%s-wal", app_db_path(u->app)), *copies = app_backup_folder(u->app);
	char *state = path_state_home(), *drafts = path_join(state, "drafts");
	disk_left(app_db_path(u->app), out);
	buf_text(out, "\n\n");
	put_file(app_db_path(u->app), out);
	put_file(wal, out);
	put_folder(copies, out);
	put_folder(state, out);
	put_folder(drafts, out);
	buf_print(out, "\n%s", _("Old copies can be deleted or moved to a stick; keep the newest one."));
	free(wal);
	free(copies);
	free(state);
	free(drafts);
}

/* The first folder below `folder` that can be written. */
static char *writable_below(const char *folder)
{
	char *found = NULL;
	DIR *d = opendir(folder);
	for (const struct dirent *en; d && !found && (en = readdir(d));) {
		char *path = path_join(folder, en->d_name);
		if (en->d_name[0] != '.' && is_folder(path) && access(path, W_OK) == 0)
			found = path;
		else
			free(path);
	}
	if (d)
		closedir(d);
	return found;
}

char *disk_other(const char *name)
{
	static const char *const places[] = {"/media/%s", "/run/media/%s"};
	const char *user = getenv("USER");
	char *folder = NULL;
	for (size_t i = 0; user && *user && !strchr(user, '/') && i < 2 && !folder; i++) {
		char *below = mem_print("%.*s%s", (int)strlen(places[i]) - 2, places[i], user);
		folder = writable_below(below);
		free(below);
	}
	if (!folder)
		folder = path_documents();
	char *path = path_join(folder, name);
	free(folder);
	return path;
}
