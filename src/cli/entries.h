/* cli/entries.h - dated entries on stdout, for agenda, due and demo. */
#ifndef OBSTE_SRC_CLI_ENTRIES_H
#define OBSTE_SRC_CLI_ENTRIES_H

#include "app/dates.h"
#include "cli/command.h"

struct entries {
	struct cli *c;
	bool json;
	size_t n;
	date_t day; /* the last one told */
};

void entries_begin(struct entries *t);
bool entries_tell(void *ctx, const struct app_entry *en);
void entries_end(struct entries *t);

#endif
