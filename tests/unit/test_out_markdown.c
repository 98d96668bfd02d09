/* Markdown as plain blocks: what CommonMark has, and what we add: tables, anchors, checklists; any bytes are harmless.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/text.h"
#include "out/markdown.h"
#include "out/markdown_lines.h"

static void markdown__headings__anchors_own_and_made(void **state)
{
	struct markdown m = {0};
	(void)state;
	markdown_read("## Termenele legii {#terms}\n\n# Două *cuvinte* și Ș\n\n### {#x} nu\n", &m);
	assert_int_equal(m.n, 3);
	assert_string_equal(m.at[0].text, "Termenele legii");
	assert_string_equal(m.at[0].anchor, "terms");
	assert_int_equal(m.at[0].level, 2);
	assert_string_equal(m.at[1].anchor, "doua-cuvinte-si-s");
	assert_string_equal(m.at[1].text, "Două \x03"
	                                  "cuvinte\x03 și Ș");
	assert_string_equal(m.at[2].text, "{#x} nu");
	markdown_free(&m);
}

static void markdown__lists__levels_numbers_boxes(void **state)
{
	struct markdown m = {0};
	(void)state;
	markdown_read("- a\n  - b\n\n  more of a\n\n3. c\n4. d\n\n- [ ] open\n- [x] done\n- [y] words\n", &m);
	assert_int_equal(m.n, 8);
	assert_true(m.at[0].item && m.at[0].first && m.at[0].level == 1 && m.at[0].number == 0);
	assert_true(m.at[1].item && m.at[1].first && m.at[1].level == 2);
	assert_true(!m.at[2].item && m.at[2].level == 1);
	assert_true(m.at[3].number == 3 && m.at[3].first && m.at[4].number == 4 && !m.at[4].first);
	assert_true(m.at[5].box == ' ' && strcmp(m.at[5].text, "open") == 0);
	assert_true(m.at[6].box == 'x' && strcmp(m.at[6].text, "done") == 0);
	assert_true(m.at[7].box == 0 && strcmp(m.at[7].text, "[y] words") == 0);
	markdown_free(&m);
}

static void markdown__table__cells_and_links(void **state)
{
	struct markdown m = {0};
	(void)state;
	markdown_read("| Ce | Cât |\n|---|:--|\n| a **b** | [c](x) |\n| only |\n| 1 | 2 | 3 |\n\n| no table\n", &m);
	assert_int_equal(m.n, 2);
	assert_int_equal(m.at[0].kind, MARKDOWN_TABLE);
	assert_int_equal(m.at[0].columns, 2);
	assert_int_equal(m.at[0].rows, 4);
	assert_string_equal(m.at[0].cells[1], "Cât");
	assert_string_equal(m.at[0].cells[2], "a \x02"
	                                      "b\x02");
	assert_string_equal(m.at[0].cells[3], "\x04"
	                                      "c\x05");
	assert_string_equal(m.at[0].cells[5], "");
	assert_string_equal(m.at[0].cells[7], "2");
	assert_int_equal(m.at[0].nurls, 1);
	assert_string_equal(m.at[0].urls[0], "x");
	assert_int_equal(m.at[1].kind, MARKDOWN_TEXT);
	markdown_free(&m);
}

/* Marks that stand in the bytes are no marks; HTML is left out and told. */
static void markdown__any_bytes__harmless(void **state)
{
	struct markdown m = {0};
	(void)state;
	markdown_read("a\x02"
	              "b\x04"
	              "c\033[31m d\x06 &#27;[0m <b>x</b>\n\n<script>y</script>\n",
	    &m);
	assert_true(m.html);
	assert_int_equal(m.n, 1);
	for (const char *p = m.at[0].text; *p; p++)
		assert_true((unsigned char)*p >= 0x20);
	assert_null(strstr(m.at[0].text, "<b>"));
	markdown_free(&m);
	m = (struct markdown){0};
	markdown_read("", &m);
	assert_int_equal(m.n, 0);
	markdown_free(&m);
}

static void markdown__escaped__reads_as_it_stands(void **state)
{
	static const char odd[] = "# *a* _b_ [c](d) <e> `f` | ~ & 1. - + ! {#g} \\";
	struct markdown m = {0};
	struct buf b = BUF_INIT;
	(void)state;
	markdown_escape(odd, &b);
	markdown_read(buf_str(&b), &m);
	assert_int_equal(m.n, 1);
	assert_string_equal(m.at[0].text, odd);
	markdown_free(&m);
	buf_free(&b);
}

static int widest(const struct markdown_lines *l)
{
	int most = 0;
	for (size_t i = 0; i < l->n; i++) {
		int width = l->at[i].indent;
		for (size_t r = 0; r < l->at[i].nruns; r++)
			width += text_width(l->at[i].runs[r].text);
		most = width > most ? width : most;
	}
	return most;
}

static void lines__any_width__inside_it_and_nothing_lost(void **state)
{
	static const char text[] = "Un text **cu cuvinte** și o [legătură care se rupe pe două rânduri](x) la urmă.\n\n"
	                           "> citat *oblic*\n\n1. unu\n2. doi\n   - adânc, un rând mai lung decât locul lui\n\n"
	                           "| Ce | Cât |\n|---|---|\n| o celulă destul de lungă | [încă una](y) |\n";
	struct markdown m = {0};
	(void)state;
	markdown_read(text, &m);
	for (int cells = 24; cells < 120; cells += 7) {
		struct markdown_lines l = {0};
		size_t links = 0, pieces = 0;
		markdown_lay(&m, 0, m.n, cells, false, &l);
		assert_true(widest(&l) <= cells);
		for (size_t i = 0; i < l.n; i++)
			for (size_t r = 0; r < l.at[i].nruns; r++) {
				links += l.at[i].runs[r].link != MARKDOWN_NO_LINK;
				pieces += l.at[i].runs[r].bold;
			}
		assert_true(links >= 2 && pieces >= 1);
		markdown_lines_free(&l);
	}
	markdown_free(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(markdown__headings__anchors_own_and_made),
	    cmocka_unit_test(markdown__lists__levels_numbers_boxes),
	    cmocka_unit_test(markdown__table__cells_and_links),
	    cmocka_unit_test(markdown__any_bytes__harmless),
	    cmocka_unit_test(markdown__escaped__reads_as_it_stands),
	    cmocka_unit_test(lines__any_width__inside_it_and_nothing_lost),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
