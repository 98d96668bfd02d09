/* app/certificate_text.c - the words of certificates: a template in each language that a group may change. Its own
 * stands in the database, or (older groups) in certificates/LANGUAGE.txt beside it; else the program's. Knows no paper.
 */
#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "app/letter_facts.h"
#include "app/print.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"

#define TEMPLATE_MOST (64 * 1024)

/* What may stand in braces: print_certificates.c fills them. */
static const char *const words[] = {
    "name", "title", "group", "count", "held", "modules", "dates", "place", "funder", "date"};

static char *setting_name(enum lang l)
{
	return mem_print("group.certificate.%s", lang_code(l));
}

static bool read_file(struct app *a, enum lang l, bool own_too, struct buf *out, struct err *e)
{
	char *name = mem_print("certificates/%s.txt", lang_code(l));
	char *own = group_file(a, name), *ours = path_join(a->data ? a->data : "", name);
	const bool ok = path_read_all(own_too && path_exists(own) ? own : ours, TEMPLATE_MOST, out, e);
	free(name);
	free(own);
	free(ours);
	return ok;
}

bool app_certificate_text(struct app *a, enum lang l, struct buf *out, struct err *e)
{
	char *name = setting_name(l);
	const char *kept = app_conf(a, name, "");
	buf_text(out, kept);
	free(name);
	return out->len > 0 || read_file(a, l, true, out, e);
}

bool app_certificate_set(struct app *a, enum lang l, const char *text, struct err *e)
{
	struct buf usual = BUF_INIT;
	char *name = setting_name(l);
	const bool same = read_file(a, l, false, &usual, e) && strcmp(buf_str(&usual), text) == 0;
	const bool ok = app_set_conf(a, name, same || !text[strspn(text, " \n\t")] ? "" : text, e);
	buf_free(&usual);
	free(name);
	return ok;
}

static bool is_word(const char *from, size_t n)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i]) == n && memcmp(words[i], from, n) == 0)
			return true;
	return false;
}

static bool check_words(const char *line, size_t n, int number, struct err *e)
{
	for (const char *p = line; (p = memchr(p, '{', n - (size_t)(p - line))); p++) {
		const char *close = memchr(p, '}', n - (size_t)(p - line));
		const size_t length = close ? (size_t)(close - p) - 1 : 0;
		if (!close || is_word(p + 1, length))
			continue;
		err_set(e, ERR_INVALID, _("Line %d: {%.*s} is no word that is filled in."), number, (int)length, p + 1);
		return err_hint(e, "%s",
		    _("Words: {name} {title} {group} {count} {held} {modules} {dates} {place} {funder} {date}"));
	}
	return true;
}

bool app_certificate_check(const char *text, struct err *e)
{
	int number = 1;
	if (!text[strspn(text, " \n\t")])
		return true; /* the usual text again */
	for (const char *p = text; *p; number++) {
		const size_t n = strcspn(p, "\n");
		if (n && *p != '#' && !memchr(p, ':', n)) {
			err_set(e, ERR_INVALID, _("Line %d does not say how it looks and is left out."), number);
			return err_hint(e, "%s", _("Before the text stand a style and a colon: p center: ..."));
		}
		if (*p != '#' && !check_words(p, n, number, e))
			return false;
		p += n + (p[n] != '\0');
	}
	return strstr(text, "{name}")
	           ? true
	           : err_set(e, ERR_INVALID, _("{name} stands nowhere: every certificate would be the same."));
}
