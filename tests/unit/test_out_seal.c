/* Sealed copies: what was put in comes out, with the passphrase alone; a cut, a flipped bit, another passphrase are
 * refused in words; whole or not is told without it. */
#include "out_help.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/mem.h"
#include "out/pack.h"
#include "out/seal.h"

#define assert_ok(call)                                                                                                \
	do {                                                                                                           \
		struct err err_ = ERR_INIT, *e = &err_;                                                                \
		if (!(call))                                                                                           \
			fail_msg("%s: %s", #call, err_.what);                                                          \
	} while (0)

#define GROUP "obste-group-0123456789abcdef0123456789abcdef"
#define WORDS "teiul din fața casei"

/* A file without a name, standing at its beginning. */
static int file_of(const void *bytes, size_t n)
{
	char path[] = "/tmp/obste-seal-XXXXXX";
	int file = mkstemp(path);
	assert_true(file >= 0);
	unlink(path);
	assert_int_equal(write(file, bytes, n), n);
	assert_int_equal(lseek(file, 0, SEEK_SET), 0);
	return file;
}

static char *bytes_of(int file, size_t *n)
{
	*n = (size_t)lseek(file, 0, SEEK_END);
	char *bytes = mem_alloc(*n + 1);
	assert_int_equal(pread(file, bytes, *n, 0), *n);
	return bytes;
}

static struct seal_lock lock_of(const char *passphrase)
{
	struct seal_lock l;
	assert_ok(seal_lock_make(passphrase, &l, e));
	return l;
}

static int sealed(const struct seal_lock *l, const void *bytes, size_t n)
{
	int plain = file_of(bytes, n), to = file_of("", 0);
	assert_ok(seal_write(l, GROUP, plain, to, e));
	close(plain);
	return to;
}

static void seal__any_length__comes_back(void **state)
{
	(void)state;
	static const size_t lengths[] = {0, 1, 100, 65535, 65536, 65537, 131072, 300001};
	const struct seal_lock l = lock_of(WORDS);
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		size_t n, whole;
		char *text = mem_alloc(lengths[i] + 1), mark[SEAL_MARK];
		memset(text, 'a' + (int)i, lengths[i]);
		int file = sealed(&l, text, lengths[i]), out = file_of("", 0);
		struct seal_key key;
		struct seal_lock theirs;
		free(bytes_of(file, &whole));
		assert_int_equal(whole, seal_size(lengths[i]));
		assert_true(seal_group(file, mark, &theirs) && seal_whole(file));
		assert_string_equal(mark, GROUP);
		assert_memory_equal(&theirs, &l, sizeof l);
		assert_ok(seal_unlock(file, WORDS, &key, e));
		assert_ok(seal_open(file, &key, out, e));
		char *back = bytes_of(out, &n);
		assert_int_equal(n, lengths[i]);
		assert_memory_equal(back, text, n);
		seal_forget(&key);
		close(file);
		close(out);
		free(back);
		free(text);
	}
}

static void seal__nothing_shows(void **state)
{
	(void)state;
	const struct seal_lock l = lock_of(WORDS);
	size_t n;
	int file = sealed(&l, "Ilinca Mierla", 13);
	char *bytes = bytes_of(file, &n), text[SEAL_LOCK_TEXT];
	for (size_t i = 0; i + 6 < n; i++)
		assert_true(memcmp(bytes + i, "Mierla", 6) != 0 && memcmp(bytes + i, "teiul", 5) != 0);
	struct seal_lock again;
	seal_lock_text(&l, text);
	assert_true(seal_lock_read(text, &again));
	assert_memory_equal(&l, &again, sizeof l);
	text[7] = 'x';
	assert_false(seal_lock_read(text, &again));
	assert_false(seal_lock_read("00ff", &again));
	close(file);
	free(bytes);
}

/* Refused with words, and not a byte of it believed to be whole. */
static void refused(const char *bytes, size_t n, const struct seal_key *key)
{
	struct err why = ERR_INIT;
	int file = file_of(bytes, n), out = file_of("", 0);
	assert_false(seal_whole(file));
	if (seal_open(file, key, out, &why))
		fail_msg("opened");
	assert_true(why.what[0] && why.hint[0]);
	close(file);
	close(out);
}

static void seal__cut_or_changed__is_refused(void **state)
{
	(void)state;
	const struct seal_lock l = lock_of(WORDS);
	struct seal_key key;
	size_t n;
	int file = sealed(&l, "one\ntwo\n", 8);
	char *bytes = bytes_of(file, &n);
	assert_ok(seal_unlock(file, WORDS, &key, e));
	for (size_t cut = 0; cut < n; cut += cut < n - 40 ? 13 : 1)
		refused(bytes, cut, &key);
	for (size_t i = 12; i + 32 < n; i++) { /* the hash behind it is none of what is opened */
		bytes[i] = (char)(bytes[i] ^ 4);
		refused(bytes, n, &key);
		bytes[i] = (char)(bytes[i] ^ 4);
	}
	close(file);
	free(bytes);
}

static void seal__another_passphrase__is_said(void **state)
{
	(void)state;
	static const char *const wrong[] = {"", "teiul", "Teiul din fața casei", WORDS " "};
	const struct seal_lock l = lock_of(WORDS), other = lock_of(WORDS);
	int file = sealed(&l, "x", 1), later = sealed(&other, "y", 1), out = file_of("", 0);
	struct seal_key key;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct err why = ERR_INIT;
		assert_false(seal_unlock(file, wrong[i], &key, &why));
		assert_int_equal(why.code, ERR_DENIED);
		assert_string_equal(why.tag, "SEAL-WORD");
		assert_true(why.hint[0]);
	}
	struct err why = ERR_INIT;
	assert_ok(
	    seal_unlock(file, WORDS, &key, e)); /* the key of one lock is none of another, the same passphrase or not */
	assert_false(seal_open(later, &key, out, &why));
	assert_string_equal(why.tag, "SEAL-WORD");
	close(file);
	close(later);
	close(out);
}

static void seal__not_one_of_ours(void **state)
{
	(void)state;
	static const char *const others[] = {"", "x", "SQLite format 3", "OBSTE\r\n\x1a", "OBSEAL\x1a\n"};
	char mark[SEAL_MARK];
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		int file = file_of(others[i], strlen(others[i]));
		assert_false(seal_group(file, mark, NULL));
		assert_false(seal_whole(file));
		close(file);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(seal__any_length__comes_back),
	    cmocka_unit_test(seal__nothing_shows),
	    cmocka_unit_test(seal__cut_or_changed__is_refused),
	    cmocka_unit_test(seal__another_passphrase__is_said),
	    cmocka_unit_test(seal__not_one_of_ours),
	};
	pack_hurry(true);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
