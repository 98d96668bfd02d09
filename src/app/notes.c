/* app/notes.c - notes of a meeting as they are typed. Each is one command: nothing is lost when the program is killed.
 */
#include "app/notes.h"

#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "base/lang.h"
#include "civic/vote_text.h"
#include "store/read.h"

static struct record *note_record(struct app *a, int64_t id, struct err *e)
{
	struct record *r = NULL;
	if (id)
		app_get(a, kind_get(KIND_observation), id, &r, e);
	else
		r = record_new_initial(kind_get(KIND_observation), app_types(a));
	return r;
}

/* Of an agenda item the problem too, so that the promise stands on the problem's page. */
static void set_item(struct record *r, const struct record *item)
{
	if (!item)
		return;
	record_set_int(r, observation_item, item->id);
	if (record_has(item, item_problem))
		record_set_int(r, observation_problem, record_int(item, item_problem));
}

static void set_me(struct app *a, struct record *r)
{
	const char *who = app_conf(a, "who", NULL);
	struct err ignored = ERR_INIT;
	int64_t id = 0;
	if (!record_has(r, observation_by) && who && *who && app_resolve(a, kind_get(KIND_person), who, &id, &ignored))
		record_set_int(r, observation_by, id);
}

/* true: the item has something new to be stored. */
static bool take_vote(struct record *item, const char *text, bool *voted)
{
	struct vote v;
	const bool numbers = vote_read(text, &v);
	if (voted)
		*voted = numbers || v.result;
	if (!item || (!numbers && !v.result))
		return false;
	const struct {
		int field, n;
	} sides[] = {{item_in_favour, v.in_favour}, {item_against, v.against}, {item_abstained, v.abstained}};
	for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
		if (sides[i].n >= 0)
			record_set_int(item, sides[i].field, sides[i].n);
	if (v.result)
		record_set_text(item, item_result, v.result);
	return true;
}

int64_t app_note(struct app *a, int64_t meeting, int64_t item, int64_t id, const char *kind, const char *text,
    bool *voted, struct err *e)
{
	struct record *r = note_record(a, id, e), *it = NULL;
	int64_t made = 0;
	bool votes = false;
	if (!r || (item && !app_get(a, kind_get(KIND_item), item, &it, e))) {
		record_free(r);
		return 0;
	}
	record_set_int(r, observation_meeting, meeting);
	record_set_text(r, observation_kind, kind);
	record_set_text(r, observation_text, text);
	set_item(r, id ? NULL : it);
	set_me(a, r);
	if (strcmp(kind, "vote") == 0)
		votes = take_vote(it, text, voted);
	struct record *both[] = {r, it};
	if (app_save_many(a, id ? N_("A note changed") : N_("A note"), both, votes ? 2 : 1, e))
		made = r->id;
	record_free(r);
	record_free(it);
	return made;
}

bool app_note_promise(struct app *a, int64_t note, const char *who, date_t until, struct err *e)
{
	struct record *base = NULL;
	if (!app_get(a, kind_get(KIND_observation), note, &base, e))
		return false;
	struct record *r = record_copy(base);
	if (who && *who)
		record_set_text(r, observation_who, who);
	if (until != DATE_NONE) {
		char iso[11];
		date_iso(until, iso);
		record_set_text(r, observation_until, iso);
	}
	if (!record_has(r, observation_kept))
		record_set_text(r, observation_kept, "running");
	const bool ok = app_save(a, r, base, NULL, e);
	record_free(r);
	record_free(base);
	return ok;
}
