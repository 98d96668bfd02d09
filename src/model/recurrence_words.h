/* model/recurrence_words.h - repetition in words, both ways. For type_recurrence.c only. */
#ifndef OBSTE_MODEL_RECURRENCE_WORDS_H
#define OBSTE_MODEL_RECURRENCE_WORDS_H

#include "base/lang.h"
#include "model/recurrence.h"

/* "în fiecare joi până la 31.12.2026", "раз в две недели", "second Thursday of the month, except 24.12". */
bool recurrence_from_words(const char *text, date_t today, struct recurrence *out);
/* The same, as people read it; recurrence_from_words() understands it again. */
void recurrence_words(const struct recurrence *r, enum lang lang, struct buf *out);

#endif
