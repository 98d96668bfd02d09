/* base/date_names.h - months and weekdays in the three languages (CLDR 41, shortened to three letters so that columns
 * hold). For base/date_*.c only. */
#ifndef OBSTE_BASE_DATE_NAMES_H
#define OBSTE_BASE_DATE_NAMES_H

#include "base/lang.h"

struct month_name {
	const char *full, *genitive, *brief;
};
struct weekday_name {
	const char *full, *three, *two;
};
extern const struct month_name MONTH_NAMES[LANG_COUNT][12];
extern const struct weekday_name WEEKDAY_NAMES[LANG_COUNT][7];

#endif
