/* out/curl.h - the functions of libcurl that are called, opened at the first call: sending mail and publishing
 * calendars are for those who set them up, and the program starts without it. */
#ifndef OBSTE_OUT_CURL_H
#define OBSTE_OUT_CURL_H

#define CURL_DISABLE_TYPECHECK /* it would make a macro of curl_easy_setopt */
#include <curl/curl.h>

#include "base/late.h"

#define CURL_FUNCTIONS(X)                                                                                              \
	X(curl_easy_cleanup)                                                                                           \
	X(curl_easy_getinfo)                                                                                           \
	X(curl_easy_init)                                                                                              \
	X(curl_easy_perform)                                                                                           \
	X(curl_easy_reset)                                                                                             \
	X(curl_easy_setopt)                                                                                            \
	X(curl_global_init)                                                                                            \
	X(curl_slist_append)                                                                                           \
	X(curl_slist_free_all)                                                                                         \
	X(curl_version)

LATE_DECLARE(curl_library, CURL_FUNCTIONS)

#endif
