/* base/date_words.c - the words of dates and times, as people type them in three languages, with and without
 * diacritics: both sides are compared as search keys, so that each word stands here once, spelled right. Knows no
 * grammar. */
#include "base/date_words.h"

#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/date_names.h"
#include "base/text.h"

/* `from`: how many letters at least may be typed of it; 0 = only the whole word. */
static const struct word_row {
	enum word_class class;
	int value, from;
	const char *words; /* parted by blanks */
} ROWS[] = {
    {W_DAY, 0, 0, "azi astăzi today acum now diseară tonight сегодня сейчас aici"},
    {W_DAY, 1, 0, "mâine mîine tomorrow tmr tmrw завтра"},
    {W_DAY, 2, 0, "poimâine poimîine послезавтра overmorrow"},
    {W_DAY, 3, 0, "răspoimâine răspoimîine"},
    {W_DAY, -1, 0, "ieri aseară yesterday вчера"},
    {W_DAY, -2, 0, "alaltăieri позавчера"},
    {W_WEEKDAY, 0, 0, "luni lunea lun lu понедельник понедельника понедельнику пон пнд пн monday mon mo"},
    {W_WEEKDAY, 1, 0, "marți marțea mar ma вторник вторника вторнику вто втр вт tuesday tue tues tu"},
    {W_WEEKDAY, 2, 0, "miercuri miercurea mie mi среда среду среды среде срд ср wednesday wed we"},
    {W_WEEKDAY, 3, 0, "joi joia jo четверг четверга четвергу чет чтв чт thursday thu thur thurs th"},
    {W_WEEKDAY, 4, 0, "vineri vinerea vin vi пятница пятницу пятницы пятнице пят птн пт friday fri fr"},
    {W_WEEKDAY, 5, 0,
        "sâmbătă sîmbătă sâmbăta sîmbăta sâm sîm sâ sî суббота субботу субботы субботе суб сбт сб saturday sat sa"},
    {W_WEEKDAY, 6, 0, "duminică duminica dum du воскресенье воскресенья воскресенью вос вск вс sunday sun su"},
    {W_UNIT, UNIT_DAY, 0, "z zi ziua zilei zile d day days д дн день дня дней"},
    {W_UNIT, UNIT_WEEK, 0,
        "s săpt sapt săptămână săptămâna săptămâni săptămânii săptămînă săptămîna săptămîni săptămînii w wk week weeks "
        "н нед неделя неделю недели недель неделе"},
    {W_UNIT, UNIT_MONTH, 0, "l lună luna lunii luni m mo month months м мес месяц месяца месяцев месяце"},
    {W_UNIT, UNIT_YEAR, 0, "a an anul ani anului y year years г год года году лет"},
    {W_NUMBER, 1, 0, "o un una unu întâi întîi a an one один одну одна первое первого"},
    {W_NUMBER, 2, 0, "două doi two couple два две"},
    {W_NUMBER, 3, 0, "trei three три"},
    {W_NUMBER, 4, 0, "patru four четыре"},
    {W_NUMBER, 5, 0, "cinci five пять"},
    {W_NUMBER, 6, 0, "șase six шесть"},
    {W_NUMBER, 7, 0, "șapte seven семь"},
    {W_NUMBER, 8, 0, "opt eight восемь"},
    {W_NUMBER, 9, 0, "nouă nine девять"},
    {W_NUMBER, 10, 0, "zece ten десять"},
    {W_AHEAD, 0, 0, "peste în in через spre"},
    {W_AGO, 0, 0, "acum ago back назад urmă urma"},
    {W_WHICH, 1, 0,
        "viitoare viitor viitorul viitoarea următoare următoarea următor următorul next следующий следующая следующее "
        "следующего следующей следующую следующем след"},
    {W_WHICH, 0, 0, "asta aceasta această acesta acest this этот эта это эту этой этого этом curentă curente curent"},
    {W_WHICH, -1, 0, "trecută trecut trecutul last past прошлый прошлая прошлое прошлого прошлой прошлую прошлом"},
    {W_END, 0, 0,
        "sfârșit sfârșitul sfîrșit sfîrșitul sf sfârș finele final finalul capătul end конец конца концу конце"},
    {W_FILLER, 0, 0, "pe la din în de data dată on at the of by to в во на к ко до from din și"},
    {W_ORDINAL, 0, 0, "st nd rd th го е ое ого ul"},
    {W_YEAR, 0, 0, "г год года an anul"},
    {W_PART, PART_AM, 0, "am dimineața dimineață dim утра утром утро morning"},
    {W_PART, PART_PM, 0,
        "pm seara seară diseară amiază amiaza amiezii masă ziua вечера вечером веч дня днем afternoon evening"},
    {W_PART, PART_NIGHT, 0, "noaptea noapte ночи ночью night"},
    {W_PART, PART_NOON, 0, "noon prânz prînz amiază полдень полудень"},
    {W_PART, PART_MIDNIGHT, 0, "midnight полночь полуночь"},
    {W_HOUR, 0, 0, "h hr hrs hour hours oră ora ore ч час часа часов часам"},
    {W_MINUTE, 0, 0, "m min mins minut minute minutes м мин минута минуту минуты минут"},
    {W_HALF, 0, 0, "jumătate jumate half половина половиной пол"},
};

struct folded {
	char word[WORD_FOLDED];
};

/* The first spelling of the first word. */
static void take_first(void *ctx, const char *const *spellings, size_t count)
{
	struct folded *f = ctx;
	size_t n = strlen(spellings[0]);

	(void)count;
	if (*f->word || n >= sizeof f->word)
		return;
	memcpy(f->word, spellings[0], n + 1);
}

static void fold(const char *word, size_t n, char out[WORD_FOLDED])
{
	char text[4 * WORD_FOLDED];
	struct folded f = {""};

	if (n < sizeof text) {
		memcpy(text, word, n);
		text[n] = '\0';
		text_query(text, take_first, &f);
	}
	memcpy(out, f.word, sizeof f.word);
}

static bool among(const char *words, const char *folded)
{
	while (*words) {
		size_t n = strcspn(words, " ");
		char one[WORD_FOLDED];

		fold(words, n, one);
		if (strcmp(one, folded) == 0)
			return true;
		words += n + (words[n] == ' ');
	}
	return false;
}

/* A month may be typed from its third letter on; "noi", "nov" and "nоем" are all November. */
static bool is_month(const char *typed, int *value)
{
	static const char *const more[12] = {[4] = "мая", [8] = "sept", [10] = "noi noem"};

	for (int lang = 0; strlen(typed) >= 3 && lang < LANG_COUNT; lang++) {
		for (int m = 0; m < 12; m++) {
			const struct month_name *name = &MONTH_NAMES[lang][m];
			const char *forms[] = {name->full, name->genitive, name->brief};

			for (size_t i = 0; i < 3; i++) {
				char folded[WORD_FOLDED];

				fold(forms[i], strlen(forms[i]), folded);
				if (strncmp(folded, typed, strlen(typed)) != 0)
					continue;
				*value = m + 1;
				return true;
			}
			if (more[m] && among(more[m], typed)) {
				*value = m + 1;
				return true;
			}
		}
	}
	return false;
}

bool words_is(const struct token *t, enum word_class class, int *value)
{
	int unused;

	if (t->sort != T_WORD)
		return false;
	value = value ? value : &unused;
	if (class == W_MONTH)
		return is_month(t->word, value);
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		if (ROWS[i].class == class && among(ROWS[i].words, t->word)) {
			*value = ROWS[i].value;
			return true;
		}
	}
	return false;
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_word_char(uint32_t c)
{
	return !is_digit(c) && text_is_alnum(c);
}

static bool cut_number(const char **s, struct token *t)
{
	t->sort = T_NUMBER;
	for (; is_digit((unsigned char)**s); (*s)++, t->digits++) {
		if (t->digits >= 8)
			return false;
		t->number = t->number * 10 + (**s - '0');
	}
	return true;
}

static bool cut_word(const char **s, const char *end, struct token *t)
{
	const char *begin = *s, *p = *s;

	t->sort = T_WORD;
	while (p < end && is_word_char(text_next(&p, end)))
		*s = p;
	fold(begin, (size_t)(*s - begin), t->word);
	return *t->word != '\0';
}

/* Dashes of every length are one minus; quotes and blanks part words. */
static bool cut_sign(uint32_t c, struct token *t)
{
	t->sort = T_SIGN;
	if (c == 0x2212 || (c >= 0x2010 && c <= 0x2015))
		c = '-';
	if (c >= 0x80 || !strchr("+-./,:;()", (int)c))
		return false;
	t->sign = (char)c;
	return true;
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0xA0 || c == 0x202F || c == 0x2009;
}

bool words_cut(const char *text, struct token *out, size_t *count)
{
	const char *s = text, *end = text + strlen(text);
	bool joined = false, ok = true;

	*count = 0;
	while (ok && s < end) {
		const char *p = s;
		uint32_t c = text_next(&p, end);
		struct token *t = &out[*count];

		if (is_blank(c)) {
			s = p;
			joined = false;
			continue;
		}
		if (*count == WORD_TOKENS)
			return false;
		*t = (struct token){.joined = joined};
		if (is_digit(c))
			ok = cut_number(&s, t);
		else if (is_word_char(c))
			ok = cut_word(&s, end, t);
		else
			ok = cut_sign(c, t), s = p;
		joined = true;
		++*count;
	}
	return ok && *count > 0;
}
