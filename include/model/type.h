/* model/type.h - field types: one vtable each, in src/model/type_*.c. The only place that knows how a sort of value is
 * read, shown, checked, compared and stored. Everything else goes through the vtable; nobody switches on a type. */
#ifndef OBSTE_MODEL_TYPE_H
#define OBSTE_MODEL_TYPE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/lang.h"
#include "model/value.h"

struct field;
struct kind;

/* What reading and showing values needs from outside; the references' two functions are given by app. */
struct type_ctx {
	enum lang lang;
	date_t today;
	int now_minute;
	/* Title of the record (appends); false when there is none. */
	bool (*ref_title)(void *ctx, const struct kind *kind, int64_t id, struct buf *out);
	/* The record that typed text names: an id, or a title / start of a title that only one record has.
	 * false with a message when none or several do. */
	bool (*ref_find)(void *ctx, const struct kind *kind, const char *typed, int64_t *id, struct err *e);
	void *ctx;
};

/* Where a formatted value goes. */
enum format_for {
	FOR_SCREEN, /* in the language: 23 nov 2026, 1 200,00 lei, 069 000 011, choice labels, titles of references */
	FOR_DATA,   /* canonical: ISO dates, 18:00, codes, +37369000011, 1200.00, ids of references; parse() of it gives the
	               value back. JSON, history and exchange carry it by value_json(), where money is a number of bani */
	FOR_CSV     /* as FOR_DATA, but references by title */
};

/* How JSON carries the FOR_DATA text. */
enum json_form { JSON_STRING, JSON_NUMBER, JSON_BOOL, JSON_LIST /* of strings: text split at commas */ };

/* Which widget the form uses; the screens have one row for each. */
enum widget {
	WIDGET_LINE, WIDGET_TEXT, WIDGET_YESNO, WIDGET_CHOICE, WIDGET_CHOICES, WIDGET_DATE, WIDGET_TIME, WIDGET_DATETIME,
	WIDGET_DURATION, WIDGET_NUMBER, WIDGET_MONEY, WIDGET_PHONE, WIDGET_EMAIL, WIDGET_TAGS, WIDGET_REF, WIDGET_REFS,
	WIDGET_RECURRENCE, WIDGET_FILE, WIDGET_ADDRESS, WIDGET_COUNT
};

struct field_type {
	const char *name;         /* "date": shown by `obste fields` and in the manual */
	const char *label;        /* N_("date") */
	const char *example;      /* N_("vineri, 27.11, +2s"): for messages and hints; may be NULL */
	enum value_tag tag;       /* how a value is held */
	const char *sql;          /* column type: "INTEGER" or "TEXT" */
	enum json_form json;
	enum widget widget;
	bool right;               /* align right in tables */
	bool multiline;
	char parts;               /* several values stand in one text, between these; 0: it is one value */
	/* What people type, or FOR_DATA / FOR_CSV text. Empty text is VALUE_NULL. On failure *out is VALUE_NULL and the
	 * message says what is wrong with an example. */
	bool (*parse)(const struct field *f, const char *typed, const struct type_ctx *ctx, struct value *out, struct err *e);
	void (*format)(const struct field *f, const struct value *v, const struct type_ctx *ctx, enum format_for what,
	               struct buf *out); /* appends; VALUE_NULL appends nothing */
	int (*compare)(const struct field *f, const struct value *a, const struct value *b); /* NULL first */
	/* Is a value from elsewhere (a merge, a file) one this type could have made? */
	bool (*validate)(const struct field *f, const struct value *v, struct err *e);
	/* Words by which search finds it (appends), where these are not the kept text itself; NULL: the kept text. */
	void (*search)(const struct field *f, const struct value *v, struct buf *out);
};

extern const struct field_type ft_id, ft_text, ft_multiline, ft_date, ft_time, ft_datetime, ft_duration, ft_number, ft_money,
    ft_choice, ft_choices, ft_ref, ft_refs, ft_phone, ft_phones, ft_email, ft_tags, ft_yesno, ft_recurrence, ft_file, ft_link,
    ft_address;

const struct field_type *const *field_types(size_t *count);

/* The ids in the text of an ft_refs value ("12,34"): calls back for each; false stops. */
bool refs_each(const char *text, bool (*one)(void *ctx, int64_t id), void *ctx);

#endif
