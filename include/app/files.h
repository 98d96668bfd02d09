/* app/files.h - the files that records name. They are copied into a folder beside the database, so that the record still
 * has them when the original is moved, and a copy of the folder is whole. */
#ifndef OBSTE_APP_FILES_H
#define OBSTE_APP_FILES_H

#include "app/app.h"

/* "files/petition.pdf" -> the whole path; "~/x" and whole paths too. Owned. */
char *app_file_path(const struct app *a, const char *stored);
/* Every file named in the text of an ft_file value that is not there yet is copied, under a safe name that no other has;
 * *out (owned) is the text with what they are called now. What cannot be read stays as it is named, and is an error. */
bool app_files_keep(struct app *a, const char *text, char **out, struct err *e);

#endif
