/* ui/screens/settings.h - the settings as rows, for the screen, the palette and what checks that none is forgotten. */
#ifndef OBSTE_UI_SCREENS_SETTINGS_H
#define OBSTE_UI_SCREENS_SETTINGS_H

#include "ui/ui_internal.h"

enum settings_page {
	PAGE_GROUP,
	PAGE_SCREEN,
	PAGE_LANGUAGE,
	PAGE_COPIES,
	PAGE_EXCHANGE,
	PAGE_SAFETY,
	PAGE_ABOUT,
	SETTINGS_PAGES
};

struct setting_value {
	const char *value, *label; /* N_() */
};

/* A setting with values to choose from; or of free text; or something to do; or something to know. */
struct setting {
	enum settings_page page;
	const char *key; /* of app_conf; "": none */
	const char *label, *help, *initial;
	const struct setting_value *values;
	/* Makes typed text canonical (owned); NULL: not understood, with words. NULL: any text. */
	char *(*read)(struct ui *u, const char *typed, struct err *e);
	void (*run)(struct ui *u);
	void (*tell)(struct ui *u, struct buf *out); /* what stands beside it */
	bool (*can)(struct ui *u, const char **why); /* is it there now? NULL: always */
	/* Where it is kept, when not under `key` of app_conf; both or none. */
	const char *(*now)(struct app *a);
	bool (*store)(struct app *a, const char *value, struct err *e);
	bool group; /* of the database: cannot be changed when that is for looking only */
};

size_t settings_count(void);
const struct setting *settings_row(size_t i);
const char *settings_page_name(enum settings_page p);
/* What it is now, as kept; and in words ("< dark >"). */
const char *setting_now(struct ui *u, const struct setting *row);
void setting_text(struct ui *u, const struct setting *row, struct buf *out);
bool setting_is_language(const struct setting *row);
/* Stored and acting at once. */
bool setting_store(struct ui *u, const struct setting *row, const char *value, struct err *e);

/* ---- what the rows do (settings_do.c) */
void settings_backup(struct ui *u);
void settings_restore(struct ui *u);
void settings_seal(struct ui *u); /* settings_seal.c */
void settings_tell_seal(struct ui *u, struct buf *out);
bool settings_can_seal(struct ui *u, const char **why);
void settings_tell_copy(struct ui *u, struct buf *out);
void settings_tell_folder(struct ui *u, struct buf *out);
void settings_check(struct ui *u);
void settings_repair(struct ui *u);
void settings_sample_look(struct ui *u);
void settings_sample_leave(struct ui *u);
bool settings_own(struct ui *u, const char **why);
bool settings_in_sample(struct ui *u, const char **why);
void settings_import(struct ui *u);
void settings_export_ics(struct ui *u);
void settings_export_json(struct ui *u);
void settings_about(struct ui *u);
void settings_tell_database(struct ui *u, struct buf *out);
void settings_empty_bin(struct ui *u);
void settings_certificates(struct ui *u); /* settings_texts.c */
void settings_rules(struct ui *u);
void settings_days(struct ui *u);
void settings_tell_days(struct ui *u, struct buf *out);
void settings_tell_rules(struct ui *u, struct buf *out);

#endif
