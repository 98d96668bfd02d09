/* base/text_word.h - one word as a search key, for comparing words with words. For base/ only. */
#ifndef OBSTE_BASE_TEXT_WORD_H
#define OBSTE_BASE_TEXT_WORD_H

#include <stddef.h>

/* The first word of `text`: its likeliest spelling, "" when there is no word or it does not fit; and its other spelling
 * or
 * "". Both have `size` bytes. */
void text_fold_word(const char *text, char *out, char *other, size_t size);

#endif
