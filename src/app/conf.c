/* app/conf.c - settings: the program's own in obste.conf (`key = value` lines, comments kept), the group's in the
 * database. A broken or hostile file never stops the start: what cannot be understood is left as it is. */
#include "app/app_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"

#define CONF_MOST_BYTES (256 * 1024)
#define CONF_KEY 64

struct conf_line {
	char *text;        /* a comment, or what nobody understands; NULL for a setting */
	char *key, *value; /* a setting */
};

struct conf {
	struct conf_line *lines;
	size_t n;
};

static struct conf_line *add_line(struct conf *c)
{
	c->lines = mem_resize(c->lines, c->n + 1, sizeof *c->lines);
	memset(&c->lines[c->n], 0, sizeof *c->lines);
	return &c->lines[c->n++];
}

static bool key_letter(char ch)
{
	return (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || ch == '.' || ch == '_' || ch == '-';
}

static bool key_is_good(const char *key, size_t n)
{
	if (!n || n > CONF_KEY)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!key_letter(key[i]))
			return false;
	return true;
}

/* "  key = value " without the end of line. */
static void read_line(struct conf *c, const char *line, size_t n)
{
	const char *start = line, *end = line + n;
	while (start < end && (*start == ' ' || *start == '\t'))
		start++;
	const char *eq = memchr(start, '=', (size_t)(end - start));
	const char *key_end = eq ? eq : start;
	while (key_end > start && (key_end[-1] == ' ' || key_end[-1] == '\t'))
		key_end--;
	struct conf_line *l = add_line(c);
	if (!eq || !key_is_good(start, (size_t)(key_end - start))) {
		l->text = mem_copy_bytes(line, n);
		return;
	}
	struct buf value = BUF_INIT;
	text_clean(eq + 1, (size_t)(end - eq - 1), false, &value);
	l->key = mem_copy_bytes(start, (size_t)(key_end - start));
	l->value = buf_take(&value);
}

static void read_lines(struct conf *c, const struct buf *b)
{
	const char *p = buf_str(b), *end = p + b->len;
	while (p < end) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		if (!stop)
			stop = end;
		read_line(c, p, (size_t)(stop - p));
		p = stop + 1;
	}
}

/* A pipe or a device in the file's place would block for ever. */
static bool is_ordinary_file(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static bool read_file(struct conf *c, const char *path, struct err *e)
{
	if (!path_exists(path))
		return true;
	if (!is_ordinary_file(path))
		return err_set(e, ERR_INVALID, _("%s is not an ordinary file."), path);
	struct buf b = BUF_INIT;
	bool ok = path_read_all(path, CONF_MOST_BYTES, &b, e);
	if (ok)
		read_lines(c, &b);
	buf_free(&b);
	return ok;
}

struct conf *conf_read(const char *path)
{
	struct conf *c = mem_alloc(sizeof *c);
	struct err ignored = ERR_INIT;
	if (path)
		read_file(c, path, &ignored);
	return c;
}

void conf_free(struct conf *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->n; i++) {
		free(c->lines[i].text);
		free(c->lines[i].key);
		free(c->lines[i].value);
	}
	free(c->lines);
	free(c);
}

/* A key written twice: the later line counts. */
static struct conf_line *find_line(const struct conf *c, const char *key)
{
	for (size_t i = c->n; i-- > 0;)
		if (c->lines[i].key && strcmp(c->lines[i].key, key) == 0)
			return &c->lines[i];
	return NULL;
}

const char *conf_get(const struct conf *c, const char *key)
{
	const struct conf_line *l = find_line(c, key);
	return l ? l->value : NULL;
}

static void drop(struct conf *c, const char *key)
{
	size_t kept = 0;
	for (size_t i = 0; i < c->n; i++) {
		struct conf_line *l = &c->lines[i];
		if (l->key && strcmp(l->key, key) == 0) {
			free(l->key);
			free(l->value);
		} else {
			c->lines[kept++] = *l;
		}
	}
	c->n = kept;
}

void conf_put(struct conf *c, const char *key, const char *value)
{
	if (!value) {
		drop(c, key);
		return;
	}
	struct buf clean = BUF_INIT;
	text_clean(value, strlen(value), false, &clean);
	struct conf_line *l = find_line(c, key);
	if (!l) {
		l = add_line(c);
		l->key = mem_copy_text(key);
	}
	free(l->value);
	l->value = buf_take(&clean);
}

static bool write_file(const struct conf *c, const char *path, struct err *e)
{
	struct path_writer w;
	/* A link (settings kept in a folder of dot files) stays a link. */
	char *real = realpath(path, NULL);
	bool ok = path_write_begin(&w, real ? real : path, e);
	for (size_t i = 0; ok && i < c->n; i++) {
		const struct conf_line *l = &c->lines[i];
		if (l->key)
			fprintf(w.file, "%s = %s\n", l->key, l->value);
		else
			fprintf(w.file, "%s\n", l->text);
	}
	ok = ok && path_write_end(&w, e);
	free(real);
	return ok;
}

static bool make_folder(const char *path, struct err *e)
{
	char *folder = path_dir(path);
	bool ok = path_make_dirs(folder, e);
	free(folder);
	return ok;
}

bool conf_store(struct conf **c, const char *path, const char *key, const char *value, struct err *e)
{
	struct conf *fresh = mem_alloc(sizeof *fresh);
	bool ok = read_file(fresh, path, e);
	if (ok) {
		conf_put(fresh, key, value);
		ok = make_folder(path, e) && write_file(fresh, path, e);
	}
	if (ok) {
		conf_free(*c);
		*c = fresh;
		return true;
	}
	conf_free(fresh);
	conf_put(*c, key, value); /* at least until the program ends */
	return false;
}

/* ---- what app.h promises */

/* The group's own settings travel with the database. */
static bool of_group(const char *key)
{
	return strncmp(key, "group.", 6) == 0;
}

static const char *group_setting(struct app *a, const char *key)
{
	if (!a->store)
		return NULL;
	if (!a->settings)
		a->settings = conf_read(NULL);
	const char *known = conf_get(a->settings, key);
	if (!known) {
		char *value = store_setting(a->store, key);
		conf_put(a->settings, key, value ? value : "");
		free(value);
		known = conf_get(a->settings, key);
	}
	return known;
}

const char *app_conf(struct app *a, const char *key, const char *otherwise)
{
	const char *value = of_group(key) ? group_setting(a, key) : conf_get(a->conf, key);
	return value && *value ? value : otherwise;
}

bool app_plain(struct app *a)
{
	return a->plain || strcmp(app_conf(a, "plain", "0"), "1") == 0;
}

/* The history names the person at this laptop from the next change on. */
static bool take_up(struct app *a, const char *key, struct err *e)
{
	if (strcmp(key, "who") != 0 || !a->store)
		return true;
	char *path = mem_copy_text(store_path(a->store));
	bool ok = app_open_at(a, path, NULL, e);
	free(path);
	return ok;
}

bool app_set_conf(struct app *a, const char *key, const char *value, struct err *e)
{
	if (!key_is_good(key, strlen(key)))
		return err_set(e, ERR_USAGE, _("\"%s\" cannot be the name of a setting."), key);
	if (!of_group(key))
		return conf_store(&a->conf, a->conf_path, key, value, e) && take_up(a, key, e);
	struct store *s = app_store_write(a, e);
	if (!s || !store_set_setting(s, key, value, e))
		return false;
	app_forget(a);
	app_forget_rules(a);
	free(a->group_name);
	a->group_name = store_setting(s, "group.name");
	return true;
}

bool app_set_lang(struct app *a, enum lang l, struct err *e)
{
	lang_switch(l);
	titles_clear(a->titles); /* titles hold labels of choices */
	free(a->readonly_reason);
	a->readonly_reason = app_reason_now(a);
	return app_set_conf(a, "language", lang_code(l), e);
}
