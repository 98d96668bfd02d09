/* out/pack_read.c - reading an exchange file; see out/pack.h. Nothing of it is believed before the signature holds, and
 * no line is given out before every piece has been unsealed once. */
#include "out/pack_inner.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"

struct pack_reader {
	FILE *file;
	char *path;
	unsigned char header[PACK_HEADER], key[32];
	struct pack_head head;
	uint64_t length;
};

static bool damaged(const struct pack_reader *r, struct err *e)
{
	err_set(e, ERR_INVALID, _("%s is damaged: it was cut off or changed on the way. Nothing was taken from it."),
	    r->path);
	err_hint(e, _("Ask for the file once more, or copy it again."));
	return err_tag(e, "PACK-DAMAGED");
}

static bool read_failed(const struct pack_reader *r, struct err *e)
{
	return ferror(r->file) ? err_errno(e, errno, _("Could not read %s"), r->path) : damaged(r, e);
}

static bool read_header(struct pack_reader *r, struct err *e)
{
	const size_t n = fread(r->header, 1, PACK_HEADER, r->file);
	if (n < AT_FORMAT || memcmp(r->header, PACK_MAGIC, AT_FORMAT) != 0) {
		err_set(e, ERR_INVALID, _("%s is not an exchange file of Obște. Nothing was taken from it."), r->path);
		err_hint(e, _("Exchange files are made by \"obste pack\" and \"obste sync\"."));
		return err_tag(e, "PACK-FOREIGN");
	}
	if (n < PACK_HEADER)
		return read_failed(r, e);
	if (get_number(r->header + AT_FORMAT, 2) > PACK_FORMAT) {
		err_set(e, ERR_INVALID, _("%s was made by a newer version of the program. Nothing was taken from it."),
		    r->path);
		err_hint(e, _("Install the newer version here too, then take the file in again."));
		return err_tag(e, "PACK-NEWER");
	}
	memcpy(r->head.uid, r->header + AT_UID, PACK_UID);
	memcpy(r->head.key, r->header + AT_KEY, PACK_KEY);
	memcpy(r->head.group, r->header + AT_GROUP, 32);
	return true;
}

static bool right_size(struct pack_reader *r, struct err *e)
{
	struct stat st;
	if (fstat(fileno(r->file), &st) < 0)
		return err_errno(e, errno, _("Could not read %s"), r->path);
	r->head.size = (uint64_t)st.st_size;
	if (r->head.size < PACK_HEADER + PACK_SIGNATURE)
		return damaged(r, e);
	r->length = r->head.size - PACK_HEADER - PACK_SIGNATURE; /* another length: another signature */
	return true;
}

static bool signature_holds(struct pack_reader *r, struct err *e)
{
	crypto_sign_state signing;
	crypto_generichash_state hashing;
	unsigned char signature[PACK_SIGNATURE], piece[65536];
	uint64_t left = r->length + PACK_HEADER;
	crypto_sign_init(&signing);
	crypto_generichash_init(&hashing, NULL, 0, PACK_HASH);
	rewind(r->file);
	while (left) {
		const size_t want = left < sizeof piece ? (size_t)left : sizeof piece;
		if (fread(piece, 1, want, r->file) != want)
			return read_failed(r, e);
		crypto_sign_update(&signing, piece, want);
		crypto_generichash_update(&hashing, piece, want);
		left -= want;
	}
	if (fread(signature, 1, sizeof signature, r->file) != sizeof signature)
		return read_failed(r, e);
	crypto_generichash_update(&hashing, signature, sizeof signature);
	crypto_generichash_final(&hashing, r->head.hash, PACK_HASH);
	return crypto_sign_final_verify(&signing, signature, r->head.key) == 0 || damaged(r, e);
}

/* A pipe in the file's place would block for ever. */
static bool open_file(struct pack_reader *r, struct err *e)
{
	struct stat st;
	const int fd = open(r->path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return err_errno(e, errno, _("Could not read %s"), r->path);
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return err_set(e, ERR_INVALID, _("%s is not an ordinary file."), r->path);
	}
	r->file = fdopen(fd, "rb");
	return r->file != NULL || err_errno(e, errno, _("Could not read %s"), r->path);
}

bool pack_open(const char *path, struct pack_reader **out, struct err *e)
{
	struct pack_reader *r = mem_alloc(sizeof *r);
	r->path = mem_copy_text(path);
	*out = NULL;
	if (pack_ready(e) && open_file(r, e) && read_header(r, e) && right_size(r, e) && signature_holds(r, e)) {
		*out = r;
		return true;
	}
	pack_close(r);
	return false;
}

void pack_close(struct pack_reader *r)
{
	if (!r)
		return;
	if (r->file)
		fclose(r->file);
	free(r->path);
	sodium_memzero(r, sizeof *r);
	free(r);
}

const struct pack_head *pack_head(const struct pack_reader *r)
{
	return &r->head;
}

bool pack_is_of(const struct pack_reader *r, const char *group)
{
	unsigned char hash[32];
	pack_group_hash(group, hash);
	return memcmp(hash, r->head.group, sizeof hash) == 0;
}

/* ---- unsealing */

struct unsealing {
	struct pack_reader *r;
	crypto_secretstream_xchacha20poly1305_state stream;
	uint64_t left;
	bool ended; /* the last piece has come */
	unsigned char sealed[PACK_SEALED], piece[PACK_PIECE];
};

static struct unsealing *unseal_begin(struct pack_reader *r)
{
	struct unsealing *u = mem_alloc(sizeof *u);
	u->r = r;
	u->left = r->length;
	if (fseek(r->file, PACK_HEADER, SEEK_SET) != 0 ||
	    crypto_secretstream_xchacha20poly1305_init_pull(&u->stream, r->header + AT_STREAM, r->key) != 0)
		u->left = 0;
	return u;
}

static void unseal_end(struct unsealing *u)
{
	sodium_memzero(u, sizeof *u);
	free(u);
}

/* The next piece; *n 0 after the last. false: not what the writer sealed with this passphrase. */
static bool unseal(struct unsealing *u, size_t *n)
{
	unsigned long long got = 0;
	unsigned char tag;
	const size_t want = u->left < PACK_SEALED ? (size_t)u->left : PACK_SEALED;
	*n = 0;
	if (u->ended)
		return u->left == 0;
	if (want < crypto_secretstream_xchacha20poly1305_ABYTES || fread(u->sealed, 1, want, u->r->file) != want ||
	    crypto_secretstream_xchacha20poly1305_pull(&u->stream, u->piece, &got, &tag, u->sealed, want, NULL, 0) != 0)
		return false;
	u->left -= want;
	u->ended = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
	*n = (size_t)got;
	return u->ended || got > 0;
}

static size_t newlines(const unsigned char *p, size_t n)
{
	size_t lines = 0;
	for (const unsigned char *end = p + n, *at; (at = memchr(p, '\n', (size_t)(end - p))); p = at + 1)
		lines++;
	return lines;
}

bool pack_unlock(struct pack_reader *r, const char *passphrase, size_t *lines, struct err *e)
{
	if (!pack_derive(r->header + AT_SALT, passphrase, r->key, e))
		return false;
	struct unsealing *u = unseal_begin(r);
	size_t n = 0, pieces = 0;
	bool ok = true;
	*lines = 0;
	while (ok && !(u->ended && u->left == 0)) {
		ok = unseal(u, &n);
		*lines += ok ? newlines(u->piece, n) : 0;
		pieces += ok;
	}
	unseal_end(u);
	if (ok)
		return true;
	if (pieces)
		return damaged(r, e);
	err_set(e, ERR_DENIED, _("The passphrase is not the one with which %s was made. Nothing was taken from it."),
	    r->path);
	err_hint(e, _("Ask the person who made the file; capitals and spaces count."));
	return err_tag(e, "PACK-WORD");
}

struct cutting {
	bool (*line)(void *ctx, const char *text, struct err *e);
	void *ctx;
	struct buf rest; /* of a line that goes on in the next piece */
	struct err *e;
};

static bool cut(struct cutting *c, const char *p, size_t n)
{
	const char *end = p + n, *at;
	bool ok = true;
	for (; ok && (at = memchr(p, '\n', (size_t)(end - p))); p = at + 1) {
		buf_add(&c->rest, p, (size_t)(at - p));
		ok = c->line(c->ctx, buf_str(&c->rest), c->e);
		buf_clear(&c->rest);
	}
	buf_add(&c->rest, p, ok ? (size_t)(end - p) : 0);
	return ok;
}

bool pack_lines(
    struct pack_reader *r, bool (*line)(void *ctx, const char *text, struct err *e), void *ctx, struct err *e)
{
	struct unsealing *u = unseal_begin(r);
	struct cutting c = {.line = line, .ctx = ctx, .e = e};
	bool ok = true;
	size_t n = 0;
	while (ok && !(u->ended && u->left == 0)) {
		if (!unseal(u, &n) || c.rest.len > PACK_LINE)
			ok = damaged(r, e);
		else
			ok = cut(&c, (const char *)u->piece, n);
	}
	if (c.rest.data)
		sodium_memzero(c.rest.data, c.rest.len);
	buf_free(&c.rest);
	unseal_end(u);
	return ok;
}
