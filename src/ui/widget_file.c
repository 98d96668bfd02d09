/* ui/widget_file.c - files: the path completes with Tab, ~ is the home folder, a file dropped on the terminal arrives
 * as a quoted path. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/files.h"
#include "base/mem.h"
#include "base/path.h"
#include "ui/widget.h"

/* Files stand with ; between: the one at the end is being typed. */
static const char *last_path(const char *typed)
{
	const char *semi = strrchr(typed, ';'), *p = semi ? semi + 1 : typed;
	return p + strspn(p, " ");
}

struct completing {
	char *folder, *begin; /* where, and how the name begins; owned */
	const char *dir;      /* as typed, up to the name; lent with its length */
	size_t dir_len;
	struct buf common; /* what all that fit begin with */
	int n;
	bool is_dir;        /* the only one is a folder */
	struct drop *drop;  /* NULL: only counted */
	const char *before; /* the text before this path */
	size_t before_len;
};

static void take_name(struct completing *c, const char *name)
{
	size_t same = 0;
	char *path = path_join(c->folder, name);
	struct stat st;
	bool dir = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
	free(path);
	if (c->n++ == 0) {
		buf_text(&c->common, name);
	} else {
		while (same < c->common.len && name[same] == c->common.data[same])
			same++;
		while (same > 0 && ((unsigned char)name[same] & 0xC0) == 0x80)
			same--;
		buf_cut(&c->common, same);
	}
	c->is_dir = dir;
	if (!c->drop)
		return;
	struct buf whole = BUF_INIT;
	buf_add(&whole, c->before, c->before_len);
	buf_add(&whole, c->dir, c->dir_len);
	buf_print(&whole, "%s%s", name, dir ? "/" : "");
	drop_add(c->drop, 0, buf_str(&whole), "");
	buf_free(&whole);
}

/* Whole paths and those from home; a name without either is one of ours already. */
static bool look(struct form *f, const char *typed, struct completing *c)
{
	const char *path = last_path(typed), *slash = strrchr(path, '/');
	if (!slash || (path[0] != '/' && path[0] != '~'))
		return false;
	c->before = typed;
	c->before_len = (size_t)(path - typed);
	c->dir = path;
	c->dir_len = (size_t)(slash - path) + 1;
	char *dir = mem_copy_bytes(path, c->dir_len);
	c->folder = app_file_path(f->app, dir);
	c->begin = mem_copy_text(slash + 1);
	free(dir);
	DIR *d = opendir(c->folder);
	for (struct dirent *en; d && (en = readdir(d));)
		if (strncmp(en->d_name, c->begin, strlen(c->begin)) == 0 &&
		    (en->d_name[0] != '.' || c->begin[0] == '.'))
			take_name(c, en->d_name);
	if (d)
		closedir(d);
	return true;
}

static void done(struct completing *c)
{
	free(c->folder);
	free(c->begin);
	buf_free(&c->common);
}

/* As much as all that fit have in common. false: nothing to add. */
static bool complete(struct form *f, struct slot *s)
{
	struct completing c = {0};
	struct buf b = BUF_INIT;
	const char *typed = line_text(&s->line);
	bool more = false;
	if (strcmp(last_path(typed), "~") == 0) {
		buf_print(&b, "%s/", typed);
		more = true;
	} else if (look(f, typed, &c) && c.n > 0) {
		buf_add(&b, typed, c.before_len + c.dir_len);
		buf_print(&b, "%s%s", buf_str(&c.common), c.n == 1 && c.is_dir ? "/" : "");
		more = strcmp(buf_str(&b), typed) != 0;
	}
	if (more)
		line_set(&s->line, buf_str(&b));
	done(&c);
	buf_free(&b);
	return more;
}

static void offer(struct ui *u, struct form *f, struct slot *s)
{
	struct completing c = {.drop = &f->drop};
	(void)u;
	look(f, line_text(&s->line), &c);
	done(&c);
}

/* 'path with blanks', file:///path and path\ with\ blanks, as terminals write a file that was dropped on them. */
static void dropped(const char *text, struct buf *out)
{
	size_t n = strcspn(text, "\r\n");
	while (n > 0 && text[n - 1] == ' ')
		n--;
	if (n > 1 && (text[0] == '\'' || text[0] == '"') && text[n - 1] == text[0]) {
		text++;
		n -= 2;
	}
	bool url = strncmp(text, "file://", 7) == 0;
	for (size_t i = url ? 7 : 0; i < n; i++) {
		unsigned code;
		if (url && text[i] == '%' && i + 2 < n && sscanf(text + i + 1, "%2x", &code) == 1) {
			buf_char(out, (char)code);
			i += 2;
		} else if (text[i] != '\\' || i + 1 == n) {
			buf_char(out, text[i]);
		} else {
			buf_char(out, text[++i]);
		}
	}
}

static bool file_key(struct ui *u, struct form *f, struct slot *s, const struct key *k)
{
	(void)u;
	int chosen = drop_choose(&f->drop, k);
	if (chosen >= 0)
		line_set(&s->line, f->drop.text[chosen]);
	if (chosen != -2)
		return true;
	if (k->code == K_TAB)
		return complete(f, s);
	if (k->code == K_PASTE) {
		struct buf path = BUF_INIT;
		struct key clean = *k;
		dropped(k->paste, &path);
		clean.paste = buf_str(&path);
		bool taken = line_key(&s->line, &clean);
		buf_free(&path);
		return taken;
	}
	return line_key(&s->line, k);
}

/* The path as it is kept, not only its name. */
static void file_start(struct slot *s, const struct value *v, const struct type_ctx *ctx)
{
	struct buf b = BUF_INIT;
	s->row->type->format(s->row, v, ctx, FOR_DATA, &b);
	line_free(&s->line);
	line_init(&s->line, false, buf_str(&b));
	buf_free(&b);
}

const struct widget_class widget_file = {
    .quiet = true,
    .start = file_start,
    .take = line_widget_take,
    .rows = one_row,
    .draw = line_widget_draw,
    .key = file_key,
    .list = offer,
    .offer = offer,
    .tab = true,
};
