/* ui/names.c - a record made from its name alone: from a picker's last row, from a pasted list. */
#include "ui/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void record_name(struct record *r, const char *typed)
{
	const struct kind *k = r->kind;
	const char *blank = strchr(typed, ' ');
	bool two = k->title[1] != NO_FIELD && k->fields[k->title[1]].type == &ft_text;
	if (!two || !blank) {
		record_set_text(r, k->title[0], typed);
		return;
	}
	char *first = mem_copy_bytes(typed, (size_t)(blank - typed));
	record_set_text(r, k->title[0], first);
	record_set_text(r, k->title[1], blank + 1);
	free(first);
}
