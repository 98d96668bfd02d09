/* cli/history.c - obste history: who changed what, newest first. */
#include "cli/command.h"

#include <stdlib.h>

struct telling {
	bool json, any;
};

static void moment_text(int64_t ms, struct buf *out)
{
	struct local_time t = local_from_ms(ms);
	char iso[11];
	date_iso(t.date, iso);
	buf_print(out, "%s %02d:%02d", iso, t.hour, t.minute);
}

static void print_json(const struct app_change *h, bool first)
{
	struct buf b = BUF_INIT, at = BUF_INIT, id = BUF_INIT;
	moment_text(h->at_ms, &at);
	buf_print(&id, "%lld", (long long)h->id);
	buf_char(&b, '{');
	cli_json_int(&b, "number", h->number);
	cli_json_text(&b, "at", buf_str(&at));
	cli_json_text(&b, "who", h->who);
	cli_json_text(&b, "text", h->text);
	cli_json_text(&b, "kind", h->kind ? h->kind->key : NULL);
	cli_json_text(&b, "id", h->id ? buf_str(&id) : NULL);
	cli_json_int(&b, "changes", h->changes);
	cli_json_int(&b, "undoes", h->undoes);
	cli_json_bool(&b, "undone", h->undone);
	buf_print(&b, ",\"fields\":%s", h->fields && *h->fields ? h->fields : "{}");
	cli_json_row(&b, first);
	buf_free(&at);
	buf_free(&id);
}

static bool tell(void *ctx, const struct app_change *h)
{
	struct telling *t = ctx;
	if (t->json) {
		print_json(h, !t->any);
	} else {
		struct buf b = BUF_INIT;
		buf_print(&b, "%lld  ", (long long)h->number);
		moment_text(h->at_ms, &b);
		buf_print(&b, "  %s%s%s%s\n", h->who && *h->who ? h->who : "", h->who && *h->who ? ": " : "", h->text,
		    h->undone ? _(" (taken back)") : "");
		cli_print_text(buf_str(&b));
		for (const char *p = h->detail; p && *p;) {
			size_t n = 0;
			while (p[n] && p[n] != '\n')
				n++;
			buf_clear(&b);
			buf_text(&b, "      ");
			buf_add(&b, p, n);
			buf_char(&b, '\n');
			cli_print_text(buf_str(&b));
			p += n + (p[n] == '\n');
		}
		buf_free(&b);
	}
	t->any = true;
	return !cli_stdout_gone();
}

static bool run(struct cli *c, struct err *e)
{
	struct telling t = {.json = cli_flag(c, "json")};
	const char *kind = cli_option(c, "kind"), *typed = cli_option(c, "id");
	const struct kind *k = NULL;
	int64_t id = 0;
	size_t limit = 20;
	if (!kind != !typed)
		return err_set(e, ERR_USAGE, _("--kind and --id go together: the history of one record."));
	if ((kind && (!cli_kind(kind, &k, e) || !cli_record_id(c, k, typed, &id, e))) ||
	    !cli_number(c, "limit", &limit, e))
		return false;
	if (t.json)
		cli_json_rows_begin("change");
	bool ok = app_history(c->app, k, id, 0, limit, tell, &t, e);
	if (t.json)
		cli_json_rows_end();
	return ok;
}

static const struct cli_option options[] = {
    {.name = "kind", .arg = "KIND", .help = N_("with --id: of one record")},
    {.name = "id", .arg = "ID", .help = N_("with --kind: of one record")},
    {.name = "limit", .arg = "N", .help = N_("at most N changes (20)")},
    {.name = "json", .help = N_("as JSON")},
    {.name = NULL},
};

const struct cli_command cmd_history = {
    .name = "history",
    .args = "",
    .summary = N_("who changed what, the newest first"),
    .options = options,
    .needs = NEEDS_DATABASE,
    .run = run,
};
