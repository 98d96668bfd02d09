/* store/extra.c - fields that this version does not know: members of a JSON object beside the record. Each has its own
 * clock, like a field. Knows no table. */
#include "store/command.h"

#include <string.h>

#include "base/json.h"

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
