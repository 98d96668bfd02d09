/* app/council.h - meetings of the council and its committees: the notice they need, the agenda that was pasted. */
#ifndef OBSTE_APP_COUNCIL_H
#define OBSTE_APP_COUNCIL_H

#include "app/app.h"
#include "civic/notice.h"

/* What had to be public or sent before this meeting, by last day; nothing for meetings of the group itself. */
bool app_meeting_notices(struct app *a, const struct record *meeting, bool (*each)(void *ctx, const struct notice *n), void *ctx,
                         struct err *e);
/* All of them, the earliest first, and while the meeting is ahead each counted backwards day by day. */
bool app_meeting_explain(struct app *a, const struct record *meeting, void (*line)(void *ctx, const char *text), void *ctx,
                         struct err *e);
/* One of them in words: "Agenda public by Mon 16 Nov (Law ..., art. ...): published 18 Nov, 2 days late". Appends. */
void app_notice_text(const struct notice *n, struct buf *out);
/* Is there an observation that says this breach? */
bool app_meeting_is_noted(struct app *a, int64_t meeting, const struct notice *n);
/* Every breach that the typed dates show becomes an observation of the kind "breach", once. One command; *made may be NULL. */
bool app_meeting_breaches(struct app *a, const struct record *meeting, size_t *made, struct err *e);

/* Every meeting ahead that nobody watches and that is no meeting of the group gets whoever watched least lately, of those who
 * watched in the last year. One command; *given may be NULL. */
bool app_meeting_rota(struct app *a, size_t *given, struct err *e);

/* The items of a pasted agenda, into the meeting: new ones are added, those whose number is there get the text's title and
 * draft number, questions and results stay. One command. `dry`: only told. */
struct app_agenda_item { int number; const char *title, *draft /* or NULL */; bool fresh, changed; };
bool app_meeting_items(struct app *a, int64_t meeting, const char *text, bool dry,
                       void (*each)(void *ctx, const struct app_agenda_item *i), void *ctx, struct err *e);

#endif
