/* cli/import.c - obste import KIND|ics|json|vcard FILE: tables, calendars, JSON, cards in. One row a format. */
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/exchange.h"
#include "base/mem.h"
#include "base/path.h"

#define REASONS_SHOWN 20
#define REASONS_LISTED 200 /* in the JSON */

struct importing {
	const char *decide; /* "12=same,15=new"; NULL */
	struct cli *c;
	const char *path;  /* what is read */
	const char *shown; /* what it is called */
	struct app_import im;
	size_t told;
	struct buf reasons; /* JSON */
};

static void add_reason(struct buf *out, size_t row, const char *why)
{
	struct buf b = BUF_INIT;
	buf_text(&b, "{");
	cli_json_int(&b, "row", (int64_t)row);
	cli_json_text(&b, "why", why);
	buf_print(out, "%s%s}", out->len ? "," : "", buf_str(&b));
	buf_free(&b);
}

static bool tell_refused(void *ctx, size_t row, enum app_row_fate fate, const char *why)
{
	struct importing *in = ctx;
	if (fate != ROW_REFUSED)
		return true;
	if (in->told < REASONS_LISTED)
		add_reason(&in->reasons, row, why ? why : "");
	if (in->told++ < REASONS_SHOWN)
		cli_say(_("%s: row %zu refused: %s"), in->shown, row, why ? why : "");
	return true;
}

static void tell_warning(void *ctx, size_t row, const char *what)
{
	struct importing *in = ctx;
	cli_say(_("%s: entry %zu: %s"), in->shown, row, what);
}

/* ---- calendars */

static const char *fate_word(enum app_row_fate fate)
{
	static const char *const words[] = {[ROW_NEW] = N_("new"),
	    [ROW_CHANGED] = N_("changed"),
	    [ROW_SAME] = N_("the same"),
	    [ROW_REFUSED] = N_("refused")};
	return tr(words[fate]);
}

/* The file's own line, so that it can be looked up there. */
static void tell_entry(void *ctx, const struct app_ics_in *en)
{
	struct importing *in = ctx;
	char day[11] = "";
	if (en->date != DATE_NONE)
		date_iso(en->date, day);
	if (in->im.dry_run && !cli_flag(in->c, "json"))
		printf("%s\t%s\t%s\t%zu\n", fate_word(en->fate), day, en->title, en->line);
	if (*en->why && in->told++ < REASONS_SHOWN)
		cli_say(_("%s: line %zu refused: %s"), in->shown, en->line, en->why);
	if (*en->left_out)
		cli_say(_("%s: line %zu: %s"), in->shown, en->line, en->left_out);
	if (*en->kept)
		cli_say(_("%s: line %zu: stays as it was changed here: %s"), in->shown, en->line, en->kept);
}

/* ---- tables */

static void say_columns(const struct app_table *t, const struct kind *k)
{
	size_t left_out = 0;
	for (size_t i = 0; i < t->columns; i++) {
		const char *header = t->headers[i];
		int field = t->fields[i];
		if (field < 0 && *header && left_out++ < REASONS_SHOWN)
			cli_say(_("Column \"%s\" is left out (--map '%s=field' takes it)."), header, header);
		else if (field > 0 && strcmp(header, k->fields[field].key) != 0 && !t->ids[i])
			cli_say(_("Column \"%s\" becomes %s."), header, k->fields[field].key);
	}
	if (left_out > REASONS_SHOWN)
		cli_say(_("... and %zu more columns are left out."), left_out - REASONS_SHOWN);
}

static bool map_columns(struct cli *c, const struct kind *k, struct app_table *t, struct err *e)
{
	const char *map;
	for (int i = 0; (map = cli_option_at(c, "map", i)); i++)
		if (!app_table_map(t, k, map, e))
			return false;
	return true;
}

static const char *const double_words[] = {
    [DOUBLE_NEW] = "new", [DOUBLE_SAME] = "same", [DOUBLE_LATER] = "later", [DOUBLE_DIFFERENT] = "different"};
enum { DOUBLE_WORDS = sizeof double_words / sizeof *double_words };

static bool double_word(const char *word, size_t n, enum app_double *out)
{
	for (size_t i = 0; i < DOUBLE_WORDS; i++)
		if (strlen(double_words[i]) == n && strncmp(double_words[i], word, n) == 0) {
			*out = (enum app_double)i;
			return true;
		}
	return false;
}

/* Row by row. */
static enum app_double decide(void *ctx, const struct app_double_row *d)
{
	const struct importing *in = ctx;
	enum app_double decided = in->im.otherwise;
	for (const char *p = in->decide; *p;) {
		char *end;
		const unsigned long row = strtoul(p, &end, 10);
		const size_t n = strcspn(p, ",");
		if (row == d->row && *end == '=')
			double_word(end + 1, (size_t)(p + n - end) - 1, &decided);
		p += n + (p[n] == ',');
	}
	return decided;
}

static bool check_decide(const char *given, struct err *e)
{
	enum app_double ignored;
	for (const char *p = given; p && *p;) {
		char *end;
		const size_t n = strcspn(p, ",");
		strtoul(p, &end, 10);
		if (end == p || *end != '=' || !double_word(end + 1, (size_t)(p + n - end) - 1, &ignored))
			return err_set(e, ERR_USAGE, _("\"%s\" is not ROW=same, new, later or different."), given);
		p += n + (p[n] == ',');
	}
	return true;
}

/* What becomes of rows that may be of somebody who is there. */
static bool read_doubles(struct importing *in, struct err *e)
{
	const char *given = cli_option(in->c, "duplicates");
	in->im.doubles = true;
	in->im.otherwise = DOUBLE_LATER;
	in->decide = cli_option(in->c, "decide");
	in->im.decide = in->decide ? decide : NULL;
	if (given && !double_word(given, strlen(given), &in->im.otherwise))
		return err_set(e, ERR_USAGE, _("--duplicates is same, new, later or different, not \"%s\"."), given);
	return check_decide(in->decide, e);
}

static bool import_rows(struct importing *in, const struct kind *k, struct err *e)
{
	struct app_table t;
	if (!app_table_look(in->c->app, k, in->path, cli_option(in->c, "encoding"), &t, e))
		return false;
	if (strcmp(t.encoding, "UTF-8") != 0)
		cli_say(_("Encoding: %s. Sample: %s"), t.encoding, t.sample);
	bool ok = map_columns(in->c, k, &t, e);
	if (ok)
		say_columns(&t, k);
	in->im.update_by = cli_option(in->c, "update-by");
	ok = ok && read_doubles(in, e) && app_table_import(in->c->app, k, &t, &in->im, e);
	if (ok && cli_option(in->c, "map") && !in->im.dry_run)
		ok = app_table_remember(in->c->app, k, &t, e);
	app_table_free(&t);
	return ok;
}

static bool import_table(struct importing *in, struct err *e)
{
	const struct kind *k;
	return cli_kind(in->c->args[0], &k, e) && import_rows(in, k, e);
}

static bool import_vcard(struct importing *in, struct err *e)
{
	return import_rows(in, kind_get(KIND_person), e);
}

static bool import_ics(struct importing *in, struct err *e)
{
	const char *as = cli_option(in->c, "as");
	in->im.each = NULL; /* told entry by entry instead */
	in->im.warn = NULL;
	in->im.entry = tell_entry;
	return app_import_ics(in->c->app, in->path, kind_find(as ? as : "meeting"), &in->im, e);
}

static bool import_json(struct importing *in, struct err *e)
{
	return app_import_json(in->c->app, in->path, &in->im, e);
}

static const struct format {
	const char *name;
	bool (*read)(struct importing *in, struct err *e);
} formats[] = {{"ics", import_ics}, {"json", import_json}, {"vcard", import_vcard}, {NULL, import_table}};

/* ---- what came of it */

static void say_doubles(const struct app_import *im)
{
	if (im->likely == 0)
		return;
	cli_say(tr_n("%zu row is likely somebody who is here already.",
	            "%zu rows are likely people who are here already.", im->likely),
	    im->likely);
	if (im->otherwise == DOUBLE_LATER && !im->dry_run)
		cli_say("%s", _("They are stored beside them, to be decided: \"obste duplicates\"."));
}

static void print_counts(const struct importing *in)
{
	const struct app_import *im = &in->im;
	struct buf b = BUF_INIT;
	if (cli_flag(in->c, "json")) {
		buf_text(&b, "{");
		cli_json_int(&b, "version", 1);
		cli_json_int(&b, "new", (int64_t)im->fresh);
		cli_json_int(&b, "changed", (int64_t)im->changed);
		cli_json_int(&b, "same", (int64_t)im->same);
		cli_json_int(&b, "refused", (int64_t)im->refused);
		cli_json_int(&b, "likely_doubles", (int64_t)im->likely);
		cli_json_text(&b, "refused_file", im->refused_path);
		buf_print(&b, ",\"reasons\":[%s]}", buf_str(&in->reasons));
	} else
		buf_print(&b, _("new %zu, changed %zu, the same %zu, refused %zu"), im->fresh, im->changed, im->same,
		    im->refused);
	puts(buf_str(&b));
	buf_free(&b);
	if (in->told > REASONS_SHOWN)
		cli_say(_("... and %zu more rows refused."), in->told - REASONS_SHOWN);
	say_doubles(im);
	if (im->refused_path)
		cli_say(_("The refused rows, with the reasons: %s"), im->refused_path);
	if (im->dry_run)
		cli_say(_("Nothing was stored (--dry-run)."));
}

static bool import_file(struct importing *in, struct err *e)
{
	const struct format *f = formats;
	while (f->name && strcmp(f->name, in->c->args[0]) != 0)
		f++;
	in->im.each = tell_refused;
	in->im.warn = tell_warning;
	in->im.ctx = in;
	in->im.encoding = cli_option(in->c, "encoding");
	in->im.dry_run = cli_flag(in->c, "dry-run");
	bool ok = f->read(in, e);
	if (ok)
		print_counts(in);
	if (ok && in->im.refused && !in->im.fresh && !in->im.changed && !in->im.same)
		ok = err_set(e, ERR_INVALID, _("No row could be taken."));
	free(in->im.refused_path);
	buf_free(&in->reasons);
	return ok;
}

static bool run(struct cli *c, struct err *e)
{
	struct importing in = {.c = c, .path = c->args[1], .shown = path_base(c->args[1])};
	char *spooled = NULL;
	if (strcmp(c->args[1], "-") == 0) {
		if (!cli_spool_stdin(&spooled, e))
			return false;
		in.path = spooled;
		in.shown = "stdin";
		in.im.refused_as = "stdin.refused.csv";
	}
	bool ok = import_file(&in, e);
	if (spooled)
		unlink(spooled);
	free(spooled);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "map",
        .arg = "COLUMN=field",
        .many = true,
        .help = N_("tables: what a column becomes; nothing after = leaves it out")},
    {.name = "encoding", .arg = "E", .help = N_("tables: the encoding, when it is guessed wrong (WINDOWS-1251)")},
    {.name = "update-by", .arg = "FIELD", .help = N_("tables: known again by this field")},
    {.name = "duplicates",
        .arg = "same|new|later|different",
        .help = N_("people: what becomes of a row that shares a phone, an e-mail or the name with somebody who is here "
                   "(later: stored, and listed by \"obste duplicates\")")},
    {.name = "decide",
        .arg = "ROW=same,...",
        .help = N_("people: the same for single rows, by their numbers: 12=same,15=different")},
    {.name = "as", .arg = "meeting|workshop|event", .help = N_("calendars: what the entries become (meeting)")},
    {.name = "dry-run", .help = N_("say what would happen, store nothing")},
    {.name = "json", .help = N_("the counts as JSON")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"import person membri.csv --dry-run", N_("look first")},
    {"import person membri.csv --map 'Cartier=sector' --map 'Observații='", N_("one column named, one left out")},
    {"import vcard contacts.vcf", N_("people from a telephone's address book")},
    {"import ics calendar.ics --as event", N_("again later: changes nothing that is the same")},
    {NULL, NULL},
};

const struct cli_command cmd_import = {
    .name = "import",
    .args = "KIND|ics|json|vcard FILE",
    .least = 2,
    .most = 2,
    .summary = N_("read a table (CSV), a calendar (.ics) or JSON"),
    .more = N_("A table may have any separator and encoding. Records are known again by id, by --update-by, or by the "
               "fields that tell them apart; the same file twice changes nothing. Rows that cannot be taken go to "
               "FILE.refused.csv with the reason. One import is one undo. FILE may be - for stdin."),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
