/* base/date_words.c - the words of dates and times, as people type them in three languages, with and without
 * diacritics: both sides are compared as search keys, so that each word stands here once, spelled right. Knows no
 * grammar. */
#include "base/date_words.h"

#include <string.h>

#include "base/date.h"
#include "base/date_names.h"
#include "base/text.h"
#include "base/text_word.h"

static const struct word_row {
	enum word_class class;
	int value;
	const char *words; /* parted by blanks */
} ROWS[] = {
    {W_DAY, 0, "azi astăzi today acum now diseară tonight сегодня сейчас"},
    {W_DAY, 1, "mâine mîine tomorrow tmr tmrw завтра"},
    {W_DAY, 2, "poimâine poimîine послезавтра overmorrow"},
    {W_DAY, 3, "răspoimâine răspoimîine"},
    {W_DAY, -1, "ieri aseară yesterday вчера"},
    {W_DAY, -2, "alaltăieri позавчера"},
    {W_WEEKDAY, 0, "luni lunea lun lu понедельник понедельника понедельнику пон пнд пн monday mon mo"},
    {W_WEEKDAY, 1, "marți marțea mar ma вторник вторника вторнику вто втр вт tuesday tue tues tu"},
    {W_WEEKDAY, 2, "miercuri miercurea mie mi среда среду среды среде срд ср wednesday wed we"},
    {W_WEEKDAY, 3, "joi joia jo четверг четверга четвергу чет чтв чт thursday thu thur thurs th"},
    {W_WEEKDAY, 4, "vineri vinerea vin vi пятница пятницу пятницы пятнице пят птн пт friday fri fr"},
    {W_WEEKDAY, 5,
        "sâmbătă sîmbătă sâmbăta sîmbăta sâm sîm sâ sî суббота субботу субботы субботе суб сбт сб saturday sat sa"},
    {W_WEEKDAY, 6, "duminică duminica dum du воскресенье воскресенья воскресенью вос вск вс sunday sun su"},
    {W_UNIT, UNIT_DAY, "z zi ziua zilei zile d day days д дн день дня дней"},
    {W_UNIT, UNIT_WEEK,
        "s săpt sapt săptămână săptămâna săptămâni săptămânii săptămînă săptămîna săptămîni săptămînii w wk week weeks "
        "н нед неделя неделю недели недель неделе"},
    {W_UNIT, UNIT_MONTH, "l lună luna lunii luni m mo month months м мес месяц месяца месяцев месяце"},
    {W_UNIT, UNIT_YEAR, "a an anul ani anului y year years г год года году лет"},
    {W_NUMBER, 1, "o un una unu întâi întîi a an one один одну одна первое первого"},
    {W_NUMBER, 2, "două doi two couple два две"},
    {W_NUMBER, 3, "trei three три"},
    {W_NUMBER, 4, "patru four четыре"},
    {W_NUMBER, 5, "cinci five пять"},
    {W_NUMBER, 6, "șase six шесть"},
    {W_NUMBER, 7, "șapte seven семь"},
    {W_NUMBER, 8, "opt eight восемь"},
    {W_NUMBER, 9, "nouă nine девять"},
    {W_NUMBER, 10, "zece ten десять"},
    {W_AHEAD, 0, "peste în in через spre"},
    {W_AGO, 0, "acum ago back назад urmă urma"},
    {W_WHICH, 1,
        "viitoare viitor viitorul viitoarea următoare următoarea următor următorul next следующий следующая следующее "
        "следующего следующей следующую следующем след"},
    {W_WHICH, 0, "asta aceasta această acesta acest this этот эта это эту этой этого этом curentă curente curent"},
    {W_WHICH, -1, "trecută trecut trecutul last past прошлый прошлая прошлое прошлого прошлой прошлую прошлом"},
    {W_END, 0,
        "sfârșit sfârșitul sfîrșit sfîrșitul sf sfârș finele final finalul ultima end конец конца концу конце "
        "последний"},
    {W_END_OF, UNIT_WEEK, "eow"},
    {W_END_OF, UNIT_MONTH, "eom"},
    {W_END_OF, UNIT_YEAR, "eoy"},
    {W_AFTER, 1, "after после"},
    {W_AFTER, -1, "before"},
    {W_FILLER, 0, "pe la din în de data dată on at the of by to в во на к ко до după și"},
    {W_ORDINAL, 0, "st nd rd th го е ое ого ul"},
    {W_YEAR, 0, "г год года an anul"},
    {W_PART, PART_AM, "am a dimineața dimineață dim утра утром утро morning"},
    {W_PART, PART_PM,
        "pm p seara seară diseară amiază amiaza amiezii masă ziua вечера вечером веч дня днем afternoon evening"},
    {W_PART, PART_NIGHT, "noaptea noapte ночи ночью night"},
    {W_PART, PART_NOON, "noon prânz prînz amiază полдень полудень"},
    {W_PART, PART_MIDNIGHT, "midnight полночь полуночь"},
    {W_HOUR, 0, "h hr hrs hour hours oră ora ore ч час часа часов часам"},
    {W_MINUTE, 0, "m min mins minut minute minutes м мин минута минуту минуты минут"},
    {W_HALF, 0, "jumătate jumate half половина половиной пол"},
    {W_HALF_HOUR, 0, "полчаса"},
};

/* The word's spelling as a key, and the other one (mâine: mine, maine) or "". */
static void fold(const char *word, size_t n, char out[WORD_FOLDED], char other[WORD_FOLDED])
{
	char text[4 * WORD_FOLDED];

	out[0] = other[0] = '\0';
	if (n >= sizeof text)
		return;
	memcpy(text, word, n);
	text[n] = '\0';
	text_fold_word(text, out, other, WORD_FOLDED);
}

enum { ENTRIES_MAX = 640, MONTH_LETTERS = 3 };

/* The rows above, folded: made once, at the first date that is read. */
struct entry {
	char word[WORD_FOLDED];
	enum word_class class;
	int value;
};

static size_t add_words(struct entry *list, size_t n, enum word_class class, int value, const char *words)
{
	while (*words && n + 2 <= ENTRIES_MAX) {
		size_t len = strcspn(words, " ");

		fold(words, len, list[n].word, list[n + 1].word);
		list[n].class = list[n + 1].class = class;
		list[n].value = list[n + 1].value = value;
		n += list[n + 1].word[0] ? 2 : 1;
		words += len + (words[len] == ' ');
	}
	return n;
}

static size_t fill(struct entry *list)
{
	size_t n = 0;

	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		n = add_words(list, n, ROWS[i].class, ROWS[i].value, ROWS[i].words);
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		for (int m = 0; m < 12; m++) {
			n = add_words(list, n, W_MONTH, m + 1, MONTH_NAMES[lang][m].full);
			n = add_words(list, n, W_MONTH, m + 1, MONTH_NAMES[lang][m].genitive);
			n = add_words(list, n, W_MONTH, m + 1, MONTH_NAMES[lang][m].brief);
		}
	}
	return n;
}

static const struct entry *entries(size_t *count)
{
	static struct entry list[ENTRIES_MAX];
	static size_t n;

	if (n == 0)
		n = fill(list);
	*count = n;
	return list;
}

/* A month may be typed from its third letter on. */
static bool answers(const struct entry *known, const char *typed)
{
	size_t n = strlen(typed);

	if (known->class == W_MONTH)
		return n >= MONTH_LETTERS && strncmp(known->word, typed, n) == 0;
	return strcmp(known->word, typed) == 0;
}

bool words_is(const struct token *t, enum word_class class, int *value)
{
	size_t n;
	const struct entry *list = entries(&n);

	for (size_t i = 0; t->sort == T_WORD && i < n; i++) {
		if (list[i].class != class || !answers(&list[i], t->word))
			continue;
		if (value)
			*value = list[i].value;
		return true;
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
	char other[WORD_FOLDED];

	t->sort = T_WORD;
	while (p < end && is_word_char(text_next(&p, end)))
		*s = p;
	fold(begin, (size_t)(*s - begin), t->word, other);
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
