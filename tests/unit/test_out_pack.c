/* Exchange files: what was put in comes out; a cut at any byte, any bit that flips, another passphrase, another format:
 * each is refused in words. */
#include "out_help.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/path.h"
#include "out/pack.h"

#define assert_ok(call)                                                                                                \
	do {                                                                                                           \
		struct err err_ = ERR_INIT, *e = &err_;                                                                \
		if (!(call))                                                                                           \
			fail_msg("%s: %s", #call, err_.what);                                                          \
	} while (0)
#define assert_refused(code_, call)                                                                                    \
	do {                                                                                                           \
		struct err err_ = ERR_INIT, *e = &err_;                                                                \
		assert_false(call);                                                                                    \
		assert_int_equal(err_.code, code_);                                                                    \
		assert_true(err_.what[0] != 0);                                                                        \
	} while (0)

#define GROUP "obste-group-0123456789abcdef0123456789abcdef"

struct keys {
	unsigned char uid[PACK_UID], public_key[PACK_KEY], secret[PACK_SECRET];
};

static char folder[] = "/tmp/obste-pack-XXXXXX";

static char *in_folder(const char *name)
{
	return path_join(folder, name);
}

static void make_keys(struct keys *k)
{
	char *path = in_folder("key");
	memset(k->uid, 7, sizeof k->uid);
	assert_ok(pack_keys(path, k->public_key, k->secret, e));
	free(path);
}

static char *make(const char *name, const char *passphrase, const char *text, size_t n)
{
	struct keys k;
	struct pack_writer *w;
	char *path = in_folder(name);
	make_keys(&k);
	const struct pack_from from = {GROUP, passphrase, k.uid, k.public_key, k.secret};
	assert_ok(pack_write_begin(path, &from, &w, e));
	assert_ok(pack_write(w, text, n, e));
	assert_ok(pack_write_end(w, NULL, e));
	return path;
}

static void change(const char *path, const struct buf *bytes)
{
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	fwrite(buf_str(bytes), 1, bytes->len, f);
	fclose(f);
}

static bool add_line(void *ctx, const char *text, struct err *e)
{
	(void)e;
	buf_print(ctx, "%s\n", text);
	return true;
}

static void comes_back(const char *text, size_t n)
{
	struct pack_reader *r;
	struct buf out = BUF_INIT;
	size_t lines;
	char *path = make("back", "tei", text, n);
	assert_ok(pack_open(path, &r, e));
	assert_true(pack_is_of(r, GROUP));
	assert_false(pack_is_of(r, "obste-group-ffffffffffffffffffffffffffffffff"));
	assert_ok(pack_unlock(r, "tei", &lines, e));
	for (int again = 0; again < 2; again++) {
		buf_clear(&out);
		assert_ok(pack_lines(r, add_line, &out, e));
		assert_int_equal(out.len, n);
		assert_memory_equal(buf_str(&out), text, n);
	}
	pack_close(r);
	buf_free(&out);
	free(path);
}

static void pack__any_length__comes_back(void **state)
{
	(void)state;
	static const size_t lengths[] = {0, 1, 2, 100, 65535, 65536, 65537, 131072, 300001};
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		char *text = mem_alloc(lengths[i] + 1);
		for (size_t k = 0; k < lengths[i]; k++)
			text[k] = k % 71 == 70 ? '\n' : (char)('a' + k % 26);
		if (lengths[i])
			text[lengths[i] - 1] = '\n';
		comes_back(text, lengths[i]);
		free(text);
	}
}

static void pack__the_file_is_private_and_tells_nothing(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	struct stat st;
	char *path = make("private", "tei", "Ilinca Mierla\n", 14);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_ok(path_read_all(path, 1 << 20, &b, e));
	for (size_t i = 0; i + 20 < b.len; i++)
		assert_true(memcmp(b.data + i, "Mierla", 6) != 0 && memcmp(b.data + i, GROUP, 20) != 0);
	free(path);
	path = in_folder("key");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	buf_free(&b);
	free(path);
}

static void pack__cut_at_any_byte__is_refused(void **state)
{
	(void)state;
	struct buf b = BUF_INIT, cut = BUF_INIT;
	struct pack_reader *r;
	char *path = make("cut", "tei", "one\ntwo\n", 8);
	assert_ok(path_read_all(path, 1 << 20, &b, e));
	for (size_t n = 0; n < b.len; n++) {
		buf_clear(&cut);
		buf_add(&cut, b.data, n);
		change(path, &cut);
		assert_refused(ERR_INVALID, pack_open(path, &r, e));
		assert_null(r);
	}
	buf_add(&b, "x", 1); /* and what is longer */
	change(path, &b);
	assert_refused(ERR_INVALID, pack_open(path, &r, e));
	buf_free(&b);
	buf_free(&cut);
	free(path);
}

static void pack__any_bit_flipped__is_refused(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	struct pack_reader *r;
	char *path = make("bits", "tei", "one\ntwo\n", 8);
	assert_ok(path_read_all(path, 1 << 20, &b, e));
	for (size_t bit = 0; bit < 8 * b.len; bit++) {
		b.data[bit / 8] = (char)(b.data[bit / 8] ^ (1 << bit % 8));
		change(path, &b);
		assert_refused(ERR_INVALID, pack_open(path, &r, e));
		b.data[bit / 8] = (char)(b.data[bit / 8] ^ (1 << bit % 8));
	}
	buf_free(&b);
	free(path);
}

static void pack__another_passphrase__is_said(void **state)
{
	(void)state;
	static const char *const wrong[] = {"Tei", "tei ", "te", ""};
	struct pack_reader *r;
	struct err why = ERR_INIT;
	size_t lines;
	char *path = make("word", "tei", "one\n", 4);
	assert_true(pack_open(path, &r, &why));
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_false(pack_unlock(r, wrong[i], &lines, &why));
		assert_int_equal(why.code, ERR_DENIED);
		assert_string_equal(why.tag, "PACK-WORD");
	}
	assert_true(pack_unlock(r, "tei", &lines, &why));
	assert_int_equal(lines, 1);
	pack_close(r);
	free(path);
}

static void pack__not_one_of_ours__is_said(void **state)
{
	(void)state;
	static const char *const others[] = {"", "x", "SQLite format 3", "PK\3\4", "OBSTE\n\x1a------"};
	struct pack_reader *r;
	struct err why = ERR_INIT;
	char *path = in_folder("other");
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		struct buf b = BUF_INIT;
		buf_text(&b, others[i]);
		change(path, &b);
		assert_false(pack_open(path, &r, &why));
		assert_int_equal(why.code, ERR_INVALID);
		assert_string_equal(why.tag, "PACK-FOREIGN");
		buf_free(&b);
	}
	assert_refused(ERR_INVALID, pack_open("/dev/null", &r, e));
	assert_refused(ERR_INVALID, pack_open(folder, &r, e));
	assert_refused(ERR_NOT_FOUND, pack_open("/nowhere/at/all", &r, e));
	free(path);
}

/* Signed anew, as a later version would. */
static void pack__of_a_later_format__is_said(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	struct pack_reader *r;
	struct err why = ERR_INIT;
	char *path = make("later", "tei", "one\n", 4);
	assert_true(path_read_all(path, 1 << 20, &b, &why));
	b.data[8] = 2;
	change(path, &b);
	assert_false(pack_open(path, &r, &why));
	assert_string_equal(why.tag, "PACK-NEWER");
	buf_free(&b);
	free(path);
}

static void pack__a_key_file_that_is_damaged__is_said(void **state)
{
	(void)state;
	struct keys k;
	struct buf b = BUF_INIT;
	char *path = in_folder("broken-key");
	buf_text(&b, "short");
	change(path, &b);
	assert_refused(ERR_INVALID, pack_keys(path, k.public_key, k.secret, e));
	buf_free(&b);
	free(path);
}

static int begin(void **state)
{
	(void)state;
	pack_hurry(true);
	return mkdtemp(folder) ? 0 : 1;
}

static int end(void **state)
{
	(void)state;
	static const char *const names[] = {
	    "back", "private", "cut", "bits", "word", "other", "later", "key", "broken-key"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char *path = in_folder(names[i]);
		unlink(path);
		free(path);
	}
	return rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pack__any_length__comes_back),
	    cmocka_unit_test(pack__the_file_is_private_and_tells_nothing),
	    cmocka_unit_test(pack__cut_at_any_byte__is_refused),
	    cmocka_unit_test(pack__any_bit_flipped__is_refused),
	    cmocka_unit_test(pack__another_passphrase__is_said),
	    cmocka_unit_test(pack__not_one_of_ours__is_said),
	    cmocka_unit_test(pack__of_a_later_format__is_said),
	    cmocka_unit_test(pack__a_key_file_that_is_damaged__is_said),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
