/* test_civic_vote.c - votes as people type them in one line, in three languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "civic/vote_text.h"

static const struct {
	const char *text;
	bool numbers;
	int in_favour, against, abstained;
	const char *result;
} cases[] = {
    {"pentru 7, contra 1, abțineri 2. Recomandat plenului.", true, 7, 1, 2, NULL},
    {"Pentru 19, împotrivă 25, abțineri 2: respins.", true, 19, 25, 2, "rejected"},
    {"28 pentru, 12 contra, 4 s-au abținut - aprobat", true, 28, 12, 4, "approved"}, {"7-1-2", true, 7, 1, 2, NULL},
    {"26 20", true, 26, 20, -1, NULL}, {"за 7, против 1, воздержались 2: принято", true, 7, 1, 2, "approved"},
    {"7 за, 2 воздержались, 5 против, снято", true, 7, 5, 2, "withdrawn"}, {"PENTRU: 26", true, 26, -1, -1, NULL},
    {"for 9, against 0", true, 9, 0, -1, NULL}, {"unanimitate, aprobat", false, -1, -1, -1, "approved"},
    {"se amână", false, -1, -1, -1, "postponed"}, {"отклонено", false, -1, -1, -1, "rejected"},
    {"proiectul 7", false, -1, -1, -1, NULL}, {"în 2026 pentru 31", true, 31, -1, -1, NULL},
    {"pentru 99999999999, contra 3", true, -1, 3, -1, NULL}, {"", false, -1, -1, -1, NULL},
    {"заявление 5", false, -1, -1, -1, NULL}, /* begins as "за" does */
};

static void vote_read__each_way__is_understood(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct vote v;
		const bool numbers = vote_read(cases[i].text, &v);
		if (numbers != cases[i].numbers || v.in_favour != cases[i].in_favour || v.against != cases[i].against ||
		    v.abstained != cases[i].abstained || !v.result != !cases[i].result ||
		    (v.result && strcmp(v.result, cases[i].result) != 0))
			fail_msg("%s: %d, %d %d %d %s", cases[i].text, numbers, v.in_favour, v.against, v.abstained,
			    v.result ? v.result : "-");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(vote_read__each_way__is_understood)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
