/* app/alike.c - what a new record may repeat. Words are compared by their search keys, so that diacritics, case and
 * script do not matter; how a kind is looked at is the table at the end. */
#include "app/alike.h"

#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/read.h"

enum { WORD_LEAST = 4, STEM = 6, WORDS_MOST = 12, FOUND_MOST = 60, ENOUGH = 2, PLACE = 3 };

/* Candidates with how much speaks for each. */
struct candidate {
	int64_t id;
	int words;
	bool place;
};
struct looking {
	struct app *app;
	const struct record *now;
	struct candidate list[FOUND_MOST];
	size_t n;
};

static struct candidate *candidate_of(struct looking *l, int64_t id)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->list[i].id == id)
			return &l->list[i];
	if (l->n == FOUND_MOST || id == l->now->id)
		return NULL;
	l->list[l->n] = (struct candidate){.id = id};
	return &l->list[l->n++];
}

/* ---- the words of a title, by their first letters: endings change ("trecerea", "trecere") */

static size_t stems(const char *text, char out[WORDS_MOST][STEM + 1])
{
	struct buf key = BUF_INIT;
	size_t n = 0;
	text_key(text, &key);
	for (const char *p = buf_str(&key); *p && n < WORDS_MOST;) {
		p += strspn(p, " ");
		const size_t length = strcspn(p, " ");
		if (length >= WORD_LEAST) {
			const size_t take = length < STEM ? length : STEM;
			memcpy(out[n], p, take);
			out[n++][take] = '\0';
		}
		p += length;
	}
	buf_free(&key);
	return n;
}

static bool search_word(struct looking *l, const char *word, struct err *e)
{
	struct store_hit hits[FOUND_MOST];
	size_t got = 0;
	if (!store_find(l->app->store, word, l->now->kind, hits, FOUND_MOST, &got, e))
		return false;
	for (size_t i = 0; i < got; i++) {
		struct candidate *c = candidate_of(l, hits[i].id);
		if (c)
			c->words++;
	}
	return true;
}

/* "str. Viilor 12" and "Strada Viilor, 12": the same words, street words left out. */
static void place_key(const char *text, struct buf *out)
{
	static const char *const left_out[] = {
	    "str", "strada", "bd", "bulevardul", "ul", "ulita", "nr", "sos", "soseaua"};
	struct buf key = BUF_INIT;
	text_key(text, &key);
	for (const char *p = buf_str(&key); *p;) {
		p += strspn(p, " .,");
		const size_t length = strcspn(p, " .,");
		bool take = length > 0;
		for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++)
			take = take && !(strlen(left_out[i]) == length && strncmp(left_out[i], p, length) == 0);
		if (take)
			buf_print(out, "%.*s ", (int)length, p);
		p += length;
	}
	buf_free(&key);
}

static bool same_place(const char *a, const char *b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	place_key(a, &x);
	place_key(b, &y);
	const bool same = x.len > 0 && strcmp(buf_str(&x), buf_str(&y)) == 0;
	buf_free(&x);
	buf_free(&y);
	return same;
}

static void look_at_places(struct looking *l)
{
	const char *place = record_text(l->now, problem_place);
	for (size_t i = 0; place && i < l->n; i++) {
		struct record *r = NULL;
		if (store_get(l->app->store, l->now->kind, l->list[i].id, &r, NULL) && record_has(r, problem_place))
			l->list[i].place = same_place(place, record_text(r, problem_place));
		record_free(r);
	}
}

static bool look_problems(struct looking *l, struct err *e)
{
	const int fields[] = {problem_title, problem_place};
	for (size_t f = 0; f < 2; f++) {
		char words[WORDS_MOST][STEM + 1];
		const char *text = record_text(l->now, fields[f]);
		const size_t n = text ? stems(text, words) : 0;
		for (size_t i = 0; i < n; i++)
			if (!search_word(l, words[i], e))
				return false;
	}
	look_at_places(l);
	return true;
}

/* ---- a letter's number at the same authority */

static bool take_letter(void *ctx, const struct record *r)
{
	struct looking *l = ctx;
	const char *mine = record_text(l->now, letter_direction), *its = record_text(r, letter_direction);
	struct candidate *c;
	if (record_has(l->now, letter_authority) && record_has(r, letter_authority) &&
	    record_int(l->now, letter_authority) != record_int(r, letter_authority))
		return true;
	/* an acknowledgement has the number of what it acknowledges */
	if (mine && its && strcmp(mine, its) != 0)
		return true;
	c = candidate_of(l, r->id);
	if (c)
		c->words = ENOUGH;
	return true;
}

static bool look_letters(struct looking *l, struct err *e)
{
	struct query q;
	if (!record_has(l->now, letter_number))
		return true;
	query_init(&q, l->now->kind);
	query_filter_add(&q, letter_number, QUERY_IS, &l->now->values[letter_number], NULL);
	const bool ok = store_each(l->app->store, &q, FOUND_MOST, take_letter, l, e);
	query_free(&q);
	return ok;
}

/* ---- the kinds that are looked at */

static const struct looked {
	enum kind_number kind;
	int fields[2];
	bool (*look)(struct looking *l, struct err *e);
	const char *why; /* N_() */
} kinds[] = {
    {KIND_problem, {problem_title, problem_place}, look_problems, N_("same words")},
    {KIND_letter, {letter_number, letter_authority}, look_letters, N_("same number")},
};

static const struct looked *looked_of(const struct kind *k)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kind_get(kinds[i].kind) == k)
			return &kinds[i];
	return NULL;
}

bool app_alike_by(const struct kind *k, int field)
{
	const struct looked *l = looked_of(k);
	return l && (l->fields[0] == field || l->fields[1] == field);
}

static int weight(const struct candidate *c)
{
	return c->words + (c->place ? PLACE : 0);
}

static int by_weight(const void *x, const void *y)
{
	const struct candidate *a = x, *b = y;
	if (weight(a) != weight(b))
		return weight(b) - weight(a);
	return (b->id > a->id) - (b->id < a->id); /* the newest first */
}

bool app_alike(struct app *a, const struct record *now, size_t max,
    void (*each)(void *ctx, const struct app_alike *like), void *ctx, struct err *e)
{
	const struct looked *how = looked_of(now->kind);
	if (!how || !app_store(a, e))
		return how == NULL;
	struct looking *l = mem_alloc(sizeof *l);
	l->app = a;
	l->now = now;
	const bool ok = how->look(l, e);
	qsort(l->list, l->n, sizeof *l->list, by_weight);
	for (size_t i = 0; ok && i < l->n && i < max && weight(&l->list[i]) >= ENOUGH; i++) {
		struct buf title = BUF_INIT;
		app_title(a, now->kind, l->list[i].id, &title);
		each(ctx, &(struct app_alike){now->kind, l->list[i].id, buf_str(&title),
		              l->list[i].place ? _("same place") : tr(how->why)});
		buf_free(&title);
	}
	free(l);
	return ok;
}

bool app_problem_duplicate(struct app *a, int64_t problem, int64_t of, struct err *e)
{
	struct record *r = NULL;
	if (!app_get(a, kind_get(KIND_problem), problem, &r, e))
		return false;
	struct record *base = record_copy(r);
	record_set_text(r, problem_state, "duplicate");
	record_set_int(r, problem_duplicate_of, of);
	const bool ok = app_save(a, r, base, NULL, e);
	record_free(base);
	record_free(r);
	return ok;
}
