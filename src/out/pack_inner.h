/* out/pack_inner.h - the exchange file's layout, shared by its reader and writer. */
#ifndef OBSTE_OUT_PACK_INNER_H
#define OBSTE_OUT_PACK_INNER_H

#include <sodium.h>

#include "out/pack.h"

#define PACK_MAGIC "OBSTE\r\n\x1a"
#define PACK_FORMAT 1
#define PACK_PIECE 65536
#define PACK_SEALED (PACK_PIECE + crypto_secretstream_xchacha20poly1305_ABYTES)
#define PACK_LINE (32 << 20) /* the longest line */

enum {
	AT_FORMAT = 8,
	AT_RESERVED = 10,
	AT_GROUP = 12,
	AT_UID = 44,
	AT_KEY = 60,
	AT_SALT = 92,
	AT_STREAM = 116,
	PACK_HEADER = 140,
	/* behind the salt */
	SALT_OPERATIONS = 16,
	SALT_MEMORY = 20
};

#define PACK_SIGNATURE crypto_sign_BYTES

void pack_group_hash(const char *group, unsigned char out[32]);
void pack_costs(unsigned char *salt); /* of a passphrase's key, behind a new salt */
bool pack_ready(struct err *e);       /* libsodium is there */
/* The key of the passphrase, with a salt and the costs behind it. */
bool pack_derive(const unsigned char *salt, const char *passphrase, unsigned char key[32], struct err *e);
void put_number(unsigned char *at, uint64_t n, int bytes);
uint64_t get_number(const unsigned char *at, int bytes);

#endif
