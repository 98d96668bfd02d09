/* app/guide_read.c - the files of the Guide: what stands between the two --- at a file's beginning, the text, the laws
 * it names. Any bytes make a chapter or a fault that is told. Knows no screen. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "app/guide_inner.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"

#define MOST_BYTES (1u << 20)
#define MOST_CHAPTERS 200

/* What a file says of itself: "key: value" lines between two lines of ---. */
struct front {
	char *title, *laws, *links;
	int order;
};

static void take_line(struct front *f, const char *line, size_t n)
{
	char *copy = mem_copy_bytes(line, n), *colon = strchr(copy, ':');
	struct buf value = BUF_INIT;
	if (colon) {
		*colon = '\0';
		text_clean(colon + 1, strlen(colon + 1), false, &value);
		char **where = strcmp(copy, "title") == 0   ? &f->title
		               : strcmp(copy, "laws") == 0  ? &f->laws
		               : strcmp(copy, "links") == 0 ? &f->links
		                                            : NULL;
		if (where) {
			free(*where);
			*where = mem_copy_text(buf_str(&value));
		} else if (strcmp(copy, "order") == 0) {
			f->order = atoi(buf_str(&value));
		}
	}
	buf_free(&value);
	free(copy);
}

/* Where the text begins; a file without such lines is all text. */
static const char *read_front(const char *text, struct front *f)
{
	if (strncmp(text, "\xEF\xBB\xBF", 3) == 0)
		text += 3;
	if (strncmp(text, "---", 3) != 0 || text[3 + strspn(text + 3, " \r")] != '\n')
		return text;
	const char *end = strstr(text + 3, "\n---");
	if (!end)
		return text;
	for (const char *line = strchr(text, '\n') + 1; line < end;) {
		const size_t n = strcspn(line, "\r\n");
		take_line(f, line, n);
		line += strcspn(line, "\n") + 1;
	}
	end += 4;
	return end + strcspn(end, "\n");
}

/* ---- a chapter */

/* "05-petition.md": petition, 5. */
static char *name_of(const char *file, int *order)
{
	const size_t digits = strspn(file, "0123456789");
	const char *name = digits && file[digits] == '-' ? file + digits + 1 : file;
	char *bare = mem_copy_bytes(name, strlen(name) - 3), *safe = path_safe_name(bare);
	*order = digits && digits < 6 ? atoi(file) : 1000;
	free(bare);
	return safe;
}

struct guide_chapter *guide_add_chapter(struct guide *g, const char *name)
{
	size_t at;
	if (!guide_chapter_find(g, name, &at)) {
		at = g->nchapters++;
		g->chapters = mem_resize(g->chapters, g->nchapters, sizeof *g->chapters);
	} else {
		free(g->chapters[at].name);
		free(g->chapters[at].title);
		free(g->chapters[at].file);
		markdown_free(&g->chapters[at].text);
	}
	g->chapters[at] = (struct guide_chapter){.name = mem_copy_text(name)};
	return &g->chapters[at];
}

/* "See also": the chapters of this list. Their titles are known when all are read: a link names the chapter, and is
 * given its title then (guide_link.c). */
static void put_links(const char *links, struct buf *out)
{
	size_t n = 0;
	for (const char *p = links; *p;) {
		p += strspn(p, " ,");
		const size_t length = strcspn(p, " ,");
		if (length) {
			buf_text(out, n++ ? " · " : "");
			if (n == 1)
				buf_print(out, "%s: ", _("See also"));
			buf_print(out, "[](%.*s)", (int)length, p);
		}
		p += length;
	}
	buf_text(out, n ? "\n\n" : "");
}

static void put_chapter(const struct guiding *g, const char *file, const char *text, bool own)
{
	struct front f = {.order = 0};
	struct buf filled = BUF_INIT;
	int order;
	const char *body = read_front(text, &f);
	char *name = name_of(file, &order);
	struct guide_chapter *c = guide_add_chapter(g->guide, name);
	c->order = f.order ? f.order : order;
	c->title = mem_copy_text(f.title && *f.title ? f.title : name);
	c->file = own ? mem_print("guide/%s", file) : mem_print("%s/%s", lang_code(g->guide->lang), file);
	c->own = own;
	guide_fill(g, c->file, body, &filled);
	buf_text(&filled, "\n\n");
	put_links(f.links ? f.links : "", &filled);
	if (f.laws)
		laws_table(g, c->file, f.laws, &filled);
	markdown_read(buf_str(&filled), &c->text);
	if (c->text.html)
		guide_fault(g, c->file, "%s", _("HTML in it was left out"));
	buf_free(&filled);
	free(name);
	free(f.title);
	free(f.laws);
	free(f.links);
}

/* ---- a folder */

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_markdown(const char *name)
{
	const size_t n = strlen(name);
	return n > 3 && name[0] != '.' && strcmp(name + n - 3, ".md") == 0;
}

static size_t list_files(const char *folder, char ***names)
{
	size_t n = 0;
	DIR *d = opendir(folder);
	*names = NULL;
	for (struct dirent *f; d && n < MOST_CHAPTERS && (f = readdir(d));)
		if (is_markdown(f->d_name)) {
			*names = mem_resize(*names, n + 1, sizeof **names);
			(*names)[n++] = mem_copy_text(f->d_name);
		}
	if (d)
		closedir(d);
	if (n)
		qsort(*names, n, sizeof **names, by_name);
	return n;
}

static bool read_file(const struct guiding *g, const char *path, bool own, struct err *e)
{
	struct buf text = BUF_INIT;
	bool ok = path_read_all(path, MOST_BYTES, &text, e);
	if (ok && !text_is_utf8(buf_str(&text), text.len))
		ok = err_set(e, ERR_INVALID, _("%s is not in UTF-8; it was left out."), path_shown(path));
	if (ok)
		put_chapter(g, path_base(path), buf_str(&text), own);
	buf_free(&text);
	return ok;
}

/* A fault in one of our files is an error, in the group's own it is told and the others are read. */
bool guide_read_folder(const struct guiding *g, const char *folder, bool own, struct err *e)
{
	char **names;
	const size_t n = list_files(folder, &names);
	bool ok = true;
	for (size_t i = 0; i < n; i++) {
		char *path = path_join(folder, names[i]);
		struct err fault = ERR_INIT;
		if (ok && !read_file(g, path, own, own ? &fault : e)) {
			if (own)
				guide_fault(g, names[i], "%s", fault.what);
			else
				ok = false;
		}
		free(path);
		free(names[i]);
	}
	free(names);
	if (ok && !n && !own) {
		err_set(e, ERR_NOT_FOUND, _("The Guide is missing (%s)."), path_shown(folder));
		return err_hint(e, "%s", _("Install Obște again, or say where its data is with OBSTE_DATA."));
	}
	return ok;
}
