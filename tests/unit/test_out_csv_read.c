/* Tables in: encodings, separators, faults with their lines, limits. */
#include "out_help.h"

#include <unicode/ucnv.h>

#include "base/mem.h"
#include "out/csv.h"

struct heard {
	struct buf text; /* rows as [a][b], bad ones with !why */
	size_t rows, stop_after;
};

static bool hear(void *ctx, const struct csv_row *row)
{
	struct heard *h = ctx;
	buf_print(&h->text, "%zu@%zu", row->number, row->line);
	for (size_t i = 0; i < row->count; i++)
		buf_print(&h->text, "[%s]", row->cells[i]);
	if (row->bad)
		buf_print(&h->text, "!%s", row->why);
	buf_char(&h->text, '\n');
	return ++h->rows != h->stop_after;
}

static void expect_bytes(void **state, const void *bytes, size_t n, const char *encoding, const char *rows)
{
	char *path = out_help_file(state, "t.csv", bytes, n);
	struct heard h = {.rows = 0};
	struct err e = ERR_INIT;
	if (!csv_read(path, encoding, 0, hear, &h, &e))
		fail_msg("%s", e.what);
	assert_string_equal(buf_str(&h.text), rows);
	buf_free(&h.text);
	free(path);
}

static void expect(void **state, const char *text, const char *rows)
{
	expect_bytes(state, text, strlen(text), NULL, rows);
}

/* The message must hold these words. */
static void expect_refused(void **state, const void *bytes, size_t n, const char *words)
{
	char *path = out_help_file(state, "t.csv", bytes, n);
	struct heard h = {.rows = 0};
	struct err e = ERR_INIT;
	assert_false(csv_read(path, NULL, 0, hear, &h, &e));
	assert_int_equal(e.code, ERR_INVALID);
	if (!strstr(e.what, words))
		fail_msg("“%s” says nothing of “%s”", e.what, words);
	buf_free(&h.text);
	free(path);
}

/* ---- plain tables */

static void csv__read__quotes(void **state)
{
	expect(state, "a,b\r\n\"x, y\",\"say \"\"hi\"\"\"\r\n\"two\nlines\", blank \r\n",
	    "1@1[a][b]\n2@2[x, y][say \"hi\"]\n3@3[two\nlines][ blank ]\n");
}

static void csv__read__separators(void **state)
{
	expect(state, "a;b\n1,5;2,5\n3,1;4\n", "1@1[a][b]\n2@2[1,5][2,5]\n3@3[3,1][4]\n");
	expect(state, "a\tb\n1,5\t2;5\n", "1@1[a][b]\n2@2[1,5][2;5]\n");
	expect(state, "a|b|c\n1|2|3\n", "1@1[a][b][c]\n2@2[1][2][3]\n");
	expect(state, "Nume\nPopa, Ana\nRusu, Ion\n", "1@1[Nume]\n2@2[Popa, Ana]\n3@3[Rusu, Ion]\n");
	expect(state, "sep=;\r\na;b\r\n1;2\r\n", "1@2[a][b]\n2@3[1][2]\n");
}

static void csv__read__line_ends(void **state)
{
	expect(state, "a,b\r1,2\r3,4", "1@1[a][b]\n2@2[1][2]\n3@3[3][4]\n");
	expect(state, "a,b\n\n\r\n1,2\n", "1@1[a][b]\n2@4[1][2]\n");
	expect(state, "a,b\n1,\"x\r\ny\"\r\n2,z\r\n", "1@1[a][b]\n2@2[1][x\r\ny]\n3@4[2][z]\n");
}

static void csv__read__empty_rows_and_columns(void **state)
{
	expect(state, "a;b;;\n1;2;;\n;;;\n3;;;\n", "1@1[a][b]\n2@2[1][2]\n4@4[3][]\n");
}

static void csv__read__wrong_columns(void **state)
{
	expect(state, "a,b,c\n1,2\n1,2,3,4\n1,2,3\n",
	    "1@1[a][b][c]\n2@2[1][2]!the row has 2 cells, the header has 3\n"
	    "3@3[1][2][3][4]!the row has 4 cells, the header has 3\n4@4[1][2][3]\n");
}

/* ---- faults */

static void csv__read__quote_in_a_cell(void **state)
{
	expect(state, "a,b\n5\" pipe,1\n2,3\n",
	    "1@1[a][b]\n2@2[5\" pipe,1]!a quote stands in the middle of a cell\n3@3[2][3]\n");
	expect(state, "a,b\n\"x\"y,1\n2,3\n",
	    "1@1[a][b]\n2@2[x\"y,1]!a quote stands in the middle of a cell\n3@3[2][3]\n");
	expect(state, "a,b\n\"u,1\n\"v\",2\n3,4\n",
	    "1@1[a][b]\n2@2[u,1\n\"v\",2]!a quote that opens in line 2 closes in the middle of a cell in line 3\n"
	    "3@4[3][4]\n");
}

static void csv__read__quote_never_closed(void **state)
{
	static const char text[] = "a,b\n1,2\n3,\"x\n5,6\n7,8\n";
	expect_refused(state, text, sizeof text - 1, "line 3 never closes");
}

static void csv__read__zero_byte(void **state)
{
	static const char text[] = "a,b\n1,\0002\n3,4\n";
	expect_bytes(state, text, sizeof text - 1, NULL, "1@1[a][b]\n2@2[1][?2]!a cell holds a zero byte\n3@3[3][4]\n");
}

static void csv__read__broken_utf8(void **state)
{
	static const char text[] = "a,b\nș\xFF,1\nț,2\n";
	expect_bytes(state, text, sizeof text - 1, "UTF-8",
	    "1@1[a][b]\n2@2[ș\xEF\xBF\xBD][1]!a cell holds bytes that are no letters in this encoding\n3@3[ț][2]\n");
}

static void csv__read__other_files(void **state)
{
	expect_refused(state, "PK\x03\x04\x14\x00", 6, "workbook");
	expect_refused(state, "%PDF-1.4\n", 9, "PDF");
	expect_refused(state, "", 0, "empty");
}

static void csv__read__no_file(void **state)
{
	char *path = out_help_path(state, "none.csv");
	struct heard h = {.rows = 0};
	struct err e = ERR_INIT;
	assert_false(csv_read(path, NULL, 0, hear, &h, &e));
	assert_int_equal(e.code, ERR_NOT_FOUND);
	assert_false(csv_read(*state, NULL, 0, hear, &h, &e)); /* a folder */
	assert_int_equal(e.code, ERR_INVALID);
	free(path);
	path = out_help_text(state, "t.csv", "a,b\n");
	assert_false(csv_read(path, "klingon", 0, hear, &h, &e));
	assert_int_equal(e.code, ERR_INVALID);
	free(path);
}

static void csv__read__stops_when_told(void **state)
{
	char *path = out_help_text(state, "t.csv", "a\n1\n2\n3\n");
	struct heard h = {.stop_after = 2};
	struct err e = ERR_INIT;
	assert_true(csv_read(path, NULL, 0, hear, &h, &e));
	assert_int_equal(h.rows, 2);
	buf_free(&h.text);
	free(path);
}

/* ---- limits */

static void csv__read__long_cells(void **state)
{
	size_t n = (size_t)17 * 1024 * 1024;
	char *text = mem_alloc(n);
	memset(text, 'x', n);
	memcpy(text, "a,b\n1,\"", 7);
	expect_refused(state, text, n, "line 2 is longer than 16 MB");
	/* Just short enough, and closed. */
	n = (size_t)15 * 1024 * 1024;
	memcpy(text + n - 3, "\"\n\n", 3);
	char *path = out_help_file(state, "t.csv", text, n);
	struct heard h = {.rows = 0};
	struct err e = ERR_INIT;
	assert_true(csv_read(path, NULL, 0, hear, &h, &e));
	assert_int_equal(h.rows, 2);
	buf_free(&h.text);
	free(path);
	free(text);
}

static void csv__read__many_columns(void **state)
{
	struct buf b = BUF_INIT;
	buf_text(&b, "a,b\n");
	buf_repeat(&b, "x,", 10001);
	buf_text(&b, "\n");
	expect_refused(state, b.data, b.len, "10,000 cells");
	buf_free(&b);
}

static bool check_long(void *ctx, const struct csv_row *row)
{
	size_t *n = ctx;
	char wanted[64];
	assert_false(row->bad);
	assert_int_equal(row->count, 2);
	if (*n > 0) {
		snprintf(wanted, sizeof wanted, "rândul %zu\r\nȘtefania", *n);
		assert_string_equal(row->cells[0], wanted);
		assert_int_equal(row->line, 2 * *n);
	}
	(*n)++;
	return true;
}

/* Cells, letters and line ends that lie across the pieces in which the file is read. */
static void csv__read__across_pieces(void **state)
{
	static const char *const encodings[] = {"UTF-8", "UTF-16LE", "UTF-8"};
	for (int pass = 0; pass < 2; pass++) {
		struct buf b = BUF_INIT;
		size_t n = 0;
		struct err e = ERR_INIT;
		buf_text(&b, "nume;x\r\n");
		for (int i = 1; i < 20000; i++)
			buf_print(&b, "\"rândul %d\r\nȘtefania\";%d\r\n", i, i);
		size_t room = b.len * 3;
		char *bytes = mem_alloc(room);
		UErrorCode status = U_ZERO_ERROR;
		int32_t made =
		    ucnv_convert(encodings[pass], "UTF-8", bytes, (int32_t)room, b.data, (int32_t)b.len, &status);
		char *path = out_help_file(state, "t.csv", bytes, (size_t)made);
		if (!csv_read(path, NULL, 0, check_long, &n, &e))
			fail_msg("%s", e.what);
		assert_int_equal(n, 20000);
		free(path);
		free(bytes);
		buf_free(&b);
	}
}

/* ---- encodings */

static const char russian[] = "Имя,Город\nИванов Иван,Кишинёв\nПётр Сидоров,Бельцы\n";
static const char russian_rows[] = "1@1[Имя][Город]\n2@2[Иванов Иван][Кишинёв]\n3@3[Пётр Сидоров][Бельцы]\n";

static void expect_encoded(
    void **state, const char *text, const char *encoding, const char *bom, size_t nbom, const char *rows)
{
	char bytes[4096];
	UErrorCode status = U_ZERO_ERROR;
	memcpy(bytes, bom, nbom);
	int32_t n = ucnv_convert(
	    encoding, "UTF-8", bytes + nbom, (int32_t)(sizeof bytes - nbom), text, (int32_t)strlen(text), &status);
	assert_true(U_SUCCESS(status));
	expect_bytes(state, bytes, (size_t)n + nbom, NULL, rows);
}

static void csv__read__encodings(void **state)
{
	expect_encoded(state, russian, "UTF-8", "", 0, russian_rows);
	expect_encoded(state, russian, "UTF-8", "\xEF\xBB\xBF", 3, russian_rows);
	expect_encoded(state, russian, "windows-1251", "", 0, russian_rows);
	expect_encoded(state, russian, "KOI8-R", "", 0, russian_rows);
	expect_encoded(state, russian, "UTF-16LE", "\xFF\xFE", 2, russian_rows);
	expect_encoded(state, russian, "UTF-16BE", "\xFE\xFF", 2, russian_rows);
	expect_encoded(state, russian, "UTF-16LE", "", 0, russian_rows);
	expect_encoded(state, russian, "UTF-16BE", "", 0, russian_rows);
	expect_encoded(state, russian, "UTF-32LE", "\xFF\xFE\0\0", 4, russian_rows);
	expect_encoded(state, "Nume,Loc\nŢurcanu,Chişinău\nRădulescu Ştefan,Bălţi\n", "windows-1250", "", 0,
	    "1@1[Nume][Loc]\n2@2[Ţurcanu][Chişinău]\n3@3[Rădulescu Ştefan][Bălţi]\n");
}

/* Tables so short that uchardet alone is led astray. */
static void csv__read__short_tables(void **state)
{
	static const struct {
		const char *encoding, *text, *rows;
	} some[] = {
	    {"windows-1250", "nume;telefon\nŢîbîrnă;12\n", "1@1[nume][telefon]\n2@2[Ţîbîrnă][12]\n"},
	    {"ISO-8859-2", "nume;telefon\nŢîbîrnă;12\n", "1@1[nume][telefon]\n2@2[Ţîbîrnă][12]\n"},
	    {"windows-1251", "name;city\nRusu;Кишинёв\n", "1@1[name][city]\n2@2[Rusu][Кишинёв]\n"},
	    {"windows-1251", "ИМЯ;ГОРОД\nОЛЬГА;БЕЛЬЦЫ\n", "1@1[ИМЯ][ГОРОД]\n2@2[ОЛЬГА][БЕЛЬЦЫ]\n"},
	    {"IBM866", "name;city\nRusu;Кишинёв\n", "1@1[name][city]\n2@2[Rusu][Кишинёв]\n"},
	    {"windows-1252", "name;ort\nMüller;Köln\n", "1@1[name][ort]\n2@2[Müller][Köln]\n"},
	};
	for (size_t i = 0; i < sizeof some / sizeof *some; i++)
		expect_encoded(state, some[i].text, some[i].encoding, "", 0, some[i].rows);
}

static void csv__guess__shows_a_sample(void **state)
{
	char bytes[256];
	UErrorCode status = U_ZERO_ERROR;
	struct csv_guess guess;
	struct err e = ERR_INIT;
	int32_t n = ucnv_convert("windows-1251", "UTF-8", bytes, sizeof bytes, russian, sizeof russian - 1, &status);
	char *path = out_help_file(state, "t.csv", bytes, (size_t)n);
	assert_true(csv_guess(path, &guess, &e));
	assert_string_equal(guess.encoding, "WINDOWS-1251");
	assert_int_equal(guess.separator, ',');
	assert_string_equal(guess.sample, "Имя,Город");
	assert_false(guess.header_mark);
	free(path);
}

/* The first letter with a mark stands far from the beginning. */
static void csv__guess__looks_at_the_whole(void **state)
{
	struct buf b = BUF_INIT;
	struct csv_guess guess;
	struct err e = ERR_INIT;
	buf_text(&b, "name,town\n");
	for (int i = 0; i < 30000; i++)
		buf_text(&b, "Ion,Orhei\n");
	buf_text(&b, "\xC8\xE2\xE0\xED,\xCA\xE8\xF8\xE8\xED\xB8\xE2\n\xCF\xB8\xF2\xF0,\xC1\xE5\xEB\xFC\xF6\xFB\n");
	char *path = out_help_file(state, "t.csv", b.data, b.len);
	assert_true(csv_guess(path, &guess, &e));
	assert_string_equal(guess.encoding, "WINDOWS-1251");
	assert_non_null(strstr(guess.sample, "Иван,Кишинёв"));
	free(path);
	buf_free(&b);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, out_help_setup, out_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    in_folder(csv__read__quotes),
	    in_folder(csv__read__separators),
	    in_folder(csv__read__line_ends),
	    in_folder(csv__read__empty_rows_and_columns),
	    in_folder(csv__read__wrong_columns),
	    in_folder(csv__read__quote_in_a_cell),
	    in_folder(csv__read__quote_never_closed),
	    in_folder(csv__read__zero_byte),
	    in_folder(csv__read__broken_utf8),
	    in_folder(csv__read__other_files),
	    in_folder(csv__read__no_file),
	    in_folder(csv__read__stops_when_told),
	    in_folder(csv__read__long_cells),
	    in_folder(csv__read__many_columns),
	    in_folder(csv__read__across_pieces),
	    in_folder(csv__read__encodings),
	    in_folder(csv__read__short_tables),
	    in_folder(csv__guess__shows_a_sample),
	    in_folder(csv__guess__looks_at_the_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
