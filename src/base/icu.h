/* base/icu.h - the functions of ICU that are called, opened at the first call. For the sources of base and out. */
#ifndef OBSTE_BASE_ICU_H
#define OBSTE_BASE_ICU_H

#include <unicode/ucal.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucol.h>
#include <unicode/uenum.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/late.h"

#define ICU_FUNCTIONS(X)                                                                                               \
	X(u_austrncpy)                                                                                                 \
	X(u_charType)                                                                                                  \
	X(u_foldCase)                                                                                                  \
	X(u_getIntPropertyValue)                                                                                       \
	X(u_hasBinaryProperty)                                                                                         \
	X(u_strFromUTF8)                                                                                               \
	X(u_strToLower)                                                                                                \
	X(u_strcmp)                                                                                                    \
	X(ucal_getCanonicalTimeZoneID)                                                                                 \
	X(ucal_getTimeZoneIDForWindowsID)                                                                              \
	X(ucal_openTimeZones)                                                                                          \
	X(ucnv_close)                                                                                                  \
	X(ucnv_convertEx)                                                                                              \
	X(ucnv_open)                                                                                                   \
	X(ucol_getSortKey)                                                                                             \
	X(ucol_open)                                                                                                   \
	X(ucol_setAttribute)                                                                                           \
	X(ucol_strcoll)                                                                                                \
	X(uenum_close)                                                                                                 \
	X(uenum_unext)                                                                                                 \
	X(unorm2_getDecomposition)                                                                                     \
	X(unorm2_getNFCInstance)                                                                                       \
	X(unorm2_getNFKDInstance)                                                                                      \
	X(unorm2_normalize)

LATE_DECLARE(icu, ICU_FUNCTIONS)

#endif
