/* base/text_match.c - does a key answer to what was typed; and what was typed on the other keyboard layout. */
#include "base/text.h"

#include <string.h>

#define SPELLING_MAX 64

/* Is `b` the second spelling of `a`, as text_key() writes them one after the other? By the pairs of text_key.c. */
static bool is_other_spelling(const char *a, const char *a_end, const char *b, const char *b_end)
{
	static const char *const pairs[][2] = {{"ea", "ia"}, {"e", "a"}, {"e", "io"}, {"i", "a"}, {"ci", "c"},
	    {"ce", "c"}, {"j", "g"}, {"e", "o"}, {"e", "i"}, {"", "i"}};

	while (a < a_end && b < b_end && *a == *b) {
		/* ci/c and ce/c differ after an equal letter, so they are tried below at each c. */
		if (*a == 'c' && a + 1 < a_end && (a[1] == 'i' || a[1] == 'e') && (b + 1 == b_end || b[1] != a[1]) &&
		    is_other_spelling(a + 2, a_end, b + 1, b_end))
			return true;
		a++;
		b++;
	}
	if (a == a_end && b == b_end)
		return true;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		size_t na = strlen(pairs[i][0]), nb = strlen(pairs[i][1]);

		if (na == 0 && a != a_end)
			continue;
		if ((size_t)(a_end - a) >= na && (size_t)(b_end - b) >= nb && memcmp(a, pairs[i][0], na) == 0 &&
		    memcmp(b, pairs[i][1], nb) == 0 && is_other_spelling(a + na, a_end, b + nb, b_end))
			return true;
	}
	return false;
}

static bool begins_a_word(const char *key, const char *word, size_t n)
{
	for (const char *p = key; p; p = strchr(p, ' ')) {
		p += *p == ' ';
		if (strncmp(p, word, n) == 0)
			return true;
	}
	return false;
}

static const char *word_end(const char *p)
{
	return p + strcspn(p, " ");
}

bool text_key_matches(const char *key, const char *query)
{
	while (*query) {
		const char *end = word_end(query), *next = end + (*end == ' '), *next_end = word_end(next);
		bool found = begins_a_word(key, query, (size_t)(end - query));

		if (next_end > next && end - query <= SPELLING_MAX && next_end - next <= SPELLING_MAX &&
		    is_other_spelling(query, end, next, next_end)) {
			found = found || begins_a_word(key, next, (size_t)(next_end - next));
			next = next_end + (*next_end == ' ');
		}
		if (!found)
			return false;
		query = next;
	}
	return true;
}

/* The same keys on the two layouts. Where the Romanian standard layout has letters (ă î ș ț â), they stand beside the
 * American signs; from Cyrillic the letters are meant, for nobody looks for a bracket. */
static const struct layout_key {
	const char *cyrillic, *romanian, *american;
} KEYS[] = {
    {"й", "q", "q"},
    {"ц", "w", "w"},
    {"у", "e", "e"},
    {"к", "r", "r"},
    {"е", "t", "t"},
    {"н", "y", "y"},
    {"г", "u", "u"},
    {"ш", "i", "i"},
    {"щ", "o", "o"},
    {"з", "p", "p"},
    {"х", "ă", "["},
    {"ъ", "î", "]"},
    {"ф", "a", "a"},
    {"ы", "s", "s"},
    {"в", "d", "d"},
    {"а", "f", "f"},
    {"п", "g", "g"},
    {"р", "h", "h"},
    {"о", "j", "j"},
    {"л", "k", "k"},
    {"д", "l", "l"},
    {"ж", "ș", ";"},
    {"э", "ț", "'"},
    {"я", "z", "z"},
    {"ч", "x", "x"},
    {"с", "c", "c"},
    {"м", "v", "v"},
    {"и", "b", "b"},
    {"т", "n", "n"},
    {"ь", "m", "m"},
    {"б", ",", ","},
    {"ю", ".", "."},
    {"ё", "`", "`"},
    {"Й", "Q", "Q"},
    {"Ц", "W", "W"},
    {"У", "E", "E"},
    {"К", "R", "R"},
    {"Е", "T", "T"},
    {"Н", "Y", "Y"},
    {"Г", "U", "U"},
    {"Ш", "I", "I"},
    {"Щ", "O", "O"},
    {"З", "P", "P"},
    {"Х", "Ă", "{"},
    {"Ъ", "Î", "}"},
    {"Ф", "A", "A"},
    {"Ы", "S", "S"},
    {"В", "D", "D"},
    {"А", "F", "F"},
    {"П", "G", "G"},
    {"Р", "H", "H"},
    {"О", "J", "J"},
    {"Л", "K", "K"},
    {"Д", "L", "L"},
    {"Ж", "Ș", ":"},
    {"Э", "Ț", "\""},
    {"Я", "Z", "Z"},
    {"Ч", "X", "X"},
    {"С", "C", "C"},
    {"М", "V", "V"},
    {"И", "B", "B"},
    {"Т", "N", "N"},
    {"Ь", "M", "M"},
    {"Б", "<", "<"},
    {"Ю", ">", ">"},
    {"Ё", "~", "~"},
    {"ж", "ş", ";"},
    {"э", "ţ", "'"},
    {"Ж", "Ş", ":"},
    {"Э", "Ţ", "\""},
};

static const char *other_key(const char *bytes, size_t n, bool from_cyrillic)
{
	for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
		const struct layout_key *k = &KEYS[i];
		const char *const mine[] = {
		    from_cyrillic ? k->cyrillic : k->romanian, from_cyrillic ? k->cyrillic : k->american};

		for (int m = 0; m < 2; m++)
			if (strlen(mine[m]) == n && memcmp(mine[m], bytes, n) == 0)
				return from_cyrillic ? k->romanian : k->cyrillic;
	}
	return NULL;
}

/* Which layout was on: by the first letter that only one of them has. 0 Latin, 1 Cyrillic, -1 no letter at all. */
static int layout_of(const char *s, const char *end)
{
	while (s < end) {
		uint32_t c = text_next(&s, end);

		if (c >= 0x400 && c < 0x500)
			return 1;
		if (c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : c < 0x250 && text_is_alnum(c))
			return 0;
	}
	return -1;
}

bool text_other_layout(const char *s, struct buf *out)
{
	const char *end = s + strlen(s);
	int from = layout_of(s, end);
	size_t begin = out->len;
	bool changed = false;

	if (from < 0)
		return false;
	while (s < end) {
		const char *at = s, *other;

		text_next(&s, end);
		other = other_key(at, (size_t)(s - at), from == 1);
		changed = changed || other;
		if (other)
			buf_text(out, other);
		else
			buf_add(out, at, (size_t)(s - at));
	}
	if (!changed)
		buf_cut(out, begin);
	return changed;
}
