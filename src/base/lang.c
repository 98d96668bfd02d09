/* base/lang.c - gettext in three languages, wherever the machine has any UTF-8 locale. Knows no screen.
 *
 * glibc has no ro_MD or ru_MD and often nothing but C.UTF-8, so the language never comes from the locale: the locale
 * gives the characters, $LANGUAGE gives the words. It is set after setlocale, because $LANGUAGE is ignored under "C".
 */
#include "base/lang.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

#define DOMAIN "obste"

/* glibc's own: raising it makes gettext look at $LANGUAGE again. */
extern int _nl_msg_cat_cntr;

static enum lang current = LANG_RO; /* the process has one language, as it has one environment */

static const struct {
	const char *code, *name;
} LANGS[LANG_COUNT] = {{"ro", "Română"}, {"ru", "Русский"}, {"en", "English"}};

const char *lang_code(enum lang l)
{
	return LANGS[l].code;
}

const char *lang_name(enum lang l)
{
	return LANGS[l].name;
}

bool lang_from_code(const char *code, enum lang *out)
{
	for (enum lang l = 0; code && l < LANG_COUNT; l++) {
		if (strncmp(code, LANGS[l].code, 2) == 0 && (code[2] == '\0' || strchr("_.@-", code[2]))) {
			*out = l;
			return true;
		}
	}
	return false;
}

/* $LANGUAGE is a list; the first of ours in it counts. */
static bool from_list(const char *list, enum lang *out)
{
	while (list && *list) {
		size_t n = strcspn(list, ":");
		char one[32] = "";

		if (n < sizeof one) {
			memcpy(one, list, n);
			if (lang_from_code(one, out))
				return true;
		}
		list += n + (list[n] == ':');
	}
	return false;
}

static const char *given(const char *name)
{
	const char *v = getenv(name);

	return v && *v ? v : NULL;
}

enum lang lang_from_env(void)
{
	enum lang l = LANG_RO;
	const char *locale = given("LC_ALL");

	if (!locale)
		locale = given("LC_MESSAGES");
	if (!locale)
		locale = given("LANG");
	if (from_list(given("LANGUAGE"), &l) || lang_from_code(locale, &l))
		return l;
	return LANG_RO;
}

static bool is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* Characters: the user's own locale when it is UTF-8, else any that is. Returns its name. */
static const char *choose_ctype(void)
{
	static const char *const others[] = {"C.UTF-8", "C.utf8", "ro_RO.UTF-8", "ru_RU.UTF-8", "en_US.UTF-8"};
	const char *name = setlocale(LC_CTYPE, "");

	for (size_t i = 0; i < sizeof others / sizeof *others && !(name && is_utf8()); i++)
		name = setlocale(LC_CTYPE, others[i]);
	return name;
}

void lang_start(const char *locale_dir, enum lang l)
{
	char name[128] = "";
	const char *chosen = choose_ctype();

	if (chosen && strlen(chosen) < sizeof name)
		strcpy(name, chosen); /* setlocale's answer lasts only to its next call */
	/* The other categories stay C: a Romanian LC_NUMERIC would print 32,9 into files. */
	if (*name)
		setlocale(LC_MESSAGES, name);
	if (locale_dir)
		bindtextdomain(DOMAIN, locale_dir);
	bind_textdomain_codeset(DOMAIN, "UTF-8");
	textdomain(DOMAIN);
	lang_switch(l);
}

static void point_gettext_at(enum lang l)
{
	setenv("LANGUAGE", LANGS[l].code, 1);
	_nl_msg_cat_cntr++;
}

void lang_switch(enum lang l)
{
	current = l;
	point_gettext_at(l);
}

enum lang lang_now(void)
{
	return current;
}

const char *tr(const char *msgid)
{
	return *msgid ? dgettext(DOMAIN, msgid) : msgid; /* gettext("") is the catalogue's header */
}

const char *tr_ctx(const char *ctx, const char *msgid)
{
	struct buf key = BUF_INIT;
	const char *found;
	bool none;

	if (!*msgid)
		return msgid;
	buf_text(&key, ctx);
	buf_char(&key, '\004');
	buf_text(&key, msgid);
	found = dgettext(DOMAIN, buf_str(&key));
	none = found == buf_str(&key);
	buf_free(&key);
	return none ? tr(msgid) : found;
}

const char *tr_n(const char *one, const char *many, unsigned long n)
{
	return dngettext(DOMAIN, one, many, n);
}

const char *tr_in(enum lang l, const char *msgid)
{
	const char *found;

	if (l == current)
		return tr(msgid);
	point_gettext_at(l);
	found = tr(msgid);
	point_gettext_at(current);
	return found;
}
