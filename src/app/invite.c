/* app/invite.c - who is invited to what, what they have already, and what is due to each. Messages are made in
 * invite_mail.c. Knows no kind by name. */
#include "app/invite.h"

#include <stdlib.h>
#include <string.h>

#include "app/invite_inner.h"
#include "app/roll_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "out/eml.h"
#include "store/read.h"

const char *app_invite_words(enum app_invite_fate fate)
{
	static const char *const words[] = {[INVITE_NEW] = N_("invitation"),
	    [INVITE_CHANGED] = N_("changed invitation"),
	    [INVITE_CANCEL] = N_("cancellation"),
	    [INVITE_SAME] = N_("has it already"),
	    [INVITE_NO_EMAIL] = N_("no e-mail address"),
	    [INVITE_NO_CONSENT] = N_("no consent"),
	    [INVITE_SAID_NO] = N_("said no"),
	    [INVITE_FAILED] = N_("not sent")};
	return tr(words[fate]);
}

bool app_invite_can(const struct kind *k)
{
	return k->calendar.has && !k->calendar.deadline && k->calendar.rule == NO_FIELD &&
	       (roll_field(k) != NO_FIELD || k->calendar.people != NO_FIELD);
}

/* ---- who is invited */

static bool off(const struct inviting *x)
{
	return x->record->deleted || x->entry->cancelled;
}

static struct invited *add_invited(struct inviting *x, int64_t person)
{
	for (size_t i = 0; i < x->n; i++)
		if (x->people[i].person == person)
			return &x->people[i];
	x->people = mem_resize(x->people, x->n + 1, sizeof *x->people);
	x->people[x->n] = (struct invited){.person = person};
	return &x->people[x->n++];
}

static bool add_named(void *ctx, int64_t person)
{
	add_invited(ctx, person)->wanted = true;
	return true;
}

static bool add_roll(struct inviting *x, struct err *e)
{
	struct app_roll roll;
	if (roll_field(x->record->kind) == NO_FIELD)
		return true;
	if (!app_roll_open(x->app, x->record->kind, x->record->id, &roll, e))
		return false;
	for (size_t i = 0; i < roll.n; i++) {
		const struct app_roll_row *row = &roll.rows[i];
		struct invited *p = add_invited(x, row->person);
		p->said_no = row->said == ROLL_SAID_NO || strcmp(row->mark, "excused") == 0;
		p->wanted = !p->said_no;
	}
	app_roll_close(&roll);
	return true;
}

static bool find_invited(struct inviting *x, struct err *e)
{
	const int people = x->record->kind->calendar.people;
	if (off(x)) /* only those who were invited hear of it */
		return true;
	if (!add_roll(x, e))
		return false;
	if (people != NO_FIELD && x->record->values[people].tag == VALUE_TEXT)
		refs_each(record_text(x->record, people), add_named, x);
	else if (people != NO_FIELD && record_has(x->record, people))
		add_named(x, record_int(x->record, people));
	return true;
}

/* ---- what they have */

static bool take_handout(void *ctx, const struct record *r)
{
	struct inviting *x = ctx;
	const char *what = record_text(r, handout_what);
	const int64_t person = record_int(r, handout_person);
	struct given g;
	if (!person || !what || (strcmp(what, "invitation") != 0 && strcmp(what, "cancellation") != 0))
		return true;
	given_read(record_text(r, handout_state), &g);
	const struct given_entry *en = given_find(&g, x->record->id);
	if (en) {
		struct invited *p = add_invited(x, person);
		if (!p->has || r->created > p->had_at || (r->created == p->had_at && r->clock > p->had_clock)) {
			p->has = true;
			p->had = *en;
			p->had_at = r->created;
			p->had_clock = r->clock;
		}
	}
	given_free(&g);
	return true;
}

static bool find_given(struct inviting *x, struct err *e)
{
	struct query q;
	query_init(&q, kind_get(KIND_handout));
	q.by_id = true;
	const bool ok = store_each(x->app->store, &q, 0, take_handout, x, e);
	query_free(&q);
	return ok;
}

/* ---- what is due to each */

static bool same(const struct given_entry *a, const struct given_entry *b)
{
	return a->date == b->date && a->starts == b->starts && a->ends == b->ends && a->words == b->words &&
	       a->sequence >= b->sequence;
}

static enum app_invite_fate fate_of(
    const struct inviting *x, const struct invited *p, const struct given_entry *now, const char *email)
{
	const bool holds = p->has && p->had.gone == DATE_NONE;
	if (p->said_no && !off(x))
		return INVITE_SAID_NO;
	if (off(x) || !p->wanted) {
		if (!holds)
			return INVITE_SAME;
		return eml_address(email) ? INVITE_CANCEL : INVITE_NO_EMAIL;
	}
	if (!consents_named(&x->consents, p->person))
		return holds && eml_address(email) ? INVITE_CANCEL : INVITE_NO_CONSENT;
	if (!eml_address(email))
		return INVITE_NO_EMAIL;
	if (holds && same(&p->had, now) && !x->in->again)
		return INVITE_SAME;
	return holds ? INVITE_CHANGED : INVITE_NEW;
}

static bool is_message(enum app_invite_fate fate)
{
	return fate == INVITE_NEW || fate == INVITE_CHANGED || fate == INVITE_CANCEL;
}

static void treat(struct inviting *x, struct invited *p)
{
	struct record *r = NULL;
	struct err why = ERR_INIT;
	struct buf name = BUF_INIT, email = BUF_INIT;
	char *path = NULL;
	if (!store_get(x->app->store, kind_get(KIND_person), p->person, &r, NULL))
		return;
	record_title(r, &x->app->types, &name);
	record_format(r, person_email, &x->app->types, FOR_DATA, &email);
	struct given_entry now = invite_entry(x, p, r);
	struct app_invite_row row = {.person = p->person,
	    .name = buf_str(&name),
	    .email = buf_str(&email),
	    .why = "",
	    .path = "",
	    .fate = fate_of(x, p, &now, buf_str(&email))};
	if (is_message(row.fate) && (x->in->folder || x->in->send)) {
		if (invite_give(x, p, r, &now, row.fate == INVITE_CANCEL, &path, &why)) {
			x->in->made++;
			row.path = path ? path : "";
		} else {
			x->in->failed++;
			row.fate = INVITE_FAILED;
			row.why = why.what;
			x->last = why;
		}
	}
	if (!(row.fate == INVITE_SAME && !p->wanted)) /* somebody who never was told anything */
		x->in->told(x->in->ctx, &row);
	free(path);
	record_free(r);
	buf_free(&name);
	buf_free(&email);
}

/* A server that does not answer will not answer the next time either. */
static bool hopeless(const struct err *e)
{
	return strncmp(e->tag, "NET-", 4) == 0 || e->code == ERR_INTERRUPTED || e->code == ERR_DENIED;
}

static bool treat_all(struct inviting *x, struct err *e)
{
	for (size_t i = 0; i < x->n; i++) {
		treat(x, &x->people[i]);
		if (hopeless(&x->last)) {
			*e = x->last;
			return false;
		}
	}
	if (x->in->failed == 0)
		return true;
	*e = x->last;
	return false;
}

static bool prepare(struct inviting *x, struct err *e)
{
	const struct app_invite *in = x->in;
	if (!app_store(x->app, e))
		return false;
	if (!app_invite_can(in->of))
		return err_set(e, ERR_USAGE, _("Nobody is invited to records of this kind."));
	app_types(x->app);
	if (!store_get(x->app->store, in->of, in->id, &x->record, e))
		return false;
	x->entry = mem_alloc(sizeof *x->entry);
	if (!entry_make(x->app, x->record, x->entry))
		return err_set(e, ERR_INVALID, _("It has no date yet, so nobody can be invited."));
	return find_invited(x, e) && find_given(x, e) && consents_read(x->app, "events", &x->consents, e) &&
	       invite_sender(x, e);
}

bool app_invite(struct app *a, struct app_invite *in, struct err *e)
{
	struct inviting x = {.app = a, .in = in, .last = ERR_INIT};
	in->made = in->failed = 0;
	const bool ok = prepare(&x, e) && treat_all(&x, e);
	net_close(x.net);
	if (x.entry)
		entry_free(x.entry);
	free(x.entry);
	record_free(x.record);
	consents_free(&x.consents);
	free(x.from);
	free(x.people);
	return ok;
}
