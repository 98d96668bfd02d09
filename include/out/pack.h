/* out/pack.h - an exchange file: lines sealed with a passphrase and signed by the laptop that wrote it. The whole file
 * is looked at before its first line is given out. Knows no record.
 *
 *   bytes  what                                             (numbers little-endian)
 *       8  "OBSTE\r\n\x1a"                                   a transfer as text damages it visibly
 *       2  format, 2 reserved (0)
 *      32  hash of the group's mark                         whose it is, before the passphrase is asked for
 *      16  the laptop's mark, 32 its public key (Ed25519)
 *      16  salt, 4 operations, 4 memory in KiB               of the passphrase's key (Argon2id)
 *      24  head of the sealed stream (XChaCha20-Poly1305, libsodium's secretstream)
 *     ...  pieces of 65536 bytes, each 17 longer when sealed; the last is marked as such
 *      64  signature (Ed25519ph) of everything before it */
#ifndef OBSTE_OUT_PACK_H
#define OBSTE_OUT_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

#define PACK_UID 16
#define PACK_KEY 32   /* public */
#define PACK_SECRET 64
#define PACK_HASH 32

/* ---- keys of a laptop */
/* Read from the file, made there when there is none (0600). */
bool pack_keys(const char *path, unsigned char public_key[PACK_KEY], unsigned char secret[PACK_SECRET], struct err *e);
void pack_wipe(void *bytes, size_t n);
/* How quickly a passphrase is turned into a key: the least that is possible, for tests only. */
void pack_hurry(bool on);

/* ---- writing */
struct pack_writer;
struct pack_from {
	const char *group, *passphrase;
	const unsigned char *uid, *public_key, *secret;
};
bool pack_write_begin(const char *path, const struct pack_from *from, struct pack_writer **out, struct err *e);
bool pack_write(struct pack_writer *w, const char *bytes, size_t n, struct err *e);
bool pack_write_end(struct pack_writer *w, unsigned char hash[PACK_HASH] /* or NULL */, struct err *e); /* frees it */
void pack_write_abandon(struct pack_writer *w); /* frees it; the file is as it was */

/* ---- reading */
struct pack_head {
	unsigned char uid[PACK_UID], key[PACK_KEY];
	unsigned char group[32];
	unsigned char hash[PACK_HASH]; /* of the whole file */
	uint64_t size;
};
struct pack_reader;
/* Length, format and signature: everything that can be known without the passphrase. ERR_INVALID with the reason. */
bool pack_open(const char *path, struct pack_reader **out, struct err *e);
const struct pack_head *pack_head(const struct pack_reader *r);
bool pack_is_of(const struct pack_reader *r, const char *group);
/* Unseals all of it once, counting lines. ERR_DENIED (tag "PACK-WORD"): the passphrase is another one. */
bool pack_unlock(struct pack_reader *r, const char *passphrase, size_t *lines, struct err *e);
/* Line by line (lent, without its newline), from the beginning each time. false from `line` ends it, as failure. */
bool pack_lines(struct pack_reader *r, bool (*line)(void *ctx, const char *text, struct err *e), void *ctx, struct err *e);
void pack_close(struct pack_reader *r); /* NULL is fine */

#endif
