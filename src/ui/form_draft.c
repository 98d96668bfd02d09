/* ui/form_draft.c - the draft of a form on disk: what was typed, field by field, as JSON in the state folder (0600). */
#include "ui/form.h"
#include "ui/drafts.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"

static char *draft_folder(void)
{
	char *state = path_state_home(), *folder = path_join(state, "drafts");
	free(state);
	return folder;
}

/* How the names of this database's drafts begin: the sample's and the group's own often have the same name, so the
 * whole path counts (its end, where it is too long for a name). */
static char *draft_prefix(struct ui *u)
{
	char *base = path_safe_name(app_db_path(u->app));
	size_t len = strlen(base), most = 120;
	char *prefix = mem_print("%s-", len > most ? base + len - most : base);
	free(base);
	return prefix;
}

/* One draft for each record, and one for a new record of each kind. */
static char *draft_path(struct ui *u, const struct form *f)
{
	char *folder = draft_folder(), *prefix = draft_prefix(u);
	char *name = mem_print("%s%s-%" PRId64 ".json", prefix, f->kind->key, f->id);
	char *path = path_join(folder, name);
	free(folder);
	free(prefix);
	free(name);
	return path;
}

/* Choices and references keep their value; the rest what is typed, understood or not. */
static void slot_text(const struct slot *s, struct buf *out)
{
	if (s->value.tag != VALUE_NULL)
		value_json(s->row, &s->value, out);
	else
		json_quote(line_text(&s->line), out);
}

/* What was typed; of a new record that was opened with beginnings, these too. */
static bool belongs(const struct form *f, const struct slot *s)
{
	return s->touched || (f->given && (s->value.tag != VALUE_NULL || line_text(&s->line)[0]));
}

static void draft_text(struct ui *u, struct form *f, int64_t at, struct buf *out)
{
	bool first = true;
	struct buf title = BUF_INIT;
	record_title(f->now, app_types(u->app), &title);
	buf_print(out, "{\"at\":%" PRId64 ",\"title\":", at);
	json_quote(buf_str(&title), out);
	buf_text(out, ",\"fields\":{");
	for (int i = 0; i < f->nslots; i++) {
		if (!belongs(f, &f->slots[i]))
			continue;
		buf_text(out, first ? "" : ",");
		first = false;
		json_quote(f->slots[i].row->key, out);
		buf_char(out, ':');
		slot_text(&f->slots[i], out);
	}
	buf_text(out, "}}\n");
	buf_free(&title);
}

bool draft_write(struct ui *u, struct form *f)
{
	struct err e = ERR_INIT;
	struct path_writer w;
	struct buf b = BUF_INIT;
	char *path = draft_path(u, f), *folder = path_dir(path);
	int64_t at = clock_ms(app_clock(u->app));
	draft_text(u, f, at, &b);
	bool ok = path_make_dirs(folder, &e) && path_write_begin(&w, path, &e);
	if (ok) {
		fwrite(b.data, 1, b.len, w.file);
		ok = path_write_end(&w, &e);
	}
	if (ok)
		f->draft_ms = at;
	else if (!u->drafts_failed)
		ui_say(u, ROLE_WARNING, _("Drafts cannot be kept on this disk: %s Save with ^S now and then."), e.what);
	u->drafts_failed = u->drafts_failed || !ok;
	u->wake_at = 0;
	buf_free(&b);
	free(folder);
	free(path);
	return ok;
}

void draft_remove(struct ui *u, struct form *f)
{
	char *path = draft_path(u, f);
	unlink(path);
	f->draft_ms = 0;
	free(path);
}

struct reading {
	struct ui *u;
	struct form *f; /* NULL: only the time is wanted */
	int64_t at;
	struct buf *title; /* NULL: not wanted */
};

static bool one_field(void *ctx, const char *key, const char *json)
{
	struct reading *r = ctx;
	struct form *f = r->f;
	struct buf text = BUF_INIT;
	bool null = false;
	int field = kind_field(f->kind, key);
	for (int i = 0; i < f->nslots; i++) {
		struct slot *s = &f->slots[i];
		if (s->field != field || !json_flat(json, &text, &null))
			continue;
		struct value v = VALUE_INIT;
		struct err e = ERR_INIT;
		if (s->row->type->parse(s->row, buf_str(&text), app_types(r->u->app), &v, &e))
			s->w->start(s, &v, app_types(r->u->app));
		else
			line_set(&s->line, buf_str(&text));
		value_clear(&v);
		form_changed(r->u, f, s);
	}
	buf_free(&text);
	return true;
}

static bool one_part(void *ctx, const char *key, const char *json)
{
	struct reading *r = ctx;
	struct err e = ERR_INIT;
	bool null;
	if (strcmp(key, "at") == 0)
		r->at = strtoll(json, NULL, 10);
	else if (r->title && strcmp(key, "title") == 0)
		json_flat(json, r->title, &null);
	else if (r->f && strcmp(key, "fields") == 0)
		json_members(json, one_field, r, &e);
	return true;
}

static bool read_draft(struct reading *r, const char *path)
{
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT;
	bool ok =
	    path_exists(path) && path_read_all(path, 64u << 20, &b, &e) && json_members(buf_str(&b), one_part, r, &e);
	buf_free(&b);
	return ok && r->at > 0;
}

static bool read_of(struct ui *u, const struct form *named, struct form *into, int64_t *at_ms)
{
	struct reading r = {.u = u, .f = into};
	char *path = draft_path(u, named);
	bool ok = read_draft(&r, path);
	*at_ms = r.at;
	free(path);
	return ok;
}

bool draft_exists(struct ui *u, const struct form *f, int64_t *at_ms)
{
	return read_of(u, f, NULL, at_ms);
}

bool draft_read(struct ui *u, struct form *f, int64_t *at_ms)
{
	bool ok = read_of(u, f, f, at_ms);
	if (ok)
		f->draft_ms = *at_ms;
	return ok;
}

static bool take_number(void *ctx, const struct app_change *c)
{
	*(int64_t *)ctx = c->number;
	return false;
}

static int64_t newest_change(struct ui *u)
{
	int64_t number = 0;
	app_history(u->app, NULL, 0, 0, 1, take_number, &number, NULL);
	return number;
}

void draft_left(struct ui *u, const struct form *f)
{
	u->left_kind = f->kind;
	u->left_id = f->id;
	u->left_change = newest_change(u);
}

/* Offered until it is taken or something else is changed: whoever looks around first still means the draft by u. */
bool draft_reopen(struct ui *u)
{
	const struct kind *k = u->left_kind;
	const struct form named = {.kind = k, .id = u->left_id};
	int64_t at;
	u->left_kind = NULL;
	if (!k || newest_change(u) != u->left_change || !draft_exists(u, &named, &at))
		return false;
	form_open_draft(u, k, u->left_id);
	return true;
}

/* ---- all drafts of this database */

/* "<prefix>person-0.json": which record it is of. */
static bool named(const char *name, const char *prefix, const struct kind **k, int64_t *id)
{
	size_t n = strlen(prefix);
	const char *dash = strrchr(name, '-');
	char *end;
	if (strncmp(name, prefix, n) != 0 || !dash || dash <= name + n)
		return false;
	char *key = mem_copy_bytes(name + n, (size_t)(dash - name) - n);
	*k = kind_find(key);
	*id = strtoll(dash + 1, &end, 10);
	free(key);
	return *k && end != dash + 1 && strcmp(end, ".json") == 0;
}

size_t drafts_list(struct ui *u, void (*each)(void *ctx, const struct draft_told *d), void *ctx)
{
	char *folder = draft_folder(), *prefix = draft_prefix(u);
	DIR *dir = opendir(folder);
	size_t n = 0;
	for (struct dirent *en; dir && (en = readdir(dir));) {
		struct draft_told d = {0};
		struct buf title = BUF_INIT;
		struct reading r = {.u = u, .title = &title};
		if (!named(en->d_name, prefix, &d.kind, &d.id))
			continue;
		char *path = path_join(folder, en->d_name);
		if (read_draft(&r, path)) {
			d.at_ms = r.at;
			d.title = buf_str(&title);
			n++;
			if (each)
				each(ctx, &d);
		}
		free(path);
		buf_free(&title);
	}
	if (dir)
		closedir(dir);
	free(folder);
	free(prefix);
	return n;
}
