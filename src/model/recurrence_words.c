/* model/recurrence_words.c - repetition as people say it in Romanian, Russian and English, all at once. Knows nothing
 * of RFC 5545's text. */
#include "model/recurrence_words.h"

#include <stdlib.h>
#include <string.h>

#include "model/type_help.h"

enum sense {
	SAY_NOTHING,
	SAY_EVERY,
	SAY_FREQ,     /* arg: enum repeat */
	SAY_UNIT,     /* arg: enum repeat: day, week, month, year */
	SAY_OF,       /* "of", "din", "в": the month that follows is where it happens, not how often */
	SAY_OF_MONTH, /* "lunii": of the month, in one word */
	SAY_WEEKDAY,
	SAY_WORKDAYS,
	SAY_NTH,
	SAY_NUMBER,
	SAY_DATE_WORD, /* "числа": the number before it is a day of the month */
	SAY_TIMES,
	SAY_UNKNOWN
};

/* Plain words: small letters, Romanian without marks, ё as е. (The search key folds more: luni and lunii would be one.)
 */
static const struct {
	const char *words;
	enum sense sense;
	int arg;
} meanings[] = {
    {"la|de|o|a|al|ale|pe|si|data|se|repeta|nr|the|on|once|at|and|date|repeats|no|th|st|nd|rd|"
     "и|по|во|раз|й|я|е|го|ю|№",
        SAY_NOTHING, 0},
    {"fiecare|toate|every|each|каждый|каждую|каждое|каждые|каждая|каждого|каждой|все", SAY_EVERY, 0},
    {"zilnic|daily|ежедневно", SAY_FREQ, REPEAT_DAILY},
    {"saptamanal|saptaminal|weekly|еженедельно", SAY_FREQ, REPEAT_WEEKLY},
    {"lunar|monthly|ежемесячно", SAY_FREQ, REPEAT_MONTHLY},
    {"anual|yearly|annually|ежегодно", SAY_FREQ, REPEAT_YEARLY},
    {"zi|ziua|zile|zilele|day|days|день|дня|дней|дни|днем", SAY_UNIT, REPEAT_DAILY},
    {"saptamana|saptamani|saptamina|saptamini|week|weeks|неделя|неделю|недели|недель", SAY_UNIT, REPEAT_WEEKLY},
    {"luna|month|months|месяц|месяца|месяцев|месяце", SAY_UNIT, REPEAT_MONTHLY},
    {"an|anul|ani|year|years|год|года|лет", SAY_UNIT, REPEAT_YEARLY},
    {"of|in|din|в", SAY_OF, 0},
    {"lunii", SAY_OF_MONTH, 0},
    {"luni|lunea|понедельник|понедельникам|пн|monday|mondays|mon|lu", SAY_WEEKDAY, 0},
    {"marti|martea|вторник|вторникам|вт|tuesday|tuesdays|tue|ma", SAY_WEEKDAY, 1},
    {"miercuri|miercurea|среда|среду|средам|ср|wednesday|wednesdays|wed|mi", SAY_WEEKDAY, 2},
    {"joi|joia|четверг|четвергам|чт|thursday|thursdays|thu|jo", SAY_WEEKDAY, 3},
    {"vineri|vinerea|пятница|пятницу|пятницам|пт|friday|fridays|fri|vi", SAY_WEEKDAY, 4},
    {"sambata|simbata|суббота|субботу|субботам|сб|saturday|saturdays|sat|sa", SAY_WEEKDAY, 5},
    {"duminica|duminicile|воскресенье|воскресеньям|вс|sunday|sundays|sun|du", SAY_WEEKDAY, 6},
    {"lucratoare|lucratoarele|working|workdays|weekdays|weekday|workday|будни|будням|рабочие|рабочим|рабочий",
        SAY_WORKDAYS, 0},
    {"prima|primul|first|первый|первая|первую|первое", SAY_NTH, 1},
    {"doua|doilea|second|other|второй|вторая|вторую|второе", SAY_NTH, 2},
    {"treia|treilea|third|третий|третья|третью|третье", SAY_NTH, 3},
    {"patra|patrulea|fourth|четвертый|четвертая|четвертую|четвертое", SAY_NTH, 4},
    {"cincea|fifth|пятый|пятая|пятую|пятое", SAY_NTH, 5},
    {"ultima|ultimul|last|последний|последняя|последнюю|последнее", SAY_NTH, -1},
    {"doi|two|два|две", SAY_NUMBER, 2},
    {"trei|three|три", SAY_NUMBER, 3},
    {"patru|four|четыре", SAY_NUMBER, 4},
    {"sase|six|шесть", SAY_NUMBER, 6},
    {"числа|число", SAY_DATE_WORD, 0},
    {"ori|dati|times|time|раза", SAY_TIMES, 0},
};

static const char until_words[] = "pana|until|till|до";
static const char except_words[] = "fara|exceptand|except|without|кроме|без";
static const char until_after[] = "la|in|pe"; /* "până la" */

/* The text in plain words with one blank between; owned. */
static char *plain_words(const char *text)
{
	static const struct {
		const char *letter, *plain;
	} folds[] = {{"ă", "a"}, {"â", "a"}, {"î", "i"}, {"ș", "s"}, {"ş", "s"}, {"ț", "t"}, {"ţ", "t"}, {"ё", "е"},
	    {"\u00a0", " "}, {"–", " "}, {"„", " "}, {"”", " "}};
	struct buf small = BUF_INIT, out = BUF_INIT;
	text_lower(text, &small);
	for (const char *p = buf_str(&small); *p;) {
		size_t i = 0, n = sizeof folds / sizeof *folds;
		while (i < n && strncmp(p, folds[i].letter, strlen(folds[i].letter)) != 0)
			i++;
		if (i < n) {
			buf_text(&out, folds[i].plain);
			p += strlen(folds[i].letter);
			continue;
		}
		bool word = (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') || (unsigned char)*p >= 0x80;
		buf_char(&out, word ? *p : ' ');
		p++;
	}
	buf_free(&small);
	return buf_take(&out);
}

static bool is_one_of(const char *word, const char *words)
{
	size_t n = strlen(word);
	for (const char *p = words; n && *p;) {
		size_t m = strcspn(p, "|");
		if (n == m && memcmp(p, word, n) == 0)
			return true;
		p += m + (p[m] == '|');
	}
	return false;
}

static enum sense word_sense(const char *word, int *arg)
{
	char *end;
	*arg = (int)strtol(word, &end, 10);
	if (end != word && strlen(word) <= 6)
		return SAY_NUMBER; /* 15th too */
	for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
		if (is_one_of(word, meanings[i].words)) {
			*arg = meanings[i].arg;
			return meanings[i].sense;
		}
	return SAY_UNKNOWN;
}

/* What was heard so far. */
struct heard {
	struct recurrence *r;
	bool freq, every, of, month, day; /* a frequency, "every", "of", a month, "first day" */
	bool apart;                       /* "la", "din": the number that follows says how far apart, not which one */
	int number, nth;                  /* waiting for their word; 0 none */
};

static bool hear_freq(struct heard *h, int repeat)
{
	if (h->freq && (int)h->r->every != repeat)
		return false;
	h->freq = true;
	h->r->every = (enum repeat)repeat;
	return true;
}

static bool hear_month(struct heard *h)
{
	h->month = true;
	if (h->number && !h->of)
		h->r->interval = h->number, h->number = 0;
	return hear_freq(h, REPEAT_MONTHLY);
}

static bool hear_unit(struct heard *h, int repeat)
{
	if (repeat == REPEAT_MONTHLY)
		return hear_month(h);
	if (repeat == REPEAT_DAILY && h->r->days)
		return true; /* "working days" */
	if (repeat == REPEAT_DAILY && h->nth) {
		h->day = true; /* "the last day of the month", or "every second day": known at the end */
		return true;
	}
	if (h->number || h->nth > 0)
		h->r->interval = h->number ? h->number : h->nth;
	h->number = h->nth = 0;
	return hear_freq(h, repeat);
}

static bool hear_number(struct heard *h, int n)
{
	if (n < 1 || n > 1000 || (h->number && h->number != n)) /* "din două în două" says it twice */
		return false;
	h->number = n;
	h->of = false;
	return true;
}

/* "la două luni", "la fiecare 3 luni" are months; "în fiecare luni", "a doua luni a lunii" are Mondays. */
static bool hear_weekday(struct heard *h, const char *word, int day)
{
	if (h->apart && (h->number || h->nth > 0) && strcmp(word, "luni") == 0) {
		if (!h->number)
			h->number = h->nth;
		h->nth = 0;
		h->of = false;
		return hear_month(h);
	}
	if (h->number && h->number <= 5 && !h->nth) { /* "2-й четверг" */
		h->nth = h->number;
		h->number = 0;
	}
	h->r->days |= 1U << day;
	return true;
}

static bool hear_workdays(struct heard *h)
{
	if (h->freq && h->r->every == REPEAT_DAILY)
		h->freq = false; /* "zile lucrătoare" */
	h->r->days = 0x1F;
	return true;
}

static bool hear_times(struct heard *h)
{
	h->r->count = h->number;
	h->number = 0;
	return h->r->count > 0;
}

static bool hear_date_word(struct heard *h)
{
	h->r->month_day = h->number;
	h->number = 0;
	h->month = true;
	return h->r->month_day >= 1 && h->r->month_day <= 31 && hear_freq(h, REPEAT_MONTHLY);
}

static bool hear(struct heard *h, const char *word)
{
	int arg;
	enum sense sense = word_sense(word, &arg);
	if (is_one_of(word, "la|din|fiecare|a"))
		h->apart = strcmp(word, "a") != 0;
	if (h->number && strcmp(word, "раз") == 0) /* "10 раз" counts, "раз в неделю" says nothing */
		return hear_times(h);
	switch (sense) {
	case SAY_NOTHING:
		return true;
	case SAY_EVERY:
		return h->every = true;
	case SAY_FREQ:
		return hear_freq(h, arg);
	case SAY_UNIT:
		return hear_unit(h, arg);
	case SAY_OF:
		return h->of = true;
	case SAY_OF_MONTH:
		h->of = true;
		return hear_month(h);
	case SAY_WEEKDAY:
		return hear_weekday(h, word, arg);
	case SAY_WORKDAYS:
		return hear_workdays(h);
	case SAY_NTH:
		h->nth = arg;
		return true;
	case SAY_NUMBER:
		return hear_number(h, arg);
	case SAY_DATE_WORD:
		return hear_date_word(h);
	case SAY_TIMES:
		return hear_times(h);
	case SAY_UNKNOWN:
		break;
	}
	return false;
}

/* The one weekday of the set; -1 when there is not exactly one. */
static int only_day(unsigned days)
{
	for (int i = 0; i < 7; i++)
		if (days == 1U << i)
			return i;
	return -1;
}

/* "second Thursday": of the month, unless "every" was said without a month: then every two weeks. */
static bool conclude_nth(struct heard *h)
{
	struct recurrence *r = h->r;
	int day = only_day(r->days);
	if (day < 0 || h->nth > 5)
		return false;
	if (h->every && !h->month && h->nth > 0) {
		r->interval = h->nth;
		return hear_freq(h, REPEAT_WEEKLY);
	}
	r->nth = h->nth;
	r->nth_day = day;
	r->days = 0;
	return hear_freq(h, REPEAT_MONTHLY);
}

static bool conclude_first_day(struct heard *h)
{
	if (h->month || h->nth < 0) {
		h->r->month_day = h->nth;
		return hear_freq(h, REPEAT_MONTHLY);
	}
	h->r->interval = h->nth;
	return hear_freq(h, REPEAT_DAILY);
}

static bool conclude(struct heard *h)
{
	struct recurrence *r = h->r;
	if (h->number && r->days && h->number <= 5 && !h->nth) {
		h->nth = h->number;
		h->number = 0;
	}
	if (h->number) { /* "lunar, pe 15" */
		if (h->number > 31 || r->days || h->nth || r->month_day || (!h->freq && !h->month))
			return false;
		r->month_day = h->number;
		return hear_freq(h, REPEAT_MONTHLY);
	}
	if (h->day)
		return conclude_first_day(h);
	if (h->nth)
		return conclude_nth(h);
	return (r->days ? hear_freq(h, REPEAT_WEEKLY) : h->freq) && r->interval <= 99;
}

static bool read_main(const char *text, struct recurrence *r)
{
	struct heard h = {.r = r};
	char *words = plain_words(text), *rest = NULL;
	bool ok = true;
	for (char *word = strtok_r(words, " ", &rest); ok && word; word = strtok_r(NULL, " ", &rest))
		ok = hear(&h, word);
	free(words);
	return ok && conclude(&h);
}

/* ---- the parts of the sentence: what repeats, until when, except when */

static bool read_exception_words(const char *part, date_t today, struct recurrence *r)
{
	const char *mark = strchr(part, '>');
	date_t on, to = DATE_NONE;
	int starts = -1;
	if (!mark)
		return date_parse(part, today, &on) && recurrence_except(r, on, to, starts);
	char *from = mem_copy_bytes(part, (size_t)(mark - part)), *left = type_line(from), *right = type_line(mark + 1);
	bool ok = left && right && date_parse(left, today, &on);
	if (ok && !date_parse(right, today, &to)) {
		char *blank = strrchr(right, ' ');
		ok = blank && time_parse(blank + 1, &starts);
		if (ok) {
			*blank = '\0';
			ok = date_parse(right, today, &to);
		}
	}
	free(from);
	free(left);
	free(right);
	return ok && recurrence_except(r, on, to, starts);
}

enum mode { MODE_MAIN, MODE_UNTIL, MODE_EXCEPT };

struct sentence {
	struct recurrence *r;
	date_t today;
	enum mode mode; /* what the words now being read are about */
	struct buf main;
};

static bool first_word_in(const char *text, const char *words)
{
	char *raw = mem_copy_bytes(text, strcspn(text, " ")), *word = plain_words(raw);
	word[strcspn(word, " ")] = '\0';
	bool found = is_one_of(word, words);
	free(raw);
	free(word);
	return found;
}

static bool read_until_words(struct sentence *s, const char *text)
{
	size_t n = strcspn(text, " ");
	if (text[n] && first_word_in(text, until_after))
		text += n + 1;
	return date_parse(text, s->today, &s->r->until);
}

/* The words between two marks ("until", "except", a comma), by what they are about. */
static bool read_piece(struct sentence *s, const char *from, size_t n)
{
	char *raw = mem_copy_bytes(from, n), *piece = type_line(raw);
	bool ok = true;
	if (!piece)
		ok = s->mode != MODE_UNTIL;
	else if (s->mode == MODE_UNTIL)
		ok = read_until_words(s, piece);
	else if (s->mode == MODE_EXCEPT)
		ok = read_exception_words(piece, s->today, s->r);
	else
		buf_print(&s->main, " %s", piece);
	free(raw);
	free(piece);
	return ok;
}

static bool read_clause(void *ctx, char *clause)
{
	struct sentence *s = ctx;
	const char *from = clause;
	for (const char *p = clause; *p;) {
		size_t n = strcspn(p, " ");
		bool until = first_word_in(p, until_words), except = first_word_in(p, except_words);
		if (until || except) {
			if (!read_piece(s, from, p == from ? 0 : (size_t)(p - from)))
				return false;
			s->mode = until ? MODE_UNTIL : MODE_EXCEPT;
			from = p + n;
		}
		p += n + strspn(p + n, " ");
	}
	bool ok = read_piece(s, from, strlen(from));
	if (s->mode == MODE_UNTIL) /* a list of exceptions goes on after a comma, a date does not */
		s->mode = MODE_MAIN;
	return ok;
}

bool recurrence_from_words(const char *text, date_t today, struct recurrence *out)
{
	*out = (struct recurrence){.interval = 1, .until = DATE_NONE};
	struct sentence s = {.r = out, .today = today};
	bool ok = type_parts(text, ",;\r\n", read_clause, &s) && read_main(buf_str(&s.main), out);
	buf_free(&s.main);
	return ok && !(out->count && out->until != DATE_NONE);
}
