/* model/kind.h - kinds of record and their fields, as tables. One field = one row of src/model/<kind>.def; one kind =
 * one such file and its line in src/model/kinds.def. Columns, forms, lists, CSV, JSON, search, history and the manual
 * are made from these rows. */
#ifndef OBSTE_MODEL_KIND_H
#define OBSTE_MODEL_KIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/type.h"

/* Where a field takes part. */
enum field_in {
	IN_LIST = 1 << 0,   /* a column that lists show at first (all fields can be turned on) */
	IN_FORM = 1 << 1,
	IN_CSV = 1 << 2,
	IN_SEARCH = 1 << 3, /* its text is found by / and by `find` */
	IN_CAL = 1 << 4,    /* a change of it is a change of the calendar entry (SEQUENCE rises) */
	REQUIRED = 1 << 5,
	BRIEF = 1 << 6,     /* belongs to the short form (a walk-in, a person created from a picker) */
	SUGGEST = 1 << 7,   /* while typing, what was already written in this field is offered */
	COUNTED = 1 << 9,   /* figures count by it: it has an index */
	OWN = 1 << 10,      /* the program keeps it by itself: no form, no table, no list has it */
	ONCE = 1 << 8,      /* belongs to this one record: a duplicate begins without it */
	IN_ALL = IN_FORM | IN_CSV
};

/* Who may see it when data leaves the laptop. */
enum privacy { PUBLIC, MEMBERS, PERSONAL, SENSITIVE };

struct choice {
	const char *code;  /* permanent */
	const char *label; /* N_() */
	bool closed;       /* a state in which nothing more is expected */
};

#define INITIAL_LANGUAGE "(language)" /* that in which the program speaks */

struct field {
	const char *key;    /* permanent: history, files and exchange refer to it */
	const struct field_type *type;
	const char *label;  /* N_(): form label and column title */
	const char *help;   /* N_(): one line under the field; may be NULL */
	int width;          /* cells of the column in lists; 0: 12 */
	unsigned in;        /* enum field_in */
	enum privacy privacy;
	const struct choice *choices; /* ft_choice, ft_choices: ended by a NULL code */
	const char *target; /* ft_ref, ft_refs: key of the kind named; NULL in ft_ref of notes: any */
	const char *initial;/* FOR_DATA text, or "today" / "now", or INITIAL_LANGUAGE, put into a new record */
	const char *also;   /* other headers met in people's tables, separated by |, in any language */
	const char *group;  /* N_(): heading in the form above this field; NULL continues the one before */
	const char *as;     /* N_(): a person named here, in their own calendar: "trainer"; NULL: not said */
	const char *stronger; /* choices: when two records become one, the code named first here stays; NULL: the first record's */
	const char *when;   /* "type=petition|campaign": the form shows it only then; NULL always. Never affects storing */
};

/* Row 0 of every kind is its id, so 0 also says "no such field". Loops over fields begin at 1. */
#define NO_FIELD 0
/* Which fields make the calendar entry; NO_FIELD where there is none. */
struct kind_calendar {
	bool has;
	const char *category;   /* N_("Workshop") */
	int date, starts, ends, until /* last day of all-day spans */, place, repeat, status, people /* refs: who is concerned */;
	int rule;               /* field naming a legal rule: the entry is the end of that term, counted from `date` */
	int done;               /* field that, when filled, says the thing is done */
	const char *cancelled;  /* code of `status` that means cancelled; NULL none */
	const char *only_when;  /* "kind=promise": only such records enter; NULL all */
	bool deadline;          /* an end of a term: an all-day event marked as such */
	bool is_public;         /* may stand in the public calendar (never with personal fields) */
};

/* The tabs of the program; each kind lives under one. */
enum section {
	SECTION_TODAY, SECTION_PEOPLE, SECTION_GROUPS, SECTION_PROBLEMS, SECTION_ACTIONS, SECTION_WORKSHOPS, SECTION_COUNCIL,
	SECTION_CALENDAR, SECTION_REPORTS, SECTION_OTHER, SECTION_COUNT
};

struct kind {
	const char *key;      /* "person" */
	const char *label;    /* N_("person") in small letters, singular */
	const char *plural;   /* N_("People"): title of the list */
	const char *create;   /* N_("New person") */
	const char *empty;    /* N_(): what the section is for, when it is empty */
	enum section section;
	bool main;            /* the section's first list */
	bool log;             /* a note with its date: N on the page of what it names adds one, its first title field the text */
	bool task;            /* something to be done: T adds one */
	const struct field *fields;
	int nfields;          /* with row 0 */
	int title[3];         /* fields that name the record, in order; unused ones NO_FIELD */
	const char *title_join; /* " " or " · "; NULL: " · " */
	int order;            /* field that lists are sorted by at first; NO_FIELD: by title */
	bool order_down;
	int joined[4];        /* the id is derived from these references (attendance = workshop + person); unused NO_FIELD */
	int parent;           /* reference that this record belongs to (step -> action); NO_FIELD */
	int match[3];         /* fields by which an import knows a record again when there is no id */
	int aside;            /* choice whose value aside_as keeps a record out of lists, exports and searches, where nobody asks */
	const char *aside_as; /* for it by a filter (a person known by name from one event); NO_FIELD: none is kept out */
	struct kind_calendar calendar;
};

/* The fields' positions, e.g. person_surname; person_id is 0. Made from the same rows. */
#define KIND(k, ...) enum k##_field { k##_id,
#define FIELD(k, f, ...) k##_##f,
#define END(k) k##_field_count };
#include "model/kinds.def"
#undef KIND
#undef FIELD
#undef END

enum kind_number {
#define KIND(k, ...) KIND_##k,
#define FIELD(k, f, ...)
#define END(k)
#include "model/kinds.def"
#undef KIND
#undef FIELD
#undef END
	KIND_COUNT
};

const struct kind *kind_get(enum kind_number n);
const struct kind *kind_find(const char *key);      /* NULL: no such kind */
const struct kind *kinds_all(size_t *count);        /* array of `count` */
int kind_number(const struct kind *k);              /* its place in kinds_all: for arrays indexed by kind */
int kind_field(const struct kind *k, const char *key); /* NO_FIELD: none (and for "id") */
const struct kind *field_target(const struct field *f); /* NULL: not a reference */
const struct kind *section_kind(enum section s);    /* the main kind; NULL for Today, Calendar, Reports, Other */
const struct choice *choice_find(const struct field *f, const char *code);
/* Does the record's field condition "key=a|b" hold for these values? NULL holds. */
struct value;
bool kind_condition(const struct kind *k, const char *condition, const struct value *values);

#endif
