/* tests/unit/out_events.h - calendar entries with everything that readers are known to stumble over. */
#ifndef OBSTE_TESTS_OUT_EVENTS_H
#define OBSTE_TESTS_OUT_EVENTS_H

#include <stddef.h>

#include "out/ics.h"

/* The entries; static, the same at every call. */
const struct ics_event *out_events(size_t *count);
/* All of them as a calendar; false with a message on failure. */
bool out_events_write(FILE *file, struct err *e);

#endif
