/* app/import_refs.c - the records that cells name by title. The titles of a kind are read once, when the first cell
 * names one; a hundred thousand rows of attendance then cost no query each. Knows no kind by name. */
#include <stdlib.h>
#include <string.h>

#include "app/import.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

#define EXPLAINED 100 /* after so many unknown titles the likely ones are no longer looked for */

static bool add_title(void *ctx, const struct record *r)
{
	import_refs_add(ctx, r);
	return true;
}

static bool load(struct import_refs *refs, const struct kind *k, struct err *e)
{
	struct query q;
	refs->loaded[kind_number(k)] = true;
	query_init(&q, k);
	q.by_id = true;
	q.aside = true;
	bool ok = store_each(refs->app->store, &q, 0, add_title, refs, e);
	query_free(&q);
	return ok;
}

static bool by_id(struct import_refs *refs, const struct kind *k, const char *typed, int64_t *id)
{
	struct store *s = refs->app->store;
	return id_parse(typed, id) && (k ? store_exists(s, k, *id) : store_kind_of(s, *id) != NULL);
}

static bool find(void *ctx, const struct kind *k, const char *typed, int64_t *id, struct err *e)
{
	struct import_refs *refs = ctx;
	int64_t found[1];
	if (by_id(refs, k, typed, id))
		return true;
	if (!k)
		return err_set(e, ERR_NOT_FOUND, _("There is no record with the number %s."), typed);
	if (!refs->loaded[kind_number(k)] && !load(refs, k, e))
		return false;
	uint64_t key = hash_words(typed, &refs->scratch);
	if (key && idmap_get(&refs->titles[kind_number(k)], key, found, 1) == 1) {
		*id = found[0];
		return true;
	}
	if (refs->missed++ < EXPLAINED)
		return app_resolve(refs->app, k, typed, id, e);
	return err_set(e, ERR_NOT_FOUND, _("%s: there is nothing called \"%s\", or several."), tr(k->plural), typed);
}

/* The titles of what titles name ("Sheet: action, number") come from the app. */
static bool title(void *ctx, const struct kind *k, int64_t id, struct buf *out)
{
	struct import_refs *refs = ctx;
	const struct type_ctx *types = app_types(refs->app);
	return types->ref_title(types->ctx, k, id, out);
}

void import_refs_init(struct import_refs *refs, struct app *a)
{
	size_t count;
	kinds_all(&count);
	*refs = (struct import_refs){.app = a, .types = *app_types(a)};
	refs->titles = mem_array(count, sizeof *refs->titles);
	refs->loaded = mem_array(count, sizeof *refs->loaded);
	refs->types.ref_find = find;
	refs->types.ref_title = title;
	refs->types.ctx = refs;
}

void import_refs_add(struct import_refs *refs, const struct record *r)
{
	struct buf text = BUF_INIT;
	if (!refs->loaded[kind_number(r->kind)])
		return;
	record_title(r, &refs->types, &text);
	uint64_t key = hash_words(buf_str(&text), &refs->scratch);
	if (key)
		idmap_add(&refs->titles[kind_number(r->kind)], key, r->id);
	buf_free(&text);
}

void import_refs_free(struct import_refs *refs)
{
	size_t count;
	kinds_all(&count);
	for (size_t i = 0; i < count; i++)
		idmap_free(&refs->titles[i]);
	free(refs->titles);
	free(refs->loaded);
	buf_free(&refs->scratch);
}
