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
#define NEAR_DOUBT 400 /* of them, after which hardly any that fit means that there is no page of them near */
#define NEAR_HOPE 10
#define FEW 2500 /* always cheap to sort; names stand together, and a walk to them may be long */
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

/* Reads on in the matches, in the order of ids, until there are more than `most`. */
static bool read_matches(struct store *s, struct search *sr, size_t most, struct err *e)
{
	sqlite3_stmt *st;
	size_t room = sr->nids;
	if (!db_take(s, "SELECT rowid FROM fts WHERE fts MATCH ?1 AND rowid > ?2 ORDER BY rowid", &st, e))
		return false;
	sqlite3_bind_text(st, 1, buf_str(&sr->asked), -1, SQLITE_STATIC);
	sqlite3_bind_int64(st, 2, sr->nids ? sr->ids[sr->nids - 1] : INT64_MIN);
	bool ok = true, row = true;
	while (ok && row && sr->nids <= most && (ok = db_step(s, st, &row, e)) && row) {
		if (sr->nids == room)
			sr->ids = mem_resize(sr->ids, room = room * 2 + 256, sizeof *sr->ids);
		sr->ids[sr->nids++] = sqlite3_column_int64(st, 0);
	}
	db_give(s, st);
	return ok;
}

bool search_is_among(const struct search *sr, int64_t id)
{
	size_t low = 0, high = sr->nids;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (sr->ids[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sr->nids && sr->ids[low] == id;
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

#define TRIED 64 /* matches looked up, where nearly all are of the kind */

/* Is one of the matches of this kind? Else the words stand in other kinds only. */
static bool any_of_kind(struct store *s, const struct query *q, const struct search *sr, bool *any, struct err *e)
{
	int64_t one = 0;
	*any = false;
	for (size_t i = 0; i < sr->nids && i < TRIED && !*any; i++)
		*any = rows_exists(s, q->kind, sr->ids[i]);
	if (*any || sr->nids <= TRIED)
		return true;
	bool ok = db_int(s, &one, e, "SELECT 1 FROM fts WHERE fts MATCH ?1 LIMIT 1", "t", buf_str(&sr->match));
	*any = one == 1;
	return ok;
}

static bool choose(struct store *s, const struct query *q, enum plan_way way, struct search *sr, struct err *e)
{
	const struct query all = {.kind = q->kind, .bin = QUERY_LIVE};
	int64_t rows = store_count(s, &all), most = rows / DENSE + FEW;
	bool any;
	either_layout(sr, narrows(s, rows) ? q->kind : NULL, &sr->asked);
	if (!read_matches(s, sr, (size_t)most, e) || !any_of_kind(s, q, sr, &any, e))
		return false;
	sr->plan = any ? cheapest(way, (int64_t)sr->nids, rows) : SEARCH_PART;
	if (sr->plan != SEARCH_AMONG)
		return true;
	sr->looks = way == PLAN_GATHER && (int64_t)sr->nids <= most ? AMONG_LOOK * (int64_t)sr->nids : 0;
	return read_matches(s, sr, SIZE_MAX, e);
}

static bool indexed(const struct query *q)
{
	return q->bin == QUERY_LIVE && kind_searched(q->kind);
}

/* The words typed as keys, and what the index is asked with them. */
static void read_typed(const struct query *q, struct search *sr)
{
	struct buf other = BUF_INIT;
	char *asked = search_asked(q->search);
	text_key(asked, &sr->key);
	if (sr->key.len > 0 && text_other_layout(asked, &other))
		text_key(buf_str(&other), &sr->other);
	buf_free(&other);
	free(asked);
	either_layout(sr, q->kind, &sr->match);
}

/* The index alone knows the number when it is asked about live records of one kind and nothing else. */
int64_t search_count(struct store *s, const struct query *q)
{
	struct search sr = {.plan = SEARCH_NONE};
	int64_t n = 0;
	if (!q->search || !indexed(q) || q->nfilters > 0 || q->via)
		return 0;
	read_typed(q, &sr);
	if (sr.key.len > 0 &&
	    !db_int(s, &n, NULL, "SELECT count(*) FROM fts WHERE fts MATCH ?1", "t", buf_str(&sr.match)))
		n = -1;
	search_free(&sr);
	return n;
}

bool search_make(struct store *s, const struct query *q, enum plan_way way, struct search *sr, struct err *e)
{
	*sr = (struct search){.plan = SEARCH_NONE};
	if (!q->search)
		return true;
	read_typed(q, sr);
	if (sr->key.len == 0)
		return true;
	if (indexed(q) && way != PLAN_NEAR)
		return choose(s, q, way, sr, e);
	sr->plan = SEARCH_WALK;
	if (indexed(q)) {
		sr->looks = NEAR_LOOK;
		sr->doubt = NEAR_LOOK - NEAR_DOUBT;
		sr->hope = NEAR_HOPE;
	}
	return true;
}

void search_free(struct search *sr)
{
	buf_free(&sr->key);
	buf_free(&sr->other);
	buf_free(&sr->match);
	buf_free(&sr->asked);
	free(sr->ids);
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

void search_where(const struct search *sr, const struct order *o, struct where *w)
{
	if (sr->plan == SEARCH_AMONG)
		buf_print(&w->sql, " AND obste_among(%s)", o->id);
	if (sr->plan != SEARCH_WALK && sr->plan != SEARCH_PART)
		return;
	const char *call = sr->plan == SEARCH_WALK ? "obste_match(t.skey" : "obste_has(f.skey";
	buf_print(&w->sql, " AND (%s, ?%d)", call, where_text(w, buf_str(&sr->key), false));
	if (sr->other.len)
		buf_print(&w->sql, " OR %s, ?%d)", call, where_text(w, buf_str(&sr->other), false));
	buf_char(&w->sql, ')');
}
