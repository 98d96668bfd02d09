/* app/report.h - reports: figures with labels, in the language, on screen or out. */
#ifndef OBSTE_APP_REPORT_H
#define OBSTE_APP_REPORT_H

#include "app/app.h"

size_t app_report_count(void);
const char *app_report_name(size_t i);   /* "attendance" */
const char *app_report_label(size_t i);  /* in the language */
const char *app_report_help(size_t i);
bool app_report_find(const char *name, size_t *i);

struct app_report_column { const char *key, *label; int width; bool right, percent; };
#define APP_REPORT_COLUMNS 24
size_t app_report_columns(size_t i, struct app_report_column out[APP_REPORT_COLUMNS]); /* how many; labels in the language */

struct app_period { date_t from, to; int64_t group; }; /* DATE_NONE open, 0 all */
/* Rows as texts for a person, or (data) as FOR_DATA. */
bool app_report_run(struct app *a, size_t i, const struct app_period *p, bool data,
                    bool (*row)(void *ctx, const char *const *cells), void *ctx, struct err *e);
enum app_report_format { REPORT_TEXT, REPORT_CSV, REPORT_JSON, REPORT_HTML };
bool app_report_write(struct app *a, size_t i, const struct app_period *p, enum app_report_format f, bool excel,
                      const char *path, struct err *e);
/* Keeps the figures as they are now, as submitted: a record of the kind snapshot. *id may be NULL. */
bool app_report_freeze(struct app *a, size_t i, const struct app_period *p, int64_t *id, struct err *e);

#endif
