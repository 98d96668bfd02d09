/* ui/shown.c - how the records of a kind are shown: which columns, which glance, which views. Knows no screen. */
#include "ui/shown.h"

#include <stdlib.h>
#include <string.h>

#include "app/facts.h"
#include "base/lang.h"
#include "base/mem.h"

static const struct shown rows[] = {
#define SHOWN(kind_, columns_, narrow_, glance_, views_, enter_) {kind_, columns_, narrow_, glance_, views_, enter_},
#include "ui/shown.def"
#undef SHOWN
};

const struct shown *shown_of(const struct kind *k)
{
	static const struct shown nothing = {"", NULL, NULL, NULL, NULL, NULL};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(rows[i].kind, k->key) == 0)
			return &rows[i];
	return &nothing;
}

int shown_find(const struct kind *k, const char *word, size_t n)
{
	char *key = mem_copy_bytes(word, n);
	int code;
	if (strcmp(key, "*") == 0) {
		code = 0;
	} else if (key[0] == '@') {
		int fact = app_fact_find(k, key + 1);
		code = fact < 0 ? -1 : k->nfields + fact;
	} else {
		code = kind_field(k, key);
		code = code == NO_FIELD ? -1 : code;
	}
	free(key);
	return code;
}

bool shown_is_fact(const struct kind *k, int code)
{
	return code >= k->nfields;
}

const char *shown_key(const struct kind *k, int code)
{
	if (shown_is_fact(k, code))
		return app_fact_get(k, code - k->nfields).key;
	return code ? k->fields[code].key : "*";
}

const char *shown_label(const struct kind *k, int code)
{
	if (shown_is_fact(k, code))
		return app_fact_get(k, code - k->nfields).label;
	if (code != 0)
		return tr(k->fields[code].label);
	if (k->title[1] != NO_FIELD)
		return tr_ctx("column", NC_("column", "Name"));
	return tr(k->fields[k->title[0]].label);
}

bool shown_right(const struct kind *k, int code)
{
	if (shown_is_fact(k, code))
		return app_fact_get(k, code - k->nfields).right;
	return code != 0 && k->fields[code].type->right;
}

void shown_each(const char *words, void (*one)(void *ctx, const char *word, size_t n), void *ctx)
{
	while (words && *words) {
		size_t n = strcspn(words, " ");
		if (n > 0)
			one(ctx, words, n);
		words += n + (words[n] != '\0');
	}
}
