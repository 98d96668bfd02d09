/* out/seal.h - a file that is sealed without asking anybody and opened by a passphrase: safety copies and the files
 * attached to records. What seals is the public half of a pair of keys; the secret half lies in every sealed file,
 * wrapped by the passphrase, so that a file and the passphrase are all one needs. It keeps secrets; it does not prove who
 * made the file. Knows no record and no database.
 *
 *   bytes  what                                             (numbers little-endian)
 *       8  "OBSEAL\x1a\n"
 *       2  format, 2 reserved (0)
 *      64  the group's mark, filled up with zeros
 *     128  the lock: 32 public key (X25519), 16 salt, 4 operations, 4 memory in KiB of the passphrase's key (Argon2id),
 *          24 nonce, 48 the secret key wrapped by it (XSalsa20-Poly1305)
 *      80  the stream's key, sealed for the public key
 *      24  head of the sealed stream (XChaCha20-Poly1305, libsodium's secretstream); the first piece vouches for all
 *          that stands before it
 *     ...  pieces of 65536 bytes, each 17 longer when sealed; the last is marked as such
 *      32  hash (BLAKE2b) of everything before it: whether the file is whole can be told without the passphrase */
#ifndef OBSTE_OUT_SEAL_H
#define OBSTE_OUT_SEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define SEAL_LOCK 128
#define SEAL_LOCK_TEXT (2 * SEAL_LOCK + 1)
#define SEAL_MARK 64 /* room for a group's mark */

/* ---- the lock: what seals; nothing secret in it */
struct seal_lock {
	unsigned char bytes[SEAL_LOCK];
};
bool seal_lock_make(const char *passphrase, struct seal_lock *out, struct err *e);
void seal_lock_text(const struct seal_lock *l, char out[SEAL_LOCK_TEXT]);
bool seal_lock_read(const char *text, struct seal_lock *out); /* false: not such a text */

/* ---- sealing */
/* All of `from` (from where it stands) into the empty `to`, forced to the disk and read again. */
bool seal_write(const struct seal_lock *l, const char *group, int from, int to, struct err *e);
uint64_t seal_size(uint64_t plain); /* how long a file of so many bytes is when sealed */

/* ---- opening */
struct seal_key {
	struct seal_lock lock; /* what it opens */
	unsigned char secret[32];
};
/* Whose is this sealed file? false: it is not one. The file stands at its beginning afterwards. */
bool seal_group(int file, char mark[SEAL_MARK], struct seal_lock *lock /* or NULL */);
bool seal_whole(int file);
/* ERR_DENIED (tag "SEAL-WORD"): the passphrase is another one. */
bool seal_unlock(int file, const char *passphrase, struct seal_key *out, struct err *e);
void seal_forget(struct seal_key *k);
/* All of it into `to`, forced to the disk. ERR_INVALID: damaged, or sealed with another passphrase. */
bool seal_open(int file, const struct seal_key *k, int to, struct err *e);

#endif
