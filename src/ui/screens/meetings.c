/* ui/screens/meetings.c - what is done with a meeting: the notice it needs, counted backwards, and its breaches. */
#include "app/council.h"
#include "base/lang.h"
#include "ui/screens/reading.h"
#include "ui/ui_internal.h"

static void add_line(void *ctx, const char *text)
{
	buf_print(ctx, "%s\n", text);
}

static bool make_notice(struct ui *u, const struct record *r, struct buf *out, struct err *e)
{
	return app_meeting_explain(u->app, r, add_line, out, e);
}

void meeting_notice_open(struct ui *u, const struct kind *k, int64_t id)
{
	reading_open(u, k, id, _("Notice"), make_notice);
}

void meeting_breaches_note(struct ui *u, const struct kind *k, int64_t id)
{
	struct err e = ERR_INIT;
	struct record *r = NULL;
	size_t made = 0;
	if (app_readonly_reason(u->app)) {
		ui_say(u, ROLE_WARNING, "%s", app_readonly_reason(u->app));
		return;
	}
	if (!app_get(u->app, k, id, &r, &e) || !app_meeting_breaches(u->app, r, &made, &e)) {
		ui_error(u, &e);
	} else if (made == 0) {
		ui_say(u, ROLE_NORMAL, _("The days typed in show no breach that is not written down."));
	} else {
		ui_refresh_all(u);
		ui_saved(u,
		    tr_n("%zu breach written down; u takes it back", "%zu breaches written down; u takes them back",
		        made),
		    made);
	}
	record_free(r);
}
