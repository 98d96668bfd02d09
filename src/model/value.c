/* model/value.c - one value of a field: nothing, a whole number or a text. Knows no field and no kind. */
#include "model/value.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void value_clear(struct value *v)
{
	free(v->text);
	*v = (struct value)VALUE_INIT;
}

void value_set_int(struct value *v, int64_t n)
{
	value_clear(v);
	v->tag = VALUE_INT;
	v->num = n;
}

void value_set_text(struct value *v, const char *text)
{
	value_take_text(v, text && *text ? mem_copy_text(text) : NULL);
}

void value_take_text(struct value *v, char *text)
{
	value_clear(v);
	if (!text || !*text) {
		free(text);
		return;
	}
	v->tag = VALUE_TEXT;
	v->text = text;
}

void value_copy(struct value *to, const struct value *from)
{
	if (to == from)
		return;
	if (from->tag == VALUE_TEXT) {
		value_set_text(to, from->text);
		return;
	}
	value_clear(to);
	to->tag = from->tag;
	to->num = from->num;
}

bool value_equal(const struct value *a, const struct value *b)
{
	if (a->tag != b->tag)
		return false;
	if (a->tag == VALUE_TEXT)
		return strcmp(a->text, b->text) == 0;
	return a->tag == VALUE_NULL || a->num == b->num;
}
