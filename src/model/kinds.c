/* model/kinds.c - the kinds of record, made from the rows of *.def. Knows no database and no screen. */
#include "model/kind.h"

#include <string.h>

#include "base/lang.h"
#include "model/choices.h"
#include "model/record.h"

#define KIND(k, ...)                                                                                                   \
	static const struct field k##_fields[] = {                                                                     \
	    {.key = "id", .type = &ft_id, .label = N_("Id"), .width = 19, .in = IN_CSV},
#define FIELD(k, f, key_, type_, ...) {.key = key_, .type = &type_, __VA_ARGS__},
#define END(k)                                                                                                         \
	}                                                                                                              \
	;
#include "model/kinds.def"
#undef KIND
#undef FIELD
#undef END

static const struct kind kinds[] = {
#define KIND(k, ...) {.fields = k##_fields, .nfields = k##_field_count, __VA_ARGS__},
#define FIELD(k, f, ...)
#define END(k)
#include "model/kinds.def"
#undef KIND
#undef FIELD
#undef END
};

const struct kind *kind_get(enum kind_number n)
{
	return &kinds[n];
}

const struct kind *kinds_all(size_t *count)
{
	*count = KIND_COUNT;
	return kinds;
}

int kind_number(const struct kind *k)
{
	return (int)(k - kinds);
}

const struct kind *kind_find(const char *key)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (strcmp(kinds[i].key, key) == 0)
			return &kinds[i];
	return NULL;
}

int kind_field(const struct kind *k, const char *key)
{
	for (int i = 1; i < k->nfields; i++)
		if (strcmp(k->fields[i].key, key) == 0)
			return i;
	return NO_FIELD;
}

const struct kind *field_target(const struct field *f)
{
	return f->target ? kind_find(f->target) : NULL;
}

const struct kind *section_kind(enum section s)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (kinds[i].section == s && kinds[i].main)
			return &kinds[i];
	return NULL;
}

const struct choice *choice_find(const struct field *f, const char *code)
{
	for (const struct choice *c = f->choices; c && c->code && code; c++)
		if (strcmp(c->code, code) == 0)
			return c;
	return NULL;
}

/* "key=a|b" against the values' own text. */
bool kind_condition(const struct kind *k, const char *condition, const struct value *values)
{
	if (!condition)
		return true;
	char key[40];
	const char *eq = strchr(condition, '=');
	if (!eq || (size_t)(eq - condition) >= sizeof key)
		return false;
	memcpy(key, condition, (size_t)(eq - condition));
	key[eq - condition] = '\0';
	const char *have = values[kind_field(k, key)].text;
	for (const char *p = eq + 1; have && *p;) {
		size_t n = strcspn(p, "|");
		if (strlen(have) == n && memcmp(have, p, n) == 0)
			return true;
		p += n + (p[n] == '|');
	}
	return false;
}
