/* civic/plan.c - lists of steps and what each type of action asks for, read from tables or typed by a group. Computes
 * no date. */
#include "civic/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "civic/tsv.h"

struct plans {
	struct plan *list;
	size_t n;
};
struct action_terms {
	struct action_term *list;
	size_t n;
};

/* The parts of an action, and the words by which a group may name them. */
static const struct {
	const char *code, *label;
} parts[] = {{"task", N_("task")}, {"role", N_("role")}, {"safety", N_("safety")}};
enum { PARTS = sizeof parts / sizeof *parts, DAYS_MOST = 1000 };

static bool is_part(const char *code)
{
	for (size_t i = 0; i < PARTS; i++)
		if (strcmp(parts[i].code, code) == 0)
			return true;
	return false;
}

static void free_languages(char *texts[LANG_COUNT])
{
	for (int l = 0; l < LANG_COUNT; l++)
		free(texts[l]);
}

static void clear_plan(struct plan *p)
{
	for (size_t i = 0; i < p->n; i++) {
		free(p->steps[i].rule);
		free(p->steps[i].part);
		free_languages(p->steps[i].what);
	}
	free(p->steps);
	free(p->id);
	free(p->type);
	free_languages(p->name);
}

void plan_typed_free(struct plan *p)
{
	if (p)
		clear_plan(p);
	free(p);
}

static struct plan_step *add_step(struct plan *p)
{
	p->steps = mem_resize(p->steps, p->n + 1, sizeof *p->steps);
	p->steps[p->n] = (struct plan_step){0};
	return &p->steps[p->n++];
}

/* ---- data/steps.tsv */

static bool read_days(const char *text, struct plan_step *s)
{
	char extra;
	if (!*text || sscanf(text, "%d%c", &s->days, &extra) == 1) {
		s->dated = *text != '\0';
		return s->days >= -DAYS_MOST && s->days <= DAYS_MOST;
	}
	if (strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789._") != strlen(text))
		return false;
	s->rule = mem_copy_text(text);
	s->dated = true;
	return true;
}

static bool fault(char *why, size_t size, const char *words, const char *quoted)
{
	snprintf(why, size, words, quoted);
	return false;
}

static bool begin_list(struct plans *all, const struct tsv_row *row)
{
	all->list = mem_resize(all->list, all->n + 1, sizeof *all->list);
	struct plan *p = &all->list[all->n++];
	*p = (struct plan){.id = mem_copy_text(tsv_cell(row, "list")), .type = mem_copy_text(tsv_cell(row, "type"))};
	tsv_languages(row, "what", p->name);
	return true;
}

static bool take_step(void *ctx, const struct tsv_row *row, char *why, size_t size)
{
	struct plans *all = ctx;
	const char *id = tsv_cell(row, "list"), *part = tsv_cell(row, "part"), *days = tsv_cell(row, "days");
	struct plan_step s = {0};
	if (!*tsv_cell(row, "what_ro") && !*tsv_cell(row, "what_ru") && !*tsv_cell(row, "what_en"))
		return fault(why, size, _("%.60s: the name is missing"), id);
	if (strcmp(part, "list") == 0)
		return begin_list(all, row);
	if (!is_part(part))
		return fault(why, size, _("“%.40s” is not a part: list, task, role, safety"), part);
	if (all->n == 0 || strcmp(all->list[all->n - 1].id, id) != 0)
		return fault(why, size, _("“%.40s”: its list has not begun"), id);
	if (!read_days(days, &s))
		return fault(why, size, _("“%.40s” is neither a number of days nor a rule"), days);
	s.rule = s.rule ? s.rule : mem_copy_text("");
	s.part = mem_copy_text(part);
	tsv_languages(row, "what", s.what);
	*add_step(&all->list[all->n - 1]) = s;
	return true;
}

bool plans_read(
    struct plans **out, const char *path, void (*say)(void *ctx, const char *line), void *ctx, struct err *e)
{
	struct plans *p = mem_alloc(sizeof *p);
	struct tsv_reader reader = {take_step, p, say, ctx};
	*out = p;
	if (tsv_read(path, &reader, e))
		return true;
	plans_free(p);
	*out = NULL;
	return false;
}

void plans_free(struct plans *p)
{
	for (size_t i = 0; p && i < p->n; i++)
		clear_plan(&p->list[i]);
	if (p)
		free(p->list);
	free(p);
}

size_t plans_count(const struct plans *p)
{
	return p->n;
}

const struct plan *plans_at(const struct plans *p, size_t i)
{
	return &p->list[i];
}

/* ---- typed by a group */

/* "role: first aid", "rol: prim ajutor": the part that the word before the colon names; NULL: none. */
static const char *typed_part(const char *line, const char **rest)
{
	const char *colon = strchr(line, ':'), *found = NULL;
	if (!colon)
		return NULL;
	char *word = mem_copy_bytes(line, (size_t)(colon - line));
	struct buf typed = BUF_INIT, known = BUF_INIT;
	text_key(word, &typed);
	for (size_t i = 0; i < PARTS && !found; i++)
		for (enum lang l = 0; l < LANG_COUNT && !found; l++) {
			buf_clear(&known);
			text_key(tr_in(l, parts[i].label), &known);
			if (typed.len && strcmp(buf_str(&typed), buf_str(&known)) == 0)
				found = parts[i].code;
		}
	buf_free(&typed);
	buf_free(&known);
	free(word);
	if (found)
		*rest = colon + 1 + strspn(colon + 1, " \t");
	return found;
}

/* "-5 ...", "+3 ...", "3 ...": days only with a blank behind them, so that "3D map" is a step. */
static const char *typed_days(const char *line, struct plan_step *s)
{
	char *end;
	const long n = strtol(line, &end, 10);
	if (end == line || (*end != ' ' && *end != '\t') || n < -DAYS_MOST || n > DAYS_MOST)
		return line;
	s->dated = true;
	s->days = (int)n;
	return end + strspn(end, " \t");
}

static void take_line(struct plan *p, const char *line)
{
	struct plan_step s = {0};
	const char *rest = line + strspn(line, " \t");
	const char *part = typed_part(rest, &rest);
	rest = typed_days(rest, &s);
	if (!part)
		part = typed_part(rest, &rest);
	if (!*rest)
		return;
	s.part = mem_copy_text(part ? part : "task");
	s.rule = mem_copy_text("");
	for (int l = 0; l < LANG_COUNT; l++)
		s.what[l] = mem_copy_text(rest);
	*add_step(p) = s;
}

struct plan *plan_typed(const char *lines)
{
	struct plan *p = mem_alloc(sizeof *p);
	*p = (struct plan){.id = mem_copy_text(""), .type = mem_copy_text("")};
	for (int l = 0; l < LANG_COUNT; l++)
		p->name[l] = mem_copy_text("");
	while (lines && *lines) {
		const size_t n = strcspn(lines, "\n");
		char *line = mem_copy_bytes(lines, n);
		take_line(p, line);
		free(line);
		lines += n + (lines[n] != '\0');
	}
	return p;
}

/* ---- data/action_terms.tsv */

static bool take_term(void *ctx, const struct tsv_row *row, char *why, size_t size)
{
	struct action_terms *all = ctx;
	const char *above = tsv_cell(row, "above");
	if (!*tsv_cell(row, "type") || strspn(above, "0123456789") != strlen(above) || strlen(above) > 6)
		return fault(why, size, _("“%.40s” is not a number of people"), above);
	all->list = mem_resize(all->list, all->n + 1, sizeof *all->list);
	struct action_term *t = &all->list[all->n++];
	*t = (struct action_term){.type = mem_copy_text(tsv_cell(row, "type")),
	    .letter = mem_copy_text(tsv_cell(row, "letter")),
	    .letter_rule = mem_copy_text(tsv_cell(row, "letter_rule")),
	    .term = mem_copy_text(tsv_cell(row, "term")),
	    .above = atoi(above)};
	tsv_languages(row, "name", t->name);
	return true;
}

bool action_terms_read(
    struct action_terms **out, const char *path, void (*say)(void *ctx, const char *line), void *ctx, struct err *e)
{
	struct action_terms *t = mem_alloc(sizeof *t);
	struct tsv_reader reader = {take_term, t, say, ctx};
	*out = t;
	if (tsv_read(path, &reader, e))
		return true;
	action_terms_free(t);
	*out = NULL;
	return false;
}

void action_terms_free(struct action_terms *t)
{
	for (size_t i = 0; t && i < t->n; i++) {
		free(t->list[i].type);
		free(t->list[i].letter);
		free(t->list[i].letter_rule);
		free(t->list[i].term);
		free_languages(t->list[i].name);
	}
	if (t)
		free(t->list);
	free(t);
}

const struct action_term *action_terms_find(const struct action_terms *t, const char *type)
{
	for (size_t i = 0; i < t->n; i++)
		if (type && strcmp(t->list[i].type, type) == 0)
			return &t->list[i];
	return NULL;
}
