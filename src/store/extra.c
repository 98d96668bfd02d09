/* store/extra.c - fields that this version does not know: members of a JSON object beside the record. Each has its own
 * clock, like a field. When this version has learnt a field, its values go from there into the column. */
#include "store/command.h"
#include "store/sorted.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"

static bool find_member(const char *extra, const char *key, struct json_slice *out)
{
	const size_t n = strlen(key);
	for (const char *p = extra ? extra : ""; json_step(&p, out);)
		if (out->key && out->key_n == n && memcmp(out->key, key, n) == 0)
			return true;
	return false;
}

bool extra_get(const char *extra, const char *key, struct buf *out)
{
	struct json_slice m;
	if (!find_member(extra, key, &m))
		return false;
	buf_add(out, m.value, m.n);
	return true;
}

static void add_member(struct buf *out, const char *key, size_t key_n, const char *value, size_t n)
{
	buf_text(out, out->len ? ",\"" : "{\"");
	buf_add(out, key, key_n);
	buf_text(out, "\":");
	buf_add(out, value, n);
}

/* Members stand in the order of their keys, so that the text is the same wherever they came from. */
char *extra_set(const char *extra, const char *key, const char *value)
{
	struct buf out = BUF_INIT;
	struct json_slice m;
	const bool filled = value && strcmp(value, "null") != 0;
	const size_t key_n = strlen(key);
	bool done = !filled;
	for (const char *p = extra ? extra : ""; json_step(&p, &m);) {
		const size_t least = m.key_n < key_n ? m.key_n : key_n;
		const int order = memcmp(m.key, key, least);
		const bool same = order == 0 && m.key_n == key_n;
		if (!done && (same || order > 0 || (order == 0 && m.key_n > key_n))) {
			add_member(&out, key, key_n, value, strlen(value));
			done = true;
		}
		if (!same)
			add_member(&out, m.key, m.key_n, m.value, m.n);
	}
	if (!done)
		add_member(&out, key, key_n, value, strlen(value));
	if (!out.len)
		return NULL;
	buf_char(&out, '}');
	return buf_take(&out);
}

/* ---- fields that this version has learnt since */

static bool knows(const struct kind *k, const char *extra)
{
	struct json_slice m;
	char key[DOTS_KEY];
	for (const char *p = extra; json_step(&p, &m);)
		if (m.key && m.key_n < sizeof key) {
			memcpy(key, m.key, m.key_n);
			key[m.key_n] = '\0';
			if (kind_field(k, key) != NO_FIELD)
				return true;
		}
	return false;
}

/* A value that this version cannot read stays where it is. */
static void take_member(struct record *r, const struct json_slice *m)
{
	char key[DOTS_KEY];
	struct buf json = BUF_INIT;
	struct value v = VALUE_INIT;
	const struct type_ctx ctx = {.lang = LANG_EN, .today = DATE_NONE};
	memcpy(key, m->key, m->key_n);
	key[m->key_n] = '\0';
	buf_add(&json, m->value, m->n);
	const int i = kind_field(r->kind, key);
	const struct field *f = &r->kind->fields[i];
	if (i != NO_FIELD && value_from_json(f, buf_str(&json), &ctx, &v, NULL) && f->type->validate(f, &v, NULL)) {
		char *rest = extra_set(r->extra, key, NULL);
		value_copy(&r->values[i], &v);
		free(r->extra);
		r->extra = rest;
	}
	value_clear(&v);
	buf_free(&json);
}

void extra_learn(struct record *r)
{
	struct json_slice m;
	char *before = mem_copy_text(r->extra);
	for (const char *p = before ? before : ""; json_step(&p, &m);)
		if (m.key && m.key_n < DOTS_KEY)
			take_member(r, &m);
	free(before);
}

/* The record with such members after *id; 0: none. *learnt: is one of them a field now? */
static bool next_with_extra(struct store *s, const struct kind *k, int64_t *id, bool *learnt, struct err *e)
{
	struct buf sql = BUF_INIT;
	sqlite3_stmt *st;
	bool row = false;
	buf_text(&sql, "SELECT id, extra FROM ");
	db_quote(k->key, &sql);
	buf_text(&sql, " WHERE id > ?1 AND extra IS NOT NULL ORDER BY id LIMIT 1");
	bool ok = db_take(s, buf_str(&sql), &st, e);
	buf_free(&sql);
	if (!ok)
		return false;
	sqlite3_bind_int64(st, 1, *id);
	ok = db_step(s, st, &row, e);
	*id = row ? sqlite3_column_int64(st, 0) : 0;
	*learnt = row && knows(k, (const char *)sqlite3_column_text(st, 1));
	db_give(s, st);
	return ok;
}

static bool learn_one(struct store *s, const struct kind *k, int64_t id, struct err *e)
{
	struct record *r = NULL;
	if (!rows_get(s, k, id, &r, e) || !r)
		return r == NULL;
	struct record *was = record_copy(r);
	extra_learn(r);
	const bool ok = rows_set(s, was, r, e) && derive_links(s, r, was, e);
	record_free(was);
	record_free(r);
	return ok;
}

/* What another laptop wrote in a field that this version did not know then goes into its column. It is the same value
 * with the same clock, so the history says nothing and nothing is sent again. */
bool extra_learn_all(struct store *s, struct err *e)
{
	size_t n;
	const struct kind *k = kinds_all(&n);
	bool ok = true, learnt = false, any = false;
	for (size_t i = 0; ok && i < n; i++)
		for (int64_t id = 0; ok && (ok = next_with_extra(s, &k[i], &id, &learnt, e)) && id;)
			if (learnt) {
				any = true;
				ok = learn_one(s, &k[i], id, e);
			}
	return ok && (!any || sorted_drop_all(s, e));
}

/* Which members were written by this command? */
static void compare(struct command *c, const char *from, const char *to, bool gone)
{
	struct json_slice m, other;
	for (const char *p = from ? from : ""; json_step(&p, &m);) {
		char key[DOTS_KEY];
		if (!m.key || m.key_n >= sizeof key)
			continue;
		memcpy(key, m.key, m.key_n);
		key[m.key_n] = '\0';
		const bool there = find_member(to, key, &other);
		if (gone ? !there : !there || other.n != m.n || memcmp(other.value, m.value, m.n) != 0)
			dots_write(&c->stored, key, gone || there, c->clock, c->s->device);
	}
}

void extra_clocks(struct command *c, const char *from, const char *to)
{
	compare(c, to, from, false);
	compare(c, from, to, true);
}
