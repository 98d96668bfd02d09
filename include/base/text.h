/* base/text.h - text by ICU: one form for storing, one key for finding, one key for sorting, widths in cells. */
#ifndef OBSTE_BASE_TEXT_H
#define OBSTE_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

bool text_is_utf8(const char *s, size_t n);
/* Next character of valid or broken UTF-8; broken bytes give U+FFFD one at a time. Advances *s; 0 at the end. */
uint32_t text_next(const char **s, const char *end);

/* As stored: valid UTF-8, NFC, blanks trimmed at both ends; control characters other than newline and tab are
 * dropped (multiline) or made a blank (one line: newline and tab too). Cedilla letters are kept as typed. */
void text_clean(const char *s, size_t n, bool multiline, struct buf *out);

/* The search key (one for names, titles and queries): words in lower case ASCII where the script allows, one blank
 * between, no punctuation. NFKD, no marks, cedilla = comma; Cyrillic to Latin as names are written in Moldova (Цуркан
 * gives "turcan", which begins Țurcanu's key; Кузнецова, Kuznețova and Cuznețova meet: k = c = ch, y = i, w = v, ts = t,
 * sh = s, gh = g); a word with â or î gives both spellings (Rîșcani, Râșcani: "riscani rascani"); names of places have
 * their other-language spelling from a small table (Кишинёв gives "chisinau", Рышкановка "riscani"), folded alike.
 * Fast for Latin and Cyrillic without ICU. Applying it to a key gives the same key. */
void text_key(const char *s, struct buf *out);
/* The text as it would have come out on the other keyboard layout (ЙЦУКЕН <-> QWERTY); false: nothing would change. */
bool text_other_layout(const char *s, struct buf *out);
/* Every word of `query` (a key) begins some word of `key` (a key); of the spellings of one word, one is enough. An empty
 * query matches. */
bool text_key_matches(const char *key, const char *query);
/* One word of a query key with its other spelling, which text_key() wrote after it (Мунтяну: "munteanu muntianu"; other_n 0:
 * none). A record is found when for every word one of the two begins a word of its key; in FTS5 terms (a* OR b*) AND (c*).
 * Advances *query; false at the end. */
struct text_key_word {
	const char *word, *other; /* lent, not NUL-ended */
	size_t n, other_n;
};
bool text_key_next(const char **query, struct text_key_word *out);

/* ICU sort key for Romanian with Cyrillic after Latin: compare with memcmp. Bytes without NUL inside. */
void text_sort_key(const char *s, struct buf *out);
int text_compare(const char *a, const char *b); /* by the same order */
const char *text_sort_version(void);            /* of ICU's data: a change means rebuilding stored keys */

/* Cells on a terminal. Text from outside is made harmless: control, bidi, zero-width and private characters show as ?. */
int text_width(const char *s);
enum text_align { TEXT_LEFT, TEXT_RIGHT };
/* Exactly `cells` wide: padded with blanks or cut with … (~ when `ascii`). Harmless as above; newlines show as a blank. */
void text_fit(const char *s, int cells, enum text_align align, bool ascii, struct buf *out);
void text_harmless(const char *s, struct buf *out); /* the same without padding, newlines kept */
/* Soft wrap at blanks: calls `line` for each line (not NUL-ended). */
void text_wrap(const char *s, int cells, void (*line)(void *ctx, const char *bytes, size_t n), void *ctx);
/* Bytes of the character (base and its marks) that ends at / begins at `at`: for the caret. */
size_t text_prev_char(const char *s, size_t at);
size_t text_next_char(const char *s, size_t at);
void text_lower(const char *s, struct buf *out);
bool text_is_alnum(uint32_t codepoint); /* a letter, a mark that belongs to one, or a digit, in any script */

#endif
