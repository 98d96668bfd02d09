/* cli/print.c - obste print WHAT ...: documents as PDF, drawn by obste-print. The documents are the app's table. */
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/print.h"
#include "base/mem.h"

#define COLUMNS_MAX 24

static const char *name_at(void *ctx, size_t i)
{
	(void)ctx;
	return i < app_print_count() ? app_print_kind(i).name : NULL;
}

static void list_documents(const struct cli *c)
{
	const struct cli_column columns[] = {{_("Document"), 32, false}, {_("What it is"), 78, false}};
	if (!cli_flag(c, "plain"))
		cli_table_head(columns, 2);
	for (size_t i = 0; i < app_print_count(); i++) {
		const struct app_print_kind k = app_print_kind(i);
		char *name = mem_print("%s%s%s", k.name, *k.args ? " " : "", k.args);
		const char *cells[] = {name, k.help};
		if (cli_flag(c, "plain"))
			printf("%s: %s\n", name, k.help);
		else
			cli_table_row(columns, 2, cells);
		free(name);
	}
}

static bool find_document(const char *typed, size_t *what, struct err *e)
{
	if (app_print_find(typed, what))
		return true;
	const char *near = cli_nearest(typed, name_at, NULL);
	err_set(e, ERR_USAGE, _("There is no document \"%s\"."), typed);
	return near ? err_hint(e, _("Did you mean \"%s\"?"), near)
	            : err_hint(e, "%s", _("\"obste print\" lists them."));
}

/* --lang before the command is the language of the program, after it that of the document. */
static const char *document_language(const struct cli *c)
{
	const char *lang = NULL;
	for (int i = 0; i < c->ngiven; i++)
		for (const struct cli_option *o = c->command->options; o->name; o++)
			if (c->given[i].option == o && strcmp(o->name, "lang") == 0)
				lang = c->given[i].value;
	return lang;
}

/* A list is of a kind; its rows and columns are told as for "list". */
static bool read_list(struct cli *c, struct app_print *w, struct query *q, int *fields, struct err *e)
{
	const char *expr;
	if (!cli_kind(w->about, &w->kind, e))
		return false;
	query_init(q, w->kind);
	w->query = q;
	for (int i = 0; (expr = cli_option_at(c, "filter", i)); i++)
		if (!query_filter_parse(q, expr, app_types(c->app), e))
			return false;
	if (cli_flag(c, "sort") && !query_sort_parse(q, cli_option(c, "sort"), e))
		return false;
	if (!cli_flag(c, "columns"))
		return true;
	w->fields = fields;
	w->nfields = cli_columns(w->kind, cli_option(c, "columns"), fields, COLUMNS_MAX, e);
	return w->nfields > 0;
}

static bool read_wish(struct cli *c, struct app_print *w, struct query *q, int *fields, struct err *e)
{
	const struct app_print_kind k = app_print_kind(w->what);
	w->about = c->nargs > 1 ? c->args[1] : NULL;
	if (*k.args && !w->about) {
		err_set(e, ERR_USAGE, _("Something is missing after \"%s\"."), "print");
		return err_hint(e, "obste print %s %s", k.name, k.args);
	}
	if (!*k.args && w->about)
		return err_set(e, ERR_USAGE, _("The command \"%s\" does not take so many words: \"%s\" is too much."),
		    "print", w->about);
	w->lang = document_language(c);
	w->phones = cli_option(c, "phones");
	w->blank_given = cli_flag(c, "blank");
	w->landscape = cli_flag(c, "landscape");
	w->booklet = cli_flag(c, "booklet");
	w->paper = cli_option(c, "paper");
	w->format = cli_option(c, "format");
	w->inside = cli_flag(c, "inside");
	if (!cli_period(c, &w->from, &w->to, e) ||
	    (cli_option(c, "group") && !cli_record_id(c, kind_get(KIND_group), cli_option(c, "group"), &w->group, e)))
		return false;
	if (!cli_number(c, "blank", &w->blank, e) || !cli_number(c, "sheets", &w->sheets, e) ||
	    !cli_number(c, "sheet", &w->sheet, e) || !cli_number(c, "page", &w->page, e))
		return false;
	return strcmp(k.args, "KIND") != 0 || read_list(c, w, q, fields, e);
}

static bool has_place(const char *path, struct err *e)
{
	if ((path && strcmp(path, "-") != 0) || !isatty(STDOUT_FILENO))
		return true;
	err_set(e, ERR_USAGE, "%s", _("A document cannot be shown in the terminal."));
	return err_hint(e, "%s", _("Say where it goes: -o FILE.pdf"));
}

static bool run(struct cli *c, struct err *e)
{
	struct app_print w = {.from = DATE_NONE, .to = DATE_NONE};
	struct query q = {0};
	int fields[COLUMNS_MAX];
	char *said = NULL;
	const char *path = cli_option(c, "output");
	if (c->nargs == 0) {
		list_documents(c);
		return true;
	}
	bool ok = find_document(c->args[0], &w.what, e) && has_place(path, e) && read_wish(c, &w, &q, fields, e) &&
	          app_print(c->app, &w, path, &said, e);
	if (said)
		cli_say("%s", said);
	free(said);
	query_free(&q);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "output", .letter = 'o', .arg = "FILE", .help = N_("into this file, whole or not at all (stdout)")},
    {.name = "lang", .arg = "ro|ru|en|both", .help = N_("language of the document; both: Romanian and Russian")},
    {.name = "phones",
        .arg = "none|last3|full",
        .help = N_("attendance sheet: phones not at all, their last three digits (usual), whole")},
    {.name = "blank",
        .arg = "N",
        .help = N_("attendance sheet: so many empty rows; without it the last sheet is filled")},
    {.name = "landscape", .help = N_("attendance sheet, list: the paper lies on its side")},
    {.name = "sheets", .arg = "N", .help = N_("petition: so many new sheets (1)")},
    {.name = "sheet", .arg = "NUMBER", .help = N_("petition: the sheet of this number once more")},
    {.name = "columns", .arg = "A,B", .help = N_("list: only these fields, in this order")},
    {.name = "filter",
        .arg = "EXPR",
        .many = true,
        .help = N_("list: field=value, !=, <, >, ~ (contains); all must hold")},
    {.name = "sort", .arg = "FIELD[-]", .help = N_("list: by this field; with - downwards")},
    {.name = "booklet", .help = N_("guide: two pages on each side of A4, to print on both sides and fold")},
    {.name = "paper", .arg = "a5|a4", .help = N_("guide: pages of this size (a5)")},
    {.name = "from", .arg = "DATE", .help = N_("report: from this day")},
    {.name = "to", .arg = "DATE", .help = N_("report: to this day")},
    {.name = "group", .arg = "GROUP", .help = N_("report: only this group")},
    {.name = "inside", .help = N_("report: for the group itself, with the small counts of people")},
    {.name = "format",
        .arg = "pdf|png|svg",
        .help = N_("as the file's name ends, else PDF; PNG and SVG are of one page")},
    {.name = "page", .arg = "N", .help = N_("PNG and SVG: this page (1)")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"print signin 'Cum scriem o petiție' --lang both -o fisa.pdf", N_("the sheet to sign, in two languages")},
    {NULL, NULL},
};

const struct cli_command cmd_print = {
    .name = "print",
    .args = "[DOCUMENT [WHAT]]",
    .most = 2,
    .summary = N_("paper as PDF: attendance sheets, petitions, letters, certificates; without a name the list"),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
