/* app/history.c - the history in words: who changed what, from the readable changes that the store keeps. Undo and
 * redo. Knows no kind by name: labels, titles and formats come from the tables. */
#include "app/share_inner.h"

#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include "base/json.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/history.h"
#include "store/read.h"

#define VALUE_CELLS 60 /* of one value in a line; longer texts are cut */
#define FEW 3          /* a command of at most so many records is told by the first one's name */
#define NOTHING "—"

/* ---- one changed field in words */

struct pair {
	char *json[2]; /* before, after; owned */
	size_t n;
};

static bool take_element(void *ctx, const char *json)
{
	struct pair *p = ctx;
	p->json[p->n++] = mem_copy_text(json);
	return p->n < 2;
}

static void pair_free(struct pair *p)
{
	free(p->json[0]);
	free(p->json[1]);
	*p = (struct pair){{NULL, NULL}, 0};
}

static bool pair_read(struct pair *p, const char *json)
{
	*p = (struct pair){{NULL, NULL}, 0};
	struct err ignored = ERR_INIT;
	if (json_elements(json, take_element, p, &ignored) && p->n == 2)
		return true;
	pair_free(p);
	return false;
}

static void one_line(const char *s, struct buf *out)
{
	if (text_width(s) > VALUE_CELLS) {
		text_fit(s, VALUE_CELLS, TEXT_LEFT, false, out);
		return;
	}
	for (; *s; s++)
		buf_char(out, *s == '\n' ? ' ' : *s);
}

static void value_words(struct app *a, const struct field *f, const char *json, struct buf *out)
{
	struct value v = VALUE_INIT;
	struct err ignored = ERR_INIT;
	struct buf text = BUF_INIT;
	if (value_from_json(f, json, &a->types, &v, &ignored))
		f->type->format(f, &v, &a->types, FOR_SCREEN, &text);
	if (text.len)
		one_line(buf_str(&text), out);
	else
		buf_text(out, NOTHING);
	value_clear(&v);
	buf_free(&text);
}

bool changed_value_words(struct app *a, const struct field *f, const char *json, struct buf *before, struct buf *now)
{
	struct pair p;
	if (!pair_read(&p, json))
		return false;
	value_words(a, f, p.json[0], before);
	value_words(a, f, p.json[1], now);
	pair_free(&p);
	return true;
}

static bool is_null(const char *json)
{
	return strcmp(json, "null") == 0;
}

/* "neatins > târziu", or the value alone where there was none before. */
static void pair_words(struct app *a, const struct field *f, const struct pair *p, struct buf *out)
{
	if (!is_null(p->json[0])) {
		value_words(a, f, p->json[0], out);
		buf_text(out, " > ");
	}
	value_words(a, f, p->json[1], out);
}

/* ---- one command in words */

struct words {
	struct app *app;
	const struct kind *kind;
	struct buf detail; /* every field, one a line */
	struct buf brief;  /* the field that is part of the title, else the only one */
	struct buf state;
	size_t fields;
	bool touched[128]; /* changed fields, by number */
};

static bool is_state(const struct kind *k, int field)
{
	for (int i = 1; i < 3; i++)
		if (k->title[i] != NO_FIELD && k->title[i] == field)
			return k->fields[field].choices != NULL;
	return false;
}

/* A value that collided and was given up, or came back: "Given name, the other value: Ioan > —". */
static void other_words(struct words *w, const char *key, const struct pair *p)
{
	const char *sides[] = {p->json[0], p->json[1]};
	buf_text(&w->detail, w->fields++ ? "\n" : "");
	buf_print(&w->detail, _("%s, the other value: "), share_label(w->kind, key));
	for (int i = 0; i < 2; i++) {
		struct json_slice m;
		char *value = !is_null(sides[i]) && json_step(&sides[i], &m) ? mem_copy_bytes(m.value, m.n) : NULL;
		buf_text(&w->detail, i ? " > " : "");
		if (value)
			share_value(w->app, w->kind, key, value, &w->detail);
		else
			buf_text(&w->detail, "—");
		free(value);
	}
}

static bool field_words(void *ctx, const char *key, const char *json)
{
	struct words *w = ctx;
	const int field = kind_field(w->kind, key);
	struct pair p;
	if (strncmp(key, "other:", strlen("other:")) == 0 && pair_read(&p, json)) {
		other_words(w, key + strlen("other:"), &p);
		pair_free(&p);
		return true;
	}
	if (field == NO_FIELD || !pair_read(&p, json))
		return true;
	const struct field *f = &w->kind->fields[field];
	struct buf change = BUF_INIT;
	pair_words(w->app, f, &p, &change);
	if (w->fields++)
		buf_char(&w->detail, '\n');
	buf_print(&w->detail, "%s: %s", tr(f->label), buf_str(&change));
	if (is_state(w->kind, field)) {
		buf_clear(&w->state);
		buf_text(&w->state, buf_str(&change));
	}
	if (w->fields == 1)
		buf_print(&w->brief, "%s: %s", tr(f->label), buf_str(&change));
	if ((size_t)field < sizeof w->touched)
		w->touched[field] = true;
	pair_free(&p);
	buf_free(&change);
	return true;
}

/* Nothing tells any more what an erased record was called. */
static void name_of(struct app *a, const struct kind *k, int64_t id, struct buf *out)
{
	if (!a->types.ref_title(a->types.ctx, k, id, out))
		buf_text(out, _("erased for good"));
}

/* The title without the state that just changed: "Rusu Ion", not "Rusu Ion · late". */
static void title_words(struct app *a, const struct words *w, int64_t id, struct buf *out)
{
	struct record *r = NULL;
	struct err ignored = ERR_INIT;
	if (!w->state.len || !store_get(a->store, w->kind, id, &r, &ignored)) {
		name_of(a, w->kind, id, out);
		return;
	}
	for (int i = 1; i < 3; i++)
		if (w->kind->title[i] != NO_FIELD && w->touched[w->kind->title[i]] &&
		    is_state(w->kind, w->kind->title[i]))
			record_clear(r, w->kind->title[i]);
	record_title(r, &a->types, out);
	record_free(r);
}

static void capital(const char *s, struct buf *out)
{
	const char *rest = s, *end = s + strlen(s);
	const uint32_t first = text_next(&rest, end);
	if (!first)
		return;
	buf_code(out, (uint32_t)towupper((wint_t)first));
	buf_text(out, rest);
}

static void name_words(const char *name, const char *about, struct buf *out)
{
	buf_text(out, name && *name ? tr(name) : _("Change"));
	if (about && *about)
		buf_print(out, " (%s)", about);
}

/* "Attendance: Rusu Ion  expected > late" */
static void change_words(struct app *a, const struct words *w, int64_t id, struct buf *out)
{
	capital(tr(w->kind->label), out);
	buf_text(out, ": ");
	title_words(a, w, id, out);
	if (w->state.len)
		buf_print(out, "  %s", buf_str(&w->state));
	else if (w->fields == 1)
		buf_print(out, "  %s", buf_str(&w->brief));
	else if (w->fields)
		buf_print(out, tr_n("  %zu field", "  %zu fields", (unsigned long)w->fields), w->fields);
}

static void one_record_words(struct app *a, const struct history_entry *h, const struct words *w, struct buf *out)
{
	if (strcmp(h->name, "Change") == 0) {
		change_words(a, w, h->id, out);
		return;
	}
	if (strcmp(h->name, "New record") == 0)
		buf_text(out, tr(h->kind->create));
	else
		name_words(h->name, h->about, out);
	buf_text(out, ": ");
	name_of(a, h->kind, h->id, out);
}

struct looking {
	bool undo;
};

static bool see_undo(void *ctx, const struct history_entry *h)
{
	((struct looking *)ctx)->undo = h->undoes != 0;
	return false;
}

/* What takes an undo back does the thing again. */
static void turn_words(struct app *a, const struct history_entry *h, struct buf *out)
{
	struct looking taken_back = {false};
	struct err ignored = ERR_INIT;
	if (!h->undoes)
		return;
	history_each(a->store, NULL, 0, h->undoes + 1, 1, see_undo, &taken_back, &ignored);
	buf_print(out, "%s: ", taken_back.undo ? _("Done again") : _("Undone"));
}

/* One or few are told by the first one's name. */
static void records_words(struct app *a, const struct kind *k, int64_t id, long long n, struct buf *out)
{
	if (!k || n < 1 || n > FEW) {
		buf_print(out, tr_n("%lld record", "%lld records", (unsigned long)n), n);
		return;
	}
	name_of(a, k, id, out);
	if (n > 1)
		buf_print(out, tr_n(" and %lld more", " and %lld more", (unsigned long)(n - 1)), n - 1);
}

/* `one`: only this record was asked for, however many the command changed. */
static void entry_words(struct app *a, const struct history_entry *h, bool one, const struct words *w, struct buf *out)
{
	turn_words(a, h, out);
	if ((one || h->changes == 1) && h->kind) {
		one_record_words(a, h, w, out);
		return;
	}
	name_words(h->name, h->about, out);
	buf_text(out, ": ");
	records_words(a, h->kind, h->id, (long long)h->changes, out);
}

/* ---- the list */

struct telling {
	struct app *app;
	bool one; /* record was asked for */
	bool (*each)(void *ctx, const struct app_change *c);
	void *ctx;
};

static bool tell(void *ctx, const struct history_entry *h)
{
	struct telling *t = ctx;
	struct words w = {.app = t->app, .kind = h->kind};
	struct err ignored = ERR_INIT;
	if (h->kind && h->fields)
		json_members(h->fields, field_words, &w, &ignored);
	struct buf text = BUF_INIT;
	entry_words(t->app, h, t->one, &w, &text);
	struct buf who = BUF_INIT;
	buf_text(&who, h->who);
	if (h->arrived && *h->device_name)
		buf_print(&who, "%s%s", who.len ? " · " : "", h->device_name);
	const struct app_change c = {.number = h->number,
	    .at_ms = h->at_ms,
	    .who = buf_str(&who),
	    .text = buf_str(&text),
	    .detail = buf_str(&w.detail),
	    .fields = h->fields ? h->fields : "{}",
	    .kind = h->kind,
	    .id = h->id,
	    .changes = h->changes,
	    .undoes = h->undoes,
	    .undone = h->undone};
	const bool more = t->each(t->ctx, &c);
	buf_free(&who);
	buf_free(&text);
	buf_free(&w.detail);
	buf_free(&w.brief);
	buf_free(&w.state);
	return more;
}

bool app_history(struct app *a, const struct kind *k, int64_t id, int64_t before, size_t limit,
    bool (*each)(void *ctx, const struct app_change *c), void *ctx, struct err *e)
{
	struct store *s = app_store(a, e);
	if (!s)
		return false;
	app_types(a);
	struct telling t = {a, k && id, each, ctx};
	return history_each(s, k, id, before, limit, tell, &t, e);
}

/* ---- undo */

static void undone_words(struct app *a, const char *pattern, const struct undo_result *r, struct app_undone *out)
{
	struct buf what = BUF_INIT, text = BUF_INIT;
	if (r->kind && strcmp(r->name, "New record") == 0)
		buf_text(&what, tr(r->kind->create));
	else
		name_words(r->name, r->about, &what);
	buf_text(&what, ": ");
	app_types(a);
	records_words(a, r->kind, r->id, (long long)r->records, &what);
	buf_print(&text, tr(pattern), buf_str(&what));
	/* Cut between characters, never inside one. */
	size_t n = text.len;
	if (n >= sizeof out->text)
		n = text_prev_char(buf_str(&text), sizeof out->text - 1);
	memcpy(out->text, buf_str(&text), n);
	out->text[n] = '\0';
	buf_free(&what);
	buf_free(&text);
}

static bool take_back(struct app *a, const char *pattern, bool ok, const struct undo_result *r, struct app_undone *out)
{
	app_forget(a);
	if (!ok)
		return false;
	struct app_undone own;
	if (!out)
		out = &own;
	*out = (struct app_undone){.kind = r->kind, .id = r->id, .records = r->records, .kept = r->kept};
	undone_words(a, pattern, r, out);
	return true;
}

bool app_undo(struct app *a, struct app_undone *out, struct err *e)
{
	struct undo_result r = {.number = 0};
	struct store *s = app_store_write(a, e);
	return s && take_back(a, N_("Undone: %s"), store_undo(s, &r, e), &r, out);
}

bool app_redo(struct app *a, struct app_undone *out, struct err *e)
{
	struct undo_result r = {.number = 0};
	struct store *s = app_store_write(a, e);
	return s && take_back(a, N_("Done again: %s"), store_redo(s, &r, e), &r, out);
}

bool app_undo_command(struct app *a, int64_t number, struct app_undone *out, struct err *e)
{
	struct undo_result r = {.number = 0};
	struct store *s = app_store_write(a, e);
	return s && take_back(a, N_("Undone: %s"), store_undo_command(s, number, &r, e), &r, out);
}

bool app_undo_to(struct app *a, int64_t number, struct app_undone *out, struct err *e)
{
	struct undo_result r = {.number = 0};
	struct store *s = app_store_write(a, e);
	return s && take_back(a, N_("Undone: %s"), store_undo_to(s, number, &r, e), &r, out);
}
