/* test_civic_council.c - the notice that meetings need, counted by hand, and agendas as people paste them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/path.h"
#include "civic/agenda_text.h"
#include "civic/notice.h"

static struct term_rules *rules;
static struct holidays *days;
static struct notices *notices;

static date_t day(const char *iso)
{
	date_t d = DATE_NONE;
	assert_true(!*iso || date_parse_iso(iso, &d));
	return d;
}

static int setup(void **state)
{
	(void)state;
	struct err e = ERR_INIT;
	const char *data = getenv("OBSTE_DATA");
	char *r = path_join(data, "rules.tsv"), *h = path_join(data, "holidays.tsv"),
	     *n = path_join(data, "notices.tsv");
	const bool ok = term_rules_read(&rules, r, NULL, NULL, &e) && holidays_read(&days, h, NULL, NULL, &e) &&
	                notices_read(&notices, n, NULL, NULL, &e);
	free(r);
	free(h);
	free(n);
	return ok ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	term_rules_free(rules);
	holidays_free(days);
	notices_free(notices);
	return 0;
}

/* "agenda_on=2026-04-17 ..." */
static date_t typed(void *ctx, const char *field)
{
	const char *at = strstr(ctx, field);
	char iso[11] = "";
	if (at && at[strlen(field)] == '=')
		snprintf(iso, sizeof iso, "%.10s", at + strlen(field) + 1);
	return day(iso);
}

static void look(
    const char *body, const char *form, const char *date, const char *actual, const char *today, const char *want)
{
	static const char *const states[] = {"ahead", "kept", "late", "missing"};
	struct notice found[16];
	struct buf got = BUF_INIT;
	const struct notice_meeting m = {body, form, day(date), typed, (void *)actual};
	const size_t n = notices_look(notices, rules, days, &m, day(today), found, 16);
	for (size_t i = 0; i < n; i++) {
		char iso[11];
		date_iso(found[i].last, iso);
		buf_print(&got, "%s%s %s %s", i ? "\n" : "", iso, found[i].rule->id, states[found[i].state]);
		if (found[i].late)
			buf_print(&got, " %d", found[i].late);
	}
	assert_string_equal(buf_str(&got), want);
	buf_free(&got);
}

static void notices_look__a_council_meeting__counts_backwards_the_earliest_first(void **state)
{
	(void)state;
	/* Thursday 23 April 2026: Blajini on Monday 20 is off, Easter Monday 13 too. */
	look("council", "ordinary", "2026-04-23", "", "2026-04-01",
	    "2026-03-31 local.draft_public missing 1\n2026-04-17 local.agenda_public ahead\n"
	    "2026-04-17 transp.session_notice ahead\n2026-04-18 authority.public_meeting_notice ahead\n"
	    "2026-04-18 council.convene_ordinary ahead");
	look("council", "extraordinary", "2026-04-23",
	    "drafts_on=2026-03-31 agenda_on=2026-04-18 announced_on=2026-04-17 convened_on=2026-04-21", "2026-04-22",
	    "2026-03-31 local.draft_public kept\n2026-04-17 local.agenda_public late 1\n"
	    "2026-04-17 transp.session_notice kept\n2026-04-18 authority.public_meeting_notice kept\n"
	    "2026-04-20 council.convene_extra late 1");
}

static void notices_look__meetings_of_the_group__need_none(void **state)
{
	(void)state;
	look("group", "ordinary", "2026-04-23", "", "2026-04-01", "");
	look("praetor", "ordinary", "2026-04-23", "", "2026-05-30",
	    "2026-04-18 authority.public_meeting_notice missing 5");
}

static void split(const char *text, const char *want)
{
	struct agenda_item *items;
	struct buf got = BUF_INIT;
	const size_t n = agenda_split(text, &items);
	for (size_t i = 0; i < n; i++)
		buf_print(&got, "%s%d|%s|%s|%s", i ? "\n" : "", items[i].number, items[i].title,
		    items[i].draft ? items[i].draft : "", items[i].aside ? items[i].aside : "");
	assert_string_equal(buf_str(&got), want);
	buf_free(&got);
	agenda_items_free(items, n);
}

static void agenda_split__as_people_paste_it(void **state)
{
	(void)state;
	split("CONSILIUL\nOrdinea de zi din 26 noiembrie 2026, ora 10.00\n\n1. Cu privire la semafor\n   în str. "
	      "Viilor (proiect nr. 10/10)\n"
	      "   Raportor: direcția\n   de mobilitate\n2) Linia 22, proiect nr. 5/12\n  2.1 prelungirea\n- 2 -\npct. "
	      "4 Diverse\r\n5.\tО парковках (проект № 12)\n",
	    "1|Cu privire la semafor în str. Viilor|10/10|Raportor: direcția de mobilitate\n"
	    "2|Linia 22, proiect nr. 5/12 2.1 prelungirea|5/12|\n4|Diverse||\n5|О парковках|12|");
	split("- unu\n  doi\n• trei\n", "1|unu doi||\n2|trei||");
	split("unu\r\n\r\ndoi\n12\n", "1|unu||\n2|doi||");
	split("1. Strada Viilor\n31. nu este un punct\n2. Da", "1|Strada Viilor 31. nu este un punct||\n2|Da||");
	split("", "");
	split("\n \t\n", "");
	split("1.\n2.\n3. Ceva", "3|Ceva||");
}

static void agenda_split__six_hundred_items__are_all_there(void **state)
{
	(void)state;
	struct buf text = BUF_INIT;
	struct agenda_item *items;
	for (int i = 1; i <= 600; i++)
		buf_print(&text, "%d. Cu privire la punctul %d\n\n", i, i);
	const size_t n = agenda_split(buf_str(&text), &items);
	assert_int_equal(n, 600);
	assert_int_equal(items[599].number, 600);
	assert_string_equal(items[599].title, "Cu privire la punctul 600");
	agenda_items_free(items, n);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(notices_look__a_council_meeting__counts_backwards_the_earliest_first),
	    cmocka_unit_test(notices_look__meetings_of_the_group__need_none),
	    cmocka_unit_test(agenda_split__as_people_paste_it),
	    cmocka_unit_test(agenda_split__six_hundred_items__are_all_there),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
