/* app/merge_words.c - what a merge would do, in words: which records are new, what changes, what collided, who may be
 * the same person twice. Knows no file. */
#include <stdlib.h>
#include <string.h>

#include "app/merge_inner.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/read.h"

static struct heard *hear(struct preview *p, enum app_merge_fate fate, const struct kind *k, int64_t id)
{
	if (p->n >= APP_MERGE_LINES)
		return NULL;
	p->list = mem_resize(p->list, p->n + 1, sizeof *p->list);
	p->list[p->n] = (struct heard){.fate = fate, .kind = k, .id = id};
	return &p->list[p->n++];
}

void preview_record(void *ctx, const struct kind *k, int64_t id, enum exchange_fate fate, const char *fields)
{
	struct preview *p = ctx;
	if (fate == EXCHANGE_KEPT)
		return;
	/* A new record comes with everything that several commands made of it: once is enough. */
	if (p->n && p->list[p->n - 1].id == id && p->list[p->n - 1].fate == MERGE_NEW)
		return;
	struct heard *h = hear(p, fate == EXCHANGE_NEW ? MERGE_NEW : MERGE_CHANGED, k, id);
	if (h)
		h->fields = mem_copy_text(fields);
}

void preview_conflict(void *ctx, const struct kind *k, int64_t id, const char *key, const char *kept, const char *other)
{
	struct heard *h = hear(ctx, MERGE_CONFLICT, k, id);
	if (!h)
		return;
	h->fields = mem_copy_text(key);
	h->kept = mem_copy_text(kept);
	h->other = mem_copy_text(other);
}

void preview_free(struct preview *p)
{
	for (size_t i = 0; i < p->n; i++) {
		free(p->list[i].fields);
		free(p->list[i].kept);
		free(p->list[i].other);
	}
	free(p->list);
	*p = (struct preview){0};
}

void app_merge_told_free(struct app_merge_told *told)
{
	for (size_t i = 0; i < told->n; i++) {
		free(told->lines[i].text);
		free(told->lines[i].detail);
	}
	free(told->lines);
	told->lines = NULL;
	told->n = 0;
}

/* ---- lines */

static struct app_merge_line *add_line(struct app_merge_told *t, const struct heard *h)
{
	t->lines = mem_resize(t->lines, t->n + 1, sizeof *t->lines);
	t->lines[t->n] = (struct app_merge_line){.fate = h->fate, .kind = h->kind, .id = h->id};
	return &t->lines[t->n++];
}

struct fields {
	struct app *app;
	const struct kind *kind;
	struct buf out;
};

static bool field_words(void *ctx, const char *key, const char *json)
{
	struct fields *f = ctx;
	struct json_slice m;
	const char *p = json;
	if (kind_field(f->kind, key) == NO_FIELD && strcmp(key, "deleted") != 0)
		return true;
	buf_print(&f->out, "%s%s: ", f->out.len ? ", " : "", share_label(f->kind, key));
	for (int i = 0; i < 2 && json_step(&p, &m); i++) {
		char *one = mem_copy_bytes(m.value, m.n);
		buf_text(&f->out, i ? " > " : "");
		share_value(f->app, f->kind, key, one, &f->out);
		free(one);
	}
	return true;
}

static void title_words(struct app *a, const struct heard *h, struct buf *out)
{
	struct buf title = BUF_INIT;
	app_title(a, h->kind, h->id, &title);
	buf_text(out, buf_str(&title));
	buf_free(&title);
}

static void tell_record(struct app *a, const struct heard *h, struct app_merge_told *t)
{
	struct buf text = BUF_INIT;
	struct fields f = {.app = a, .kind = h->kind};
	title_words(a, h, &text);
	if (h->fate == MERGE_CHANGED)
		json_members(h->fields, field_words, &f, NULL);
	struct app_merge_line *l = add_line(t, h);
	l->text = buf_take(&text);
	l->detail = buf_take(&f.out);
}

static void tell_conflict(struct app *a, const struct heard *h, struct app_merge_told *t)
{
	struct buf text = BUF_INIT, kept = BUF_INIT, other = BUF_INIT, detail = BUF_INIT;
	title_words(a, h, &text);
	share_value(a, h->kind, h->fields, *h->kept ? h->kept : "1", &kept);
	share_value(a, h->kind, h->fields, h->other, &other);
	buf_print(&detail, _("%s: %s stays, %s is kept beside it"), share_label(h->kind, h->fields), buf_str(&kept),
	    buf_str(&other));
	struct app_merge_line *l = add_line(t, h);
	l->text = buf_take(&text);
	l->detail = buf_take(&detail);
	buf_free(&kept);
	buf_free(&other);
}

/* ---- the same person under two spellings */

static bool alike(const char *a, const char *b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	text_key(a, &x);
	text_key(b, &y);
	const bool same =
	    x.len && y.len && text_key_matches(buf_str(&x), buf_str(&y)) && text_key_matches(buf_str(&y), buf_str(&x));
	const bool begins = x.len && y.len &&
	                    (text_key_matches(buf_str(&x), buf_str(&y)) || text_key_matches(buf_str(&y), buf_str(&x)));
	const bool words = strchr(buf_str(&x), ' ') && strchr(buf_str(&y), ' '); /* a surname alone says little */
	buf_free(&x);
	buf_free(&y);
	return same || (begins && words);
}

static bool told_before(const struct app_merge_told *t, int64_t id)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->lines[i].fate == MERGE_SAME_PERSON && t->lines[i].id == id)
			return true;
	return false;
}

static void tell_twin(struct app *a, const struct heard *h, int64_t other, struct app_merge_told *t)
{
	struct buf text = BUF_INIT, name = BUF_INIT, detail = BUF_INIT;
	title_words(a, h, &text);
	app_title(a, h->kind, other, &name);
	if (!told_before(t, other) && alike(buf_str(&text), buf_str(&name))) {
		buf_print(&detail, _("perhaps the same person as %s; both stay"), buf_str(&name));
		struct app_merge_line *l = add_line(t, h);
		l->fate = MERGE_SAME_PERSON;
		l->text = buf_take(&text);
		l->detail = buf_take(&detail);
	}
	buf_free(&text);
	buf_free(&name);
}

/* The first letters of the surname bring up who is to be compared. */
static void tell_twins(struct app *a, const struct heard *h, struct app_merge_told *t)
{
	struct app_hit hits[20];
	size_t got = 0;
	struct buf title = BUF_INIT, key = BUF_INIT;
	struct err ignored = ERR_INIT;
	title_words(a, h, &title);
	text_key(buf_str(&title), &key);
	buf_cut(&key, strcspn(buf_str(&key), " "));
	if (key.len > 5)
		buf_cut(&key, 5);
	app_find(a, buf_str(&key), h->kind, hits, sizeof hits / sizeof *hits, &got, &ignored);
	for (size_t i = 0; i < got; i++)
		if (hits[i].id != h->id)
			tell_twin(a, h, hits[i].id, t);
	buf_free(&title);
	buf_free(&key);
}

void preview_words(struct app_merge *m, struct preview *p)
{
	const struct kind *person = kind_get(KIND_person);
	for (size_t i = 0; i < p->n; i++)
		if (p->list[i].fate == MERGE_NEW && p->list[i].kind == person)
			tell_twins(m->app, &p->list[i], p->told);
	for (size_t i = 0; i < p->n; i++)
		if (p->list[i].fate == MERGE_CONFLICT)
			tell_conflict(m->app, &p->list[i], p->told);
	for (size_t i = 0; i < p->n; i++)
		if (p->list[i].fate != MERGE_CONFLICT)
			tell_record(m->app, &p->list[i], p->told);
}

/* ---- in one sentence */

static void count(struct buf *out, size_t n, const char *format)
{
	if (!n)
		return;
	buf_text(out, out->len ? ", " : "");
	buf_print(out, format, n);
}

#define N(n) ((unsigned long)(n))

void app_merge_words(const struct app_merge_told *t, struct buf *out)
{
	struct buf b = BUF_INIT;
	count(&b, t->fresh, tr_n("%zu new record", "%zu new records", N(t->fresh)));
	count(&b, t->changed, tr_n("%zu changed", "%zu changed", N(t->changed)));
	count(&b, t->conflicts, tr_n("%zu value collided", "%zu values collided", N(t->conflicts)));
	count(&b, t->erased,
	    tr_n("%zu erased for good, as on another laptop", "%zu erased for good, as on another laptop",
	        N(t->erased)));
	count(&b, t->refused,
	    tr_n("%zu left out because it was erased here", "%zu left out because they were erased here",
	        N(t->refused)));
	count(&b, t->unknown,
	    tr_n("%zu left out because this version does not know its kind",
	        "%zu left out because this version does not know their kind", N(t->unknown)));
	if (!b.len)
		buf_text(&b, _("nothing new"));
	count(&b, t->taken_back,
	    tr_n("%zu value was taken back here earlier and stays so (redo brings it)",
	        "%zu values were taken back here earlier and stay so (redo brings them)", N(t->taken_back)));
	buf_text(out, buf_str(&b));
	buf_free(&b);
}
