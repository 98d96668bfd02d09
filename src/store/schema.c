/* store/schema.c - tables, columns and indexes, made from the kinds of record. Says what the file must hold; step.c
 * brings a file there. Knows no record. */
#include "store/impl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

bool field_is_ref(const struct field *f)
{
	return f->type == &ft_ref;
}

bool field_is_refs(const struct field *f)
{
	return f->type == &ft_refs;
}

bool kind_searched(const struct kind *k)
{
	for (int i = 1; i < k->nfields; i++)
		if (k->fields[i].in & IN_SEARCH)
			return true;
	return false;
}

/* Tables that are not kinds. meta comes first: its page, which holds the group's mark, then stands near the beginning
 * of the file, where header.c looks for it. */
static const char fixed[] =
    "CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;\n"
    "CREATE TABLE IF NOT EXISTS setting(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;\n"
    "CREATE TABLE IF NOT EXISTS device(n INTEGER PRIMARY KEY, uid BLOB NOT NULL, name TEXT);\n"
    "CREATE TABLE IF NOT EXISTS command(seq INTEGER PRIMARY KEY, clock INTEGER NOT NULL, device INTEGER NOT NULL, "
    "at INTEGER NOT NULL, who TEXT, name TEXT, about TEXT, undoes INTEGER, undone INTEGER, turn INTEGER, "
    "first INTEGER, changes INTEGER);\n"
    "CREATE INDEX IF NOT EXISTS command_clock ON command(clock);\n"
    "CREATE TABLE IF NOT EXISTS change(seq INTEGER PRIMARY KEY, cmd INTEGER NOT NULL, kind TEXT NOT NULL, "
    "id INTEGER NOT NULL, fields TEXT, prev INTEGER);\n"
    "CREATE TABLE IF NOT EXISTS link(src INTEGER, field TEXT, dst INTEGER, kind TEXT, "
    "PRIMARY KEY(src, field, dst)) WITHOUT ROWID;\n"
    "CREATE INDEX IF NOT EXISTS link_dst ON link(dst, kind, field);\n"
    "CREATE TABLE IF NOT EXISTS tally(kind TEXT PRIMARY KEY, live INTEGER, bin INTEGER) WITHOUT ROWID;\n"
    "CREATE TABLE IF NOT EXISTS erased(id INTEGER PRIMARY KEY, at INTEGER, hist INTEGER);\n"
    /* Exchange. Commands of other laptops, and which change here was one of theirs; values that lost; records that
     * others name and that have not come yet; other laptops' keys; files read and written; records changed without a
     * change in the history. */
    "CREATE TABLE IF NOT EXISTS origin(clock INTEGER, device INTEGER, at INTEGER, who TEXT, name TEXT, "
    "PRIMARY KEY(clock, device)) WITHOUT ROWID;\n"
    "CREATE TABLE IF NOT EXISTS arrived(seq INTEGER PRIMARY KEY, clock INTEGER, device INTEGER);\n"
    "CREATE TABLE IF NOT EXISTS conflict(id INTEGER, field TEXT, clock INTEGER, device INTEGER, kind TEXT, value TEXT, "
    "PRIMARY KEY(id, field, clock, device)) WITHOUT ROWID;\n"
    "CREATE TABLE IF NOT EXISTS awaited(id INTEGER PRIMARY KEY, kind TEXT);\n"
    "CREATE TABLE IF NOT EXISTS device_key(n INTEGER PRIMARY KEY, key BLOB);\n"
    "CREATE TABLE IF NOT EXISTS exchanged(hash BLOB PRIMARY KEY, folder TEXT, at INTEGER, first INTEGER, next INTEGER) "
    "WITHOUT ROWID;\n"
    "CREATE TABLE IF NOT EXISTS sent(folder TEXT, counter INTEGER, name TEXT, change INTEGER, quiet INTEGER, erased "
    "INTEGER, "
    "PRIMARY KEY(folder, counter)) WITHOUT ROWID;\n"
    "CREATE TABLE IF NOT EXISTS quiet(n INTEGER PRIMARY KEY, kind TEXT, id INTEGER);\n";

/* Only ids are asked of it: no positions, no sizes, no copy of the text. A key's words are ASCII or whole letters above
 * it, so the plainest tokenizer keeps them whole. Beginnings of up to three letters have an index of their own: FTS5
 * else gathers the rows of all words that begin so before it gives the first, and nothing can interrupt it there. */
const char schema_search_table[] =
    "CREATE VIRTUAL TABLE IF NOT EXISTS fts USING fts5(t, content='', detail=none, columnsize=0, prefix='1 2 3', "
    "tokenize='ascii');\n";

static void column(const char *name, const char *type, struct buf *out)
{
	buf_text(out, ", ");
	db_quote(name, out);
	buf_print(out, " %s", type);
}

static void table(const struct kind *k, struct buf *out)
{
	buf_text(out, "CREATE TABLE IF NOT EXISTS ");
	db_quote(k->key, out);
	buf_text(out, "(id INTEGER PRIMARY KEY, created INTEGER, modified INTEGER, deleted INTEGER, clock INTEGER, "
	              "device INTEGER, seq INTEGER, sort BLOB, skey TEXT, hist INTEGER, clocks TEXT, extra TEXT");
	for (int i = 1; i < k->nfields; i++)
		column(k->fields[i].key, k->fields[i].type->sql, out);
	buf_text(out, ");\n");
}

/* columns and condition hold %s where the (quoted) field stands. */
static void index_on(const struct kind *k, const char *use, const char *field, const char *columns,
    const char *condition, struct buf *out)
{
	char *name = mem_print("%s_%s%s%s", k->key, use, *field ? "_" : "", field);
	struct buf quoted = BUF_INIT;
	db_quote(field, &quoted);
	buf_text(out, "CREATE INDEX IF NOT EXISTS ");
	db_quote(name, out);
	buf_text(out, " ON ");
	db_quote(k->key, out);
	buf_print(out, "(%s%s) WHERE ", *field ? buf_str(&quoted) : "", columns);
	buf_print(out, "%s%s;\n", *field && *condition == ' ' ? buf_str(&quoted) : "", condition);
	buf_free(&quoted);
	free(name);
}

static bool among(const int *list, size_t n, int field)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] != NO_FIELD && list[i] == field)
			return true;
	return false;
}

void schema_aside(const struct kind *k, struct buf *out)
{
	db_quote(k->fields[k->aside].key, out);
	buf_print(out, " = '%s'", k->aside_as);
}

static void index_aside(const struct kind *k, struct buf *out)
{
	struct buf which = BUF_INIT;
	schema_aside(k, &which);
	buf_text(&which, " AND deleted IS NULL");
	index_on(k, "aside", "", "id", buf_str(&which), out);
	buf_free(&which);
}

void schema_indexes(const struct kind *k, struct buf *out)
{
	index_on(k, "sort", "", "sort, id", "deleted IS NULL", out);
	index_on(k, "bin", "", "deleted, id", "deleted IS NOT NULL", out);
	if (k->aside != NO_FIELD)
		index_aside(k, out);
	const int dated[] = {k->order, k->calendar.date};
	for (int i = 1; i < k->nfields; i++) {
		const struct field *f = &k->fields[i];
		if (field_is_ref(f))
			index_on(k, "ref", f->key, ", deleted", " IS NOT NULL", out);
		else if (among(dated, 2, i) || f->in & COUNTED)
			index_on(k, "by", f->key, ", id", "deleted IS NULL", out);
		else if (k->calendar.has && (i == k->calendar.until || i == k->calendar.repeat))
			index_on(k, "cal", f->key, "", " IS NOT NULL", out);
	}
}

void schema_sql(struct buf *out)
{
	buf_text(out, fixed);
	buf_text(out, schema_search_table);
	size_t n;
	const struct kind *k = kinds_all(&n);
	for (size_t i = 0; i < n; i++) {
		table(&k[i], out);
		schema_indexes(&k[i], out);
	}
}

uint64_t schema_fingerprint(void)
{
	struct buf b = BUF_INIT;
	schema_sql(&b);
	uint64_t h = db_hash(DB_HASH_START, buf_str(&b));
	buf_free(&b);
	return h;
}

/* Another one makes every index anew. The first forgot beginnings that a changed word shared with others of its row. */
#define SEARCH_MADE "2"

/* Covers the index's own form, the fields that are read and the way in which their text becomes a key. */
uint64_t schema_search_fingerprint(void)
{
	size_t n;
	const struct kind *k = kinds_all(&n);
	struct buf probe = BUF_INIT;
	text_key("Țurcanu Кузнецова Rîșcani Кишинёв +373 69 000-011 Çebanu", &probe);
	uint64_t h = db_hash(db_hash(DB_HASH_START, buf_str(&probe)), schema_search_table);
	h = db_hash(h, SEARCH_MADE);
	buf_free(&probe);
	for (size_t i = 0; i < n; i++) {
		h = db_hash(db_hash(h, "/"), k[i].key);
		for (int t = 0; t < 3; t++)
			h = db_hash(h, k[i].title[t] ? k[i].fields[k[i].title[t]].key : "-");
		for (int f = 1; f < k[i].nfields; f++)
			if (k[i].fields[f].in & IN_SEARCH)
				h = db_hash(db_hash(db_hash(h, "."), k[i].fields[f].key), k[i].fields[f].type->name);
	}
	return h;
}

uint64_t schema_sort_fingerprint(void)
{
	size_t n;
	const struct kind *k = kinds_all(&n);
	uint64_t h = db_hash(DB_HASH_START, text_sort_version());
	for (size_t i = 0; i < n; i++)
		for (int t = 0; t < 3; t++)
			h = db_hash(db_hash(h, "."), k[i].title[t] ? k[i].fields[k[i].title[t]].key : "-");
	return h;
}
