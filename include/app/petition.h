/* app/petition.h - petitions: what one must contain, and the signatures of its sheets, typed row by row. */
#ifndef OBSTE_APP_PETITION_H
#define OBSTE_APP_PETITION_H

#include "app/app.h"

/* What a petition must contain (Administrative Code art. 75 (1), 76 (1)), one element at a time in the language: is it
 * there, and what to do when not. *ready: nothing is missing. */
bool app_petition_check(struct app *a, int64_t action, bool *ready,
                        void (*each)(void *ctx, const char *what, bool there, const char *todo), void *ctx, struct err *e);

/* Refused and double ones are no signatures. */
struct app_signatures { int64_t paper, online, refused, doubles, goal, support /* letters of support */; };
bool app_petition_count(struct app *a, int64_t action, struct app_signatures *out, struct err *e);

/* The sheet of this number, made when it is not there; `form` "paper" or "online"; collected_by 0 and on DATE_NONE: as it is. */
bool app_sheet_of(struct app *a, int64_t action, int number, const char *form, int64_t collected_by, date_t on, int64_t *sheet,
                  struct err *e);

struct app_signed {
	int64_t signature;    /* 0: nothing was written (the row stood there already) */
	char checked[12];     /* "ok", "double", "" */
	char double_of[64];   /* where the same person signed: "sheet 9, row 3" in the language */
};
/* One row of a sheet, on disk when it returns true. `person` 0: not known, name and address as typed. The same row typed
 * again replaces it. The same person on another row of this action is stored as signed twice (`sure`: another person of
 * that name: counted). */
bool app_sheet_sign(struct app *a, int64_t action, int64_t sheet, int row, const char *name, const char *address, int64_t person,
                    bool sure, struct app_signed *out, struct err *e);
bool app_sheet_refuse(struct app *a, int64_t signature, const char *reason, struct err *e);

/* Who may be meant while a name is typed: known people with their address, then earlier signers. person 0: a signer. */
bool app_signers(struct app *a, const char *typed, size_t max,
                 void (*each)(void *ctx, int64_t person, const char *name, const char *address), void *ctx, struct err *e);

#endif
