/* base/icu.c - opening ICU. Its second library brings the first one and the data with it. */
#include "base/icu.h"

LATE_DEFINE(icu, ICU_FUNCTIONS, LATE_ICU)
