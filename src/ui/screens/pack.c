/* ui/screens/pack.c - a workshop (meeting, action) into a sealed file for a trainer: with phones or without, which
 * file, the passphrase twice. What stands in the file is app's affair. */
#include <stdlib.h>
#include <string.h>

#include "app/share.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "ui/ui_internal.h"

struct packing {
	const struct kind *kind;
	int64_t id;
	bool phones;
	char *path, *word; /* owned */
};

static void forget(struct packing *p)
{
	if (p->word)
		explicit_bzero(p->word, strlen(p->word));
	free(p->word);
	free(p->path);
	free(p);
}

static void make(struct ui *u, struct packing *p)
{
	struct app_pack out = {.path = p->path, .passphrase = p->word, .phones = p->phones};
	struct err e = ERR_INIT;
	if (app_pack_make(u->app, p->kind, p->id, &out, &e))
		ui_say(u, ROLE_GOOD,
		    tr_n("%s: %zu person. Give the passphrase by another way than the file.",
		        "%s: %zu people. Give the passphrase by another way than the file.", out.people),
		    path_base(p->path), out.people);
	else
		ui_error(u, &e);
}

static void word_typed(struct ui *u, void *ctx, const char *text);

static void ask_word(struct ui *u, struct packing *p)
{
	secret_open(u, p->word ? _("The same passphrase once more") : _("A passphrase for the file"),
	    _("Whoever gets the file needs it; tell it by another way than the file."), word_typed, p);
}

static void word_typed(struct ui *u, void *ctx, const char *text)
{
	struct packing *p = ctx;
	if (!text || !*text) {
		forget(p);
	} else if (!p->word) {
		p->word = mem_copy_text(text);
		ask_word(u, p);
	} else if (strcmp(p->word, text) != 0) {
		ui_say(u, ROLE_WARNING, _("The two are not the same. No file was made."));
		forget(p);
	} else {
		make(u, p);
		forget(p);
	}
}

static void path_typed(struct ui *u, void *ctx, const char *text)
{
	struct packing *p = ctx;
	if (!text || !*text) {
		forget(p);
		return;
	}
	const char *home = getenv("HOME");
	p->path = strncmp(text, "~/", 2) == 0 && home ? path_join(home, text + 2) : mem_copy_text(text);
	ask_word(u, p);
}

static void phones_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct packing *p = ctx;
	if (index < 0) {
		forget(p);
		return;
	}
	p->phones = value == 1;
	struct buf title = BUF_INIT;
	app_title(u->app, p->kind, p->id, &title);
	char *folder = path_documents(), *safe = path_safe_name(buf_str(&title)), *name = mem_print("%s.obste", safe);
	char *path = path_join(folder, name);
	prompt_open(u, _("Write to which file?"), path, NULL, path_typed, p);
	buf_free(&title);
	free(folder);
	free(safe);
	free(name);
	free(path);
}

void workshop_pack_open(struct ui *u, const struct kind *k, int64_t id)
{
	struct menu_item items[] = {{.text = (char *)(uintptr_t)_("Names, groups and marks"), .value = 0},
	    {.text = (char *)(uintptr_t)_("and the phones"), .value = 1}};
	struct packing *p = mem_alloc(sizeof *p);
	*p = (struct packing){.kind = k, .id = id};
	menu_open(u, _("A file for the trainer"), items, 2, 0, phones_chosen, p);
}
