/* base/key_table.h - what letters become in a search key. For base/text_key.c only.
 * Latin: Unicode's compatibility decomposition without marks, letters that do not decompose by their look.
 * Cyrillic: as names are written in Moldova; the second spelling is the other usual one. */
#ifndef OBSTE_BASE_KEY_TABLE_H
#define OBSTE_BASE_KEY_TABLE_H

/* "" parts words, "-" is left out, "?" is for ICU, "^a" and "^i" are the two ways to write one Romanian vowel. */
enum { LATIN_FIRST = 0x80, LATIN_LAST = 0x24F };
/* clang-format off */
static const char LATIN[LATIN_LAST - LATIN_FIRST + 1][4] = {
	/* 0080 */ "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "",
	/* 0090 */ "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "",
	/* 00A0 */ "", "", "", "", "", "", "", "", "", "", "a", "", "", "-", "", "",
	/* 00B0 */ "", "", "2", "3", "-", "?", "", "", "", "1", "o", "", "", "", "", "",
	/* 00C0 */ "a", "a", "^a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "^i", "i",
	/* 00D0 */ "d", "n", "o", "o", "o", "o", "o", "", "o", "u", "u", "u", "u", "y", "th", "s",
	/* 00E0 */ "a", "a", "^a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "^i", "i",
	/* 00F0 */ "d", "n", "o", "o", "o", "o", "o", "", "o", "u", "u", "u", "u", "y", "th", "y",
	/* 0100 */ "a", "a", "a", "a", "a", "a", "c", "c", "c", "c", "c", "c", "c", "c", "d", "d",
	/* 0110 */ "d", "d", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "g", "g", "g", "g",
	/* 0120 */ "g", "g", "g", "g", "h", "h", "h", "h", "i", "i", "i", "i", "i", "i", "i", "i",
	/* 0130 */ "i", "i", "ij", "ij", "j", "j", "k", "k", "k", "l", "l", "l", "l", "l", "l", "l",
	/* 0140 */ "l", "l", "l", "n", "n", "n", "n", "n", "n", "?", "n", "n", "o", "o", "o", "o",
	/* 0150 */ "o", "o", "oe", "oe", "r", "r", "r", "r", "r", "r", "s", "s", "s", "s", "s", "s",
	/* 0160 */ "s", "s", "t", "t", "t", "t", "t", "t", "u", "u", "u", "u", "u", "u", "u", "u",
	/* 0170 */ "u", "u", "u", "u", "w", "w", "y", "y", "y", "z", "z", "z", "z", "z", "z", "s",
	/* 0180 */ "b", "b", "b", "b", "b", "b", "o", "c", "c", "d", "d", "d", "d", "d", "e", "e",
	/* 0190 */ "e", "f", "f", "g", "g", "hv", "i", "i", "k", "k", "l", "l", "u", "n", "n", "o",
	/* 01A0 */ "o", "o", "oi", "oi", "p", "p", "r", "s", "s", "s", "s", "t", "t", "t", "t", "u",
	/* 01B0 */ "u", "u", "v", "y", "y", "z", "z", "j", "j", "j", "j", "?", "5", "5", "t", "v",
	/* 01C0 */ "?", "?", "?", "?", "dz", "dz", "dz", "lj", "lj", "lj", "nj", "nj", "nj", "a", "a", "i",
	/* 01D0 */ "i", "o", "o", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u", "e", "a", "a",
	/* 01E0 */ "a", "a", "ae", "ae", "g", "g", "g", "g", "k", "k", "o", "o", "o", "o", "j", "j",
	/* 01F0 */ "j", "dz", "dz", "dz", "g", "g", "hv", "v", "n", "n", "a", "a", "ae", "ae", "o", "o",
	/* 0200 */ "a", "a", "a", "a", "e", "e", "e", "e", "i", "i", "i", "i", "o", "o", "o", "o",
	/* 0210 */ "r", "r", "r", "r", "u", "u", "u", "u", "s", "s", "t", "t", "g", "g", "h", "h",
	/* 0220 */ "n", "d", "ou", "ou", "z", "z", "a", "a", "e", "e", "o", "o", "o", "o", "o", "o",
	/* 0230 */ "o", "o", "y", "y", "l", "n", "t", "j", "?", "?", "a", "c", "c", "l", "t", "s",
	/* 0240 */ "z", "?", "?", "b", "u", "v", "e", "e", "j", "j", "q", "q", "r", "r", "y", "y",
};

/* "*X" is a letter whose spelling depends on its neighbours: see text_key.c. */
enum { CYRILLIC_FIRST = 0x400, CYRILLIC_LAST = 0x4FF };
static const char CYRILLIC[CYRILLIC_LAST - CYRILLIC_FIRST + 1][4] = {
	/* 0400 */ "e", "*O", "d", "g", "e", "z", "i", "i", "i", "l", "n", "c", "k", "i", "u", "g",
	/* 0410 */ "a", "b", "v", "g", "d", "e", "*J", "z", "i", "i", "k", "l", "m", "n", "o", "p",
	/* 0420 */ "r", "s", "t", "u", "f", "h", "t", "*C", "s", "sc", "*H", "*I", "*S", "*E", "iu", "*Y",
	/* 0430 */ "a", "b", "v", "g", "d", "e", "*J", "z", "i", "i", "k", "l", "m", "n", "o", "p",
	/* 0440 */ "r", "s", "t", "u", "f", "h", "t", "*C", "s", "sc", "*H", "*I", "*S", "*E", "iu", "*Y",
	/* 0450 */ "e", "*O", "d", "g", "e", "z", "i", "i", "i", "l", "n", "c", "k", "i", "u", "g",
	/* 0460 */ "o", "o", "e", "e", "e", "e", "ia", "ia", "ia", "ia", "a", "a", "ia", "ia", "x", "x",
	/* 0470 */ "ps", "ps", "f", "f", "i", "i", "i", "i", "u", "u", "o", "o", "o", "o", "ot", "ot",
	/* 0480 */ "k", "k", "", "-", "-", "-", "-", "-", "-", "-", "i", "i", "-", "-", "r", "r",
	/* 0490 */ "g", "g", "g", "g", "g", "g", "j", "j", "z", "z", "k", "k", "k", "k", "k", "k",
	/* 04A0 */ "k", "k", "n", "n", "n", "n", "?", "?", "o", "o", "s", "s", "t", "t", "u", "u",
	/* 04B0 */ "u", "u", "h", "h", "t", "t", "c", "c", "c", "c", "h", "h", "c", "c", "c", "c",
	/* 04C0 */ "i", "g", "g", "k", "k", "l", "l", "n", "n", "n", "n", "c", "c", "m", "m", "i",
	/* 04D0 */ "a", "a", "a", "a", "ae", "ae", "e", "e", "e", "e", "e", "e", "j", "j", "z", "z",
	/* 04E0 */ "z", "z", "i", "i", "i", "i", "o", "o", "o", "o", "o", "o", "*E", "*E", "u", "u",
	/* 04F0 */ "u", "u", "u", "u", "c", "c", "g", "g", "*I", "*I", "g", "g", "h", "h", "h", "h",
};
/* clang-format on */

#endif
