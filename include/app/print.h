/* app/print.h - paper: sign-in sheets, petitions, letters, certificates, dossiers. A document is made here from records
 * and drawn by the separate program obste-print. */
#ifndef OBSTE_APP_PRINT_H
#define OBSTE_APP_PRINT_H

#include "app/app.h"

/* What can be printed: one file and one row each (src/app/prints.def). */
struct app_print_kind {
	const char *name; /* "signin" */
	const char *args; /* what it is about: "WORKSHOP"; "" nothing */
	const char *label; /* in the language: "Attendance sheet" */
	const char *help;  /* in the language */
};
size_t app_print_count(void);
struct app_print_kind app_print_kind(size_t i);
bool app_print_find(const char *name, size_t *i);
bool app_print_fits(size_t i, const struct kind *k); /* is it about records of this kind? */

/* Everything that can be wished for; what a document does not know it does not look at. Zeros are the usual. */
struct app_print {
	size_t what;
	const char *about;   /* the record, as typed: an id or a title; NULL where nothing is needed */
	int64_t id;          /* instead of `about`; of `kind` where several fit */
	const struct kind *kind;
	const char *lang;    /* "ro" "ru" "en", "both" (Romanian and Russian); NULL: that of the record */
	const char *phones;  /* sign-in sheet: "none", "last3" (usual), "full" */
	bool blank_given;    /* else the last sheet is filled */
	size_t blank;        /* empty rows for those who come without being expected */
	bool landscape;
	size_t sheets;       /* petition: how many new ones (1) */
	size_t sheet;        /* petition: this number once more; 0 new ones */
	bool booklet;        /* guide: two pages on each side, to fold */
	const char *paper;   /* guide: "a5" (usual), "a4" */
	const struct query *query; /* list: which rows */
	const int *fields;   /* list: which columns */
	size_t nfields;
	date_t from, to;     /* report: DATE_NONE open */
	int64_t group;       /* report: 0 all */
	bool inside;         /* report: for the group itself: small counts of people are shown */
	const char *format;  /* "pdf" "png" "svg"; NULL: as the file's name ends */
	size_t page;         /* of a PNG or SVG; 0: the first */
};
/* Draws into `path` ("-" or NULL: stdout), whole or not at all, 0600. *said (owned; may be NULL): what the person must
 * know of a file that was made, lines; NULL nothing. */
bool app_print(struct app *a, const struct app_print *wish, const char *path, char **said, struct err *e);

/* The words of certificates in one language, as the group has them or as they usually are: appended. Setting an empty
 * text, or the usual one, brings that back. The check says what would not come out as it was meant; it is kept all the same. */
bool app_certificate_text(struct app *a, enum lang l, struct buf *out, struct err *e);
bool app_certificate_set(struct app *a, enum lang l, const char *text, struct err *e);
bool app_certificate_check(const char *text, struct err *e);

#endif
