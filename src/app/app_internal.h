/* app/app_internal.h - what the files of app/ share: the open program and its small tools. Only src/app/ includes it;
 * it must not know screens, the command line or SQL. */
#ifndef OBSTE_SRC_APP_INTERNAL_H
#define OBSTE_SRC_APP_INTERNAL_H

#include "app/app.h"
#include "civic/holiday.h"
#include "civic/notice.h"
#include "civic/plan.h"
#include "civic/term.h"
#include "civic/thread.h"
#include "out/ics.h"
#include "store/change.h"
#include "store/store.h"

/* Titles of records that references name, kept until something changes: a roll of 200 shows 400 references. */
struct titles;
struct letter_set;
struct titles *titles_new(void);
void titles_free(struct titles *t);
void titles_clear(struct titles *t);
const char *titles_get(const struct titles *t, int64_t id); /* NULL: not known yet */
const char *titles_put(struct titles *t, int64_t id, const char *title);

/* obste.conf: `key = value` lines. Lines that nobody understands are kept as they stand. */
struct conf;
struct conf *conf_read(const char *path); /* never fails: what cannot be read is as if it were not there */
void conf_free(struct conf *c);
const char *conf_get(const struct conf *c, const char *key);       /* lent; NULL none */
void conf_put(struct conf *c, const char *key, const char *value); /* NULL takes it away */
/* Reads the file again, changes the one key and writes it whole: two programs do not undo each other's settings. */
bool conf_store(struct conf **c, const char *path, const char *key, const char *value, struct err *e);

struct app {
	struct clock clock;
	char *argv0;     /* for finding obste-print */
	char *data;      /* the program's own data folder */
	char *path;      /* of the database, open or to be opened */
	bool path_given; /* by --db or $OBSTE_DB */
	char *conf_path;
	struct conf *conf;
	struct conf *settings; /* of the group, read from the database when asked for; "" stands for none */
	bool readonly, ascii, plain;
	struct store *store;   /* NULL: none is open */
	char *group_name;      /* owned; NULL none is open */
	char *readonly_reason; /* owned; NULL it can be written */
	struct type_ctx types;
	struct titles *titles;
	struct term_rules *ours;  /* the program's own; NULL: not read yet */
	struct term_rules *rules; /* with the group's; NULL: not read yet */
	uint64_t rules_mark;      /* of the group's rules and days when they were read */
	bool rules_doubted;       /* something was stored since */
	char hram[8];             /* lent by app_hram() */
	struct holidays *holidays;
	struct ladder *ladder;
	struct letter_set *letters; /* while held (letter_set.h); NULL: each letter is asked for by itself */
	int letters_held;
	struct notices *notices; /* the program's own; NULL: not read yet */
	struct plans *plans;
	struct action_terms *action_terms;
	bool (*ask)(void *ctx); /* interrupts long work; NULL none */
	void *ask_ctx;
	unsigned asked;                                       /* asking costs: once in so many times */
	void (*tell)(void *ctx, int64_t done, int64_t whole); /* hears how far long work is; NULL none */
	void *tell_ctx;
	int title_depth;
};

/* The open database, or NULL with an error that says what to do. */
struct store *app_store(struct app *a, struct err *e);
/* The same for writing: ERR_DENIED with the reason when nothing can be written. */
struct store *app_store_write(struct app *a, struct err *e);
/* Titles and settings remembered from the database are forgotten; after every change, also one that failed half-way. */
void app_forget(struct app *a);
void app_forget_rules(struct app *a);      /* legal rules and days off: when the group's settings may have changed */
char *app_reason_now(const struct app *a); /* why nothing can be written; owned, NULL it can */
/* Long work asks this now and then; true: stop with app_interrupted(). */
bool app_asked_to_stop(struct app *a);
/* The same for work that knows how far it is (whole 0: it does not). */
bool app_worked(struct app *a, int64_t done, int64_t whole);
/* How many rows the work will have: counted only when somebody hears of it; 0 not known. */
int64_t app_whole(struct app *a, const struct query *q);
bool app_interrupted(struct err *e); /* fills ERR_INTERRUPTED, returns false */
/* command_begin on the open database. */
bool app_command(struct app *a, const char *name, const char *about, struct command **out, struct err *e);
/* command_commit, then app_forget. Frees the command in every case. */
bool app_commit(struct app *a, struct command *c, struct err *e);
void app_abort(struct app *a, struct command *c); /* command_abort, then app_forget */
/* Validates and puts one record into the command. */
bool app_put(struct app *a, struct command *c, struct record *r, const struct record *base, command_clash *clash,
    void *ctx, struct err *e);
/* What a letter that was just put does to the one that it answers; nothing for other records (letter_facts.c). */
bool letter_follow(struct app *a, struct command *c, const struct record *r, struct err *e);
/* The days on which a problem came to its state, where nobody wrote them (problem.c). */
void problem_days(struct app *a, struct record *r);
/* An entry of the ledger whose amount changes is not confirmed any more (ledger.c); nothing for other records. */
void ledger_follow(struct app *a, struct record *r);
/* Has the action another sheet of that number already? (signatures.c) True for other records. */
bool sheet_check(struct app *a, const struct record *r, struct err *e);
/* The value by which a query finds records whose field f (a reference or references) names id. */
void ref_value(const struct field *f, int64_t id, struct value *out);
/* Opens the database at `path` (see app_open); used by the sample group too. */
bool app_open_at(struct app *a, const char *path, const struct app_new_group *create, struct err *e);

/* Of one changed field ("[before, after]" of the history), as words. */
bool changed_value_words(struct app *a, const struct field *f, const char *json, struct buf *before, struct buf *now);

/* ---- the sample group (sample.c, visit.c) */
char *app_sample_path(void);             /* where a visit puts it; owned */
char *app_own_path(void);                /* the usual place of one's own database; owned */
void sample_remember_end(struct app *a); /* what is changed from now on was changed by hand */
void remove_database(const char *path);  /* the file and what SQLite keeps beside it */

/* ---- the calendar entry of a record, for the agenda and for .ics (entry.c) */
struct entry {
	struct ics_event event; /* texts lent from below; uid, stamp and alarm are left to the writer of .ics */
	struct buf title, place, people, rule;
	date_t except[ICS_EXCEPTIONS];
	struct ics_moved moved[ICS_EXCEPTIONS];
	bool deadline, done, cancelled;
};
/* False: the record makes no entry (no date, condition not met, a term that cannot be counted). Fills en->event's date,
 * until, starts, ends, summary (the title), location, category (in the language), status, rule, exceptions. */
bool entry_make(struct app *a, const struct record *r, struct entry *en);
void entry_free(struct entry *en);
/* A second entry of the same record: the last day by law of what must be done for it (action_term.c). */
bool entry_make_term(struct app *a, const struct record *r, struct entry *en);
/* The field that says when a record of this kind happened: the one lists are sorted by, or the calendar's (activity.c).
 */
int app_day_field(const struct kind *k);
/* ---- the group's own rules and days off (rules_own.c) */
const struct term_rules *rules_ours(struct app *a, struct err *e);
bool rules_is_own(struct app *a, const char *id);
void rules_own_read(struct app *a, struct term_rules **rules);
void rules_own_days(struct app *a, struct holidays *h);
uint64_t rules_own_mark(struct app *a);
/* Can a term be counted by it? True for records of other kinds. */
bool rules_own_check(struct app *a, const struct record *r, struct err *e);
/* Is the record's legal rule one that exists? True where the kind has none. */
bool app_check_rule(struct app *a, const struct record *r, struct err *e);

#endif
