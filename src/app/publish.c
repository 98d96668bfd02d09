/* app/publish.c - brings a collection on a CalDAV server up to what a calendar says. What the server has is asked once
 * (names and ETags); what was put there the last time is noted in the state folder, so that an entry that is the same
 * on both sides costs nothing. */
#include "app/publish.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/export_internal.h"
#include "app/invite.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "out/dav.h"
#include "out/net.h"
#include "store/read.h"

#define NOTES_MOST ((size_t)16 << 20)

/* An entry of this group there: what the server has, what we put. */
struct item {
	int64_t id;
	char etag[200], noted[200]; /* now; after we put it */
	uint64_t hash;              /* of what we put; 0 not known */
	bool there, kept;           /* kept: it is in the calendar still */
};
struct publishing {
	struct app *app;
	struct app_publish *p;
	struct net *net;
	struct item *items;
	size_t n;
	struct idmap by_id; /* places in items, plus 1 */
	char prefix[40];
	bool unsure; /* the server did not tell the ETag of something we put */
};

/* ---- items and their names: obste-GROUP-ID.ics */

static struct item *item_of(struct publishing *x, int64_t id)
{
	int64_t at;
	if (idmap_get(&x->by_id, (uint64_t)id, &at, 1) > 0)
		return &x->items[at - 1];
	if ((x->n & (x->n - 1)) == 0)
		x->items = mem_resize(x->items, x->n ? x->n * 2 : 1, sizeof *x->items);
	x->items[x->n] = (struct item){.id = id};
	idmap_add(&x->by_id, (uint64_t)id, (int64_t)++x->n);
	return &x->items[x->n - 1];
}

static void set_prefix(struct publishing *x)
{
	const char *group = store_group(x->app->store);
	const size_t n = strlen(group);
	snprintf(x->prefix, sizeof x->prefix, "obste-%s-", group + (n > 12 ? n - 12 : 0));
}

static bool own_name(const struct publishing *x, const char *name, int64_t *id)
{
	const size_t n = strlen(x->prefix), all = strlen(name);
	char digits[24];
	if (strncmp(name, x->prefix, n) != 0 || all < n + 5 || all - n - 4 >= sizeof digits ||
	    strcmp(name + all - 4, ".ics") != 0)
		return false;
	memcpy(digits, name + n, all - n - 4);
	digits[all - n - 4] = '\0';
	char *end;
	*id = strtoll(digits, &end, 10);
	return *end == '\0' && *id != 0; /* below 0: the term before that action */
}

static void path_of(const struct publishing *x, int64_t id, char out[80])
{
	snprintf(out, 80, "%s%" PRId64 ".ics", x->prefix, id);
}

/* ---- what was put the last time: ID ETAG HASH, a line each */

static char *notes_path(const struct publishing *x)
{
	const char *url = x->p->url;
	char *folder = path_state_home();
	char *name = mem_print(
	    "caldav-%016" PRIx64 ".txt", hash_bytes(hash_bytes(1, url, strlen(url)), x->prefix, strlen(x->prefix)));
	char *path = path_join(folder, name);
	free(folder);
	free(name);
	return path;
}

static void read_notes(struct publishing *x)
{
	struct buf b = BUF_INIT;
	char *path = notes_path(x);
	if (path_read_all(path, NOTES_MOST, &b, NULL))
		for (char *line = b.data, *rest = b.data; rest && (line = strsep(&rest, "\n"));) {
			int64_t id;
			uint64_t hash;
			char etag[200];
			if (sscanf(line, "%" SCNd64 " %" SCNx64 " %199[^\n]", &id, &hash, etag) != 3)
				continue;
			struct item *it = item_of(x, id);
			it->hash = hash;
			snprintf(it->noted, sizeof it->noted, "%s", etag);
		}
	free(path);
	buf_free(&b);
}

static void write_notes(struct publishing *x)
{
	struct path_writer w;
	char *path = notes_path(x), *folder = path_dir(path);
	/* Without notes everything is compared again: slower, not wrong. */
	if (path_make_dirs(folder, NULL) && path_write_begin(&w, path, NULL)) {
		for (size_t i = 0; i < x->n; i++)
			if (x->items[i].there && x->items[i].hash && *x->items[i].etag)
				fprintf(w.file, "%" PRId64 " %" PRIx64 " %s\n", x->items[i].id, x->items[i].hash,
				    x->items[i].etag);
		path_write_end(&w, NULL);
	}
	free(path);
	free(folder);
}

/* ---- what the server says */

static bool status_error(long status, struct err *e)
{
	static const struct {
		long from, to;
		enum err_code code;
		const char *what, *hint;
	} rows[] = {
	    {401, 401, ERR_DENIED, N_("The calendar server does not take the name or the password."),
	        N_("Check caldav.user and the password. Nextcloud wants an app password.")},
	    {403, 403, ERR_DENIED, N_("The calendar server does not allow that."),
	        N_("Ask for the right to write into this calendar.")},
	    {404, 405, ERR_NOT_FOUND, N_("There is no calendar at this address."),
	        N_("Check caldav.url: the address of one calendar, as the server shows it for other programs.")},
	    {301, 308, ERR_INVALID, N_("The calendar has moved to another address."),
	        N_("Set caldav.url to the new address; a password is not sent after a redirection.")},
	    {507, 507, ERR_DENIED, N_("The calendar server is full."), NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (status >= rows[i].from && status <= rows[i].to) {
			err_set(e, rows[i].code, "%s", tr(rows[i].what));
			return rows[i].hint ? err_hint(e, "%s", tr(rows[i].hint)) : false;
		}
	return err_set(e, ERR_FAIL, _("The calendar server answered with %ld."), status);
}

static bool take_response(void *ctx, const char *name, const char *etag)
{
	struct publishing *x = ctx;
	int64_t id;
	if (own_name(x, name, &id)) {
		struct item *it = item_of(x, id);
		it->there = true;
		snprintf(it->etag, sizeof it->etag, "%s", etag);
	}
	return true;
}

static bool ask_what_is_there(struct publishing *x, struct err *e)
{
	static const char *const headers[] = {"Depth: 1", "Content-Type: application/xml; charset=utf-8", NULL};
	struct buf body = BUF_INIT;
	struct net_answer a;
	buf_text(&body, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
	                "<propfind xmlns=\"DAV:\"><prop><getetag/></prop></propfind>\n");
	bool ok = net_ask(x->net, "PROPFIND", "", headers, &body, &a, e);
	if (ok && a.status != 207)
		ok = status_error(a.status, e);
	else if (ok && !dav_is_multistatus(buf_str(&a.body), a.body.len))
		ok = err_set(e, ERR_INVALID, _("What answers at this address is no calendar server."));
	if (ok)
		dav_responses(buf_str(&a.body), a.body.len, take_response, x);
	net_answer_free(&a);
	buf_free(&body);
	return ok;
}

/* ---- one entry */

static void tell(struct publishing *x, enum app_publish_fate fate, const char *title)
{
	size_t *const counts[] = {&x->p->fresh, &x->p->changed, &x->p->changed, &x->p->gone, &x->p->failed};
	++*counts[fate];
	if (x->p->told)
		x->p->told(x->p->ctx, fate, title);
}

/* A fault of one entry is told and the others go on; what concerns the whole server ends it. */
static bool ends_it(long status)
{
	return status == 401 || status == 403 || status == 404 || status == 405 || status >= 500;
}

static bool put(struct publishing *x, struct item *it, const struct buf *text, long *status, struct err *e)
{
	char path[80], match[240];
	const char *headers[] = {"Content-Type: text/calendar; charset=utf-8", match, NULL};
	struct net_answer a;
	path_of(x, it->id, path);
	if (it->there && *it->etag)
		snprintf(match, sizeof match, "If-Match: %s", it->etag);
	else
		snprintf(match, sizeof match, "If-None-Match: *");
	if (!net_ask(x->net, "PUT", path, headers, text, &a, e))
		return false;
	*status = a.status;
	if (a.status >= 200 && a.status < 300) {
		it->there = true;
		x->unsure = x->unsure || !*a.etag;
		snprintf(it->etag, sizeof it->etag, "%s", a.etag);
		it->hash = hash_bytes(1, buf_str(text), text->len) | 1;
	}
	net_answer_free(&a);
	return true;
}

static bool put_item(void *ctx, int64_t id, const char *title, const struct buf *text, struct err *e)
{
	struct publishing *x = ctx;
	struct item *it = item_of(x, id);
	const bool ours = it->there && *it->etag && strcmp(it->etag, it->noted) == 0;
	const enum app_publish_fate fate = !it->there          ? PUBLISH_NEW
	                                   : ours || !it->hash ? PUBLISH_CHANGED
	                                                       : PUBLISH_MENDED;
	long status = 200;
	it->kept = true;
	if (ours && it->hash == (hash_bytes(1, buf_str(text), text->len) | 1)) {
		x->p->same++;
		return true;
	}
	if (!x->p->dry_run && !put(x, it, text, &status, e))
		return false;
	if (status >= 300 && ends_it(status))
		return status_error(status, e);
	tell(x, status < 300 ? fate : PUBLISH_FAILED, title);
	return true;
}

static bool remove_gone(struct publishing *x, struct err *e)
{
	for (size_t i = 0; i < x->n; i++) {
		struct item *it = &x->items[i];
		char path[80], match[240];
		const char *headers[] = {match, NULL};
		struct net_answer a = {.status = 204};
		if (!it->there || it->kept)
			continue;
		path_of(x, it->id, path);
		snprintf(match, sizeof match, "If-Match: %s", *it->etag ? it->etag : "*");
		if (!x->p->dry_run && !net_ask(x->net, "DELETE", path, headers, NULL, &a, e))
			return false;
		const bool gone = a.status < 300 || a.status == 404;
		net_answer_free(&a);
		if (!gone && ends_it(a.status))
			return status_error(a.status, e);
		it->there = !gone;
		tell(x, gone ? PUBLISH_GONE : PUBLISH_FAILED, path);
	}
	return true;
}

/* ---- the whole */

static bool connect(struct publishing *x, struct err *e)
{
	struct app_publish *p = x->p;
	char *password, *url;
	bool needed;
	if (!*p->url) {
		err_set(e, ERR_USAGE, _("No calendar server is set."));
		return err_hint(e, _("Set caldav.url to the address of a calendar, or name it with --url."));
	}
	if (!app_password(x->app, "caldav", p->password, &password, &needed, e))
		return false;
	if (needed) {
		err_set(e, ERR_USAGE, _("The calendar server wants a password, and none was given."));
		return err_hint(e, _("Set caldav.password_command or caldav.password_file, or type it when asked."));
	}
	url = mem_print("%s%s", p->url, p->url[strlen(p->url) - 1] == '/' ? "" : "/");
	const struct net_server s = {.url = url,
	    .user = *p->user ? p->user : NULL,
	    .password = password ? password : p->password,
	    .ca = app_conf(x->app, "net.ca", NULL),
	    .stop = x->app->ask,
	    .ctx = x->app->ask_ctx};
	const bool ok = net_open(&s, &x->net, e);
	free(password);
	free(url);
	return ok;
}

static bool write_down(struct publishing *x, const struct ics_reader *rd, int64_t events, struct err *e)
{
	struct buf state = BUF_INIT;
	int64_t *holds;
	struct app_handout h = ics_handout(x->p->what, rd, events, &state, &holds);
	h.how = "server";
	h.file = x->p->url;
	const bool ok = app_handouts_add(x->app, &h, 1, e);
	free(holds);
	buf_free(&state);
	return ok;
}

static bool publish(struct publishing *x, struct err *e)
{
	const struct ics_sink sink = {put_item, x};
	const struct app_ics_out *o = x->p->what;
	const bool person = o->audience == AUDIENCE_PERSON;
	struct ics_reader rd = {.sink = &sink, .follows = person || o->audience == AUDIENCE_SUBGROUP};
	int64_t events = 0;
	bool ok = !rd.follows || given_last(x->app, "calendar", ics_whom(o->audience), person ? o->of : 0,
	                             person ? 0 : o->of, &rd.last, &rd.had, e);
	const enum lang before = person ? ics_speak_to(x->app, o->of) : lang_now();
	ok = ok && ics_export(x->app, o, &rd, &events, e);
	lang_switch(before);
	app_types(x->app);
	ok = ok && remove_gone(x, e) && (!x->unsure || ask_what_is_there(x, e));
	if (!x->p->dry_run)
		write_notes(x);
	if (ok && !x->p->dry_run && (x->p->fresh || x->p->changed || x->p->gone))
		ok = write_down(x, &rd, events, e);
	ics_reader_free(&rd);
	return ok;
}

bool app_publish(struct app *a, struct app_publish *p, struct err *e)
{
	struct publishing x = {.app = a, .p = p};
	char *url = mem_copy_text(p->url ? p->url : app_conf(a, "caldav.url", ""));
	char *user = mem_copy_text(p->user ? p->user : app_conf(a, "caldav.user", ""));
	p->fresh = p->changed = p->gone = p->same = p->failed = 0;
	p->url = url;
	p->user = user;
	bool ok = app_store(a, e) && ics_may_have(a, p->what, e) && connect(&x, e);
	if (ok) {
		set_prefix(&x);
		read_notes(&x);
		ok = ask_what_is_there(&x, e) && publish(&x, e);
	}
	if (ok && p->failed)
		ok = err_set(e, ERR_FAIL,
		    tr_n("%zu entry could not be published.", "%zu entries could not be published.",
		        (unsigned long)p->failed),
		    p->failed);
	net_close(x.net);
	idmap_free(&x.by_id);
	free(x.items);
	free(url);
	free(user);
	p->url = p->user = NULL;
	return ok;
}
