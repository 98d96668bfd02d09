/* app/roll_walkin.c - somebody at the door who was not expected: a new person with consent, one remembered by name
 * only, or somebody known. Knows no screen. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/roll_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/read.h"

/* The roll is by surname, so a name is written surname first: "Guțu Maria". One word is a surname. */
static void set_name(struct record *r, const char *name)
{
	struct buf clean = BUF_INIT;
	text_clean(name, strlen(name), false, &clean);
	const char *all = buf_str(&clean);
	const size_t n = strcspn(all, " ");
	char *surname = mem_copy_bytes(all, n);
	record_set_text(r, person_surname, surname);
	record_set_text(r, person_given, all + n + strspn(all + n, " "));
	free(surname);
	buf_free(&clean);
}

/* Without consent nothing but the name: nobody is to be found again by what is not needed for counting. */
static void set_guest(struct record *r)
{
	record_set_text(r, person_status, "guest");
	record_clear(r, person_since);
	record_clear(r, person_category);
	record_clear(r, person_language);
}

static bool set_contact(struct app *a, struct record *r, const struct app_walk_in *w, struct err *e)
{
	const struct type_ctx *types = app_types(a);
	return (!w->phone || !*w->phone || record_parse(r, person_phone, w->phone, types, e)) &&
	       (!w->language || !*w->language || record_parse(r, person_language, w->language, types, e));
}

static struct record *new_person(struct app *a, const struct app_walk_in *w, struct err *e)
{
	struct record *r = record_new_initial(kind_get(KIND_person), app_types(a));
	record_clear(r, person_role); /* coming once makes nobody a member */
	set_name(r, w->name ? w->name : "");
	if (!w->consent)
		set_guest(r);
	else if (!set_contact(a, r, w, e)) {
		record_free(r);
		return NULL;
	}
	return r;
}

static bool put_consent(struct app *a, struct command *c, const struct app_roll *roll, int64_t person, struct err *e)
{
	struct record *r = record_new_initial(kind_get(KIND_consent), app_types(a));
	struct buf source = BUF_INIT;
	app_title(a, roll->of, roll->id, &source);
	record_set_int(r, consent_person, person);
	record_set_text(r, consent_purpose, "contact");
	record_set_text(r, consent_how, "paper");
	record_set_text(r, consent_source, buf_str(&source));
	bool ok = app_put(a, c, r, NULL, NULL, NULL, e);
	buf_free(&source);
	record_free(r);
	return ok;
}

static const char *mark_of(const struct app_walk_in *w)
{
	return w->mark ? w->mark : "present";
}

/* The person (made here when new) and the attendance in one command. *r is the attendance. */
static bool put_walk_in(struct app *a, struct command *c, const struct app_roll *roll, struct record *person,
    const struct app_walk_in *w, struct record **r, struct err *e)
{
	if (person &&
	    !(app_put(a, c, person, NULL, NULL, NULL, e) && (!w->consent || put_consent(a, c, roll, person->id, e))))
		return false;
	*r = roll_new_attendance(roll, person ? person->id : w->known);
	record_set_int(*r, attendance_walk_in, 1); /* whoever is not here was not walking in: app_roll_add */
	roll_set_mark(roll, *r, mark_of(w), roll_arrival_now(a, roll));
	return app_put(a, c, *r, NULL, NULL, NULL, e);
}

static bool store_walk_in(
    struct app *a, struct app_roll *roll, const struct app_walk_in *w, struct record **r, struct err *e)
{
	struct record *person = NULL;
	if (!w->known && !(person = new_person(a, w, e)))
		return false;
	struct command *c;
	bool ok = app_command(a, N_("Walk-in"), NULL, &c, e);
	if (ok && !(ok = put_walk_in(a, c, roll, person, w, r, e)))
		app_abort(a, c);
	else if (ok)
		ok = roll_commit(a, roll, c, e);
	record_free(person);
	return ok;
}

static size_t row_of(const struct app_roll *roll, int64_t person)
{
	size_t i = 0;
	while (i < roll->n && roll->rows[i].person != person)
		i++;
	return i;
}

bool app_roll_walk_in(struct app *a, struct app_roll *roll, const struct app_walk_in *w, size_t *row, struct err *e)
{
	size_t at = w->known ? row_of(roll, w->known) : roll->n;
	if (at < roll->n) { /* expected after all */
		if (row)
			*row = at;
		return app_roll_mark(a, roll, at, mark_of(w), e);
	}
	struct record *r = NULL;
	if (!app_store_write(a, e))
		return false;
	bool ok = store_walk_in(a, roll, w, &r, e);
	if (ok) {
		const int64_t person = record_int(r, attendance_person);
		roll_take(roll_add(a, roll, person), r);
		app_roll_sort(roll, roll->order);
		roll_number_now(a, roll);
		if (row)
			*row = row_of(roll, person);
	}
	record_free(r);
	return ok;
}

static void drop_last(struct app_roll *roll)
{
	struct app_roll_row *row = &roll->rows[--roll->n];
	free(row->name);
	free(row->sector);
	free(row->group);
	free(row->key);
}

bool app_roll_add(struct app *a, struct app_roll *roll, int64_t person, const char *mark, enum app_roll_said said,
    size_t *row, struct err *e)
{
	if (row_of(roll, person) == roll->n && mark && roll_is_here(mark))
		return app_roll_walk_in(a, roll, &(struct app_walk_in){.known = person, .mark = mark}, row, e);
	const size_t before = roll->n;
	if (row_of(roll, person) == before)
		snprintf(roll_add(a, roll, person)->mark, sizeof roll->rows->mark, "%s", "expected");
	const size_t at = row_of(roll, person);
	if (!(mark ? app_roll_mark(a, roll, at, mark, e) : app_roll_answer(a, roll, at, said, e))) {
		if (roll->n > before)
			drop_last(roll);
		return false;
	}
	app_roll_sort(roll, roll->order);
	roll_number_now(a, roll);
	*row = row_of(roll, person);
	return true;
}

/* ---- do we know them? */

enum { LOOKED_AT = 12 };

static void offer(struct app_roll_known *out, int64_t person, const char *name, const char *sector)
{
	out->person = person;
	snprintf(out->name, sizeof out->name, "%s", name);
	snprintf(out->sector, sizeof out->sector, "%s", sector ? sector : "");
}

/* Who stands on the roll, guests of this event too: nobody needs to ask the database for them. */
static size_t known_here(const struct app_roll *roll, const char *name, struct app_roll_known *out, size_t most)
{
	struct buf key = BUF_INIT;
	size_t n = 0;
	text_key(name, &key);
	for (size_t i = 0; key.len && i < roll->n && n < most; i++)
		if (text_key_matches(roll->rows[i].key, buf_str(&key)))
			offer(&out[n++], roll->rows[i].person, roll->rows[i].name, roll->rows[i].sector);
	buf_free(&key);
	return n;
}

/* By the beginnings of the name's words, on either keyboard layout; a word in a note says nothing here. */
static bool is_called(const char *name, const char *typed)
{
	struct buf key = BUF_INIT, asked = BUF_INIT, other = BUF_INIT;
	text_key(name, &key);
	text_key(typed, &asked);
	bool yes = text_key_matches(buf_str(&key), buf_str(&asked));
	if (!yes && text_other_layout(typed, &other)) {
		buf_clear(&asked);
		text_key(buf_str(&other), &asked);
		yes = asked.len > 0 && text_key_matches(buf_str(&key), buf_str(&asked));
	}
	buf_free(&key);
	buf_free(&asked);
	buf_free(&other);
	return yes;
}

static bool offer_other(
    struct app *a, const struct app_roll *roll, const char *typed, int64_t person, struct app_roll_known *out)
{
	struct record *r = NULL;
	struct err ignored = ERR_INIT;
	struct buf name = BUF_INIT;
	if (roll_find(roll, person) || !store_get(a->store, kind_get(KIND_person), person, &r, &ignored))
		return false;
	record_title(r, app_types(a), &name);
	offer(out, person, buf_str(&name), record_text(r, person_sector));
	const bool yes = !r->deleted && is_called(buf_str(&name), typed);
	buf_free(&name);
	record_free(r);
	return yes;
}

size_t app_roll_find_others(
    struct app *a, const struct app_roll *roll, const char *name, struct app_roll_known *out, size_t most)
{
	struct app_hit hits[LOOKED_AT];
	struct err ignored = ERR_INIT;
	size_t got = 0, n = 0;
	if (!name[strspn(name, " ")] || !app_find(a, name, kind_get(KIND_person), hits, LOOKED_AT, &got, &ignored))
		return 0;
	for (size_t i = 0; i < got && n < most; i++)
		n += offer_other(a, roll, name, hits[i].id, &out[n]);
	return n;
}

size_t app_roll_find_known(
    struct app *a, const struct app_roll *roll, const char *name, struct app_roll_known *out, size_t most)
{
	const size_t here = known_here(roll, name, out, most);
	return here + app_roll_find_others(a, roll, name, out + here, most - here);
}
