/* app/export_members.c - one calendar for each member, and what changed since the last one as a text: a file that would
 * be the same is not touched, whose consent is over has none any more. Knows no file format. */
#include "app/exchange.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app_internal.h"
#include "app/export_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/read.h"

struct member {
	int64_t id;
	char *name, *first; /* "Salcâm Tudor", how one speaks to him; owned, as the two below */
	char *path, *text;
};

struct members {
	struct app *app;
	const struct app_ics_out *like;
	const char *folder;
	struct member *rows;
	size_t n;
	struct consents consents;
	struct app_handout *handouts; /* with what they lend */
	size_t given;
	void (*told)(void *ctx, const struct app_member_out *m);
	void *ctx;
};

static bool is_closed(const struct record *r)
{
	int status = kind_field(r->kind, "status");
	const struct choice *c =
	    status == NO_FIELD ? NULL : choice_find(&r->kind->fields[status], record_text(r, status));
	return c && c->closed;
}

static char *file_name(const struct members *m, const char *name, int64_t id, const char *ending)
{
	char *safe = path_safe_name(name), *file = mem_print("%s-%" PRId64 ".%s", safe, id, ending);
	char *path = path_join(m->folder, file);
	free(safe);
	free(file);
	return path;
}

static bool take_member(void *ctx, const struct record *r)
{
	struct members *m = ctx;
	struct buf name = BUF_INIT;
	if (is_closed(r))
		return true;
	if ((m->n & (m->n - 1)) == 0)
		m->rows = mem_resize(m->rows, m->n ? m->n * 2 : 1, sizeof *m->rows);
	record_title(r, &m->app->types, &name);
	struct member *one = &m->rows[m->n++];
	*one = (struct member){.id = r->id, .name = buf_take(&name)};
	one->first = mem_copy_text(record_text(r, person_given) ? record_text(r, person_given) : one->name);
	one->path = file_name(m, one->name, r->id, "ics");
	one->text = file_name(m, one->name, r->id, "txt");
	return true;
}

/* ---- the folder: only plain files are looked at; a link that somebody put there is replaced, never followed */

static bool is_there(const char *path)
{
	struct stat st;
	if (lstat(path, &st) != 0)
		return false;
	if (S_ISREG(st.st_mode))
		return true;
	if (!S_ISDIR(st.st_mode))
		unlink(path);
	return false;
}

static bool write_text(const char *path, const char *text, struct err *e)
{
	struct path_writer w;
	is_there(path);
	if (!path_write_begin(&w, path, e))
		return false;
	fputs(text, w.file);
	return path_write_end(&w, e);
}

static bool put_in_place(const char *fresh, const char *path, struct err *e)
{
	return rename(fresh, path) == 0 || err_set(e, ERR_DENIED, _("Could not write %s"), path);
}

/* ---- one member */

static void keep_handout(struct members *m, const struct member *one, const struct ics_reader *rd, int64_t events)
{
	const struct app_ics_out o = {.path = one->path, .audience = AUDIENCE_PERSON, .of = one->id};
	struct buf state = BUF_INIT;
	int64_t *holds;
	m->handouts = mem_resize(m->handouts, m->given + 1, sizeof *m->handouts);
	m->handouts[m->given] = ics_handout(&o, rd, events, &state, &holds);
	m->handouts[m->given++].state = buf_take(&state);
	free(holds); /* nobody but the person stands in it */
}

/* Somebody whom no entry concerns gets no file; one who had some gets the empty one, so that old entries go. */
static enum app_row_fate fate_of(const char *path, const char *fresh, const struct ics_reader *rd, int64_t events)
{
	if (is_there(path))
		return file_hash(path) == file_hash(fresh) ? ROW_SAME : ROW_CHANGED;
	return events || rd->had ? ROW_NEW : ROW_REFUSED;
}

static bool write_files(struct members *m, const struct member *one, struct ics_reader *rd, struct app_member_out *out,
    struct buf *news, struct err *e)
{
	char *fresh = mem_print("%s.new", one->path);
	struct app_ics_out o = *m->like;
	o.audience = AUDIENCE_PERSON;
	o.of = one->id;
	o.path = fresh;
	is_there(fresh);
	bool ok = ics_export(m->app, &o, rd, &out->events, e);
	out->fate = ok ? fate_of(one->path, fresh, rd, out->events) : ROW_REFUSED;
	if (ok && (out->fate == ROW_NEW || out->fate == ROW_CHANGED)) {
		ok = put_in_place(fresh, one->path, e);
		if (ok && (!rd->had || out->fate == ROW_CHANGED || !given_same(&rd->last, &rd->now)))
			keep_handout(m, one, rd, out->events);
		news_text(m->app, rd, one->first, news);
		ok = ok && (news->len == 0 || write_text(one->text, buf_str(news), e));
	} else {
		unlink(fresh);
	}
	free(fresh);
	return ok;
}

static bool write_member(struct members *m, const struct member *one, struct err *e)
{
	struct ics_reader rd = {.follows = true};
	struct app_member_out out = {.person = one->id, .name = one->name, .path = one->path, .fate = ROW_REFUSED};
	struct buf news = BUF_INIT;
	bool ok = given_last(m->app, "calendar", "person", one->id, 0, &rd.last, &rd.had, e);
	bool tell = true;
	if (ok && !consents_allow(&m->consents, one->id)) {
		tell = is_there(one->path) || rd.had;
		unlink(one->path);
		unlink(one->text);
	} else if (ok) {
		const enum lang before = ics_speak_to(m->app, one->id);
		ok = write_files(m, one, &rd, &out, &news, e);
		lang_switch(before);
		app_types(m->app);
		tell = out.fate != ROW_REFUSED;
	}
	out.news = buf_str(&news);
	if (ok && tell)
		m->told(m->ctx, &out);
	buf_free(&news);
	ics_reader_free(&rd);
	return ok;
}

/* ---- all of them */

static bool write_all(struct members *m, struct err *e)
{
	for (size_t i = 0; i < m->n; i++)
		if (!write_member(m, &m->rows[i], e))
			return false;
	return true;
}

static void members_free(struct members *m)
{
	for (size_t i = 0; i < m->n; i++) {
		free(m->rows[i].name);
		free(m->rows[i].first);
		free(m->rows[i].path);
		free(m->rows[i].text);
	}
	for (size_t i = 0; i < m->given; i++)
		free((char *)(uintptr_t)m->handouts[i].state);
	free(m->rows);
	free(m->handouts);
	consents_free(&m->consents);
}

bool app_export_ics_members(struct app *a, const struct app_ics_out *like, const char *folder,
    void (*told)(void *ctx, const struct app_member_out *m), void *ctx, struct err *e)
{
	struct members m = {.app = a, .like = like, .folder = folder, .told = told, .ctx = ctx};
	struct query q;
	if (!app_store(a, e))
		return false;
	app_types(a);
	query_init(&q, kind_get(KIND_person));
	bool ok = path_make_dirs(folder, e) && store_each(a->store, &q, 0, take_member, &m, e) &&
	          consents_read(a, "events", &m.consents, e);
	query_free(&q);
	ok = ok && write_all(&m, e);
	/* What was given is given, also when a later one failed. */
	ok = app_handouts_add(a, m.handouts, m.given, ok ? e : NULL) && ok;
	members_free(&m);
	return ok;
}
