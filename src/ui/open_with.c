/* ui/open_with.c - what in a record can be called, written to, opened. Knows no kind: only how values of each widget
 * are named to the desktop. */
#include "ui/open_with.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"

/* One row for each sort of value that another program can open; the word before it as the desktop wants it. */
static const struct {
	const struct field_type *type;
	const char *scheme;
} openable[] = {
    {&ft_phone, "tel:"},
    {&ft_phones, "tel:"},
    {&ft_email, "mailto:"},
    {&ft_link, ""},
    {&ft_file, ""},
};

struct targets {
	char **words; /* as the desktop wants them; owned */
	size_t n;
};

static const char *scheme_of(const struct field *f)
{
	for (size_t i = 0; i < sizeof openable / sizeof *openable; i++)
		if (openable[i].type == f->type)
			return openable[i].scheme;
	return NULL;
}

static void free_targets(struct targets *t)
{
	for (size_t i = 0; i < t->n; i++)
		free(t->words[i]);
	free(t->words);
	free(t);
}

static bool has_desktop(void)
{
	const char *x = getenv("DISPLAY"), *w = getenv("WAYLAND_DISPLAY");
	return (x && *x) || (w && *w);
}

static void chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct targets *t = ctx;
	if (index >= 0) {
		const char *word = t->words[value], *plain = strchr(word, ':') ? strchr(word, ':') + 1 : word;
		bool scheme = strncmp(word, "tel:", 4) == 0 || strncmp(word, "mailto:", 7) == 0;
		term_copy(scheme ? plain : word);
		if (has_desktop() && term_edit("xdg-open >/dev/null 2>&1", word))
			ui_say(u, ROLE_GOOD, _("Opened and copied: %s"), scheme ? plain : word);
		else
			ui_say(u, ROLE_GOOD, _("Copied: %s"), scheme ? plain : word);
	}
	free_targets(t);
}

static void add_target(struct targets *t, const char *scheme, const char *text, size_t n)
{
	while (n > 0 && *text == ' ') {
		text++;
		n--;
	}
	char *word = mem_copy_bytes(text, n);
	t->words = mem_resize(t->words, t->n + 1, sizeof *t->words);
	t->words[t->n++] = mem_print("%s%s", scheme, word);
	free(word);
}

/* Several phones or files in one field stand between commas. */
static void add_field(struct targets *t, const struct record *r, int f, const char *scheme)
{
	struct buf b = BUF_INIT;
	record_format(r, f, &(struct type_ctx){0}, FOR_DATA, &b);
	const char *s = buf_str(&b);
	while (*s) {
		size_t n = strcspn(s, ",\n");
		if (n > 0)
			add_target(t, scheme, s, n);
		s += n + (s[n] != '\0');
	}
	buf_free(&b);
}

void open_with(struct ui *u, const struct record *r)
{
	struct targets *t = mem_alloc(sizeof *t);
	for (int f = 1; r && f < r->kind->nfields; f++) {
		const char *scheme = scheme_of(&r->kind->fields[f]);
		if (scheme && record_has(r, f))
			add_field(t, r, f, scheme);
	}
	if (t->n == 0) {
		ui_say(u, ROLE_WARNING, _("No phone, mail, link or file here."));
		free_targets(t);
		return;
	}
	struct menu_item *items = mem_array(t->n, sizeof *items);
	for (size_t i = 0; i < t->n; i++)
		items[i] = (struct menu_item){t->words[i], NULL, (int64_t)i, false, false};
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
