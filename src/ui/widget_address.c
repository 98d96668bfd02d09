/* ui/widget_address.c - a place: the streets and places that were used already complete it, in whatever kind of record
 * they were written. Knows kinds only through their rows. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/widget.h"

struct streets {
	struct drop *drop;
	const char *typed;
};

/* "str. Independenței 12, ap. 40" -> "str. Independenței ": up to the number. A place without one stays whole. */
static size_t street_length(const char *address)
{
	for (const char *p = address; *p; p++)
		if (*p >= '0' && *p <= '9' && p > address && p[-1] == ' ')
			return (size_t)(p - address);
	return strlen(address);
}

static void one_address(void *ctx, const char *value, int64_t count)
{
	struct streets *s = ctx;
	char *street = mem_copy_bytes(value, street_length(value));
	(void)count;
	bool known = strcmp(street, s->typed) == 0;
	for (int i = 0; i < s->drop->n; i++)
		known = known || strcmp(s->drop->text[i], street) == 0;
	if (!known)
		drop_add(s->drop, 0, street, "");
	free(street);
}

static void address_offer(struct ui *u, struct form *f, struct slot *s)
{
	struct err e = ERR_INIT;
	struct streets streets = {&f->drop, line_text(&s->line)};
	size_t n;
	const struct kind *all = kinds_all(&n);
	if (!streets.typed[0])
		return;
	for (size_t i = 0; i < n && f->drop.n < DROP_MAX; i++)
		for (int field = 1; field < all[i].nfields && f->drop.n < DROP_MAX; field++)
			if (all[i].fields[field].type == s->row->type)
				app_values(u->app, &all[i], field, streets.typed, DROP_MAX, one_address, &streets, &e);
}

static bool address_key(struct ui *u, struct form *f, struct slot *s, const struct key *k)
{
	int chosen = drop_choose(&f->drop, k);
	(void)u;
	if (chosen >= 0)
		line_set(&s->line, f->drop.text[chosen]);
	return chosen != -2 || line_key(&s->line, k);
}

const struct widget_class widget_address = {
    .start = line_widget_start,
    .take = line_widget_take,
    .rows = one_row,
    .draw = line_widget_draw,
    .key = address_key,
    .offer = address_offer,
};
