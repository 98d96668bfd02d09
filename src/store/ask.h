/* store/ask.h - how a query becomes SQL: its order, its conditions, its search. For the files that read lists. */
#ifndef OBSTE_STORE_ASK_H
#define OBSTE_STORE_ASK_H

#include "store/impl.h"
#include "store/read.h"

/* ---- order.c: by what a list is sorted */
enum order_by { BY_ID, BY_TITLE, BY_COLUMN, BY_CHOICE, BY_WORDS, BY_REF };
struct order {
	enum order_by by;
	const struct kind *kind;
	int field; /* NO_FIELD with BY_TITLE */
	bool down;
	bool paired;      /* the title stands behind the key, so that it decides among equals */
	bool nullable;    /* else never NULL, compared as bytes */
	struct buf key;   /* SQL expression over table t */
	const char *id;   /* the id that stands beside the key */
	struct buf table; /* of kept sort keys, or empty */
};
void order_make(const struct query *q, struct order *o);
void order_use_table(struct store *s, const struct query *q, struct order *o); /* where one is worth while */
void order_pair(struct store *s, const struct query *q, struct order *o);      /* before the table is looked for */
void order_free(struct order *o);

/* ---- where.c: conditions with their bound values */
struct arg {
	struct value v;
	bool blob;
};
#define ARGS_MAX 80
struct where {
	struct buf sql;
	struct arg args[ARGS_MAX];
	int n;
};
void where_free(struct where *w);
int where_arg(struct where *w, const struct value *v); /* its number */
int where_int(struct where *w, int64_t n);
int where_text(struct where *w, const char *text, bool blob);
void where_copy(struct where *to, const struct where *from);
void where_bind(const struct where *w, sqlite3_stmt *st);
bool where_check(const struct query *q, struct err *e);                 /* ERR_USAGE: a figure that no report has */
void where_query(struct where *w, const struct query *q, bool ordered); /* bin and filters */
/* A question that no field answers (question.c); false: the word is none. */
bool question_where(struct where *w, const struct kind *k, const char *word);
/* The anchor's own key in this order. Returns the argument's number, 0 when it is NULL. */
int where_key(struct store *s, struct where *w, const struct order *o, const struct record *r);

/* ---- search.c: the words typed above a list */
enum search_plan {
	SEARCH_NONE,
	SEARCH_WALK,  /* along the order, testing each key */
	SEARCH_LIST,  /* few: their ids from the index, then sorted */
	SEARCH_AMONG, /* more: along the order alone, which holds ids, until enough of theirs have come by */
	SEARCH_PART   /* none begins so: a bounded look inside the words */
};
/* What the question is for. A page is looked for near first; when there are not enough, among what the index finds;
 * when these are not near either, they are sorted. */
enum plan_way { PLAN_COUNT, PLAN_ALL, PLAN_NEAR, PLAN_GATHER, PLAN_SORT };
struct search {
	enum search_plan plan;
	int64_t looks;         /* rows that a walk looks at before another way is taken; 0: any number */
	int64_t doubt, hope;   /* when so many looks are left, so many must have fitted; 0: it goes on */
	struct buf key, other; /* as typed, and as on the other keyboard layout ("" when the same) */
	struct buf match;      /* for the index: live rows of the kind */
	struct buf asked;      /* the same, or what finds some rows of other kinds as well */
	int64_t *ids;          /* what that found, rising: all of it with SEARCH_AMONG */
	size_t nids;
};
bool search_make(struct store *s, const struct query *q, enum plan_way way, struct search *sr, struct err *e);
void search_free(struct search *sr);
int64_t search_count(struct store *s, const struct query *q); /* 0: ask otherwise; -1: failed */
bool search_is_among(const struct search *sr, int64_t id);
void search_from(
    const struct search *sr, const struct query *q, const struct order *o, struct where *w, struct buf *from);
void search_where(const struct search *sr, const struct order *o, struct where *w);
char *search_asked(const char *typed); /* as much of it as is looked for; owned */
void search_expression(const struct kind *only, const char *key, const char *mark, struct buf *out);

/* ---- the whole question */
struct plan {
	const struct query *q;
	struct where w;
	struct order o;
	struct search sr;
	struct buf from;
};
/* Are the rows found first by id and key alone, and read when it is known which? */
static inline bool plan_ids_first(const struct plan *p)
{
	return p->sr.plan == SEARCH_LIST || p->sr.plan == SEARCH_AMONG;
}
bool plan_make(struct store *s, const struct query *q, enum plan_way way, struct plan *p, struct err *e);
void plan_free(struct plan *p);

#endif
