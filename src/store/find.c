/* store/find.c - finding in everything, best first. The index is asked first for titles that begin with what was typed,
 * then for any words; only those few are ranked, here. */
#include "store/ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define LOOK_MOST 300 /* candidates that are read and ranked */

struct finding {
	struct store *s;
	const char *key, *other;
	struct store_hit *hits; /* LOOK_MOST */
	size_t n;
};

/* 0 the title begins so, 1 the words begin words of the title, 2 they stand elsewhere; main kinds first. */
static int rank_of(const struct finding *f, const struct record *r)
{
	struct buf title = BUF_INIT, key = BUF_INIT;
	derive_title(f->s, r, 0, &title);
	text_key(buf_str(&title), &key);
	int best = 2;
	const char *const typed[] = {f->key, f->other};
	for (int i = 0; i < 2 && *typed[i]; i++) {
		int rank = strncmp(buf_str(&key), typed[i], strlen(typed[i])) == 0 ? 0
		           : text_key_matches(buf_str(&key), typed[i])             ? 1
		                                                                   : 2;
		best = rank < best ? rank : best;
	}
	buf_free(&title);
	buf_free(&key);
	return best * 2 + !r->kind->main;
}

static bool known(const struct finding *f, int64_t id)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->hits[i].id == id)
			return true;
	return false;
}

static bool add_hit(struct finding *f, const struct kind *k, int64_t id, struct err *e)
{
	struct record *r = NULL;
	if (!rows_get(f->s, k, id, &r, e))
		return false;
	if (r && !record_is_aside(r))
		f->hits[f->n++] = (struct store_hit){k, id, rank_of(f, r)};
	record_free(r);
	return true;
}

static bool ask_index(struct finding *f, const struct kind *only, const char *match, struct err *e)
{
	sqlite3_stmt *st;
	if (!db_take(f->s, "SELECT rowid FROM fts WHERE fts MATCH ?1 ORDER BY rowid DESC LIMIT ?2", &st, e))
		return false;
	sqlite3_bind_text(st, 1, match, -1, SQLITE_STATIC);
	sqlite3_bind_int64(st, 2, LOOK_MOST);
	bool ok = true, row = true;
	while (f->n < LOOK_MOST && ok && (ok = db_step(f->s, st, &row, e)) && row) {
		int64_t id = sqlite3_column_int64(st, 0);
		const struct kind *k = only ? only : store_kind_of(f->s, id);
		if (k && !known(f, id))
			ok = add_hit(f, k, id, e);
	}
	db_give(f->s, st);
	return ok;
}

static bool ask_twice(struct finding *f, const struct kind *only, const char *mark, struct err *e)
{
	struct buf match = BUF_INIT;
	search_expression(only, f->key, mark, &match);
	if (*f->other) {
		buf_text(&match, " OR ");
		search_expression(only, f->other, mark, &match);
	}
	bool ok = ask_index(f, only, buf_str(&match), e);
	buf_free(&match);
	return ok;
}

/* Nothing begins so: a bounded look inside the words of the main kinds. */
static bool look_inside(struct finding *f, const struct kind *k, size_t max, struct err *e)
{
	struct query q;
	struct record *rows[LOOK_MOST];
	size_t got = 0, want = max < LOOK_MOST - f->n ? max : LOOK_MOST - f->n;
	query_init(&q, k);
	q.search = (char *)(uintptr_t)f->key; /* lent; not freed below */
	bool ok = want == 0 || store_page(f->s, &q, NULL, false, want, rows, &got, e);
	for (size_t i = 0; i < got; i++) {
		f->hits[f->n++] = (struct store_hit){k, rows[i]->id, rank_of(f, rows[i])};
		record_free(rows[i]);
	}
	return ok;
}

static bool look_everywhere(struct finding *f, const struct kind *only, size_t max, struct err *e)
{
	size_t n;
	const struct kind *k = kinds_all(&n);
	bool ok = true;
	for (size_t i = 0; ok && i < n; i++)
		if (only ? only == &k[i] : k[i].main)
			ok = look_inside(f, &k[i], max, e);
	return ok;
}

static int by_rank(const void *a, const void *b)
{
	const struct store_hit *x = a, *y = b;
	if (x->rank != y->rank)
		return x->rank - y->rank;
	return (x->id < y->id) - (x->id > y->id); /* the newest first */
}

bool store_find(struct store *s, const char *text, const struct kind *only, struct store_hit *out, size_t max,
    size_t *got, struct err *e)
{
	struct buf key = BUF_INIT, typed = BUF_INIT, other = BUF_INIT;
	struct store_hit hits[LOOK_MOST];
	*got = 0;
	char *asked = search_asked(text);
	text_key(asked, &key);
	if (text_other_layout(asked, &typed))
		text_key(buf_str(&typed), &other);
	free(asked);
	struct finding f = {s, buf_str(&key), buf_str(&other), hits, 0};
	bool ok = key.len == 0 || (ask_twice(&f, only, "¶", e) && ask_twice(&f, only, "", e) &&
	                              (f.n > 0 || look_everywhere(&f, only, max, e)));
	if (ok && f.n) {
		qsort(hits, f.n, sizeof *hits, by_rank);
		*got = f.n < max ? f.n : max;
		memcpy(out, hits, *got * sizeof *hits);
	}
	buf_free(&key);
	buf_free(&typed);
	buf_free(&other);
	return ok;
}
