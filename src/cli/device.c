/* cli/device.c - obste device: the laptops of the group, and the name of this one. */
#include "cli/command.h"

#include "app/share.h"

static bool print_device(void *ctx, const struct app_device *d)
{
	struct buf when = BUF_INIT, number = BUF_INIT;
	static const struct cli_column columns[] = {{N_("No."), 4, true}, {N_("Laptop"), 24, false},
	    {N_("Mark"), 8, false}, {N_("Last change"), 12, false}, {"", 0, false}};
	bool *begun = ctx;
	if (!*begun)
		cli_table_head(columns, sizeof columns / sizeof *columns);
	*begun = true;
	if (d->last_ms)
		date_text(local_from_ms(d->last_ms).date, lang_now(), DATE_SHORT, &when);
	buf_int(&number, d->number);
	const char *cells[] = {buf_str(&number), d->name, d->mark, buf_str(&when),
	    d->here    ? _("this one")
	    : d->known ? _("its key is known")
	               : ""};
	cli_table_row(columns, sizeof columns / sizeof *columns, cells);
	buf_free(&when);
	buf_free(&number);
	return true;
}

static bool run(struct cli *c, struct err *e)
{
	size_t number = 0;
	bool begun = false;
	if (cli_option(c, "name")) {
		if (!app_name_device(c->app, cli_option(c, "name"), e))
			return false;
		cli_say(_("This laptop is called \"%s\"."), cli_option(c, "name"));
		return true;
	}
	if (cli_option(c, "forget"))
		return cli_number(c, "forget", &number, e) && app_forget_device_key(c->app, (int64_t)number, e);
	return app_devices(c->app, print_device, &begun, e);
}

static const struct cli_option options[] = {
    {.name = "name", .arg = "NAME", .help = N_("what the others read of this laptop: \"laptop of Elena\"")},
    {.name = "forget", .arg = "NUMBER", .help = N_("forget the key of a laptop that was set up anew")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"device --name 'laptopul Elenei'", N_("who did what is told with this name")},
    {NULL, NULL},
};

const struct cli_command cmd_device = {
    .name = "device",
    .args = "",
    .summary = N_("the laptops of the group; the name of this one"),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
