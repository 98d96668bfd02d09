/* model/value.h - one value of a field: nothing, a whole number or a text. */
#ifndef OBSTE_MODEL_VALUE_H
#define OBSTE_MODEL_VALUE_H

#include <stdbool.h>
#include <stdint.h>

enum value_tag { VALUE_NULL, VALUE_INT, VALUE_TEXT };

struct value {
	enum value_tag tag;
	int64_t num; /* VALUE_INT */
	char *text;  /* VALUE_TEXT, owned, UTF-8, never empty (empty text is VALUE_NULL) */
};

#define VALUE_INIT {VALUE_NULL, 0, 0}

void value_clear(struct value *v); /* frees, becomes VALUE_NULL */
void value_set_int(struct value *v, int64_t n);
void value_set_text(struct value *v, const char *text); /* copies; NULL or "" becomes VALUE_NULL */
void value_take_text(struct value *v, char *text);      /* takes ownership */
void value_copy(struct value *to, const struct value *from);
bool value_equal(const struct value *a, const struct value *b);

#endif
