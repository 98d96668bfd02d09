/* cli/list.c - obste list KIND: rows of one kind, for the eye or for a program. One row at a time: nothing is held. */
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>

#include "app/exchange.h"
#include "base/json.h"
#include "base/text.h"
#include "out/json.h"

#define COLUMNS_MAX 64

struct listing {
	struct cli *c;
	const struct kind *kind;
	int fields[COLUMNS_MAX]; /* 0 the id */
	size_t nfields;
	bool chosen; /* --columns was given */
	struct cli_column columns[COLUMNS_MAX];
	struct buf cells[COLUMNS_MAX];
	struct json_writer json;
	size_t rows;
};

static void cell_text(const struct listing *l, const struct record *r, int field, enum format_for what, struct buf *out)
{
	if (field == 0)
		buf_print(out, "%lld", (long long)r->id);
	else
		record_format(r, field, app_types(l->c->app), what, out);
}

static bool row_aligned(void *ctx, const struct record *r)
{
	struct listing *l = ctx;
	const char *cells[COLUMNS_MAX];
	for (size_t i = 0; i < l->nfields; i++) {
		buf_clear(&l->cells[i]);
		cell_text(l, r, l->fields[i], FOR_SCREEN, &l->cells[i]);
		cells[i] = buf_str(&l->cells[i]);
	}
	cli_table_row(l->columns, l->nfields, cells);
	return !cli_stdout_gone();
}

static bool row_plain(void *ctx, const struct record *r)
{
	struct listing *l = ctx;
	if (l->rows++)
		putchar('\n');
	for (size_t i = 0; i < l->nfields; i++) {
		struct buf b = BUF_INIT;
		cell_text(l, r, l->fields[i], FOR_SCREEN, &b);
		if (b.len)
			cli_block_line(tr(l->kind->fields[l->fields[i]].label), buf_str(&b));
		buf_free(&b);
	}
	return !cli_stdout_gone();
}

static bool row_json(void *ctx, const struct record *r)
{
	struct listing *l = ctx;
	json_write_row(&l->json, r, app_types(l->c->app));
	return !cli_stdout_gone();
}

/* Only the chosen columns, in their order. */
static bool row_json_chosen(void *ctx, const struct record *r)
{
	struct listing *l = ctx;
	struct buf b = BUF_INIT;
	for (size_t i = 0; i < l->nfields; i++) {
		const struct field *f = &l->kind->fields[l->fields[i]];
		buf_text(&b, i ? "," : l->rows ? ",\n{" : "\n{");
		json_quote(f->key, &b);
		buf_char(&b, ':');
		if (l->fields[i] == 0)
			buf_print(&b, "\"%lld\"", (long long)r->id);
		else
			value_json(f, &r->values[l->fields[i]], &b);
	}
	buf_char(&b, '}');
	fwrite(buf_str(&b), 1, b.len, stdout);
	buf_free(&b);
	l->rows++;
	return !cli_stdout_gone();
}

static bool list_json(struct listing *l, const struct query *q, size_t limit, struct err *e)
{
	bool ok;
	if (l->chosen) {
		printf("{\"version\":1,\"kind\":\"%s\",\"rows\":[", l->kind->key);
		ok = app_each(l->c->app, q, limit, row_json_chosen, l, e);
		puts("]}");
		return ok;
	}
	json_write_begin(&l->json, stdout, l->kind);
	ok = app_each(l->c->app, q, limit, row_json, l, e);
	json_write_end(&l->json);
	return ok;
}

static bool list_csv(struct listing *l, const struct query *q, size_t limit, struct err *e)
{
	struct app_csv_out o = {.query = q, .limit = limit};
	if (l->chosen) {
		o.fields = l->fields;
		o.nfields = l->nfields;
	}
	return app_export_csv(l->c->app, l->kind, &o, NULL, e);
}

static bool list_eye(struct listing *l, const struct query *q, size_t limit, struct err *e)
{
	bool plain = cli_flag(l->c, "plain");
	for (size_t i = 0; i < l->nfields; i++) {
		const struct field *f = &l->kind->fields[l->fields[i]];
		l->columns[i] = (struct cli_column){tr(f->label), f->width ? f->width : 12, f->type->right};
	}
	if (!plain)
		cli_table_head(l->columns, l->nfields);
	bool ok = app_each(l->c->app, q, limit, plain ? row_plain : row_aligned, l, e);
	for (size_t i = 0; i < l->nfields; i++)
		buf_free(&l->cells[i]);
	return ok;
}

static bool choose_columns(struct listing *l, struct err *e)
{
	const char *given = cli_option(l->c, "columns");
	if (given) {
		l->chosen = true;
		l->nfields = cli_columns(l->kind, given, l->fields, COLUMNS_MAX, e);
		return l->nfields > 0;
	}
	l->fields[l->nfields++] = 0;
	for (int i = 1; i < l->kind->nfields && l->nfields < COLUMNS_MAX; i++)
		if (l->kind->fields[i].in & IN_LIST)
			l->fields[l->nfields++] = i;
	return true;
}

static bool run(struct cli *c, struct err *e)
{
	struct listing l = {.c = c};
	struct query q;
	size_t limit = 0;
	if (!cli_kind(c->args[0], &l.kind, e))
		return false;
	query_init(&q, l.kind);
	if (cli_flag(c, "bin"))
		q.bin = QUERY_BIN;
	bool ok = cli_query(c, &q, e) && cli_number(c, "limit", &limit, e) && choose_columns(&l, e);
	if (ok && cli_flag(c, "json"))
		ok = list_json(&l, &q, limit, e);
	else if (ok && cli_flag(c, "csv"))
		ok = list_csv(&l, &q, limit, e);
	else if (ok)
		ok = list_eye(&l, &q, limit, e);
	query_free(&q);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "filter", .arg = "EXPR", .many = true, .help = N_("field=value, !=, <, >, ~ (contains); all must hold")},
    {.name = "search", .arg = "TEXT", .help = N_("only rows with these words")},
    {.name = "sort", .arg = "FIELD[-]", .help = N_("by this field; with - downwards")},
    {.name = "limit", .arg = "N", .help = N_("at most N rows")},
    {.name = "columns", .arg = "A,B", .help = N_("only these fields, in this order")},
    {.name = "bin", .help = N_("what is in the bin")},
    {.name = "json", .help = N_("as JSON")},
    {.name = "csv", .help = N_("as CSV, all fields")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"list person --filter sector=Botanica --sort surname", N_("the people of Botanica")},
    {"list person --filter came=2/3 --filter sector=Botanica",
        N_("who came to two of the last three workshops and lives in Botanica")},
    {"list letter --filter closed_on= --json", N_("letters without an answer, for a program")},
    {"list workshop --filter 'date>azi' --columns date,title,place", N_("the workshops to come")},
    {NULL, NULL},
};

const struct cli_command cmd_list = {
    .name = "list",
    .args = "KIND",
    .least = 1,
    .most = 1,
    .summary = N_("rows of one kind"),
    .more = N_("A list without rows is no error. Several = filters on one field mean any of these values."),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
