/* cli/sign.c - obste sign ACTION --sheet N [FILE]: the rows of a signature sheet, a line each: name; address. */
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>

#include "app/petition.h"
#include "base/mem.h"

struct typing {
	struct cli *c;
	int64_t action, sheet;
	int row;
	size_t signed_, doubles, same;
};

static void tell(struct typing *t, const char *name, const struct app_signed *s)
{
	if (!s->signature)
		t->same++;
	else if (strcmp(s->checked, "double") == 0)
		t->doubles++;
	else
		t->signed_++;
	if (strcmp(s->checked, "double") == 0)
		cli_say(_("row %d: %s signed already (%s)"), t->row, name, s->double_of);
}

/* An empty line leaves a row out, as on the paper. */
static bool take_line(struct typing *t, char *line, struct err *e)
{
	struct app_signed s;
	char *address = strpbrk(line, ";\t");
	t->row++;
	if (line[strspn(line, " \r\t;")] == '\0')
		return true;
	if (address)
		*address++ = '\0';
	if (!app_sheet_sign(t->c->app, t->action, t->sheet, t->row, line, address, 0, false, &s, e))
		return false;
	tell(t, line, &s);
	return true;
}

static bool take_lines(struct typing *t, char *text, struct err *e)
{
	for (char *line = text, *end; *line; line = end) {
		end = line + strcspn(line, "\n");
		if (*end)
			*end++ = '\0';
		line[strcspn(line, "\r")] = '\0';
		if (!take_line(t, line, e))
			return false;
	}
	return true;
}

static bool open_sheet(struct cli *c, struct typing *t, struct err *e)
{
	size_t number = 0;
	int64_t by = 0;
	date_t on = DATE_NONE;
	if (!cli_number(c, "sheet", &number, e) || !cli_date(c, "on", &on, e))
		return false;
	if (number < 1 || number > 100000)
		return err_set(e, ERR_USAGE, _("Say which sheet it is: --sheet N"));
	if (!cli_record_id(c, kind_get(KIND_action), c->args[0], &t->action, e) ||
	    (cli_option(c, "by") && !cli_record_id(c, kind_get(KIND_person), cli_option(c, "by"), &by, e)))
		return false;
	return app_sheet_of(
	    c->app, t->action, (int)number, cli_flag(c, "online") ? "online" : "paper", by, on, &t->sheet, e);
}

static bool run(struct cli *c, struct err *e)
{
	struct typing t = {.c = c};
	struct buf text = BUF_INIT;
	if (!cli_read_text(c, 1, &text, e))
		return false;
	char *copy = mem_copy_text(buf_str(&text));
	const bool ok = open_sheet(c, &t, e) && take_lines(&t, copy, e);
	if (ok)
		printf(_("signed %zu, twice %zu, the same %zu\n"), t.signed_, t.doubles, t.same);
	free(copy);
	buf_free(&text);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "sheet", .arg = "N", .help = N_("the sheet's number; made when it is not there")},
    {.name = "by", .arg = "PERSON", .help = N_("who collected it")},
    {.name = "on", .arg = "DATE", .help = N_("the day it was collected")},
    {.name = "online", .help = N_("signatures given online")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"sign 'Semafor la gimnaziu' --sheet 16 rows.txt", N_("each line: name; address")},
    {NULL, NULL},
};

const struct cli_command cmd_sign = {
    .name = "sign",
    .args = "ACTION [FILE]",
    .least = 1,
    .most = 2,
    .summary = N_("type in the rows of a signature sheet"),
    .more = N_(
        "Typing a sheet again changes only what differs. Whoever signed on another sheet is stored as signed twice and "
        "not counted."),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
