/* store/sql.c - the functions that our own SQL uses: search keys and sort keys. No index and no table depends on them,
 * so that any SQLite can read and check the file. */
#include "store/ask.h"

#include <string.h>

#include "base/text.h"

static const char *text_arg(sqlite3_value *v)
{
	const char *t = (const char *)sqlite3_value_text(v);
	return t ? t : "";
}

/* A walk along an order may look at so many rows only, and ends sooner when too few of them fit (page.c). */
static bool looked(sqlite3_context *c)
{
	struct store *s = sqlite3_user_data(c);
	if (!s->looks || (--s->looks > 0 && (s->looks != s->walk->doubt || s->fitted >= s->walk->hope)))
		return true;
	s->looked_enough = true;
	sqlite3_result_error_code(c, SQLITE_INTERRUPT);
	return false;
}

static void fits(sqlite3_context *c, bool yes)
{
	struct store *s = sqlite3_user_data(c);
	s->fitted += yes;
	sqlite3_result_int(c, yes);
}

/* obste_match(key, query): every word of the query begins a word of the key. */
static void sql_match(sqlite3_context *c, int n, sqlite3_value **v)
{
	(void)n;
	if (looked(c))
		fits(c, text_key_matches(text_arg(v[0]), text_arg(v[1])));
}

/* obste_among(id): is it one of those that the index found? */
static void sql_among(sqlite3_context *c, int n, sqlite3_value **v)
{
	(void)n;
	const struct store *s = sqlite3_user_data(c);
	if (looked(c))
		fits(c, search_is_among(s->walk, sqlite3_value_int64(v[0])));
}

/* obste_has(key, part): the part stands somewhere in the key. */
static void sql_has(sqlite3_context *c, int n, sqlite3_value **v)
{
	(void)n;
	sqlite3_result_int(c, strstr(text_arg(v[0]), text_arg(v[1])) != NULL);
}

/* obste_key(text): its search key. */
static void sql_key(sqlite3_context *c, int n, sqlite3_value **v)
{
	(void)n;
	struct buf b = BUF_INIT;
	text_key(text_arg(v[0]), &b);
	sqlite3_result_text(c, buf_str(&b), (int)b.len, SQLITE_TRANSIENT);
	buf_free(&b);
}

/* obste_sort(text): its sort key; nothing sorts first. */
static void sql_sort(sqlite3_context *c, int n, sqlite3_value **v)
{
	(void)n;
	struct buf b = BUF_INIT;
	if (sqlite3_value_type(v[0]) != SQLITE_NULL)
		text_sort_key(text_arg(v[0]), &b);
	sqlite3_result_blob(c, buf_str(&b), (int)b.len, SQLITE_TRANSIENT);
	buf_free(&b);
}

struct function {
	const char *name;
	int args;
	void (*call)(sqlite3_context *, int, sqlite3_value **);
};
static const struct function functions[] = {
    {"obste_match", 2, sql_match},
    {"obste_among", 1, sql_among},
    {"obste_has", 2, sql_has},
    {"obste_key", 1, sql_key},
    {"obste_sort", 1, sql_sort},
};

bool functions_add(struct store *s, struct err *e)
{
	const int how = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
		if (sqlite3_create_function_v2(s->db, functions[i].name, functions[i].args, how, s, functions[i].call,
		        NULL, NULL, NULL) != SQLITE_OK)
			return db_fail(s, e);
	return true;
}
