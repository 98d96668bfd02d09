/* app/erase.c - a person's data erased for good, on request (Law 195/2024, the right to erasure). What to do with a
 * record that names the person follows from the tables:
 * - it must name one (REQUIRED: consent, membership, attendance): it is only about the person and is erased;
 * - the reference is itself personal and other personal texts stand beside it (a signature's name and address): an
 * equal record without them takes its place, so that totals stay true and the history of the old one is gone;
 * - else (who leads, who observes, a list of people): only the reference is taken away.
 * Attached files that only erased records named go with them, out of the usual folder of safety copies too.
 * Knows no kind by name but the person. */
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/attached.h"
#include "app/exchange.h"
#include "app/files.h"
#include "app/handout.h"
#include "app/naming.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/text.h"
#include "store/read.h"

struct tally { /* of one kind */
	size_t erased, anonymous, cleared;
};

struct erasing {
	struct app *app;
	struct command *command;
	int64_t person;
	struct tally *tallies; /* by kind number */
	struct attached files; /* what was named before */
	struct err *e;
};

static bool is_personal(const struct field *f)
{
	return f->privacy >= PERSONAL;
}

/* Personal texts beside a personal reference: they are about the same person. */
static bool clear_personal(struct record *r, int reference)
{
	bool any = false;
	for (int i = 1; i < r->kind->nfields; i++) {
		if (i == reference || !is_personal(&r->kind->fields[i]) || !record_has(r, i))
			continue;
		record_clear(r, i);
		any = true;
	}
	return any;
}

static bool replace(struct erasing *x, struct record *r)
{
	const int64_t old = r->id;
	const bool in_bin = r->deleted != 0;
	if (!command_erase(x->command, r->kind, old, x->e))
		return false;
	if (in_bin)
		return true; /* nobody counts it */
	r->id = r->created = r->modified = r->clock = 0;
	free(r->extra); /* fields of a newer version: nobody here can say that they are not personal */
	r->extra = NULL;
	return command_put(x->command, r, NULL, NULL, NULL, x->e);
}

static bool treat(struct erasing *x, struct record *r, int field)
{
	struct tally *t = &x->tallies[kind_number(r->kind)];
	const struct field *f = &r->kind->fields[field];
	if (f->in & REQUIRED) {
		t->erased++;
		return command_erase(x->command, r->kind, r->id, x->e);
	}
	struct record *base = record_copy(r);
	naming_turn(r, field, x->person, 0);
	bool ok;
	if (is_personal(f) && f->type->tag == VALUE_INT && clear_personal(r, field)) {
		t->anonymous++;
		ok = replace(x, r);
	} else {
		t->cleared++;
		ok = command_put(x->command, r, base, NULL, NULL, x->e);
	}
	record_free(base);
	return ok;
}

static bool treat_kind(struct erasing *x, const struct kind *k)
{
	const struct kind *person = kind_get(KIND_person);
	for (int i = 1; i < k->nfields; i++) {
		if (field_target(&k->fields[i]) != person)
			continue;
		struct naming f = {NULL, 0};
		bool ok = naming_read(x->app, k, i, x->person, &f, x->e);
		for (size_t j = 0; ok && j < f.n; j++)
			ok = treat(x, f.rows[j], i);
		naming_free(&f);
		if (!ok)
			return false;
	}
	return true;
}

static bool erase_one(struct erasing *x, int64_t id);

/* Other records of the same person that were merged into this one. */
static bool erase_merged(struct erasing *x, int64_t id)
{
	struct naming others = {NULL, 0};
	bool ok = naming_read(x->app, kind_get(KIND_person), person_merged_into, id, &others, x->e);
	for (size_t i = 0; ok && i < others.n; i++)
		ok = erase_one(x, others.rows[i]->id);
	naming_free(&others);
	return ok;
}

static bool erase_one(struct erasing *x, int64_t id)
{
	size_t n;
	const struct kind *kinds = kinds_all(&n);
	if (!erase_merged(x, id))
		return false;
	x->person = id;
	for (size_t i = 0; i < n; i++)
		if (!treat_kind(x, &kinds[i]))
			return false;
	return command_erase(x->command, kind_get(KIND_person), id, x->e);
}

/* ---- what was done, and what this program cannot reach */

static void tell_counts(const struct erasing *x, struct buf *out)
{
	size_t n;
	const struct kind *kinds = kinds_all(&n);
	for (size_t i = 0; i < n; i++) {
		const struct tally *t = &x->tallies[i];
		if (t->erased)
			buf_print(out, _("%s: erased %zu\n"), tr(kinds[i].plural), t->erased);
		if (t->anonymous)
			buf_print(out, _("%s: made anonymous %zu\n"), tr(kinds[i].plural), t->anonymous);
		if (t->cleared)
			buf_print(out, _("%s: the name taken away from %zu\n"), tr(kinds[i].plural), t->cleared);
	}
}

/* Search also finds beginnings and what is written nearly so; here every word of the name must stand whole. */
static bool has_word(const char *key, const char *word, size_t n)
{
	for (const char *p = key; *p; p += *p == ' ') {
		const size_t length = strcspn(p, " ");
		if (length == n && memcmp(p, word, n) == 0)
			return true;
		p += length;
	}
	return false;
}

static bool has_all_words(const char *key, const char *name)
{
	for (const char *p = name; *p; p += *p == ' ') {
		const size_t n = strcspn(p, " ");
		if (!has_word(key, p, n))
			return false;
		p += n;
	}
	return *name != '\0';
}

static bool stands_in(struct app *a, const struct app_hit *hit, const char *name_key)
{
	struct record *r = NULL;
	struct err ignored = ERR_INIT;
	if (!store_get(a->store, hit->kind, hit->id, &r, &ignored))
		return false;
	struct buf key = BUF_INIT;
	record_search_key(r, &key);
	const bool stands = has_all_words(buf_str(&key), name_key);
	buf_free(&key);
	record_free(r);
	return stands;
}

#define HITS_LOOKED_AT 50

static void tell_hits(struct app *a, const char *name, struct buf *out)
{
	struct app_hit hits[HITS_LOOKED_AT];
	size_t got = 0, told = 0;
	struct err ignored = ERR_INIT;
	struct buf key = BUF_INIT;
	text_key(name, &key);
	app_find(a, name, NULL, hits, HITS_LOOKED_AT, &got, &ignored);
	for (size_t i = 0; i < got; i++) {
		if (!stands_in(a, &hits[i], buf_str(&key)))
			continue;
		if (!told++)
			buf_text(
			    out, _("The name still stands in these records; look whether they mean this person:\n"));
		buf_print(out, "  %s %lld: ", tr(hits[i].kind->label), (long long)hits[i].id);
		app_title(a, hits[i].kind, hits[i].id, out);
		buf_char(out, '\n');
	}
	buf_free(&key);
}

/* Whole paths, of those that are still there. */
static void put_left(struct app *a, const char *attached, struct buf *out)
{
	for (const char *s = attached; *s;) {
		const size_t n = strcspn(s, ";");
		char *one = mem_copy_bytes(s, n), *path = app_file_path(a, one);
		if (n && path_exists(path))
			buf_print(out, "%s%s", out->len ? ", " : "", path);
		free(one);
		free(path);
		s += n + (s[n] != '\0');
	}
}

static void tell_files(struct app *a, const char *attached, const char *given_out, struct buf *out)
{
	struct buf left = BUF_INIT;
	char *state = path_state_home(), *backups = app_backup_folder(a);
	buf_text(out, _("What this program cannot erase, and who does it by hand:\n"));
	put_left(a, attached, &left);
	if (left.len)
		buf_print(out, _("  files attached to the person: %s\n"), buf_str(&left));
	buf_free(&left);
	buf_print(out, _("  backups made until now: %s\n"), backups);
	buf_text(out, _("  copies made elsewhere, with the attached files beside them\n"));
	buf_text(out, given_out);
	buf_text(out, _("  tables, calendars, reports and printed sheets that were given out otherwise\n"));
	buf_text(out, _("  other laptops of the group, until they exchange with this one\n"));
	buf_print(out, _("  unfinished forms kept in %s\n"), state);
	free(state);
	free(backups);
}

/* From the log of what was given out; asked before the log forgets the person too. */
static bool add_given(void *ctx, const struct app_handed *h)
{
	struct buf *out = ctx;
	struct buf day = BUF_INIT;
	date_text(local_from_ms(h->at_ms).date, lang_now(), DATE_SHORT, &day);
	buf_print(out, _("  given out on %s: %s, to %s: %s%s\n"), buf_str(&day), h->what, h->whom,
	    *h->file ? h->file : "-", h->there ? _(" (still there)") : "");
	buf_free(&day);
	return true;
}

static void tell_all(const struct erasing *x, const char *name, const char *attached, const char *removed,
    const char *given_out, char **told)
{
	struct buf out = BUF_INIT;
	buf_print(&out, _("Erased for good: %s, with the history.\n"), name);
	tell_counts(x, &out);
	tell_hits(x->app, name, &out);
	buf_text(&out, removed);
	tell_files(x->app, attached, given_out, &out);
	*told = buf_take(&out);
}

static bool erase_in_one(struct erasing *x)
{
	if (!app_command(x->app, N_("A person's data was erased"), NULL, &x->command, x->e))
		return false;
	if (erase_one(x, x->person))
		return app_commit(x->app, x->command, x->e);
	app_abort(x->app, x->command);
	return false;
}

/* What was erased is erased: a file that cannot be removed is told, no more. */
static void remove_files(const struct erasing *x, struct buf *out)
{
	struct buf names = BUF_INIT;
	struct err e = ERR_INIT;
	const bool ok = attached_forget(x->app, &x->files, true, &names, &e);
	if (names.len)
		buf_print(out, _("Attached files removed here and from the backups: %s\n"), buf_str(&names));
	if (!ok)
		buf_print(out, "%s\n", e.what);
	buf_free(&names);
}

static bool read_files(struct erasing *x)
{
	return attached_read(x->app, &x->files, x->e) &&
	       attached_read_history(x->app, kind_get(KIND_person), x->person, &x->files, x->e);
}

bool app_erase_person(struct app *a, int64_t id, char **told, struct err *e)
{
	struct record *r = NULL;
	size_t nkinds;
	kinds_all(&nkinds);
	if (!app_store_write(a, e) || !store_get(a->store, kind_get(KIND_person), id, &r, e))
		return false;
	struct buf name = BUF_INIT, files = BUF_INIT, removed = BUF_INIT, given_out = BUF_INIT;
	record_title(r, app_types(a), &name);
	record_format(r, person_files, app_types(a), FOR_DATA, &files);
	record_free(r);
	struct erasing x = {.app = a, .person = id, .e = e, .tallies = mem_array(nkinds, sizeof *x.tallies)};
	bool ok = read_files(&x) && app_handouts_of(a, id, add_given, &given_out, e) && erase_in_one(&x);
	if (ok)
		remove_files(&x, &removed);
	if (ok && told)
		tell_all(&x, buf_str(&name), buf_str(&files), buf_str(&removed), buf_str(&given_out), told);
	attached_free(&x.files);
	buf_free(&removed);
	buf_free(&given_out);
	free(x.tallies);
	buf_free(&name);
	buf_free(&files);
	return ok;
}
