/* store/search.c - the words typed above a list, and finding in everything. The index gives ids in the order of
 * creation and never ranks: scoring every match of a single letter costs more than the whole list. */
#include "store/ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

#define PART_LOOK 20000 /* the newest rows, looked at when no word begins as typed */
/* What is cheapest, measured: reading a row, to sort it or to test its words, costs as much as twenty steps along an
 * order with a question to a set of ids. Of evenly spread matches a hundred, a page, come by in 100 * rows / matches
 * steps. */
#define NEAR_LOOK 2000 /* words tested in the rows that are next in any case */
#define FEW 2500       /* always cheap to sort; names stand together, and a walk to them may be long */
#define PAGE_STEPS 16
#define AMONG_LOOK 6 /* steps for each match */
#define DENSE 16     /* one row in so many matches: nobody sorts them */

/* ---- what the index is asked */

static void word(const char *mark, const struct text_key_word *w, struct buf *out)
{
	buf_print(out, " AND (\"%s%.*s\" *", mark, (int)w->n, w->word);
	if (w->other_n)
		buf_print(out, " OR \"%s%.*s\" *", mark, (int)w->other_n, w->other);
	buf_text(out, ")");
}

/* "§person" AND "rusu" * AND "ion" *; with a mark the first word is one that a title begins with. */
#define ASKED_MOST 500 /* bytes: nobody asks with more, but a book may be pasted, and the index would look for ever */

char *search_asked(const char *typed)
{
	size_t n = strlen(typed);
	if (n > ASKED_MOST)
		for (n = ASKED_MOST; n > 0 && ((unsigned char)typed[n] & 0xC0) == 0x80;)
			n--;
	return mem_copy_bytes(typed, n);
}

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

static void either_layout(const struct search *sr, const struct kind *only, struct buf *out)
{
	search_expression(only, buf_str(&sr->key), "", out);
	if (sr->other.len) {
		buf_text(out, " OR ");
		search_expression(only, buf_str(&sr->other), "", out);
	}
}

static bool count_matches(struct store *s, const struct buf *match, int64_t most, int64_t *n, struct err *e)
{
	return db_int(s, n, e, "SELECT count(*) FROM (SELECT 1 FROM fts WHERE fts MATCH ?1 LIMIT ?2)", "ti",
	    buf_str(match), most);
}

/* Where nearly every row is of this kind, asking the index for the kind as well costs more than the few others that are
 * found without: these are no rows of the list's table. */
static bool narrows(struct store *s, int64_t rows)
{
	int64_t all;
	return !db_int(s, &all, NULL, "SELECT sum(live) FROM tally", "") || rows < all / 2;
}

/* By how many match among how many: see the costs above. What is counted needs no order. */
static enum search_plan cheapest(enum plan_way way, int64_t matches, int64_t rows)
{
	if (matches > rows / DENSE && matches > FEW)
		return SEARCH_AMONG;
	if (way == PLAN_COUNT || way == PLAN_SORT || matches <= FEW || matches * matches < PAGE_STEPS * rows)
		return SEARCH_LIST;
	return SEARCH_AMONG;
}

static bool choose(struct store *s, const struct query *q, enum plan_way way, struct search *sr, struct err *e)
{
	const struct query all = {.kind = q->kind, .bin = QUERY_LIVE};
	int64_t rows = store_count(s, &all), most = rows / DENSE + FEW, matches;
	if (!count_matches(s, &sr->match, 1, &matches, e))
		return false;
	sr->plan = SEARCH_PART;
	if (matches == 0)
		return true;
	either_layout(sr, narrows(s, rows) ? q->kind : NULL, &sr->asked);
	if (!count_matches(s, &sr->asked, most, &matches, e))
		return false;
	sr->plan = cheapest(way, matches, rows);
	sr->looks = sr->plan == SEARCH_AMONG && way == PLAN_GATHER && matches < most ? AMONG_LOOK * matches : 0;
	return true;
}

static bool indexed(const struct query *q)
{
	return q->bin == QUERY_LIVE && kind_searched(q->kind);
}

bool search_make(struct store *s, const struct query *q, enum plan_way way, struct search *sr, struct err *e)
{
	struct buf other = BUF_INIT;
	*sr = (struct search){.plan = SEARCH_NONE};
	if (!q->search)
		return true;
	char *asked = search_asked(q->search);
	text_key(asked, &sr->key);
	if (sr->key.len > 0 && text_other_layout(asked, &other))
		text_key(buf_str(&other), &sr->other);
	buf_free(&other);
	free(asked);
	if (sr->key.len == 0)
		return true;
	either_layout(sr, q->kind, &sr->match);
	if (indexed(q) && way != PLAN_NEAR)
		return choose(s, q, way, sr, e);
	sr->plan = SEARCH_WALK;
	sr->looks = indexed(q) ? NEAR_LOOK : 0;
	return true;
}

void search_free(struct search *sr)
{
	buf_free(&sr->key);
	buf_free(&sr->other);
	buf_free(&sr->match);
	buf_free(&sr->asked);
}

void search_from(
    const struct search *sr, const struct query *q, const struct order *o, struct where *w, struct buf *from)
{
	if (sr->plan == SEARCH_LIST) {
		buf_print(from, "(SELECT rowid AS r FROM fts WHERE fts MATCH ?%d) f CROSS JOIN ",
		    where_text(w, buf_str(&sr->asked), false));
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

/* The plus keeps SQLite from looking the ids up one by one instead of walking. */
static void among(const struct search *sr, const struct order *o, struct where *w)
{
	buf_print(&w->sql, " AND obste_near(%s) AND +%s IN (SELECT rowid FROM fts WHERE fts MATCH ?%d)", o->id, o->id,
	    where_text(w, buf_str(&sr->asked), false));
}

void search_where(const struct search *sr, const struct order *o, struct where *w)
{
	if (sr->plan == SEARCH_AMONG)
		among(sr, o, w);
	if (sr->plan != SEARCH_WALK && sr->plan != SEARCH_PART)
		return;
	const char *call = sr->plan == SEARCH_WALK ? "obste_match(t.skey" : "obste_has(f.skey";
	buf_print(&w->sql, " AND (%s, ?%d)", call, where_text(w, buf_str(&sr->key), false));
	if (sr->other.len)
		buf_print(&w->sql, " OR %s, ?%d)", call, where_text(w, buf_str(&sr->other), false));
	buf_char(&w->sql, ')');
}
