/* app/publish.h - a calendar on a CalDAV server (RFC 4791), entry by entry: only what changed travels. */
#ifndef OBSTE_APP_PUBLISH_H
#define OBSTE_APP_PUBLISH_H

#include "app/exchange.h"

enum app_publish_fate { PUBLISH_NEW, PUBLISH_CHANGED, PUBLISH_MENDED /* somebody changed it there */, PUBLISH_GONE, PUBLISH_FAILED };
struct app_publish {
	const struct app_ics_out *what; /* whose calendar; its path is not used */
	const char *url, *user;         /* NULL: the settings caldav.url, caldav.user */
	const char *password;           /* typed; NULL: caldav.password_command, caldav.password_file */
	bool dry_run;                   /* asks the server what it has, changes nothing */
	void (*told)(void *ctx, enum app_publish_fate fate, const char *title); /* may be NULL */
	void *ctx;
	size_t fresh, changed, gone, same, failed; /* filled in */
};
/* What was published stays published when a later entry fails: the next time goes on. Of the collection only the entries of this
 * group are touched. ERR_DENIED: wrong password, not allowed; ERR_NOT_FOUND: no such calendar; ERR_FAIL: the network. */
bool app_publish(struct app *a, struct app_publish *p, struct err *e);

#endif
