/* out/library.c - which libical is at work, for `obste doctor`. */
#include <libical/ical.h>

#include "out/ics.h"

const char *ics_library_version(void)
{
	return ICAL_VERSION;
}
