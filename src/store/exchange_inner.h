/* store/exchange_inner.h - what the files that read a stream share: a record that arrives, and the joining of one
 * field.
 */
#ifndef OBSTE_STORE_EXCHANGE_INNER_H
#define OBSTE_STORE_EXCHANGE_INNER_H

#include "base/json.h"
#include "store/command.h"
#include "store/exchange.h"

/* ---- exchange_join.c: two states of one field become one. Commutative, associative and idempotent: what stands is the
 * value with the greatest dot; a value is gone when the other side knew it and has it no more; values that did not know
 * of each other stay beside. */
#define OTHERS_MAX 16
struct other {
	struct dot dot;
	const char *json; /* lent */
};
struct side {
	struct dots known; /* first the value's own; n 0: never written */
	const char *json;  /* the value; lent */
	struct other others[OTHERS_MAX];
	size_t nothers;
};
struct joining {
	bool deletion;                                        /* of the bin: what lies there stays there */
	bool (*newer)(void *ctx, struct dot a, struct dot b); /* the total order of dots */
	void *ctx;
};
void join_sides(const struct joining *j, const struct side *here, const struct side *there, struct side *out);

/* ---- a record of the stream */
#define PARTS_MAX 128
struct part {
	char key[DOTS_KEY];
	const char *value; /* in the line; NULL: empty */
	size_t n;
	struct dots known;
	const char *others; /* list in the line; NULL none */
};
struct arriving {
	const struct kind *k;
	int64_t id, created, modified, sequence;
	struct dot base;
	bool part; /* fields were left out */
	struct part parts[PARTS_MAX];
	size_t nparts;
};

struct exchange_in {
	struct store *s;
	struct exchange_in_options o;
	char *name, *about;
	struct command *c; /* NULL: not begun */
	int64_t *devices;  /* of the stream, as they are numbered here */
	size_t ndevices;
	struct known_uid {
		int64_t device;
		unsigned char uid[EXCHANGE_UID];
	} * uids;
	size_t nuids;
	int64_t *erased; /* ids that wait */
	size_t nerased;
	bool has_erased, has_others, has_awaited; /* is there any in the database? */
	int64_t newest;                           /* clock */
	struct exchange_told told;
	struct arriving a;
	struct stored st;  /* of the record at hand */
	struct buf clocks; /* its new ones */
	struct buf texts[6];
};

/* ---- exchange_put.c */
bool arrive(struct exchange_in *in, struct err *e);
bool dot_newer(void *ctx, struct dot a, struct dot b); /* ctx: the struct exchange_in */
bool part_get(
    const struct record *r, const char *key, struct buf *out); /* its JSON, "null" when empty; was it filled? */
bool part_set(struct record *r, const char *key, const char *json, struct err *e);
bool bad_value(struct exchange_in *in, const char *key, struct err *e);
/* Of the fields that arrive, which command elsewhere wrote them. */
struct came {
	struct dot dot;
	char key[DOTS_KEY];
};
/* One change in the history for each such command. `row` writes the record before the last of them: then c->next is the
 * number of its newest change. */
bool tell_changes(struct exchange_in *in, struct came *list, size_t n, const struct record *from,
    const struct record *to,
    bool (*row)(struct exchange_in *in, const struct record *from, const struct record *to, struct err *e),
    struct err *e);
/* What it names and what is not here yet is awaited. `from` (or NULL): what it named before. */
bool await_refs(struct exchange_in *in, const struct record *r, const struct record *from, struct err *e);
bool others_arriving(struct exchange_in *in, const struct part *p, struct side *out, struct buf *texts);
bool others_write(struct exchange_in *in, const char *key, const struct side *was, const struct side *is, bool *changed,
    struct err *e);
/* The others of one field, as they are stored: keys and values into `texts`, which they are lent from. */
bool others_read(
    struct exchange_in *in, int64_t id, const char *key, struct side *out, struct buf *texts, struct err *e);

/* ---- exchange_known.c */
/* Is nothing of the part new to the record here (whose row is in->st)? */
bool part_known(struct exchange_in *in, const struct record *here, const struct part *p);
bool put_known(struct exchange_in *in, struct record *from, struct record *there, struct err *e);

/* ---- exchange_erase.c: what is erased elsewhere */
bool erase_waiting(struct exchange_in *in, struct err *e);
/* A record that arrives and names what is erased: without the name, or not at all (*gone). */
bool without_erased(struct exchange_in *in, struct record *r, bool *gone, struct err *e);

#endif
