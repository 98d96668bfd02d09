/* model/type_help.h - what the field types share among themselves. For src/model/type_*.c and types.c only. */
#ifndef OBSTE_MODEL_TYPE_HELP_H
#define OBSTE_MODEL_TYPE_HELP_H

#include <stddef.h>

#include "base/mem.h"
#include "base/text.h"
#include "model/kind.h"

/* Numbers that every JSON reader keeps exactly. */
#define NUMBER_MOST INT64_C(9007199254740991)

enum lang type_lang(const struct type_ctx *ctx); /* the program's language when there is no context */

#define TYPE_QUOTE 41
/* The text as a message names it: one harmless line, cut at a character's edge. Returns `out`. */
const char *type_quote(const char *typed, char out[TYPE_QUOTE]);
/* "Could not understand “x” ..." with the type's example; the field is named in the error. Returns false. */
bool type_refuse(struct err *e, const struct field *f, const char *typed);
/* A message of the type's own; the field and the example are added. Returns false. */
bool type_fault(struct err *e, const struct field *f, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* For validate(): a value that this type could not have made. Returns false. */
bool type_damaged(struct err *e, const struct field *f);
/* A whole number within the two, or nothing at all. */
bool type_whole(const struct field *f, const struct value *v, int64_t least, int64_t most, struct err *e);

int compare_numbers(const struct field *f, const struct value *a, const struct value *b);
int compare_words(const struct field *f, const struct value *a, const struct value *b); /* as people sort */
int compare_bytes(const struct field *f, const struct value *a, const struct value *b); /* ISO texts */
bool validate_positive(const struct field *f, const struct value *v, struct err *e);
void format_text(
    const struct field *f, const struct value *v, const struct type_ctx *ctx, enum format_for what, struct buf *out);
/* Is this exactly what parse() would make of it? The strictest check, for types whose texts are canonical. */
bool validate_by_parse(const struct field *f, const struct value *v, struct err *e);

/* Nothing to clean: visible ASCII without blanks at the ends. Most values of a table are so. */
bool type_is_plain(const char *text);
/* `typed` trimmed and made one line; owned. Empty gives NULL. */
char *type_line(const char *typed);
/* The search key of a text; owned, never NULL. */
char *type_key(const char *text);
/* The parts of a text between any of the separators, trimmed, empty ones left out. false stops and is returned. */
bool type_parts(const char *text, const char *separators, bool (*one)(void *ctx, char *part), void *ctx);
/* Is the word (by search key) one of these, separated by |? */
bool type_word_in(const char *word, const char *words);

#endif
