/* base/buf.h - a growing run of bytes, always ended by NUL. */
#ifndef OBSTE_BASE_BUF_H
#define OBSTE_BASE_BUF_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct buf {
	char *data; /* never NULL after the first call; owned */
	size_t len; /* without the final NUL */
	size_t cap;
};

#define BUF_INIT {0, 0, 0}

void buf_grow(struct buf *b, size_t more); /* room for so many bytes and the NUL */

/* Here, because tables, keys and history are made of little else. */
static inline void buf_add(struct buf *b, const char *bytes, size_t n)
{
	if (n >= b->cap - b->len) /* len is less than cap, or both are 0 */
		buf_grow(b, n);
	if (n)
		memcpy(b->data + b->len, bytes, n);
	b->len += n;
	b->data[b->len] = '\0';
}

static inline void buf_char(struct buf *b, char c)
{
	if (b->cap - b->len < 2)
		buf_grow(b, 1);
	b->data[b->len++] = c;
	b->data[b->len] = '\0';
}

static inline void buf_text(struct buf *b, const char *text) /* NULL adds nothing */
{
	buf_add(b, text, text ? strlen(text) : 0);
}

void buf_code(struct buf *b, uint32_t codepoint); /* as UTF-8 */
void buf_int(struct buf *b, int64_t n); /* in decimal */
void buf_print(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_repeat(struct buf *b, const char *text, int times);
void buf_clear(struct buf *b); /* keeps the memory */
void buf_cut(struct buf *b, size_t len);
void buf_free(struct buf *b);
char *buf_take(struct buf *b);       /* gives the bytes away (owned by the caller, never NULL) and empties b */
const char *buf_str(const struct buf *b); /* "" when empty, never NULL */

#endif
