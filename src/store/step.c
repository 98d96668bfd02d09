/* store/step.c - bringing a file to the present schema: missing tables, columns and indexes, numbered steps; and
 * covering what a read-only file lacks. Runs inside the caller's transaction. */
#include "store/impl.h"

static bool has_column(struct store *s, const char *table, const char *name)
{
	int64_t there = 0;
	db_int(s, &there, NULL, "SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2", "tt", table, name);
	return there > 0;
}

static bool has_table(struct store *s, const char *name)
{
	int64_t there = 0;
	db_int(s, &there, NULL, "SELECT count(*) FROM main.sqlite_schema WHERE name = ?1", "t", name);
	return there > 0;
}

static bool add_column(struct store *s, const struct kind *k, const struct field *f, struct err *e)
{
	struct buf b = BUF_INIT;
	buf_text(&b, "ALTER TABLE ");
	db_quote(k->key, &b);
	buf_text(&b, " ADD COLUMN ");
	db_quote(f->key, &b);
	buf_print(&b, " %s", f->type->sql);
	bool ok = db_script(s, buf_str(&b), e);
	buf_free(&b);
	return ok;
}

static bool add_columns(struct store *s, struct err *e)
{
	size_t n;
	const struct kind *k = kinds_all(&n);
	for (size_t i = 0; i < n; i++) {
		if (!has_table(s, k[i].key))
			continue; /* it comes whole */
		for (int f = 1; f < k[i].nfields; f++)
			if (!has_column(s, k[i].key, k[i].fields[f].key) && !add_column(s, &k[i], &k[i].fields[f], e))
				return false;
	}
	return true;
}

/* Every kind has its line of counts from the beginning, so that a command only ever updates it. */
static bool add_tallies(struct store *s, struct err *e)
{
	size_t n;
	const struct kind *k = kinds_all(&n);
	for (size_t i = 0; i < n; i++)
		if (!db_run(s, e, "INSERT OR IGNORE INTO tally(kind, live, bin) VALUES(?1, 0, 0)", "t", k[i].key))
			return false;
	return true;
}

bool schema_make(struct store *s, struct err *e)
{
	struct buf b = BUF_INIT;
	schema_sql(&b);
	bool ok = (!has_table(s, "meta") || add_columns(s, e)) && db_script(s, buf_str(&b), e) && add_tallies(s, e) &&
	          extra_learn_all(s, e);
	buf_free(&b);
	return ok && meta_set_int(s, "schema", (int64_t)schema_fingerprint(), e);
}

/* ---- read-only */

static void cover_kind(struct store *s, const struct kind *k, struct buf *out)
{
	bool there = has_table(s, k->key);
	buf_text(out, "CREATE TEMP VIEW ");
	db_quote(k->key, out);
	buf_text(out, " AS SELECT id, created, modified, deleted, clock, device, seq, sort, skey, hist, clocks, extra");
	for (int f = 1; f < k->nfields; f++) {
		buf_text(out, ", ");
		if (!there || !has_column(s, k->key, k->fields[f].key))
			buf_text(out, "NULL AS ");
		db_quote(k->fields[f].key, out);
	}
	buf_text(out, " FROM ");
	if (there) {
		buf_text(out, "main.");
		db_quote(k->key, out);
	} else {
		buf_text(out, "(SELECT NULL AS id, NULL AS created, NULL AS modified, NULL AS deleted, NULL AS clock, "
		              "NULL AS device, NULL AS seq, NULL AS sort, NULL AS skey, NULL AS hist, "
		              "NULL AS clocks, NULL AS extra LIMIT 0)");
	}
	buf_text(out, ";\n");
}

/* A file of another version that may not be written: views of the same names stand before its tables, with empty
 * columns for what it lacks. */
bool schema_cover(struct store *s, struct err *e)
{
	struct buf b = BUF_INIT;
	size_t n;
	const struct kind *k = kinds_all(&n);
	for (size_t i = 0; i < n; i++)
		cover_kind(s, &k[i], &b);
	bool ok = db_script(s, "PRAGMA temp_store=MEMORY", e) && db_script(s, buf_str(&b), e);
	buf_free(&b);
	return ok;
}
