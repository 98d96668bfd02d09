/* The Guide: the three languages say the same things in the same places, everything that they name is there, the law's
 * numbers come from the rules, and what a group adds is shown, harmless, in its place. */
#include "app_help.h"

#include <sys/stat.h>

#include "app/guide.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"

static struct guide *open_guide(void **state, enum lang l)
{
	struct guide *g = NULL;
	assert_ok(app_guide_open(app_help_app(state), l, &g, e));
	return g;
}

static void write_text(const char *path, const char *text)
{
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

/* A file of the group's own, beside its database; the folders are made. */
static void own_file(void **state, const char *folder, const char *name, const char *text)
{
	char *where = app_help_path(state, folder);
	assert_ok(path_make_dirs(where, e));
	char *path = path_join(where, name);
	write_text(path, text);
	free(path);
	free(where);
}

static char *chapter_text(const struct guide *g, const char *name)
{
	struct buf text = BUF_INIT;
	size_t chapter;
	assert_true(guide_chapter_find(g, name, &chapter));
	guide_text(g, guide_section_find(g, chapter, ""), &text);
	return buf_take(&text);
}

static void guide__languages__same_chapters_and_anchors(void **state)
{
	struct guide *ro = open_guide(state, LANG_RO);
	for (enum lang l = LANG_RO; l < LANG_COUNT; l++) {
		struct guide *g = open_guide(state, l);
		assert_int_equal(g->nchapters, 16);
		assert_int_equal(g->nsections, ro->nsections);
		for (size_t i = 0; i < g->nsections; i++) {
			assert_string_equal(g->sections[i].anchor, ro->sections[i].anchor);
			assert_string_equal(
			    g->chapters[g->sections[i].chapter].name, ro->chapters[ro->sections[i].chapter].name);
			assert_true(*g->sections[i].title);
		}
		for (size_t c = 0; c < g->nchapters; c++) {
			assert_int_equal(g->chapters[c].order, c + 1);
			assert_int_equal(atoi(strchr(g->chapters[c].file, '/') + 1), c + 1);
			assert_true(guide_section_find(g, c, "law") != guide_section_find(g, c, ""));
			assert_true(guide_section_find(g, c, "checklist") != guide_section_find(g, c, "") || c == 15);
		}
		guide_free(g);
	}
	guide_free(ro);
}

/* A placeholder, a law or a link that nobody knows would be among the faults. */
static void guide__own_texts__no_fault(void **state)
{
	for (enum lang l = LANG_RO; l < LANG_COUNT; l++) {
		struct guide *g = open_guide(state, l);
		for (size_t i = 0; i < g->nfaults; i++)
			fail_msg("%s", g->faults[i]);
		guide_free(g);
	}
}

static void guide__practice_field__names_the_chapters(void **state)
{
	struct guide *g = open_guide(state, LANG_EN);
	const struct choice *c = kind_get(KIND_practice)->fields[practice_chapter].choices;
	size_t n = 0, at;
	for (; c[n].code; n++)
		if (!guide_chapter_find(g, c[n].code, &at))
			fail_msg("%s", c[n].code);
	assert_int_equal(n, g->nchapters);
	guide_free(g);
}

static void guide__edited_rule__right_in_the_text(void **state)
{
	struct guide *g = open_guide(state, LANG_EN);
	char *text = chapter_text(g, "petition");
	assert_non_null(strstr(text, "30 days from the registration"));
	free(text);
	guide_free(g);

	app_help_add(app_help_app(state), KIND_rule, "code=petition.answer", "name_ro=R", "law=L", "amount=21",
	    "unit=working_day", "direction=after", "from_ro=x", NULL);
	struct app *other = app_help_other(state);
	assert_ok(app_guide_open(other, LANG_RU, &g, e));
	text = chapter_text(g, "petition");
	assert_null(strstr(text, "30 дней"));
	assert_non_null(strstr(text, "21 рабочий день"));
	free(text);
	guide_free(g);
	app_stop(other);
}

static void guide__search__without_marks_and_by_the_other_layout(void **state)
{
	struct guide *ro = open_guide(state, LANG_RO), *ru = open_guide(state, LANG_RU);
	size_t found[8], section;
	assert_true(guide_search(ro, "semnaturi", found, 8) > 0);
	assert_string_equal(ro->chapters[ro->sections[found[0]].chapter].name, "petition");
	assert_string_equal(ro->sections[found[0]].anchor, "signatures"); /* in its heading: before those in the text */
	assert_true(guide_search(ru, "gtnbwbz", found, 8) > 0); /* петиция, typed on the Latin layout */
	assert_int_equal(guide_search(ro, "qqqzzz", found, 8), 0);
	assert_int_equal(guide_search(ro, "", found, 8), 0);
	assert_true(guide_topic(ro, "petition#terms", &section));
	assert_string_equal(ro->sections[section].anchor, "terms");
	assert_true(guide_topic(ro, "14", &section));
	assert_string_equal(ro->chapters[ro->sections[section].chapter].name, "ladder");
	assert_true(guide_topic(ro, "cvorum", &section));
	assert_false(guide_topic(ro, "qqqzzz", &section));
	guide_free(ro);
	guide_free(ru);
}

/* ---- what a group adds */

#define BAD                                                                                                            \
	"---\ntitle: Al nostru \033[31m\nlaws: ca nolaw\nlinks: petition nochapter\n---\n"                             \
	"Text \033]0;pwned\007 <script>alert(1)</script> {{term:none}} {{law:x 1}} {{ and }}.\n\n"                     \
	"<b>bold</b>\n\n## Titlu\n\n[a](nowhere.md) [b](javascript:alert(1)) [c](05-petition.md#nothing) "             \
	"[d](obste:new/nokind) [e](obste:new/person?nofield=1) [f](obste:rm/all) [g](file:///etc/passwd) "             \
	"[good](petition#terms) [web](https://example.org/?a=1&b=\"2\")\n"

static void guide__bad_chapter__harmless_and_told(void **state)
{
	own_file(state, "guide", "20-own.md", BAD);
	own_file(state, "guide", "21-latin.md", "caf\xe9\n");
	own_file(state, "guide/en", "05-petition.md", "# Ours\n\nInstead of the program's.\n");
	struct guide *g = open_guide(state, LANG_RO);
	size_t chapter;
	assert_true(guide_chapter_find(g, "own", &chapter));
	assert_int_equal(chapter, 16); /* by its number after ours */
	assert_true(g->chapters[chapter].own);
	char *text = chapter_text(g, "own");
	assert_null(strchr(text, '\033'));
	assert_null(strchr(text, '\007'));
	assert_null(strstr(text, "script>"));
	assert_non_null(strstr(text, "{{term:none}}"));
	assert_non_null(strstr(text, "a (legătura nu duce nicăieri)"));
	assert_non_null(strstr(text, "[good]"));
	assert_int_equal(g->nfaults, 14);
	for (size_t i = 0; i < g->nfaults; i++)
		assert_null(strchr(g->faults[i], '\033'));
	free(text);
	guide_free(g);
	g = open_guide(state, LANG_EN);
	text = chapter_text(g, "petition");
	assert_non_null(strstr(text, "Instead of the program's."));
	free(text);
	guide_free(g);
}

static void guide__practices__in_their_chapter_or_in_one_of_their_own(void **state)
{
	struct app *a = app_help_app(state);
	char name[320];
	memset(name, 'N', 300);
	memcpy(name + 300, "", 1);
	char *word = mem_print("title=%s", name);
	app_help_add(a, KIND_practice, "title=*Bănci* <b>noi</b>", "chapter=resources",
	    "situation=Nicio bancă.\n```\nnever closed", "lesson=Cere mai puțin {{law:x}}",
	    "links=https://example.org/banci", NULL);
	app_help_add(a, KIND_practice, word, "done=rândul unu\nrândul doi", NULL);
	struct guide *g = open_guide(state, LANG_RO);
	char *text = chapter_text(g, "resources");
	assert_non_null(strstr(text, "*Bănci* <b>noi</b>")); /* as it was typed, no mark of Markdown */
	assert_non_null(strstr(text, "Nicio bancă."));
	assert_non_null(strstr(text, "Cere mai puțin {{law:x}}"));
	assert_non_null(strstr(text, "[https://example.org/banci]"));
	free(text);
	assert_int_equal(g->nchapters, 17);
	text = chapter_text(g, "practices");
	assert_non_null(strstr(text, "NNNNNN"));
	assert_non_null(strstr(text, "rândul unu\nrândul doi"));
	free(text);
	assert_int_equal(g->nfaults, 0);
	guide_free(g);
	free(word);
}

static void guide__links__into_the_program(void **state)
{
	struct app *a = app_help_app(state);
	struct app_link l;
	assert_ok(app_link_read(a, "obste:new/action?type=information&title=C%C3%AEine+%26+altele", &l, e));
	assert_int_equal(l.what, LINK_NEW);
	assert_string_equal(record_text(l.start, action_type), "information");
	assert_string_equal(record_text(l.start, action_title), "Cîine & altele");
	app_link_free(&l);
	assert_ok(app_link_read(a, "obste:list/problem?state=reported", &l, e));
	assert_int_equal(l.query.nfilters, 1);
	app_link_free(&l);
	assert_refused(ERR_INVALID, app_link_read(a, "obste:new/action?type=nonsense", &l, e));
	app_link_free(&l);
	assert_refused(ERR_INVALID, app_link_read(a, "obste:", &l, e));
	app_link_free(&l);
}

/* ---- pages for the browser */

static char *read_all(const char *path)
{
	struct buf b = BUF_INIT;
	assert_ok(path_read_all(path, 8 << 20, &b, e));
	return buf_take(&b);
}

static void assert_alone(const char *html)
{
	static const char *const forbidden[] = {
	    "<script", "<link", "<img", "<iframe", "src=", "@import", "url(", "onclick", "javascript:"};
	for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
		if (strstr(html, forbidden[i]))
			fail_msg("%s", forbidden[i]);
	assert_non_null(strstr(html, "default-src 'none'"));
}

/* Every href="..." of the page at `folder`/... leads to an anchor of the page or to a file with that anchor. */
static void assert_links(const char *html, const char *folder)
{
	for (const char *p = html; (p = strstr(p, "href=\"")); p++) {
		char *url = mem_copy_bytes(p + 6, strcspn(p + 6, "\"")), *mark = strchr(url, '#');
		if (strncmp(url, "http", 4) == 0) {
			free(url);
			continue;
		}
		char *path = mem_print("%s/%.*s", folder, (int)(mark ? mark - url : (long)strlen(url)), url);
		char *page = !mark || mark > url ? read_all(path) : mem_copy_text(html);
		char *id = mem_print("id=\"%s\"", mark ? mark + 1 : "");
		if (mark && !strstr(page, id))
			fail_msg("%s leads nowhere", url);
		free(id);
		free(page);
		free(path);
		free(url);
	}
}

static void guide__html__one_page_alone(void **state)
{
	struct app *a = app_help_app(state);
	own_file(state, "guide", "20-own.md", BAD);
	const enum lang all[] = {LANG_RO, LANG_RU, LANG_EN};
	char *path = app_help_path(state, "ghid.html"), *nowhere = app_help_path(state, "no/where.html");
	assert_ok(app_guide_html(a, all, 3, path, e));
	char *html = read_all(path);
	assert_alone(html);
	assert_links(html, ".");
	assert_non_null(strstr(html, "id=\"ru-petition-terms\""));
	assert_non_null(strstr(html, "href=\"#en-petition\""));
	assert_non_null(strstr(html, "href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\""));
	assert_null(strchr(html, '\033'));
	free(html);
	assert_refused(ERR_NOT_FOUND, app_guide_html(a, all, 1, nowhere, e));
	free(path);
	free(nowhere);
}

static void guide__site__every_link_leads_somewhere(void **state)
{
	struct app *a = app_help_app(state);
	app_help_add(a, KIND_practice, "title=Fără capitol", NULL);
	char *folder = app_help_path(state, "site");
	size_t pages = 0;
	struct stat st;
	assert_ok(app_guide_site(a, folder, &pages, e));
	assert_int_equal(pages, 3 * 18 + 1);
	assert_ok(app_guide_site(a, folder, &pages, e)); /* once more, over the first */
	struct guide *g = open_guide(state, LANG_RO);
	for (enum lang l = LANG_RO; l < LANG_COUNT; l++)
		for (size_t c = 0; c < g->nchapters; c++) {
			char *in = mem_print("%s/%s", folder, lang_code(l)),
			     *path = mem_print("%s/%s.html", in, g->chapters[c].name), *html = read_all(path);
			assert_alone(html);
			assert_links(html, in);
			assert_int_equal(stat(path, &st), 0);
			assert_int_equal(st.st_mode & 0777, 0600);
			free(html);
			free(path);
			free(in);
		}
	guide_free(g);
	free(folder);
}

#define T(f) cmocka_unit_test_setup_teardown(f, app_help_setup, app_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    T(guide__languages__same_chapters_and_anchors),
	    T(guide__own_texts__no_fault),
	    T(guide__practice_field__names_the_chapters),
	    T(guide__edited_rule__right_in_the_text),
	    T(guide__search__without_marks_and_by_the_other_layout),
	    T(guide__bad_chapter__harmless_and_told),
	    T(guide__practices__in_their_chapter_or_in_one_of_their_own),
	    T(guide__links__into_the_program),
	    T(guide__html__one_page_alone),
	    T(guide__site__every_link_leads_somewhere),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
