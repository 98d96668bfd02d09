/* base/text_key.c - the search key: one form under which a name is found in either script. Knows no database.
 *
 * Letters are appended one at a time by key_put(), whose rules look only at the last letter of what was made; therefore
 * a key put through it again stays as it is. A letter that is written in two ways (Мунтяну: Munteanu, Muntianu) starts
 * a second spelling of its word. Such letters are never ASCII, so a key has none. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/icu.h"
#include "base/key_table.h"
#include "base/place_names.h"
#include "base/text_word.h"

enum { WORD_MAX = 64, UTF8_MAX = 4 };

struct spelling {
	char text[WORD_MAX + 1];
	size_t n;
};

struct word {
	struct spelling first, second;
	bool two;
	uint32_t before; /* the source's last letter, 0 at the start of a word */
};

/* Letters that may join with the one before: ch, sh, gh, ts, tz, zh are one sound each. */
static void key_join(struct spelling *s, char c, char last)
{
	if (c == 'h' && (last == 'c' || last == 's' || last == 'g'))
		return;
	if (c != 'h' && last == 't')
		return;
	if (c == 'h' && last == 'z') {
		s->n--;
		c = 'j';
		if (s->n && s->text[s->n - 1] == 'j')
			return;
	}
	if (s->n < WORD_MAX)
		s->text[s->n++] = c;
}

/* Appends one letter or digit. Doubled letters are one. */
static inline void key_put(struct spelling *s, char c)
{
	char last = s->n ? s->text[s->n - 1] : '\0';

	if (c == last && c >= 'a')
		return;
	if (c == 'h' || c == 's' || c == 'z')
		key_join(s, c, last);
	else if (s->n < WORD_MAX)
		s->text[s->n++] = c;
}

/* Letters of the Latin alphabet in our spelling: k = c, w = v, y = i, x = cs. */
static inline void put_letter(struct spelling *s, char c)
{
	static const char spelled[] = "abcdefghijclmnopcrstuvvxiz";

	if (c >= 'a' && c <= 'z')
		c = spelled[c - 'a'];
	if (c != 'x') {
		key_put(s, c);
		return;
	}
	key_put(s, 'c');
	key_put(s, 's');
}

static void put_letters(struct spelling *s, const char *letters)
{
	for (; *letters; letters++)
		put_letter(s, *letters);
}

static void word_put(struct word *w, const char *letters)
{
	put_letters(&w->first, letters);
	if (w->two)
		put_letters(&w->second, letters);
}

static void word_put_either(struct word *w, const char *one, const char *other)
{
	if (!w->two)
		w->second = w->first;
	w->two = true;
	put_letters(&w->first, one);
	put_letters(&w->second, other);
}

static bool is_cyrillic_vowel(uint32_t c)
{
	static const uint32_t vowels[] = {
	    0x430, 0x435, 0x438, 0x43E, 0x443, 0x44B, 0x44D, 0x44E, 0x44F, 0x451, 0x454, 0x456, 0x457};

	if (c >= 0x410 && c < 0x430)
		c += 0x20;
	else if (c >= 0x400 && c < 0x410)
		c += 0x50;
	for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++)
		if (vowels[i] == c)
			return true;
	return false;
}

static bool is_letter(uint32_t c)
{
	return c >= 0x80 ? text_is_alnum(c) : (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool after_consonant(const struct word *w)
{
	return w->before >= 0x400 && w->before < 0x500 && !is_cyrillic_vowel(w->before) &&
	       (w->before | 0x20) != 0x439 && w->before != 0x419 && w->before != 0x44C && w->before != 0x44A;
}

/* Ч before a back vowel is written ci, ce in Romanian (Чобану, Ciobanu), c when it comes through English. */
static void put_che(struct word *w, uint32_t next)
{
	uint32_t low = next >= 0x410 && next < 0x430 ? next + 0x20 : next;

	if (low == 0x43E || low == 0x443)
		word_put_either(w, "ci", "c");
	else if (low == 0x430)
		word_put_either(w, "ce", "c");
	else
		word_put(w, "c");
}

/* дж is the Romanian g before e and i: Джорджеску, Georgescu; Джурджу, Giurgiu. */
static void put_dzhe(struct word *w, uint32_t low)
{
	w->first.n -= w->first.text[w->first.n - 1] == 'd';
	if (w->two && w->second.n > 0)
		w->second.n -= w->second.text[w->second.n - 1] == 'd';
	if (low == 0x43E || low == 0x430)
		word_put_either(w, "ge", "gi");
	else
		word_put(w, low == 0x443 ? "gi" : "g");
}

/* Ж before a front vowel may be a Romanian g (Анжела, Angela). */
static void put_zhe(struct word *w, uint32_t next)
{
	uint32_t low = next >= 0x410 && next < 0x430 ? next + 0x20 : next;

	if ((w->before == 0x434 || w->before == 0x414) && w->first.n > 0)
		put_dzhe(w, low);
	else if (low == 0x435 || low == 0x438)
		word_put_either(w, "j", "g");
	else
		word_put(w, "j");
}

/* The soft sign is heard before a vowel (Васильев, Vasiliev) and often at the end (Чеботарь, Cebotari). */
static void put_soft_sign(struct word *w, uint32_t next)
{
	if (is_cyrillic_vowel(next))
		word_put(w, "i");
	else if (!is_letter(next))
		word_put_either(w, "", "i");
}

static void put_by_neighbours(struct word *w, char which, uint32_t next)
{
	switch (which) {
	case 'Y': /* я: Мунтяну, Munteanu, but Татьяна, Tatiana */
		if (after_consonant(w))
			word_put_either(w, "ea", "ia");
		else
			word_put(w, "ia");
		break;
	case 'E': /* э: Эдуард, but Водэ, Vodă */
		if (after_consonant(w))
			word_put_either(w, "e", "a");
		else
			word_put(w, "e");
		break;
	case 'O': /* ё: Пётр and Петр are one, Соловьёв is Soloviov */
		word_put_either(w, "e", "io");
		break;
	case 'I': /* ы: Рышкань; î or â */
		word_put_either(w, "i", "a");
		break;
	case 'J':
		put_zhe(w, next);
		break;
	case 'C':
		put_che(w, next);
		break;
	case 'S':
		put_soft_sign(w, next);
		break;
	case 'H': /* ъ is a vowel in Bulgarian names: Димитър, Dimitar */
		if (is_letter(next) && !is_cyrillic_vowel(next))
			word_put(w, "a");
		break;
	}
}

/* î and â are one vowel in two orthographies; at the start of a word both write î. */
static void put_romanian_i(struct word *w, char typed)
{
	if (w->before == 0)
		word_put(w, typed == 'a' ? "a" : "i");
	else
		word_put_either(w, "i", "a");
}

/* A letter beyond the tables, which Unicode neither decomposes nor lowers further. */
static void word_put_code(struct word *w, uint32_t c)
{
	char bytes[UTF8_MAX + 1];
	struct buf b = {bytes, 0, sizeof bytes}; /* never grows: no character is longer */

	buf_code(&b, c);
	if (w->first.n + b.len <= WORD_MAX) {
		memcpy(w->first.text + w->first.n, bytes, b.len);
		w->first.n += b.len;
	}
	if (w->two && w->second.n + b.len <= WORD_MAX) {
		memcpy(w->second.text + w->second.n, bytes, b.len);
		w->second.n += b.len;
	}
}

enum put { PUT_DONE, PUT_NOTHING, PUT_BREAK };

static enum put put_code(struct word *w, uint32_t c, uint32_t next);

/* Everything else, by ICU: decomposed, lowered, marks dropped, until nothing changes. */
static enum put put_by_icu(struct word *w, uint32_t c, uint32_t next)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar parts[32];
	int32_t n = icu()->unorm2_getDecomposition(
	            icu()->unorm2_getNFKDInstance(&status), (UChar32)c, parts, 32, &status),
	        i = 0;
	enum put all = PUT_NOTHING;
	uint32_t low = (uint32_t)icu()->u_foldCase((UChar32)c, U_FOLD_CASE_DEFAULT);
	int8_t type = icu()->u_charType((UChar32)c);

	while (U_SUCCESS(status) && i < n) {
		uint32_t part = parts[i++];
		enum put one;

		if (U16_IS_LEAD(part) && i < n)
			part = (part << 10) + parts[i++] - ((0xD800U << 10) + 0xDC00U - 0x10000U);
		one = put_code(w, part, next);
		all = one == PUT_NOTHING || all == PUT_DONE ? all : one;
	}
	if (n >= 0)
		return all;
	if (low != c)
		return put_code(w, low, next);
	if ((U_MASK(type) & U_GC_M_MASK) || icu()->u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
		return PUT_NOTHING;
	if (!(U_MASK(type) & (U_GC_L_MASK | U_GC_N_MASK)))
		return PUT_BREAK;
	word_put_code(w, c);
	return PUT_DONE;
}

static enum put put_by_table(struct word *w, const char *entry, uint32_t c, uint32_t next)
{
	switch (*entry) {
	case '\0':
		return PUT_BREAK;
	case '-':
		return PUT_NOTHING;
	case '?':
		return put_by_icu(w, c, next);
	case '^':
		put_romanian_i(w, entry[1]);
		return PUT_DONE;
	case '*':
		put_by_neighbours(w, entry[1], next);
		return PUT_DONE;
	default:
		word_put(w, entry);
		return PUT_DONE;
	}
}

static bool is_apostrophe(uint32_t c)
{
	return c == '\'' || c == '`' || c == 0x2019 || c == 0x2018 || c == 0x2BC || c == 0x2B9 || c == 0x2032;
}

static inline enum put put_ascii(struct word *w, char c, uint32_t next)
{
	if (c >= 'A' && c <= 'Z')
		c = (char)(c + 32);
	else if (c == '\'' || c == '`')
		return PUT_NOTHING;
	else if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
		return PUT_BREAK;
	if (c == 'k' && (next | 0x20) == 'h') /* Khlebnikov is Хлебников */
		return PUT_DONE;
	put_letter(&w->first, c);
	if (w->two)
		put_letter(&w->second, c);
	return PUT_DONE;
}

static enum put put_code(struct word *w, uint32_t c, uint32_t next)
{
	if (c < LATIN_FIRST)
		return put_ascii(w, (char)c, next);
	if (c <= LATIN_LAST)
		return put_by_table(w, LATIN[c - LATIN_FIRST], c, next);
	if (c >= CYRILLIC_FIRST && c <= CYRILLIC_LAST)
		return put_by_table(w, CYRILLIC[c - CYRILLIC_FIRST], c, next);
	if (is_apostrophe(c) || (c >= 0x300 && c < 0x370))
		return PUT_NOTHING;
	return put_by_icu(w, c, next);
}

/* Decomposed letters whose composed form the tables treat specially; the rest only lose their marks. */
static uint32_t compose(uint32_t c, uint32_t mark)
{
	static const uint32_t pairs[][3] = {{'i', 0x302, 0xEE}, {'I', 0x302, 0xEE}, {'a', 0x302, 0xE2},
	    {'A', 0x302, 0xE2}, {0x435, 0x308, 0x451}, {0x415, 0x308, 0x451}};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (pairs[i][0] == c && pairs[i][1] == mark)
			return pairs[i][2];
	return c;
}

/* The character at p, 0 at the end; most are ASCII. */
static inline uint32_t take_code(const char **p, const char *end)
{
	if (*p < end && (unsigned char)**p < 0x80)
		return (unsigned char)*(*p)++;
	return text_next(p, end);
}

/* What most of a text is: digits, and letters that become one letter whatever stands beside them. How many bytes were
 * taken; none when another spelling must follow or a mark may. */
static size_t put_plain(struct word *w, const char *s, const char *end)
{
	static const char letters[] = "abcdefg.ij.lmnopcr.tuvv.i.";
	struct spelling *f = &w->first;
	const char *p = s;

	for (; p + 1 < end && (unsigned char)p[1] < 0x80; p++) {
		char c = *p, low = (char)(c | 0x20);

		if (low >= 'a' && low <= 'z')
			c = letters[low - 'a'];
		else if (c < '0' || c > '9')
			break;
		if (c == '.')
			break;
		if ((c < 'a' || f->n == 0 || c != f->text[f->n - 1]) && f->n < WORD_MAX)
			f->text[f->n++] = c;
	}
	if (p > s)
		w->before = (unsigned char)p[-1];
	return (size_t)(p - s);
}

/* Reads the next word that leaves something; false at the end. */
static bool next_word(const char **s, const char *end, struct word *w)
{
	const char *ahead = *s; /* behind `next` */
	uint32_t next = take_code(&ahead, end);

	w->first.n = w->second.n = 0;
	w->two = false;
	w->before = 0;
	while (*s < end) {
		uint32_t c = next;
		enum put did;
		size_t plain = w->two ? 0 : put_plain(w, *s, end);

		if (plain) {
			ahead = *s += plain;
			next = take_code(&ahead, end);
			continue;
		}
		*s = ahead;
		next = take_code(&ahead, end);
		if (next >= 0x300 && next < 0x370) {
			c = compose(c, next);
			if (c == 0xEE || c == 0xE2 || c == 0x451) {
				*s = ahead;
				next = take_code(&ahead, end);
			}
		}
		did = c < LATIN_FIRST ? put_ascii(w, (char)c, next) : put_code(w, c, next);
		if (did == PUT_DONE || (w->before != 0 && is_apostrophe(c)))
			w->before = c;
		else if (did == PUT_BREAK && w->before != 0)
			break;
	}
	w->first.text[w->first.n] = w->second.text[w->second.n] = '\0';
	w->two = w->two && strcmp(w->first.text, w->second.text) != 0;
	return w->before != 0;
}

static int compare_place(const void *word, const void *row)
{
	const unsigned char *a = word, *b = (const unsigned char *)((const struct place_word *)row)->word;

	return *a != *b ? *a - *b : strcmp((const char *)a, (const char *)b);
}

/* The group of spellings that this word is one of. */
static enum place_group place_group(const char *word)
{
	if (*word < 'a') /* a number */
		return PLACE_NONE;
	const struct place_word *p =
	    bsearch(word, PLACE_WORDS, sizeof PLACE_WORDS / sizeof *PLACE_WORDS, sizeof *PLACE_WORDS, compare_place);

	return p ? p->group : PLACE_NONE;
}

static void add_word(struct buf *out, size_t from, const char *word, size_t n)
{
	if (out->len > from)
		buf_char(out, ' ');
	buf_add(out, word, n);
}

/* A place's name adds its whole group instead, once: the group put through again must not grow. */
static enum place_group add_spellings(struct buf *out, size_t from, const struct word *w, enum place_group last_group)
{
	enum place_group group = place_group(w->first.text);

	if (group == PLACE_NONE && w->two)
		group = place_group(w->second.text);
	if (group == PLACE_NONE && w->first.n > 0)
		add_word(out, from, w->first.text, w->first.n);
	if (group == PLACE_NONE && w->two && w->second.n > 0)
		add_word(out, from, w->second.text, w->second.n);
	if (group == PLACE_NONE || group == last_group)
		return group;
	for (size_t i = 0; i < sizeof PLACE_WORDS / sizeof *PLACE_WORDS; i++)
		if (PLACE_WORDS[i].group == group)
			add_word(out, from, PLACE_WORDS[i].word, strlen(PLACE_WORDS[i].word));
	return group;
}

void text_key(const char *s, struct buf *out)
{
	const char *end = s + strlen(s);
	size_t from = out->len;
	struct word w;
	enum place_group group = PLACE_NONE;

	buf_text(out, "");
	while (next_word(&s, end, &w))
		group = add_spellings(out, from, &w, group);
}

static void copy_spelling(const struct spelling *from, bool given, char *out, size_t size)
{
	bool fits = given && from->n < size;

	memcpy(out, fits ? from->text : "", fits ? from->n + 1 : 1);
}

void text_fold_word(const char *text, char *out, char *other, size_t size)
{
	struct word w;
	bool any = next_word(&text, text + strlen(text), &w);

	copy_spelling(&w.first, any, out, size);
	copy_spelling(&w.second, any && w.two, other, size);
}
