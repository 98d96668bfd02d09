/* ui/screens/import_job.h - between the import's screen and its work in the background. */
#ifndef OBSTE_UI_SCREENS_IMPORT_JOB_H
#define OBSTE_UI_SCREENS_IMPORT_JOB_H

#include "app/exchange.h"
#include "ui/ui_internal.h"

bool import_job_can(const struct app_table *t);
void import_job_start(struct ui *u, const struct kind *k, const char *path, const struct app_table *t);
/* "Imported: 31 new ..." in the message line. */
void import_say_done(struct ui *u, const struct app_import *counts);

#endif
