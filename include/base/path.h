/* base/path.h - files and folders: XDG places, 0600 and 0700, writing that is whole or not there. */
#ifndef OBSTE_BASE_PATH_H
#define OBSTE_BASE_PATH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"

/* Owned texts. Without HOME they fall back to a folder under the temporary folder, 0700, named by the user id. */
char *path_data_home(void);   /* $XDG_DATA_HOME/obste */
char *path_config_home(void); /* $XDG_CONFIG_HOME/obste */
char *path_state_home(void);  /* $XDG_STATE_HOME/obste */
char *path_documents(void);   /* the user's documents folder, by user-dirs.dirs; else HOME */
/* The program's own data (rules, sample, templates): $OBSTE_DATA, data/ beside the build folder, or the installed one. */
char *path_program_data(const char *argv0);
char *path_locale_dir(const char *argv0); /* likewise: locale/ beside the program in the build folder, or installed */
/* A program of ours that this one calls, "obste-print": beside it in the build folder, or installed. Owned. */
char *path_helper(const char *argv0, const char *name);
char *path_join(const char *folder, const char *name);
char *path_dir(const char *path);   /* folder part, "." when none */
/* As a person types it: ~ is the home, a name without a folder is in the documents. Owned. */
char *path_as_typed(const char *typed);
const char *path_base(const char *path);
const char *path_shown(const char *path); /* as people see it: without their home before it; lent from `path` */
bool path_exists(const char *path);
bool path_make_dirs(const char *folder, struct err *e); /* 0700 */
/* A safe file name from any text: letters and digits kept, the rest '-', never empty, never beginning with a dot. */
char *path_safe_name(const char *text);
bool path_read_all(const char *path, size_t limit, struct buf *out, struct err *e);

/* Write a file so that the old one stays until the new one is whole: temporary beside it, fsync, rename. 0600.
 * `path` "-" or NULL means stdout. */
struct path_writer {
	FILE *file;
	char *path, *temporary; /* owned; NULL for stdout */
};
bool path_write_begin(struct path_writer *w, const char *path, struct err *e);
bool path_write_end(struct path_writer *w, struct err *e);  /* also checks every earlier write of `file` */
void path_write_abandon(struct path_writer *w);

#endif
