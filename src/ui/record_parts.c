/* ui/record_parts.c - pages.def as tables: which records have a tab of their own on a record's page, which tabs stand
 * first. Knows no kind by name. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/record.h"

static const struct tab_part parts[] = {
#define PART(page_, kind_, filters_, set_, label_) {page_, kind_, filters_, set_, label_},
#define PAGE(...)
#define HINT(...)
#include "ui/pages.def"
#undef PART
#undef PAGE
#undef HINT
};
static const struct tab_order {
	const char *page, *when, *kinds;
} orders[] = {
#define PART(...)
#define PAGE(page_, when_, kinds_) {page_, when_, kinds_},
#define HINT(...)
#include "ui/pages.def"
#undef PART
#undef PAGE
#undef HINT
};
#define COUNT_OF(a) (sizeof(a) / sizeof *(a))

static bool is_part_of(const struct tab_part *part, const struct record_page *p, const struct kind *k)
{
	return strcmp(part->page, p->kind->key) == 0 && strcmp(part->kind, k->key) == 0;
}

static bool add_filter(struct ui *u, struct query *q, const char *filter, bool not, struct err *e)
{
	const size_t name = strcspn(filter, "=");
	char *expr = mem_print("%.*s%s%s", (int)name, filter, not ? "!=" : "=", filter + name + 1);
	const bool ok = query_filter_parse(q, expr, app_types(u->app), e);
	free(expr);
	return ok;
}

/* The records of a tab: those that name this one, those of its part or without those of any part. */
bool tab_query(struct ui *u, const struct record_page *p, const struct tab *t, struct query *q, struct err *e)
{
	struct value v = VALUE_INIT;
	query_init(q, t->kind);
	page_reference(u, p, &t->kind->fields[t->field], &v);
	bool ok = query_filter_add(q, t->field, QUERY_IS, &v, e);
	for (size_t i = 0; ok && i < COUNT_OF(parts); i++)
		if (is_part_of(&parts[i], p, t->kind) && (!t->part || t->part == &parts[i]))
			ok = add_filter(u, q, parts[i].filters, !t->part, e);
	value_clear(&v);
	return ok;
}

void tab_begin(struct ui *u, const struct tab *t, struct record *r)
{
	const char *equals = t->part ? strchr(t->part->set, '=') : NULL;
	if (!equals)
		return;
	char *key = mem_copy_bytes(t->part->set, (size_t)(equals - t->part->set));
	record_parse(r, kind_field(r->kind, key), equals + 1, app_types(u->app), NULL);
	free(key);
}

const struct tab_part *tab_part_next(const struct record_page *p, const struct kind *k, const struct tab_part *after)
{
	for (size_t i = after ? (size_t)(after - parts) + 1 : 0; i < COUNT_OF(parts); i++)
		if (is_part_of(&parts[i], p, k))
			return &parts[i];
	return NULL;
}

int64_t tab_count(struct ui *u, const struct record_page *p, const struct tab *t)
{
	struct query q;
	struct err ignored = ERR_INIT;
	const int64_t n = tab_query(u, p, t, &q, &ignored) ? app_count(u->app, &q) : 0;
	query_free(&q);
	return n > 0 ? n : 0;
}

/* Where the page's row names this tab; 0: it does not. */
int tab_place(const struct record_page *p, const struct tab *t)
{
	struct buf word = BUF_INIT;
	int place = 0, at = 1;
	const char *value = t->part ? strchr(t->part->set, '=') : NULL;
	buf_print(&word, "%s%s%s", t->kind->key, value ? ":" : "", value ? value + 1 : "");
	for (size_t i = 0; i < COUNT_OF(orders) && !place && p->record; i++) {
		if (strcmp(orders[i].page, p->kind->key) != 0 ||
		    !kind_condition(p->kind, orders[i].when, p->record->values))
			continue;
		for (const char *w = orders[i].kinds; *w && !place; at++, w += strspn(w, " ")) {
			const size_t n = strcspn(w, " ");
			if (n == word.len && strncmp(w, buf_str(&word), n) == 0)
				place = at;
			w += n;
		}
	}
	buf_free(&word);
	return place;
}
