/* app/table_look.c - what a table seems to be before anything is stored: encoding, separator, which column becomes
 * which field. A header is known by the field's key, its label in the three languages, and the other headers of its
 * row. Knows no field by name. */
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/exchange.h"
#include "app/import.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "out/vcard.h"

#define ROWS_LOOKED_AT 50

enum { NO_MATCH, BY_OTHER, BY_LABEL, BY_KEY };

static bool same_key(const char *wanted, const char *text, struct buf *scratch)
{
	buf_clear(scratch);
	text_key(text, scratch);
	return scratch->len > 0 && strcmp(wanted, buf_str(scratch)) == 0;
}

/* "nume|numele|nume de familie" */
static bool among(const char *wanted, const char *list, struct buf *scratch)
{
	bool found = false;
	for (const char *p = list; p && *p && !found;) {
		size_t n = strcspn(p, "|");
		char *one = mem_copy_bytes(p, n);
		found = same_key(wanted, one, scratch);
		free(one);
		p += n + (p[n] == '|');
	}
	return found;
}

static int how_well(const struct field *f, const char *header, const char *key, struct buf *scratch)
{
	if (strcmp(header, f->key) == 0 || same_key(key, f->key, scratch))
		return BY_KEY;
	for (enum lang l = 0; l < LANG_COUNT; l++)
		if (same_key(key, tr_in(l, f->label), scratch))
			return BY_LABEL;
	if (same_key(key, f->label, scratch))
		return BY_LABEL;
	return among(key, f->also, scratch) ? BY_OTHER : NO_MATCH;
}

/* "group.id", "person_id": the ids that a reference names. Cuts the ending off. */
static bool is_id_column(const struct kind *k, char *header)
{
	size_t n = strlen(header);
	if (n < 4 || (strcmp(header + n - 3, ".id") != 0 && strcmp(header + n - 3, "_id") != 0))
		return false;
	char last = header[n - 3];
	header[n - 3] = '\0';
	int field = kind_field(k, header);
	if (field != NO_FIELD && k->fields[field].target)
		return true;
	header[n - 3] = last;
	return false;
}

bool app_table_names(const struct field *f, const char *header)
{
	char *start = mem_copy_text(header);
	struct buf key = BUF_INIT, scratch = BUF_INIT;
	bool names = false;
	for (size_t n = strlen(start); n > 0 && !names; n--) {
		if (start[n] != '\0' && start[n] != ' ' && start[n] != ',')
			continue;
		start[n] = '\0';
		buf_clear(&key);
		text_key(start, &key);
		names = how_well(f, start, buf_str(&key), &scratch) != NO_MATCH;
	}
	buf_free(&key);
	buf_free(&scratch);
	free(start);
	return names;
}

struct guess {
	int field, well;
	bool ids;
};

static struct guess guess_column(const struct kind *k, const char *header, struct buf *scratch)
{
	struct guess best = {-1, NO_MATCH, false};
	struct buf key = BUF_INIT;
	char *name = mem_copy_text(header);
	best.ids = is_id_column(k, name);
	text_key(name, &key);
	for (int i = 0; i < k->nfields; i++) {
		int well = k->fields[i].in & IN_CSV ? how_well(&k->fields[i], name, buf_str(&key), scratch) : NO_MATCH;
		if (well > best.well) {
			best.field = i;
			best.well = well;
		}
	}
	free(name);
	buf_free(&key);
	return best;
}

/* Where two columns would become one field, the better known header has it; of equals the first. */
void app_table_mean(struct app_table *t, const struct kind *k)
{
	struct guess guesses[APP_COLUMNS];
	struct buf scratch = BUF_INIT;
	for (size_t i = 0; i < t->columns; i++)
		guesses[i] = guess_column(k, t->headers[i], &scratch);
	for (size_t i = 0; i < t->columns; i++) {
		bool beaten = false;
		for (size_t j = 0; j < t->columns && !beaten; j++)
			beaten = j != i && guesses[j].field == guesses[i].field && guesses[j].ids == guesses[i].ids &&
			         (guesses[j].well > guesses[i].well || (guesses[j].well == guesses[i].well && j < i));
		t->fields[i] = beaten ? -1 : guesses[i].field;
		t->ids[i] = guesses[i].ids;
	}
	buf_free(&scratch);
}

bool app_table_rows(
    const struct app_table *t, bool (*each)(void *ctx, const struct csv_row *row), void *ctx, struct err *e)
{
	return t->cards ? vcard_read(t->path, t->encoding, each, ctx, e)
	                : csv_read(t->path, t->encoding, t->separator, each, ctx, e);
}

static bool take_row(void *ctx, const struct csv_row *row)
{
	struct app_table *t = ctx;
	for (size_t i = 0; i < row->count && i < APP_COLUMNS; i++) {
		struct buf cell = BUF_INIT;
		text_clean(row->cells[i], strlen(row->cells[i]), false, &cell);
		if (row->number == 1)
			t->headers[t->columns++] = buf_take(&cell);
		else if (i < t->columns && !t->examples[i] && cell.len)
			t->examples[i] = buf_take(&cell);
		buf_free(&cell);
	}
	return row->number < ROWS_LOOKED_AT;
}

static bool take_guess(struct app_table *t, const char *path, const char *encoding, struct err *e)
{
	struct csv_guess g;
	if (!csv_guess(path, &g, e))
		return false;
	t->path = mem_copy_text(path);
	snprintf(t->encoding, sizeof t->encoding, "%s", encoding ? encoding : g.encoding);
	memcpy(t->sample, g.sample, sizeof t->sample);
	t->cards = vcard_is(path);
	t->separator = t->cards ? ',' : g.separator;
	return true;
}

bool app_table_look(
    struct app *a, const struct kind *k, const char *path, const char *encoding, struct app_table *t, struct err *e)
{
	memset(t, 0, sizeof *t);
	if (!take_guess(t, path, encoding, e))
		return false;
	bool ok = app_table_rows(t, take_row, t, e);
	if (ok && t->columns == 0)
		ok = err_set(e, ERR_INVALID, _("%s has no header line."), path);
	if (!ok) {
		app_table_free(t);
		return false;
	}
	app_table_mean(t, k);
	app_table_recall(a, k, t);
	return true;
}

static int column_of(const struct app_table *t, const char *name)
{
	struct buf wanted = BUF_INIT, scratch = BUF_INIT;
	int found = -1;
	for (size_t i = 0; i < t->columns && found < 0; i++)
		if (strcmp(t->headers[i], name) == 0)
			found = (int)i;
	text_key(name, &wanted);
	for (size_t i = 0; i < t->columns && found < 0; i++)
		if (same_key(buf_str(&wanted), t->headers[i], &scratch))
			found = (int)i;
	buf_free(&wanted);
	buf_free(&scratch);
	return found;
}

/* Another column that had the field gives it up. */
static void give_field(struct app_table *t, size_t column, int field, bool ids)
{
	for (size_t i = 0; i < t->columns; i++)
		if (t->fields[i] == field && t->ids[i] == ids)
			t->fields[i] = -1;
	t->fields[column] = field;
	t->ids[column] = ids;
}

bool app_table_map(struct app_table *t, const struct kind *k, const char *map, struct err *e)
{
	const char *eq = strrchr(map, '=');
	if (!eq || eq == map)
		return err_set(e, ERR_USAGE, _("\"%s\" is not COLUMN=field."), map);
	char *name = mem_copy_bytes(map, (size_t)(eq - map));
	int column = column_of(t, name);
	struct buf scratch = BUF_INIT;
	bool ok = true;
	if (column < 0)
		ok = err_set(e, ERR_USAGE, _("The table has no column \"%s\"."), name);
	else if (!eq[1])
		t->fields[column] = -1;
	else {
		struct guess g = guess_column(k, eq + 1, &scratch);
		if (g.well >= BY_LABEL)
			give_field(t, (size_t)column, g.field, g.ids);
		else
			ok = err_set(e, ERR_USAGE, _("%s: there is no field \"%s\"."), k->key, eq + 1);
	}
	buf_free(&scratch);
	free(name);
	return ok;
}

void app_table_free(struct app_table *t)
{
	free(t->path);
	for (size_t i = 0; i < APP_COLUMNS; i++) {
		free(t->headers[i]);
		free(t->examples[i]);
	}
	memset(t, 0, sizeof *t);
}
