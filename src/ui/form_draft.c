/* ui/form_draft.c - the draft of a form on disk: what was typed, field by field, as JSON in the state folder (0600). */
#include "ui/form.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"

/* One draft for each record, and one for a new record of each kind, of each database: the sample's and the group's own
 * often have the same name, so the whole path counts (its end, where it is too long for a name). */
static char *draft_path(struct ui *u, const struct form *f)
{
	char *state = path_state_home(), *folder = path_join(state, "drafts");
	char *base = path_safe_name(app_db_path(u->app));
	size_t len = strlen(base), most = 120;
	char *name = mem_print("%s-%s-%" PRId64 ".json", len > most ? base + len - most : base, f->kind->key, f->id);
	char *path = path_join(folder, name);
	free(state);
	free(folder);
	free(base);
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

void draft_write(struct ui *u, struct form *f)
{
	struct err e = ERR_INIT;
	struct path_writer w;
	struct buf b = BUF_INIT;
	char *path = draft_path(u, f), *folder = path_dir(path);
	int64_t at = clock_ms(app_clock(u->app));
	bool first = true;
	buf_print(&b, "{\"at\":%" PRId64 ",\"fields\":{", at);
	for (int i = 0; i < f->nslots; i++) {
		if (!f->slots[i].touched)
			continue;
		buf_text(&b, first ? "" : ",");
		first = false;
		json_quote(f->slots[i].row->key, &b);
		buf_char(&b, ':');
		slot_text(&f->slots[i], &b);
	}
	buf_text(&b, "}}\n");
	if (path_make_dirs(folder, &e) && path_write_begin(&w, path, &e)) {
		fwrite(b.data, 1, b.len, w.file);
		if (path_write_end(&w, &e))
			f->draft_ms = at;
	}
	if (e.code)
		ui_say(u, ROLE_WARNING, _("The draft could not be kept on disk: %s"), e.what);
	u->wake_at = 0;
	buf_free(&b);
	free(folder);
	free(path);
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
	if (strcmp(key, "at") == 0)
		r->at = strtoll(json, NULL, 10);
	else if (r->f && strcmp(key, "fields") == 0)
		json_members(json, one_field, r, &e);
	return true;
}

static bool read_draft(struct ui *u, const struct form *named, struct form *into, int64_t *at_ms)
{
	struct err e = ERR_INIT;
	struct buf b = BUF_INIT;
	struct reading r = {u, into, 0};
	char *path = draft_path(u, named);
	bool ok =
	    path_exists(path) && path_read_all(path, 64u << 20, &b, &e) && json_members(buf_str(&b), one_part, &r, &e);
	*at_ms = r.at;
	buf_free(&b);
	free(path);
	return ok && r.at > 0;
}

bool draft_exists(struct ui *u, const struct form *f, int64_t *at_ms)
{
	return read_draft(u, f, NULL, at_ms);
}

bool draft_read(struct ui *u, struct form *f, int64_t *at_ms)
{
	return read_draft(u, f, f, at_ms);
}
