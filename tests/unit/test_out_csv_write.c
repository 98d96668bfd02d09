/* Tables out: quoting, what spreadsheets need, and that reading gives back what was written. */
#include "out_help.h"

#include "out/csv.h"

static void write_rows(FILE *file, bool excel, char separator, const char *const *cells, size_t columns, size_t rows)
{
	struct csv_writer w;
	csv_write_begin(&w, file, excel, separator);
	for (size_t i = 0; i < rows; i++) {
		for (size_t j = 0; j < columns; j++)
			csv_write_cell(&w, cells[i * columns + j], strlen(cells[i * columns + j]));
		csv_write_end_row(&w);
	}
}

/* Owned. */
static char *written(bool excel, char separator, const char *const *cells, size_t columns, size_t rows)
{
	char *text = NULL;
	size_t n = 0;
	FILE *file = open_memstream(&text, &n);
	write_rows(file, excel, separator, cells, columns, rows);
	fclose(file);
	return text;
}

static void csv__write__plain(void **state)
{
	(void)state;
	const char *const cells[] = {
	    "name", "note", "Popa, Ana", "spus „da”", "a\"b", "rând 1\nrând 2", " x", "y\t", "-12,50", "=1+1", "", ""};
	char *text = written(false, 0, cells, 2, 6);
	assert_string_equal(text, "name,note\r\n"
	                          "\"Popa, Ana\",spus „da”\r\n"
	                          "\"a\"\"b\",\"rând 1\nrând 2\"\r\n"
	                          "\" x\",\"y\t\"\r\n"
	                          "\"-12,50\",=1+1\r\n"
	                          ",\r\n");
	free(text);
}

static void csv__write__lone_empty_cell(void **state)
{
	(void)state;
	const char *const cells[] = {"a", "", "b"};
	char *text = written(false, 0, cells, 1, 3);
	assert_string_equal(text, "a\r\n\"\"\r\nb\r\n");
	free(text);
}

static void csv__write__for_excel(void **state)
{
	(void)state;
	const char *const cells[] = {"Nume", "Telefon", "=HYPERLINK(\"x\")", "+37369000011", "@a", "-12,5", "-a", "'da",
	    "--1", "\tx", "a;b", "-"};
	char *text = written(true, 0, cells, 2, 6);
	assert_string_equal(text, "\xEF\xBB\xBFNume\xC2\xA0\xC2\xA0;Telefon\r\n"
	                          "\"'=HYPERLINK(\"\"x\"\")\";'+37369000011\r\n"
	                          "'@a;-12,5\r\n"
	                          "'-a;''da\r\n"
	                          "'--1;'\tx\r\n"
	                          "\"a;b\";'-\r\n");
	free(text);
}

/* Looked at by a person, and opened in Excel and LibreOffice. */
static void csv__write__golden(void **state)
{
	(void)state;
	const char *const cells[] = {"Nume", "Prenume", "Telefon", "Sumă", "Note", "Țîbîrnă", "Ștefania „Țuța”",
	    "+37369000011", "-1200,50", "rînd unu; rînd doi,\ncu \"ghilimele\"", "Кузнецова", "Ольга", "", "0",
	    "=cmd|' /C calc'!A0", "O'Neil", "'nainte", "@acasă", "-", " cu blanc "};
	char *excel = written(true, 0, cells, 5, 4), *plain = written(false, 0, cells, 5, 4);
	out_help_golden("excel.csv", excel);
	out_help_golden("plain.csv", plain);
	free(excel);
	free(plain);
}

/* ---- reading back */

static const char *const awkward[] = {"Nume", "Notă", "Кузнецова Ольга", "a,b;c\td|e", "=1", "''x", "'", "\r\n", "-5",
    "-5a", "ț\"ș\"", "\"", " blanc ", "\n", "+373", "@", "", "ultim", "primul", "", "'=a", "rând\rsingur", "–",
    "a\xC2\xA0"};
enum { COLUMNS = 2, ROWS = sizeof awkward / sizeof *awkward / COLUMNS };

static bool same_row(void *ctx, const struct csv_row *row)
{
	size_t *n = ctx;
	assert_false(row->bad);
	assert_int_equal(row->number, *n + 1);
	for (size_t i = 0; i < COLUMNS; i++)
		assert_string_equal(i < row->count ? row->cells[i] : "", awkward[*n * COLUMNS + i]);
	(*n)++;
	return true;
}

static void round_trip(void **state, bool excel, char separator)
{
	char *path = out_help_path(state, "round.csv");
	FILE *file = fopen(path, "wb");
	struct err e = ERR_INIT;
	size_t n = 0;
	write_rows(file, excel, separator, awkward, COLUMNS, ROWS);
	fclose(file);
	if (!csv_read(path, NULL, separator, same_row, &n, &e))
		fail_msg("%s", e.what);
	assert_int_equal(n, ROWS);
	free(path);
}

static void csv__write__reads_back(void **state)
{
	round_trip(state, false, ',');
	round_trip(state, false, '\t');
	round_trip(state, true, ';');
	round_trip(state, true, ',');
}

static void csv__guess__knows_its_own(void **state)
{
	const char *const cells[] = {"Nume", "Oraș", "Ana", "Chișinău"};
	char *text = written(true, 0, cells, 2, 2), *path = out_help_text(state, "own.csv", text);
	struct csv_guess guess;
	struct err e = ERR_INIT;
	assert_true(csv_guess(path, &guess, &e));
	assert_true(guess.header_mark);
	assert_int_equal(guess.separator, ';');
	assert_string_equal(guess.encoding, "UTF-8");
	free(text);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(csv__write__plain),
	    cmocka_unit_test(csv__write__lone_empty_cell),
	    cmocka_unit_test(csv__write__for_excel),
	    cmocka_unit_test(csv__write__golden),
	    cmocka_unit_test_setup_teardown(csv__write__reads_back, out_help_setup, out_help_teardown),
	    cmocka_unit_test_setup_teardown(csv__guess__knows_its_own, out_help_setup, out_help_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
