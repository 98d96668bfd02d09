/* store/write_json.c - a change as the history keeps it: {"field key": [before, after]}, readable without this program.
 * Knows no table. */
#include "store/command.h"

#include <string.h>

static void json_key(struct buf *json, const char *key)
{
	buf_text(json, json->len ? ",\"" : "{\"");
	buf_text(json, key);
	buf_text(json, "\":[");
}

static void json_number(struct buf *json, int64_t n)
{
	if (n)
		buf_int(json, n);
	else
		buf_text(json, "null");
}

static void json_numbers(struct buf *json, const char *key, int64_t before, int64_t after)
{
	json_key(json, key);
	json_number(json, before);
	buf_char(json, ',');
	json_number(json, after);
	buf_char(json, ']');
}

static void json_texts(struct buf *json, const char *key, const char *before, const char *after)
{
	json_key(json, key);
	buf_print(json, "%s,%s]", before ? before : "null", after ? after : "null");
}

static void json_values(struct buf *json, const struct field *f, const struct value *before, const struct value *after)
{
	json_key(json, f->key);
	if (before)
		value_json(f, before, json);
	else
		buf_text(json, "null");
	buf_char(json, ',');
	value_json(f, after, json);
	buf_char(json, ']');
}

/* "created" stands among the fields and says that the record began here. */
void json_new(const struct record *r, struct buf *json)
{
	buf_clear(json);
	json_numbers(json, "created", 0, r->created);
	for (int i = 1; i < r->kind->nfields; i++)
		if (r->values[i].tag != VALUE_NULL)
			json_values(json, &r->kind->fields[i], NULL, &r->values[i]);
	if (r->deleted)
		json_numbers(json, "deleted", 0, r->deleted);
	if (r->extra)
		json_texts(json, "extra", NULL, r->extra);
	buf_char(json, '}');
}

bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Says whether the calendar entry changed. */
bool json_change(const struct record *from, const struct record *to, struct buf *json)
{
	bool calendar = from->deleted != to->deleted;
	buf_clear(json);
	for (int i = 1; i < to->kind->nfields; i++) {
		if (value_equal(&from->values[i], &to->values[i]))
			continue;
		json_values(json, &to->kind->fields[i], &from->values[i], &to->values[i]);
		calendar = calendar || (to->kind->fields[i].in & IN_CAL);
	}
	if (from->deleted != to->deleted)
		json_numbers(json, "deleted", from->deleted, to->deleted);
	if (!same_text(from->extra, to->extra))
		json_texts(json, "extra", from->extra, to->extra);
	if (json->len)
		buf_char(json, '}');
	return calendar;
}
