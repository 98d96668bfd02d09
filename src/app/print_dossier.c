/* app/print_dossier.c - an action's dossier: letters, steps, talks and press in order, signatures, the ledger with its
 * balance, the files that prove it. For the group itself: who leads and notes are in it. */
#include <string.h>

#include "app/petition.h"
#include "app/print_internal.h"
#include "base/lang.h"
#include "model/money.h"
#include "store/read.h"

static const enum kind_number told[] = {
    KIND_letter, KIND_item, KIND_observation, KIND_step, KIND_contact, KIND_media, KIND_practice, KIND_COUNT};

struct money {
	int64_t bani[4]; /* by the place of the kind among its choices */
	size_t entries;
	bool other_currency;
};

static const char *amount(struct printing *p, int64_t bani, const char *currency)
{
	struct buf b = BUF_INIT;
	money_text(bani, p->lang, currency ? currency : "MDL", &b);
	return print_keep(p, buf_take(&b));
}

static size_t choice_place(const struct field *f, const char *code)
{
	size_t i = 0;
	while (f->choices[i].code && (!code || strcmp(f->choices[i].code, code) != 0))
		i++;
	return i;
}

static bool add_entry(struct printing *p, const struct record *r)
{
	struct money *m = p->own;
	const char *currency = record_text(r, ledger_currency);
	const size_t kind = choice_place(&r->kind->fields[ledger_kind], record_text(r, ledger_kind));
	const bool lei = !currency || strcmp(currency, "MDL") == 0;
	if (kind < 4 && lei)
		m->bani[kind] += record_int(r, ledger_amount);
	m->other_currency = m->other_currency || !lei;
	m->entries++;
	paper_line(&p->paper, "row", print_field(p, r, ledger_on), print_field(p, r, ledger_kind),
	    print_field(p, r, ledger_what), print_field(p, r, ledger_document),
	    amount(p, record_int(r, ledger_amount), currency), NULL);
	return true;
}

static void add_sums(struct printing *p, const struct money *m)
{
	const struct field *f = &kind_get(KIND_ledger)->fields[ledger_kind];
	for (size_t i = 0; i < 4 && f->choices[i].code; i++)
		if (m->bani[i])
			print_fact(p, print_word(p, f->choices[i].label), amount(p, m->bani[i], "MDL"));
	const size_t in = choice_place(f, "income"), out = choice_place(f, "cost");
	print_fact(p, print_word(p, N_("Balance")), amount(p, m->bani[in] - m->bani[out], "MDL"));
}

static bool add_ledger(struct printing *p, struct err *e)
{
	struct money m = {{0}, 0, false};
	p->own = &m;
	print_style(p, "h2", print_word(p, N_("Ledger")));
	paper_line(&p->paper, "table", "border=rows size=9", NULL);
	paper_line(&p->paper, "col", "24", "", print_words(p, N_("Date")), NULL);
	paper_line(&p->paper, "col", "24", "", print_words(p, N_("Kind")), NULL);
	paper_line(&p->paper, "col", "2*", "", print_words(p, N_("What")), NULL);
	paper_line(&p->paper, "col", "1*", "", print_words(p, N_("Document")), NULL);
	paper_line(&p->paper, "col", "32", "right", print_words(p, N_("Amount")), NULL);
	if (!print_each(p, kind_get(KIND_ledger), ledger_action, p->record->id, ledger_on, add_entry, e))
		return false;
	if (!m.entries) {
		print_style(p, "p", print_word(p, N_("No money and no things are noted.")));
		return true;
	}
	print_facts_begin(p, 3, NULL);
	add_sums(p, &m);
	print_facts_end(p);
	if (m.other_currency)
		print_style(p, "small",
		    print_word(p, N_("The sums are of amounts in lei; other currencies stand in the table.")));
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
