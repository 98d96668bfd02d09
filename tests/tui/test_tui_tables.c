/* tests/tui/test_tui_tables.c - a spreadsheet of 300 members as a coordinator has it (Windows-1251, semicolons, people
 * twice, mistakes) brought in by keyboard in Russian, looked at, decided, taken back by one key; and two records of one
 * person made one on the screen. */
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/tui.h"

static void write_1251(struct tui *t, const char *name, char *text)
{
	static char out[128 * 1024];
	char path[512], *from = text, *to = out;
	size_t left = strlen(text), room = sizeof out;
	iconv_t c = iconv_open("CP1251", "UTF-8");
	assert_true(c != (iconv_t)-1);
	assert_true(iconv(c, &from, &left, &to, &room) != (size_t)-1);
	iconv_close(c);
	snprintf(path, sizeof path, "%s/%s", tui_home(t), name);
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	fwrite(out, 1, (size_t)(to - out), f);
	fclose(f);
}

static const char *const surnames[] = {"Ласточкин", "Воробей", "Дрозд", "Клён", "Тополь", "Берёза", "Осина", "Рябина",
    "Калина", "Ворона", "Галка", "Скворцов", "Журавель", "Зяблик", "Кедров", "Липа", "Ясень", "Вишня", "Черешня",
    "Цапля"};
static const char *const given[] = {"Ольга", "Пётр", "Анна", "Сергей", "Мария", "Юрий", "Наталья", "Андрей", "Елена",
    "Дмитрий", "Ирина", "Виктор", "Татьяна", "Павел", "Светлана"};

/* 300 rows: 289 people, 3 mistakes, 8 who stand there twice or are here already. */
static void members(struct tui *t)
{
	static char text[64 * 1024];
	size_t n =
	    (size_t)snprintf(text, sizeof text, "Фамилия;Имя;Телефон;Эл. почта;Район;Дата вступления;Примечание\r\n");
#define ROW(...) n += (size_t)snprintf(text + n, sizeof text - n, __VA_ARGS__)
	for (int i = 0; i < 289; i++)
		ROW("%s;%s;069 %03d %03d;m%d@example.org;Ботаника;%02d.%02d.2024;%s\r\n", surnames[i % 20],
		    given[i / 20], i / 1000 + 100, i, i, 1 + i % 28, 1 + i % 12,
		    i % 50 ? "" : "\"после 18:00; по будням\"");
	ROW("Гусев;Олег;нет;;Центр;01.02.2024;\r\n");
	ROW(";;069 111 222;;Центр;01.02.2024;\r\n");
	ROW("Чижов;Иван;069 999 112;;Центр;31.02.2024;\r\n");
	for (int i = 0; i < 6; i++) /* the name turned round, another way to write the phone */
		ROW("%s;%s;+373 69 100 %03d;;Ботаника;;\r\n", given[0], surnames[i], i);
	ROW("Сорока;Ольга;;;;;\r\n");
	ROW("Цуркан;Стефан;;;;;\r\n");
#undef ROW
	write_1251(t, "members.csv", text);
}

static void import__of_a_spreadsheet__seen_decided_undone(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.empty = true, .lang = "ru"});
	members(t);
	tui_command(t, "add person surname=Soroca given=Olga phone=069000003");
	tui_command(t, "add person surname=Țurcanu given=Ștefan");
	tui_keys(t, "2 I");
	tui_type(t, "members.csv");
	tui_keys(t, "Enter");
	tui_expect(t, "WINDOWS-1251");
	tui_expect(t, "300 строк");
	tui_expect(t, "297 новых");
	tui_expect(t, "3 с ошибками");
	tui_expect(t, "8: позже");
	tui_golden_text("import-1251-ru", tui_text(t));
	tui_keys(t, "r");
	tui_expect(t, "31.02.2024");
	tui_keys(t, "Esc P");
	tui_expect(t, "Soroca Olga");
	tui_expect(t, "Țurcanu Ștefan");
	tui_keys(t, "End s");
	tui_golden_text("import-doubles-ru", tui_text(t));
	tui_keys(t, "Esc");
	tui_expect(t, "296 новых");
	tui_expect(t, "1 уже есть");
	tui_keys(t, "Enter");
	tui_expect(t, "members.csv.refused.csv");
	tui_expect(t, "Люди · 298");
	tui_keys(t, "u");
	tui_expect(t, "Люди · 2");
	tui_keys(t, "U");
	tui_expect(t, "Люди · 298");
	assert_int_equal(tui_stop(t), 0);
}

/* Columns that were corrected are so the next time; a table of other headers is not touched by it. */
static void import__corrected_columns__are_remembered(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.empty = true, .lang = "en"});
	char path[512];
	snprintf(path, sizeof path, "%s/club.csv", tui_home(t));
	FILE *f = fopen(path, "wb");
	fputs("who;reach\nMierlă Ilinca;069000001\n", f);
	fclose(f);
	tui_keys(t, "2 I");
	tui_type(t, "club.csv");
	tui_keys(t, "Enter");
	tui_expect(t, "(left out)");
	tui_expect(t, "No column is known yet");
	tui_keys(t, "e");
	tui_type(t, "Surname");
	tui_keys(t, "Enter Down e");
	tui_type(t, "Phone");
	tui_keys(t, "Enter");
	tui_expect(t, "1 new");
	tui_keys(t, "Enter");
	tui_expect(t, "People · 1");
	tui_keys(t, "u I");
	tui_type(t, "club.csv");
	tui_keys(t, "Enter");
	tui_expect_not(t, "(left out)");
	tui_expect(t, "1 new");
	assert_int_equal(tui_stop(t), 0);
}

static void doubles__made_one_and_told_apart(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.empty = true, .lang = "ro"});
	tui_command(t, "add person surname=Țurcanu given=Ștefan phone=069000021");
	tui_command(t, "version >/dev/null; sleep 0.01");
	tui_command(t, "add person surname=Цуркан given=Стефан phone=069000022 email=s@exemplu.md");
	tui_command(t, "add workshop title=Petiția date=2026-11-23");
	tui_command(t, "attend Petiția --walk-in Цуркан");
	tui_command(t, "add person surname=Rusu given=Ion phone=069000021");
	tui_keys(t, "2 ^K");
	tui_type(t, "dubluri");
	tui_keys(t, "Enter");
	tui_expect(t, "Țurcanu Ștefan");
	tui_expect(t, "Telefon");
	tui_golden_text("doubles", tui_text(t));
	tui_keys(t, "d");
	tui_expect(t, "doi oameni");
	tui_keys(t, "Enter");
	tui_expect(t, "Fișa mai veche");
	tui_keys(t, "Down Down");
	tui_expect(t, "069 000 021, 069 000 022");
	tui_golden_text("unite", tui_text(t));
	tui_keys(t, "Right Enter");
	tui_expect(t, "Acum o singură fișă");
	tui_expect(t, "Nimeni nu pare");
	tui_keys(t, "u");
	tui_expect(t, "Anulat");
	assert_int_equal(tui_stop(t), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(import__of_a_spreadsheet__seen_decided_undone),
	    cmocka_unit_test(import__corrected_columns__are_remembered),
	    cmocka_unit_test(doubles__made_one_and_told_apart),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
