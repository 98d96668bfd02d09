/* vCards: written by RFC 2426 so that nothing in a name becomes a property; 2.1, 3.0, 4.0 read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "out/vcard.h"

struct rows {
	struct buf text;
};

static bool take(void *ctx, const struct csv_row *row)
{
	struct rows *r = ctx;
	if (row->number == 1)
		return true;
	for (size_t i = 0; i < row->count; i++)
		buf_print(&r->text, "%s%s", i ? "|" : "", row->cells[i]);
	buf_print(&r->text, "%s\n", row->bad ? " !" : "");
	return true;
}

static char *read_card(const char *bytes)
{
	char path[] = "/tmp/obste-vcard-XXXXXX";
	struct rows r = {BUF_INIT};
	struct err e = ERR_INIT;
	const int fd = mkstemp(path);
	FILE *f = fdopen(fd, "wb");
	fputs(bytes, f);
	fclose(f);
	assert_true(vcard_read(path, NULL, take, &r, &e));
	remove(path);
	return buf_take(&r.text);
}

static void assert_card(const char *bytes, const char *want)
{
	char *got = read_card(bytes);
	assert_string_equal(got ? got : "", want);
	free(got);
}

static char *write_card(const char *const parts[VCARD_PARTS])
{
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);
	vcard_write(f, "1", parts);
	fclose(f);
	return text;
}

static void vcard__versions__read(void **state)
{
	(void)state;
	assert_card("BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9E=\r\n=D0=BB;I\r\n"
	            "TEL;CELL:069000014\r\nEND:VCARD\r\n",
	    "Ол|I|069000014|||||||\n");
	assert_card(
	    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=WINDOWS-1251;ENCODING=QUOTED-PRINTABLE:=CE=EB;\r\nEND:VCARD\r\n",
	    "Ол|||||||||\n");
	assert_card("BEGIN:VCARD\nVERSION:3.0\nN:Rusu;Ion;;;\nitem1.TEL:1112\nTEL:1113\nEMAIL:a@exem\n plu.md\n"
	            "NOTE:a\\, b\\nc\nBDAY:1987-05-03\nEND:VCARD\n",
	    "Rusu|Ion|1112,1113|a@exemplu.md|||1987|||a, b\nc\n");
	assert_card("BEGIN:VCARD\nVERSION:4.0\nFN:Rusu Ion\nTEL;VALUE=uri:tel:+37369000033\nEND:VCARD\n",
	    "Rusu Ion||+37369000033|||||||\n");
	assert_card("BEGIN:VCARD\nN:A\nBEGIN:VCARD\nN:B\n", "A||||||||| !\nB||||||||| !\n");
	assert_card("", "");
	assert_card("nothing of a card\nEND:VCARD\n", "");
}

static void vcard__hostile_texts__stay_texts(void **state)
{
	(void)state;
	const char *const parts[VCARD_PARTS] = {[VCARD_SURNAME] = "Rusu\r\nEND:VCARD\r\nBEGIN:VCARD",
	    [VCARD_GIVEN] = "I;o,n\\ \033]52;c;x\a",
	    [VCARD_PHONE] = "+37369000001,+37369000002",
	    [VCARD_NOTES] = "unu\ndoi"};
	char *text = write_card(parts);
	assert_null(strstr(text + 1, "\nBEGIN"));
	assert_null(strchr(text, '\033'));
	char *got = read_card(text);
	assert_string_equal(
	    got, "Rusu END:VCARD BEGIN:VCARD|I;o,n\\ ]52;c;x|+37369000001,+37369000002|||||||unu\ndoi\n");
	free(got);
	free(text);
}

static void vcard__long_lines__folded_between_characters(void **state)
{
	(void)state;
	char note[400] = "";
	for (int i = 0; i < 60; i++)
		strcat(note, "ș");
	const char *const parts[VCARD_PARTS] = {[VCARD_SURNAME] = "Rusu", [VCARD_NOTES] = note};
	char *text = write_card(parts);
	for (const char *p = text; *p;) {
		const size_t n = strcspn(p, "\r");
		assert_true(n <= 75);
		p += n + 2;
	}
	char *got = read_card(text);
	assert_non_null(strstr(got, note));
	free(got);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(vcard__versions__read),
	    cmocka_unit_test(vcard__hostile_texts__stay_texts),
	    cmocka_unit_test(vcard__long_lines__folded_between_characters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
