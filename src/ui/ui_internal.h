/* ui/ui_internal.h - what the files of the screens' frame share: the stack's private part, painting the frame, finding
 * the action of a key. */
#ifndef OBSTE_UI_INTERNAL_H
#define OBSTE_UI_INTERNAL_H

#include "ui/keymap.h"
#include "ui/screen.h"
#include "ui/ui.h"

/* A place that the mouse can press: a tab, a hint. */
struct ui_hit {
	int row, col, width;
	const struct action *action;
};

#define UI_HITS 48
#define UI_RECENT 5
struct ui_private {
	const struct ui_options *options;
	struct keymap *maps;
	const struct action *running;        /* the action whose run() or can() is being called */
	struct key key;                      /* and the key that called it; code 0 and ch 0: the palette or the mouse */
	struct screen *roots[SECTION_COUNT]; /* the sections' screens that are not on the stack now */
	struct ui_hit hits[UI_HITS];
	int nhits;
	char *recent[UI_RECENT];  /* names of actions last done from the palette; owned */
	struct job_running *jobs; /* job.c */
	char *offered;            /* the file that the message names: o opens it; owned; NULL none */
	struct {
		uint32_t key; /* 0: none */
		void (*take)(struct ui *u, const struct kind *of, int64_t id);
		const struct kind *of;
		int64_t id;
	} offer;               /* of ui_offer() */
	int64_t keep_until_ms; /* until then a key does not take the message away */
	int quit_asked;        /* count of the key that asked to leave while a job ran */
	char *typed;           /* in the prompt whose answer is being acted on; owned; NULL none */
	bool hangup;
	bool no_vim, function_keys, bell; /* as the settings say */
	bool no_mouse;                    /* --no-mouse, until somebody turns the mouse on or off */
	int unknown_at;                   /* count of the last key that does nothing here */
	struct key unknown;               /* and the first of those in a row */
	bool repaint;
	bool hinting; /* can() is asked for the hint bar */
};

/* Paint everything (ui_frame.c). */
void ui_paint(struct ui *u);
/* One key (ui_dispatch.c). */
void ui_dispatch(struct ui *u, const struct key *k);
/* May it be done now? Otherwise *why is translated, or NULL. */
bool ui_can(struct ui *u, struct screen *s, const struct action *a, const char **why);
void ui_run_action(struct ui *u, const struct action *a);
/* Does the screen use the first key of this global action for something of its own? */
bool ui_shadowed(struct ui *u, struct screen *s, const struct action *a);
bool ui_typing(struct ui *u, struct screen *s);
/* What an action does, as a line of a list: with a capital letter. Appends. */
void action_words(const struct action *a, struct buf *out);
/* The actions of the hint bar, in its order, that are possible now; returns how many. */
int ui_hints(struct ui *u, const struct action **out, int max);
const struct action *ui_find_action(struct ui *u, const char *name, bool *global);
/* Leave everything, asking each screen; false: one stays. */
bool ui_leave_all(struct ui *u, bool hangup);
void ui_quit(struct ui *u);
/* Everything is closed and begun anew: another database is open, or none. */
void ui_begin(struct ui *u);
/* At the first visit of a section (tips.c). */
void tip_show(struct ui *u, enum section s);
/* The theme, signs and mouse as the settings say. */
void ui_apply_settings(struct ui *u);

/* A dialog's box: centred in the body, at most the body's size; draws it and gives its inside. */
struct ui_box {
	int row, col, height, width; /* inside the frame */
};
struct ui_box ui_box(int want_height, int want_width, const char *title);

/* ---- screens.def */
struct section_row {
	const char *tab, *tab_long; /* contexts "tab" and "tab long" */
	const char *action;         /* its name among the global ones */
	struct screen *(*make)(struct ui *u, enum section s);
};
const struct section_row *section_row(enum section s);
/* An action on one record of a kind, in the lists of that kind and on its page. */
struct record_action {
	const char *kinds; /* keys between blanks, or "*" */
	struct action action;
	void (*run)(struct ui *u, const struct kind *k, int64_t id);
};
/* The rows for `k` (NULL: of every kind) and `base`, each with `run`; owned by the caller; forget its keymap before
 * freeing it. */
typedef void action_run(struct ui *u, struct screen *s);
typedef bool action_can(struct ui *u, struct screen *s, const char **why);
struct action *record_actions_join(const struct action *base, const struct kind *k, action_run *run, action_can *can);
bool record_action_fits(const struct record_action *r, const struct kind *k);
const struct record_action *record_action_at(size_t n); /* NULL: there are fewer */
/* The nth screen of screens/classes.def; NULL: there are fewer. */
const struct screen_class *screen_class_at(size_t n);
const struct record_action *record_action_named(const char *name); /* NULL: there is none */
/* The row of the action that is being done, of whatever kind; NULL: it is none. */
const struct record_action *record_action_running(struct ui *u);
/* While the hint bar asks: does the action that is asked about belong to such a record (pages.def)? Else true. */
bool record_action_hinted(const struct ui *u, const struct record *r);
/* Runs the row of the action that is being done. */
void record_actions_run(struct ui *u, const struct kind *k, int64_t id);

/* ---- opened by global actions */
void help_open(struct ui *u);
void palette_open(struct ui *u);
void menubar_open(struct ui *u);
void context_menu_open(struct ui *u);
void history_open(struct ui *u, const struct kind *k, int64_t id); /* NULL, 0: of everything */
void bin_open(struct ui *u);
void merge_open(struct ui *u);                       /* asks for another laptop's file */
void conflicts_open(struct ui *u);                   /* what two laptops wrote differently */
void doubles_open(struct ui *u);                     /* who may be here twice */
void unite_open(struct ui *u, int64_t x, int64_t y); /* one record of two */
void bin_ask_empty(struct ui *u);
void settings_open(struct ui *u);
/* The Guide, at this place ("petition#terms"), or where it was read last (NULL). */
void guide_open(struct ui *u, const char *place);
void settings_open_at(struct ui *u, size_t row);
void rules_open(struct ui *u);                                   /* the legal rules */
void promises_open(struct ui *u);                                /* the register of promises */
void print_open(struct ui *u, const struct kind *k, int64_t id); /* which document, then which file */
void start_open(struct ui *u);
/* A file that comes in: asked for, or given. `k` NULL: guessed; `step` (NULL) is said in the title. */
#define IMPORT_ENDINGS "csv tsv txt vcf ics json"
void import_ask(struct ui *u, const struct kind *k);
/* A calendar file in the background, by these words; one of the first steps. */
void calendar_export_job(struct ui *u, const char *const *words, const char *path);
bool import_open(struct ui *u, const struct kind *k, const char *path, const char *step);
struct screen *list_new(struct ui *u, const struct kind *k, const struct query *q, const char *title);
struct screen *list_section_new(struct ui *u, enum section s);
struct screen *other_new(struct ui *u, enum section s);
struct screen *today_new(struct ui *u, enum section s);

#endif
