/* ui/preview.h - one record as words: what is most told about it (shown.def) and all its filled fields. Below a list,
 * beside it, on the record's page. */
#ifndef OBSTE_UI_PREVIEW_H
#define OBSTE_UI_PREVIEW_H

#include "ui/screen.h"

struct preview_line {
	char *label, *text; /* owned; as shown */
	bool multiline;     /* takes a line of its own in the flow */
	bool brief;         /* stands in the flow */
	bool starts;        /* a new line of the flow begins with it */
};
struct preview {
	int64_t id, clock, modified; /* of the record it was made from; 0 none */
	char *title;
	struct preview_line *lines;
	size_t n;
};
/* Made again only when it is another record, or a changed one. */
void preview_set(struct preview *p, struct app *a, const struct record *r);
void preview_clear(struct preview *p);
/* A label before its value; in plain text with a colon behind it. */
void preview_label(int row, int col, int width, const char *label);
/* "label text   label text": as much as fits in `height` rows. */
void preview_flow(const struct preview *p, int row, int col, int height, int width);
/* One a line, long texts wrapped, from line `skip`; returns how many lines there are in all. */
int preview_table(const struct preview *p, int row, int col, int height, int width, int skip);

#endif
