/* app/share_inner.h - what the files about exchange share. Only src/app/. */
#ifndef OBSTE_SRC_APP_SHARE_INNER_H
#define OBSTE_SRC_APP_SHARE_INNER_H

#include "app/app_internal.h"
#include "app/share.h"
#include "out/pack.h"
#include "store/exchange.h"

/* A stream of records into a sealed file. */
bool share_write(struct app *a, const char *path, const char *passphrase, struct exchange_out *o, size_t *records,
    struct exchange_mark *mark, unsigned char hash[PACK_HASH], struct err *e);
/* Who and when: "Elena · laptop · 23 Nov 18:07". Appends. */
void share_who(const char *who, const char *device, int64_t at_ms, struct buf *out);
/* A value of a record in words, by the field's key; "deleted" too. Appends. */
void share_value(struct app *a, const struct kind *k, const char *key, const char *json, struct buf *out);
const char *share_label(const struct kind *k, const char *key); /* of the field */
const unsigned char *share_hash(const struct app_merge *m);
bool share_is_own(const struct app_merge *m, struct app *a);
struct app_merge_told share_add(struct app_merge_told a, const struct app_merge_told *b); /* the sum; without lines */

#endif
