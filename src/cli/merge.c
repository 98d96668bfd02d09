/* cli/merge.c - obste merge FILE: another laptop's file joined with this database. */
#include "cli/command.h"

#include <inttypes.h>
#include <stdlib.h>

#include "app/share.h"

static const char *const fates[] = {N_("new"), N_("changed"), N_("collided"), N_("twice?")};
static const char *const codes[] = {"new", "changed", "conflict", "same_person"};

static void print_line(const struct app_merge_line *l)
{
	struct buf b = BUF_INIT;
	buf_print(&b, "%-9s %s: %s", tr(fates[l->fate]), tr(l->kind->label), l->text);
	if (*l->detail)
		buf_print(&b, "  (%s)", l->detail);
	cli_print_text(buf_str(&b));
	putchar('\n');
	buf_free(&b);
}

static void print_json(const struct app_merge_line *l, bool first)
{
	struct buf b = BUF_INIT;
	char id[24];
	snprintf(id, sizeof id, "%" PRId64, l->id);
	buf_char(&b, '{');
	cli_json_text(&b, "fate", codes[l->fate]);
	cli_json_text(&b, "kind", l->kind->key);
	cli_json_text(&b, "id", id);
	cli_json_text(&b, "title", l->text);
	cli_json_text(&b, "detail", l->detail);
	cli_json_row(&b, first);
}

static void print_lines(struct cli *c, const struct app_merge_told *t)
{
	const bool json = cli_flag(c, "json");
	if (json)
		cli_json_rows_begin("merge");
	for (size_t i = 0; i < t->n; i++)
		if (json)
			print_json(&t->lines[i], i == 0);
		else
			print_line(&t->lines[i]);
	if (json)
		cli_json_rows_end();
}

static void say_about(const struct app_merge_about *a)
{
	struct buf when = BUF_INIT;
	const struct local_time t = local_from_ms(a->made_ms);
	date_text(t.date, lang_now(), DATE_SHORT, &when);
	buf_print(&when, " %02d:%02d", t.hour, t.minute);
	cli_say(_("From: %s, made %s"), a->from, buf_str(&when));
	if (*a->about)
		cli_say(_("About: %s"), a->about);
	if (a->group_name)
		cli_say(_("This empty database becomes a copy of the group \"%s\"."), a->group_name);
	if (a->ahead_ms)
		cli_say(_("Its clock is %lld hours ahead of ours."), (long long)(a->ahead_ms / 3600000));
	buf_free(&when);
}

static void say_told(const struct app_merge_told *t, bool done)
{
	struct buf b = BUF_INIT;
	app_merge_words(t, &b);
	cli_say(done ? _("Merged: %s.") : _("Would be merged: %s."), buf_str(&b));
	if (done && t->conflicts)
		cli_say("%s", _("\"obste conflicts\" shows both values of what collided."));
	if (done && t->command)
		cli_say("%s", _("\"obste undo\" takes the whole merge back."));
	buf_free(&b);
}

static bool merge(struct cli *c, struct app_merge *m, struct err *e)
{
	struct app_merge_told told = {0};
	const bool dry = cli_flag(c, "dry-run");
	say_about(app_merge_about(m));
	const bool ok = dry ? app_merge_preview(m, &told, e) : app_merge_do(m, cli_flag(c, "accept-clock"), &told, e);
	if (ok && dry)
		print_lines(c, &told);
	if (ok)
		say_told(&told, !dry);
	app_merge_told_free(&told);
	return ok;
}

static bool run(struct cli *c, struct err *e)
{
	struct app_merge *m;
	char *passphrase = NULL;
	if (!app_merge_open(c->app, c->args[0], &m, e))
		return false;
	bool ok = cli_passphrase(c, false, &passphrase, e) && app_merge_unlock(m, passphrase, e);
	cli_passphrase_free(passphrase);
	ok = ok && merge(c, m, e);
	app_merge_close(m);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "dry-run", .help = N_("show what would change, change nothing")},
    {.name = "json", .help = N_("with --dry-run: as JSON")},
    {.name = "accept-clock", .help = N_("also from a laptop whose clock is far ahead")},
    CLI_PASSPHRASE,
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"merge --dry-run atelier.obste", N_("what the trainer's file would change")},
    {"merge atelier.obste", N_("take it in; \"obste undo\" takes it back")},
    {NULL, NULL},
};

const struct cli_command cmd_merge = {
    .name = "merge",
    .args = "FILE",
    .least = 1,
    .most = 1,
    .summary = N_("join another laptop's file with this database"),
    .more = N_(
        "The same file twice, or files in any order, give the same result. Where two laptops changed the same field "
        "without knowing of each other the later value stays and the other one is kept: \"obste conflicts\". What was "
        "erased for good elsewhere is erased here too, and that cannot be undone."),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
