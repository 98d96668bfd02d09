/* model/recurrence_shown.c - repetition as people read it. What is written here, recurrence_words.c understands again
 * in the same language. */
#include <stdio.h>

#include "base/lang.h"
#include "model/recurrence_words.h"

static void add_frequency(const struct recurrence *r, struct buf *out)
{
	static const char *const plain[] = {N_("daily"), N_("weekly"), N_("monthly"), N_("yearly")};
	unsigned long n = (unsigned long)r->interval;
	if (n == 1) {
		buf_text(out, tr(plain[r->every]));
		return;
	}
	const char *words = r->every == REPEAT_DAILY     ? tr_n("every %d day", "every %d days", n)
	                    : r->every == REPEAT_WEEKLY  ? tr_n("every %d week", "every %d weeks", n)
	                    : r->every == REPEAT_MONTHLY ? tr_n("every %d month", "every %d months", n)
	                                                 : tr_n("every %d year", "every %d years", n);
	char text[120];
	snprintf(text, sizeof text, words, r->interval);
	buf_text(out, text);
}

static void add_days(const struct recurrence *r, enum lang lang, struct buf *out)
{
	const char *joint = ": ";
	for (int i = 0; i < 7; i++)
		if (r->days & 1U << i) {
			buf_print(out, "%s%s", joint, date_weekday_name(i, lang));
			joint = ", ";
		}
	const char *day = date_weekday_name(r->nth_day, lang);
	char text[120];
	if (r->nth < 0) {
		buf_print(out, ": %s (%s)", day, _("the last of the month"));
	} else if (r->nth) {
		snprintf(text, sizeof text, _("no. %d of the month"), r->nth);
		buf_print(out, ": %s (%s)", day, text);
	} else if (r->month_day < 0) {
		buf_print(out, ": %s", _("the last day of the month"));
	} else if (r->month_day) {
		snprintf(text, sizeof text, _("on the %d of the month"), r->month_day);
		buf_print(out, ": %s", text);
	}
}

static void add_exceptions(const struct recurrence *r, enum lang lang, struct buf *out)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct recurrence_exception *x = &r->exceptions[i];
		char at[6];
		buf_text(out, ", ");
		if (i == 0)
			buf_print(out, "%s ", _("except"));
		date_text(x->on, lang, DATE_SHORT, out);
		if (x->to == DATE_NONE)
			continue;
		buf_text(out, " > ");
		date_text(x->to, lang, DATE_SHORT, out);
		if (x->starts >= 0) {
			time_text(x->starts, at);
			buf_print(out, " %s", at);
		}
	}
}

void recurrence_words(const struct recurrence *r, enum lang lang, struct buf *out)
{
	add_frequency(r, out);
	add_days(r, lang, out);
	if (r->count) {
		char text[80];
		snprintf(text, sizeof text, tr_n("%d time", "%d times", (unsigned long)r->count), r->count);
		buf_print(out, ", %s", text);
	}
	if (r->until != DATE_NONE) {
		buf_print(out, ", %s ", _("until"));
		date_text(r->until, lang, DATE_SHORT, out);
	}
	add_exceptions(r, lang, out);
}
