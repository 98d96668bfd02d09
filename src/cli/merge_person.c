/* cli/merge_person.c - obste merge-person ONE OTHER: one record of two of one person. */
#include "cli/command.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/unite.h"

static bool take(struct app_unite *w, int field, const char *word, struct err *e)
{
	static const char *const words[] = {[TAKE_ONE] = "one", [TAKE_OTHER] = "other", [TAKE_BOTH] = "both"};
	const struct field *f = &w->one->kind->fields[field];
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcmp(word, words[i]) != 0)
			continue;
		if (i == TAKE_BOTH && !app_unite_joins(f))
			return err_set(e, ERR_USAGE, _("%s: there is only room for one value."), f->key);
		w->take[field] = (enum app_take)i;
		return true;
	}
	return err_set(e, ERR_USAGE, _("\"%s\" is not one, other or both."), word);
}

/* "phone=both": of the two as they were named, not as they are ordered. */
static bool read_takes(struct cli *c, struct app_unite *w, bool turned, struct err *e)
{
	const char *given;
	for (int i = 0; (given = cli_option_at(c, "take", i)); i++) {
		const char *eq = strchr(given, '=');
		char key[64];
		snprintf(key, sizeof key, "%.*s", eq ? (int)(eq - given) : 0, given);
		int field = kind_field(w->one->kind, key);
		if (!eq || field == NO_FIELD)
			return err_set(e, ERR_USAGE, _("\"%s\" is not FIELD=one, other or both."), given);
		const char *word = eq + 1;
		if (turned && strcmp(word, "both") != 0)
			word = strcmp(word, "one") == 0 ? "other" : strcmp(word, "other") == 0 ? "one" : word;
		if (!take(w, field, word, e))
			return false;
	}
	return true;
}

static void print_value(struct cli *c, const struct app_unite *w, int field)
{
	const struct field *f = &w->one->kind->fields[field];
	struct value v = VALUE_INIT;
	struct buf b = BUF_INIT;
	app_unite_value(w, field, &v);
	buf_print(&b, "%s: ", f->key);
	f->type->format(f, &v, app_types(c->app), FOR_CSV, &b);
	buf_char(&b, '\n');
	cli_print_text(buf_str(&b));
	buf_free(&b);
	value_clear(&v);
}

static bool unite(struct cli *c, struct app_unite *w, struct err *e)
{
	const bool dry = cli_flag(c, "dry-run");
	int64_t moved = w->naming;
	for (int i = 1; dry && i < w->one->kind->nfields; i++)
		if (app_unite_shows(w, i))
			print_value(c, w, i);
	if (!dry && !app_unite_do(c->app, w, &moved, e))
		return false;
	cli_say(tr_n("%lld record names the one that stays: %lld.", "%lld records name the one that stays: %lld.",
	            (unsigned long)moved),
	    (long long)moved, (long long)w->one->id);
	if (dry)
		cli_say(_("Nothing was stored (--dry-run)."));
	else
		printf("%" PRId64 "\n", w->one->id);
	return true;
}

static bool run(struct cli *c, struct err *e)
{
	int64_t one, other;
	const struct kind *k = kind_get(KIND_person);
	struct app_unite *w;
	if (!cli_record_id(c, k, c->args[0], &one, e) || !cli_record_id(c, k, c->args[1], &other, e) ||
	    !app_unite_open(c->app, one, other, &w, e))
		return false;
	bool ok = read_takes(c, w, one > other, e) && unite(c, w, e);
	app_unite_free(w);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "take",
        .arg = "FIELD=one|other|both",
        .many = true,
        .help = N_("whose value stays; without it what is filled, and both of phones, tags and notes")},
    {.name = "dry-run", .help = N_("show what it would be, change nothing")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"merge-person 'Țurcanu Ștefan' 'Цуркан Стефан' --dry-run", N_("look first")},
    {"merge-person 17 42 --take address=other", N_("the second one's address stays")},
    {NULL, NULL},
};

const struct cli_command cmd_merge_person = {
    .name = "merge-person",
    .args = "ONE OTHER",
    .least = 2,
    .most = 2,
    .summary = N_("make one record of two of one person"),
    .more = N_(
        "The older record stays; memberships, attendance, signatures, letters and all else that names the other name "
        "it from then on. The other goes to the bin with its history. One undo takes all of it back."),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
