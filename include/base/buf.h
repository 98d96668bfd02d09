/* base/buf.h - a growing run of bytes, always ended by NUL. */
#ifndef OBSTE_BASE_BUF_H
#define OBSTE_BASE_BUF_H

#include <stddef.h>
#include <stdint.h>

struct buf {
	char *data; /* never NULL after the first call; owned */
	size_t len; /* without the final NUL */
	size_t cap;
};

#define BUF_INIT {0, 0, 0}

void buf_add(struct buf *b, const char *bytes, size_t n);
void buf_text(struct buf *b, const char *text); /* NULL adds nothing */
void buf_char(struct buf *b, char c);
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
