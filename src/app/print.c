/* app/print.c - the documents that can be printed, by the table prints.def: which record, which language, made, drawn,
 * and the numbers that were given out kept. Knows no document by name. */
#include <stdlib.h>
#include <string.h>

#include "app/print_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

#define PRINT(name) extern const struct print_maker print_##name;
#include "app/prints.def"
#undef PRINT

static const struct print_maker *const makers[] = {
#define PRINT(name) &print_##name,
#include "app/prints.def"
#undef PRINT
};

size_t app_print_count(void)
{
	return sizeof makers / sizeof *makers;
}

struct app_print_kind app_print_kind(size_t i)
{
	return (struct app_print_kind){makers[i]->name, makers[i]->args, tr(makers[i]->label), tr(makers[i]->help)};
}

bool app_print_find(const char *name, size_t *i)
{
	for (*i = 0; *i < app_print_count(); ++*i)
		if (strcmp(makers[*i]->name, name) == 0)
			return true;
	return false;
}

bool app_print_fits(size_t i, const struct kind *k)
{
	for (const enum kind_number *n = makers[i]->about; n && *n != KIND_COUNT; n++)
		if (kind_get(*n) == k)
			return true;
	return false;
}

void print_save(struct printing *p, struct record *r, const char *name)
{
	p->save = mem_resize(p->save, p->nsave + 1, sizeof *p->save);
	p->save[p->nsave++] = r;
	p->save_as = name;
}

/* ---- the record */

/* An id is looked for in every kind that fits, a title in one after the other. */
static bool find_record(struct printing *p, const struct print_maker *m, struct err *e)
{
	const struct app_print *w = p->wish;
	struct err first = ERR_INIT, other = ERR_INIT;
	for (size_t i = 0; m->about[i] != KIND_COUNT; i++) {
		const struct kind *k = kind_get(m->about[i]);
		int64_t id = w->id;
		if (w->kind && w->kind != k)
			continue;
		struct err *hears = first.code ? &other : &first;
		if ((id || app_resolve(p->app, k, w->about ? w->about : "", &id, hears)) &&
		    store_get(p->app->store, k, id, &p->record, hears))
			return true;
	}
	if (e)
		*e = first;
	return false;
}

static bool choose_language(struct printing *p, const struct print_maker *m, struct err *e)
{
	const char *wanted = p->wish->lang;
	p->both = wanted && strcmp(wanted, "both") == 0;
	if (p->both)
		p->lang = LANG_RO;
	else if (!wanted)
		p->lang = m->lang ? m->lang(p->app, p->record) : lang_now();
	else if (!lang_from_code(wanted, &p->lang))
		return err_set(e, ERR_USAGE, _("\"%s\" is no language of the program (ro, ru, en, both)."), wanted);
	return true;
}

/* ---- all of it */

/* What was printed and could not be kept is taken away again: two sheets would have the same numbers. */
static bool keep_numbers(struct printing *p, const char *path, struct err *e)
{
	if (!p->nsave || app_save_many(p->app, p->save_as, p->save, p->nsave, e))
		return true;
	if (path && strcmp(path, "-") != 0)
		remove(path);
	return false;
}

static bool may_keep(struct printing *p, struct err *e)
{
	return !p->nsave || app_store_write(p->app, e) != NULL;
}

static void end(struct printing *p)
{
	for (size_t i = 0; i < p->nkept; i++)
		free(p->kept[i]);
	for (size_t i = 0; i < p->nsave; i++)
		record_free(p->save[i]);
	free(p->kept);
	free(p->save);
	record_free(p->record);
	paper_free(&p->paper);
}

bool app_print(struct app *a, const struct app_print *wish, const char *path, char **said, struct err *e)
{
	struct printing p = {.app = a, .wish = wish};
	if (said)
		*said = NULL;
	if (wish->what >= app_print_count())
		return err_set(e, ERR_NOT_FOUND, "%s", _("There is no such document."));
	const struct print_maker *m = makers[wish->what];
	if (!app_store(a, e))
		return false;
	paper_begin(&p.paper);
	bool ok = (!m->about || find_record(&p, m, e)) && choose_language(&p, m, e) && m->make(&p, e) &&
	          may_keep(&p, e) && print_run(a, wish, &p.paper.text, path, said, e) && keep_numbers(&p, path, e);
	end(&p);
	return ok;
}
