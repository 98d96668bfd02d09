/* app/start.c - starting and stopping: where the files are, opening the database, why it cannot be written, what must
 * be forgotten when it changes. Knows no screen and prints nothing. */
#include "app/app_internal.h"

#include <stdlib.h>
#include <string.h>

#include "app/exchange.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/read.h"

static enum lang start_lang(const struct app *a, const struct app_options *o)
{
	enum lang l;
	if (o->lang_given)
		return o->lang;
	if (lang_from_code(conf_get(a->conf, "language"), &l))
		return l;
	return lang_from_env();
}

static bool conf_says(const struct app *a, const char *key, const char *value)
{
	const char *have = conf_get(a->conf, key);
	return have && strcmp(have, value) == 0;
}

/* One's own, or the sample that one is visiting. */
static char *usual_path(const struct app *a)
{
	char *sample = conf_says(a, "sample", "1") ? app_sample_path() : NULL;
	if (sample && path_exists(sample))
		return sample;
	free(sample);
	return app_own_path();
}

static void find_database(struct app *a, const char *given)
{
	const char *env = getenv("OBSTE_DB");
	const char *path = given && *given ? given : env && *env ? env : NULL;
	a->path_given = path != NULL;
	a->path = path ? mem_copy_text(path) : usual_path(a);
}

struct app *app_start(const struct app_options *o)
{
	struct app *a = mem_alloc(sizeof *a);
	a->clock = clock_from_env();
	a->argv0 = mem_copy_text(o->argv0 ? o->argv0 : "");
	a->data = path_program_data(o->argv0);
	char *home = path_config_home();
	a->conf_path = path_join(home, "obste.conf");
	free(home);
	a->conf = conf_read(a->conf_path);
	char *words = path_locale_dir(o->argv0);
	lang_start(words, start_lang(a, o));
	free(words);
	find_database(a, o->db);
	a->readonly = o->readonly;
	a->ascii = o->ascii || conf_says(a, "signs", "ascii");
	a->plain = o->plain;
	a->titles = titles_new();
	return a;
}

void app_stop(struct app *a)
{
	if (!a)
		return;
	app_close(a);
	titles_free(a->titles);
	notices_free(a->notices);
	plans_free(a->plans);
	action_terms_free(a->action_terms);
	conf_free(a->conf);
	free(a->conf_path);
	free(a->path);
	free(a->data);
	free(a->argv0);
	free(a);
}

/* Why nothing can be written, said once at opening: every refused change repeats it. */
char *app_reason_now(const struct app *a)
{
	if (!a->store)
		return NULL;
	if (store_state(a->store) == STORE_NEWER)
		return mem_print(_("This database was made by a newer version (%s). It can be read here; to change it, "
		                   "install that version."),
		    store_needs(a->store));
	if (store_state(a->store) == STORE_FINE)
		return NULL;
	if (a->readonly)
		return mem_copy_text(_("The program was started for reading only (--readonly)."));
	return mem_copy_text(_("The file or its disk allows no writing: nothing can be changed here."));
}

static void remember_group(struct app *a)
{
	free(a->group_name);
	a->group_name = store_setting(a->store, "group.name");
}

/* The first person's name is known from making the group; the sample's people are nobody here. */
static void remember_who(struct app *a, const struct app_new_group *g)
{
	struct err ignored = ERR_INIT;
	if (g && !g->sample && g->who && *g->who && !conf_get(a->conf, "who"))
		conf_store(&a->conf, a->conf_path, "who", g->who, &ignored);
}

/* A damaged database: the last good copy is named, not only spoken of. */
static bool offer_copy(struct app *a, struct err *e)
{
	char *newest = e && strcmp(e->tag, "DB-DAMAGED") == 0 ? app_newest_backup(a) : NULL;
	if (newest)
		err_hint(e,
		    _("The newest whole backup: %s. \"obste restore-backup FILE\" puts it in place and keeps the "
		      "damaged file."),
		    newest);
	free(newest);
	return false;
}

bool app_open_at(struct app *a, const char *path, const struct app_new_group *create, struct err *e)
{
	char *state = path_state_home(), *notes = path_join(state, "seen");
	struct store_options o = {
	    .path = path, .readonly = a->readonly, .clock = a->clock, .who = conf_get(a->conf, "who"), .notes = notes};
	if (create) {
		o.create = true;
		o.group_name = create->name;
		o.locality = create->locality;
		o.sample = create->sample;
		o.group = create->mark;
		if (create->who && *create->who)
			o.who = create->who;
	}
	struct store *s = NULL;
	bool ok = store_open(&o, &s, e);
	free(notes);
	free(state);
	if (!ok)
		return offer_copy(a, e);
	app_close(a);
	a->store = s;
	remember_group(a);
	remember_who(a, create);
	a->readonly_reason = app_reason_now(a);
	if (a->ask)
		store_set_interrupt(s, a->ask, a->ask_ctx);
	store_set_progress(s, a->tell, a->tell_ctx);
	return true;
}

bool app_open(struct app *a, const struct app_new_group *create, struct err *e)
{
	return app_open_at(a, a->path, create, e);
}

void app_close(struct app *a)
{
	app_forget(a);
	app_forget_rules(a);
	store_close(a->store);
	a->store = NULL;
	free(a->group_name);
	free(a->readonly_reason);
	a->group_name = a->readonly_reason = NULL;
}

bool app_is_open(const struct app *a)
{
	return a->store != NULL;
}

const char *app_db_path(const struct app *a)
{
	return a->path;
}

void app_set_db_path(struct app *a, const char *path)
{
	char *copy = mem_copy_text(path);
	free(a->path);
	a->path = copy;
	a->path_given = true;
}

const char *app_data_folder(const struct app *a)
{
	return a->data;
}

const char *app_group_name(const struct app *a)
{
	return a->group_name ? a->group_name : "";
}

bool app_is_sample(const struct app *a)
{
	return a->store && store_is_sample(a->store);
}

const char *app_readonly_reason(const struct app *a)
{
	return a->readonly_reason;
}

const struct clock *app_clock(const struct app *a)
{
	return &a->clock;
}

/* ---- shared inside app/ */

struct store *app_store(struct app *a, struct err *e)
{
	if (a->store)
		return a->store;
	err_set(e, ERR_NOT_FOUND, _("No database is open: there is none at %s."), a->path);
	err_hint(e, _("Make one with `obste init --name \"Your group\"`, or try the sample group with `obste demo`."));
	return NULL;
}

struct store *app_store_write(struct app *a, struct err *e)
{
	struct store *s = app_store(a, e);
	if (!s || !a->readonly_reason)
		return s;
	err_set(e, ERR_DENIED, "%s", a->readonly_reason);
	err_hint(e, _("Nothing was changed."));
	err_tag(e, "DB-READONLY");
	return NULL;
}

void app_forget(struct app *a)
{
	titles_clear(a->titles);
	conf_free(a->settings);
	a->settings = NULL;
	a->rules_doubted = true;
}

void app_forget_rules(struct app *a)
{
	term_rules_free(a->ours);
	term_rules_free(a->rules);
	a->ours = a->rules = NULL;
	holidays_free(a->holidays);
	a->holidays = NULL;
	ladder_free(a->ladder);
	a->ladder = NULL;
}

bool app_changed_elsewhere(struct app *a)
{
	if (!a->store || !store_changed_elsewhere(a->store))
		return false;
	app_forget(a);
	app_forget_rules(a);
	remember_group(a);
	return true;
}

int app_watch_fd(struct app *a)
{
	return a->store ? store_watch_fd(a->store) : -1;
}

void app_set_interrupt(struct app *a, bool (*ask)(void *ctx), void *ctx)
{
	a->ask = ask;
	a->ask_ctx = ctx;
	if (a->store)
		store_set_interrupt(a->store, ask, ctx);
}

bool app_asked_to_stop(struct app *a)
{
	return a->ask && ++a->asked % 64 == 0 && a->ask(a->ask_ctx);
}

void app_set_progress(struct app *a, void (*tell)(void *ctx, int64_t done, int64_t whole), void *ctx)
{
	a->tell = tell;
	a->tell_ctx = ctx;
	if (a->store)
		store_set_progress(a->store, tell, ctx);
}

bool app_worked(struct app *a, int64_t done, int64_t whole)
{
	if (a->tell)
		a->tell(a->tell_ctx, done, whole);
	return app_asked_to_stop(a);
}

int64_t app_whole(struct app *a, const struct query *q)
{
	int64_t n = a->tell ? app_count(a, q) : 0;
	return n > 0 ? n : 0;
}

bool app_interrupted(struct err *e)
{
	return err_set(e, ERR_INTERRUPTED, _("Stopped. Nothing was changed."));
}
