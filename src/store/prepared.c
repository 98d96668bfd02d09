/* store/prepared.c - what is made of a new record ahead of its writing. Asks no database: other threads call it. */
#include "store/command.h"

int64_t command_at(const struct command *c)
{
	return c->at;
}

void command_prepare(const struct record *r, int64_t at, struct prepared *out)
{
	struct keys keys = {out->sort, out->search};
	struct record stored = *r;
	stored.created = at;
	derive_keys(NULL, r, &keys);
	json_new(&stored, &out->json);
	out->sort = keys.sort;
	out->search = keys.search;
}

void prepared_free(struct prepared *p)
{
	buf_free(&p->sort);
	buf_free(&p->search);
	buf_free(&p->json);
}

static void swap(struct buf *a, struct buf *b)
{
	struct buf kept = *a;
	*a = *b;
	*b = kept;
}

void command_lend(struct command *c, struct prepared *p)
{
	c->lent = p != NULL;
	if (!p)
		return;
	swap(&c->keys.sort, &p->sort);
	swap(&c->keys.search, &p->search);
	swap(&c->json, &p->json);
}
