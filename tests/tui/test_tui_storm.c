/* tests/tui/test_tui_storm.c - every key in every state: random keys, bytes that are no UTF-8, sequences, pastes,
 * sizes, stops, in three languages and four sizes; at the end the database is whole and the terminal a shell's. In
 * `make check` some thousand keys, in `make storm` a million under ASan. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/tui.h"
#include "tui/tui_inside.h"

static unsigned seed;

static unsigned next_random(unsigned below)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % below;
}

/* Ctrl+Q and F10, which end it, are not among them; `o`, which runs other programs, neither. */
static const char *const keys[] = {"\033OA", "\033OB", "\033OC", "\033OD", "\033OA", "\033OB", "\033[5~", "\033[6~",
    "\033OH", "\033OF", "\r", "\r", "\r", "\033", "\033", "\t", "\033[Z", " ", "\177", "\033[3~", "\033[2~", "\033OP",
    "\033OQ", "\033OR", "\033OS", "\033[15~", "\033[17~", "\033[18~", "\033[19~", "\033[20~", "\033[29~", "0", "1", "2",
    "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "p", "r",
    "s", "t", "u", "v", "w", "x", "y", "z", "A", "B", "D", "G", "H", "M", "N", "P", "R", "S", "T", "U", "V", "Z", "/",
    "?", ":", "+", "*", "-", "#", ".", ",", "!", "~", "ș", "Ț", "ж", "т", "у", "Я", "ь", "\001", "\002", "\003", "\004",
    "\005", "\006", "\007", "\013", "\014", "\016", "\017", "\020", "\022", "\023", "\025", "\027", "\030", "\031",
    "\032", "ana", "27.11", "+373", "vineri", "12:30", "\033[1;5A", "\033[1;5B", "\033[1;5C", "\033[1;5D", "\033x",
    "\033ș", "\033\033"};
/* What no keyboard sends. */
static const char *const hostile[] = {"\xd0", "\xff\xfe", "\xc3(", "\xf0\x9f\x98", "\xed\xa0\x80", "\033[", "\033Oz",
    "\033[999;999;999~", "\033]0;x\007", "\033P1\033\\", "\033[<0;20;8M", "\033[<64;9;9M", "\033[<65;70;3M",
    "\033[<2;5;5M", "\033[<0;9999;9999M", "\033[<0;0;0M", "\033[M !!", "\033[200~x\ny\033[201~",
    "\033[200~\033[31mred\033[201~", "\033[201~", "\033[200~\xd0\xd1\t\r\n=1+1\033[201~", "\xe2\x80\xae\xe2\x80\x8b",
    "e\xcc\x81\xcc\x82\xcc\x83", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"};

static const char *last_words(struct tui *t)
{
	const char *said = strstr(tui_bytes(t), "ERROR: AddressSanitizer");
	if (!said)
		said = strstr(tui_bytes(t), "runtime error:");
	return said ? said : tui_text(t);
}

static void resize_somehow(struct tui *t, int rows, int cols)
{
	switch (next_random(4)) {
	case 0:
		tui_resize(t, 1 + (int)next_random(60), 1 + (int)next_random(200));
		break;
	case 1:
		tui_resize(t, 1, 1);
		break;
	default:
		tui_resize(t, rows, cols);
	}
}

static void stop_and_go(struct tui *t)
{
	tui_signal(t, SIGTSTP);
	tui_wait(t);
	tui_signal(t, SIGCONT);
	tui_wait(t);
}

/* A handful of keys in one write, as typed ahead, now and then with a size, a stop, a sequence before them. */
static int press_some(struct tui *t, int rows, int cols)
{
	char burst[2048] = "", shown[2048] = "";
	int n = 5 + (int)next_random(30);
	unsigned event = next_random(400);
	if (event < 8)
		resize_somehow(t, rows, cols);
	else if (event == 8)
		stop_and_go(t);
	for (int i = 0; i < n; i++)
		strcat(burst, next_random(20) ? keys[next_random(sizeof keys / sizeof *keys)]
		                              : hostile[next_random(sizeof hostile / sizeof *hostile)]);
	tui_burst_raw(t, burst);
	if (tui_alive(t))
		return n;
	for (size_t i = 0, at = 0; burst[i] && at < sizeof shown - 8; i++)
		at += (size_t)snprintf(shown + at, sizeof shown - at,
		    (unsigned char)burst[i] < 0x20 || (unsigned char)burst[i] == 0x7f ? "<%02x>" : "%c",
		    (unsigned char)burst[i]);
	fprintf(stderr, "%.8000s\n", last_words(t));
	fail_msg("it has ended, after: %s", shown);
	return 0;
}

static long how_many(void)
{
	const char *n = getenv("OBSTE_STORM_KEYS");
	return n && *n ? atol(n) : 2400;
}

static void expect_whole(struct tui *t)
{
	const char *all = tui_bytes(t), *tail = all + (tui_written(t) > 600 ? tui_written(t) - 600 : 0);
	assert_int_equal(tui_wait_end(t), 0);
	assert_true(tui_sane(t));
	all = tui_bytes(t);
	tail = all + (tui_written(t) > 600 ? tui_written(t) - 600 : 0);
	assert_non_null(strstr(tail, "\033[?1049l"));
	assert_non_null(strstr(tail, "\033[?2004l"));
	if (strstr(all, "ERROR: AddressSanitizer") || strstr(all, "runtime error:")) {
		fprintf(stderr, "%.8000s\n", last_words(t));
		fail_msg("a sanitizer complains");
	}
}

static void storm(const char *lang, int rows, int cols, unsigned from)
{
	seed = from;
	for (long pressed = 0, most = how_many() / 12; pressed < most;) {
		struct tui *t = tui_start(&(struct tui_options){.lang = lang, .rows = rows, .cols = cols});
		/* not for ever in one database: bytes written are kept, windows and records pile up */
		for (long here = 0; here < 4000 && pressed < most;) {
			int n = press_some(t, rows, cols);
			here += n;
			pressed += n;
		}
		tui_resize(t, rows, cols);
		tui_keys(t, "Esc Esc Esc Esc Esc Esc Esc Esc");
		tui_command(t, "check");
		tui_raw(t, "\021", 1);
		tui_wait(t);
		if (tui_alive(t))
			tui_raw(t, "\021", 1); /* work in the background is asked about once */
		expect_whole(t);
		assert_int_equal(tui_stop(t), 0);
	}
}

#define STORM(name, lang, from)                                                                                        \
	static void storm__##name##__database_and_terminal_whole(void **state)                                         \
	{                                                                                                              \
		(void)state;                                                                                           \
		storm(lang, 20, 60, from);                                                                             \
		storm(lang, 24, 80, from + 1);                                                                         \
		storm(lang, 36, 120, from + 2);                                                                        \
		storm(lang, 60, 200, from + 3);                                                                        \
	}
STORM(romanian, "ro", 100)
STORM(russian, "ru", 200)
STORM(english, "en", 300)

/* A window of a wall, and of a stamp. */
static void huge_window__every_section__alive(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "ru"});
	tui_keys(t, "2 n abc");
	tui_resize(t, 1000, 1000);
	tui_wait(t);
	tui_resize(t, 1, 1);
	tui_wait(t);
	tui_resize(t, 24, 80);
	tui_wait(t);
	tui_expect(t, "abc");
	tui_keys(t, "Esc 8");
	tui_resize(t, 1000, 1000);
	tui_wait(t);
	assert_true(tui_alive(t));
	tui_resize(t, 24, 80);
	assert_int_equal(tui_stop(t), 0);
}

/* Two megabytes into a field and into a list. */
static void megabytes_pasted__everywhere__alive(void **state)
{
	(void)state;
	size_t n = 2u << 20;
	char *big = malloc(n + 16);
	memcpy(big, "\033[200~", 6);
	for (size_t i = 0; i < n; i++)
		big[6 + i] = "abc ș\n=\t"[i % 9 == 8 ? 0 : i % 9];
	memcpy(big + 6 + n, "\033[201~", 6);
	struct tui *t = tui_start(&(struct tui_options){.lang = "en", .empty = true});
	static const char *const places[] = {"1", "2 n", "Esc 2 /", "Esc Esc ^K"};
	for (size_t i = 0; i < 4; i++) {
		tui_keys(t, places[i]);
		tui_raw(t, big, n + 12);
		tui_wait(t);
		assert_true(tui_alive(t));
		tui_keys(t, "Esc Esc Esc");
	}
	assert_int_equal(tui_stop(t), 0);
	free(big);
}

static void stopped__in_a_form__text_and_modes_back(void **state)
{
	(void)state;
	struct tui *t = tui_start(&(struct tui_options){.lang = "en"});
	tui_keys(t, "2 n");
	tui_type(t, "Salcâm");
	for (int i = 0; i < 5; i++)
		stop_and_go(t);
	tui_type(t, "x");
	tui_expect(t, "Salcâmx");
	assert_false(tui_sane(t)); /* raw again */
	tui_keys(t, "^S");
	tui_expect(t, "Salcâmx");
	assert_int_equal(tui_stop(t), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(storm__romanian__database_and_terminal_whole),
	    cmocka_unit_test(storm__russian__database_and_terminal_whole),
	    cmocka_unit_test(storm__english__database_and_terminal_whole),
	    cmocka_unit_test(huge_window__every_section__alive),
	    cmocka_unit_test(megabytes_pasted__everywhere__alive),
	    cmocka_unit_test(stopped__in_a_form__text_and_modes_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
