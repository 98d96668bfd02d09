/* store/search.c - the words typed above a list, and finding in everything. The index gives ids in the order of
 * creation and never ranks: scoring every match of a single letter costs more than the whole list. */
#include "store/ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define LIST_MOST 8000  /* more matches than this are cheaper to meet along the order than to sort */
#define PART_LOOK 20000 /* the newest rows, looked at when no word begins as typed */

/* ---- what the index is asked */

static void word(const char *mark, const struct text_key_word *w, struct buf *out)
{
	buf_print(out, " AND (\"%s%.*s\" *", mark, (int)w->n, w->word);
	if (w->other_n)
		buf_print(out, " OR \"%s%.*s\" *", mark, (int)w->other_n, w->other);
	buf_text(out, ")");
}

/* "§person" AND "rusu" * AND "ion" *; with a mark the first word is one that a title begins with. */
void search_expression(const struct kind *only, const char *key, const char *mark, struct buf *out)
{
	size_t from = out->len;
	if (only)
		buf_print(out, " AND \"§%s\"", only->key);
	struct text_key_word w;
	for (const char *p = key; text_key_next(&p, &w); mark = "")
		word(mark, &w, out);
	if (out->len == from)
		return;
	struct buf bare = BUF_INIT;
	buf_text(&bare, buf_str(out) + from + strlen(" AND "));
	buf_cut(out, from);
	buf_print(out, "(%s)", buf_str(&bare));
	buf_free(&bare);
}

static bool count_matches(struct store *s, const struct search *sr, int64_t most, int64_t *n, struct err *e)
{
	return db_int(s, n, e, "SELECT count(*) FROM (SELECT 1 FROM fts WHERE fts MATCH ?1 LIMIT ?2)", "ti",
	    buf_str(&sr->match), most);
}

static bool indexed(const struct query *q)
{
	return q->bin == QUERY_LIVE && kind_searched(q->kind);
}

static bool choose(struct store *s, const struct query *q, struct search *sr, struct err *e)
{
	if (!indexed(q)) {
		sr->plan = SEARCH_WALK;
		return true;
	}
	int64_t n;
	if (!count_matches(s, sr, LIST_MOST + 1, &n, e))
		return false;
	sr->plan = n == 0 ? SEARCH_PART : n > LIST_MOST ? SEARCH_WALK : SEARCH_LIST;
	return true;
}

bool search_gather(struct search *sr, const struct query *q)
{
	if (sr->plan != SEARCH_WALK || !indexed(q))
		return false;
	sr->plan = SEARCH_LIST;
	return true;
}

bool search_make(struct store *s, const struct query *q, struct search *sr, struct err *e)
{
	struct buf other = BUF_INIT;
	*sr = (struct search){.plan = SEARCH_NONE};
	if (!q->search)
		return true;
	text_key(q->search, &sr->key);
	if (sr->key.len == 0)
		return true;
	if (text_other_layout(q->search, &other))
		text_key(buf_str(&other), &sr->other);
	buf_free(&other);
	search_expression(q->kind, buf_str(&sr->key), "", &sr->match);
	if (sr->other.len) {
		buf_text(&sr->match, " OR ");
		search_expression(q->kind, buf_str(&sr->other), "", &sr->match);
	}
	return choose(s, q, sr, e);
}

void search_free(struct search *sr)
{
	buf_free(&sr->key);
	buf_free(&sr->other);
	buf_free(&sr->match);
}

void search_from(
    const struct search *sr, const struct query *q, const struct order *o, struct where *w, struct buf *from)
{
	if (sr->plan == SEARCH_LIST) {
		buf_print(from, "(SELECT rowid AS r FROM fts WHERE fts MATCH ?%d) f CROSS JOIN ",
		    where_text(w, buf_str(&sr->match), false));
		db_quote(q->kind->key, from);
		buf_text(from, " t ON t.id = f.r");
		return;
	}
	if (sr->plan == SEARCH_PART) {
		buf_text(from, "(SELECT id AS r, skey FROM ");
		db_quote(q->kind->key, from);
		buf_print(from, " ORDER BY id DESC LIMIT %d) f CROSS JOIN ", PART_LOOK);
		db_quote(q->kind->key, from);
		buf_text(from, " t ON t.id = f.r");
		return;
	}
	if (o->table.len) {
		buf_print(from, "%s o CROSS JOIN ", buf_str(&o->table));
		db_quote(q->kind->key, from);
		buf_text(from, " t ON t.id = o.id");
		return;
	}
	db_quote(q->kind->key, from);
	buf_text(from, " t");
}

void search_where(const struct search *sr, struct where *w)
{
	if (sr->plan != SEARCH_WALK && sr->plan != SEARCH_PART)
		return;
	const char *call = sr->plan == SEARCH_WALK ? "obste_match(t.skey" : "obste_has(f.skey";
	buf_print(&w->sql, " AND (%s, ?%d)", call, where_text(w, buf_str(&sr->key), false));
	if (sr->other.len)
		buf_print(&w->sql, " OR %s, ?%d)", call, where_text(w, buf_str(&sr->other), false));
	buf_char(&w->sql, ')');
}
