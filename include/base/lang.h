/* base/lang.h - the three languages and the words: catalogues made by gettext's msgfmt, found beside the program. */
#ifndef OBSTE_BASE_LANG_H
#define OBSTE_BASE_LANG_H

#include <stdbool.h>
#include <stddef.h>

enum lang { LANG_RO, LANG_RU, LANG_EN, LANG_COUNT };

const char *lang_code(enum lang l);  /* "ro" "ru" "en" */
const char *lang_name(enum lang l);  /* in itself: "Română" "Русский" "English" */
bool lang_from_code(const char *code, enum lang *out); /* also "ro_RO.UTF-8" */
enum lang lang_from_env(void);       /* LC_ALL, LC_MESSAGES, LANG, LANGUAGE; Romanian when they say nothing useful */

/* Start: sets a UTF-8 locale for characters (C.UTF-8 where the machine has no other), LC_NUMERIC stays C.
 * `locale_dir` holds LANG/LC_MESSAGES/obste.mo. */
void lang_start(const char *locale_dir, enum lang l);
void lang_switch(enum lang l);       /* at once, for the whole program */
enum lang lang_now(void);

/* Words. msgids are English. tr_ctx: with a context ("tab", "column"), where the same English word differs. */
const char *tr(const char *msgid) __attribute__((format_arg(1)));
const char *tr_ctx(const char *ctx, const char *msgid);
const char *tr_n(const char *one, const char *many, unsigned long n) __attribute__((format_arg(1)))
__attribute__((format_arg(2)));
/* The same word in a given language, without switching the program. All words are lent until lang_start is called again. */
const char *tr_in(enum lang l, const char *msgid);

#define _(s) tr(s)
#define N_(s) s
#define NC_(ctx, s) s

#endif
