/* ui/screens/settings_seal.c - the passphrase that seals safety copies: set, changed, taken away. */
#include <stdlib.h>
#include <string.h>

#include "app/exchange.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ui/screens/settings.h"

void settings_tell_seal(struct ui *u, struct buf *out)
{
	buf_text(
	    out, app_backup_has_passphrase(u->app) ? _("sealed with a passphrase") : _("open to whoever finds them"));
}

bool settings_can_seal(struct ui *u, const char **why)
{
	*why = app_is_sample(u->app) ? _("This is the sample group: its copies need no passphrase.")
	                             : app_readonly_reason(u->app);
	return app_is_open(u->app) && !app_is_sample(u->app) && !app_readonly_reason(u->app);
}

static void set(struct ui *u, const char *passphrase)
{
	struct err e = ERR_INIT;
	if (!app_backup_set_passphrase(u->app, passphrase, &e))
		ui_error(u, &e);
	else if (passphrase)
		ui_saved(
		    u, _("Copies are sealed from now on, those in the folder too. Keep the passphrase elsewhere."));
	else
		ui_saved(u, _("New copies are open. Sealed ones keep their passphrase."));
}

static void forget(char *first)
{
	explicit_bzero(first, strlen(first));
	free(first);
}

static void typed_again(struct ui *u, void *ctx, const char *text)
{
	char *first = ctx;
	if (text && strcmp(first, text) == 0)
		set(u, first);
	else if (text)
		ui_say(u, ROLE_WARNING, _("The two are not the same. Nothing was changed."));
	forget(first);
}

static void typed(struct ui *u, void *ctx, const char *text)
{
	struct err e = ERR_INIT;
	(void)ctx;
	if (!text || !*text)
		return;
	if (!app_backup_may_be_passphrase(text, &e))
		ui_error(u, &e);
	else
		secret_open(u, _("The same once more"),
		    _("Who forgets it loses the copies: nobody can open them without it. Write it down and keep it "
		      "away from this computer."),
		    typed_again, mem_copy_text(text));
}

static void ask(struct ui *u)
{
	secret_open(u, _("A passphrase for the copies"),
	    _("At least 8 letters; four or five words are good. It is asked only when a copy is put back."), typed,
	    NULL);
}

enum { CHANGE, TAKE_AWAY };

static void chosen(struct ui *u, void *ctx, int64_t value, int index)
{
	(void)ctx;
	if (index < 0)
		return;
	if (value == CHANGE)
		ask(u);
	else
		set(u, NULL);
}

void settings_seal(struct ui *u)
{
	const struct menu_item items[] = {
	    {(char *)(uintptr_t)_("Another passphrase"), NULL, CHANGE, false, false},
	    {(char *)(uintptr_t)_("None: open copies"), NULL, TAKE_AWAY, false, false},
	};
	if (app_backup_has_passphrase(u->app))
		menu_open(u, _("The copies' passphrase"), items, 2, 0, chosen, NULL);
	else
		ask(u);
}
