/* app/exchange.h - what goes out and comes in: tables, calendars, JSON, backups, the sample group. */
#ifndef OBSTE_APP_EXCHANGE_H
#define OBSTE_APP_EXCHANGE_H

#include "app/app.h"

/* What became of a row that was read, or of a file that was written again. */
enum app_row_fate { ROW_NEW, ROW_CHANGED, ROW_SAME, ROW_REFUSED };

/* `path` NULL or "-": stdout. Written whole or not at all. *rows may be NULL.
 * Headers are the field keys, `id` first; a reference is the title of what it names, and its ids stand in a column
 * "<key>.id" at the end of the row, so that the file can be read by people and comes back without loss. */
struct app_csv_out {
	const char *path;
	bool excel, labels;         /* for spreadsheets; headers in the language */
	const struct query *query;  /* NULL: all live records */
	const int64_t *ids;         /* only these, in this order; the query then does not count; NULL: by the query */
	size_t nids;
	size_t limit;               /* 0: all */
	const int *fields;          /* only these, in this order (0 the id), without "<key>.id"; NULL: all that CSV carries */
	size_t nfields;
};
/* The labels of what is personal in a whole table of this kind: "Phone, E-mail"; nothing when nothing is. Appends. */
void app_export_personal(const struct kind *k, struct buf *out);
bool app_export_csv(struct app *a, const struct kind *k, const struct app_csv_out *o, int64_t *rows, struct err *e);

enum app_audience { AUDIENCE_GROUP, AUDIENCE_PUBLIC, AUDIENCE_MEMBERS, AUDIENCE_PERSON, AUDIENCE_SUBGROUP };
struct app_ics_out {
	const char *path;
	enum app_audience audience;
	int64_t of;                       /* person or group */
	const struct kind *kinds[32];     /* only these; nkinds 0: all with a calendar */
	size_t nkinds;
	date_t from, to;                  /* DATE_NONE: open */
	bool tasks;                       /* what is to be done also as VTODO */
};
/* A person's calendar is in that person's language, has their own part in each entry and nobody else's data; without their
 * consent (where consents are kept): ERR_INVALID. Names of others stand only in calendars of members and groups, of those who
 * agree. Written to a file it is written down as given out (app/handout.h). */
bool app_export_ics(struct app *a, const struct app_ics_out *o, int64_t *events, struct err *e);
/* One calendar for each member who is concerned by an entry, DIR/<name>-<id>.ics, and beside it, when something changed since
 * they got the last one, DIR/<name>-<id>.txt to paste into a chat, in the member's language. */
struct app_member_out {
	int64_t person, events;
	const char *name, *path;
	enum app_row_fate fate; /* ROW_REFUSED: no consent, or it is over; an older file of theirs is gone */
	const char *news;       /* the text, "" none; lent */
};
bool app_export_ics_members(struct app *a, const struct app_ics_out *o, const char *folder,
                            void (*told)(void *ctx, const struct app_member_out *m), void *ctx, struct err *e);
bool app_export_json(struct app *a, const struct kind *k /* NULL: all */, const char *path, int64_t *rows, struct err *e);

/* People as vCards 3.0: names, phones, e-mail, address, organisation, language, tags; not their notes, which are about them and
 * not for them. */
bool app_export_vcard(struct app *a, const struct query *q /* NULL: all live ones */, const char *path, int64_t *rows, struct err *e);

/* ---- tables in */
#define APP_COLUMNS 256
struct app_table {                        /* what was made of a file before anything is stored */
	char *path;
	char encoding[32];
	char separator;
	bool cards;                           /* vCards, read as rows */
	char sample[160];
	char *headers[APP_COLUMNS];           /* owned */
	int fields[APP_COLUMNS];              /* field that the column becomes; -1 skip; 0 the id */
	bool ids[APP_COLUMNS];                /* the column holds the ids that the reference names, not titles */
	char *examples[APP_COLUMNS];          /* first filled cell; owned */
	size_t columns;
};
/* A row that shares something with a record that is there, and may be of the same person. */
enum app_double {
	DOUBLE_NEW,       /* stored as a new record */
	DOUBLE_SAME,      /* joined with the one that is there: its name stays, phones are added, the rest is the row's */
	DOUBLE_LATER,     /* new, and the two stand in the list of likely doubles (app/unite.h) */
	DOUBLE_DIFFERENT  /* new, and never asked about again */
};
struct app_double_row {
	size_t row;
	int64_t id;               /* of the record that is there */
	const char *name, *theirs;/* lent */
	const char *why;          /* "Phone, Name" */
};
/* What became of an entry of a calendar. Texts lent, "" none. */
struct app_ics_in {
	size_t line;               /* where it begins in the file */
	enum app_row_fate fate;
	const char *title;
	date_t date;               /* DATE_NONE: not understood */
	int starts;                /* minutes; -1 the whole day */
	const char *why;           /* it was refused */
	const char *left_out;      /* of it, and why */
	const char *kept;          /* what the source changed, but people here had changed too: it stays as it is here */
};
struct app_import {
	void (*entry)(void *ctx, const struct app_ics_in *en); /* calendars; may be NULL */
	const char *encoding;                 /* NULL: guessed */
	const char *update_by;                /* field key; NULL: id, then the kind's match fields */
	bool dry_run;
	/* told for each row, may be NULL; false stops with ERR_INTERRUPTED and nothing is stored */
	bool (*each)(void *ctx, size_t row, enum app_row_fate fate, const char *why);
	void (*warn)(void *ctx, size_t row, const char *what); /* something of a row was left out; may be NULL */
	bool doubles;                         /* likely doubles are looked for (people; not with update_by) */
	enum app_double otherwise;            /* what becomes of them, where `decide` is NULL */
	enum app_double (*decide)(void *ctx, const struct app_double_row *d);
	void *ctx;
	size_t likely;                        /* filled in: rows that were likely doubles; they are counted below too */
	const char *refused_as;               /* where refused rows go; NULL: FILE.refused.csv beside the file; "": nowhere */
	size_t fresh, changed, same, refused; /* filled in */
	char *refused_path;                   /* where they went, when there were some; owned */
};
bool app_table_look(struct app *a, const struct kind *k, const char *path, const char *encoding, struct app_table *t, struct err *e);
/* Which column becomes which field, guessed anew: for another kind than the file was looked at for. */
void app_table_mean(struct app_table *t, const struct kind *k);
/* What was corrected once is known again by the set of headers: kept in the program's settings, as a hash of them. */
bool app_table_remember(struct app *a, const struct kind *k, const struct app_table *t, struct err *e);
bool app_table_recall(struct app *a, const struct kind *k, struct app_table *t); /* false: nothing is remembered */
const struct kind *app_table_known(struct app *a, const struct app_table *t);    /* what such a table was; NULL */
bool app_table_doubles(const struct kind *k); /* are likely doubles of this kind looked for? */
/* "Column=field" as --map says it; "Column=" skips it. */
bool app_table_map(struct app_table *t, const struct kind *k, const char *map, struct err *e);
bool app_table_import(struct app *a, const struct kind *k, const struct app_table *t, struct app_import *im, struct err *e);
void app_table_free(struct app_table *t);

bool app_import_ics(struct app *a, const char *path, const struct kind *as, struct app_import *im, struct err *e);
bool app_import_json(struct app *a, const char *path, struct app_import *im, struct err *e);

/* ---- safety */
bool app_backup(struct app *a, const char *path /* NULL: the usual folder, rotated */, char **made, struct err *e);
/* `passphrase`: of a sealed copy, else NULL. ERR_DENIED with tag "SEAL-WORD": it is another one, ask again. */
bool app_restore_backup(struct app *a, const char *copy, const char *passphrase, char **kept, struct err *e);
bool app_backup_is_sealed(const char *copy);
/* Copies are sealed from now on, made without a question and opened by the passphrase only; those in the usual folder, and
 * the attached files beside them, are sealed at once. NULL: made open again; sealed ones stay so. Nobody can recover a
 * forgotten passphrase: who sets one must be told. */
bool app_backup_set_passphrase(struct app *a, const char *passphrase, struct err *e);
bool app_backup_may_be_passphrase(const char *passphrase, struct err *e); /* long enough */
bool app_backup_has_passphrase(struct app *a);
char *app_backup_folder(struct app *a);   /* owned */
char *app_newest_backup(struct app *a);   /* owned; NULL none */
/* The copies of this group, the newest first; lent texts, false stops. */
struct app_copy { const char *path; int64_t at_ms, bytes; };
void app_backups(struct app *a, bool (*each)(void *ctx, const struct app_copy *c), void *ctx);
char *app_backup_folder(struct app *a);   /* where they go; owned */
/* Changes made in this database after a moment: what putting back a copy of then would cost. */
int64_t app_changes_since(struct app *a, int64_t at_ms);
/* Once a day, when the setting backup.daily says so (it does without one), of one's own group; *made NULL: not due. */
bool app_backup_daily(struct app *a, char **made, struct err *e);
/* What is derived (search index, sort keys, counts) made again from the records. */
bool app_repair(struct app *a, struct err *e);
bool app_check(struct app *a, void (*say)(void *ctx, const char *line), void *ctx, struct err *e);

void app_versions(struct buf *out); /* of the libraries at work; appends */

/* The sample group: CSV and .ics files of data/sample through the same doors, dated relative to today. The app's database must
 * not be open; it is made at `path` (an older sample is replaced, anything else refused) and left open. */
bool app_make_sample(struct app *a, const char *path, struct err *e);
/* The sample as a visit from one's own group: in its place beside it, opened instead of it, also the next time, until one
 * leaves. Leaving deletes it; *own: one's own database is open now, otherwise there is none yet. */
bool app_enter_sample(struct app *a, struct err *e);
bool app_leave_sample(struct app *a, bool *own, struct err *e);
/* How many changes were made in the sample by hand. */
int64_t app_sample_edits(struct app *a);

#endif
