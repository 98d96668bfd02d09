/* base/lang.c - the words of three languages, wherever the machine has any UTF-8 locale. Knows no screen.
 *
 * glibc has no ro_MD or ru_MD and often nothing but C.UTF-8, so the language never comes from the locale: the locale
 * gives the characters, the catalogues of msgfmt give the words.
 */
#include "base/lang.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/catalogue.h"
#include "base/mem.h"

/* Which form a number takes (Unicode CLDR, plural rules); the .po headers say the same to msgfmt and translators. */
static unsigned forms_ro(unsigned long n)
{
	return n == 1 ? 0 : n == 0 || (n % 100 > 0 && n % 100 < 20) ? 1 : 2;
}

static unsigned forms_ru(unsigned long n)
{
	if (n % 10 == 1 && n % 100 != 11)
		return 0;
	return n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 10 || n % 100 >= 20) ? 1 : 2;
}

static unsigned forms_en(unsigned long n)
{
	return n != 1;
}

static const struct {
	const char *code, *name;
	unsigned (*form)(unsigned long n);
} LANGS[LANG_COUNT] = {{"ro", "Română", forms_ro}, {"ru", "Русский", forms_ru}, {"en", "English", forms_en}};

/* The process has one language and one set of words, as it has one environment. */
static enum lang current = LANG_RO;
static char *folder; /* holds LANG/LC_MESSAGES/obste.mo */
static struct {
	struct catalogue words;
	bool read;
} catalogues[LANG_COUNT];

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

/* Characters: the user's own locale when it is UTF-8, else any that is. */
static void choose_ctype(void)
{
	static const char *const others[] = {"C.UTF-8", "C.utf8", "ro_RO.UTF-8", "ru_RU.UTF-8", "en_US.UTF-8"};
	const char *name = setlocale(LC_CTYPE, "");

	for (size_t i = 0; i < sizeof others / sizeof *others && !(name && is_utf8()); i++)
		name = setlocale(LC_CTYPE, others[i]);
}

void lang_start(const char *locale_dir, enum lang l)
{
	/* The other categories stay C: a Romanian LC_NUMERIC would print 32,9 into files. */
	choose_ctype();
	free(folder);
	folder = mem_copy_text(locale_dir);
	for (enum lang i = 0; i < LANG_COUNT; i++) {
		catalogue_free(&catalogues[i].words);
		catalogues[i].read = false;
	}
	lang_switch(l);
}

/* Read when first needed; marked first, because reading that fails has words of its own. */
static const struct catalogue *words_of(enum lang l)
{
	bool first = !catalogues[l].read;
	if (first)
		catalogues[l].read = true;
	if (first && folder) {
		const int kept = errno; /* err_errno(e, errno, _("...")): the words must not change the reason */
		char *path = mem_print("%s/%s/LC_MESSAGES/obste.mo", folder, LANGS[l].code);
		catalogue_read(&catalogues[l].words, path);
		free(path);
		errno = kept;
	}
	return &catalogues[l].words;
}

void lang_switch(enum lang l)
{
	current = l;
}

enum lang lang_now(void)
{
	return current;
}

const char *tr_in(enum lang l, const char *msgid)
{
	const char *found = *msgid ? catalogue_find(words_of(l), msgid) : NULL; /* "" is the catalogue's header */
	return found ? found : msgid;
}

const char *tr(const char *msgid)
{
	return tr_in(current, msgid);
}

const char *tr_ctx(const char *ctx, const char *msgid)
{
	struct buf key = BUF_INIT;
	buf_text(&key, ctx);
	buf_char(&key, '\004');
	buf_text(&key, msgid);
	const char *found = catalogue_find(words_of(current), buf_str(&key));
	buf_free(&key);
	return found ? found : tr(msgid);
}

const char *tr_n(const char *one, const char *many, unsigned long n)
{
	const char *found = catalogue_form(words_of(current), one, LANGS[current].form(n));
	return found ? found : n == 1 ? one : many;
}
