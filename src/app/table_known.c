/* app/table_known.c - the columns of a table as they were corrected, remembered by the set of its headers. Only a hash
 * of the headers is kept: the first line of a table without headers is somebody's data. Knows no field by name. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/import.h"
#include "base/mem.h"
#include "base/text.h"

static char *key_of(const struct app_table *t)
{
	uint64_t h = 0;
	struct buf key = BUF_INIT;
	for (size_t i = 0; i < t->columns; i++) {
		buf_clear(&key);
		text_key(t->headers[i], &key);
		h = hash_bytes(h, buf_str(&key), key.len);
	}
	buf_free(&key);
	return mem_print("import.%016" PRIx64, h);
}

/* "person surname phone - sector.id": the kind, then a word for each column. */
bool app_table_remember(struct app *a, const struct kind *k, const struct app_table *t, struct err *e)
{
	char *key = key_of(t);
	struct buf b = BUF_INIT;
	buf_text(&b, k->key);
	for (size_t i = 0; i < t->columns; i++)
		if (t->fields[i] < 0)
			buf_text(&b, " -");
		else
			buf_print(
			    &b, " %s%s", t->fields[i] ? k->fields[t->fields[i]].key : "id", t->ids[i] ? ".id" : "");
	bool ok = app_set_conf(a, key, buf_str(&b), e);
	buf_free(&b);
	free(key);
	return ok;
}

static bool take_word(const struct kind *k, const char *word, size_t n, int *field, bool *ids)
{
	char name[64];
	*ids = n > 3 && memcmp(word + n - 3, ".id", 3) == 0;
	snprintf(name, sizeof name, "%.*s", (int)(*ids ? n - 3 : n), word);
	*field = strcmp(name, "-") == 0 ? -1 : kind_field(k, name);
	return *field != NO_FIELD || strcmp(name, "id") == 0;
}

static char *known(struct app *a, const struct app_table *t)
{
	char *key = key_of(t), *value = mem_copy_text(app_conf(a, key, NULL));
	free(key);
	return value;
}

bool app_table_recall(struct app *a, const struct kind *k, struct app_table *t)
{
	char *value = known(a, t);
	int fields[APP_COLUMNS];
	bool ids[APP_COLUMNS];
	size_t n = strlen(k->key), columns = 0;
	bool fits = value && strncmp(value, k->key, n) == 0 && (value[n] == ' ' || !value[n]);
	for (const char *p = fits ? value + n : ""; *p && fits;) {
		p += strspn(p, " ");
		const size_t word = strcspn(p, " ");
		fits = columns < t->columns && take_word(k, p, word, &fields[columns], &ids[columns]);
		columns++;
		p += word;
	}
	fits = fits && columns == t->columns;
	for (size_t i = 0; fits && i < columns; i++) {
		t->fields[i] = fields[i];
		t->ids[i] = ids[i];
	}
	free(value);
	return fits;
}

const struct kind *app_table_known(struct app *a, const struct app_table *t)
{
	char *value = known(a, t);
	if (value)
		value[strcspn(value, " ")] = '\0';
	const struct kind *k = value ? kind_find(value) : NULL;
	free(value);
	return k;
}
