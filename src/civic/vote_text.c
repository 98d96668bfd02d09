/* civic/vote_text.c - numbers and words of a vote. Words are compared by their search keys, so that marks, letters of
 * the other script and endings do not matter. */
#include "civic/vote_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"

#define COUNT_OF(a) (sizeof(a) / sizeof *(a))

enum side { IN_FAVOUR, AGAINST, ABSTAINED, SIDES };

/* How the word begins, in the three languages. */
static const struct {
	const char *begins;
	enum side side;
} sides[] = {
    {"pentru", IN_FAVOUR},
    {"за", IN_FAVOUR},
    {"for", IN_FAVOUR},
    {"pro", IN_FAVOUR},
    {"contra", AGAINST},
    {"împotriv", AGAINST},
    {"против", AGAINST},
    {"against", AGAINST},
    {"abțin", ABSTAINED},
    {"воздерж", ABSTAINED},
    {"abst", ABSTAINED},
};
static const struct {
	const char *begins, *result;
} results[] = {
    {"aprob", "approved"},
    {"adopt", "approved"},
    {"принят", "approved"},
    {"одобр", "approved"},
    {"approv", "approved"},
    {"respins", "rejected"},
    {"отклон", "rejected"},
    {"reject", "rejected"},
    {"reexamin", "reexamined"},
    {"доработ", "reexamined"},
    {"re-exam", "reexamined"},
    {"amân", "postponed"},
    {"отлож", "postponed"},
    {"postpon", "postponed"},
    {"retras", "withdrawn"},
    {"снят", "withdrawn"},
    {"withdr", "withdrawn"},
};

/* A key of Cyrillic letters may have two spellings, one after the other: each may be the one. Short words are whole
 * ones: others begin so. */
static bool begins(const char *word, const char *with)
{
	struct buf key = BUF_INIT;
	bool fits = false;
	text_key(with, &key);
	for (const char *p = buf_str(&key); *p && !fits;) {
		const size_t n = strcspn(p, " ");
		fits = strncmp(word, p, n) == 0 && (n > 3 || !word[n]);
		p += n + strspn(p + n, " ");
	}
	buf_free(&key);
	return fits;
}

static int side_of(const char *word)
{
	for (size_t i = 0; i < COUNT_OF(sides); i++)
		if (begins(word, sides[i].begins))
			return (int)sides[i].side;
	return -1;
}

static int number_of(const char *word)
{
	const size_t n = strspn(word, "0123456789");
	return n > 0 && n <= 3 && !word[n] ? atoi(word) : -1;
}

struct reading {
	int found[SIDES], loose[SIDES]; /* loose: numbers that no word stands beside */
	int nloose, side, number, last; /* last: the side of the word before, which a second spelling repeats; side,
	                                   number: the last one that has no partner yet; -1: none */
	bool named;
	const char *result;
};

static void take_number(struct reading *r, int number)
{
	if (r->side >= 0) {
		r->found[r->side] = number;
		r->side = -1;
		r->number = -1;
		return;
	}
	r->number = number;
	if (r->nloose < SIDES)
		r->loose[r->nloose++] = number;
}

static void take_side(struct reading *r, int side)
{
	r->named = true;
	if (r->number >= 0) { /* "7 pentru" */
		r->found[side] = r->number;
		r->number = -1;
	} else {
		r->side = side;
	}
}

static void take_word(struct reading *r, const char *word)
{
	const int number = number_of(word), side = side_of(word);
	if (number >= 0) {
		r->last = -1;
		take_number(r, number);
		return;
	}
	const int before = r->last;
	r->last = side;
	if (side >= 0) {
		if (side != before)
			take_side(r, side);
		return;
	}
	if (strlen(word) > 4) /* "4 s-au abținut", "5 vot contra": small words part nothing */
		r->number = -1;
	for (size_t i = 0; !r->result && i < COUNT_OF(results); i++)
		if (begins(word, results[i].begins))
			r->result = results[i].result;
}

/* Words of letters and digits: signs between them part them. */
static void each_word(const char *key, struct reading *r)
{
	for (const char *p = key; *p;) {
		char word[64];
		size_t n = 0;
		while (*p && strchr(" ,;:.-/()!?\"", *p))
			p++;
		while (p[n] && !strchr(" ,;:./()!?\"", p[n]) && !(p[n] == '-' && n && p[0] >= '0' && p[0] <= '9'))
			n++;
		if (n && n < sizeof word) {
			memcpy(word, p, n);
			word[n] = '\0';
			take_word(r, word);
		}
		p += n;
	}
}

bool vote_read(const char *text, struct vote *out)
{
	struct buf key = BUF_INIT;
	struct reading r = {{-1, -1, -1}, {-1, -1, -1}, 0, -1, -1, -1, false, NULL};
	text_key(text, &key);
	each_word(buf_str(&key), &r);
	buf_free(&key);
	const bool bare = !r.named && r.nloose >= 2; /* "7-1-2" */
	const int *n = bare ? r.loose : r.found;
	*out = (struct vote){n[IN_FAVOUR], n[AGAINST], n[ABSTAINED], r.result};
	return n[IN_FAVOUR] >= 0 || n[AGAINST] >= 0 || n[ABSTAINED] >= 0;
}
