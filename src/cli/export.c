/* cli/export.c - obste export csv|ics|json|vcard: files for other programs and other people. One row a format. */
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>

#include "app/exchange.h"
#include "app/report.h"

#define EXPORT_ARGS "csv|ics|json|vcard [KIND|REPORT]"

/* ---- tables */

static bool export_report(struct cli *c, size_t report, bool excel, struct err *e)
{
	const struct app_period all = {DATE_NONE, DATE_NONE, 0};
	return app_report_write(c->app, report, &all, &(struct app_report_as){.format = REPORT_CSV, .excel = excel},
	    cli_option(c, "output"), e);
}

/* Before the file is made: what of it is about people. */
static void say_personal(const struct kind *k)
{
	struct buf b = BUF_INIT;
	app_export_personal(k, &b);
	if (b.len)
		cli_say(_("The table holds personal data: %s."), buf_str(&b));
	buf_free(&b);
}

static bool export_kind(struct cli *c, const struct kind *k, bool excel, struct err *e)
{
	const char *typed = cli_option(c, "ids");
	struct app_csv_out o = {.path = cli_option(c, "output"), .excel = excel, .labels = excel};
	struct query q;
	int64_t *ids = NULL;
	query_init(&q, k);
	q.by_id = !cli_option(c, "sort");
	bool ok = cli_query(c, &q, e);
	if (ok && typed && (q.nfilters || q.search))
		ok = err_set(e, ERR_USAGE, _("Either --ids or --filter and --search."));
	ok = ok && (!typed || cli_ids(typed, &ids, &o.nids, e));
	o.query = &q;
	o.ids = ids;
	ok = ok && app_export_csv(c->app, k, &o, NULL, e);
	query_free(&q);
	free(ids);
	return ok;
}

static bool export_csv(struct cli *c, struct err *e)
{
	const char *audience = cli_option(c, "for");
	const struct kind *k;
	size_t report;
	bool excel = audience && strcmp(audience, "excel") == 0;
	if (audience && !excel)
		return err_set(
		    e, ERR_USAGE, _("A table is made --for excel or without --for, not for \"%s\"."), audience);
	if (c->nargs < 2)
		return err_set(e, ERR_USAGE, _("Say which kind or report: obste export csv person"));
	if (!kind_find(c->args[1]) && app_report_find(c->args[1], &report))
		return export_report(c, report, excel, e);
	if (!cli_kind(c->args[1], &k, e))
		return false;
	say_personal(k);
	return export_kind(c, k, excel, e);
}

/* ---- calendars */

static bool read_audience(struct cli *c, struct app_ics_out *o, struct err *e)
{
	static const struct {
		const char *word, *of;
		enum app_audience audience;
	} rows[] = {{"public", NULL, AUDIENCE_PUBLIC}, {"members", NULL, AUDIENCE_MEMBERS},
	    {"person:", "person", AUDIENCE_PERSON}, {"group:", "group", AUDIENCE_SUBGROUP}};
	const char *given = cli_option(c, "for");
	if (!given)
		return true;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t n = strlen(rows[i].word);
		if (rows[i].of ? strncmp(given, rows[i].word, n) != 0 : strcmp(given, rows[i].word) != 0)
			continue;
		o->audience = rows[i].audience;
		return !rows[i].of || cli_record_id(c, kind_find(rows[i].of), given + n, &o->of, e);
	}
	return err_set(
	    e, ERR_USAGE, _("A calendar is for public, members, person:ID or group:ID, not for \"%s\"."), given);
}

static bool read_kinds(struct cli *c, struct app_ics_out *o, struct err *e)
{
	const char *name;
	const struct kind *k;
	for (int i = 0; (name = cli_option_at(c, "kind", i)); i++) {
		if (!cli_kind(name, &k, e))
			return false;
		if (!k->calendar.has)
			return err_set(
			    e, ERR_USAGE, _("Records of the kind \"%s\" have no place in a calendar."), k->key);
		if (o->nkinds == sizeof o->kinds / sizeof *o->kinds)
			return err_set(e, ERR_USAGE, _("Too many kinds."));
		o->kinds[o->nkinds++] = k;
	}
	return true;
}

static const char *fate_word(enum app_row_fate fate)
{
	switch (fate) {
	case ROW_NEW:
		return _("new");
	case ROW_CHANGED:
		return _("changed");
	case ROW_SAME:
		return _("the same");
	case ROW_REFUSED:
		break;
	}
	return _("not written");
}

static void tell_member(void *ctx, const struct app_member_out *m)
{
	(void)ctx;
	printf("%s\t%s\t%lld\t%s\n", m->fate == ROW_REFUSED ? _("no consent") : fate_word(m->fate), m->name,
	    (long long)m->events, m->path);
	if (*m->news)
		cli_say("%s", m->news);
}

bool cli_ics_wanted(struct cli *c, struct app_ics_out *o, struct err *e)
{
	return read_audience(c, o, e) && read_kinds(c, o, e) && cli_period(c, &o->from, &o->to, e);
}

static bool export_ics(struct cli *c, struct err *e)
{
	struct app_ics_out o = {
	    .path = cli_option(c, "output"), .from = DATE_NONE, .to = DATE_NONE, .tasks = cli_flag(c, "tasks")};
	int64_t events = 0;
	if (c->nargs > 1)
		return err_set(e, ERR_USAGE, _("A calendar holds all kinds; choose with --kind %s."), c->args[1]);
	o.audience = AUDIENCE_GROUP;
	if (!cli_ics_wanted(c, &o, e))
		return false;
	if (cli_option(c, "each-member"))
		return app_export_ics_members(c->app, &o, cli_option(c, "each-member"), tell_member, NULL, e);
	if (!app_export_ics(c->app, &o, &events, e))
		return false;
	if (o.path && strcmp(o.path, "-") != 0)
		cli_say(tr_n("%lld entry: %s", "%lld entries: %s", (unsigned long)events), (long long)events, o.path);
	return true;
}

/* ---- JSON */

static bool export_json(struct cli *c, struct err *e)
{
	const struct kind *k = NULL;
	if (c->nargs > 1 && !cli_kind(c->args[1], &k, e))
		return false;
	return app_export_json(c->app, k, cli_option(c, "output"), NULL, e);
}

/* ---- cards */

static bool export_vcard(struct cli *c, struct err *e)
{
	const struct kind *k = kind_get(KIND_person);
	if (c->nargs > 1 && !cli_kind(c->args[1], &k, e))
		return false;
	if (k != kind_get(KIND_person))
		return err_set(e, ERR_USAGE, _("Only people are written as cards."));
	return app_export_vcard(c->app, NULL, cli_option(c, "output"), NULL, e);
}

static const struct format {
	const char *name;
	bool (*write)(struct cli *c, struct err *e);
} formats[] = {{"csv", export_csv}, {"ics", export_ics}, {"json", export_json}, {"vcard", export_vcard}};

static bool run(struct cli *c, struct err *e)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(formats[i].name, c->args[0]) == 0)
			return formats[i].write(c, e);
	err_set(e, ERR_USAGE, _("There is no format \"%s\"."), c->args[0]);
	return err_hint(e, "obste export %s", EXPORT_ARGS);
}

static const struct cli_option options[] = {
    {.name = "output", .letter = 'o', .arg = "FILE", .help = N_("into this file, whole or not at all (stdout)")},
    {.name = "for", .arg = "WHOM", .help = N_("csv: excel; ics: public, members, person:ID, group:ID")},
    {.name = "filter", .arg = "EXPR", .many = true, .help = N_("csv: only these rows, as \"list\" takes it")},
    {.name = "search", .arg = "TEXT", .help = N_("csv: only rows with these words")},
    {.name = "sort", .arg = "FIELD[-]", .help = N_("csv: by this field; with - downwards")},
    {.name = "ids", .arg = "1,2,3", .help = N_("csv: only these records, in this order; - reads them from stdin")},
    {.name = "kind", .arg = "KIND", .many = true, .help = N_("ics: only entries of this kind")},
    {.name = "from", .arg = "DATE", .help = N_("ics: from this day")},
    {.name = "to", .arg = "DATE", .help = N_("ics: to this day")},
    {.name = "tasks", .help = N_("ics: what is to be done also as tasks (VTODO)")},
    {.name = "each-member",
        .arg = "DIR",
        .help = N_("ics: one calendar a member into this folder, and a text of what changed since the last one")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"export csv person --for excel -o membri.csv", N_("opens in a spreadsheet with a double click")},
    {"export ics --for public --from azi -o public.ics", N_("the public calendar: no names, no notes")},
    {"export json -o tot.json", N_("everything, lossless")},
    {NULL, NULL},
};

const struct cli_command cmd_export = {
    .name = "export",
    .args = EXPORT_ARGS,
    .least = 1,
    .most = 2,
    .summary = N_("tables, calendars and JSON for others"),
    .more =
        N_("CSV is RFC 4180 in UTF-8 with field keys as headers; it comes back by \"obste import\" without loss. For "
           "spreadsheets: byte-order mark, the language's separator, formulas made harmless. A public calendar has "
           "no names, no phones and no notes."),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
