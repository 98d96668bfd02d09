/* app/sealed.c - safety copies that only a passphrase opens: made, told apart, opened for putting back. The plain copy
 * in between lies in a private folder of this computer's user, never beside the sealed ones: those may lie on a stick
 * or in a folder that is sent elsewhere. */
#include "app/sealed.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "app/app_internal.h"
#include "app/attached.h"
#include "app/exchange.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"

#define SETTING "backup.lock"
enum { SHORTEST = 8 }; /* letters of a passphrase: a copy can be tried at leisure by whoever finds it */

/* ---- the private folder */

static void remove_within(int folder)
{
	DIR *d = fdopendir(dup(folder));
	for (const struct dirent *en; d && (en = readdir(d));)
		unlinkat(folder, en->d_name, 0);
	if (d)
		closedir(d);
}

/* A folder whose owner was killed is locked by nobody. */
static void remove_left(int parent, const char *name)
{
	int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder < 0)
		return;
	if (flock(folder, LOCK_EX | LOCK_NB) == 0) {
		remove_within(folder);
		unlinkat(parent, name, AT_REMOVEDIR);
	}
	close(folder);
}

static void remove_all_left(int parent)
{
	DIR *d = fdopendir(dup(parent));
	for (const struct dirent *en; d && (en = readdir(d));)
		if (en->d_name[0] != '.')
			remove_left(parent, en->d_name);
	if (d)
		closedir(d);
}

static bool cannot_begin(const char *where, struct err *e)
{
	return err_errno(e, errno, _("Could not make a private folder in %s"), where);
}

/* One at a time makes and clears; the lock on one's own folder then says that it is in use. */
static bool make_private(struct private_folder *p, const char *where, struct err *e)
{
	int parent = open(where, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (parent < 0 || flock(parent, LOCK_EX) != 0) {
		cannot_begin(where, e);
		if (parent >= 0)
			close(parent);
		return false;
	}
	remove_all_left(parent);
	p->folder = path_join(where, "XXXXXX");
	bool ok = mkdtemp(p->folder) && (p->lock = open(p->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) >= 0 &&
	          flock(p->lock, LOCK_EX) == 0;
	p->file = path_join(p->folder, "copy.db");
	if (!ok)
		cannot_begin(where, e);
	close(parent);
	return ok;
}

static void private_end(struct private_folder *p)
{
	if (p->lock >= 0) {
		remove_within(p->lock);
		rmdir(p->folder);
		close(p->lock);
	}
	free(p->folder);
	free(p->file);
	*p = (struct private_folder){NULL, NULL, -1};
}

static bool private_begin(struct private_folder *p, struct err *e)
{
	char *state = path_state_home(), *where = path_join(state, "sealing");
	*p = (struct private_folder){NULL, NULL, -1};
	bool ok = path_make_dirs(where, e) && make_private(p, where, e);
	if (!ok)
		private_end(p);
	free(where);
	free(state);
	return ok;
}

/* ---- told apart */

static int open_copy(const char *path)
{
	return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
}

static bool group_of(const char *path, char mark[SEAL_MARK])
{
	int file = open_copy(path);
	bool is = file >= 0 && seal_group(file, mark, NULL);
	if (file >= 0)
		close(file);
	return is;
}

static bool is_whole(const char *path)
{
	int file = open_copy(path);
	bool is = file >= 0 && seal_whole(file);
	if (file >= 0)
		close(file);
	return is;
}

const struct backup_seal sealed_reading = {.group = group_of, .whole = is_whole};

bool app_backup_is_sealed(const char *copy)
{
	char mark[SEAL_MARK];
	return group_of(copy, mark);
}

/* ---- making */

bool sealed_file(const struct sealed *s, const char *from, const char *to, struct err *e)
{
	struct path_writer w;
	int in = open_copy(from);
	if (in < 0)
		return err_errno(e, errno, _("Could not read %s"), from);
	bool ok = path_write_begin(&w, to, e);
	if (ok && !(ok = seal_write(&s->lock, s->group, in, fileno(w.file), e)))
		path_write_abandon(&w);
	else if (ok)
		ok = path_write_end(&w, e);
	close(in);
	return ok;
}

static bool make_sealed(void *ctx, struct store *s, const char *path, struct err *e)
{
	struct private_folder p;
	if (!private_begin(&p, e))
		return false;
	bool ok = backup_make(s, p.file, e) && sealed_file(ctx, p.file, path, e);
	private_end(&p);
	return ok;
}

char *sealed_name(const struct sealed *s, const char *path)
{
	const size_t n = strlen(path), end = strlen(BACKUP_SEALED);
	bool has = n > end && strcmp(path + n - end, BACKUP_SEALED) == 0;
	return mem_print("%s%s", path, s->set && !has ? BACKUP_SEALED : "");
}

bool sealed_begin(struct app *a, struct sealed *out, struct err *e)
{
	char *text = store_setting(a->store, SETTING);
	*out = (struct sealed){.set = text && *text, .group = store_group(a->store), .seal = sealed_reading};
	bool ok = !out->set || seal_lock_read(text, &out->lock);
	free(text);
	if (out->set) {
		out->seal.make = make_sealed;
		out->seal.ctx = out;
	}
	if (ok)
		return true;
	err_set(e, ERR_INVALID, _("What seals the safety copies cannot be read. No copy was made."));
	return err_hint(e, _("Set the passphrase of the copies again: obste backup --set-passphrase"));
}

/* ---- the passphrase */

bool app_backup_has_passphrase(struct app *a)
{
	char *text = a->store ? store_setting(a->store, SETTING) : NULL;
	bool has = text && *text;
	free(text);
	return has;
}

struct older {
	char **paths;
	size_t n;
};

static bool take_open_copy(void *ctx, const struct app_copy *c)
{
	struct older *o = ctx;
	if (!app_backup_is_sealed(c->path)) {
		o->paths = mem_resize(o->paths, o->n + 1, sizeof *o->paths);
		o->paths[o->n++] = mem_copy_text(c->path);
	}
	return true;
}

/* The copies made until now lie open in the same folder: they are sealed too, each gone only when that is made. */
static bool seal_older(struct app *a, const struct sealed *s, struct err *e)
{
	struct older o = {NULL, 0};
	bool ok = true;
	app_backups(a, take_open_copy, &o);
	for (size_t i = 0; i < o.n; i++) {
		char *to = sealed_name(s, o.paths[i]);
		ok = ok && sealed_file(s, o.paths[i], to, e);
		if (ok)
			unlink(o.paths[i]);
		free(to);
		free(o.paths[i]);
	}
	free(o.paths);
	ok = ok && attached_seal_kept(a, &s->lock, e);
	return ok ||
	       err_hint(e, _("The passphrase is set: new copies are sealed. Older ones in the folder are still open."));
}

bool app_backup_may_be_passphrase(const char *passphrase, struct err *e)
{
	if (text_width(passphrase) >= SHORTEST)
		return true;
	err_set(e, ERR_INVALID, _("The passphrase is too short: at least %d letters."), SHORTEST);
	return err_hint(e, _("Four or five words that nobody would guess are good and easy to keep in mind."));
}

bool app_backup_set_passphrase(struct app *a, const char *passphrase, struct err *e)
{
	struct sealed s;
	struct seal_lock lock;
	char text[SEAL_LOCK_TEXT];
	struct store *store = app_store_write(a, e);
	if (!store)
		return false;
	if (!passphrase)
		return store_set_setting(store, SETTING, NULL, e);
	if (!app_backup_may_be_passphrase(passphrase, e) || !seal_lock_make(passphrase, &lock, e))
		return false;
	seal_lock_text(&lock, text);
	return store_set_setting(store, SETTING, text, e) && sealed_begin(a, &s, e) && seal_older(a, &s, e);
}

/* ---- opening */

static bool unseal_into(struct unsealed *u, int copy, const char *passphrase, struct err *e)
{
	if (!passphrase) {
		err_set(
		    e, ERR_DENIED, _("The copy is sealed: it opens with its passphrase only. Nothing was changed."));
		return err_tag(e, "SEAL-WORD");
	}
	if (!seal_unlock(copy, passphrase, &u->key, e) || !private_begin(&u->at, e))
		return false;
	int plain = open(u->at.file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool ok = plain >= 0 ? seal_open(copy, &u->key, plain, e) : cannot_begin(u->at.folder, e);
	if (plain >= 0)
		close(plain);
	u->path = u->at.file;
	return ok;
}

bool unsealed_begin(struct unsealed *u, const char *copy, const char *passphrase, struct err *e)
{
	char mark[SEAL_MARK];
	*u = (struct unsealed){.path = copy, .at = {NULL, NULL, -1}};
	int file = open_copy(copy);
	u->sealed = file >= 0 && seal_group(file, mark, NULL);
	bool ok = !u->sealed || unseal_into(u, file, passphrase, e);
	if (file >= 0)
		close(file);
	if (!ok)
		unsealed_end(u);
	return ok;
}

void unsealed_end(struct unsealed *u)
{
	private_end(&u->at);
	seal_forget(&u->key);
}
