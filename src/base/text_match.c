/* base/text_match.c - does a key answer to what was typed; and what was typed on the other keyboard layout. */
#include "base/text.h"

#include <string.h>

enum { SPELLING_MAX = 64, DIFFERENCES_MAX = 6 };

/* What stands between two ends. */
struct part {
	const char *at, *end;
};

static bool is_rest_other(struct part a, struct part b, int differences);

static bool goes_on_after(struct part a, const char *one, struct part b, const char *other, int differences)
{
	size_t na = strlen(one), nb = strlen(other);

	if ((size_t)(a.end - a.at) < na || (size_t)(b.end - b.at) < nb || memcmp(a.at, one, na) != 0 ||
	    memcmp(b.at, other, nb) != 0)
		return false;
	return is_rest_other((struct part){a.at + na, a.end}, (struct part){b.at + nb, b.end}, differences - 1);
}

/* The pairs that text_key.c writes. `differences` bounds the search: no word has more of them than that. */
static bool is_rest_other(struct part a, struct part b, int differences)
{
	static const char *const pairs[][2] = {
	    {"ea", "ia"}, {"e", "a"}, {"e", "io"}, {"e", "o"}, {"e", "i"}, {"i", "a"}, {"j", "g"}};

	if (differences < 0)
		return false;
	while (a.at < a.end && b.at < b.end && *a.at == *b.at) {
		/* Чобану: ciobanu, cobanu. They differ after a letter that is the same. */
		if (*a.at == 'c' &&
		    (goes_on_after(a, "ci", b, "c", differences) || goes_on_after(a, "ce", b, "c", differences)))
			return true;
		a.at++;
		b.at++;
	}
	if (a.at == a.end) /* Чеботарь: cebotar, cebotari */
		return b.at == b.end || (b.at + 1 == b.end && *b.at == 'i');
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (goes_on_after(a, pairs[i][0], b, pairs[i][1], differences))
			return true;
	return false;
}

/* Is `b` the second spelling of `a`, as text_key() writes them one after the other? */
static bool is_other_spelling(const char *a, const char *a_end, const char *b, const char *b_end)
{
	return is_rest_other((struct part){a, a_end}, (struct part){b, b_end}, DIFFERENCES_MAX);
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

bool text_key_next(const char **query, struct text_key_word *out)
{
	const char *begin = *query + strspn(*query, " "), *end = word_end(begin);
	const char *next = end + strspn(end, " "), *next_end = word_end(next);

	*out = (struct text_key_word){begin, next, (size_t)(end - begin), 0};
	*query = next;
	if (next_end > next && end - begin <= SPELLING_MAX && next_end - next <= SPELLING_MAX &&
	    is_other_spelling(begin, end, next, next_end)) {
		out->other_n = (size_t)(next_end - next);
		*query = next_end;
	}
	return out->n > 0;
}

bool text_key_matches(const char *key, const char *query)
{
	struct text_key_word w;

	while (text_key_next(&query, &w))
		if (!begins_a_word(key, w.word, w.n) && !(w.other_n > 0 && begins_a_word(key, w.other, w.other_n)))
			return false;
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
