/* types_help.h - what the tests of field types share: fields made by hand, references that need no store. */
#ifndef OBSTE_TYPES_HELP_H
#define OBSTE_TYPES_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/path.h"
#include "model/money.h"
#include "model/record.h"

static inline bool find_ref(void *ctx, const struct kind *kind, const char *typed, int64_t *id, struct err *e)
{
	(void)ctx, (void)kind;
	if (strcmp(typed, "Rusu Ion") == 0)
		*id = 12;
	else if (strcmp(typed, "Mierlă, Ilinca") == 0)
		*id = 34;
	else if (strspn(typed, "0123456789") == strlen(typed))
		*id = atoll(typed);
	else
		return err_set(e, ERR_NOT_FOUND, "Nobody is called %s.", typed);
	return true;
}

static inline bool ref_title(void *ctx, const struct kind *kind, int64_t id, struct buf *out)
{
	(void)ctx, (void)kind;
	buf_text(out, id == 12 ? "Rusu Ion" : id == 34 ? "Mierlă, Ilinca" : "");
	return id == 12 || id == 34;
}

static inline struct type_ctx context(void)
{
	struct type_ctx ctx = {
	    .lang = LANG_RO, .now_minute = 18 * 60 + 5, .ref_find = find_ref, .ref_title = ref_title};
	date_make(2026, 11, 23, &ctx.today);
	return ctx;
}

static const struct choice states[] = {{"planned", "planned one", false}, {"held", "held one", true},
    {"paused", "paused one", false}, {"60+", "60+", false}, {NULL, NULL, false}};

static inline struct field field_of(const struct field_type *type)
{
	return (struct field){.key = "probe", .type = type, .label = "Probe", .choices = states, .target = "person"};
}

struct sample {
	const struct field_type *type;
	const char *typed, *data; /* data NULL: must be refused */
};

/* What the type makes of the text, as FOR_DATA; NULL refused. Owned. */
static inline char *read_as(const struct field *f, const char *typed, struct err *e)
{
	struct type_ctx ctx = context();
	struct value v = VALUE_INIT;
	struct buf out = BUF_INIT;
	bool ok = f->type->parse(f, typed, &ctx, &v, e);
	if (ok) {
		assert_true(v.tag == VALUE_NULL || v.tag == f->type->tag);
		if (!f->type->validate(f, &v, e))
			fail_msg("%s made \"%s\" of \"%s\" and does not take it", f->type->name, v.text ? v.text : "",
			    typed);
		f->type->format(f, &v, &ctx, FOR_DATA, &out);
	} else {
		assert_int_equal(v.tag, VALUE_NULL);
		assert_true(e->what[0] != '\0');
		assert_string_equal(e->field, "probe");
	}
	value_clear(&v);
	return ok ? buf_take(&out) : NULL;
}

static inline void try_samples(const struct sample *samples, size_t n)
{
	int bad = 0;
	for (size_t i = 0; i < n; i++) {
		struct field f = field_of(samples[i].type);
		struct err e = ERR_INIT;
		char *data = read_as(&f, samples[i].typed, &e);
		const char *want = samples[i].data;
		if ((data == NULL) != (want == NULL) || (data && strcmp(data, want) != 0)) {
			print_error("%s \"%s\": \"%s\", expected \"%s\" (%s)\n", f.type->name, samples[i].typed,
			    data ? data : "refused", want ? want : "refused", e.what);
			bad++;
		}
		free(data);
	}
	assert_int_equal(bad, 0);
}
#define TRY(samples) try_samples(samples, sizeof(samples) / sizeof *(samples))

#endif
