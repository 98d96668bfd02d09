/* app/print_dossier.c - an action's dossier: letters, steps, talks and press in order, signatures, the ledger with its
 * balance, the files that prove it. For the group itself: who leads and notes are in it. */
#include "app/ledger.h"
#include "app/petition.h"
#include "app/print_internal.h"
#include "base/lang.h"
#include "model/money.h"
#include "store/read.h"

static const enum kind_number told[] = {
    KIND_letter, KIND_item, KIND_observation, KIND_step, KIND_contact, KIND_media, KIND_practice, KIND_COUNT};

static const char *amount(struct printing *p, int64_t bani, const char *currency)
{
	struct buf b = BUF_INIT;
	money_text(bani, p->lang, currency, &b);
	return print_keep(p, buf_take(&b));
}

/* "Gutuie Raisa 24.11.2026 · Arțar Fiodor 25.11.2026" */
static const char *confirmed(struct printing *p, const struct record *r)
{
	static const int who[] = {ledger_confirmed_by, ledger_second_by},
	                 on[] = {ledger_confirmed_on, ledger_second_on};
	struct buf b = BUF_INIT;
	for (int i = 0; i < 2; i++)
		if (record_has(r, who[i]))
			buf_print(&b, "%s%s %s", b.len ? " · " : "", print_person(p, record_int(r, who[i])),
			    print_field(p, r, on[i]));
	return print_keep(p, buf_take(&b));
}

static bool add_entry(void *ctx, const struct app_ledger_line *l)
{
	struct printing *p = ctx;
	const struct record *r = l->record;
	paper_line(&p->paper, "row", print_field(p, r, ledger_on), print_field(p, r, ledger_kind),
	    print_text(p, "%s%s%s", print_field(p, r, ledger_what), record_has(r, ledger_document) ? ", " : "",
	        print_field(p, r, ledger_document)),
	    confirmed(p, r), amount(p, l->cash ? l->amount : record_int(r, ledger_amount), l->currency),
	    l->cash ? amount(p, l->balance, l->currency) : "", NULL);
	return true;
}

static void add_sum(struct printing *p, const struct app_ledger_sum *s)
{
	print_facts_begin(p, 3, NULL);
	if (s->pledged)
		print_fact(p, print_word(p, N_("Pledged")), amount(p, s->pledged, s->currency));
	print_fact(p, print_word(p, N_("Income")), amount(p, s->income, s->currency));
	print_fact(p, print_word(p, N_("Costs")), amount(p, s->costs, s->currency));
	if (s->in_kind)
		print_fact(p, print_word(p, N_("In kind")), amount(p, s->in_kind, s->currency));
	print_fact(p, print_word(p, N_("Balance")), amount(p, s->balance, s->currency));
	if (s->unconfirmed)
		print_fact(
		    p, print_word(p, N_("Not yet confirmed by two people")), print_text(p, "%zu", s->unconfirmed));
	print_facts_end(p);
}

static void ledger_columns(struct printing *p)
{
	print_style(p, "h2", print_word(p, N_("Ledger")));
	paper_line(&p->paper, "table", "border=rows size=8", NULL);
	paper_line(&p->paper, "col", "20", "", print_words(p, N_("Date")), NULL);
	paper_line(&p->paper, "col", "20", "", print_words(p, N_("Kind")), NULL);
	paper_line(&p->paper, "col", "2*", "", print_words(p, N_("What")), NULL);
	paper_line(&p->paper, "col", "2*", "", print_words(p, N_("Confirmed by")), NULL);
	paper_line(&p->paper, "col", "27", "right", print_words(p, N_("Amount")), NULL);
	paper_line(&p->paper, "col", "27", "right", print_words(p, N_("Balance")), NULL);
}

/* The whole ledger with the balance after each line; then the totals, one currency after the other. */
static bool add_ledger(struct printing *p, struct err *e)
{
	struct app_ledger_sum sums[APP_CURRENCIES];
	size_t n;
	if (!app_ledger_sums(p->app, p->record->id, sums, &n, e))
		return false;
	if (n == 0) {
		print_style(p, "h2", print_word(p, N_("Ledger")));
		print_style(p, "p", print_word(p, N_("No money and no things are noted.")));
		return true;
	}
	ledger_columns(p);
	if (!app_ledger(p->app, p->record->id, add_entry, p, e))
		return false;
	for (size_t i = 0; i < n; i++)
		add_sum(p, &sums[i]);
	return true;
}

static void add_signatures(struct printing *p)
{
	struct app_signatures n;
	struct err ignored = ERR_INIT;
	if (!app_petition_count(p->app, p->record->id, &n, &ignored) || !(n.paper + n.online + n.refused + n.doubles))
		return;
	print_style(p, "h2", print_word(p, N_("Signatures")));
	print_facts_begin(p, 3, NULL);
	print_fact(p, print_word(p, N_("on paper")), print_text(p, "%lld", (long long)n.paper));
	print_fact(p, print_word(p, N_("online")), print_text(p, "%lld", (long long)n.online));
	print_fact(p, print_word(p, N_("refused")), print_text(p, "%lld", (long long)(n.refused + n.doubles)));
	if (n.support)
		print_fact(p, print_word(p, N_("Letters of support")), print_text(p, "%lld", (long long)n.support));
	if (n.goal)
		print_fact(p, print_word(p, N_("Signatures aimed at")), print_text(p, "%lld", (long long)n.goal));
	print_facts_end(p);
}

/* The files that letters, press and steps have: where the proof lies. */
static void add_proofs(struct story *s)
{
	struct printing *p = s->p;
	bool any = false;
	for (size_t i = 0; i < s->chain.n; i++)
		for (int f = 1; f < s->chain.all[i].record->kind->nfields; f++) {
			if (s->chain.all[i].record->kind->fields[f].type != &ft_file ||
			    !record_has(s->chain.all[i].record, f))
				continue;
			if (!any)
				print_style(p, "h2", print_word(p, N_("Proofs")));
			any = true;
			print_style(p, "p after=0.5",
			    print_text(p, "%s: %s",
			        print_title(p, s->chain.all[i].record->kind, s->chain.all[i].record->id),
			        print_field(p, s->chain.all[i].record, f)));
		}
}

static bool make(struct printing *p, struct err *e)
{
	struct story s = {.p = p, .told = told, .most = MEMBERS};
	const struct record *r = p->record;
	print_begin(p, print_text(p, "%s · %s", print_word(p, N_("Dossier")), print_title(p, r->kind, r->id)), "a4",
	    "portrait", "15");
	print_section(p, "");
	print_style(p, "h1", print_title(p, r->kind, r->id));
	story_record(&s, r);
	bool ok = story_add(&s, r, e);
	if (ok) {
		add_signatures(p);
		story_write(&s);
		add_proofs(&s);
		ok = add_ledger(p, e);
	}
	story_free(&s);
	return ok;
}

static const enum kind_number about[] = {KIND_action, KIND_COUNT};
const struct print_maker print_dossier = {
    .name = "dossier",
    .args = "ACTION",
    .label = N_("Dossier"),
    .help = N_("an action's letters, proofs, press and ledger in order"),
    .about = about,
    .make = make,
};
