/* store/place.c - where a database may live: not on a network file system, whose locks cannot be trusted, and not in a
 * synced folder, which copies halves of files. Knows nothing of what is in the file. */
#include "store/impl.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"

/* Numbers from linux/magic.h and the systems' own sources. */
struct file_system {
	unsigned long magic;
	const char *name;
};
static const struct file_system network[] = {
    {0x6969, "NFS"},
    {0xFF534D42, "CIFS"},
    {0xFE534D42, "SMB"},
    {0x517B, "SMB"},
    {0x564C, "NCP"},
    {0x5346414F, "AFS"},
    {0x73757245, "Coda"},
    {0x00C36400, "Ceph"},
    {0x01021997, "9P"},
};
#define FUSE_MAGIC 0x65735546UL

/* FUSE serves local disks (NTFS sticks, encrypted homes) as well as other computers: only these are refused. */
static const char *const far_fuse[] = {"sshfs", "rclone", "gvfsd-fuse", "s3fs", "davfs", "glusterfs", "ceph-fuse",
    "curlftpfs", "smbnetfs", "google-drive-ocamlfuse", "onedriver", "dropbox"};

/* A file or folder that a program for syncing puts at the top of what it syncs. */
struct mark {
	const char *begins, *ends; /* of the name */
	bool folder;
	const char *program;
};
static const struct mark marks[] = {
    {".stfolder", "", true, "Syncthing"},
    {".stfolder", "", false, "Syncthing"},
    {".dropbox", "", false, "Dropbox"}, /* as a folder it is only Dropbox's own settings */
    {".dropbox.cache", "", true, "Dropbox"},
    {".sync", "", true, "Resilio Sync"},
    {"._sync_", ".db", false, "Nextcloud"},
    {".sync_", ".db", false, "Nextcloud"},
    {".nextcloudsync.log", "", false, "Nextcloud"},
    {".owncloudsync.log", "", false, "ownCloud"},
};

static bool refuse(struct err *e, const char *where, const char *why)
{
	err_set(e, ERR_DENIED, _("A database must not lie in %s (%s): it could be damaged there."), where, why);
	err_hint(e, _("Keep it in a folder of this computer and exchange files with the others through that folder."));
	return err_tag(e, "DB-PLACE");
}

/* The type of the mount that a FUSE folder lies on, from the line of /proc with the longest matching mount point. */
static void fuse_type(const char *folder, char *out, size_t size)
{
	FILE *f = fopen("/proc/self/mounts", "re");
	char line[2048], point[1024], type[128];
	size_t best = 0;
	*out = '\0';
	while (f && fgets(line, sizeof line, f)) {
		if (sscanf(line, "%*s %1023s %127s", point, type) != 2)
			continue;
		size_t n = strlen(point);
		if (n >= best && strncmp(folder, point, n) == 0 && (folder[n] == '/' || !folder[n] || n == 1)) {
			best = n;
			snprintf(out, size, "%s", type);
		}
	}
	if (f)
		fclose(f);
}

static bool fuse_allowed(const char *folder, struct err *e)
{
	char type[128];
	fuse_type(folder, type, sizeof type);
	for (size_t i = 0; i < sizeof far_fuse / sizeof *far_fuse; i++)
		if (strstr(type, far_fuse[i]))
			return refuse(e, folder, type);
	return true;
}

static bool system_allowed(const char *folder, struct err *e)
{
	struct statfs fs;
	if (statfs(folder, &fs) != 0)
		return true; /* opening will say what is wrong */
	unsigned long magic = (unsigned long)fs.f_type & 0xFFFFFFFFUL;
	for (size_t i = 0; i < sizeof network / sizeof *network; i++)
		if (magic == network[i].magic)
			return refuse(e, folder, network[i].name);
	return magic != FUSE_MAGIC || fuse_allowed(folder, e);
}

static bool name_matches(const struct mark *m, const char *name)
{
	size_t n = strlen(name), b = strlen(m->begins), t = strlen(m->ends);
	if (!*m->ends)
		return strcmp(name, m->begins) == 0;
	return n > b + t && strncmp(name, m->begins, b) == 0 && strcmp(name + n - t, m->ends) == 0;
}

static const char *mark_of(const char *folder, const char *name)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (!name_matches(&marks[i], name))
			continue;
		struct stat st;
		char *path = path_join(folder, name);
		bool fits = stat(path, &st) == 0 && S_ISDIR(st.st_mode) == marks[i].folder;
		free(path);
		if (fits)
			return marks[i].program;
	}
	return NULL;
}

static const char *folder_synced_by(const char *folder)
{
	DIR *d = opendir(folder);
	const char *program = NULL;
	for (const struct dirent *en; d && !program && (en = readdir(d));)
		if (en->d_name[0] == '.')
			program = mark_of(folder, en->d_name);
	if (d)
		closedir(d);
	return program;
}

bool place_allowed(const char *path, struct err *e)
{
	char *given = path_dir(path);
	char *folder = realpath(given, NULL);
	free(given);
	if (!folder)
		return true;
	bool ok = system_allowed(folder, e);
	for (char *slash = folder + strlen(folder); ok && slash && slash > folder; slash = strrchr(folder, '/')) {
		*slash = '\0';
		if (!*folder)
			break;
		const char *program = folder_synced_by(folder);
		ok = !program || refuse(e, folder, program);
	}
	free(folder);
	return ok;
}
