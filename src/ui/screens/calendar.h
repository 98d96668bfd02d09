/* ui/screens/calendar.h - what the files of the calendar share: the entries that are shown, the place one stands at,
 * the three views. */
#ifndef OBSTE_UI_SCREENS_CALENDAR_H
#define OBSTE_UI_SCREENS_CALENDAR_H

#include "app/dates.h"
#include "ui/line.h"
#include "ui/preview.h"
#include "ui/ui_internal.h"

enum calendar_view { CALENDAR_MONTH, CALENDAR_WEEK, CALENDAR_AGENDA, CALENDAR_VIEWS };
enum { NO_ENTRY = -1, FILTER_ALL = -1, FILTER_DEADLINES = -2, ALL_DAY = -1, DAY_MINUTES = 1440 };

struct entry {
	const struct kind *kind;
	int64_t id;
	date_t date, until;
	int starts, ends;
	char *title, *place, *people, *category; /* owned */
	bool deadline, cancelled, overdue, done, counted;
};
struct entries {
	struct entry *rows;
	int n, cap;
};
/* Which part of a day an entry takes, in minutes; from ALL_DAY: the whole of it. */
struct day_part {
	int from, to;
};

enum agenda_what { AGENDA_ENTRY, AGENDA_DAY, AGENDA_MONTH };
struct agenda_row {
	enum agenda_what what; /* a day: off, or a free working day of this week */
	int entry;
	date_t day;
};

struct calendar {
	struct screen base;
	struct screen_class class; /* its own: the actions hold those of the records */
	struct action *actions;    /* owned */
	enum calendar_view view;
	date_t day;
	int hour; /* in the week; ALL_DAY: the row above the hours */
	int at;   /* the chosen entry; NO_ENTRY: none on this day, in this hour */
	struct entries shown, soon;
	date_t from, to;
	int filter; /* a kind's number, or FILTER_ALL, FILTER_DEADLINES */
	struct line search;
	bool searching;
	struct agenda_row *rows; /* owned */
	int nrows, row, first;
	bool moving;
	struct entry before; /* as it stood when moving began; texts lent */
	struct preview preview;
	int grid_row, grid_col, cell_width, cell_height, grid_height; /* as last drawn, for the mouse */
	int hours[24], nhours, hour_rows[25], focus_row; /* the week's rows: hours, and where each begins */
};

/* ---- entries (calendar_entries.c) */
date_t calendar_month_start(date_t day);
void calendar_load(struct ui *u, struct calendar *c);
void calendar_forget(struct calendar *c);
bool entry_part(const struct entry *en, date_t day, struct day_part *out);
/* `running`: also what began long before and goes on. */
int entries_count_on(const struct entries *list, date_t day, bool running);
/* The nth of that day: whole days first, what has been running for long last. NO_ENTRY: there are fewer. */
int entries_nth_on(const struct entries *list, date_t day, int nth);
const struct entry *calendar_chosen(const struct calendar *c); /* NULL: none */
void calendar_sort(struct calendar *c);                        /* again by date and hour; the chosen one is kept */
enum role entry_role(const struct entry *en);
void entry_mark(const struct entry *en, struct buf *out);     /* "! ", "CANCELLED ": before its title */
void entry_hours(const struct entry *en, struct buf *out);    /* "18:00–20:00", "all day" */
bool day_off_name(struct ui *u, date_t day, struct buf *out); /* a holiday's name; false: none */
void calendar_filter_name(struct ui *u, const struct calendar *c, struct buf *out);
void calendar_draw_foot(struct ui *u, const struct calendar *c, int row, const char *right);

/* ---- the views */
void calendar_draw_month(struct ui *u, struct calendar *c, int top, int height);
void calendar_draw_week(struct ui *u, struct calendar *c, int top, int height);
void calendar_draw_agenda(struct ui *u, struct calendar *c, int top, int height);
void calendar_make_rows(struct ui *u, struct calendar *c); /* the agenda's */
void calendar_pick_in_hour(struct calendar *c);            /* the first entry of that hour */
void calendar_step_agenda(struct ui *u, struct calendar *c, int by);

/* ---- doing (calendar_do.c) */
void calendar_run_open(struct ui *u, struct screen *s);
void calendar_run_edit(struct ui *u, struct screen *s);
void calendar_run_copy(struct ui *u, struct screen *s);
void calendar_run_new(struct ui *u, struct screen *s);
void calendar_run_filter(struct ui *u, struct screen *s);
void calendar_run_export(struct ui *u, struct screen *s);
bool calendar_can_open(struct ui *u, struct screen *s, const char **why);
bool calendar_can_new(struct ui *u, struct screen *s, const char **why);

/* ---- for others (calendar_out.c) */
void calendar_run_import(struct ui *u, struct screen *s);
void calendar_run_give(struct ui *u, struct screen *s);

/* ---- moving an entry (calendar_move.c) */
void calendar_move_start(struct ui *u, struct calendar *c);
void calendar_move_by(struct ui *u, struct calendar *c, int days, int minutes);
void calendar_move_end(struct ui *u, struct calendar *c, bool keep);
bool calendar_can_move(struct ui *u, struct screen *s, const char **why);

#endif
