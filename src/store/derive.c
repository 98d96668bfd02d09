/* store/derive.c - what is made from a record when it is written: sort key, search key, its row of the search index,
 * its links. All of it can be made again (rebuild.c). Knows no history. */
#include "store/impl.h"

#include <string.h>

#include "base/text.h"
#include "store/read.h"

#define TITLE_DEPTH 3 /* a title that names a record whose title names a record ... */

/* ---- title and keys */

static void title_of(struct store *s, const struct field *f, int64_t id, int depth, struct buf *out)
{
	const struct kind *k = field_target(f);
	struct record *r = NULL;
	k = k ? k : store_kind_of(s, id);
	if (k && depth < TITLE_DEPTH && rows_get(s, k, id, &r, NULL) && r)
		derive_title(s, r, depth + 1, out);
	record_free(r);
}

/* The name by which a record is sorted: the same in every language, numbers padded so that 9 comes before 10. */
void derive_title(struct store *s, const struct record *r, int depth, struct buf *out)
{
	size_t from = out->len;
	for (int i = 0; i < 3 && r->kind->title[i] != NO_FIELD; i++) {
		const struct field *f = &r->kind->fields[r->kind->title[i]];
		const struct value *v = &r->values[r->kind->title[i]];
		if (v->tag == VALUE_NULL)
			continue;
		if (out->len > from)
			buf_char(out, ' ');
		if (field_is_ref(f))
			title_of(s, f, v->num, depth, out);
		else if (v->tag == VALUE_INT)
			buf_print(out, "%012lld", (long long)v->num);
		else
			buf_text(out, v->text);
	}
}

static bool titles_lead(const struct kind *k)
{
	for (int i = 1; i < k->nfields; i++)
		if (k->fields[i].in & IN_SEARCH)
			return i == k->title[0];
	return false;
}

/* A list can be searched by the names that its records refer to in their titles. */
static void add_title_refs(struct store *s, const struct record *r, struct buf *search)
{
	for (int i = 0; i < 3 && r->kind->title[i] != NO_FIELD; i++) {
		int field = r->kind->title[i];
		if (!field_is_ref(&r->kind->fields[field]) || !record_has(r, field))
			continue;
		struct buf title = BUF_INIT, key = BUF_INIT;
		title_of(s, &r->kind->fields[field], r->values[field].num, 0, &title);
		text_key(buf_str(&title), &key);
		if (search->len && key.len)
			buf_char(search, ' ');
		buf_add(search, buf_str(&key), key.len);
		buf_free(&key);
		buf_free(&title);
	}
}

/* The key begins with the first word of the title: the search index marks that word, so that titles beginning with what
 * was typed are found first. */
static void lead_with_title(const char *title, struct buf *search)
{
	struct buf key = BUF_INIT;
	text_key(title, &key);
	buf_cut(&key, strcspn(buf_str(&key), " "));
	if (key.len && (strncmp(buf_str(search), buf_str(&key), key.len) != 0 || buf_str(search)[key.len] > ' ')) {
		if (search->len)
			buf_char(&key, ' ');
		buf_add(&key, buf_str(search), search->len);
		buf_clear(search);
		buf_add(search, buf_str(&key), key.len);
	}
	buf_free(&key);
}

void derive_keys(struct store *s, const struct record *r, struct keys *keys)
{
	struct buf title = BUF_INIT;
	buf_clear(&keys->sort);
	buf_clear(&keys->search);
	derive_title(s, r, 0, &title);
	text_sort_key(buf_str(&title), &keys->sort);
	record_search_key(r, &keys->search);
	add_title_refs(s, r, &keys->search);
	if (!titles_lead(r->kind))
		lead_with_title(buf_str(&title), &keys->search);
	buf_free(&title);
}

void keys_free(struct keys *k)
{
	buf_free(&k->sort);
	buf_free(&k->search);
}

/* ---- links: what a field of several references names */

struct linking {
	struct store *s;
	const struct record *r;
	const char *field;
	struct err *e;
};

static bool add_link(void *ctx, int64_t id)
{
	struct linking *l = ctx;
	return db_run(l->s, l->e, "INSERT OR IGNORE INTO link(src, field, dst, kind) VALUES(?1, ?2, ?3, ?4)", "itit",
	    l->r->id, l->field, id, l->r->kind->key);
}

bool derive_links(struct store *s, const struct record *r, const struct record *old, struct err *e)
{
	for (int i = 1; i < r->kind->nfields; i++) {
		const struct field *f = &r->kind->fields[i];
		if (!field_is_refs(f) || (old && value_equal(&old->values[i], &r->values[i])))
			continue;
		struct linking l = {s, r, f->key, e};
		if (old && !db_run(s, e, "DELETE FROM link WHERE src = ?1 AND field = ?2", "it", r->id, f->key))
			return false;
		if (r->values[i].tag == VALUE_TEXT && !refs_each(r->values[i].text, add_link, &l))
			return false;
	}
	return true;
}
