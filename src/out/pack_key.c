/* out/pack_key.c - keys: a laptop's own, kept in a private file, and the one that a passphrase gives. */
#include "out/pack_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"

#define KIB 1024
/* What a laptop of today does in a tenth of a second; a file says its own, within bounds. */
#define OPERATIONS crypto_pwhash_OPSLIMIT_INTERACTIVE
#define MEMORY_KIB (crypto_pwhash_MEMLIMIT_INTERACTIVE / KIB)
#define OPERATIONS_MOST 16
#define MEMORY_KIB_MOST (1024 * 1024)

static bool in_a_hurry;

void pack_hurry(bool on)
{
	in_a_hurry = on;
}

bool pack_ready(struct err *e)
{
	return sodium_init() >= 0 ||
	       err_set(e, ERR_FAIL, _("The library for sealing files (libsodium) does not start."));
}

void pack_wipe(void *bytes, size_t n)
{
	sodium_memzero(bytes, n);
}

void put_number(unsigned char *at, uint64_t n, int bytes)
{
	for (int i = 0; i < bytes; i++)
		at[i] = (unsigned char)(n >> (8 * i));
}

uint64_t get_number(const unsigned char *at, int bytes)
{
	uint64_t n = 0;
	for (int i = 0; i < bytes; i++)
		n |= (uint64_t)at[i] << (8 * i);
	return n;
}

void pack_group_hash(const char *group, unsigned char out[32])
{
	crypto_generichash(out, 32, (const unsigned char *)group, strlen(group), NULL, 0);
}

void pack_costs(unsigned char *salt)
{
	put_number(salt + SALT_OPERATIONS, in_a_hurry ? crypto_pwhash_OPSLIMIT_MIN : OPERATIONS, 4);
	put_number(salt + SALT_MEMORY, in_a_hurry ? crypto_pwhash_MEMLIMIT_MIN / KIB : MEMORY_KIB, 4);
}

bool pack_derive(const unsigned char *salt, const char *passphrase, unsigned char key[32], struct err *e)
{
	const uint64_t operations = get_number(salt + SALT_OPERATIONS, 4), memory = get_number(salt + SALT_MEMORY, 4);
	if (operations < 1 || operations > OPERATIONS_MOST || memory < 8 || memory > MEMORY_KIB_MOST)
		return err_set(e, ERR_INVALID,
		    _("This file asks for more work than any passphrase needs. Nothing was taken from it."));
	if (crypto_pwhash(key, 32, passphrase, strlen(passphrase), salt, operations, (size_t)memory * KIB,
	        crypto_pwhash_ALG_ARGON2ID13) == 0)
		return true;
	return err_set(e, ERR_FAIL, _("There is not enough memory to open a sealed file."));
}

/* ---- a laptop's own */

static bool make_keys(
    const char *path, unsigned char public_key[PACK_KEY], unsigned char secret[PACK_SECRET], struct err *e)
{
	struct path_writer w;
	char *folder = path_dir(path);
	crypto_sign_keypair(public_key, secret);
	bool ok = path_make_dirs(folder, e) && path_write_begin(&w, path, e);
	free(folder);
	if (!ok)
		return false;
	fwrite(secret, 1, PACK_SECRET, w.file);
	return path_write_end(&w, e);
}

bool pack_keys(const char *path, unsigned char public_key[PACK_KEY], unsigned char secret[PACK_SECRET], struct err *e)
{
	struct buf b = BUF_INIT;
	if (!pack_ready(e))
		return false;
	if (!path_exists(path))
		return make_keys(path, public_key, secret, e);
	bool ok = path_read_all(path, 4096, &b, e);
	if (ok && b.len != PACK_SECRET) {
		ok = err_set(e, ERR_INVALID, _("The file with this laptop's key is damaged: %s"), path);
		err_hint(
		    e, _("Move it away; a new key is made, and the others forget the old one by \"obste device\"."));
	}
	if (ok) {
		memcpy(secret, b.data, PACK_SECRET);
		crypto_sign_ed25519_sk_to_pk(public_key, secret);
	}
	if (b.len)
		sodium_memzero(b.data, b.len);
	buf_free(&b);
	return ok;
}
