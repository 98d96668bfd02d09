/* ui/open_with.c - what in a record can be called, written to, opened. Knows no kind: only how values of each widget
 * are named to the desktop. */
#include "ui/open_with.h"

#include <stdlib.h>
#include <string.h>

#include "app/files.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"

/* One row for each thing that another program can do with a value: how the menu says it, and how the desktop wants it.
 */
static const struct way {
	const struct field_type *type;
	const char *verb;  /* N_() */
	const char *begin; /* of what the desktop is given */
	bool encoded;      /* the value stands in an address of the web */
	bool path;
} ways[] = {
    {&ft_phone, N_("Call"), "tel:", false, false},
    {&ft_phones, N_("Call"), "tel:", false, false},
    {&ft_phones, N_("Viber"), "viber://chat?number=", true, false},
    {&ft_email, N_("Write to"), "mailto:", false, false},
    {&ft_link, N_("Open"), "", false, false},
    {&ft_file, N_("Open"), "", false, true},
    {&ft_address, N_("On the map (internet)"), "https://www.openstreetmap.org/search?query=", true, false},
};

struct target {
	char *shown, *plain, *word; /* as the menu says it; what is copied; as the desktop wants it; owned */
	bool is_path;
};
struct targets {
	struct target *all;
	size_t n;
};

static void free_targets(struct targets *t)
{
	for (size_t i = 0; i < t->n; i++) {
		free(t->all[i].shown);
		free(t->all[i].plain);
		free(t->all[i].word);
	}
	free(t->all);
	free(t);
}

static bool has_desktop(void)
{
	const char *x = getenv("DISPLAY"), *w = getenv("WAYLAND_DISPLAY");
	return (x && *x) || (w && *w);
}

static void open_word(struct ui *u, const char *word, const char *plain)
{
	term_copy(plain);
	if (has_desktop() && term_edit("xdg-open >/dev/null 2>&1", word))
		ui_say(u, ROLE_GOOD, _("Opened and copied: %s"), plain);
	else
		ui_say(u, ROLE_GOOD, _("Copied: %s"), plain);
}

void open_address(struct ui *u, const char *url)
{
	open_word(u, url, url);
}

static void chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct targets *t = ctx;
	if (index >= 0 && t->all[value].is_path)
		open_path(u, t->all[value].word);
	else if (index >= 0)
		open_word(u, t->all[value].word, t->all[value].plain);
	free_targets(t);
}

static void encode(const char *s, struct buf *out)
{
	for (; *s; s++)
		if ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || (*s >= '0' && *s <= '9'))
			buf_char(out, *s);
		else
			buf_print(out, "%%%02X", (unsigned)(unsigned char)*s);
}

static void add_target(struct ui *u, struct targets *t, const struct way *w, const char *text, size_t n)
{
	while (n > 0 && *text == ' ') {
		text++;
		n--;
	}
	struct buf word = BUF_INIT;
	char *plain = mem_copy_bytes(text, n);
	if (w->path) {
		char *whole = app_file_path(u->app, plain);
		buf_text(&word, whole);
		free(whole);
	} else {
		buf_text(&word, w->begin);
		if (w->encoded)
			encode(plain, &word);
		else
			buf_text(&word, plain);
	}
	t->all = mem_resize(t->all, t->n + 1, sizeof *t->all);
	t->all[t->n++] = (struct target){mem_print("%s: %s", tr(w->verb), plain), plain, buf_take(&word), w->path};
}

/* Several phones, mails, links or files in one field stand apart by a sign that their type keeps between them. */
static const char *apart(const struct field_type *type)
{
	return type == &ft_address ? "" : type == &ft_file ? ";" : type == &ft_link ? " " : ",";
}

static void add_field(struct ui *u, struct targets *t, const struct record *r, int f, const struct way *w)
{
	struct buf b = BUF_INIT;
	record_format(r, f, &(struct type_ctx){0}, FOR_DATA, &b);
	const char *s = buf_str(&b);
	while (*s) {
		size_t n = strcspn(s, apart(w->type));
		if (n > 0)
			add_target(u, t, w, s, n);
		s += n + (s[n] != '\0');
	}
	buf_free(&b);
}

void open_with(struct ui *u, const struct record *r)
{
	struct targets *t = mem_alloc(sizeof *t);
	for (int f = 1; r && f < r->kind->nfields; f++)
		for (size_t i = 0; record_has(r, f) && i < sizeof ways / sizeof *ways; i++)
			if (ways[i].type == r->kind->fields[f].type)
				add_field(u, t, r, f, &ways[i]);
	if (t->n == 0) {
		ui_say(u, ROLE_WARNING, _("No phone, mail, link, address or file here."));
		free_targets(t);
		return;
	}
	struct menu_item *items = mem_array(t->n, sizeof *items);
	for (size_t i = 0; i < t->n; i++)
		items[i] = (struct menu_item){t->all[i].shown, NULL, (int64_t)i, false, false};
	menu_open(u, _("Call, write, open"), items, t->n, 0, chosen, t);
	free(items);
}

/* ---- a file */

#define SHOWN_MOST (1024 * 1024)

static bool show_text(struct ui *u, const char *path)
{
	struct buf b = BUF_INIT, clean = BUF_INIT;
	bool ok = path_read_all(path, SHOWN_MOST, &b, NULL) && text_is_utf8(buf_str(&b), b.len);
	if (ok) {
		text_clean(buf_str(&b), b.len, true, &clean);
		pager_open(u, path_base(path), buf_str(&clean));
	}
	buf_free(&b);
	buf_free(&clean);
	return ok;
}

void open_path(struct ui *u, const char *path)
{
	term_copy(path);
	if (has_desktop() && term_edit("xdg-open >/dev/null 2>&1", path))
		ui_say(u, ROLE_GOOD, _("Opened and copied: %s"), path);
	else if (!show_text(u, path))
		ui_say(u, ROLE_GOOD, _("Copied: %s"), path);
}

void open_stored(struct ui *u, const char *stored)
{
	char *path = app_file_path(u->app, stored);
	open_path(u, path);
	free(path);
}
