/* out/seal.c - sealing and opening safety copies; see out/seal.h. A sealed file is said to be made when it was read
 * back from the disk piece by piece. */
#include "out/seal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "out/pack_inner.h"

#define MAGIC "OBSEAL\x1a\n"
#define FORMAT 1
#define HASH 32

enum {
	AT_KIND = 8, /* the format's number */
	AT_MARK = 12,
	AT_LOCK = 76,
	AT_STREAM_KEY = 204,
	AT_HEAD = 284,
	HEADER = 308,
	/* in the lock */
	LOCK_SALT = 32,
	LOCK_NONCE = 56,
	LOCK_SECRET = 80
};

#define STREAM_KEY crypto_secretstream_xchacha20poly1305_KEYBYTES
#define TAG_LAST crypto_secretstream_xchacha20poly1305_TAG_FINAL

/* ---- the lock */

bool seal_lock_make(const char *passphrase, struct seal_lock *out, struct err *e)
{
	unsigned char secret[crypto_box_SECRETKEYBYTES], key[crypto_secretbox_KEYBYTES], *at = out->bytes;
	if (!pack_ready(e))
		return false;
	crypto_box_keypair(at, secret);
	randombytes_buf(at + LOCK_SALT, crypto_pwhash_SALTBYTES);
	pack_costs(at + LOCK_SALT);
	randombytes_buf(at + LOCK_NONCE, crypto_secretbox_NONCEBYTES);
	bool ok = pack_derive(at + LOCK_SALT, passphrase, key, e);
	if (ok)
		crypto_secretbox_easy(at + LOCK_SECRET, secret, sizeof secret, at + LOCK_NONCE, key);
	sodium_memzero(secret, sizeof secret);
	sodium_memzero(key, sizeof key);
	return ok;
}

void seal_lock_text(const struct seal_lock *l, char out[SEAL_LOCK_TEXT])
{
	sodium_bin2hex(out, SEAL_LOCK_TEXT, l->bytes, SEAL_LOCK);
}

bool seal_lock_read(const char *text, struct seal_lock *out)
{
	size_t n = 0;
	return sodium_hex2bin(out->bytes, SEAL_LOCK, text, strlen(text), NULL, &n, NULL) == 0 && n == SEAL_LOCK;
}

/* ---- bytes of a file */

/* As many as there are, up to n; -1: failed. */
static ssize_t read_up_to(int file, void *into, size_t n)
{
	size_t have = 0;
	while (have < n) {
		ssize_t got = read(file, (char *)into + have, n - have);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		have += (size_t)got;
	}
	return (ssize_t)have;
}

static bool write_all(int file, const void *from, size_t n)
{
	const char *p = from;
	while (n) {
		ssize_t done = write(file, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}

static bool cannot_write(struct err *e)
{
	return err_errno(e, errno, "%s", _("The sealed copy could not be written"));
}

static bool cannot_read(struct err *e)
{
	return err_errno(e, errno, "%s", _("The file could not be read"));
}

static bool damaged(struct err *e)
{
	err_set(e, ERR_INVALID, "%s",
	    _("The sealed copy is damaged: it was cut off or changed. Nothing was changed here."));
	err_hint(e, "%s", _("Choose an older copy."));
	return err_tag(e, "SEAL-DAMAGED");
}

/* ---- sealing */

struct sealing {
	int to;
	unsigned char header[HEADER], key[STREAM_KEY];
	crypto_secretstream_xchacha20poly1305_state stream;
	crypto_generichash_state hash;
	unsigned char piece[2][PACK_PIECE], sealed[PACK_SEALED];
};

static bool put(struct sealing *s, const void *bytes, size_t n)
{
	crypto_generichash_update(&s->hash, bytes, n);
	return write_all(s->to, bytes, n);
}

static bool begin(struct sealing *s, const struct seal_lock *l, const char *group, struct err *e)
{
	unsigned char *h = s->header;
	memset(h, 0, HEADER);
	memcpy(h, MAGIC, AT_KIND);
	put_number(h + AT_KIND, FORMAT, 2);
	memcpy(h + AT_MARK, group, strnlen(group, SEAL_MARK - 1));
	memcpy(h + AT_LOCK, l->bytes, SEAL_LOCK);
	crypto_secretstream_xchacha20poly1305_keygen(s->key);
	if (crypto_box_seal(h + AT_STREAM_KEY, s->key, sizeof s->key, l->bytes) != 0)
		return err_set(
		    e, ERR_FAIL, "%s", _("The key with which copies are sealed is damaged: set the passphrase again."));
	crypto_secretstream_xchacha20poly1305_init_push(&s->stream, h + AT_HEAD, s->key);
	crypto_generichash_init(&s->hash, NULL, 0, HASH);
	return put(s, h, HEADER) || cannot_write(e);
}

static bool put_piece(struct sealing *s, const unsigned char *piece, size_t n, bool first, bool last)
{
	unsigned long long length;
	crypto_secretstream_xchacha20poly1305_push(&s->stream, s->sealed, &length, piece, n, first ? s->header : NULL,
	    first ? HEADER : 0, last ? TAG_LAST : 0);
	return put(s, s->sealed, (size_t)length);
}

/* One piece is read ahead: the last one is marked. */
static bool put_pieces(struct sealing *s, int from, struct err *e)
{
	ssize_t n = read_up_to(from, s->piece[0], PACK_PIECE);
	bool first = true, last = false;
	for (int at = 0; !last; at = !at, first = false) {
		ssize_t next = n == PACK_PIECE ? read_up_to(from, s->piece[!at], PACK_PIECE) : 0;
		if (n < 0 || next < 0)
			return cannot_read(e);
		last = next == 0;
		if (!put_piece(s, s->piece[at], (size_t)n, first, last))
			return cannot_write(e);
		n = next;
	}
	return true;
}

static bool finish(struct sealing *s, struct err *e)
{
	unsigned char hash[HASH];
	crypto_generichash_final(&s->hash, hash, HASH);
	return (write_all(s->to, hash, HASH) && fsync(s->to) == 0) || cannot_write(e);
}

/* ---- unsealing */

struct unsealing {
	int from;
	uint64_t left; /* of the pieces */
	bool first;
	unsigned char header[HEADER], piece[PACK_PIECE], sealed[PACK_SEALED];
	crypto_secretstream_xchacha20poly1305_state stream;
};

static bool read_header(int file, unsigned char h[HEADER])
{
	return lseek(file, 0, SEEK_SET) == 0 && read_up_to(file, h, HEADER) == HEADER && memcmp(h, MAGIC, AT_KIND) == 0;
}

static bool unseal_begin(struct unsealing *u, const unsigned char key[STREAM_KEY])
{
	struct stat st;
	if (!read_header(u->from, u->header) || fstat(u->from, &st) != 0 || st.st_size < HEADER + HASH)
		return false;
	u->left = (uint64_t)st.st_size - HEADER - HASH;
	u->first = true;
	return crypto_secretstream_xchacha20poly1305_init_pull(&u->stream, u->header + AT_HEAD, key) == 0;
}

/* false: not what was sealed. */
static bool next_piece(struct unsealing *u, size_t *n, bool *last)
{
	unsigned long long got = 0;
	unsigned char tag = 0;
	size_t want = u->left < PACK_SEALED ? (size_t)u->left : PACK_SEALED;
	if (want < crypto_secretstream_xchacha20poly1305_ABYTES ||
	    read_up_to(u->from, u->sealed, want) != (ssize_t)want ||
	    crypto_secretstream_xchacha20poly1305_pull(&u->stream, u->piece, &got, &tag, u->sealed, want,
	        u->first ? u->header : NULL, u->first ? HEADER : 0) != 0)
		return false;
	u->first = false;
	u->left -= want;
	*n = (size_t)got;
	*last = tag == TAG_LAST;
	return *last == (u->left == 0);
}

/* Into `to`, or (-1) only looked through. */
static bool unseal(int from, const unsigned char key[STREAM_KEY], int to, struct err *e)
{
	struct unsealing *u = mem_alloc(sizeof *u);
	bool ok, last = false, wrote = true;
	size_t n;
	u->from = from;
	ok = unseal_begin(u, key);
	while (ok && wrote && !last) {
		ok = next_piece(u, &n, &last);
		wrote = !ok || to < 0 || write_all(to, u->piece, n);
	}
	sodium_memzero(u, sizeof *u);
	free(u);
	return ok ? wrote || cannot_write(e) : damaged(e);
}

bool seal_write(const struct seal_lock *l, const char *group, int from, int to, struct err *e)
{
	if (!pack_ready(e))
		return false;
	struct sealing *s = mem_alloc(sizeof *s);
	s->to = to;
	bool ok = begin(s, l, group, e) && put_pieces(s, from, e) && finish(s, e) && unseal(to, s->key, -1, e);
	sodium_memzero(s, sizeof *s);
	free(s);
	return ok;
}

uint64_t seal_size(uint64_t plain)
{
	const uint64_t pieces = plain ? (plain + PACK_PIECE - 1) / PACK_PIECE : 1;
	return HEADER + plain + pieces * (PACK_SEALED - PACK_PIECE) + HASH;
}

/* ---- what can be told without the passphrase */

bool seal_group(int file, char mark[SEAL_MARK], struct seal_lock *lock)
{
	unsigned char h[HEADER];
	bool is = read_header(file, h);
	if (is) {
		memcpy(mark, h + AT_MARK, SEAL_MARK);
		mark[SEAL_MARK - 1] = '\0';
		if (lock)
			memcpy(lock->bytes, h + AT_LOCK, SEAL_LOCK);
	}
	return lseek(file, 0, SEEK_SET) == 0 && is;
}

bool seal_whole(int file)
{
	struct stat st;
	crypto_generichash_state state;
	unsigned char hash[HASH], said[HASH], bytes[16384];
	if (!pack_ready(NULL) || fstat(file, &st) != 0 || st.st_size < HEADER + HASH || lseek(file, 0, SEEK_SET) != 0)
		return false;
	crypto_generichash_init(&state, NULL, 0, HASH);
	for (off_t left = st.st_size - HASH; left > 0;) {
		size_t want = left < (off_t)sizeof bytes ? (size_t)left : sizeof bytes;
		if (read_up_to(file, bytes, want) != (ssize_t)want)
			return false;
		crypto_generichash_update(&state, bytes, want);
		left -= (off_t)want;
	}
	crypto_generichash_final(&state, hash, HASH);
	return read_up_to(file, said, HASH) == HASH && memcmp(hash, said, HASH) == 0;
}

/* ---- with it */

static bool wrong_word(struct err *e)
{
	err_set(e, ERR_DENIED, "%s",
	    _("The passphrase is not the one with which the copy was sealed. Nothing was changed."));
	err_hint(e, "%s",
	    _("Capitals, spaces and the keyboard's language count. A copy from before the passphrase was changed "
	      "needs the earlier one."));
	return err_tag(e, "SEAL-WORD");
}

bool seal_unlock(int file, const char *passphrase, struct seal_key *out, struct err *e)
{
	unsigned char h[HEADER], key[crypto_secretbox_KEYBYTES], *lock = h + AT_LOCK;
	if (!pack_ready(e))
		return false;
	if (!read_header(file, h))
		return damaged(e);
	if (get_number(h + AT_KIND, 2) > FORMAT) {
		err_set(e, ERR_INVALID, "%s", _("The copy was sealed by a newer version of the program."));
		return err_hint(e, "%s", _("Install the newer version to put it back."));
	}
	if (!pack_derive(lock + LOCK_SALT, passphrase, key, e))
		return false;
	bool ok = crypto_secretbox_open_easy(out->secret, lock + LOCK_SECRET,
	              sizeof out->secret + crypto_secretbox_MACBYTES, lock + LOCK_NONCE, key) == 0;
	sodium_memzero(key, sizeof key);
	memcpy(out->lock.bytes, lock, SEAL_LOCK);
	return ok || wrong_word(e);
}

void seal_forget(struct seal_key *k)
{
	sodium_memzero(k, sizeof *k);
}

bool seal_open(int file, const struct seal_key *k, int to, struct err *e)
{
	unsigned char h[HEADER], key[STREAM_KEY];
	if (!pack_ready(e))
		return false;
	if (!read_header(file, h))
		return damaged(e);
	if (memcmp(h + AT_LOCK, k->lock.bytes, SEAL_LOCK) != 0)
		return wrong_word(e);
	bool ok = crypto_box_seal_open(
	              key, h + AT_STREAM_KEY, STREAM_KEY + crypto_box_SEALBYTES, k->lock.bytes, k->secret) == 0;
	ok = ok ? unseal(file, key, to, e) && (fsync(to) == 0 || cannot_write(e)) : damaged(e);
	sodium_memzero(key, sizeof key);
	return ok;
}
