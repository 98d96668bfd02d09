/* cli/conflicts.c - obste conflicts: fields that two laptops wrote without knowing of each other. */
#include "cli/command.h"

#include <inttypes.h>
#include <stdlib.h>

#include "app/share.h"

static void print_one(size_t number, const struct app_conflict *x)
{
	struct buf b = BUF_INIT;
	buf_print(&b, "%3zu  %s: %s\n", number, tr(x->kind->label), x->title);
	buf_print(&b, "     %s: %s\n", x->label, x->now);
	buf_print(&b, "     %s: %s  (%s)", _("the other value"), x->other, x->who);
	cli_print_text(buf_str(&b));
	putchar('\n');
	buf_free(&b);
}

static void print_json(const struct app_conflict *x, size_t number)
{
	struct buf b = BUF_INIT;
	char id[24];
	snprintf(id, sizeof id, "%" PRId64, x->id);
	buf_char(&b, '{');
	cli_json_int(&b, "number", (int64_t)number);
	cli_json_text(&b, "kind", x->kind->key);
	cli_json_text(&b, "id", id);
	cli_json_text(&b, "field", x->key);
	cli_json_text(&b, "now", x->now);
	cli_json_text(&b, "other", x->other);
	cli_json_text(&b, "who", x->who);
	cli_json_row(&b, number == 1);
}

static void print_all(struct cli *c, const struct app_conflict *list, size_t n)
{
	const bool json = cli_flag(c, "json");
	if (json)
		cli_json_rows_begin("conflict");
	for (size_t i = 0; i < n; i++)
		if (json)
			print_json(&list[i], i + 1);
		else
			print_one(i + 1, &list[i]);
	if (json)
		cli_json_rows_end();
	else if (n == 0)
		cli_say("%s", _("No values collided."));
}

static bool settle(struct cli *c, const struct app_conflict *list, size_t n, struct err *e)
{
	const bool swap = cli_option(c, "swap") != NULL;
	size_t number = 0;
	if (!cli_number(c, swap ? "swap" : "keep", &number, e))
		return false;
	if (number < 1 || number > n) {
		err_set(e, ERR_NOT_FOUND, _("There is no number %zu in the list."), number);
		return err_hint(e, "%s", _("\"obste conflicts\" shows the numbers."));
	}
	if (!app_conflict_settle(c->app, &list[number - 1], swap, e))
		return false;
	cli_say(_("%s, %s: %s"), list[number - 1].title, list[number - 1].label,
	    swap ? list[number - 1].other : list[number - 1].now);
	return true;
}

static bool run(struct cli *c, struct err *e)
{
	struct app_conflict *list;
	size_t n;
	bool ok = app_conflicts(c->app, &list, &n, e);
	if (ok && (cli_option(c, "swap") || cli_option(c, "keep")))
		ok = settle(c, list, n, e);
	else if (ok)
		print_all(c, list, n);
	app_conflicts_free(list, n);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "swap", .arg = "NUMBER", .help = N_("the other value takes the place of the present one")},
    {.name = "keep", .arg = "NUMBER", .help = N_("the present value stays, the other one is given up")},
    {.name = "json", .help = N_("as JSON")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"conflicts", N_("what two laptops wrote differently")},
    {"conflicts --swap 1", N_("take the other value of the first one")},
    {NULL, NULL},
};

const struct cli_command cmd_conflicts = {
    .name = "conflicts",
    .args = "",
    .summary = N_("values that two laptops wrote without knowing of each other"),
    .more = N_("The later value stands, the other one is kept here until somebody has looked. Either choice is a "
               "change like any "
               "other and reaches the other laptops with the next exchange."),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
