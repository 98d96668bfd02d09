/* cli/attend.c - obste attend WORKSHOP: marks from the command line or from the signed paper. What is given is checked
 * whole before anything is written; the marks are one change. */
#include "cli/command.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/workshop.h"
#include "base/id.h"
#include "base/mem.h"
#include "base/text.h"

struct attending {
	struct cli *c;
	struct app_roll roll;
	struct buf sheet; /* the marks as the paper's signs */
	int64_t *extra;   /* people who are here and stand on no list */
	size_t nextra;
};

static const struct {
	const char *option;
	const char *sign;
	bool here;
} marks[] = {{"present", "", true}, {"late", "~", true}, {"absent", "!", false}, {"excused", "?", false}};

static bool add_person(struct attending *at, size_t mark, int64_t person, struct err *e)
{
	for (size_t i = 0; i < at->roll.n; i++)
		if (at->roll.rows[i].person == person) {
			buf_print(&at->sheet, " %s%zu", marks[mark].sign, at->roll.rows[i].number);
			return true;
		}
	if (marks[mark].here && !*marks[mark].sign) {
		at->extra = mem_resize(at->extra, at->nextra + 1, sizeof *at->extra);
		at->extra[at->nextra++] = person;
		return true;
	}
	err_set(e, ERR_NOT_FOUND, _("Person %" PRId64 " is not on this list. Nothing was marked."), person);
	return err_hint(e, _("Somebody who came without being on the list: --present ID or --walk-in NAME"));
}

/* "12,15,Mierlă Ilinca" */
static bool add_list(struct attending *at, size_t mark, const char *list, struct err *e)
{
	bool ok = true;
	for (const char *p = list; *p && ok;) {
		size_t n = strcspn(p, ",;");
		char *one = mem_copy_bytes(p, n);
		int64_t id;
		if (one[strspn(one, " ")])
			ok = cli_record_id(at->c, kind_get(KIND_person), one + strspn(one, " "), &id, e) &&
			     add_person(at, mark, id, e);
		free(one);
		p += n + (p[n] != '\0');
	}
	return ok;
}

static bool same_name(const char *name, const char *typed)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	text_key(name, &a);
	text_key(typed, &b);
	bool same = text_key_matches(buf_str(&a), buf_str(&b)) && text_key_matches(buf_str(&b), buf_str(&a));
	buf_free(&a);
	buf_free(&b);
	return same;
}

enum { NAMESAKES = 8 };

/* Somebody whose whole name one person has, on this roll or not, is that person; otherwise a new one. */
static bool walk_in(struct attending *at, const char *name, struct err *e)
{
	struct app_roll_known found[NAMESAKES];
	const size_t n = app_roll_find_known(at->c->app, &at->roll, name, found, NAMESAKES);
	size_t row, same = 0;
	struct app_walk_in w = {.name = name, .consent = cli_flag(at->c, "consent")};
	for (size_t i = 0; i < n; i++)
		if (same_name(found[i].name, name)) {
			w.known = found[i].person;
			same++;
		}
	w.known = same == 1 ? w.known : 0;
	return app_roll_walk_in(at->c->app, &at->roll, &w, &row, e);
}

static bool walk_ins(struct attending *at, size_t *marked, struct err *e)
{
	const char *name;
	for (size_t i = 0; i < at->nextra; i++) {
		if (!app_roll_walk_in(at->c->app, &at->roll, &(struct app_walk_in){.known = at->extra[i]}, NULL, e))
			return false;
		*marked += 1;
	}
	for (int i = 0; (name = cli_option_at(at->c, "walk-in", i)); i++, *marked += 1)
		if (!walk_in(at, name, e))
			return false;
	return true;
}

static void print_roll(const struct attending *at)
{
	bool json = cli_flag(at->c, "json");
	if (json)
		fputs("{\"version\":1,\"rows\":[", stdout);
	for (size_t i = 0; i < at->roll.n; i++) {
		const struct app_roll_row *r = &at->roll.rows[i];
		if (!json) {
			printf("%3zu  %-10s  ", r->number, *r->mark ? r->mark : "-");
			cli_print_text(r->name);
			putchar('\n');
			continue;
		}
		struct buf b = BUF_INIT;
		char person[24], hour[6];
		snprintf(person, sizeof person, "%" PRId64, r->person);
		if (r->arrived >= 0)
			time_text(r->arrived, hour);
		buf_char(&b, '{');
		cli_json_int(&b, "number", (int64_t)r->number);
		cli_json_text(&b, "person", person);
		cli_json_text(&b, "name", r->name);
		cli_json_text(&b, "mark", *r->mark ? r->mark : NULL);
		cli_json_text(&b, "arrived", r->arrived >= 0 ? hour : NULL);
		cli_json_bool(&b, "walk_in", r->walk_in);
		printf("%s\n%s}", i ? "," : "", buf_str(&b));
		buf_free(&b);
	}
	if (json)
		puts("]}");
}

/* The numbers of the paper. With a sheet's code before them they are that sheet's, other marks are the newest one's. */
static bool add_sheet(struct attending *at, const char *sheet, struct err *e)
{
	if (strncmp(sheet, "OB-", 3) == 0 && at->sheet.len)
		return err_set(e, ERR_USAGE, "%s",
		    _("--sheet with a sheet's code cannot be given together with --present and the like. Nothing was "
		      "marked."));
	buf_print(&at->sheet, " %s", sheet);
	return true;
}

static bool mark(struct attending *at, struct err *e)
{
	size_t marked = 0;
	const char *sheet = cli_option(at->c, "sheet");
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		const char *list = cli_option(at->c, marks[i].option);
		if (list && !add_list(at, i, list, e))
			return false;
	}
	if (sheet && !add_sheet(at, sheet, e))
		return false;
	if (at->sheet.len && !app_roll_sheet(at->c->app, &at->roll, buf_str(&at->sheet), &marked, e))
		return false;
	if (!walk_ins(at, &marked, e))
		return false;
	cli_say(tr_n("%zu person marked.", "%zu people marked.", marked), marked);
	return true;
}

static bool run(struct cli *c, struct err *e)
{
	struct attending at = {.c = c};
	const char *of = cli_option(c, "of");
	const struct kind *k = kind_find(of ? of : "workshop");
	int64_t id;
	if (!cli_record_id(c, k, c->args[0], &id, e) || !app_roll_open(c->app, k, id, &at.roll, e))
		return false;
	bool marking = c->ngiven > 0 && (cli_flag(c, "sheet") || cli_flag(c, "walk-in") || cli_flag(c, "present") ||
	                                    cli_flag(c, "late") || cli_flag(c, "absent") || cli_flag(c, "excused"));
	bool ok = !marking || mark(&at, e);
	if (ok && (!marking || cli_flag(c, "json")))
		print_roll(&at);
	app_roll_close(&at.roll);
	buf_free(&at.sheet);
	free(at.extra);
	return ok;
}

static const struct cli_option options[] = {
    {.name = "present", .arg = "IDS", .help = N_("these people are here (ids or names, separated by commas)")},
    {.name = "late", .arg = "IDS", .help = N_("these came late")},
    {.name = "absent", .arg = "IDS", .help = N_("these did not come")},
    {.name = "excused", .arg = "IDS", .help = N_("these said that they cannot come")},
    {.name = "walk-in", .arg = "NAME", .many = true, .help = N_("somebody who came without being on the list")},
    {.name = "consent", .help = N_("the new people of --walk-in signed the consent; else only the name is kept")},
    {.name = "sheet",
        .arg = "'1-9 12 !14 ?15 ~16'",
        .help = N_("by the numbers of the printed sheet (before them its code, when it is not the newest): ! absent, ? "
                   "excused, ~ late")},
    {.name = "of", .arg = "workshop|meeting|action", .help = N_("what is attended (workshop)")},
    {.name = "json", .help = N_("print the list as JSON")},
    {.name = NULL},
};

static const struct cli_example examples[] = {
    {"attend 'Cum scriem o petiție' --sheet '1-9 12 !14 ?15 ~16'", N_("the signed paper typed in")},
    {"attend 'Cum scriem o petiție'", N_("the list with its numbers")},
    {NULL, NULL},
};

const struct cli_command cmd_attend = {
    .name = "attend",
    .args = "WORKSHOP",
    .least = 1,
    .most = 1,
    .summary = N_("take attendance; without options show the list"),
    .options = options,
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
