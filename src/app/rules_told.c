/* app/rules_told.c - a legal rule in words: how long, from what, by which law, how sure. Knows no screen. */
#include <string.h>

#include "app/app_internal.h"
#include "app/rules.h"
#include "base/mem.h"

enum app_rule_whose app_rule_whose(struct app *a, const char *id)
{
	const struct term_rules *ours = rules_ours(a, NULL), *all = app_rules(a, NULL);
	const struct term_rule *mine = ours ? term_rules_find(ours, id) : NULL;
	const struct term_rule *now = all ? term_rules_find(all, id) : NULL;
	if (!mine)
		return RULE_ADDED;
	return now && rules_is_own(a, id) ? RULE_CHANGED : RULE_OURS;
}

/* "30 calendar days", "2 months" */
static void count_words(enum term_unit unit, int n, struct buf *out)
{
	const unsigned long many = (unsigned long)n;
	switch (unit) {
	case TERM_CALENDAR_DAY:
		buf_print(out, tr_n("%d calendar day", "%d calendar days", many), n);
		break;
	case TERM_WORKING_DAY:
		buf_print(out, tr_n("%d working day", "%d working days", many), n);
		break;
	case TERM_MONTH:
		buf_print(out, tr_n("%d month", "%d months", many), n);
		break;
	case TERM_YEAR:
		buf_print(out, tr_n("%d year", "%d years", many), n);
		break;
	case TERM_HOUR:
		buf_print(out, tr_n("%d hour", "%d hours", many), n);
		break;
	case TERM_HOUR_PER_MONTH:
		buf_print(out, tr_n("%d hour a month", "%d hours a month", many), n);
		break;
	case TERM_OPEN:
		buf_text(out, _("no number in the law"));
		break;
	}
}

void app_rule_term(const struct term_rule *r, struct buf *out)
{
	static const char *const patterns[] = {
	    [TERM_AFTER] = "%s",
	    [TERM_MAX_AFTER] = N_("at most %s after"),
	    [TERM_MIN_AFTER] = N_("at least %s after"),
	    [TERM_ADD] = N_("%s more"),
	    [TERM_MAX_TOTAL] = N_("at most %s in all"),
	    [TERM_BEFORE] = N_("at least %s before"),
	    [TERM_RANGE] = "%s",
	    [TERM_EVERY] = N_("every %s"),
	    [TERM_THRESHOLD] = N_("more than %s"),
	};
	struct buf n = BUF_INIT;
	if (r->amount_max)
		buf_print(&n, "%d–", r->amount);
	count_words(r->unit, r->amount_max ? r->amount_max : r->amount, &n);
	buf_print(out, r->unit == TERM_OPEN ? "%s" : tr(patterns[r->direction]), buf_str(&n));
	buf_free(&n);
}

static void line(struct buf *out, const char *label, const char *text)
{
	if (text && *text)
		buf_print(out, "%s: %s\n", label, text);
}

static const char *confidence_words(const char *code)
{
	const struct choice *c = choice_find(&kind_get(KIND_rule)->fields[rule_confidence], code);
	return c ? tr(c->label) : code;
}

static void day_words(const char *iso, struct buf *out)
{
	date_t d;
	if (date_parse_iso(iso, &d))
		date_text(d, lang_now(), DATE_SHORT, out);
	else
		buf_text(out, iso);
}

void app_rule_tell(struct app *a, const struct term_rule *r, struct buf *out)
{
	static const char *const whose[] = {
	    [RULE_OURS] = N_("as the program has it"),
	    [RULE_CHANGED] = N_("changed by the group"),
	    [RULE_ADDED] = N_("added by the group"),
	};
	struct buf term = BUF_INIT, day = BUF_INIT;
	app_rule_term(r, &term);
	day_words(r->text_date, &day);
	buf_print(out, "%s (%s)\n", r->name[lang_now()], r->id);
	line(out, _("How long"), buf_str(&term));
	line(out, _("Runs from"), r->from[lang_now()]);
	line(out, _("Law"), r->law);
	buf_print(out, "%s\n", _("Check on legis.md before relying on it."));
	line(out, _("Lengthened by"), r->extension);
	line(out, _("Counted by"), r->counting);
	line(out, _("Source of the text"), r->source);
	line(out, _("Date of the text"), buf_str(&day));
	line(out, _("Confidence"), confidence_words(r->confidence));
	line(out, _("Whose"), tr(whose[app_rule_whose(a, r->id)]));
	buf_free(&term);
	buf_free(&day);
}
