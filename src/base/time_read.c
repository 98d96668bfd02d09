/* base/time_read.c - times of day and durations as people type them, in three languages. Knows no clock. */
#include "base/date.h"

#include <string.h>

#include "base/date_words.h"

enum { MINUTES_DAY = 24 * 60, DURATION_MAX = 100 * MINUTES_DAY };

/* Walks over the tokens. */
struct reader {
	struct token t[WORD_TOKENS];
	size_t n, at;
};

static bool begin(struct reader *r, const char *text)
{
	r->at = 0;
	return words_cut(text, r->t, &r->n);
}

static bool take_word(struct reader *r, enum word_class class, int *value)
{
	if (r->at >= r->n || !words_is(&r->t[r->at], class, value))
		return false;
	r->at++;
	return true;
}

static void skip_fillers(struct reader *r)
{
	while (take_word(r, W_FILLER, NULL))
		;
}

static bool take_number(struct reader *r, int *number, int *digits)
{
	if (r->at >= r->n || r->t[r->at].sort != T_NUMBER)
		return false;
	*number = r->t[r->at].number;
	*digits = r->t[r->at].digits;
	r->at++;
	return true;
}

static bool take_sign(struct reader *r, const char *of)
{
	if (r->at >= r->n || r->t[r->at].sort != T_SIGN || !strchr(of, r->t[r->at].sign))
		return false;
	r->at++;
	return true;
}

/* :30 after the hour, exactly two digits. true also when nothing follows. */
static bool take_minutes(struct reader *r, const char *signs, int *minute)
{
	int digits;

	if (!take_sign(r, signs))
		return true;
	return take_number(r, minute, &digits) && digits == 2 && *minute < 60;
}

/* 6 seara is 18; 12 ночи is 0; 18 seara stays. false: 18 dimineața. */
static bool in_part(int part, int *hour)
{
	if (*hour > 12)
		return part == PART_PM || (part == PART_NIGHT && *hour >= 20);
	if (part == PART_AM || part == PART_NIGHT)
		*hour %= 12;
	if (part == PART_PM || (part == PART_NIGHT && *hour >= 8))
		*hour = *hour % 12 + 12;
	return true;
}

static bool take_part(struct reader *r, int *hour)
{
	int part;

	skip_fillers(r);
	if (!take_word(r, W_PART, &part))
		return true;
	while (take_sign(r, ".") || take_word(r, W_MINUTE, NULL)) /* p.m. */
		;
	return in_part(part, hour);
}

static bool split_digits(int digits, int *hour, int *minute)
{
	if (digits > 4)
		return false;
	if (digits > 2) { /* 1830, 830 */
		*minute = *hour % 100;
		*hour /= 100;
	}
	return true;
}

bool time_parse(const char *text, int *minutes)
{
	struct reader r;
	int hour, minute = 0, second = 0, digits, part;

	if (!begin(&r, text))
		return false;
	while (take_word(&r, W_FILLER, NULL) || take_word(&r, W_HOUR, NULL))
		;
	if (r.at + 1 == r.n && take_word(&r, W_PART, &part)) {
		*minutes = part == PART_MIDNIGHT ? 0 : MINUTES_DAY / 2;
		return part == PART_MIDNIGHT || part == PART_NOON;
	}
	if (!take_number(&r, &hour, &digits) || !split_digits(digits, &hour, &minute))
		return false;
	if (digits <= 2 && (!take_minutes(&r, ":.,", &minute) || !take_minutes(&r, ":", &second) || second != 0))
		return false;
	if (digits <= 2 && take_word(&r, W_HOUR, NULL)) { /* 18h30, 18 ore și 30 minute */
		skip_fillers(&r);
		if (take_number(&r, &minute, &digits))
			take_word(&r, W_MINUTE, NULL);
	}
	skip_fillers(&r);
	if (minute == 0 && take_word(&r, W_HALF, NULL))
		minute = 30;
	if (!take_part(&r, &hour) || r.at != r.n || hour > 23 || minute > 59)
		return false;
	*minutes = hour * 60 + minute;
	return true;
}

/* Hours: after the number stands a word or nothing. 1.5h is decimal, 1:30 and 1h30 are not. */
static bool take_hours(struct reader *r, int whole, int *minutes)
{
	int part = 0, digits = 0;
	bool decimal = take_sign(r, ".,");

	if (decimal && (!take_number(r, &part, &digits) || digits > 2))
		return false;
	if (!take_word(r, W_HOUR, NULL)) { /* 1.30 */
		*minutes = whole * 60 + part;
		return decimal && digits == 2 && part < 60;
	}
	*minutes = whole * 60 + (digits == 1 ? part * 6 : part * 60 / 100);
	if (decimal)
		return true;
	skip_fillers(r);
	if (take_word(r, W_HALF, NULL))
		*minutes += 30;
	else if (take_number(r, &part, &digits)) {
		take_word(r, W_MINUTE, NULL);
		*minutes += part;
		return part < 60;
	}
	return true;
}

static bool duration_of(struct reader *r, int number, int *minutes)
{
	int digits, part, unit;

	*minutes = number;
	if (r->at == r->n || take_word(r, W_MINUTE, NULL))
		return true;
	if (take_sign(r, ":")) {
		*minutes = number * 60;
		if (!take_number(r, &part, &digits) || digits != 2 || part > 59)
			return false;
		*minutes += part;
		take_word(r, W_HOUR, NULL);
		return true;
	}
	if (take_hours(r, number, minutes))
		return true;
	if (!take_word(r, W_UNIT, &unit) || unit != UNIT_DAY)
		return false;
	*minutes = number * MINUTES_DAY;
	return true;
}

bool duration_parse(const char *text, int *minutes)
{
	struct reader r;
	int number, digits, made = 30;
	bool ok;

	if (!begin(&r, text))
		return false;
	if (take_word(&r, W_HALF_HOUR, NULL)) {
		ok = true;
	} else if (take_word(&r, W_HALF, NULL)) { /* jumătate de oră, half an hour */
		while (take_word(&r, W_FILLER, NULL) || take_word(&r, W_NUMBER, NULL))
			;
		ok = take_word(&r, W_HOUR, NULL);
	} else if (take_number(&r, &number, &digits) || take_word(&r, W_NUMBER, &number)) {
		ok = number <= DURATION_MAX && duration_of(&r, number, &made);
	} else {
		return false;
	}
	if (!ok || r.at != r.n || made > DURATION_MAX)
		return false;
	*minutes = made;
	return true;
}
