/* app/likely.c - likely doubles by hashes: asking for one record costs a few look-ups, whatever their number. Knows no
 * kind by name but that of the pairs. */
#include "app/likely.h"

#include <string.h>

#include "base/text.h"

#define NAMESAKES 4  /* what more records share than that is no sign by itself; the record itself may be one of them */
#define SHORT_WORD 5 /* the ending of a shorter one belongs to it: Rus and Rusu are two names */

enum { SEED_VALUE = 0x1000, SEED_NAME = 0x2000, SEED_PART = 0x2001 };

bool likely_kind(const struct kind *k)
{
	return k == field_target(&kind_get(KIND_pair)->fields[pair_one]);
}

/* ---- names. Russian papers leave out the Romanian ending (Țurcanu, Цуркан; Alexandru, Александр; Valeriu, Валерий).
 */

static size_t stem(const char *word, size_t n)
{
	if (n < SHORT_WORD)
		return n;
	return n - (word[n - 1] == 'u' || (word[n - 1] == 'e' && word[n - 2] == 'i'));
}

struct words {
	uint64_t of[LIKELY_WORDS][2]; /* each with its other spelling; the same where it has none */
	int n;
};

static void take_words(const char *key, struct words *w)
{
	struct text_key_word word;
	w->n = 0;
	while (w->n < LIKELY_WORDS && text_key_next(&key, &word)) {
		uint64_t *of = w->of[w->n++];
		of[0] = of[1] = hash_bytes(3, word.word, stem(word.word, word.n));
		if (word.other_n)
			of[1] = hash_bytes(3, word.other, stem(word.other, word.other_n));
	}
}

static void add_once(uint64_t *list, int *n, int most, uint64_t h)
{
	for (int i = 0; i < *n; i++)
		if (list[i] == h)
			return;
	if (*n < most)
		list[(*n)++] = h;
}

/* Sums, so that the order of the words does not count. A name of three words also stands for each two of them: with the
 * father's name or without. One word alone names nobody. */
void likely_name(const char *key, struct likely_name *out)
{
	struct words w;
	out->nwhole = out->nparts = 0;
	take_words(key, &w);
	for (unsigned way = 0; w.n > 1 && way < 1U << w.n; way++) {
		uint64_t sum = 0;
		for (int i = 0; i < w.n; i++)
			sum += w.of[i][way >> i & 1];
		add_once(out->whole, &out->nwhole, LIKELY_WHOLE, sum);
		for (int i = 0; w.n == 3 && i < w.n; i++)
			add_once(out->parts, &out->nparts, LIKELY_PARTS, sum - w.of[i][way >> i & 1]);
	}
}

/* ---- the index */

static uint64_t value_key(const struct import_marks *m, int field, int i)
{
	return hash_bytes(SEED_VALUE + (uint64_t)field, &m->of[field][i], sizeof m->of[field][i]);
}

static uint64_t name_key(uint64_t seed, uint64_t sum)
{
	return hash_bytes(seed, &sum, sizeof sum);
}

void likely_add(struct idmap *map, const struct import_marks *m, int64_t id)
{
	for (int f = 0; f < 3; f++)
		for (int i = 0; i < m->n[f]; i++)
			idmap_add(map, value_key(m, f, i), id);
	for (int i = 0; i < m->name.nwhole; i++)
		idmap_add(map, name_key(SEED_NAME, m->name.whole[i]), id);
	for (int i = 0; i < m->name.nparts; i++)
		idmap_add(map, name_key(SEED_PART, m->name.parts[i]), id);
}

struct finding {
	const struct idmap *map;
	struct likely *out;
	size_t n;
};

static void note(struct finding *f, int64_t id, unsigned fact, bool may_add)
{
	size_t i = 0;
	while (i < f->n && f->out[i].id != id)
		i++;
	if (i == f->n && (!may_add || f->n == LIKELY_FOUND))
		return;
	if (i == f->n)
		f->out[f->n++] = (struct likely){id, 0};
	f->out[i].facts |= fact;
}

static void look(struct finding *f, uint64_t key, unsigned fact)
{
	int64_t ids[KEYS_FOUND];
	size_t got = idmap_get(f->map, key, ids, KEYS_FOUND);
	for (size_t i = 0; i < got && i < KEYS_FOUND; i++)
		note(f, ids[i], fact, got <= NAMESAKES);
}

static int facts_of(unsigned facts)
{
	int n = 0;
	for (; facts; facts &= facts - 1)
		n++;
	return n;
}

static void sort(struct likely *list, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t j = i; j > 0 && facts_of(list[j].facts) > facts_of(list[j - 1].facts); j--) {
			struct likely swap = list[j];
			list[j] = list[j - 1];
			list[j - 1] = swap;
		}
}

size_t likely_find(const struct idmap *map, const struct import_marks *m, struct likely out[LIKELY_FOUND])
{
	struct finding f = {map, out, 0};
	for (int v = 0; v < 3; v++)
		for (int i = 0; i < m->n[v]; i++)
			look(&f, value_key(m, v, i), 1U << v);
	for (int i = 0; i < m->name.nwhole; i++) {
		look(&f, name_key(SEED_NAME, m->name.whole[i]), LIKELY_NAME);
		look(&f, name_key(SEED_PART, m->name.whole[i]), LIKELY_NAME);
	}
	for (int i = 0; i < m->name.nparts; i++)
		look(&f, name_key(SEED_NAME, m->name.parts[i]), LIKELY_NAME);
	sort(out, f.n);
	return f.n;
}
