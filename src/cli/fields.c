/* cli/fields.c - obste fields KIND: the fields of a kind, from their rows. */
#include "cli/command.h"

static const char *const privacy_words[] = {
    [PUBLIC] = "public", [MEMBERS] = "members", [PERSONAL] = "personal", [SENSITIVE] = "sensitive"};

static void choices_text(const struct field *f, struct buf *out)
{
	for (const struct choice *ch = f->choices; ch && ch->code; ch++)
		buf_print(out, "%s%s", ch == f->choices ? "" : ", ", ch->code);
	if (f->target)
		buf_text(out, f->target);
}

static void json_choices(const struct field *f, struct buf *out)
{
	buf_text(out, ",\"choices\":[");
	for (const struct choice *ch = f->choices; ch && ch->code; ch++) {
		struct buf one = BUF_INIT;
		buf_char(&one, '{');
		cli_json_text(&one, "code", ch->code);
		cli_json_text(&one, "label", tr(ch->label));
		buf_print(out, "%s%s}", ch == f->choices ? "" : ",", buf_str(&one));
		buf_free(&one);
	}
	buf_char(out, ']');
}

static void json_field(const struct field *f, struct buf *out)
{
	buf_char(out, '{');
	cli_json_text(out, "key", f->key);
	cli_json_text(out, "type", f->type->name);
	cli_json_text(out, "label", tr(f->label));
	cli_json_bool(out, "required", (f->in & REQUIRED) != 0);
	cli_json_text(out, "privacy", privacy_words[f->privacy]);
	if (f->target)
		cli_json_text(out, "target", f->target);
	if (f->initial)
		cli_json_text(out, "initial", f->initial);
	if (f->choices)
		json_choices(f, out);
}

static void print_json(const struct kind *k)
{
	cli_json_rows_begin(k->key);
	for (int i = 0; i < k->nfields; i++) {
		struct buf b = BUF_INIT;
		json_field(&k->fields[i], &b);
		cli_json_row(&b, i == 0);
	}
	cli_json_rows_end();
}

static bool run(struct cli *c, struct err *e)
{
	const struct kind *k;
	const struct cli_column columns[] = {
	    {_("Field"), 18, false}, {_("Type"), 11, false}, {_("Label"), 22, false}, {_("Choices"), 60, false}};
	if (!cli_kind(c->args[0], &k, e))
		return false;
	if (cli_flag(c, "json")) {
		print_json(k);
		return true;
	}
	if (!cli_flag(c, "plain"))
		cli_table_head(columns, 4);
	for (int i = 0; i < k->nfields; i++) {
		const struct field *f = &k->fields[i];
		struct buf choices = BUF_INIT, label = BUF_INIT;
		choices_text(f, &choices);
		buf_print(&label, "%s%s", tr(f->label), f->in & REQUIRED ? " *" : "");
		const char *cells[] = {f->key, f->type->name, buf_str(&label), buf_str(&choices)};
		if (cli_flag(c, "plain"))
			printf("%s: %s, %s%s%s\n", cells[0], cells[1], cells[2], *cells[3] ? ": " : "", cells[3]);
		else
			cli_table_row(columns, 4, cells);
		buf_free(&choices);
		buf_free(&label);
	}
	return true;
}

static const struct cli_option options[] = {
    {.name = "json", .help = N_("as JSON, with the labels of the choices")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"fields person", N_("what can be said about a person; * must be filled")},
    {NULL, NULL},
};

const struct cli_command cmd_fields = {
    .name = "fields",
    .args = "KIND",
    .least = 1,
    .most = 1,
    .summary = N_("the fields of a kind: key, type, label, choices"),
    .options = options,
    .examples = examples,
    .run = run,
};
