/* app/import.h - what the importers share: known ids by hashed keys, records known again, references by title, refused
 * rows. Only src/app/ includes it; it must not know a kind by name. */
#ifndef OBSTE_SRC_APP_IMPORT_H
#define OBSTE_SRC_APP_IMPORT_H

#include "app/app_internal.h"
#include "app/exchange.h"
#include "out/csv.h"

/* ---- from a 64-bit key to ids, several a key (idmap.c) */
struct idmap {
	struct idmap_slot {
		uint64_t key;
		int64_t id; /* 0: free */
	} * slots;
	size_t used, room;
};
void idmap_add(struct idmap *m, uint64_t key, int64_t id); /* the same pair twice is one */
/* The ids of a key, at most `max`; how many there are (which may be more than max). */
size_t idmap_get(const struct idmap *m, uint64_t key, int64_t *ids, size_t max);
void idmap_free(struct idmap *m);
uint64_t hash_bytes(uint64_t seed, const void *bytes, size_t n);
/* Of the words of a text, by their search keys, in any order: "Ion Rusu" is "Rusu Ion". 0 when there is no word. */
uint64_t hash_words(const char *text, struct buf *scratch);

/* ---- records known again without an id (import_keys.c) */
#define KEYS_FOUND 32
#define ALTERNATIVES 4 /* values of one field that count: phones of a person */
/* What a name is compared by (likely.c): sums over its words, one a way to spell them. */
#define LIKELY_WORDS 4
#define LIKELY_WHOLE 8
#define LIKELY_PARTS 8
struct likely_name {
	uint64_t whole[LIKELY_WHOLE], parts[LIKELY_PARTS];
	int nwhole, nparts;
};
/* What one record is known by. */
struct import_marks {
	const struct record *of_record; /* NULL: of none */
	uint64_t of[4][ALTERNATIVES];
	int n[4];
	unsigned filled; /* bit per field */
	uint64_t title, content;
	struct likely_name name; /* when doubles are looked for */
};
struct import_keys {
	const struct kind *kind;
	const struct type_ctx *types;
	int fields[4], nfields; /* the match fields, or the one that --update-by names */
	bool exact;             /* all of them must agree, empty ones too */
	bool named;             /* and the name must agree: families share a phone */
	bool doubles;           /* records that share only something are asked about too */
	const bool *mapped;     /* fields that the file has: equal in all of them is the same record */
	struct idmap map, contents, claimed, likely;
	struct import_marks marks; /* of the record last asked about */
	struct buf scratch, title;
};
/* Keys of the same kind and fields that know no record yet. */
void import_keys_copy(struct import_keys *out, const struct import_keys *k);
/* What a record will be known by, from keys of which nothing else is used; and told to the ones that look. */
void import_keys_marks(struct import_keys *k, const struct record *r, struct import_marks *out);
void import_keys_marked(struct import_keys *k, const struct import_marks *m);
void import_keys_init(
    struct import_keys *k, const struct kind *kind, const struct type_ctx *types, int update_by, const bool *mapped);
bool import_keys_load(struct import_keys *k, struct app *a, struct err *e); /* every live record, one pass */
void import_keys_next(struct import_keys *k); /* another record follows, perhaps where the last one stood in memory */
void import_keys_add(struct import_keys *k, const struct record *r);
/* Records that may be meant by what the row says; how many. `keyed`: the row has something to be known by; otherwise
 * they are records that are equal in all that the file has. */
size_t import_keys_find(struct import_keys *k, const struct record *row, int64_t *ids, size_t max, bool *keyed);
/* The marks of this record, as likely doubles are looked for by (likely.h). */
const struct import_marks *import_keys_marks_of(struct import_keys *k, const struct record *r);
void import_keys_claim(struct import_keys *k, int64_t id); /* a row of this file is this record */
bool import_keys_claimed(const struct import_keys *k, int64_t id);
void import_keys_free(struct import_keys *k);

/* ---- references by title, each kind read once (import_refs.c) */
struct import_refs {
	struct app *app;
	struct type_ctx types; /* to read cells with */
	struct idmap *titles;  /* one a kind */
	bool *loaded;
	size_t missed;
	struct buf scratch;
};
void import_refs_init(struct import_refs *refs, struct app *a);
void import_refs_add(struct import_refs *refs, const struct record *r); /* a new record may be named by later rows */
void import_refs_free(struct import_refs *refs);

/* The rows of the table, or of the cards. */
bool app_table_rows(
    const struct app_table *t, bool (*each)(void *ctx, const struct csv_row *row), void *ctx, struct err *e);
/* Does the header begin with the words of this field ("Prenume Nume")? (table_look.c) */
bool app_table_names(const struct field *f, const char *header);

/* ---- what every importer does with a record that was read (import_put.c) */
struct import_run {
	struct app *app;
	struct app_import *im;
	struct command *command;
	bool big;                  /* a file of many rows */
	struct prepared *prepared; /* of the new record put next; NULL none */
	bool parsed;               /* each value of a new record was read by its type just now */
	int64_t rows, whole;       /* told so far; in the file, about, when somebody hears of it */
	bool stopped;
	struct err fatal; /* ends the import: disk full, busy, interrupted */
};
/* `row_mark` begins each record in the file (the progress is told by counting it). */
bool import_begin(struct import_run *run, struct app *a, struct app_import *im, const char *name, const char *path,
    const char *row_mark, struct err *e);
/* Puts `r` when it differs from `base` (NULL: it is new). Counts and tells. False: refused for `e`'s reason, not told.
 */
bool import_put(struct import_run *run, size_t row, struct record *r, const struct record *base, struct err *e);
void import_tell(struct import_run *run, size_t row, enum app_row_fate fate, const char *why);
/* Commits (or gives up, after a dry run or a fatal error). `ok`: reading went well. */
bool import_end(struct import_run *run, bool ok, struct err *e);

#endif
