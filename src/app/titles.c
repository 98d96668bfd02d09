/* app/titles.c - titles of records, remembered: a list of 200 attendances names 400 others. Knows only ids and texts.
 */
#include "app/app_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define TITLES_MOST 65536 /* then all are forgotten: memory stays bounded on any database */

struct title {
	int64_t id; /* 0: free */
	char *text;
};

struct titles {
	struct title *slots; /* a power of two, open addressing */
	size_t nslots, used;
};

struct titles *titles_new(void)
{
	return mem_alloc(sizeof(struct titles));
}

void titles_clear(struct titles *t)
{
	if (!t)
		return;
	for (size_t i = 0; i < t->nslots; i++)
		free(t->slots[i].text);
	free(t->slots);
	memset(t, 0, sizeof *t);
}

void titles_free(struct titles *t)
{
	titles_clear(t);
	free(t);
}

/* Ids rise with time and random low bits: a multiplication spreads them. */
static struct title *slot_of(const struct titles *t, int64_t id)
{
	size_t i = (size_t)((uint64_t)id * 0x9E3779B97F4A7C15u >> 32) & (t->nslots - 1);
	while (t->slots[i].id && t->slots[i].id != id)
		i = (i + 1) & (t->nslots - 1);
	return &t->slots[i];
}

const char *titles_get(const struct titles *t, int64_t id)
{
	return t->nslots && id ? slot_of(t, id)->text : NULL;
}

static void grow(struct titles *t)
{
	struct titles bigger = {.nslots = t->nslots ? t->nslots * 2 : 256, .used = t->used};
	bigger.slots = mem_array(bigger.nslots, sizeof *bigger.slots);
	for (size_t i = 0; i < t->nslots; i++)
		if (t->slots[i].id)
			*slot_of(&bigger, t->slots[i].id) = t->slots[i];
	free(t->slots);
	*t = bigger;
}

const char *titles_put(struct titles *t, int64_t id, const char *title)
{
	if (t->used >= TITLES_MOST)
		titles_clear(t);
	if (t->used * 4 >= t->nslots * 3)
		grow(t);
	struct title *s = slot_of(t, id);
	if (s->id)
		free(s->text);
	else
		t->used++;
	s->id = id;
	s->text = mem_copy_text(title);
	return s->text;
}
