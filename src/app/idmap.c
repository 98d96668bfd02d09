/* app/idmap.c - a hash table from 64-bit keys to ids, as small as it can be: 16 bytes an entry, so that a hundred
 * thousand people with all their keys stay within a few megabytes. Knows no record. */
#include <stdlib.h>
#include <string.h>

#include "app/import.h"
#include "base/mem.h"
#include "base/text.h"

static uint64_t mix(uint64_t h)
{
	h ^= h >> 30;
	h *= 0xbf58476d1ce4e5b9U;
	h ^= h >> 27;
	h *= 0x94d049bb133111ebU;
	return h ^ (h >> 31);
}

uint64_t hash_bytes(uint64_t seed, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	uint64_t h = seed ^ 0xcbf29ce484222325U;
	for (size_t i = 0; i < n; i++)
		h = (h ^ p[i]) * 0x100000001b3U;
	return mix(h + n);
}

uint64_t hash_words(const char *text, struct buf *scratch)
{
	uint64_t h = 0;
	buf_clear(scratch);
	text_key(text, scratch);
	for (const char *p = buf_str(scratch); *p;) {
		size_t n = strcspn(p, " ");
		h += hash_bytes(1, p, n);
		p += n + strspn(p + n, " ");
	}
	return h;
}

static void put(struct idmap *m, uint64_t key, int64_t id)
{
	size_t at = (size_t)mix(key) & (m->room - 1);
	for (; m->slots[at].id; at = (at + 1) & (m->room - 1))
		if (m->slots[at].key == key && m->slots[at].id == id)
			return;
	m->slots[at] = (struct idmap_slot){key, id};
	m->used++;
}

static void grow(struct idmap *m)
{
	struct idmap bigger = {.room = m->room ? m->room * 2 : 256};
	bigger.slots = mem_array(bigger.room, sizeof *bigger.slots);
	for (size_t i = 0; i < m->room; i++)
		if (m->slots[i].id)
			put(&bigger, m->slots[i].key, m->slots[i].id);
	free(m->slots);
	*m = bigger;
}

void idmap_add(struct idmap *m, uint64_t key, int64_t id)
{
	if (m->used * 4 >= m->room * 3)
		grow(m);
	put(m, key, id);
}

size_t idmap_get(const struct idmap *m, uint64_t key, int64_t *ids, size_t max)
{
	size_t n = 0;
	if (!m->room)
		return 0;
	for (size_t at = (size_t)mix(key) & (m->room - 1); m->slots[at].id; at = (at + 1) & (m->room - 1))
		if (m->slots[at].key == key) {
			if (n < max)
				ids[n] = m->slots[at].id;
			if (++n > max)
				break;
		}
	return n;
}

void idmap_free(struct idmap *m)
{
	free(m->slots);
	*m = (struct idmap){NULL, 0, 0};
}
