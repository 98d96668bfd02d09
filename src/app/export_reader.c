/* app/export_reader.c - a calendar for somebody: may they have it, what had they the last time, and that it was given.
 * Knows no file format. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/app_internal.h"
#include "app/export_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/read.h"

void ics_reader_free(struct ics_reader *rd)
{
	for (size_t i = 0; i < rd->news.n; i++)
		free(rd->news.lines[i].text);
	free(rd->news.lines);
	given_free(&rd->last);
	given_free(&rd->now);
	idmap_free(&rd->holds);
}

int64_t *idmap_ids(const struct idmap *m, size_t *n)
{
	int64_t *ids = mem_array(m->used ? m->used : 1, sizeof *ids);
	*n = 0;
	for (size_t i = 0; i < m->room; i++)
		if (m->slots[i].id)
			ids[(*n)++] = m->slots[i].id;
	return ids;
}

uint64_t file_hash(const char *path)
{
	char piece[65536];
	struct stat st;
	uint64_t h = 1;
	size_t n;
	FILE *f = stat(path, &st) == 0 && S_ISREG(st.st_mode) ? fopen(path, "rbe") : NULL;
	if (!f)
		return 0;
	while ((n = fread(piece, 1, sizeof piece, f)) > 0)
		h = hash_bytes(h, piece, n);
	fclose(f);
	return h | 1;
}

enum lang ics_speak_to(struct app *a, int64_t person)
{
	const enum lang before = lang_now();
	struct record *r = NULL;
	enum lang l;
	if (store_get(a->store, kind_get(KIND_person), person, &r, NULL) && record_text(r, person_language) &&
	    lang_from_code(record_text(r, person_language), &l))
		lang_switch(l);
	record_free(r);
	app_types(a);
	return before;
}

struct app_handout ics_handout(
    const struct app_ics_out *o, const struct ics_reader *rd, int64_t events, struct buf *state, int64_t **holds)
{
	struct app_handout h = {.what = "calendar",
	    .whom = ics_whom(o->audience),
	    .person = o->audience == AUDIENCE_PERSON ? o->of : 0,
	    .group = o->audience == AUDIENCE_SUBGROUP ? o->of : 0,
	    .how = "file",
	    .file = o->path,
	    .entries = events};
	*holds = idmap_ids(&rd->holds, &h.nholds);
	h.holds = *holds;
	given_text(&rd->now, state);
	h.state = buf_str(state);
	return h;
}

bool ics_may_have(struct app *a, const struct app_ics_out *o, struct err *e)
{
	struct consents c;
	if (o->audience != AUDIENCE_PERSON)
		return true;
	if (!consents_read(a, "events", &c, e))
		return false;
	const bool may = consents_allow(&c, o->of);
	consents_free(&c);
	if (may)
		return true;
	struct buf name = BUF_INIT;
	app_title(a, kind_get(KIND_person), o->of, &name);
	err_set(e, ERR_INVALID,
	    _("%s has given no consent to invitations and calendars, or it is over. Nothing was written."),
	    buf_str(&name));
	buf_free(&name);
	return err_hint(e, _("Ask for it and write it down: obste add consent person=… purpose=events"));
}

static bool write_down(
    struct app *a, const struct app_ics_out *o, const struct ics_reader *rd, int64_t events, struct err *e)
{
	struct buf state = BUF_INIT;
	int64_t *holds;
	const struct app_handout h = ics_handout(o, rd, events, &state, &holds);
	const bool ok = app_handouts_add(a, &h, 1, e);
	free(holds);
	buf_free(&state);
	return ok;
}

/* The same calendar again is not given anew; what goes down a pipe is nobody's yet. */
static bool export_file(
    struct app *a, const struct app_ics_out *o, struct ics_reader *rd, int64_t *events, struct err *e)
{
	const bool to_file = o->path && strcmp(o->path, "-") != 0;
	const uint64_t before = to_file ? file_hash(o->path) : 0;
	if (!ics_export(a, o, rd, events, e))
		return false;
	const uint64_t after = to_file ? file_hash(o->path) : 0;
	return after == before || after == 0 || write_down(a, o, rd, *events, e);
}

bool app_export_ics(struct app *a, const struct app_ics_out *o, int64_t *events, struct err *e)
{
	struct ics_reader rd = {.follows = o->audience == AUDIENCE_PERSON || o->audience == AUDIENCE_SUBGROUP};
	const bool person = o->audience == AUDIENCE_PERSON;
	int64_t n = 0;
	if (!app_store(a, e) || !ics_may_have(a, o, e))
		return false;
	bool ok = !rd.follows || given_last(a, "calendar", ics_whom(o->audience), person ? o->of : 0,
	                             person ? 0 : o->of, &rd.last, &rd.had, e);
	const enum lang before = person ? ics_speak_to(a, o->of) : lang_now();
	ok = ok && export_file(a, o, &rd, &n, e);
	lang_switch(before);
	app_types(a);
	ics_reader_free(&rd);
	if (events)
		*events = n;
	return ok;
}
