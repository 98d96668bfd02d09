/* base/path.c - where things are: XDG places, the program's own data, names. Knows no file's content; see path_file.c.
 */
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

#ifndef OBSTE_PREFIX
#define OBSTE_PREFIX "/usr/local"
#endif
#define APP_FOLDER "obste"

enum { SAFE_NAME_MAX = 120 };

char *path_join(const char *folder, const char *name)
{
	size_t n = strlen(folder);

	return mem_print("%s%s%s", folder, n == 0 || folder[n - 1] == '/' ? "" : "/", name);
}

const char *path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

char *path_dir(const char *path)
{
	const char *base = path_base(path);

	if (base == path)
		return mem_copy_text(".");
	if (base == path + 1)
		return mem_copy_text("/");
	return mem_copy_bytes(path, (size_t)(base - path) - 1);
}

const char *path_shown(const char *path)
{
	const char *home = getenv("HOME");
	size_t n = home ? strlen(home) : 0;
	return n > 1 && strncmp(path, home, n) == 0 && path[n] == '/' && path[n + 1] ? path + n + 1 : path;
}

bool path_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool path_make_dirs(const char *folder, struct err *e)
{
	char *path = mem_copy_text(folder);
	bool ok = true;

	for (char *p = path + (*path == '/'); ok && *path; p++) {
		char had = *p;

		if (had != '/' && had != '\0')
			continue;
		*p = '\0';
		if (mkdir(path, 0700) != 0 && !is_folder(path))
			ok = err_errno(e, errno == EEXIST ? ENOTDIR : errno, _("Could not make the folder %s"), path);
		*p = had;
		if (had == '\0')
			break;
	}
	free(path);
	return ok;
}

/* XDG Base Directory Specification: a relative path is to be ignored. */
static const char *absolute(const char *variable)
{
	const char *v = getenv(variable);

	return v && *v == '/' ? v : NULL;
}

/* Without HOME: a folder of this user's own. One that somebody else has put there must not be written into. */
static char *home(void)
{
	const char *given = absolute("HOME");
	const char *tmp = absolute("TMPDIR");
	struct stat st;
	char *own;

	if (given)
		return mem_copy_text(given);
	own = mem_print("%s/obste-%lu", tmp ? tmp : "/tmp", (unsigned long)getuid());
	mkdir(own, 0700);
	if (lstat(own, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == getuid() && (st.st_mode & 077) == 0)
		return own;
	free(own);
	own = mem_print("%s/obste-XXXXXX", tmp ? tmp : "/tmp");
	char *made = mkdtemp(own); /* fails where nothing can be written: then opening says so */
	return made ? made : own;
}

static char *xdg_folder(const char *variable, const char *under_home)
{
	const char *given = absolute(variable);
	char *root, *base, *out;

	if (given)
		return path_join(given, APP_FOLDER);
	root = home();
	base = path_join(root, under_home);
	out = path_join(base, APP_FOLDER);
	free(base);
	free(root);
	return out;
}

char *path_data_home(void)
{
	return xdg_folder("XDG_DATA_HOME", ".local/share");
}

char *path_config_home(void)
{
	return xdg_folder("XDG_CONFIG_HOME", ".config");
}

char *path_state_home(void)
{
	return xdg_folder("XDG_STATE_HOME", ".local/state");
}

/* XDG_DOCUMENTS_DIR="$HOME/Documente" or an absolute path; \ before a character stands for it. NULL: not said. */
static char *documents_from(const char *text, const char *home_folder)
{
	static const char key[] = "XDG_DOCUMENTS_DIR=\"";
	const char *p = text;
	struct buf out = BUF_INIT;

	while (p && strncmp(p + strspn(p, " \t"), key, sizeof key - 1) != 0) {
		p = strchr(p, '\n');
		p += p != NULL;
	}
	if (!p)
		return NULL;
	p += strspn(p, " \t") + sizeof key - 1;
	if (strncmp(p, "$HOME", 5) == 0 && (p[5] == '/' || p[5] == '"')) {
		buf_text(&out, home_folder);
		p += 5;
	}
	for (; *p && *p != '"' && *p != '\n'; p++) {
		if (*p == '\\' && p[1])
			p++;
		buf_char(&out, *p);
	}
	return buf_take(&out);
}

char *path_documents(void)
{
	const char *config = absolute("XDG_CONFIG_HOME");
	char *root = home(), *found = NULL;
	char *folder = config ? mem_copy_text(config) : path_join(root, ".config");
	char *file = path_join(folder, "user-dirs.dirs");
	struct buf text = BUF_INIT;

	if (path_read_all(file, 1 << 16, &text, NULL))
		found = documents_from(buf_str(&text), root);
	buf_free(&text);
	free(file);
	free(folder);
	if (found && *found == '/' && is_folder(found)) {
		free(root);
		return found;
	}
	free(found);
	return root;
}

/* The folder of the running program, "" when unknown. */
static char *program_folder(const char *argv0)
{
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	char *real, *out;

	if (n > 0) {
		self[n] = '\0';
		return path_dir(self);
	}
	real = argv0 && strchr(argv0, '/') ? realpath(argv0, NULL) : NULL;
	out = real ? path_dir(real) : mem_copy_text("");
	free(real);
	return out;
}

/* The first of the places under the program's folder that is there; else the installed one. */
static char *find_folder(const char *argv0, const char *const *places, const char *installed)
{
	char *self = program_folder(argv0), *out = NULL;

	for (; *self && !out && *places; places++) {
		out = path_join(self, *places);
		if (!is_folder(out)) {
			free(out);
			out = NULL;
		}
	}
	free(self);
	return out ? out : mem_copy_text(installed);
}

char *path_as_typed(const char *typed)
{
	const char *home = absolute("HOME");
	if (home && typed[0] == '~' && (typed[1] == '/' || typed[1] == '\0'))
		return mem_print("%s%s", home, typed + 1);
	if (typed[0] == '/')
		return mem_copy_text(typed);
	char *documents = path_documents(), *path = path_join(documents, typed);
	free(documents);
	return path;
}

char *path_program_data(const char *argv0)
{
	/* The second and third are for the tests, which lie deeper in the build folder. */
	static const char *const places[] = {
	    "../data", "../../data", "../../../data", "../share/" APP_FOLDER, "../../share/" APP_FOLDER, NULL};
	const char *given = getenv("OBSTE_DATA");

	if (given && *given)
		return mem_copy_text(given);
	return find_folder(argv0, places, OBSTE_PREFIX "/share/" APP_FOLDER);
}

char *path_helper(const char *argv0, const char *name)
{
	static const char *const places[] = {".", "..", "../libexec/" APP_FOLDER, NULL};
	char *self = program_folder(argv0), *out = NULL;

	for (const char *const *place = places; *self && !out && *place; place++) {
		char *folder = path_join(self, *place);

		out = path_join(folder, name);
		free(folder);
		if (access(out, X_OK) != 0) {
			free(out);
			out = NULL;
		}
	}
	free(self);
	return out ? out : path_join(OBSTE_PREFIX "/libexec/" APP_FOLDER, name);
}

char *path_locale_dir(const char *argv0)
{
	static const char *const places[] = {
	    "locale", "../locale", "../../locale", "../share/locale", "../../share/locale", NULL};

	return find_folder(argv0, places, OBSTE_PREFIX "/share/locale");
}

static bool is_name_char(uint32_t c)
{
	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
	return text_is_alnum(c);
}

char *path_safe_name(const char *text)
{
	struct buf clean = BUF_INIT, out = BUF_INIT;
	const char *p, *end;

	text_clean(text, strlen(text), false, &clean);
	p = buf_str(&clean);
	end = p + clean.len;
	while (p < end && out.len < SAFE_NAME_MAX) {
		uint32_t c = text_next(&p, end);

		if (is_name_char(c))
			buf_code(&out, c);
		else if (out.len > 0 && out.data[out.len - 1] != '-')
			buf_char(&out, '-');
	}
	if (out.len > 0 && out.data[out.len - 1] == '-')
		buf_cut(&out, out.len - 1);
	if (out.len == 0)
		buf_text(&out, APP_FOLDER);
	buf_free(&clean);
	return buf_take(&out);
}
