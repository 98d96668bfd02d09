/* ui/term_layout.c - what the same physical key gives on a Latin layout, so that nobody switches layout to give a
 * command: т is n. For command keys only, never for text. */
#include "ui/term.h"

#include <stdbool.h>
#include <stddef.h>

struct layout_key {
	uint32_t from;
	char to, shifted;
};

/* Russian ЙЦУКЕН, by letter; capitals are 0x20 below (Ё: 0x50). */
static const struct layout_key russian[] = {
    {0x439, 'q', 'Q'},  /* й */
    {0x446, 'w', 'W'},  /* ц */
    {0x443, 'e', 'E'},  /* у */
    {0x43A, 'r', 'R'},  /* к */
    {0x435, 't', 'T'},  /* е */
    {0x43D, 'y', 'Y'},  /* н */
    {0x433, 'u', 'U'},  /* г */
    {0x448, 'i', 'I'},  /* ш */
    {0x449, 'o', 'O'},  /* щ */
    {0x437, 'p', 'P'},  /* з */
    {0x445, '[', '{'},  /* х */
    {0x44A, ']', '}'},  /* ъ */
    {0x444, 'a', 'A'},  /* ф */
    {0x44B, 's', 'S'},  /* ы */
    {0x432, 'd', 'D'},  /* в */
    {0x430, 'f', 'F'},  /* а */
    {0x43F, 'g', 'G'},  /* п */
    {0x440, 'h', 'H'},  /* р */
    {0x43E, 'j', 'J'},  /* о */
    {0x43B, 'k', 'K'},  /* л */
    {0x434, 'l', 'L'},  /* д */
    {0x436, ';', ':'},  /* ж */
    {0x44D, '\'', '"'}, /* э */
    {0x44F, 'z', 'Z'},  /* я */
    {0x447, 'x', 'X'},  /* ч */
    {0x441, 'c', 'C'},  /* с */
    {0x43C, 'v', 'V'},  /* м */
    {0x438, 'b', 'B'},  /* и */
    {0x442, 'n', 'N'},  /* т */
    {0x44C, 'm', 'M'},  /* ь */
    {0x431, ',', '<'},  /* б */
    {0x44E, '.', '>'},  /* ю */
};

/* Romanian standard and Gagauz: ă î â ș ț; ţ ê ç ö ü ş ı. */
static const struct layout_key latin[] = {
    {0x103, '[', 0},
    {0x102, '{', 0},
    {0xEE, ']', 0},
    {0xCE, '}', 0},
    {0xE2, '\\', 0},
    {0xC2, '|', 0},
    {0x219, ';', 0},
    {0x218, ':', 0},
    {0x21B, '\'', 0},
    {0x21A, '"', 0},
    {0x163, 'q', 0},
    {0x162, 'Q', 0},
    {0xEA, 'w', 0},
    {0xCA, 'W', 0},
    {0xE7, 'x', 0},
    {0xC7, 'X', 0},
    {0xF6, '[', 0},
    {0xD6, '{', 0},
    {0xFC, ']', 0},
    {0xDC, '}', 0},
    {0x15F, ';', 0},
    {0x15E, ':', 0},
    {0x131, '\'', 0},
    {0x130, 'I', 0},
    {0x451, '`', 0},
    {0x401, '~', 0},
};

static bool latin_only; /* of the terminal's own state */

void term_latin_keys(bool on)
{
	latin_only = !on;
}

uint32_t term_latin(uint32_t ch)
{
	if (latin_only)
		return ch;
	for (size_t i = 0; i < sizeof russian / sizeof *russian; i++) {
		if (russian[i].from == ch)
			return (unsigned char)russian[i].to;
		if (russian[i].from - 0x20 == ch)
			return (unsigned char)russian[i].shifted;
	}
	for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
		if (latin[i].from == ch)
			return (unsigned char)latin[i].to;
	return ch;
}
