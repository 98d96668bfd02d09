/* cli/next.c - obste next LETTER: where it stands, what can be done about it, and the drafts. */
#include "cli/command.h"

#include <stdlib.h>

#include "app/letters.h"

struct telling {
	bool json;
	size_t n;
};

static void tell_json(const struct telling *t, const struct app_letter_step *step)
{
	const struct ladder_step *s = step->step;
	struct buf b = BUF_INIT;
	buf_char(&b, '{');
	cli_json_text(&b, "step", s->id);
	cli_json_text(&b, "name", s->name[lang_now()]);
	cli_json_date(&b, "until", step->last);
	cli_json_text(&b, "law", s->law);
	cli_json_text(&b, "why", s->why[lang_now()]);
	cli_json_text(&b, "confidence", s->confidence);
	cli_json_bool(&b, "taken", step->taken);
	cli_json_row(&b, t->n == 0);
}

static void tell_words(const struct ladder_step *s, date_t last, bool taken)
{
	struct buf b = BUF_INIT;
	buf_print(
	    &b, "\n%s  (%s)%s%s\n", s->name[lang_now()], s->id, taken ? " · " : "", taken ? _("done already") : "");
	if (last != DATE_NONE) {
		buf_print(&b, "   %s ", _("until"));
		date_text(last, lang_now(), DATE_FULL, &b);
		buf_char(&b, '\n');
	}
	buf_print(&b, "   %s\n", s->why[lang_now()]);
	if (*s->law)
		buf_print(&b, "   %s · %s\n", s->law, _("check on legis.md"));
	cli_print_text(buf_str(&b));
	buf_free(&b);
}

static bool tell(void *ctx, const struct app_letter_step *s)
{
	struct telling *t = ctx;
	if (t->json)
		tell_json(t, s);
	else
		tell_words(s->step, s->last, s->taken);
	t->n++;
	return true;
}

static bool print_steps(struct cli *c, const struct record *r, struct err *e)
{
	struct telling t = {.json = cli_flag(c, "json")};
	struct buf b = BUF_INIT;
	if (t.json)
		cli_json_rows_begin("step");
	else if (app_letter_tell(c->app, r, &b, e)) {
		buf_char(&b, '\n');
		cli_print_text(buf_str(&b));
	}
	buf_free(&b);
	const bool ok = app_letter_steps(c->app, r, tell, &t, e);
	if (t.json)
		cli_json_rows_end();
	return ok;
}

static bool print_draft(struct cli *c, const struct record *r, struct err *e)
{
	struct record *draft = NULL;
	enum lang lang = lang_now();
	const char *in = cli_option(c, "in");
	if (in && !lang_from_code(in, &lang))
		return err_set(e, ERR_USAGE, _("--in takes ro or ru."));
	if (!app_letter_draft(c->app, r, cli_option(c, "draft"), lang, &draft, e))
		return false;
	const bool save = cli_flag(c, "save");
	const bool ok = !save || app_save(c->app, draft, NULL, NULL, e);
	if (ok && save)
		printf("%lld\n", (long long)draft->id);
	else if (ok) {
		struct buf b = BUF_INIT;
		buf_print(&b, "%s\n\n%s\n", record_text(draft, letter_subject), record_text(draft, letter_text));
		cli_print_text(buf_str(&b));
		buf_free(&b);
	}
	record_free(draft);
	return ok;
}

static bool run(struct cli *c, struct err *e)
{
	const struct kind *k = kind_get(KIND_letter);
	int64_t id;
	struct record *r = NULL;
	if (!cli_option(c, "draft") && (cli_flag(c, "save") || cli_option(c, "in")))
		return err_set(e, ERR_USAGE, _("--save and --in go with --draft STEP."));
	if (!cli_record_id(c, k, c->args[0], &id, e) || !app_get(c->app, k, id, &r, e))
		return false;
	const bool ok = cli_option(c, "draft") ? print_draft(c, r, e) : print_steps(c, r, e);
	record_free(r);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "draft", .arg = "STEP", .help = N_("the letter of that step, filled in")},
    {.name = "in", .arg = "LANG", .help = N_("the draft in Romanian (ro) or Russian (ru)")},
    {.name = "save", .help = N_("keep the draft as a letter and print its id")},
    {.name = "json", .help = N_("as JSON")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"next 'Petiție: semafor la gimnaziu'", N_("where it stands and what the law leaves open")},
    {"next 'Petiție: semafor la gimnaziu' --draft remind --in ro", N_("a reminder with the number and the days")},
    {NULL, NULL},
};

const struct cli_command cmd_next = {
    .name = "next",
    .args = "LETTER",
    .least = 1,
    .most = 1,
    .summary = N_("where a letter stands, the next steps, and their drafts"),
    .more = N_("The steps are data (ladder.tsv) with their articles; it informs and is no legal advice."),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
