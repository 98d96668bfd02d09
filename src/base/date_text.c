/* base/date_text.c - dates and times as they are shown. Knows no clock; reading them back is in date_read.c. */
#include "base/date.h"

#include <stdlib.h>
#include <string.h>

#include "base/date_names.h"

const struct month_name MONTH_NAMES[LANG_COUNT][12] = {
    [LANG_RO] =
        {
            {"ianuarie", "ianuarie", "ian"},
            {"februarie", "februarie", "feb"},
            {"martie", "martie", "mar"},
            {"aprilie", "aprilie", "apr"},
            {"mai", "mai", "mai"},
            {"iunie", "iunie", "iun"},
            {"iulie", "iulie", "iul"},
            {"august", "august", "aug"},
            {"septembrie", "septembrie", "sep"},
            {"octombrie", "octombrie", "oct"},
            {"noiembrie", "noiembrie", "nov"}, /* "noi" would be "we" */
            {"decembrie", "decembrie", "dec"},
        },
    [LANG_RU] =
        {
            {"январь", "января", "янв"},
            {"февраль", "февраля", "фев"},
            {"март", "марта", "мар"},
            {"апрель", "апреля", "апр"},
            {"май", "мая", "мая"},
            {"июнь", "июня", "июн"},
            {"июль", "июля", "июл"},
            {"август", "августа", "авг"},
            {"сентябрь", "сентября", "сен"},
            {"октябрь", "октября", "окт"},
            {"ноябрь", "ноября", "ноя"},
            {"декабрь", "декабря", "дек"},
        },
    [LANG_EN] =
        {
            {"January", "January", "Jan"},
            {"February", "February", "Feb"},
            {"March", "March", "Mar"},
            {"April", "April", "Apr"},
            {"May", "May", "May"},
            {"June", "June", "Jun"},
            {"July", "July", "Jul"},
            {"August", "August", "Aug"},
            {"September", "September", "Sep"},
            {"October", "October", "Oct"},
            {"November", "November", "Nov"},
            {"December", "December", "Dec"},
        },
};

const struct weekday_name WEEKDAY_NAMES[LANG_COUNT][7] = {
    [LANG_RO] =
        {
            {"luni", "lun", "Lu"},
            {"marți", "mar", "Ma"},
            {"miercuri", "mie", "Mi"},
            {"joi", "joi", "Jo"},
            {"vineri", "vin", "Vi"},
            {"sâmbătă", "sâm", "Sâ"},
            {"duminică", "dum", "Du"},
        },
    [LANG_RU] =
        {
            {"понедельник", "пн", "Пн"},
            {"вторник", "вт", "Вт"},
            {"среда", "ср", "Ср"},
            {"четверг", "чт", "Чт"},
            {"пятница", "пт", "Пт"},
            {"суббота", "сб", "Сб"},
            {"воскресенье", "вс", "Вс"},
        },
    [LANG_EN] =
        {
            {"Monday", "Mon", "Mo"},
            {"Tuesday", "Tue", "Tu"},
            {"Wednesday", "Wed", "We"},
            {"Thursday", "Thu", "Th"},
            {"Friday", "Fri", "Fr"},
            {"Saturday", "Sat", "Sa"},
            {"Sunday", "Sun", "Su"},
        },
};

const char *date_month_name(int month, enum lang lang, bool genitive)
{
	const struct month_name *m = &MONTH_NAMES[lang][month - 1];

	return genitive ? m->genitive : m->full;
}

const char *date_weekday_name(int weekday, enum lang lang)
{
	return WEEKDAY_NAMES[lang][weekday].full;
}

const char *date_weekday_short(int weekday, enum lang lang)
{
	return WEEKDAY_NAMES[lang][weekday].two;
}

void date_text(date_t d, enum lang lang, enum date_style style, struct buf *out)
{
	int y, m, day;
	const struct month_name *month;
	const struct weekday_name *weekday = &WEEKDAY_NAMES[lang][date_weekday(d)];

	if (d == DATE_NONE)
		return;
	date_split(d, &y, &m, &day);
	month = &MONTH_NAMES[lang][m - 1];
	switch (style) {
	case DATE_SHORT:
		buf_print(out, "%d %s %d", day, month->brief, y);
		break;
	case DATE_DAY:
		buf_print(out, "%d %s", day, month->brief);
		break;
	case DATE_LONG:
		buf_print(out, "%d %s %d", day, month->genitive, y);
		break;
	case DATE_FULL:
		buf_print(out, "%s, %d %s %d", weekday->full, day, month->genitive, y);
		break;
	case DATE_NUMERIC:
		buf_print(out, "%02d.%02d.%04d", day, m, y);
		break;
	case DATE_WEEKDAY:
		buf_print(out, "%s %d %s", weekday->three, day, month->brief);
		break;
	}
}

/* Plural forms by the languages' own rules (CLDR): they are fixed here because the language is an argument. */
static int plural_ro(long n)
{
	return n == 1 ? 0 : n == 0 || (n % 100 > 0 && n % 100 < 20) ? 1 : 2;
}

static int plural_ru(long n)
{
	if (n % 10 == 1 && n % 100 != 11)
		return 0;
	return n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2;
}

static int plural_en(long n)
{
	return n == 1 ? 0 : 1;
}

static const struct distance_words {
	const char *near[5]; /* the day before yesterday .. the day after tomorrow; NULL: counted */
	const char *before_ahead, *before_past, *after_past;
	const char *days[3];
	int (*plural)(long n);
} DISTANCE[LANG_COUNT] = {
    [LANG_RO] = {{"alaltăieri", "ieri", "azi", "mâine", "poimâine"}, "peste ", "acum ", "", {"zi", "zile", "de zile"},
        plural_ro},
    [LANG_RU] = {{"позавчера", "вчера", "сегодня", "завтра", "послезавтра"}, "через ", "", " назад",
        {"день", "дня", "дней"}, plural_ru},
    [LANG_EN] = {{NULL, "yesterday", "today", "tomorrow", NULL}, "in ", "", " ago", {"day", "days", "days"}, plural_en},
};

void date_distance(date_t d, date_t today, enum lang lang, struct buf *out)
{
	const struct distance_words *w = &DISTANCE[lang];
	long n = (long)d - (long)today, many = labs(n);

	if (d == DATE_NONE || today == DATE_NONE)
		return;
	if (many <= 2 && w->near[n + 2]) {
		buf_text(out, w->near[n + 2]);
		return;
	}
	buf_print(out, "%s%ld %s%s", n > 0 ? w->before_ahead : w->before_past, many, w->days[w->plural(many)],
	    n > 0 ? "" : w->after_past);
}

void time_text(int minutes, char out[6])
{
	int h = minutes / 60 % 100, m = minutes % 60;

	memcpy(out, "--:--", 6);
	if (minutes < 0)
		return;
	out[0] = (char)('0' + h / 10);
	out[1] = (char)('0' + h % 10);
	out[3] = (char)('0' + m / 10);
	out[4] = (char)('0' + m % 10);
}
