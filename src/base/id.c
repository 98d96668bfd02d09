/* base/id.c - 63-bit ids. Knows no database. Both forms are permanent: changing them would split records in two. */
#include "base/id.h"

#include <sodium.h>
#include <string.h>

enum { RANDOM_BITS = 22, STEP_MASK = 0x3FF };
static const int64_t EPOCH_MS = 1577836800000; /* 2020-01-01T00:00Z */

void id_random(void *bytes, size_t n)
{
	randombytes_buf(bytes, n); /* ends the program itself when the system gives no random numbers */
}

static uint32_t chance(struct id_source *from)
{
	if (from->left == 0) {
		id_random(from->chance, sizeof from->chance);
		from->left = sizeof from->chance / sizeof *from->chance;
	}
	return from->chance[--from->left];
}

int64_t id_new(int64_t now_ms, struct id_source *from)
{
	const int64_t ms_max = ((int64_t)1 << 41) - 1;
	int64_t ms = now_ms - EPOCH_MS, id;
	uint32_t r = chance(from);

	ms = ms < 1 ? 1 : ms > ms_max ? ms_max : ms;
	id = (int64_t)((uint64_t)ms << RANDOM_BITS) | (int64_t)(r & ((1U << RANDOM_BITS) - 1));
	if (id >> RANDOM_BITS <= from->last >> RANDOM_BITS && from->last < INT64_MAX - STEP_MASK - 1)
		id = from->last + 1 + (int64_t)(r & STEP_MASK);
	from->last = id;
	return id;
}

static uint64_t rotate(uint64_t x, int b)
{
	return (x << b) | (x >> (64 - b));
}

static void sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = rotate(v[1], 13) ^ v[0];
	v[0] = rotate(v[0], 32);
	v[2] += v[3];
	v[3] = rotate(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = rotate(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = rotate(v[1], 17) ^ v[2];
	v[2] = rotate(v[2], 32);
}

static void sip_word(uint64_t v[4], uint64_t m)
{
	v[3] ^= m;
	sip_round(v);
	sip_round(v);
	v[0] ^= m;
}

/* SipHash-2-4 (Aumasson, Bernstein 2012) under a fixed key, over 8-byte words: the kind's key padded, the parts, the
 * count. */
int64_t id_joined(const char *kind, const int64_t *parts, size_t count)
{
	uint64_t v[4] = {0x736f6d6570736575 ^ 0x6f62737465206964, 0x646f72616e646f6d ^ 0x206a6f696e656421,
	    0x6c7967656e657261 ^ 0x6f62737465206964, 0x7465646279746573 ^ 0x206a6f696e656421};
	size_t n = strlen(kind);
	uint64_t id;

	for (size_t i = 0; i <= n; i += 8) {
		uint64_t m = 0;

		for (size_t k = 0; k < 8 && i + k < n; k++)
			m |= (uint64_t)(unsigned char)kind[i + k] << (8 * k);
		sip_word(v, m);
	}
	for (size_t i = 0; i < count; i++)
		sip_word(v, (uint64_t)parts[i]);
	sip_word(v, (uint64_t)count << 56 | (uint64_t)(n & 0xFF));
	v[2] ^= 0xFF;
	for (int i = 0; i < 4; i++)
		sip_round(v);
	id = (v[0] ^ v[1] ^ v[2] ^ v[3]) & INT64_MAX;
	return id ? (int64_t)id : 1;
}

bool id_parse(const char *text, int64_t *out)
{
	int64_t n = 0;

	if (!text || *text < '1' || *text > '9') /* no sign, no blanks, no leading zero: one id, one spelling */
		return false;
	for (; *text >= '0' && *text <= '9'; text++) {
		if (n > (INT64_MAX - (*text - '0')) / 10)
			return false;
		n = n * 10 + (*text - '0');
	}
	*out = n;
	return *text == '\0';
}
