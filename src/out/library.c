/* out/library.c - opening libical and libcurl, and which one it is, for `obste doctor`. */

#include "out/curl.h"
#include "out/ical.h"
#include "out/ics.h"

LATE_DEFINE(ical, ICAL_FUNCTIONS, LATE_ICAL)
LATE_DEFINE_IF_THERE(curl_library, CURL_FUNCTIONS, LATE_CURL)

const char *ics_library_version(void)
{
	return ICAL_VERSION;
}
