/* ui/kept.h - a text being typed outside of forms, on disk in the state folder until it is stored. */
#ifndef OBSTE_UI_KEPT_H
#define OBSTE_UI_KEPT_H

#include "base/buf.h"
#include "ui/screen.h"

char *kept_path(const char *name, int64_t id);       /* owned; makes the folder */
void kept_write(const char *path, const char *text); /* an empty text takes the file away */
bool kept_read(const char *path, struct buf *out);   /* harmless text, newlines kept; false: there is none */
/* A key was typed: in a second K_WAKE comes, and it is time to write. */
void kept_soon(struct ui *u);

#endif
