/* app/action_term.c - the letter that an action of its type begins with, and the term by law that its day brings with
 * it: an assembly's notice, a consultation's last day. Which type asks for what is data/action_terms.tsv. */
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/dates.h"
#include "app/plan.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/read.h"

static const struct action_term *term_of(struct app *a, const struct record *action, struct err *e)
{
	if (!a->action_terms) {
		char *path = path_join(a->data ? a->data : "", "action_terms.tsv");
		if (!action_terms_read(&a->action_terms, path, NULL, NULL, e))
			a->action_terms = NULL;
		free(path);
	}
	return a->action_terms ? action_terms_find(a->action_terms, record_text(action, action_type)) : NULL;
}

struct sent {
	const char *kind;
	bool yes;
};

static bool look_sent(void *ctx, const struct record *r)
{
	struct sent *s = ctx;
	const char *kind = record_text(r, letter_kind), *direction = record_text(r, letter_direction);
	s->yes = s->yes || (kind && strcmp(kind, s->kind) == 0 && (!direction || strcmp(direction, "out") == 0) &&
	                       (record_has(r, letter_sent_on) || record_has(r, letter_registered_on)));
	return !s->yes;
}

static bool was_sent(struct app *a, int64_t action, const char *kind)
{
	struct sent s = {kind, false};
	struct query q;
	struct value v = VALUE_INIT;
	struct err ignored = ERR_INIT;
	query_init(&q, kind_get(KIND_letter));
	ref_value(&q.kind->fields[letter_action], action, &v);
	query_filter_add(&q, letter_action, QUERY_IS, &v, NULL);
	value_clear(&v);
	store_each(a->store, &q, 0, look_sent, &s, &ignored);
	query_free(&q);
	return s.yes;
}

bool app_action_term(struct app *a, const struct record *r, struct app_action_term *out)
{
	struct err ignored = ERR_INIT;
	const struct action_term *t = r->kind == kind_get(KIND_action) ? term_of(a, r, &ignored) : NULL;
	const date_t from = t && *t->term ? record_date(r, action_starts_on) : DATE_NONE;
	const struct term_rules *rules = from == DATE_NONE ? NULL : app_rules(a, NULL);
	const struct term_rule *rule = rules ? term_rules_find(rules, t->term) : NULL;
	struct term_end end;
	*out = (struct app_action_term){.last = DATE_NONE};
	if (!rule || !a->store || !term_compute(rule, from, app_holidays(a, NULL), &end, &ignored))
		return false;
	*out = (struct app_action_term){.name = t->name[lang_now()],
	    .law = rule->law,
	    .last = end.end,
	    .above = t->above,
	    .few = t->above && record_has(r, action_expected) && record_int(r, action_expected) <= t->above};
	out->done = !out->few && was_sent(a, r->id, t->letter);
	return !out->few;
}

/* ---- in the calendar: a day of its own beside the action's */

bool entry_make_term(struct app *a, const struct record *r, struct entry *en)
{
	struct app_action_term t;
	const struct choice *stage = r->kind == kind_get(KIND_action)
	                                 ? choice_find(&r->kind->fields[action_stage], record_text(r, action_stage))
	                                 : NULL;
	if ((stage && stage->closed) || !app_action_term(a, r, &t))
		return false;
	en->event = (struct ics_event){.sequence = r->sequence,
	    .modified_ms = r->modified,
	    .created_ms = r->created,
	    .alarm_minutes = -1,
	    .except = en->except,
	    .moved = en->moved,
	    .date = t.last,
	    .until = DATE_NONE,
	    .starts = -1,
	    .ends = -1,
	    .status = "CONFIRMED",
	    .transparent = true,
	    .category = _("Term")};
	buf_clear(&en->title);
	buf_clear(&en->place);
	buf_clear(&en->people);
	buf_print(&en->title, "%s: ", t.name);
	record_title(r, &a->types, &en->title);
	if (record_has(r, action_lead))
		record_format(r, action_lead, &a->types, FOR_SCREEN, &en->people);
	en->event.summary = buf_str(&en->title);
	en->event.location = "";
	en->deadline = true;
	en->done = t.done;
	en->cancelled = false;
	return true;
}

/* ---- the letter */

bool app_action_letter(struct app *a, int64_t action, struct record **out, struct err *e)
{
	struct record *r = NULL;
	struct buf subject = BUF_INIT;
	*out = NULL;
	if (!app_get(a, kind_get(KIND_action), action, &r, e))
		return false;
	const struct action_term *t = term_of(a, r, e);
	struct record *l = record_new_initial(kind_get(KIND_letter), app_types(a));
	if (t) {
		record_set_text(l, letter_kind, t->letter);
		if (*t->letter_rule)
			record_set_text(l, letter_rule, t->letter_rule);
		buf_print(&subject, "%s: ", t->name[lang_now()]);
	}
	record_title(r, app_types(a), &subject);
	record_set_text(l, letter_subject, buf_str(&subject));
	record_clear(l, letter_sent_on); /* it is only begun */
	record_set_int(l, letter_action, r->id);
	value_copy(&l->values[letter_authority], &r->values[action_authority]);
	*out = l;
	buf_free(&subject);
	record_free(r);
	return true;
}
