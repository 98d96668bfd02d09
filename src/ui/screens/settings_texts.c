/* ui/screens/settings_texts.c - texts of the group that are edited on the whole screen: the certificates' in each
 * language. */
#include <stdlib.h>

#include "app/print.h"
#include "base/mem.h"
#include "ui/form.h"
#include "ui/screens/settings.h"

struct certificate {
	enum lang lang;
	char *text; /* as it is now; owned, NULL: untouched */
};

static void text_changed(struct ui *u, void *ctx, const char *text)
{
	struct certificate *c = ctx;
	struct err e = ERR_INIT;
	free(c->text);
	c->text = mem_copy_text(text);
	if (!app_certificate_set(u->app, c->lang, text, &e))
		ui_error(u, &e);
}

static void text_closed(struct ui *u, void *ctx)
{
	struct certificate *c = ctx;
	struct err e = ERR_INIT;
	if (c->text && !app_certificate_check(c->text, &e))
		ui_say(u, ROLE_WARNING, "%s", e.what);
	else if (c->text)
		ui_saved(u, _("Text of certificates: %s"), lang_name(c->lang));
	free(c->text);
	free(c);
}

static void language_chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	struct err e = ERR_INIT;
	struct buf text = BUF_INIT;
	(void)ctx;
	if (index < 0)
		return;
	if (!app_certificate_text(u->app, (enum lang)value, &text, &e)) {
		ui_error(u, &e);
		return;
	}
	struct certificate *c = mem_alloc(sizeof *c);
	c->lang = (enum lang)value;
	char *title = mem_print(_("Text of certificates: %s"), lang_name(c->lang));
	big_open(u, title, buf_str(&text), text_changed, text_closed, c);
	free(title);
	buf_free(&text);
}

void settings_certificates(struct ui *u)
{
	static const enum lang languages[] = {LANG_RO, LANG_RU, LANG_EN};
	struct menu_item items[LANG_COUNT];
	const char *why = app_readonly_reason(u->app);
	if (why) {
		ui_say(u, ROLE_WARNING, "%s", why);
		return;
	}
	for (size_t i = 0; i < LANG_COUNT; i++)
		items[i] =
		    (struct menu_item){.text = (char *)(uintptr_t)lang_name(languages[i]), .value = languages[i]};
	menu_open(u, _("In which language?"), items, LANG_COUNT, 0, language_chosen, NULL);
}
