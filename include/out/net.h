/* out/net.h - over the network, with libcurl: a message to an SMTP server, a request to a web server. Only where a person set
 * it up; nothing else in the program goes online. libcurl's types never leave out/. */
#ifndef OBSTE_OUT_NET_H
#define OBSTE_OUT_NET_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

struct net;
struct net_server {
	const char *url;            /* smtp://host:587, smtps://host, https://host/path */
	const char *user, *password; /* NULL: none. Never sent unencrypted but to this machine itself */
	const char *ca;             /* file with the certificates to believe, in the place of the system's; NULL */
	bool starttls;              /* smtp: encrypted from the first word on, or not at all */
	bool (*stop)(void *ctx);    /* asked now and then; NULL */
	void *ctx;
};
/* ERR_NOT_FOUND when libcurl is not installed; ERR_INVALID when a password would travel unencrypted. One connection is kept for
 * what follows. The texts of the server are copied. */
bool net_open(const struct net_server *s, struct net **out, struct err *e);
void net_close(struct net *n); /* NULL is fine */

/* One message (with CRLF) to one address. */
bool net_mail(struct net *n, const char *from, const char *to, const struct buf *message, struct err *e);

struct net_answer {
	long status;
	struct buf body; /* at most 64 MB */
	char etag[200];  /* "" none */
};
/* `path` is put behind the server's url. headers: "Depth: 1" and the like, ended by NULL. False: no answer came, and why;
 * a status from 400 on is an answer. Free with net_answer_free in both cases. */
bool net_ask(struct net *n, const char *method, const char *path, const char *const *headers, const struct buf *body,
             struct net_answer *out, struct err *e);
void net_answer_free(struct net_answer *a);
const char *net_library_version(void); /* NULL: not installed */

#endif
