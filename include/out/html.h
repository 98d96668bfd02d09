/* out/html.h - text inside a page for the browser. */
#ifndef OBSTE_OUT_HTML_H
#define OBSTE_OUT_HTML_H

#include "base/buf.h"

/* Any text, made harmless: nothing in it is a tag, an entity or the end of an attribute. Appends. */
void html_escape(const char *text, struct buf *out);
/* open, the text escaped, close. Appends. */
void html_tagged(const char *open, const char *text, const char *close, struct buf *out);

#endif
