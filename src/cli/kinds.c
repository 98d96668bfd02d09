/* cli/kinds.c - obste kinds: the kinds of record, from their rows. */
#include "cli/command.h"

static void print_json(const struct kind *all, size_t count)
{
	cli_json_rows_begin("kind");
	for (size_t i = 0; i < count; i++) {
		struct buf row = BUF_INIT;
		buf_char(&row, '{');
		cli_json_text(&row, "kind", all[i].key);
		cli_json_text(&row, "label", tr(all[i].label));
		cli_json_text(&row, "plural", tr(all[i].plural));
		cli_json_text(&row, "about", tr(all[i].empty));
		cli_json_int(&row, "fields", all[i].nfields - 1);
		cli_json_row(&row, i == 0);
	}
	cli_json_rows_end();
}

static bool run(struct cli *c, struct err *e)
{
	size_t count;
	const struct kind *all = kinds_all(&count);
	const struct cli_column columns[] = {
	    {_("Kind"), 12, false}, {_("Label"), 18, false}, {_("What it is for"), 60, false}};
	(void)e;
	if (cli_flag(c, "json")) {
		print_json(all, count);
		return true;
	}
	if (!cli_flag(c, "plain"))
		cli_table_head(columns, 3);
	for (size_t i = 0; i < count; i++) {
		const char *cells[] = {all[i].key, tr(all[i].label), tr(all[i].empty)};
		if (cli_flag(c, "plain"))
			cli_block_line(cells[0], cells[2]);
		else
			cli_table_row(columns, 3, cells);
	}
	return true;
}

static const struct cli_option options[] = {
    {.name = "json", .help = N_("as JSON")},
    {.name = NULL},
};

const struct cli_command cmd_kinds = {
    .name = "kinds",
    .args = "",
    .summary = N_("the kinds of record"),
    .options = options,
    .run = run,
};
