/* out/ical.h - the functions of libical that are called, opened at the first call: it brings ICU with it. */
#ifndef OBSTE_OUT_ICAL_H
#define OBSTE_OUT_ICAL_H

#include <libical/ical.h>

#include "base/late.h"

#define ICAL_FUNCTIONS(X)                                                                                              \
	X(icalcomponent_free)                                                                                          \
	X(icaldurationtype_from_string)                                                                                \
	X(icaldurationtype_is_bad_duration)                                                                            \
	X(icalparser_parse_string)                                                                                     \
	X(icalrecur_iterator_free)                                                                                     \
	X(icalrecur_iterator_new)                                                                                      \
	X(icalrecur_iterator_next)                                                                                     \
	X(icalrecurrencetype_from_string)                                                                              \
	X(icaltime_is_null_time)                                                                                       \
	X(icaltime_null_time)                                                                                          \
	X(icaltimezone_free)                                                                                           \
	X(icaltimezone_get_builtin_timezone)                                                                           \
	X(icaltimezone_get_utc_offset)                                                                                 \
	X(icaltimezone_new)                                                                                            \
	X(icaltimezone_set_component)

LATE_DECLARE(ical, ICAL_FUNCTIONS)

#endif
