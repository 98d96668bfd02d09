/* app/invite.h - invitations by mail (iMIP, RFC 6047): an event's invited people get a REQUEST, and a CANCEL when it is called
 * off or they are no longer invited. Only with a consent to invitations and an e-mail address; never twice the same. */
#ifndef OBSTE_APP_INVITE_H
#define OBSTE_APP_INVITE_H

#include "app/app.h"

enum app_invite_fate {
	INVITE_NEW, INVITE_CHANGED, INVITE_CANCEL, /* a message is due, or was made */
	INVITE_SAME,                               /* they have this one already */
	INVITE_NO_EMAIL, INVITE_NO_CONSENT, INVITE_SAID_NO,
	INVITE_FAILED                              /* see why */
};
struct app_invite_row {
	int64_t person;
	enum app_invite_fate fate;
	const char *name, *email, *why; /* lent; "" none */
	const char *path;               /* of the .eml; "" none */
};
const char *app_invite_words(enum app_invite_fate fate); /* "invitation", "no e-mail address", ... in the language */

struct app_invite {
	const struct kind *of;
	int64_t id;
	const char *folder;   /* .eml files to open in a mail program; NULL none */
	bool send;            /* by SMTP, as the settings mail.* say */
	const char *password; /* of mail.user, typed; NULL: mail.password_command, mail.password_file */
	bool again;           /* also those that have the same already */
	void (*told)(void *ctx, const struct app_invite_row *row);
	void *ctx;
	size_t made, failed;  /* filled in */
};
/* Neither folder nor send: only says who would get what. Each message is written down when it is out (app/handout.h), so that
 * an interrupted run goes on where it stopped. */
bool app_invite(struct app *a, struct app_invite *in, struct err *e);
bool app_invite_can(const struct kind *k); /* can people be invited to such a record? */

/* ---- a server's password */
/* The settings PREFIX.user, .password_command, .password_file. *needed: there is a user and nothing else says the password,
 * so a person must be asked. The text is owned. */
bool app_password(struct app *a, const char *prefix, const char *typed, char **out, bool *needed, struct err *e);

#endif
