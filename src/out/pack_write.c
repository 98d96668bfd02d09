/* out/pack_write.c - writing an exchange file, signed as it grows; see out/pack.h. */
#include "out/pack_inner.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"

struct pack_writer {
	struct path_writer file;
	unsigned char header[PACK_HEADER], secret[PACK_SECRET];
	crypto_secretstream_xchacha20poly1305_state stream;
	unsigned char piece[PACK_PIECE], sealed[PACK_SEALED];
	size_t n; /* in piece */
	crypto_sign_state signing;
	crypto_generichash_state hashing;
};

static bool write_bytes(struct pack_writer *w, const void *bytes, size_t n, struct err *e)
{
	crypto_sign_update(&w->signing, bytes, n);
	crypto_generichash_update(&w->hashing, bytes, n);
	return fwrite(bytes, 1, n, w->file.file) == n || err_errno(e, errno, _("Could not write %s"), w->file.path);
}

static bool make_header(struct pack_writer *w, const struct pack_from *from, struct err *e)
{
	unsigned char *h = w->header, key[32];
	memcpy(h, PACK_MAGIC, AT_FORMAT);
	put_number(h + AT_FORMAT, PACK_FORMAT, 2);
	pack_group_hash(from->group, h + AT_GROUP);
	memcpy(h + AT_UID, from->uid, PACK_UID);
	memcpy(h + AT_KEY, from->public_key, PACK_KEY);
	randombytes_buf(h + AT_SALT, crypto_pwhash_SALTBYTES);
	pack_costs(h + AT_SALT);
	const bool ok = pack_derive(h + AT_SALT, from->passphrase, key, e);
	if (ok)
		crypto_secretstream_xchacha20poly1305_init_push(&w->stream, h + AT_STREAM, key);
	sodium_memzero(key, sizeof key);
	memcpy(w->secret, from->secret, PACK_SECRET);
	crypto_sign_init(&w->signing);
	crypto_generichash_init(&w->hashing, NULL, 0, PACK_HASH);
	return ok;
}

bool pack_write_begin(const char *path, const struct pack_from *from, struct pack_writer **out, struct err *e)
{
	*out = NULL;
	if (!pack_ready(e))
		return false;
	struct pack_writer *w = mem_alloc(sizeof *w);
	if (make_header(w, from, e) && path_write_begin(&w->file, path, e)) {
		if (write_bytes(w, w->header, PACK_HEADER, e)) {
			*out = w;
			return true;
		}
		path_write_abandon(&w->file);
	}
	sodium_memzero(w, sizeof *w);
	free(w);
	return false;
}

static bool seal(struct pack_writer *w, bool last, struct err *e)
{
	unsigned long long n = 0;
	crypto_secretstream_xchacha20poly1305_push(&w->stream, w->sealed, &n, w->piece, w->n, NULL, 0,
	    last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
	w->n = 0;
	return write_bytes(w, w->sealed, (size_t)n, e);
}

bool pack_write(struct pack_writer *w, const char *bytes, size_t n, struct err *e)
{
	while (n) {
		size_t part = PACK_PIECE - w->n < n ? PACK_PIECE - w->n : n;
		memcpy(w->piece + w->n, bytes, part);
		w->n += part;
		bytes += part;
		n -= part;
		if (w->n == PACK_PIECE && n && !seal(w, false, e))
			return false;
	}
	return true;
}

static bool sign(struct pack_writer *w, unsigned char hash[PACK_HASH], struct err *e)
{
	unsigned char signature[PACK_SIGNATURE];
	crypto_sign_final_create(&w->signing, signature, NULL, w->secret);
	const bool ok = write_bytes(w, signature, sizeof signature, e);
	if (hash)
		crypto_generichash_final(&w->hashing, hash, PACK_HASH);
	return ok;
}

static void writer_free(struct pack_writer *w)
{
	sodium_memzero(w, sizeof *w);
	free(w);
}

bool pack_write_end(struct pack_writer *w, unsigned char hash[PACK_HASH], struct err *e)
{
	bool ok = seal(w, true, e) && sign(w, hash, e);
	if (ok)
		ok = path_write_end(&w->file, e);
	else
		path_write_abandon(&w->file);
	writer_free(w);
	return ok;
}

void pack_write_abandon(struct pack_writer *w)
{
	if (!w)
		return;
	path_write_abandon(&w->file);
	writer_free(w);
}
