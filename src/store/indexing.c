/* store/indexing.c - rows of the search index: one column of words, of which "§kind" says of which kind the record is
 * and "¶word" marks the first of its title. The index keeps no copy of the text: it must be told exactly which words
 * go. */
#include "store/impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static void search_text(const struct kind *k, const char *key, struct buf *out)
{
	buf_text(out, "§");
	buf_text(out, k->key);
	buf_text(out, " ¶");
	buf_text(out, key);
	buf_char(out, ' ');
	buf_add(out, key, strcspn(key, " "));
}

static bool add(struct store *s, int64_t id, const char *words, struct err *e)
{
	return db_run(s, e, "INSERT INTO fts(rowid, t) VALUES(?1, ?2)", "it", id, words);
}

static bool take(struct store *s, int64_t id, const char *words, struct err *e)
{
	return db_run(s, e, "INSERT INTO fts(fts, rowid, t) VALUES('delete', ?1, ?2)", "it", id, words);
}

/* A crowd of sixteen parts would be merged at once, by whoever brings the sixteenth: a quarter of the index's time in
 * an import, and a quarter of a second for the small change after it. A larger crowd is searched as fast, and made
 * smaller bit by bit by the changes that follow. */
bool derive_search_merging(struct store *s, bool on, struct err *e)
{
	return (on || db_run(s, e, "INSERT INTO fts(fts, rank) VALUES('crisismerge', 128)", "")) &&
	       db_run(s, e, "INSERT INTO fts(fts, rank) VALUES('automerge', ?1)", "i", (int64_t)(on ? 4 : 0));
}

bool derive_search_add(struct store *s, const struct kind *k, int64_t id, const char *key, struct err *e)
{
	struct buf text = BUF_INIT;
	if (!kind_searched(k))
		return true;
	search_text(k, key, &text);
	bool ok = add(s, id, buf_str(&text), e);
	buf_free(&text);
	return ok;
}

/* One row a statement: one INSERT of them all would keep every page it touches a second time, in a temporary file, to
 * be able to take itself back. */
bool derive_search_add_all(struct store *s, const struct kind *k, sqlite3_stmt *rows, struct err *e)
{
	sqlite3_stmt *add;
	struct buf text = BUF_INIT;
	bool row, none, ok = db_take(s, "INSERT INTO fts(rowid, t) VALUES(?1, ?2)", &add, e);
	if (!ok)
		return false;
	while (ok && (ok = db_step(s, rows, &row, e)) && row) {
		const char *key = (const char *)sqlite3_column_text(rows, 1);
		buf_clear(&text);
		search_text(k, key ? key : "", &text);
		sqlite3_bind_int64(add, 1, sqlite3_column_int64(rows, 0));
		sqlite3_bind_text(add, 2, buf_str(&text), (int)text.len, SQLITE_STATIC);
		ok = db_step(s, add, &none, e);
		sqlite3_reset(add);
	}
	db_give(s, add);
	buf_free(&text);
	return ok;
}

bool derive_search_remove(struct store *s, const struct kind *k, int64_t id, const char *key, struct err *e)
{
	struct buf text = BUF_INIT;
	if (!kind_searched(k))
		return true;
	search_text(k, key, &text);
	bool ok = take(s, id, buf_str(&text), e);
	buf_free(&text);
	return ok;
}

/* ---- a changed row: most of its words stay, and need not be touched */

struct words {
	const char **word;
	size_t n;
};

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Cuts the text into its words, sorted. */
static struct words split(char *text)
{
	struct words w = {mem_array(strlen(text) / 2 + 2, sizeof *w.word), 0};
	char *rest = NULL;
	for (char *p = strtok_r(text, " ", &rest); p; p = strtok_r(NULL, " ", &rest))
		w.word[w.n++] = p;
	if (w.n)
		qsort(w.word, w.n, sizeof *w.word, by_text);
	return w;
}

/* How often the word at `from` stands there. */
static size_t run(const struct words *w, size_t from)
{
	size_t n = 0;
	while (from + n < w->n && strcmp(w->word[from], w->word[from + n]) == 0)
		n++;
	return n;
}

/* A letter (its first byte), by which a word begins. */
static unsigned char first_of(const char *word)
{
	return (unsigned char)*word;
}

/* Marks the letters by which words begin that a has more or less often than b. */
static void mark_changed(const struct words *a, const struct words *b, bool letters[256])
{
	for (size_t i = 0, k = 0, n; i < a->n; i += n) {
		n = run(a, i);
		while (k < b->n && strcmp(b->word[k], a->word[i]) < 0)
			k++;
		if (k == b->n || strcmp(b->word[k], a->word[i]) != 0 || run(b, k) != n)
			letters[first_of(a->word[i])] = true;
	}
}

/* Of the words that begin so all go and come again: with one of them the index forgets the beginnings that it shares
 * with the others (schema.c keeps those of up to three letters). As often as they stand there: the index also keeps how
 * many words there are in all, and calls itself damaged when more go than came. */
static void beginning_so(const struct words *w, const bool letters[256], struct buf *out)
{
	for (size_t i = 0; i < w->n; i++)
		if (letters[first_of(w->word[i])]) {
			buf_text(out, out->len ? " " : "");
			buf_text(out, w->word[i]);
		}
}

bool derive_search_change(
    struct store *s, const struct kind *k, int64_t id, const char *from, const char *to, struct err *e)
{
	struct buf was = BUF_INIT, is = BUF_INIT, gone = BUF_INIT, come = BUF_INIT;
	if (!kind_searched(k))
		return true;
	search_text(k, from, &was);
	search_text(k, to, &is);
	struct words a = split(was.data), b = split(is.data);
	bool letters[256] = {false};
	mark_changed(&a, &b, letters);
	mark_changed(&b, &a, letters);
	beginning_so(&a, letters, &gone);
	beginning_so(&b, letters, &come);
	/* Both, even when one is empty: so the index's own count of rows stays right. */
	bool ok = take(s, id, buf_str(&gone), e) && add(s, id, buf_str(&come), e);
	free(a.word);
	free(b.word);
	buf_free(&was);
	buf_free(&is);
	buf_free(&gone);
	buf_free(&come);
	return ok;
}
