/* app/letter_draft.c - letters drafted from templates. Data: data/letters/<language>/<template>.txt, or the group's own
 * letters/ beside its database. The first line is the subject; {words} are filled in, what is not known is left as a
 * line to write on. */
#include <stdlib.h>
#include <string.h>

#include "app/letter_facts.h"
#include "app/letters.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/read.h"

#define BLANK "________"

struct drafting {
	struct app *app;
	const struct record *letter;
	const struct ladder_step *step;
	const struct thread *t;
	enum lang lang;
};

static void put_date(const struct drafting *d, date_t day, struct buf *out)
{
	if (day == DATE_NONE)
		buf_text(out, BLANK);
	else
		date_text(day, d->lang, DATE_NUMERIC, out);
}

static void put_field(const struct drafting *d, int field, struct buf *out)
{
	const size_t before = out->len;
	record_format(d->letter, field, app_types(d->app), FOR_SCREEN, out);
	buf_text(out, out->len > before ? "" : BLANK);
}

static void put_authority(const struct drafting *d, struct buf *out)
{
	put_field(d, letter_authority, out);
}
static void put_number(const struct drafting *d, struct buf *out)
{
	put_field(d, letter_number, out);
}
static void put_subject(const struct drafting *d, struct buf *out)
{
	put_field(d, letter_subject, out);
}
static void put_sent(const struct drafting *d, struct buf *out)
{
	put_date(d, record_date(d->letter, letter_sent_on), out);
}
static void put_registered(const struct drafting *d, struct buf *out)
{
	put_date(d, record_date(d->letter, letter_registered_on), out);
}
static void put_end(const struct drafting *d, struct buf *out)
{
	put_date(d, d->t->end.end, out);
}
static void put_first_end(const struct drafting *d, struct buf *out)
{
	put_date(d, d->t->first.end, out);
}
static void put_extended(const struct drafting *d, struct buf *out)
{
	put_date(d, d->t->extended_on, out);
}
static void put_stopped(const struct drafting *d, struct buf *out)
{
	put_date(d, d->t->stopped_on, out);
}
static void put_law(const struct drafting *d, struct buf *out)
{
	buf_text(out, *d->step->law ? d->step->law : BLANK);
}
static void put_today(const struct drafting *d, struct buf *out)
{
	put_date(d, clock_today(&d->app->clock), out);
}

static void put_fault(const struct drafting *d, struct buf *out)
{
	buf_text(out, tr_in(d->lang, thread_extension_label(d->t->extension)));
}

static void put_days_over(const struct drafting *d, struct buf *out)
{
	buf_print(out, "%d", d->t->days_left < 0 ? -d->t->days_left : 0);
}

static void put_answered(const struct drafting *d, struct buf *out)
{
	if (d->t->answered == DATE_NONE)
		buf_text(out, tr_in(d->lang, N_("none came")));
	else
		put_date(d, d->t->answered, out);
}

static void put_group(const struct drafting *d, struct buf *out)
{
	const char *name = app_group_name(d->app);
	buf_text(out, *name ? name : BLANK);
}

static void put_me(const struct drafting *d, struct buf *out)
{
	const char *who = app_conf(d->app, "who", NULL);
	buf_text(out, who && *who ? who : BLANK);
}

/* What the letter's action says of the problem behind it. */
static void put_problem(const struct drafting *d, struct buf *out)
{
	struct record *action = NULL, *problem = NULL;
	const int64_t id = record_int(d->letter, letter_action);
	const char *text = NULL;
	if (id && store_get(d->app->store, kind_get(KIND_action), id, &action, NULL) &&
	    record_has(action, action_problem) &&
	    store_get(d->app->store, kind_get(KIND_problem), record_int(action, action_problem), &problem, NULL))
		text = record_text(problem, problem_description);
	if (!text && action)
		text = record_text(action, action_goal);
	buf_text(out, text ? text : BLANK);
	record_free(action);
	record_free(problem);
}

static const struct {
	const char *word;
	void (*put)(const struct drafting *d, struct buf *out);
} words[] = {{"authority", put_authority}, {"number", put_number}, {"subject", put_subject}, {"sent", put_sent},
    {"registered", put_registered}, {"end", put_end}, {"first_end", put_first_end}, {"extended_on", put_extended},
    {"stopped_on", put_stopped}, {"law", put_law}, {"today", put_today}, {"extension_fault", put_fault},
    {"days_over", put_days_over}, {"answered", put_answered}, {"group", put_group}, {"me", put_me},
    {"problem", put_problem}};

/* A word in braces that nobody knows stays as it stands. */
static size_t fill_word(const struct drafting *d, const char *p, struct buf *out)
{
	const size_t n = strcspn(p + 1, "{}\n");
	for (size_t i = 0; p[n + 1] == '}' && i < sizeof words / sizeof *words; i++)
		if (strlen(words[i].word) == n && strncmp(words[i].word, p + 1, n) == 0) {
			words[i].put(d, out);
			return n + 2;
		}
	buf_char(out, *p);
	return 1;
}

static void fill(const struct drafting *d, const char *text, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n;) {
		if (text[i] == '{') {
			i += fill_word(d, text + i, out);
			continue;
		}
		buf_char(out, text[i++]);
	}
}

static bool read_template(const struct drafting *d, struct buf *out, struct err *e)
{
	char *name = mem_print("letters/%s/%s.txt", lang_code(d->lang), d->step->template);
	char *own = group_file(d->app, name), *ours = path_join(d->app->data ? d->app->data : "", name);
	const bool ok = *d->step->template && path_read_all(path_exists(own) ? own : ours, 1 << 20, out, e);
	free(name);
	free(own);
	free(ours);
	return ok;
}

static void set_text(struct record *r, int field, const char *text)
{
	if (text && *text)
		record_set_text(r, field, text);
}

/* The letter that follows, or (step kind "self") the letter itself with its text. */
static struct record *follower(const struct drafting *d)
{
	if (strcmp(d->step->kind, "self") == 0)
		return record_copy(d->letter);
	struct record *r = record_new(d->letter->kind);
	set_text(r, letter_kind, *d->step->kind ? d->step->kind : "other");
	set_text(r, letter_direction, "out");
	set_text(r, letter_rule, d->step->letter_rule);
	if (*d->step->kind) /* the court and the People's Advocate are other addressees */
		value_copy(&r->values[letter_authority], &d->letter->values[letter_authority]);
	value_copy(&r->values[letter_action], &d->letter->values[letter_action]);
	record_set_int(r, letter_answers, d->letter->id);
	record_set_text(r, letter_step, d->step->id);
	return r;
}

static bool draft(const struct drafting *d, struct record **out, struct err *e)
{
	struct buf template = BUF_INIT, subject = BUF_INIT, body = BUF_INIT;
	if (!read_template(d, &template, e))
		return false;
	const char *text = buf_str(&template), *line = strchr(text, '\n');
	const size_t first = line ? (size_t)(line - text) : template.len;
	const size_t skip = first + strspn(text + first, "\r\n");
	fill(d, text, first, &subject);
	fill(d, text + skip, template.len - skip, &body);
	*out = follower(d);
	if (strcmp(d->step->kind, "self") != 0)
		set_text(*out, letter_subject, buf_str(&subject));
	while (body.len && body.data[body.len - 1] == '\n')
		buf_cut(&body, body.len - 1);
	set_text(*out, letter_text, buf_str(&body));
	buf_free(&template);
	buf_free(&subject);
	buf_free(&body);
	return true;
}

bool app_letter_draft(
    struct app *a, const struct record *r, const char *step, enum lang lang, struct record **out, struct err *e)
{
	struct thread t;
	const struct ladder *l = ladder_of(a, e);
	if (!l || !app_letter_look(a, r, &t, NULL, e))
		return false;
	struct drafting d = {a, r, ladder_find(l, step), &t, lang == LANG_RU ? LANG_RU : LANG_RO};
	if (!d.step)
		return err_set(e, ERR_NOT_FOUND, _("There is no step \"%s\" for this letter."), step);
	return draft(&d, out, e);
}
