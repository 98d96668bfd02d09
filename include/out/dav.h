/* out/dav.h - what a WebDAV server says of a collection (RFC 4918, 9.1): the names and marks of what is in it. */
#ifndef OBSTE_OUT_DAV_H
#define OBSTE_OUT_DAV_H

#include <stdbool.h>
#include <stddef.h>

/* Each <response> of a multistatus answer: the last part of its address, decoded, and its ETag as it must be sent back ("" none).
 * Reads by the tags' own names, whatever prefix they have; nonsense gives nothing. false from `each` stops. */
void dav_responses(const char *xml, size_t n, bool (*each)(void *ctx, const char *name, const char *etag), void *ctx);
/* Is it such an answer at all? */
bool dav_is_multistatus(const char *xml, size_t n);

#endif
