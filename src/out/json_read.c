/* out/json_read.c - records in from JSON, one at a time: the frame of the file is walked here, each record's own text
 * goes to jansson (through base/json.h), so that a file of any length needs the memory of one record. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/id.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "out/json.h"
#include "out/json_inner.h"

#define FILE_MAX ((int64_t)1024 * 1024 * 1024)
#define RECORD_MAX ((size_t)64 * 1024 * 1024)
#define VERSION 1

struct reader {
	FILE *file;
	size_t line;
	const struct type_ctx *ctx;
	bool (*each)(void *c, struct record *r);
	void (*refused)(void *c, const char *place, const char *why);
	void *c;
	char kind[41]; /* key of the rows being read; "" not said yet */
	size_t row;    /* in the rows being read */
	struct buf text;
	bool stopped, found;
	struct err *e;
};

/* ---- the frame: signs and blanks between records */

static bool broken(struct reader *r)
{
	if (r->e && r->e->code != ERR_NONE)
		return false;
	err_set(r->e, ERR_INVALID, _("The file is not JSON as this program writes it (line %zu). Nothing was changed."),
	    r->line);
	return err_tag(r->e, "JSON-BROKEN");
}

static int next_byte(struct reader *r)
{
	int c = getc_unlocked(r->file);
	r->line += c == '\n';
	return c;
}

static int peek(struct reader *r)
{
	int c;
	while ((c = next_byte(r)) == ' ' || c == '\t' || c == '\n' || c == '\r')
		;
	r->line -= c == '\n';
	if (c != EOF)
		ungetc(c, r->file);
	return c;
}

static bool expect(struct reader *r, int sign)
{
	if (peek(r) != sign)
		return broken(r);
	next_byte(r);
	return true;
}

/* One value's own text, whatever it is, into r->text. */
static bool take_string(struct reader *r)
{
	int c = next_byte(r);
	buf_char(&r->text, (char)c);
	while ((c = next_byte(r)) != EOF && c != '\0' && r->text.len < RECORD_MAX) {
		buf_char(&r->text, (char)c);
		if (c == '"')
			return true;
		if (c == '\\' && (c = next_byte(r)) != EOF && c != '\0')
			buf_char(&r->text, (char)c);
	}
	return broken(r);
}

static bool take_scalar(struct reader *r)
{
	int c;
	while ((c = next_byte(r)) != EOF && c > ' ' && !strchr(",]}[{\":", c) && r->text.len < RECORD_MAX)
		buf_char(&r->text, (char)c);
	r->line -= c == '\n';
	if (c != EOF)
		ungetc(c, r->file);
	return r->text.len > 0 ? true : broken(r);
}

static bool take_nested(struct reader *r)
{
	int depth = 0;
	do {
		int c = getc_unlocked(r->file);
		if (c == EOF || c == '\0' || r->text.len >= RECORD_MAX)
			return broken(r);
		ungetc(c, r->file);
		if (c == '"') {
			if (!take_string(r))
				return false;
			continue;
		}
		depth += (c == '{' || c == '[') - (c == '}' || c == ']');
		buf_char(&r->text, (char)next_byte(r));
	} while (depth > 0);
	return true;
}

static bool take_value(struct reader *r)
{
	buf_clear(&r->text);
	switch (peek(r)) {
	case '"':
		return take_string(r);
	case '{':
	case '[':
		return take_nested(r);
	default:
		return take_scalar(r);
	}
}

/* A short string of the frame, as it is meant. */
static bool take_word(struct reader *r, char *out, size_t room)
{
	bool null = false;
	if (peek(r) != '"' || !take_value(r))
		return broken(r);
	struct buf word = BUF_INIT;
	bool fine = json_flat(buf_str(&r->text), &word, &null) && word.len < room;
	if (fine)
		memcpy(out, buf_str(&word), word.len + 1);
	buf_free(&word);
	return fine ? true : broken(r);
}

/* ---- one record */

struct filling {
	struct record *record;
	const struct type_ctx *ctx;
	struct buf extra;
	struct err why;
};

static bool take_own(struct filling *f, const char *key, const char *json)
{
	struct buf text = BUF_INIT;
	bool null = false, fine = json_flat(json, &text, &null);
	int64_t *ms = strcmp(key, "created") == 0    ? &f->record->created
	              : strcmp(key, "modified") == 0 ? &f->record->modified
	                                             : &f->record->deleted;
	if (fine && !null) {
		fine = strcmp(key, "id") == 0 ? id_parse(buf_str(&text), &f->record->id)
		                              : json_moment_parse(buf_str(&text), ms);
	}
	buf_free(&text);
	return fine ? true : err_set(&f->why, ERR_INVALID, _("“%s” is not understood."), key);
}

static bool take_member(void *ctx, const char *key, const char *json)
{
	struct filling *f = ctx;
	const struct kind *k = f->record->kind;
	if (json_is_own_key(key))
		return take_own(f, key, json);
	int field = kind_field(k, key);
	if (field != NO_FIELD)
		return value_from_json(&k->fields[field], json, f->ctx, &f->record->values[field], &f->why);
	/* Of a newer version: kept as it stands and passed on. */
	buf_char(&f->extra, f->extra.len ? ',' : '{');
	json_quote(key, &f->extra);
	buf_char(&f->extra, ':');
	buf_text(&f->extra, json);
	return true;
}

static void refuse(struct reader *r, const char *why)
{
	char place[80];
	snprintf(place, sizeof place, "%s %zu", r->kind, r->row);
	if (r->refused)
		r->refused(r->c, place, why);
}

static bool give_record(struct reader *r, const struct kind *k)
{
	struct filling f = {.record = record_new(k), .ctx = r->ctx, .why = ERR_INIT};
	bool fine = json_members(buf_str(&r->text), take_member, &f, r->e);
	if (fine && f.why.code != ERR_NONE) {
		refuse(r, f.why.what);
	} else if (fine) {
		if (f.extra.len > 0) {
			buf_char(&f.extra, '}');
			f.record->extra = buf_take(&f.extra);
		}
		r->stopped = !r->each(r->c, f.record);
	}
	buf_free(&f.extra);
	record_free(f.record);
	return fine;
}

static bool take_record(struct reader *r)
{
	const struct kind *k = kind_find(r->kind);
	r->row++;
	if (peek(r) != '{' || !take_value(r))
		return broken(r);
	if (k)
		return give_record(r, k);
	refuse(r, _("This version does not know such records."));
	return true;
}

/* ---- the file */

static bool take_rows(struct reader *r)
{
	r->row = 0;
	r->found = true;
	if (!r->kind[0])
		return broken(r);
	if (!expect(r, '['))
		return false;
	if (peek(r) == ']')
		return expect(r, ']');
	while (take_record(r)) {
		if (r->stopped)
			return false;
		if (peek(r) == ']')
			return expect(r, ']');
		if (!expect(r, ','))
			return false;
	}
	return false;
}

/* The members of the object that begins here. */
static bool take_object(struct reader *r, bool (*member)(struct reader *r, const char *key))
{
	char key[41];
	if (!expect(r, '{'))
		return false;
	if (peek(r) == '}')
		return expect(r, '}');
	while (take_word(r, key, sizeof key) && expect(r, ':') && member(r, key)) {
		if (peek(r) == '}')
			return expect(r, '}');
		if (!expect(r, ','))
			return false;
	}
	return false;
}

static bool take_kind(struct reader *r, const char *key)
{
	snprintf(r->kind, sizeof r->kind, "%s", key);
	return take_rows(r);
}

static bool take_version(struct reader *r)
{
	if (!take_value(r))
		return false;
	if (strcmp(buf_str(&r->text), "1") == 0)
		return true;
	err_set(r->e, ERR_INVALID, _("The file was written by a newer version of the program. Nothing was changed."));
	return err_hint(r->e, _("Install the newer version and import it there."));
}

static bool take_top(struct reader *r, const char *key)
{
	if (strcmp(key, "version") == 0)
		return take_version(r);
	if (strcmp(key, "kind") == 0)
		return take_word(r, r->kind, sizeof r->kind);
	if (strcmp(key, "rows") == 0)
		return take_rows(r);
	if (strcmp(key, "kinds") == 0) {
		r->found = true;
		return take_object(r, take_kind);
	}
	if (strcmp(key, "row") == 0 && r->kind[0]) {
		r->row = 0;
		r->found = true;
		return take_record(r) && !r->stopped;
	}
	return take_value(r);
}

static bool take_file(struct reader *r)
{
	if (peek(r) == 0xEF) { /* BOM */
		next_byte(r);
		next_byte(r);
		next_byte(r);
	}
	if (!take_object(r, take_top))
		return r->stopped ? true : broken(r);
	if (peek(r) != EOF)
		return broken(r);
	if (!r->found)
		return err_set(
		    r->e, ERR_INVALID, _("There are no records of this program in the file. Nothing was changed."));
	return true;
}

static FILE *open_file(const char *path, struct err *e)
{
	struct stat st;
	if (stat(path, &st) != 0) {
		err_errno(e, errno, _("%s could not be read"), path_base(path));
		return NULL;
	}
	if (!S_ISREG(st.st_mode)) {
		err_set(e, ERR_INVALID, _("%s is not a plain file. Nothing was changed."), path_base(path));
		return NULL;
	}
	if (st.st_size > FILE_MAX) {
		err_set(e, ERR_INVALID, _("%s is longer than 1 GB. Nothing was changed."), path_base(path));
		return NULL;
	}
	FILE *file = fopen(path, "rbe");
	if (!file)
		err_errno(e, errno, _("%s could not be read"), path_base(path));
	return file;
}

bool json_read(const char *path, const struct type_ctx *ctx, bool (*each)(void *c, struct record *r),
    void (*refused)(void *c, const char *place, const char *why), void *c, struct err *e)
{
	struct err own = ERR_INIT;
	struct reader r = {.line = 1, .ctx = ctx, .each = each, .refused = refused, .c = c, .e = &own};
	r.file = open_file(path, &own);
	bool fine = r.file && take_file(&r);
	if (r.file)
		fclose(r.file);
	buf_free(&r.text);
	if (!fine && e)
		*e = own;
	return fine;
}
