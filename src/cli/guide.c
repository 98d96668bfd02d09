/* cli/guide.c - obste guide [TOPIC]: the Guide to Civic Participation as text, as a page for the browser, as a small
 * website. */
#include "cli/command.h"

#include <string.h>

#include "app/guide.h"
#include "base/mem.h"

/* --lang before the command is the language of the program, after it that of the Guide. */
static bool languages(const struct cli *c, enum lang out[LANG_COUNT], size_t *n, struct err *e)
{
	const char *wanted = NULL;
	for (int i = 0; i < c->ngiven; i++)
		for (const struct cli_option *o = c->command->options; o->name; o++)
			if (c->given[i].option == o && strcmp(o->name, "lang") == 0)
				wanted = c->given[i].value;
	*n = 1;
	out[0] = lang_now();
	if (!wanted)
		return true;
	if (strcmp(wanted, "all") == 0) {
		for (*n = 0; *n < LANG_COUNT; ++*n)
			out[*n] = (enum lang) * n;
		return true;
	}
	return lang_from_code(wanted, &out[0]) ||
	       err_set(e, ERR_USAGE, _("\"%s\" is no language of the Guide (ro, ru, en, all)."), wanted);
}

static void say_faults(const struct guide *g)
{
	for (size_t i = 0; i < g->nfaults; i++)
		cli_say("%s", g->faults[i]);
}

static bool print_topic(const struct cli *c, const struct guide *g, struct err *e)
{
	struct buf text = BUF_INIT;
	size_t section;
	if (c->nargs == 0) {
		guide_contents_text(g, &text);
	} else if (guide_topic(g, c->args[0], &section)) {
		guide_text(g, section, &text);
	} else {
		err_set(e, ERR_NOT_FOUND, _("The Guide says nothing of \"%s\"."), c->args[0]);
		return err_hint(e, "%s", _("\"obste guide\" lists its chapters."));
	}
	cli_print_text(buf_str(&text));
	putchar('\n');
	buf_free(&text);
	return true;
}

static bool write_site(struct cli *c, struct err *e)
{
	size_t pages;
	if (!app_guide_site(c->app, cli_option(c, "site"), &pages, e))
		return false;
	cli_say(tr_n("%zu page written.", "%zu pages written.", pages), pages);
	return true;
}

static bool run(struct cli *c, struct err *e)
{
	struct guide *g = NULL;
	enum lang langs[LANG_COUNT];
	size_t n;
	if (!languages(c, langs, &n, e) || !app_guide_open(c->app, langs[0], &g, e))
		return false;
	say_faults(g);
	bool ok = true;
	if (cli_flag(c, "site"))
		ok = write_site(c, e);
	if (ok && cli_flag(c, "html"))
		ok = app_guide_html(c->app, langs, n, cli_option(c, "html"), e);
	if (ok && !cli_flag(c, "site") && !cli_flag(c, "html"))
		ok = print_topic(c, g, e);
	guide_free(g);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "html", .arg = "FILE", .help = N_("as one page for the browser that needs nothing else")},
    {.name = "site", .arg = "FOLDER", .help = N_("as a small website in three languages, into this folder")},
    {.name = "lang", .arg = "ro|ru|en|all", .help = N_("language of the Guide; all: one page in the three")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"guide petition#terms", N_("the part on the petition's terms")},
    {"guide --html ghid.html --lang all", N_("one page for a phone, in three languages")},
    {NULL, NULL},
};

const struct cli_command cmd_guide = {
    .name = "guide",
    .args = "[TOPIC]",
    .most = 1,
    .summary = N_("the Guide to Civic Participation; without a topic its contents"),
    .more = N_("A topic is a chapter's name or number, CHAPTER#PART, or words to look for. Chapters of your own are "
               "Markdown files in the folder guide/ beside the database; your practices stand in the chapters that "
               "they name."),
    .options = options,
    .examples = examples,
    .needs = PREFERS_DATABASE,
    .run = run,
};
