/* store/dots.c - reading and writing a row's `clocks`; see dots.h. Knows no table. Keys hold nothing that JSON would
 * escape, so the text itself is searched. */
#include "store/command.h"

#include <stdlib.h>
#include <string.h>

bool dot_same(struct dot a, struct dot b)
{
	return a.clock == b.clock && a.device == b.device;
}

bool dots_know(const struct dots *k, struct dot x)
{
	for (size_t i = 0; i < k->n; i++)
		if (k->d[i].device == x.device && k->d[i].clock >= x.clock)
			return true;
	return false;
}

void dots_add(struct dots *k, struct dot x)
{
	if (dots_know(k, x))
		return;
	for (size_t i = 1; i < k->n; i++) /* the first is the value's own and stays */
		if (k->d[i].device == x.device) {
			k->d[i] = x;
			return;
		}
	if (k->n == DOTS_MAX)
		memmove(&k->d[1], &k->d[2], (--k->n - 1) * sizeof *k->d);
	k->d[k->n++] = x;
}

void dots_join(struct dots *k, const struct dots *more)
{
	for (size_t i = 0; i < more->n; i++)
		dots_add(k, more->d[i]);
}

/* ---- the text */

static const char *find(const char *clocks, const char *key, size_t *n)
{
	char mark[DOTS_KEY + 8];
	const size_t len = strlen(key);
	if (len + 5 > sizeof mark)
		return NULL;
	memcpy(mark + 1, key, len);
	mark[0] = mark[len + 1] = '"';
	memcpy(mark + len + 2, ":[", 3);
	*n = len + 4;
	return strstr(clocks, mark);
}

/* "12,1,9,2]" */
static const char *read_dots(const char *p, struct dots *out)
{
	out->n = 0;
	while (*p && *p != ']') {
		char *rest;
		struct dot d = {.clock = strtoll(p, &rest, 10)};
		if (rest == p)
			break;
		d.device = strtoll(rest + (*rest == ','), &rest, 10);
		if (out->n < DOTS_MAX)
			out->d[out->n++] = d;
		p = rest + (*rest == ',');
	}
	return p + (*p == ']');
}

void dots_entry(const char *clocks, const char *key, struct dots *out)
{
	size_t n;
	const char *at = *clocks ? find(clocks, key, &n) : NULL;
	out->n = 0;
	if (at)
		read_dots(at + n, out);
}

void dots_of(const struct stored *st, const char *key, bool filled, struct dots *out)
{
	dots_entry(buf_str(&st->clocks), key, out);
	if (out->n == 0 && filled)
		dots_add(out, (struct dot){st->clock, st->device});
}

static void print_entry(struct buf *out, const char *key, const struct dots *k)
{
	buf_text(out, out->len > 1 ? ",\"" : "\"");
	buf_text(out, key);
	buf_text(out, "\":[");
	for (size_t i = 0; i < k->n; i++) {
		if (i)
			buf_char(out, ',');
		buf_int(out, k->d[i].clock);
		buf_char(out, ',');
		buf_int(out, k->d[i].device);
	}
	buf_char(out, ']');
}

struct putting {
	struct buf out;
	const char *key;
};

static void keep_other(void *ctx, const char *key, const struct dots *k)
{
	struct putting *p = ctx;
	if (strcmp(key, p->key) != 0)
		print_entry(&p->out, key, k);
}

void dots_put(struct buf *clocks, const char *key, const struct dots *k)
{
	struct putting p = {.key = key};
	buf_char(&p.out, '{');
	dots_each(buf_str(clocks), keep_other, &p);
	print_entry(&p.out, key, k);
	buf_char(&p.out, '}');
	buf_clear(clocks);
	buf_add(clocks, buf_str(&p.out), p.out.len);
	buf_free(&p.out);
}

void dots_write(struct stored *st, const char *key, bool filled, int64_t clock, int64_t device)
{
	struct dots before, after = {.d = {{clock, device}}, .n = 1};
	dots_of(st, key, filled, &before);
	for (size_t i = 0; i < before.n; i++)
		if (before.d[i].device != device)
			dots_add(&after, before.d[i]);
	dots_put(&st->clocks, key, &after);
}

void dots_each(const char *clocks, void (*each)(void *ctx, const char *key, const struct dots *k), void *ctx)
{
	const char *p = clocks + (*clocks == '{');
	while (*p == '"') {
		char key[DOTS_KEY];
		struct dots k;
		const size_t n = strcspn(++p, "\"");
		if (n >= sizeof key || strncmp(p + n, "\":[", 3) != 0)
			return;
		memcpy(key, p, n);
		key[n] = '\0';
		p = read_dots(p + n + 3, &k);
		p += *p == ',';
		each(ctx, key, &k);
	}
}
