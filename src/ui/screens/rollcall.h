/* ui/screens/rollcall.h - what the files of the roll-call share: the screen's state, finding, drawing, the walk-in. */
#ifndef OBSTE_UI_ROLLCALL_H
#define OBSTE_UI_ROLLCALL_H

#include "app/workshop.h"
#include "ui/line.h"
#include "ui/screen.h"

#define ROLL_UNDO 200
#define ROLL_OTHERS 5

struct roll {
	struct screen base;
	struct app_roll roll;
	char *title;
	struct line typed;
	size_t *shown;                  /* rows of the roll that fit what is typed, in the order they are listed */
	size_t nshown, selected, first; /* selected: of those and, after them, of the others */
	bool ask;                       /* the others are still to be looked for */
	bool inside;                    /* what is typed begins no word of those */
	struct app_roll_known others[ROLL_OTHERS]; /* while a name is typed: known, and not on the roll */
	size_t nothers;
	bool on_list;               /* the cursor stands on the person, not in the search: the last key moved */
	int list_top, list_height;  /* as last drawn: for the mouse, the pages */
	int64_t changes[ROLL_UNDO]; /* numbers of the changes made here, the last one last */
	size_t nchanges;
	int64_t tick; /* when the clock on the screen moves next */
	char last[400];
};

/* What stands in the brackets beside a name, and in which counter it is. */
struct roll_mark {
	const char *code, *sign;
	const char *label;   /* of one person */
	const char *counter; /* of several */
};
enum { ROLL_MARKS = 4 };
extern const struct roll_mark roll_marks[ROLL_MARKS];
const struct roll_mark *roll_mark_of(const struct app_roll_row *r); /* NULL: not marked */

/* rollcall_find.c */
void roll_filter(struct roll *s);         /* the rows that fit what is typed; the selected person stays selected */
void roll_search_changed(struct roll *s); /* and the first is selected */
void roll_select(struct roll *s, size_t row);
bool roll_ask_others(struct ui *u, struct roll *s); /* if it has not been done since the search changed: any? */
const struct app_roll_known *roll_other(
    const struct roll *s); /* the one selected; NULL: somebody on the roll, or nobody */
const struct app_roll_row *roll_selected(const struct roll *s); /* NULL: nobody on the roll */
size_t roll_listed(const struct roll *s);                       /* those and the others */

/* Half-days of an event: each is half of it. Its length in minutes; 0: no half-days here. */
int roll_halves_of(const struct app_roll *roll);

/* rollcall_draw.c */
void roll_draw(struct ui *u, struct screen *screen, int top, int height);

/* rollcall_walkin.c */
void roll_walk_in_open(struct ui *u, struct roll *s);

/* rollcall.c: the screen; something was marked or added */
void roll_open(struct ui *u, const struct kind *of, int64_t id);
void roll_changed(struct ui *u, struct roll *s, size_t row);

#endif
