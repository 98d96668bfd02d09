/* cli/find.c - obste find TEXT: everything, all kinds, best first. */
#include "cli/command.h"

#include <stdlib.h>

#include "base/mem.h"

#define FIND_MAX 1000

static void join_words(const struct cli *c, struct buf *out)
{
	for (int i = 0; i < c->nargs; i++)
		buf_print(out, "%s%s", i ? " " : "", c->args[i]);
}

static void print_json(struct cli *c, const struct app_hit *hits, size_t n)
{
	cli_json_rows_begin("hit");
	for (size_t i = 0; i < n; i++) {
		struct buf title = BUF_INIT, b = BUF_INIT, id = BUF_INIT;
		app_title(c->app, hits[i].kind, hits[i].id, &title);
		buf_print(&id, "%lld", (long long)hits[i].id);
		buf_char(&b, '{');
		cli_json_text(&b, "kind", hits[i].kind->key);
		cli_json_text(&b, "id", buf_str(&id));
		cli_json_text(&b, "title", buf_str(&title));
		cli_json_row(&b, i == 0);
		buf_free(&title);
		buf_free(&id);
	}
	cli_json_rows_end();
}

static void print_rows(struct cli *c, const struct app_hit *hits, size_t n)
{
	const struct cli_column columns[] = {{_("Kind"), 12, false}, {_("Id"), 19, false}, {_("Title"), 48, false}};
	if (!cli_flag(c, "plain"))
		cli_table_head(columns, 3);
	for (size_t i = 0; i < n; i++) {
		struct buf title = BUF_INIT, id = BUF_INIT;
		app_title(c->app, hits[i].kind, hits[i].id, &title);
		buf_print(&id, "%lld", (long long)hits[i].id);
		const char *cells[] = {hits[i].kind->key, buf_str(&id), buf_str(&title)};
		if (cli_flag(c, "plain"))
			printf("%s %s: %s\n", cells[0], cells[1], cells[2]);
		else
			cli_table_row(columns, 3, cells);
		buf_free(&title);
		buf_free(&id);
	}
}

static bool run(struct cli *c, struct err *e)
{
	const struct kind *only = NULL;
	size_t limit = 50, n = 0;
	struct buf text = BUF_INIT;
	if ((cli_option(c, "kind") && !cli_kind(cli_option(c, "kind"), &only, e)) || !cli_number(c, "limit", &limit, e))
		return false;
	limit = limit < FIND_MAX ? limit : FIND_MAX;
	join_words(c, &text);
	struct app_hit *hits = mem_array(limit + 1, sizeof *hits);
	bool ok = app_find(c->app, buf_str(&text), only, hits, limit, &n, e);
	buf_free(&text);
	if (ok && cli_flag(c, "json"))
		print_json(c, hits, n);
	else if (ok)
		print_rows(c, hits, n);
	free(hits);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "kind", .arg = "KIND", .help = N_("only this kind")},
    {.name = "limit", .arg = "N", .help = N_("at most N results (50)")},
    {.name = "json", .help = N_("as JSON")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"find turcan", N_("finds Țurcanu and Цуркан")},
    {NULL, NULL},
};

const struct cli_command cmd_find = {
    .name = "find",
    .args = "TEXT",
    .least = 1,
    .most = -1,
    .summary = N_("search everything, all kinds, best first"),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
