/* ui/screens/notes.h - what the two files of a meeting's notes share. */
#ifndef OBSTE_UI_SCREENS_NOTES_H
#define OBSTE_UI_SCREENS_NOTES_H

#include "ui/line.h"
#include "ui/ui_internal.h"

enum asked { A_TEXT, A_WHO, A_UNTIL };

struct notes {
	struct screen base;
	int64_t meeting;
	char *title, *watched;          /* of the meeting, its observers; owned */
	struct record **items, **notes; /* owned */
	size_t nitems, nnotes, item;    /* item: the one at hand; nitems: none */
	int sort;
	enum asked asked;
	int64_t promise, changing; /* the note that is asked about; that is changed, 0: a new one */
	struct line line, kept;    /* kept: what stood in the line before a note was changed */
	char *file;                /* the line being typed, on disk; owned */
	unsigned told;             /* the line's edits that are on disk */
};

enum { NOTE_SORTS = 5 };
extern const char *const note_sorts[NOTE_SORTS]; /* codes of observation.kind that are typed */

void notes_draw(struct ui *u, struct screen *s, int top, int height); /* notes_draw.c */

#endif
