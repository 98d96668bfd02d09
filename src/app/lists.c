/* app/lists.c - many records: counts, pages, search, titles of references and finding a record by what was typed. */
#include "app/app_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/exchange.h"
#include "store/read.h"

#define TITLE_DEPTH 4 /* a sheet's title names its action; more than this is a circle */

/* ---- titles */

static bool title_read(struct app *a, const struct kind *k, int64_t id, struct buf *out)
{
	struct record *r = NULL;
	if (!a->store || a->title_depth >= TITLE_DEPTH)
		return false;
	if (!store_get(a->store, k, id, &r, NULL)) {
		if (!store_is_awaited(a->store, id)) /* another laptop has it and has not sent it */
			return false;
		buf_text(out, _("(not arrived yet)"));
		return true;
	}
	a->title_depth++;
	record_title(r, &a->types, out);
	a->title_depth--;
	record_free(r);
	return true;
}

/* "" in the cache stands for a record that is not there. */
static bool ref_title(void *ctx, const struct kind *k, int64_t id, struct buf *out)
{
	struct app *a = ctx;
	const char *known = titles_get(a->titles, id);
	if (!known && a->store) {
		struct buf title = BUF_INIT;
		title_read(a, k, id, &title);
		known = titles_put(a->titles, id, buf_str(&title));
		buf_text(out, known);
		buf_free(&title);
		return *known != '\0';
	}
	if (!known || !*known)
		return false;
	buf_text(out, known);
	return true;
}

void app_title(struct app *a, const struct kind *k, int64_t id, struct buf *out)
{
	app_types(a);
	if (!ref_title(a, k, id, out))
		buf_text(out, "?");
}

/* ---- what did they mean? */

#define CANDIDATES 3 /* named in the message */

struct guess {
	int64_t id; /* the first one */
	size_t n;
	struct buf names;
};

static void guess_add(struct guess *g, int64_t id, const char *title)
{
	if (!g->n)
		g->id = id;
	if (g->n < CANDIDATES)
		buf_print(&g->names, "%s%s (%lld)", g->n ? ", " : "", title, (long long)id);
	g->n++;
}

struct search {
	struct app *app;
	struct buf wanted; /* search key of what was typed */
	struct guess exact, begins;
	struct buf title, key;
	bool stopped;
};

/* The same words, in any order: a person is written Rusu Ion as often as Ion Rusu. */
static bool same_words(const char *a, const char *b)
{
	return strlen(a) == strlen(b) && text_key_matches(a, b) && text_key_matches(b, a);
}

static bool search_one(void *ctx, const struct record *r)
{
	struct search *s = ctx;
	buf_clear(&s->title);
	buf_clear(&s->key);
	record_title(r, &s->app->types, &s->title);
	text_key(buf_str(&s->title), &s->key);
	const char *key = buf_str(&s->key), *wanted = buf_str(&s->wanted);
	if (same_words(key, wanted))
		guess_add(&s->exact, r->id, buf_str(&s->title));
	else if (strncmp(key, wanted, s->wanted.len) == 0)
		guess_add(&s->begins, r->id, buf_str(&s->title));
	s->stopped = app_asked_to_stop(s->app);
	return !s->stopped && s->exact.n <= CANDIDATES;
}

/* Does the search index know the words of the titles of this kind? Titles made of references are not in it. */
static bool title_is_searched(const struct kind *k)
{
	for (int i = 0; i < 3 && k->title[i] != NO_FIELD; i++)
		if (!(k->fields[k->title[i]].in & IN_SEARCH))
			return false;
	return true;
}

static bool search_titles(struct search *s, const struct kind *k, const char *typed, struct err *e)
{
	struct query q;
	query_init(&q, k);
	if (title_is_searched(k))
		q.search = mem_copy_text(typed);
	bool ok = store_each(s->app->store, &q, 0, search_one, s, e);
	query_free(&q);
	return ok && (!s->stopped || app_interrupted(e));
}

static bool search_answer(const struct search *s, const struct kind *k, const char *typed, int64_t *id, struct err *e)
{
	const struct guess *g = s->exact.n ? &s->exact : &s->begins;
	if (g->n == 1) {
		*id = g->id;
		return true;
	}
	if (!g->n) {
		err_set(e, ERR_NOT_FOUND, _("%s: there is nothing called \"%s\"."), tr(k->plural), typed);
		return err_hint(e, _("Write the title as the list shows it, its beginning, or the number (id)."));
	}
	err_set(e, ERR_INVALID, g->n > CANDIDATES ? _("\"%s\" can be several: %s, …") : _("\"%s\" can be several: %s."),
	    typed, buf_str(&g->names));
	return err_hint(e, _("Write more of the title, or the number in brackets."));
}

static bool find_by_title(struct app *a, const struct kind *k, const char *typed, int64_t *id, struct err *e)
{
	struct search s = {.app = a};
	text_key(typed, &s.wanted);
	bool ok = true;
	if (s.wanted.len)
		ok = search_titles(&s, k, typed, e);
	ok = ok && search_answer(&s, k, typed, id, e);
	buf_free(&s.wanted);
	buf_free(&s.exact.names);
	buf_free(&s.begins.names);
	buf_free(&s.title);
	buf_free(&s.key);
	return ok;
}

/* A reference without a fixed target (a note's) may name anything: then only an id says which. */
static bool ref_find(void *ctx, const struct kind *k, const char *typed, int64_t *id, struct err *e)
{
	struct app *a = ctx;
	struct store *s = app_store(a, e);
	if (!s)
		return false;
	if (id_parse(typed, id) && (k ? store_exists(s, k, *id) : store_kind_of(s, *id) != NULL))
		return true;
	if (!k)
		return err_set(e, ERR_NOT_FOUND, _("There is no record with the number %s."), typed);
	return find_by_title(a, k, typed, id, e);
}

bool app_resolve(struct app *a, const struct kind *k, const char *typed, int64_t *id, struct err *e)
{
	app_types(a);
	return ref_find(a, k, typed, id, e);
}

const struct type_ctx *app_types(struct app *a)
{
	a->types = (struct type_ctx){.lang = lang_now(),
	    .today = clock_today(&a->clock),
	    .now_minute = clock_minute(&a->clock),
	    .ref_title = ref_title,
	    .ref_find = ref_find,
	    .ctx = a};
	return &a->types;
}

/* ---- lists */

int64_t app_count(struct app *a, const struct query *q)
{
	return a->store ? store_count(a->store, q) : -1;
}

bool app_page(struct app *a, const struct query *q, const struct record *anchor, bool backwards, size_t n,
    struct record **out, size_t *got, struct err *e)
{
	*got = 0;
	struct store *s = app_store(a, e);
	return s && store_page(s, q, anchor, backwards, n, out, got, e);
}

int64_t app_position(struct app *a, const struct query *q, const struct record *r)
{
	return a->store ? store_position(a->store, q, r) : -1;
}

bool app_each(struct app *a, const struct query *q, size_t limit, bool (*each)(void *ctx, const struct record *r),
    void *ctx, struct err *e)
{
	struct store *s = app_store(a, e);
	return s && store_each(s, q, limit, each, ctx, e);
}

/* store_find answers in its own rows; they are the same thing under app's name. */
bool app_find(struct app *a, const char *text, const struct kind *only, struct app_hit *out, size_t max, size_t *got,
    struct err *e)
{
	*got = 0;
	struct store *s = app_store(a, e);
	if (!s || !max)
		return s != NULL;
	struct store_hit *hits = mem_array(max, sizeof *hits);
	bool ok = store_find(s, text, only, hits, max, got, e);
	for (size_t i = 0; ok && i < *got; i++)
		out[i] = (struct app_hit){hits[i].kind, hits[i].id};
	free(hits);
	return ok;
}

bool app_values(struct app *a, const struct kind *k, int field, const char *prefix, size_t max,
    void (*each)(void *ctx, const char *value, int64_t count), void *ctx, struct err *e)
{
	struct store *s = app_store(a, e);
	return s && store_values(s, k, field, prefix, max, each, ctx, e);
}

bool app_references(struct app *a, const struct kind *k, int64_t id,
    void (*each)(void *ctx, const struct kind *from, int field, int64_t count), void *ctx, struct err *e)
{
	struct store *s = app_store(a, e);
	return s && store_references(s, k, id, each, ctx, e);
}

void ref_value(const struct field *f, int64_t id, struct value *out)
{
	*out = (struct value)VALUE_INIT;
	if (f->type->tag == VALUE_INT) {
		value_set_int(out, id);
		return;
	}
	value_take_text(out, mem_print("%lld", (long long)id));
}
