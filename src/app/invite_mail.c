/* app/invite_mail.c - the message to one invited person: text and calendar in their language, into a file or to the
 * mail server, and written down as given. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/invite_inner.h"
#include "app/roll_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "out/eml.h"
#include "store/read.h"

/* ---- the settings */

static bool server_url(struct app *a, struct buf *url, bool *starttls, struct err *e)
{
	const char *host = app_conf(a, "mail.server", ""), *tls = app_conf(a, "mail.tls", "starttls");
	const bool implicit = strcmp(tls, "tls") == 0;
	const char *port = app_conf(a, "mail.port", "");
	if (!*host) {
		err_set(e, ERR_INVALID, _("No mail server is set, so nothing was sent."));
		return err_hint(e, _("Settings, Import and export: mail.server; or write .eml files and open them in a "
		                     "mail program."));
	}
	*starttls = strcmp(tls, "starttls") == 0;
	buf_print(url, "%s://%s:%s", implicit ? "smtps" : "smtp", host, *port ? port : implicit ? "465" : "587");
	return true;
}

static bool connect(struct inviting *x, struct err *e)
{
	struct buf url = BUF_INIT;
	bool starttls = true, needed, ok;
	char *password;
	if (!server_url(x->app, &url, &starttls, e))
		return false;
	ok = app_password(x->app, "mail", x->in->password, &password, &needed, e);
	if (ok && needed) {
		err_set(e, ERR_USAGE, _("The mail server wants a password, and none was given."));
		ok = err_hint(e, _("Set mail.password_command or mail.password_file, or type it when asked."));
	}
	if (ok) {
		const char *user = app_conf(x->app, "mail.user", "");
		const struct net_server s = {.url = buf_str(&url),
		    .user = *user ? user : NULL,
		    .password = password,
		    .ca = app_conf(x->app, "net.ca", NULL),
		    .starttls = starttls,
		    .stop = x->app->ask,
		    .ctx = x->app->ask_ctx};
		ok = net_open(&s, &x->net, e);
	}
	free(password);
	buf_free(&url);
	return ok;
}

bool invite_sender(struct inviting *x, struct err *e)
{
	const char *from = app_conf(x->app, "mail.from", "");
	x->from = mem_copy_text(*from ? from : app_conf(x->app, "group.email", ""));
	if (!x->in->folder && !x->in->send)
		return true;
	if (!eml_address(x->from)) {
		err_set(e, ERR_INVALID, _("The group has no e-mail address to invite from."));
		return err_hint(e, _("Set it: group.email (or mail.from) in the settings."));
	}
	return x->in->send ? connect(x, e) : path_make_dirs(x->in->folder, e);
}

/* ---- the calendar */

static const struct ics_audience sees = {MEMBERS, false, true, false};

static enum lang speak(struct inviting *x, const struct record *person)
{
	const enum lang before = lang_now();
	enum lang l;
	if (lang_from_code(record_text(person, person_language), &l))
		lang_switch(l);
	app_types(x->app);
	entry_make(x->app, x->record, x->entry);
	return before;
}

struct given_entry invite_entry(struct inviting *x, const struct invited *p, const struct record *person)
{
	const enum lang before = speak(x, person);
	const struct ics_event *ev = &x->entry->event;
	const char *const words[] = {buf_str(&x->entry->title), ev->location ? ev->location : ""};
	uint64_t h = 1;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		h = hash_bytes(h, words[i], strlen(words[i]));
	struct given_entry en = {.id = x->record->id,
	    .sequence = ev->sequence,
	    .date = ev->date,
	    .starts = ev->starts,
	    .ends = ev->ends,
	    .words = (uint32_t)(h ^ h >> 32),
	    .gone = DATE_NONE};
	(void)p;
	lang_switch(before);
	app_types(x->app);
	return en;
}

static bool write_ics(struct inviting *x, const struct record *person, const struct given_entry *now, bool cancel,
    const char *name, const char *email, struct buf *out, struct err *e)
{
	struct idmap holds = {NULL, 0, 0};
	struct ics_entry_run run = {.app = x->app, .audience = &sees, .holds = &holds};
	struct ics_writer *w;
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);
	(void)person;
	ics_entry_finish(&run, x->record, x->entry);
	if (cancel)
		ics_entry_cancel(&run, x->entry);
	struct ics_event ev = x->entry->event;
	ev.sequence = now->sequence;
	ev.stamp_ms = clock_ms(&x->app->clock);
	ev.organizer = app_group_name(x->app);
	ev.organizer_mail = x->from;
	ev.attendee = name;
	ev.attendee_mail = email;
	bool ok = f && ics_write_begin_message(&w, f, cancel ? "CANCEL" : "REQUEST", "-//Obste//Obste//RO", e);
	if (ok) {
		ok = ics_write_event(w, &ev, e);
		ok = ics_write_end(w, ok ? e : NULL) && ok;
	}
	if (f)
		fclose(f);
	buf_add(out, text ? text : "", n);
	free(text);
	ics_entry_free(&run);
	return ok;
}

/* ---- the words */

static void add_when(const struct ics_event *ev, struct buf *out)
{
	char from[6], to[6];
	date_text(ev->date, lang_now(), DATE_FULL, out);
	if (ev->starts < 0)
		return;
	time_text(ev->starts, from);
	buf_print(out, ", %s", from);
	if (ev->ends >= 0) {
		time_text(ev->ends, to);
		buf_print(out, "–%s", to);
	}
}

static void write_text(
    struct inviting *x, const struct record *person, bool cancel, struct buf *subject, struct buf *text)
{
	const struct ics_event *ev = &x->entry->event;
	const char *given = record_text(person, person_given), *title = buf_str(&x->entry->title);
	struct buf when = BUF_INIT, day = BUF_INIT;
	add_when(ev, &when);
	date_text(ev->date, lang_now(), DATE_DAY, &day);
	buf_print(subject, cancel ? _("Cancelled: %s, %s") : _("Invitation: %s, %s"), title, buf_str(&day));
	buf_print(text, _("Hello, %s!"), given ? given : record_text(person, person_surname));
	buf_print(text, "\n\n%s\n\n", cancel ? _("This is called off:") : _("You are invited:"));
	buf_print(text, "%s: %s\n", ev->category ? ev->category : "", title);
	buf_print(text, "%s\n", buf_str(&when));
	if (ev->location && *ev->location)
		buf_print(text, "%s\n", ev->location);
	if (!cancel)
		buf_print(text, "\n%s\n", _("Your calendar can take it over; please answer whether you come."));
	buf_print(text, "\n%s\n%s\n", app_group_name(x->app), x->from);
	buf_free(&when);
	buf_free(&day);
}

/* ---- giving it */

static bool write_file(
    struct inviting *x, const char *name, int64_t person, const struct buf *message, char **path, struct err *e)
{
	char *safe = path_safe_name(name), *title = path_safe_name(buf_str(&x->entry->title));
	char *file = mem_print("%s-%s-%" PRId64 ".eml", title, safe, person);
	struct path_writer w;
	*path = path_join(x->in->folder, file);
	free(safe);
	free(title);
	free(file);
	if (!path_write_begin(&w, *path, e))
		return false;
	fwrite(buf_str(message), 1, message->len, w.file);
	return path_write_end(&w, e);
}

static bool write_down(
    struct inviting *x, int64_t person, const struct given_entry *now, bool cancel, const char *where, struct err *e)
{
	struct given g = {NULL, 0};
	struct buf state = BUF_INIT;
	struct given_entry en = *now;
	en.gone = cancel ? clock_today(&x->app->clock) : DATE_NONE;
	given_add(&g, &en);
	given_text(&g, &state);
	const struct app_handout h = {.what = cancel ? "cancellation" : "invitation",
	    .whom = "person",
	    .person = person,
	    .how = x->in->send ? "email" : "file",
	    .file = where,
	    .entries = 1,
	    .state = buf_str(&state)};
	const bool ok = app_handouts_add(x->app, &h, 1, e);
	given_free(&g);
	buf_free(&state);
	return ok;
}

static bool make(struct inviting *x, const struct record *person, const struct given_entry *now, bool cancel,
    const char *name, const char *email, struct buf *out, struct err *e)
{
	struct buf calendar = BUF_INIT, subject = BUF_INIT, text = BUF_INIT;
	const bool ok = write_ics(x, person, now, cancel, name, email, &calendar, e);
	write_text(x, person, cancel, &subject, &text);
	char *id = mem_print("%" PRId64 ".%" PRId64 ".%" PRId64 ".%" PRId64 "@%s", x->record->id, now->sequence,
	    person->id, clock_ms(&x->app->clock), store_group(x->app->store));
	const struct eml m = {.from_name = app_group_name(x->app),
	    .from = x->from,
	    .to_name = name,
	    .to = email,
	    .subject = buf_str(&subject),
	    .text = buf_str(&text),
	    .method = cancel ? "CANCEL" : "REQUEST",
	    .calendar = &calendar,
	    .id = id,
	    .at_ms = clock_ms(&x->app->clock),
	    .draft = !x->in->send};
	if (ok)
		eml_write(&m, out);
	free(id);
	buf_free(&calendar);
	buf_free(&subject);
	buf_free(&text);
	return ok;
}

/* The reader takes a change only with a greater SEQUENCE. */
static struct given_entry in_sequence(const struct invited *p, const struct given_entry *now, bool cancel)
{
	struct given_entry en = *now;
	const bool changed = cancel || p->had.date != en.date || p->had.starts != en.starts || p->had.ends != en.ends ||
	                     p->had.words != en.words || p->had.gone != DATE_NONE;
	if (p->has && en.sequence <= p->had.sequence)
		en.sequence = p->had.sequence + changed;
	return en;
}

bool invite_give(struct inviting *x, const struct invited *p, const struct record *person,
    const struct given_entry *now, bool cancel, char **path, struct err *e)
{
	struct buf name = BUF_INIT, email = BUF_INIT, message = BUF_INIT;
	const struct given_entry en = in_sequence(p, now, cancel);
	record_title(person, &x->app->types, &name);
	record_format(person, person_email, &x->app->types, FOR_DATA, &email);
	const enum lang before = speak(x, person);
	bool ok = make(x, person, &en, cancel, buf_str(&name), buf_str(&email), &message, e);
	lang_switch(before);
	app_types(x->app);
	if (ok && x->in->folder)
		ok = write_file(x, buf_str(&name), person->id, &message, path, e);
	if (ok && x->in->send)
		ok = net_mail(x->net, x->from, buf_str(&email), &message, e);
	/* What is out is out: a log that cannot be written is told, and the message is not sent again by that. */
	ok = ok && write_down(x, person->id, &en, cancel, x->in->send ? buf_str(&email) : *path, e);
	buf_free(&name);
	buf_free(&email);
	buf_free(&message);
	return ok;
}
