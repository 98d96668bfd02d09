/* out/net.c - libcurl behind a door: one message, one request, and why it did not work in words that somebody can act
 * on. No redirects are followed and no other protocol is spoken than the one that was asked for. */
#include "out/net.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/lang.h"
#include "base/mem.h"
#include "out/curl.h"

#define ANSWER_MOST ((size_t)64 << 20)
#define CONNECT_SECONDS 20L
#define SILENT_SECONDS 30L

struct net {
	CURL *handle;
	char *url, *user, *password, *ca;
	bool starttls;
	bool (*stop)(void *ctx);
	void *ctx;
	char said[CURL_ERROR_SIZE];
};

/* ---- what went wrong */

static const struct fault {
	CURLcode code;
	enum err_code as;
	const char *tag, *what, *hint;
} faults[] = {
    {CURLE_COULDNT_RESOLVE_HOST, ERR_FAIL, "NET-NAME", N_("The server's name is not known, or there is no network."),
        N_("Check the connection and the address in the settings, then try again.")},
    {CURLE_COULDNT_CONNECT, ERR_FAIL, "NET-CONNECT", N_("The server does not answer."),
        N_("Check the connection, the address and the port in the settings, then try again.")},
    {CURLE_OPERATION_TIMEDOUT, ERR_FAIL, "NET-SLOW", N_("The server took too long to answer."),
        N_("Try again later; what was done before is written down.")},
    {CURLE_LOGIN_DENIED, ERR_DENIED, "NET-PASSWORD", N_("The server does not take the name or the password."),
        N_("Check the user in the settings and the password. Many providers want a password made for programs.")},
    {CURLE_PEER_FAILED_VERIFICATION, ERR_DENIED, "NET-CERTIFICATE",
        N_("The server's certificate is not trusted: it may be another server than it says."),
        N_("Check the address. For a group's own server set net.ca to the file with its certificate.")},
    {CURLE_SSL_CACERT_BADFILE, ERR_DENIED, "NET-CERTIFICATE", N_("The file of certificates (net.ca) cannot be read."),
        N_("Check the setting net.ca.")},
    {CURLE_SSL_CONNECT_ERROR, ERR_FAIL, "NET-TLS", N_("No encrypted connection came about."),
        N_("Check the port and whether the server speaks TLS from the beginning (tls) or later (starttls).")},
    {CURLE_USE_SSL_FAILED, ERR_DENIED, "NET-TLS", N_("The server offers no encryption, so nothing was sent."),
        N_("Check the port and whether the server speaks TLS from the beginning (tls) or later (starttls).")},
    {CURLE_ABORTED_BY_CALLBACK, ERR_INTERRUPTED, "STOPPED", N_("Stopped."), NULL},
    {CURLE_FILESIZE_EXCEEDED, ERR_INVALID, "NET-BIG", N_("The server's answer is too long."), NULL},
    {CURLE_WRITE_ERROR, ERR_INVALID, "NET-BIG", N_("The server's answer is too long."), NULL},
    {CURLE_SEND_ERROR, ERR_FAIL, "NET-LOST", N_("The connection was lost."), N_("Try again; nothing is done twice.")},
    {CURLE_RECV_ERROR, ERR_FAIL, "NET-LOST", N_("The connection was lost."), N_("Try again; nothing is done twice.")},
    {CURLE_GOT_NOTHING, ERR_FAIL, "NET-LOST", N_("The connection was lost."), N_("Try again; nothing is done twice.")},
};

static bool say(const struct net *n, CURLcode code, struct err *e)
{
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		const struct fault *f = &faults[i];
		if (f->code != code)
			continue;
		err_set(e, f->as, "%s", tr(f->what));
		if (f->hint)
			err_hint(e, "%s", tr(f->hint));
		return err_tag(e, f->tag);
	}
	err_set(e, ERR_FAIL, _("The server could not be used: %s"), n->said[0] ? n->said : "?");
	return err_tag(e, "NET");
}

/* ---- the connection */

static bool has_start(const char *text, const char *start)
{
	return strncasecmp(text, start, strlen(start)) == 0;
}

/* This machine itself: nothing travels. */
static bool is_local(const char *url)
{
	static const char *const hosts[] = {"localhost", "127.", "[::1]"};
	const char *host = strstr(url, "://");
	for (size_t i = 0; host && i < sizeof hosts / sizeof *hosts; i++) {
		const size_t n = strlen(hosts[i]);
		const char after = host[3 + (strlen(host + 3) < n ? strlen(host + 3) : n)];
		if (has_start(host + 3, hosts[i]) && (i == 1 || after == '\0' || after == ':' || after == '/'))
			return true;
	}
	return false;
}

/* "127.evil.example" begins like this machine's address. */
static bool host_is_digits(const char *url)
{
	const char *host = strstr(url, "://") + 3;
	return strspn(host, "0123456789.") == strcspn(host, ":/");
}

static bool may_carry_password(const struct net_server *s)
{
	if (!s->password || has_start(s->url, "https://") || has_start(s->url, "smtps://") || s->starttls)
		return true;
	return is_local(s->url) && (!strstr(s->url, "://127.") || host_is_digits(s->url));
}

static bool known_protocol(const char *url)
{
	static const char *const known[] = {"http://", "https://", "smtp://", "smtps://"};
	bool fine = false;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		fine = fine || has_start(url, known[i]);
	for (const unsigned char *c = (const unsigned char *)url; *c; c++)
		fine = fine && *c > 0x20 && *c != 0x7F && *c != '@'; /* nor a password within the address */
	return fine;
}

bool net_open(const struct net_server *s, struct net **out, struct err *e)
{
	const struct curl_library *c = curl_library();
	*out = NULL;
	if (!c) {
		err_set(e, ERR_NOT_FOUND, _("libcurl is not installed: this program cannot go online."));
		return err_hint(e, _("Install the package libcurl4 (or libcurl), then try again."));
	}
	if (!known_protocol(s->url))
		return err_set(e, ERR_INVALID, _("\"%s\" is not the address of a server."), s->url);
	if (!may_carry_password(s)) {
		err_set(e, ERR_INVALID, _("The password would travel unencrypted, so nothing was sent."));
		return err_hint(e, _("Use an address with https://, or mail.tls = tls or starttls."));
	}
	struct net *n = mem_alloc(sizeof *n);
	c->curl_global_init(CURL_GLOBAL_DEFAULT);
	n->handle = c->curl_easy_init();
	n->url = mem_copy_text(s->url);
	n->user = mem_copy_text(s->user);
	n->password = mem_copy_text(s->password);
	n->ca = mem_copy_text(s->ca && *s->ca ? s->ca : NULL);
	n->starttls = s->starttls;
	n->stop = s->stop;
	n->ctx = s->ctx;
	*out = n;
	if (n->handle)
		return true;
	net_close(n);
	*out = NULL;
	return err_set(e, ERR_FAIL, _("libcurl does not start."));
}

void net_close(struct net *n)
{
	if (!n)
		return;
	if (n->handle)
		curl_library()->curl_easy_cleanup(n->handle);
	if (n->password)
		memset(n->password, 0, strlen(n->password));
	free(n->url);
	free(n->user);
	free(n->password);
	free(n->ca);
	free(n);
}

static int asked_to_stop(void *ctx, curl_off_t a, curl_off_t b, curl_off_t d, curl_off_t f)
{
	const struct net *n = ctx;
	(void)a, (void)b, (void)d, (void)f;
	return n->stop && n->stop(n->ctx) ? 1 : 0;
}

static void set_common(struct net *n, const char *url)
{
	const struct curl_library *c = curl_library();
	c->curl_easy_reset(n->handle);
	n->said[0] = '\0';
	c->curl_easy_setopt(n->handle, CURLOPT_URL, url);
	c->curl_easy_setopt(n->handle, CURLOPT_ERRORBUFFER, n->said);
	c->curl_easy_setopt(n->handle, CURLOPT_NOSIGNAL, 1L);
	c->curl_easy_setopt(n->handle, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	c->curl_easy_setopt(n->handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
	c->curl_easy_setopt(n->handle, CURLOPT_LOW_SPEED_TIME, SILENT_SECONDS);
	c->curl_easy_setopt(n->handle, CURLOPT_NOPROGRESS, 0L);
	c->curl_easy_setopt(n->handle, CURLOPT_XFERINFOFUNCTION, asked_to_stop);
	c->curl_easy_setopt(n->handle, CURLOPT_XFERINFODATA, n);
	if (n->ca)
		c->curl_easy_setopt(n->handle, CURLOPT_CAINFO, n->ca);
	if (n->user)
		c->curl_easy_setopt(n->handle, CURLOPT_USERNAME, n->user);
	if (n->password)
		c->curl_easy_setopt(n->handle, CURLOPT_PASSWORD, n->password);
}

/* ---- what is sent and what comes */

struct sending {
	const char *data;
	size_t left, all;
};

/* From the beginning again: the server first wanted to know who asks. */
static int rewind_to(void *ctx, curl_off_t to, int from)
{
	struct sending *s = ctx;
	if (from != SEEK_SET || to < 0 || (size_t)to > s->all)
		return CURL_SEEKFUNC_CANTSEEK;
	s->data -= s->all - s->left;
	s->data += to;
	s->left = s->all - (size_t)to;
	return CURL_SEEKFUNC_OK;
}

static size_t give(char *into, size_t size, size_t count, void *ctx)
{
	struct sending *s = ctx;
	const size_t n = s->left < size * count ? s->left : size * count;
	memcpy(into, s->data, n);
	s->data += n;
	s->left -= n;
	return n;
}

static size_t take(char *from, size_t size, size_t count, void *ctx)
{
	struct net_answer *a = ctx;
	if (a->body.len + size * count > ANSWER_MOST)
		return 0;
	buf_add(&a->body, from, size * count);
	return size * count;
}

static size_t take_header(char *line, size_t size, size_t count, void *ctx)
{
	struct net_answer *a = ctx;
	size_t n = size * count;
	while (n && strchr("\r\n ", line[n - 1]))
		n--;
	if (n > 5 && strncasecmp(line, "ETag:", 5) == 0) {
		size_t at = 5;
		while (at < n && line[at] == ' ')
			at++;
		if (n - at < sizeof a->etag) {
			memcpy(a->etag, line + at, n - at);
			a->etag[n - at] = '\0';
		}
	}
	return size * count;
}

static void send_body(struct net *n, struct sending *s)
{
	const struct curl_library *c = curl_library();
	c->curl_easy_setopt(n->handle, CURLOPT_UPLOAD, 1L);
	c->curl_easy_setopt(n->handle, CURLOPT_READFUNCTION, give);
	c->curl_easy_setopt(n->handle, CURLOPT_READDATA, s);
	c->curl_easy_setopt(n->handle, CURLOPT_SEEKFUNCTION, rewind_to);
	c->curl_easy_setopt(n->handle, CURLOPT_SEEKDATA, s);
	c->curl_easy_setopt(n->handle, CURLOPT_INFILESIZE_LARGE, (curl_off_t)s->left);
}

static bool refused_address(const struct net *n, const char *to, struct err *e)
{
	long status = 0;
	curl_library()->curl_easy_getinfo(n->handle, CURLINFO_RESPONSE_CODE, &status);
	if (status < 400)
		return false;
	err_set(e, ERR_INVALID, _("The server refused the message to %s (%ld)."), to, status);
	return true;
}

bool net_mail(struct net *n, const char *from, const char *to, const struct buf *message, struct err *e)
{
	const struct curl_library *c = curl_library();
	char *sender = mem_print("<%s>", from), *receiver = mem_print("<%s>", to);
	struct sending s = {buf_str(message), message->len, message->len};
	struct net_answer ignored = {0, BUF_INIT, ""};
	struct curl_slist *all = c->curl_slist_append(NULL, receiver);
	set_common(n, n->url);
	c->curl_easy_setopt(n->handle, CURLOPT_USE_SSL, n->starttls ? (long)CURLUSESSL_ALL : (long)CURLUSESSL_NONE);
	c->curl_easy_setopt(n->handle, CURLOPT_MAIL_FROM, sender);
	c->curl_easy_setopt(n->handle, CURLOPT_MAIL_RCPT, all);
	c->curl_easy_setopt(n->handle, CURLOPT_WRITEFUNCTION, take);
	c->curl_easy_setopt(n->handle, CURLOPT_WRITEDATA, &ignored);
	send_body(n, &s);
	const CURLcode code = c->curl_easy_perform(n->handle);
	const bool ours = code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR || code == CURLE_WEIRD_SERVER_REPLY ||
	                  code == CURLE_UPLOAD_FAILED;
	bool ok = code == CURLE_OK;
	if (!ok && !(ours && refused_address(n, to, e)))
		say(n, code, e);
	c->curl_slist_free_all(all);
	buf_free(&ignored.body);
	free(sender);
	free(receiver);
	return ok;
}

bool net_ask(struct net *n, const char *method, const char *path, const char *const *headers, const struct buf *body,
    struct net_answer *out, struct err *e)
{
	const struct curl_library *c = curl_library();
	char *url = mem_print("%s%s", n->url, path);
	struct sending s = {body ? buf_str(body) : "", body ? body->len : 0, body ? body->len : 0};
	struct curl_slist *all = c->curl_slist_append(NULL, "Expect:"); /* answers come at once */
	*out = (struct net_answer){0, BUF_INIT, ""};
	for (size_t i = 0; headers && headers[i]; i++)
		all = c->curl_slist_append(all, headers[i]);
	set_common(n, url);
	c->curl_easy_setopt(n->handle, CURLOPT_CUSTOMREQUEST, method);
	c->curl_easy_setopt(n->handle, CURLOPT_HTTPHEADER, all);
	c->curl_easy_setopt(n->handle, CURLOPT_HTTPAUTH, CURLAUTH_BASIC | CURLAUTH_DIGEST);
	c->curl_easy_setopt(n->handle, CURLOPT_USERAGENT, "Obste");
	c->curl_easy_setopt(n->handle, CURLOPT_WRITEFUNCTION, take);
	c->curl_easy_setopt(n->handle, CURLOPT_WRITEDATA, out);
	c->curl_easy_setopt(n->handle, CURLOPT_HEADERFUNCTION, take_header);
	c->curl_easy_setopt(n->handle, CURLOPT_HEADERDATA, out);
	if (body)
		send_body(n, &s);
	const CURLcode code = c->curl_easy_perform(n->handle);
	c->curl_easy_getinfo(n->handle, CURLINFO_RESPONSE_CODE, &out->status);
	c->curl_slist_free_all(all);
	free(url);
	return code == CURLE_OK || say(n, code, e);
}

void net_answer_free(struct net_answer *a)
{
	buf_free(&a->body);
}

const char *net_library_version(void)
{
	return curl_library() ? curl_library()->curl_version() : NULL;
}
