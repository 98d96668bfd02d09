/* cli/words.c - kinds, fields and records as people name them on the command line. */
#include "cli/command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

#define ID_ENDS ", \t\r\n"
#define IDS_BYTES (64 * 1024 * 1024) /* of --ids -: three million records */

static const char *kind_name_at(void *ctx, size_t i)
{
	size_t count;
	const struct kind *all = kinds_all(&count);
	(void)ctx;
	return i < count ? all[i].key : NULL;
}

/* "Oameni", "people", "persoană": the words of the screens, in any of the three languages. */
static const struct kind *kind_by_label(const char *typed)
{
	struct buf want = BUF_INIT, have = BUF_INIT;
	size_t count;
	const struct kind *all = kinds_all(&count), *found = NULL;
	text_key(typed, &want);
	for (size_t i = 0; i < count && !found; i++)
		for (enum lang l = 0; l < LANG_COUNT && !found; l++)
			for (int which = 0; which < 2 && !found; which++) {
				buf_clear(&have);
				text_key(tr_in(l, which ? all[i].plural : all[i].label), &have);
				if (want.len && strcmp(buf_str(&have), buf_str(&want)) == 0)
					found = &all[i];
			}
	buf_free(&want);
	buf_free(&have);
	return found;
}

bool cli_kind(const char *typed, const struct kind **out, struct err *e)
{
	*out = kind_find(typed);
	if (!*out)
		*out = kind_by_label(typed);
	if (*out)
		return true;
	const char *near = cli_nearest(typed, kind_name_at, NULL);
	err_set(e, ERR_USAGE, _("There is no kind of record \"%s\"."), typed);
	return near ? err_hint(e, _("Did you mean \"%s\"?"), near) : err_hint(e, _("\"obste kinds\" lists them."));
}

static const char *field_name_at(void *ctx, size_t i)
{
	const struct kind *k = ctx;
	return i + 1 < (size_t)k->nfields ? k->fields[i + 1].key : NULL;
}

bool cli_field(const struct kind *k, const char *typed, size_t n, int *field, struct err *e)
{
	char *name = mem_copy_bytes(typed, n);
	*field = kind_field(k, name);
	bool ok = *field != NO_FIELD;
	if (!ok) {
		const char *near = cli_nearest(name, field_name_at, (void *)(uintptr_t)k);
		err_set(e, ERR_USAGE, _("%s: there is no field \"%s\"."), k->key, name);
		if (near)
			err_hint(e, _("Did you mean \"%s\"?"), near);
		else
			err_hint(e, _("\"obste fields %s\" lists them."), k->key);
	}
	free(name);
	return ok;
}

bool cli_record_id(struct cli *c, const struct kind *k, const char *typed, int64_t *id, struct err *e)
{
	return app_resolve(c->app, k, typed, id, e);
}

bool cli_set_fields(struct cli *c, struct record *r, int first, struct err *e)
{
	for (int i = first; i < c->nargs; i++) {
		const char *word = c->args[i], *eq = strchr(word, '=');
		int field;
		if (!eq) {
			err_set(e, ERR_USAGE, _("\"%s\" is not field=value."), word);
			return err_hint(e, _("Example: obste set %s 5 notes='...'"), r->kind->key);
		}
		if (!cli_field(r->kind, word, (size_t)(eq - word), &field, e))
			return false;
		if (!record_parse(r, field, eq + 1, app_types(c->app), e))
			return err_field(e, r->kind->fields[field].key);
	}
	return true;
}

size_t cli_columns(const struct kind *k, const char *list, int *fields, size_t max, struct err *e)
{
	size_t n = 0;
	for (const char *p = list; n < max; p++) {
		size_t len = strcspn(p, ",");
		fields[n] = 0;
		if (!(len == 2 && memcmp(p, "id", 2) == 0) && !cli_field(k, p, len, &fields[n], e))
			return 0;
		n++;
		p += len;
		if (!*p)
			return n;
	}
	err_set(e, ERR_USAGE, "%s", _("Too many columns."));
	return 0;
}

/* ---- which records */

bool cli_query(const struct cli *c, struct query *q, struct err *e)
{
	const char *expr;
	for (int i = 0; (expr = cli_option_at(c, "filter", i)); i++)
		if (!query_filter_parse(q, expr, app_types(c->app), e))
			return false;
	if (cli_option(c, "search"))
		q->search = mem_copy_text(cli_option(c, "search"));
	return !cli_option(c, "sort") || query_sort_parse(q, cli_option(c, "sort"), e);
}

static bool read_ids(const char *text, int64_t **ids, size_t *n, struct err *e)
{
	size_t room = 0;
	*ids = NULL;
	*n = 0;
	for (const char *p = text + strspn(text, ID_ENDS); *p; p += strspn(p, ID_ENDS)) {
		char *end;
		errno = 0;
		const long long id = strtoll(p, &end, 10);
		const size_t len = strcspn(p, ID_ENDS);
		if (errno || end != p + len || id <= 0)
			return err_set(
			    e, ERR_USAGE, _("\"%.*s\" is no number of a record."), len < 40 ? (int)len : 40, p);
		if (*n == room) {
			room = room ? room * 2 : 64;
			*ids = mem_resize(*ids, room, sizeof **ids);
		}
		(*ids)[(*n)++] = id;
		p += len;
	}
	return *n > 0 || err_set(e, ERR_USAGE, _("--ids needs at least one number."));
}

bool cli_ids(const char *typed, int64_t **ids, size_t *n, struct err *e)
{
	struct buf b = BUF_INIT;
	char bytes[65536];
	size_t got;
	if (strcmp(typed, "-") != 0) {
		buf_text(&b, typed);
	} else {
		while (b.len < IDS_BYTES && (got = fread(bytes, 1, sizeof bytes, stdin)) > 0)
			buf_add(&b, bytes, got);
	}
	bool ok = read_ids(buf_str(&b), ids, n, e);
	buf_free(&b);
	if (!ok)
		free(*ids);
	return ok;
}
