/* app/merge.c - an exchange file joined with what is here: checked whole, shown first, one command. An empty database
 * becomes a copy of the group whose file it takes in. Knows no format and no SQL. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/attached.h"
#include "app/merge_inner.h"
#include "app/unite.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/read.h"

#define A_DAY INT64_C(86400000)
#define MANY_LINES 5000

/* ---- opening */

static bool of_this_group(struct app_merge *m, struct err *e)
{
	if (pack_is_of(m->file, store_group(m->app->store)))
		return true;
	if (exchange_is_fresh(m->app->store) && !store_is_sample(m->app->store)) {
		m->adopts = true;
		return true;
	}
	err_set(e, ERR_INVALID, _("%s belongs to another group. Nothing was taken from it."), m->path);
	err_hint(e,
	    _("Groups are not mixed. To work with that group open a new, empty database (\"obste --db FILE init\") and "
	      "take the file in there."));
	return err_tag(e, "MERGE-GROUP");
}

static bool same_key(struct app_merge *m, struct err *e)
{
	const struct pack_head *h = pack_head(m->file);
	bool fits = true;
	if (!exchange_key_fits(m->app->store, h->uid, h->key, &fits, e))
		return false;
	if (fits)
		return true;
	err_set(e, ERR_INVALID,
	    _("%s says that it comes from a laptop of the group, but is signed by another one. Nothing was "
	      "taken from it."),
	    m->path);
	err_hint(e,
	    _("Ask who made it. When that laptop was set up anew: \"obste device --forget NUMBER\" lets it in again."));
	return err_tag(e, "MERGE-KEY");
}

bool app_merge_open(struct app *a, const char *path, struct app_merge **out, struct err *e)
{
	*out = NULL;
	if (!app_store(a, e))
		return false;
	struct app_merge *m = mem_alloc(sizeof *m);
	m->app = a;
	m->path = mem_copy_text(path);
	if (pack_open(path, &m->file, e) && of_this_group(m, e) && same_key(m, e)) {
		*out = m;
		return true;
	}
	app_merge_close(m);
	return false;
}

static bool take_head(void *ctx, const char *text, struct err *e)
{
	struct app_merge *m = ctx;
	m->headed = exchange_head_read(text, &m->head, e);
	return false; /* the rest waits */
}

bool app_merge_unlock(struct app_merge *m, const char *passphrase, struct err *e)
{
	struct err why = ERR_INIT;
	if (!pack_unlock(m->file, passphrase, &m->lines, e))
		return false;
	exchange_head_free(&m->head);
	m->headed = false;
	pack_lines(m->file, take_head, m, &why);
	if (!m->headed) {
		if (e)
			*e = why;
		return false;
	}
	m->about = (struct app_merge_about){.path = m->path,
	    .from = m->head.from ? m->head.from : "",
	    .about = m->head.about ? m->head.about : "",
	    .group_name = m->adopts ? m->head.name ? m->head.name : "?" : NULL,
	    .made_ms = m->head.made_ms,
	    .pack = m->head.what && strcmp(m->head.what, "pack") == 0};
	const int64_t ahead = m->head.newest_ms - clock_ms(&m->app->clock);
	m->about.ahead_ms = ahead > A_DAY ? ahead : 0;
	return true;
}

const struct app_merge_about *app_merge_about(const struct app_merge *m)
{
	return &m->about;
}

void app_merge_close(struct app_merge *m)
{
	if (!m)
		return;
	pack_close(m->file);
	exchange_head_free(&m->head);
	free(m->path);
	free(m);
}

const unsigned char *share_hash(const struct app_merge *m)
{
	return pack_head(m->file)->hash;
}

bool share_is_own(const struct app_merge *m, struct app *a)
{
	unsigned char uid[EXCHANGE_UID];
	char *name = NULL;
	exchange_device_here(a->store, uid, &name, NULL);
	free(name);
	return memcmp(uid, pack_head(m->file)->uid, sizeof uid) == 0;
}

/* ---- an empty database becomes the group's */

static bool adopt_into(struct app_merge *m, const char *path, struct err *e)
{
	const struct app_new_group group = {.name = m->head.name,
	    .locality = m->head.locality,
	    .mark = m->head.group,
	    .who = app_conf(m->app, "who", NULL)};
	if (!app_open_at(m->app, path, &group, e))
		return false;
	return !m->about.pack || store_set_setting(m->app->store, "exchange.guest", "1", e);
}

static void remove_log(const char *path)
{
	static const char *const ends[] = {"-wal", "-shm"};
	for (size_t i = 0; i < 2; i++) {
		char *log = mem_print("%s%s", path, ends[i]);
		unlink(log);
		free(log);
	}
}

/* The new file is made beside the empty one and takes its place whole: there is a database at every moment. */
static bool adopt(struct app_merge *m, struct err *e)
{
	char *path = mem_copy_text(store_path(m->app->store)), *fresh = mem_print("%s.new", path);
	unlink(fresh); /* of a time when this was killed */
	remove_log(fresh);
	app_close(m->app);
	bool ok = adopt_into(m, fresh, e);
	app_close(m->app);
	if (ok) {
		remove_log(path);
		ok = rename(fresh, path) == 0 || err_errno(e, errno, _("Could not move %s"), fresh);
	}
	if (!ok)
		unlink(fresh);
	ok = app_open_at(m->app, path, NULL, ok ? e : NULL) && ok;
	m->adopts = m->adopts && !ok;
	free(fresh);
	free(path);
	return ok;
}

/* ---- the stream */

struct streaming {
	struct app_merge *m;
	struct exchange_in *in;
	bool first;
};

static bool take_line(void *ctx, const char *text, struct err *e)
{
	struct streaming *s = ctx;
	return app_asked_to_stop(s->m->app) ? app_interrupted(e) : exchange_line(s->in, text, e);
}

static bool stream(struct app_merge *m, const struct exchange_in_options *o, struct preview *p,
    struct exchange_told *told, struct err *e)
{
	struct streaming s = {.m = m};
	if (!exchange_begin(m->app->store, o, &s.in, e))
		return false;
	if (!pack_lines(m->file, take_line, &s, e)) {
		exchange_abort(s.in);
		return false;
	}
	app_forget(m->app);
	if (p) /* while what came is still there */
		preview_words(m, p);
	return exchange_end(s.in, told, e);
}

static bool refuse_clock(struct app_merge *m, struct err *e)
{
	const int64_t newest_ms = clock_ms(&m->app->clock) + m->about.ahead_ms;
	struct buf theirs = BUF_INIT, ours = BUF_INIT;
	date_text(local_from_ms(newest_ms).date, lang_now(), DATE_SHORT, &theirs);
	date_text(clock_today(&m->app->clock), lang_now(), DATE_SHORT, &ours);
	err_set(e, ERR_INVALID,
	    _("The clock of the laptop that made %s stands at %s, ours at %s. Nothing was taken from it."), m->path,
	    buf_str(&theirs), buf_str(&ours));
	err_hint(e, _("Put the wrong clock right. If the file must be taken in all the same: --accept-clock; from then "
	              "on every "
	              "change here counts as later than that date."));
	buf_free(&theirs);
	buf_free(&ours);
	return err_tag(e, "MERGE-CLOCK");
}

static void fill_told(struct app_merge_told *to, const struct exchange_told *t)
{
	to->fresh = t->fresh;
	to->changed = t->changed;
	to->same = t->same;
	to->fields = t->fields;
	to->conflicts = t->conflicts;
	to->erased = t->erased;
	to->refused = t->refused;
	to->taken_back = t->taken_back;
	to->unknown = t->unknown;
	to->command = t->command;
}

static bool run_dry(struct app_merge *m, struct preview *p, struct exchange_told *t, struct err *e)
{
	struct exchange_in_options o = {.name = N_("Merge"),
	    .dry = true,
	    .many = m->lines > MANY_LINES,
	    .each = p ? preview_record : NULL,
	    .conflict = p ? preview_conflict : NULL,
	    .ctx = p};
	const bool ok = app_store_write(m->app, e) && stream(m, &o, p, t, e);
	app_forget(m->app);
	return ok;
}

bool app_merge_preview(struct app_merge *m, struct app_merge_told *told, struct err *e)
{
	struct preview p = {.told = told};
	struct exchange_told t = {0};
	*told = (struct app_merge_told){0};
	if (!run_dry(m, &p, &t, e)) {
		preview_free(&p);
		app_merge_told_free(told);
		return false;
	}
	preview_free(&p);
	fill_told(told, &t);
	return true;
}

static bool run(struct app_merge *m, bool clock_accepted, struct exchange_told *t, struct err *e)
{
	const struct exchange_in_options o = {.name = N_("Merge"),
	    .about = path_base(m->path),
	    .many = m->lines > MANY_LINES,
	    .latest_ms = clock_accepted ? 0 : clock_ms(&m->app->clock) + A_DAY};
	if (!stream(m, &o, NULL, t, e))
		return false;
	const struct pack_head *h = pack_head(m->file);
	return exchange_remember_key(m->app->store, h->uid, m->head.from, h->key, e);
}

bool app_merge_do(struct app_merge *m, bool clock_accepted, struct app_merge_told *told, struct err *e)
{
	struct exchange_told t = {0};
	*told = (struct app_merge_told){0};
	if (!app_store_write(m->app, e))
		return false;
	if (m->about.ahead_ms && !clock_accepted)
		return refuse_clock(m, e);
	struct attached files;
	bool ok = attached_read(m->app, &files, e) && (!m->adopts || adopt(m, e)) && run(m, clock_accepted, &t, e);
	app_forget(m->app);
	fill_told(told, &t);
	if (ok && t.erased) /* the files of what was erased on another laptop go here too */
		ok = attached_forget(m->app, &files, true, NULL, e);
	attached_free(&files);
	return ok && app_unite_follow(m->app, NULL, e);
}
