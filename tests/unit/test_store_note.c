/* A large file is looked through at opening when it is not as it was left, and only then: damage done to a closed file
 * is found at start; an untouched one opens without being read. */
#include "store_help.h"

#include <sys/stat.h>
#include <unistd.h>

#define RECORDS 1400
#define DAY_MS ((int64_t)86400000)

static bool open_noted(void **state, struct store **out, struct err *e)
{
	struct store_help *h = *state;
	struct store_options o = {.path = h->path, .clock = h->clock, .notes = h->folder};
	return store_open(&o, out, e);
}

static void close_it(void **state)
{
	struct store_help *h = *state;
	store_close(h->s);
	h->s = NULL;
}

/* A database of some 20 MB, closed by a program that leaves a note. */
static void grown(void **state)
{
	struct store_help *h = *state;
	struct command *c = NULL;
	char notes[6000];
	memset(notes, 'x', sizeof notes - 1);
	notes[sizeof notes - 1] = '\0';
	close_it(state);
	assert_ok(open_noted(state, &h->s, e));
	assert_ok(command_begin(h->s, "Import", NULL, &c, e));
	for (int i = 0; i < RECORDS; i++) {
		struct record *r = record_new(kind_get(KIND_person));
		record_set_text(r, person_surname, "Mierlă");
		record_set_text(r, person_notes, notes);
		assert_ok(command_put(c, r, NULL, NULL, NULL, e));
		record_free(r);
	}
	assert_ok(command_commit(c, e));
	close_it(state);
	struct stat st;
	assert_int_equal(stat(h->path, &st), 0);
	assert_true(st.st_size > 15 << 20);
}

static void damage(void **state, int64_t at, int c, size_t n)
{
	struct store_help *h = *state;
	FILE *f = fopen(h->path, "r+b");
	assert_non_null(f);
	assert_int_equal(fseek(f, (long)at, SEEK_SET), 0);
	while (n-- > 0)
		fputc(c, f);
	assert_int_equal(fclose(f), 0);
}

static void refused(void **state)
{
	struct store *s = NULL;
	struct err why = ERR_INIT;
	if (open_noted(state, &s, &why))
		fail_msg("opened");
	assert_int_equal(why.code, ERR_INVALID);
	assert_string_equal(why.tag, "DB-DAMAGED");
}

static void copy(const char *from, const char *to)
{
	struct buf b = BUF_INIT;
	assert_ok(path_read_all(from, 1 << 28, &b, e));
	FILE *f = fopen(to, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(b.data, 1, b.len, f), b.len);
	assert_int_equal(fclose(f), 0);
	buf_free(&b);
}

static void note__large_file__damage_is_found_at_start(void **state)
{
	struct store_help *h = *state;
	grown(state);
	char *whole = mem_print("%s.whole", h->path);
	copy(h->path, whole);
	struct stat st;
	assert_int_equal(stat(h->path, &st), 0);
	int64_t pages = st.st_size / 8192;
	const int64_t places[] = {pages / 7, pages / 3, pages / 2, pages - 2};
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		damage(state, places[i] * 8192, 0, 8192); /* a page of nothing */
		refused(state);
		copy(whole, h->path);
		damage(state, places[i] * 8192, 0x55, 16); /* turned bits where the page says what it is */
		refused(state);
		copy(whole, h->path);
	}
	assert_int_equal(truncate(h->path, st.st_size - 8192 * 3), 0);
	refused(state);
	copy(whole, h->path);
	assert_ok(open_noted(state, &h->s, e));
	assert_healthy(h->s);
	free(whole);
}

/* When it was last looked through, by the note; 0: there is none. */
static int64_t looked(void **state)
{
	struct store_help *h = *state;
	char *command = mem_print("cat '%s'/???????????????? 2>/dev/null", h->folder);
	FILE *f = popen(command, "r");
	char line[200] = "";
	assert_non_null(f);
	if (!fgets(line, sizeof line, f))
		*line = '\0';
	pclose(f);
	free(command);
	return strtoll(line, NULL, 10);
}

static int64_t looked_after(void **state, int64_t ms)
{
	struct store_help *h = *state;
	h->clock.fixed_ms += ms;
	assert_ok(open_noted(state, &h->s, e));
	close_it(state);
	return looked(state);
}

static void note__large_file__untouched_is_not_read(void **state)
{
	struct store_help *h = *state;
	grown(state);
	int64_t first = looked(state);
	assert_int_equal(first, h->clock.fixed_ms);
	assert_int_equal(looked_after(state, DAY_MS), first);
	assert_ok(open_noted(state, &h->s, e)); /* what the program itself writes is no reason either */
	store_help_add(h->s, KIND_person, "surname=Rusu", NULL);
	close_it(state);
	assert_int_equal(looked_after(state, DAY_MS), first);
	damage(state, 40, 0, 0); /* opened for writing, nothing written: the same */
	assert_int_equal(looked_after(state, 1000), first);
	int64_t second = looked_after(state, 8 * DAY_MS); /* a week is over */
	assert_int_equal(second, h->clock.fixed_ms);
	assert_int_equal(chmod(h->path, 0640), 0); /* touched by somebody */
	assert_int_equal(looked_after(state, 1000), second + 1000);
}

/* While a program reads, another harms the file: it does not vouch for that when it closes. */
static void note__large_file__harmed_while_open(void **state)
{
	struct store_help *h = *state;
	struct stat st;
	grown(state);
	assert_int_equal(stat(h->path, &st), 0);
	assert_ok(open_noted(state, &h->s, e));
	damage(state, st.st_size / 2 / 8192 * 8192, 0, 8192);
	close_it(state);
	refused(state);
}

static void note__small_file__no_note(void **state)
{
	struct store_help *h = *state;
	close_it(state);
	assert_int_equal(looked_after(state, 0), 0);
	assert_ok(open_noted(state, &h->s, e));
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, store_help_setup, store_help_teardown)
	const struct CMUnitTest tests[] = {
	    T(note__large_file__damage_is_found_at_start),
	    T(note__large_file__untouched_is_not_read),
	    T(note__large_file__harmed_while_open),
	    T(note__small_file__no_note),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
