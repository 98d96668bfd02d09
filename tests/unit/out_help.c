/* tests/unit/out_help.c - files in a fresh folder for the tests of out/. */
#include "out_help.h"

#include <dirent.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/path.h"

int out_help_setup(void **state)
{
	const char *tmp = getenv("TMPDIR");
	char *folder = mem_print("%s/obste-out-XXXXXX", tmp ? tmp : "/tmp");
	*state = folder;
	return mkdtemp(folder) ? 0 : -1;
}

int out_help_teardown(void **state)
{
	DIR *d = opendir(*state);
	for (struct dirent *f; d && (f = readdir(d));) {
		char *path = path_join(*state, f->d_name);
		if (f->d_name[0] != '.')
			unlink(path);
		free(path);
	}
	if (d)
		closedir(d);
	rmdir(*state);
	free(*state);
	return 0;
}

char *out_help_path(void **state, const char *name)
{
	return path_join(*state, name);
}

char *out_help_file(void **state, const char *name, const void *bytes, size_t n)
{
	char *path = out_help_path(state, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, n, file), n);
	assert_int_equal(fclose(file), 0);
	return path;
}

char *out_help_text(void **state, const char *name, const char *text)
{
	return out_help_file(state, name, text, strlen(text));
}

char *out_help_read(const char *path, size_t *n)
{
	struct buf b = BUF_INIT;
	struct err e = ERR_INIT;
	if (!path_read_all(path, (size_t)1 << 30, &b, &e))
		fail_msg("%s: %s", path, e.what);
	if (n)
		*n = b.len;
	return buf_take(&b);
}

void out_help_golden(const char *name, const char *text)
{
	char *path = mem_print("tests/golden/%s", name);
	const char *mode = getenv("OBSTE_GOLDEN");
	if (mode && strcmp(mode, "write") == 0) {
		FILE *file = fopen(path, "wb");
		assert_non_null(file);
		fputs(text, file);
		fclose(file);
	}
	char *wanted = out_help_read(path, NULL);
	if (strcmp(wanted, text) != 0)
		fail_msg("%s differs from what was written:\n%s", path, text);
	free(wanted);
	free(path);
}

date_t out_help_day(const char *iso)
{
	date_t d;
	assert_true(date_parse_iso(iso, &d));
	return d;
}
