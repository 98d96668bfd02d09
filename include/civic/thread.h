/* civic/thread.h - one letter to an authority and what came of it: which term runs, until when, whether its extension
 * counts, and what can be done next. Pure computation; the terms are data/rules.tsv, the next steps data/ladder.tsv.
 * Administrative Code art. 60, 64, 73, 74, 76, 81, 162-169, 209; Law 148/2023 art. 15-25. It informs; it gives no legal
 * advice. */
#ifndef OBSTE_CIVIC_THREAD_H
#define OBSTE_CIVIC_THREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "civic/term.h"

/* What came after the letter. A letter that answers another one is one of these by its kind. */
enum thread_what {
	THREAD_ACKNOWLEDGED, /* its registration number was told */
	THREAD_EXTENDED,     /* a longer term was announced: `reasons`, `until` (DATE_NONE: by the rule's own number) */
	THREAD_SUSPENDED,    /* the term stands still: the authority waits for something (art. 76 (2), 81 (4); Law 148 art. 17) */
	THREAD_RESUMED,      /* it runs again: what was missing has been given */
	THREAD_REDIRECTED,   /* sent on: the term begins anew where it arrived (art. 60 (2) c), Law 148 art. 23 (4)) */
	THREAD_REPLIED,
	THREAD_REFUSED,
};
struct thread_event {
	enum thread_what what;
	date_t on, until;
	bool reasons;
	int64_t letter; /* the letter that says so; 0: typed into the first one */
};

struct thread_facts {
	const char *rule;          /* id of the rule whose term runs; NULL or "": none */
	date_t sent, registered;   /* DATE_NONE: not yet */
	bool electronic;           /* e-mail or online form */
	bool council_act;          /* about an individual act of a local council: no prior request (art. 163 a) */
	date_t closed;             /* "answered on", typed in without the answer itself */
	const struct thread_event *events; /* in any order */
	size_t n;
};

enum thread_state {
	THREAD_DRAFT,     /* not sent */
	THREAD_SENT,      /* no registration known */
	THREAD_WAITING,
	THREAD_LONGER,    /* within an extension that counts: never overdue */
	THREAD_STILL,     /* suspended */
	THREAD_OVERDUE,
	THREAD_ANSWERED,
	THREAD_REFUSAL,
	THREAD_STATES
};
/* Why an extension counts or not (art. 60 (4), (5); Law 148/2023 art. 19 (2)). */
enum thread_extension {
	EXTENSION_NONE,
	EXTENSION_VALID,
	EXTENSION_LATE,       /* announced after the first term had ended */
	EXTENSION_NO_REASONS,
	EXTENSION_NO_DATE,    /* nobody wrote down when it was announced */
	EXTENSION_TOO_LONG,   /* counts up to the longest term that the law permits */
	EXTENSION_NOT_FORESEEN, /* the rule knows none */
	EXTENSIONS
};

struct thread {
	enum thread_state state;
	const struct term_rule *rule;   /* NULL: no term runs */
	date_t from;                    /* the day it is counted from: registration, or arrival after a redirection */
	struct term_end first;          /* the term as it was at first */
	struct term_end end;            /* with what lengthens it; DATE_NONE while it stands still or no term runs */
	enum thread_extension extension;
	date_t extended_on, stopped_on; /* of that extension; since when it stands still */
	int still_days;                 /* days in all that the term stood still */
	bool redirected;
	date_t answered;                /* reply or refusal */
	int days_left;                  /* until the end; below 0: over by so many days. 0 without a term */
	int answer_days;                /* from registration to the answer, without the days it stood still; -1: none yet */
};

/* Never fails: facts that contradict each other (an answer before the registration) give the soberest state, and
 * *odd (may be NULL) a msgid about the worst contradiction, NULL when there is none. */
void thread_look(const struct thread_facts *f, const struct term_rules *rules, const struct holidays *h, date_t today,
    struct thread *out, const char **odd);
/* The rule by which `rule` may be lengthened; NULL: the law knows none. */
const struct term_rule *thread_extension_rule(const struct term_rules *rules, const struct term_rule *rule);
const char *thread_state_label(enum thread_state s);         /* N_() */
const char *thread_extension_label(enum thread_extension x); /* N_(): "its reasons are missing"; "" for none and valid */

/* ---- what can be done: data/ladder.tsv, to which a group may add its own lines (ladder.tsv beside its database) */
struct ladder_step {
	char *id;                      /* "prior.silence" */
	unsigned states;               /* bits of enum thread_state */
	char *family;                  /* begins the id of the letter's rule: "petition"; "" any */
	char *when;                    /* words between blanks, all must hold: council not_council bad_extension electronic */
	char *after;                   /* rule that must first have run out since the letter was sent; "" none */
	char *rule;                    /* how long it may be done; "" no term */
	char *from;                    /* the day that term runs from: end answered sent today */
	char *kind;                    /* of the letter that is drafted; "" none is */
	char *letter_rule;             /* whose term that letter starts; "" none */
	char *template;                /* data/letters/<language>/<template>.txt */
	char *law;
	char *name[LANG_COUNT], *why[LANG_COUNT];
	char *confidence;
};
struct ladder;
/* *ladder NULL: a new one; otherwise the file is added to it, lines of the same id replace. Errors as term_rules_read. */
bool ladder_read(struct ladder **ladder, const char *path, void (*say)(void *ctx, const char *line), void *ctx, struct err *e);
void ladder_free(struct ladder *l);
const struct ladder_step *ladder_find(const struct ladder *l, const char *id);
/* The steps that are open, in the table's order, each with its last day (DATE_NONE: none), past ones left out. */
void ladder_each(const struct ladder *l, const struct thread_facts *f, const struct thread *t, const struct term_rules *rules,
    const struct holidays *h, date_t today, bool (*each)(void *ctx, const struct ladder_step *s, date_t last), void *ctx);

#endif
