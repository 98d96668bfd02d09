/* base/date_words.h - the words of dates, in three languages, and typed text cut into tokens. For base/ only. */
#ifndef OBSTE_BASE_DATE_WORDS_H
#define OBSTE_BASE_DATE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

enum { WORD_TOKENS = 12, WORD_FOLDED = 32 };

/* What a word can be. One word may be several: "luni" is Monday and months, "mar" Tuesday and March. */
enum word_class {
	W_DAY,      /* near day: value = days from today */
	W_WEEKDAY,  /* 0 Monday */
	W_MONTH,    /* 1..12 */
	W_UNIT,     /* enum unit */
	W_NUMBER,   /* written number */
	W_AHEAD,    /* peste, через, in */
	W_AGO,      /* acum, назад, ago */
	W_WHICH,    /* viitoare +1, asta 0, trecută -1 */
	W_END,      /* sfârșit */
	W_END_OF,   /* eom: enum unit */
	W_AFTER,    /* day after (1) / before (-1) tomorrow / yesterday */
	W_FILLER,   /* pe, la, on */
	W_ORDINAL,  /* st, nd, -го after a number */
	W_YEAR,     /* г., anul: beside a year */
	W_PART,     /* of the day: enum day_part */
	W_HOUR,     /* h, ore, часа */
	W_MINUTE,   /* min, минут */
	W_HALF,     /* și jumătate, половина */
	W_HALF_HOUR /* полчаса */
};
enum unit { UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR };
enum day_part { PART_AM, PART_PM, PART_NIGHT, PART_NOON, PART_MIDNIGHT };

enum token_sort { T_NUMBER, T_WORD, T_SIGN };

struct token {
	enum token_sort sort;
	int number, digits;     /* T_NUMBER */
	char sign;              /* T_SIGN: one ASCII character */
	bool joined;            /* nothing stands between it and the token before */
	char word[WORD_FOLDED]; /* T_WORD: as a search key */
};

/* Cuts `text`; false: empty, too long, or with signs that no date has. */
bool words_cut(const char *text, struct token *out, size_t *count);
/* Can the token be of the class? *value may be NULL. */
bool words_is(const struct token *t, enum word_class class, int *value);

#endif
