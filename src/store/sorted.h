/* store/sorted.h - indexes made on demand for sorting by a field; see sorted.c. */
#ifndef OBSTE_STORE_SORTED_H
#define OBSTE_STORE_SORTED_H

#include "store/ask.h"

bool sorted_refresh(struct store *s, struct err *e); /* learn which tables there are; cheap when nothing changed */
void sorted_free(struct store *s);
/* A record changed from -> to (NULL: was or is not there): its keys in the tables follow. */
bool sorted_change(struct store *s, const struct record *from, const struct record *to, struct err *e);
bool sorted_drop_all(struct store *s, struct err *e);
/* Is there a table of keys for this order (made now when the list is long)? Its quoted name is appended. */
bool sorted_ready(struct store *s, const struct query *q, const struct order *o, struct buf *table);

#endif
