/* app/invite_inner.h - what finding the invited and writing to them share. Only src/app/invite*.c. */
#ifndef OBSTE_SRC_APP_INVITE_INNER_H
#define OBSTE_SRC_APP_INVITE_INNER_H

#include "app/export_internal.h"
#include "app/invite.h"
#include "out/net.h"

struct invited {
	int64_t person;
	bool wanted, said_no;
	bool has; /* an invitation or cancellation was given: */
	struct given_entry had;
	int64_t had_at, had_clock;
};
struct inviting {
	struct app *app;
	struct app_invite *in;
	struct record *record;
	struct entry *entry;
	struct consents consents;
	struct invited *people;
	size_t n;
	char *from; /* the group's address */
	struct net *net;
	struct err last; /* why the last one was not sent */
};

/* What the next message would say of the entry, in the person's language. */
struct given_entry invite_entry(struct inviting *x, const struct invited *p, const struct record *person);
/* The group's address, and the connection when messages are to be sent. */
bool invite_sender(struct inviting *x, struct err *e);
/* Makes the message, puts it into the folder or sends it, and writes it down. */
bool invite_give(struct inviting *x, const struct invited *p, const struct record *person,
    const struct given_entry *now, bool cancel, char **path, struct err *e);

#endif
