/* ui/screens/print.c - paper from where the record stands: which document, which language, which file; a job in the
 * background makes it. Knows no document by name. */
#include <stdlib.h>
#include <string.h>

#include "app/print.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "ui/job.h"
#include "ui/ui_internal.h"

struct printing {
	const struct kind *kind;
	int64_t id;
	size_t what;
	const char *lang; /* NULL: the record's */
};

static void path_chosen(struct ui *u, void *ctx, const char *path)
{
	struct printing *p = ctx;
	if (path) {
		const struct app_print_kind k = app_print_kind(p->what);
		char *id = mem_print("%lld", (long long)p->id), *what = mem_print("%s: %s", _("Printing"), k.name);
		const char *words[] = {"print", k.name, id, "-o", path, p->lang ? "--lang" : NULL, p->lang, NULL};
		job_start(u, &(const struct job){.what = what, .words = words, .path = path});
		free(id);
		free(what);
	}
	free(p);
}

static void ask_path(struct ui *u, struct printing *p)
{
	struct buf title = BUF_INIT;
	app_title(u->app, p->kind, p->id, &title);
	char *safe = path_safe_name(buf_str(&title));
	char *name = mem_print("%s-%s.pdf", app_print_kind(p->what).name, safe);
	save_prompt_open(u, _("Write to which file?"), name, NULL, path_chosen, p);
	buf_free(&title);
	free(safe);
	free(name);
}

static const struct {
	const char *code, *label; /* N_(); NULL: the language's own name */
} languages[] = {
    {NULL, N_("as the record says")}, {"ro", NULL}, {"ru", NULL}, {"en", NULL}, {"both", N_("Romanian and Russian")}};
enum { LANGUAGES = sizeof languages / sizeof *languages };

static const char *language_label(int i)
{
	enum lang l = LANG_RO;
	if (languages[i].label)
		return tr(languages[i].label);
	lang_from_code(languages[i].code, &l);
	return lang_name(l);
}

static void language_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct printing *p = ctx;
	if (index < 0) {
		free(p);
		return;
	}
	p->lang = languages[value].code;
	ask_path(u, p);
}

static void document_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct printing *p = ctx;
	struct menu_item items[LANGUAGES];
	if (index < 0) {
		free(p);
		return;
	}
	p->what = (size_t)value;
	for (int i = 0; i < LANGUAGES; i++)
		items[i] = (struct menu_item){(char *)(uintptr_t)language_label(i), NULL, i, false, false};
	menu_open(u, _("In which language?"), items, LANGUAGES, 0, language_chosen, p);
}

void print_open(struct ui *u, const struct kind *k, int64_t id)
{
	struct menu_item *items = mem_array(app_print_count() + 1, sizeof *items);
	struct printing *p = mem_alloc(sizeof *p);
	size_t n = 0;
	*p = (struct printing){.kind = k, .id = id};
	for (size_t i = 0; i < app_print_count(); i++)
		if (app_print_fits(i, k))
			items[n++] = (struct menu_item){
			    (char *)(uintptr_t)app_print_kind(i).label, NULL, (int64_t)i, false, false};
	menu_open(u, _("Print"), items, n, 0, document_chosen, p);
	free(items);
}
