/* out/library.c - opening libical, and which one it is, for `obste doctor`. */

#include "out/ical.h"
#include "out/ics.h"

LATE_DEFINE(ical, ICAL_FUNCTIONS, LATE_ICAL)

const char *ics_library_version(void)
{
	return ICAL_VERSION;
}
