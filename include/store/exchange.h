/* store/exchange.h - records with the clocks of their fields, out of the database as lines and into it again, so that
 * any order, any repetition and any choice of such streams ends with the same data everywhere. What the stream is kept
 * in (files, passphrases) is not known here. */
#ifndef OBSTE_STORE_EXCHANGE_H
#define OBSTE_STORE_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/record.h"
#include "store/store.h"

#define EXCHANGE_FORMAT 1  /* of the lines */
#define EXCHANGE_UID 16    /* bytes by which a laptop is known everywhere */

/* ---- out */
struct exchange_mark { int64_t change, quiet, erased; }; /* how far a stream went; zeros: from the beginning */
struct exchange_out {
	const char *what, *about;        /* "pack" "full" "changes"; what people read ("Cum scriem o petiție"); may be NULL */
	struct exchange_mark since;      /* only what changed after it */
	const char *not_from;            /* but for what files of this folder brought; may be NULL */
	/* Only these records, sorted by kind's number and id; NULL all. */
	const struct exchange_item { const struct kind *kind; int64_t id; } *only;
	size_t nonly;
	bool (*allowed)(void *ctx, const struct field *f, const struct kind *k); /* NULL: every field */
	/* One line, ended by a newline. */
	bool (*line)(void *ctx, const char *text, size_t n, struct err *e);
	void *ctx;
};
/* *records: how many; *mark: how far it goes (both may be NULL). A reading of one moment. */
bool exchange_write(struct store *s, const struct exchange_out *o, size_t *records, struct exchange_mark *mark, struct err *e);
bool exchange_mark_now(struct store *s, struct exchange_mark *out, struct err *e);

/* ---- in */
struct exchange_head {               /* of a stream; texts owned */
	int format;
	char *program, *group, *what, *about, *name, *locality, *from; /* from: name of the laptop that made it */
	int64_t made_ms, newest_ms; /* newest_ms: the latest clock that its laptop has met */
};
/* The first line. ERR_INVALID: not one of ours, or of a later format. */
bool exchange_head_read(const char *line, struct exchange_head *out, struct err *e);
void exchange_head_free(struct exchange_head *h);

enum exchange_fate { EXCHANGE_NEW, EXCHANGE_CHANGED, EXCHANGE_KEPT /* only here it was newer */, EXCHANGE_SAME };
struct exchange_told {
	size_t records, fresh, changed, same; /* of the stream */
	size_t fields;     /* values that changed here, new records apart */
	size_t conflicts;  /* values that did not know of each other */
	size_t erased;     /* records erased here because they were erased elsewhere */
	size_t refused;    /* records of the stream that are erased here */
	size_t taken_back; /* values that came before and were undone here */
	size_t unknown;    /* records of kinds that this version does not know: left out */
	int64_t newest_ms; /* the latest clock in it */
	int64_t command;   /* number in the history; 0 none */
};
struct exchange_in;
/* `dry`: everything is done and nothing kept. Then lines (each ended by NUL, without the newline), then the end.
 * `each` (may be NULL) hears what becomes of every record; the fields as in the history. */
struct exchange_in_options {
	const char *name, *about;  /* of the command: msgid, free text */
	bool dry, many;            /* many: thousands of records follow */
	int64_t latest_ms;         /* a clock later than that is refused; 0: none is */
	void (*each)(void *ctx, const struct kind *k, int64_t id, enum exchange_fate fate, const char *fields);
	void (*conflict)(void *ctx, const struct kind *k, int64_t id, const char *key, const char *kept, const char *other);
	void *ctx;
};
bool exchange_begin(struct store *s, const struct exchange_in_options *o, struct exchange_in **out, struct err *e);
bool exchange_line(struct exchange_in *in, const char *line, struct err *e);
bool exchange_end(struct exchange_in *in, struct exchange_told *told, struct err *e); /* frees it in every case */
void exchange_abort(struct exchange_in *in); /* frees it; nothing happened (but what was erased) */

/* ---- values that lost */
struct exchange_conflict {
	const struct kind *kind;
	int64_t id;
	const char *key;       /* of the field; "deleted": in the bin, and changed elsewhere meanwhile */
	const char *value;     /* the other value, as JSON */
	int64_t clock, device, at_ms; /* at_ms 0: not known */
	const char *who, *device_name;
};
bool exchange_conflicts(struct store *s, bool (*each)(void *ctx, const struct exchange_conflict *c), void *ctx, struct err *e);
/* The other value takes the place of the present one (`swap`), or the matter is closed as it stands. One command. */
bool exchange_settle(struct store *s, const struct exchange_conflict *c, bool swap, struct err *e);

/* ---- laptops */
struct exchange_device {
	int64_t number;
	unsigned char uid[EXCHANGE_UID];
	const char *name;
	bool here;             /* this one */
	bool known;            /* its key is remembered */
	int64_t last_ms;       /* its last change that is known here; 0 none */
};
bool exchange_devices(struct store *s, bool (*each)(void *ctx, const struct exchange_device *d), void *ctx, struct err *e);
bool exchange_device_here(struct store *s, unsigned char uid[EXCHANGE_UID], char **name, struct err *e);
bool exchange_name_device(struct store *s, const char *name, struct err *e); /* this one */
/* Is this the key that the device had before? A device that is met for the first time: *fits. */
bool exchange_key_fits(struct store *s, const unsigned char uid[EXCHANGE_UID], const unsigned char key[32], bool *fits, struct err *e);
bool exchange_remember_key(struct store *s, const unsigned char uid[EXCHANGE_UID], const char *name, const unsigned char key[32], struct err *e);
bool exchange_forget_key(struct store *s, int64_t number, struct err *e);

/* ---- files of shared folders, remembered */
bool exchange_file_read(struct store *s, const unsigned char hash[32]);
bool exchange_remember_file(struct store *s, const unsigned char hash[32], const char *name, int64_t command, struct err *e);
struct exchange_sent { int64_t counter; struct exchange_mark mark; const char *name; };
bool exchange_sent_each(struct store *s, const char *folder, bool (*each)(void *ctx, const struct exchange_sent *f), void *ctx, struct err *e);
bool exchange_remember_sent(struct store *s, const char *folder, const struct exchange_sent *f, bool alone, struct err *e);

/* Nothing was ever written but its name: such a database may become a copy of another group's. */
bool exchange_is_fresh(struct store *s);
/* A record that others name and that has not come yet. */
bool store_is_awaited(struct store *s, int64_t id);

#endif
