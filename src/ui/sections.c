/* ui/sections.c - screens/screens.def as tables: the sections' tabs and the actions on records of a kind. */
#include "ui/ui_internal.h"

#include <string.h>

#include "base/lang.h"
#include "base/mem.h"

#define SECTION(n, key_, tab_, tab_long_, action_, help_, make_) struct screen *make_(struct ui *u, enum section s);
#define RECORD_ACTION(kinds_, name_, keys_, hint_, help_, priority_, run_)                                             \
	void run_(struct ui *u, const struct kind *k, int64_t id);
#include "ui/screens/screens.def"
#undef SECTION
#undef RECORD_ACTION

static const struct section_row sections[SECTION_COUNT] = {
#define SECTION(n, key_, tab_, tab_long_, action_, help_, make_) [n] = {tab_, tab_long_, action_, make_},
#define RECORD_ACTION(...)
#include "ui/screens/screens.def"
#undef SECTION
#undef RECORD_ACTION
};

static const struct record_action rows[] = {
#define SECTION(...)
#define RECORD_ACTION(kinds_, name_, keys_, hint_, help_, priority_, run_)                                             \
	{.kinds = " " kinds_ " ",                                                                                      \
	    .action = {.name = name_, .keys = keys_, .hint = hint_, .help = help_, .priority = priority_},             \
	    .run = run_},
#include "ui/screens/screens.def"
#undef SECTION
#undef RECORD_ACTION
    {.kinds = ""},
};

static const struct {
	const char *kind, *action, *when;
} hints[] = {
#define PART(...)
#define PAGE(...)
#define HINT(kind_, action_, when_) {kind_, action_, when_},
#include "ui/pages.def"
#undef PART
#undef PAGE
#undef HINT
};

bool record_action_hinted(const struct ui *u, const struct record *r)
{
	const char *name = u->p->hinting && u->p->running ? u->p->running->name : NULL;
	for (size_t i = 0; name && r && i < sizeof hints / sizeof *hints; i++)
		if (strcmp(hints[i].kind, r->kind->key) == 0 && strcmp(hints[i].action, name) == 0)
			return kind_condition(r->kind, hints[i].when, r->values);
	return true;
}

const struct section_row *section_row(enum section s)
{
	return &sections[s];
}

bool record_action_fits(const struct record_action *r, const struct kind *k)
{
	const char *at = strstr(r->kinds, k->key);
	size_t len = strlen(k->key);
	while (at && !(at[-1] == ' ' && at[len] == ' '))
		at = strstr(at + 1, k->key);
	return at || strcmp(r->kinds, " * ") == 0;
}

/* `any_kind`: the rows of every kind; `rare`: those that no hint names. */
static size_t add_rows(
    struct action *to, const struct kind *k, bool any_kind, bool rare, action_run *run, action_can *can)
{
	size_t n = 0;
	for (const struct record_action *r = rows; r->run; r++)
		if ((strcmp(r->kinds, " * ") == 0) == any_kind && (r->action.priority == 0) == rare &&
		    (!k || record_action_fits(r, k))) {
			to[n] = r->action;
			to[n].can = can;
			to[n++].run = run;
		}
	return n;
}

/* First those of this kind alone: their capital letters belong to its screens. */
struct action *record_actions_join(const struct action *base, const struct kind *k, action_run *run, action_can *can)
{
	size_t n = 0, at;
	while (base[n].name)
		n++;
	struct action *all = mem_array(n + sizeof rows / sizeof *rows + 1, sizeof *all);
	at = add_rows(all, k, false, false, run, can);
	memcpy(all + at, base, n * sizeof *all);
	at += n;
	at += add_rows(all + at, k, true, false, run, can);
	at += add_rows(all + at, k, true, true, run, can);
	add_rows(all + at, k, false, true, run, can);
	return all;
}

void record_actions_run(struct ui *u, const struct kind *k, int64_t id)
{
	for (const struct record_action *r = rows; u->p->running && r->run; r++)
		if (strcmp(r->action.name, u->p->running->name) == 0 && record_action_fits(r, k)) {
			r->run(u, k, id);
			return;
		}
}

const struct record_action *record_action_at(size_t n)
{
	return n + 1 < sizeof rows / sizeof *rows ? &rows[n] : NULL;
}

const struct record_action *record_action_named(const char *name)
{
	for (const struct record_action *r = rows; name && r->run; r++)
		if (strcmp(r->action.name, name) == 0)
			return r;
	return NULL;
}

const struct record_action *record_action_running(struct ui *u)
{
	for (const struct record_action *r = rows; u->p->running && r->run; r++)
		if (strcmp(r->action.name, u->p->running->name) == 0)
			return r;
	return NULL;
}
