/* ui/restore.c - putting a safety copy in the database's place: a sealed one asks for its passphrase, until it is the
 * right one or nobody wants to go on. Knows not from which screen. */
#include <stdlib.h>
#include <string.h>

#include "app/exchange.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ui/ui_internal.h"

struct restoring {
	char *copy; /* owned */
	restore_done *done;
	void *ctx;
};

static void put_back(struct ui *u, struct restoring *r, const char *passphrase);

static void forget(struct restoring *r)
{
	free(r->copy);
	free(r);
}

static void typed(struct ui *u, void *ctx, const char *text)
{
	if (text)
		put_back(u, ctx, text);
	else
		forget(ctx);
}

static void ask(struct ui *u, struct restoring *r)
{
	secret_open(u, _("The passphrase of the copy"),
	    _("The one that was set when the copy was made. Without it nobody can open the copy."), typed, r);
}

static void put_back(struct ui *u, struct restoring *r, const char *passphrase)
{
	struct err e = ERR_INIT;
	char *kept = NULL;
	bool ok = app_restore_backup(u->app, r->copy, passphrase, &kept, &e);
	if (!ok && strcmp(e.tag, "SEAL-WORD") == 0) {
		ask(u, r);
		if (passphrase)
			ui_error(u, &e);
		return;
	}
	r->done(u, r->ctx, ok, kept, &e);
	free(kept);
	forget(r);
}

void restore_copy(struct ui *u, const char *copy, restore_done *done, void *ctx)
{
	struct restoring *r = mem_alloc(sizeof *r);
	*r = (struct restoring){mem_copy_text(copy), done, ctx};
	put_back(u, r, NULL);
}
