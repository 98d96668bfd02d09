/* app/print_words.c - words and values for paper, in the language of the document or in two, whatever the language of
 * the screens is. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "app/print_internal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

const char *print_keep(struct printing *p, char *text)
{
	p->kept = mem_resize(p->kept, p->nkept + 1, sizeof *p->kept);
	return p->kept[p->nkept++] = text;
}

const char *print_text(struct printing *p, const char *fmt, ...)
{
	va_list args, again;
	va_start(args, fmt);
	va_copy(again, args);
	const int n = vsnprintf(NULL, 0, fmt, args);
	char *text = mem_alloc((size_t)(n < 0 ? 0 : n) + 1);
	vsnprintf(text, (size_t)(n < 0 ? 0 : n) + 1, fmt, again);
	va_end(again);
	va_end(args);
	return print_keep(p, text);
}

static const char *joined(struct printing *p, const char *msgid, const char *between)
{
	const char *first = tr_in(p->lang, msgid), *second = tr_in(LANG_RU, msgid);
	if (!p->both || strcmp(first, second) == 0)
		return first;
	return print_text(p, "%s%s%s", first, between, second);
}

const char *print_word(struct printing *p, const char *msgid)
{
	return joined(p, msgid, " / ");
}

const char *print_words(struct printing *p, const char *msgid)
{
	return joined(p, msgid, "\n");
}

const char *print_field(struct printing *p, const struct record *r, int field)
{
	struct type_ctx types = *app_types(p->app);
	struct buf b = BUF_INIT;
	types.lang = p->lang;
	record_format(r, field, &types, FOR_SCREEN, &b);
	return print_keep(p, buf_take(&b));
}

const char *print_label(struct printing *p, const struct record *r, int field)
{
	return print_word(p, r->kind->fields[field].label);
}

const char *print_date(struct printing *p, date_t d, enum date_style style)
{
	struct buf b = BUF_INIT;
	if (d == DATE_NONE)
		return "";
	date_text(d, p->lang, style, &b);
	return print_keep(p, buf_take(&b));
}

const char *print_title(struct printing *p, const struct kind *k, int64_t id)
{
	struct buf b = BUF_INIT;
	if (!id)
		return "";
	app_title(p->app, k, id, &b);
	return print_keep(p, buf_take(&b));
}

const char *print_person(struct printing *p, int64_t id)
{
	struct record *r = NULL;
	if (!id || !store_get(p->app->store, kind_get(KIND_person), id, &r, NULL))
		return "";
	const char *given = record_text(r, person_given), *surname = record_text(r, person_surname);
	const char *name =
	    print_text(p, "%s%s%s", given ? given : "", given && surname ? " " : "", surname ? surname : "");
	record_free(r);
	return name;
}

const char *print_group(struct printing *p)
{
	const char *name = app_group_name(p->app);
	return name && *name ? name : tr_in(p->lang, N_("our group"));
}

enum lang print_lang_of(const struct record *r, int field)
{
	enum lang l;
	const char *code = record_text(r, field);
	return code && lang_from_code(code, &l) ? l : lang_now();
}

enum lang print_in_romanian(struct app *a, const struct record *r)
{
	(void)a;
	(void)r;
	return LANG_RO;
}
