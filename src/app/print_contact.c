/* app/print_contact.c - eight small cards on a page: who the group is, how to reach it, the QR code of its public
 * calendar. */
#include "app/print_internal.h"
#include "base/lang.h"

#define CARDS 8 /* two a row */

static const char *card_text(struct printing *p)
{
	static const char *const keys[] = {"group.locality", "group.address", "group.phone", "group.email"};
	const char *text = print_text(p, PAPER_BOLD "%s" PAPER_BOLD, print_group(p));
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const char *value = app_conf(p->app, keys[i], "");
		text = *value ? print_text(p, "%s\n%s", text, value) : text;
	}
	return text;
}

static bool make(struct printing *p, struct err *e)
{
	const char *calendar = app_conf(p->app, "group.calendar", "");
	const char *text = card_text(p);
	if (*calendar)
		text = print_text(p, "%s\n\n%s →", text, print_word(p, N_("our calendar")));
	(void)e;
	print_begin(p, print_word(p, N_("Contact cards")), "a4", "portrait", "12");
	print_section(p, "");
	if (!*calendar)
		paper_line(&p->paper, "warn",
		    _("The address of the public calendar is not set (Settings): the cards have no QR code."), NULL);
	paper_line(&p->paper, "table", "border=rows nohead row=55 size=10", NULL);
	for (int i = 0; i < 2; i++) {
		paper_line(&p->paper, "col", "1*", "", "", NULL);
		paper_line(&p->paper, "col", *calendar ? "34" : "1", *calendar ? "qr" : "", "", NULL);
	}
	for (int i = 0; i < CARDS / 2; i++)
		paper_line(&p->paper, "row", text, calendar, text, calendar, NULL);
	return true;
}

const struct print_maker print_contact = {
    .name = "contact",
    .args = "",
    .label = N_("Contact cards"),
    .help = N_("contact cards with the QR code of the public calendar"),
    .make = make,
};
