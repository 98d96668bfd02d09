/* base/err.h - what went wrong, said in words a coordinator can act on.
 * A fallible function returns bool and fills a final `struct err *`. Nothing below app/ shows an error. */
#ifndef OBSTE_BASE_ERR_H
#define OBSTE_BASE_ERR_H

#include <stdbool.h>

/* The numbers are the exit codes of the command line. */
enum err_code {
	ERR_NONE = 0,
	ERR_FAIL = 1,      /* something failed that fits nowhere below */
	ERR_USAGE = 2,     /* the command line's words are off */
	ERR_NOT_FOUND = 3, /* no such record, file, report */
	ERR_INVALID = 4,   /* data that cannot be taken */
	ERR_BUSY = 5,      /* another program holds the database */
	ERR_DENIED = 6,    /* no permission, read-only, disk full */
	ERR_INTERRUPTED = 130
};

struct err {
	enum err_code code;
	char tag[24];    /* short stable mark for the log and for help, e.g. "DB-FULL"; may be empty */
	char field[40];  /* key of the field at fault; may be empty */
	char what[480];  /* what happened, and whether the work is safe; already translated */
	char hint[480];  /* what to do; already translated; may be empty */
};

#define ERR_INIT {ERR_NONE, "", "", "", ""}

/* Fill and return false, so that `return err_set(...)` reads well. `e` may be NULL. A hint set before is cleared. */
bool err_set(struct err *e, enum err_code code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Add the second sentence. Returns false. */
bool err_hint(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Add the stable mark. Returns false. */
bool err_tag(struct err *e, const char *tag);
/* Add the field at fault. Returns false. */
bool err_field(struct err *e, const char *key);
/* From errno of a file operation: `doing` is a translated verb phrase with the path, e.g. "Could not read x.csv".
 * ENOENT gives ERR_NOT_FOUND, EACCES/EROFS/ENOSPC/EDQUOT give ERR_DENIED. Returns false. */
bool err_errno(struct err *e, int errnum, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

#endif
