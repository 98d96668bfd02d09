/* Messages and what a calendar server answers: nothing from outside begins a header or a property of its own, an answer
 * is read by any prefix, a password does not travel unencrypted. */
#include "out_help.h"

#include "out/dav.h"
#include "out/eml.h"
#include "out/ics.h"
#include "out/net.h"

static void eml__hostile_names__stay_in_their_header(void **state)
{
	struct buf out = BUF_INIT, calendar = BUF_INIT;
	(void)state;
	buf_text(&calendar, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
	const struct eml m = {.from_name = "Grup\r\nBcc: x@example.org",
	    .from = "grup@example.org",
	    .to_name = "\"Ion\" \\ Ț\r\n\r\nText",
	    .to = "ion@example.org",
	    .subject = "O invitație foarte lungă, cu litere românești și русскими буквами, care nu încape pe un singur "
	               "rând\r\nX: y",
	    .text = "Bună!\n.\nSfârșit",
	    .method = "REQUEST",
	    .calendar = &calendar,
	    .id = "1@obste",
	    .at_ms = INT64_C(1795446300000)};
	eml_write(&m, &out);
	assert_null(strstr(buf_str(&out), "\nBcc:"));
	assert_null(strstr(buf_str(&out), "\nX:"));
	assert_null(strstr(buf_str(&out), "\n.\r"));
	assert_non_null(strstr(buf_str(&out), "method=REQUEST"));
	assert_non_null(strstr(buf_str(&out), "Date: Mon, 23 Nov 2026 17:05:00 +0200\r\n"));
	size_t line = 0;
	for (const char *c = buf_str(&out); *c; c++) {
		assert_true((unsigned char)*c < 0x80);
		assert_true(*c != '\n' || c[-1] == '\r');
		line = *c == '\n' ? 0 : line + 1;
		assert_true(line <= 79);
	}
	buf_free(&out);
	buf_free(&calendar);
}

static void eml__address__only_what_a_server_may_be_told(void **state)
{
	static const char *const good[] = {"a@b", "ion.popa+x@example.org"};
	static const char *const bad[] = {"", "a", "@b", "a@", "a@b@c", "a b@c", "a@b>", "a@b\r\nDATA", "ț@b", "<a@b"};
	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(eml_address(good[i]));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(eml_address(bad[i]));
}

static void ics__attendee__name_cannot_end_its_parameter(void **state)
{
	char *text = NULL;
	size_t n = 0;
	struct ics_writer *w;
	struct err e = ERR_INIT;
	struct ics_event ev = {.uid = "1",
	    .date = out_help_day("2026-11-27"),
	    .until = DATE_NONE,
	    .starts = -1,
	    .ends = -1,
	    .alarm_minutes = -1,
	    .summary = "x",
	    .organizer = "G\":mailto:evil@x\r\nX-EVIL:1",
	    .organizer_mail = "g@x",
	    .attendee = "Ion \"Nelu\" ^n Popa",
	    .attendee_mail = "ion@x"};
	FILE *f = open_memstream(&text, &n);
	(void)state;
	assert_true(ics_write_begin_message(&w, f, "REQUEST", "-//x//", &e));
	assert_true(ics_write_event(w, &ev, &e));
	assert_true(ics_write_end(w, &e));
	fclose(f);
	assert_null(strstr(text, "\nX-EVIL"));
	assert_non_null(strstr(text, "ATTENDEE;CN=\"Ion 'Nelu' 'n Popa\";ROLE="));
	free(text);
}

static bool keep(void *ctx, const char *name, const char *etag)
{
	buf_print(ctx, "%s=%s\n", name, etag);
	return true;
}

static void dav__answers__by_any_prefix(void **state)
{
	static const char xml[] =
	    "<?xml version='1.0'?><d:multistatus xmlns:d=\"DAV:\"><d:response><d:href>/u/cal/</d:href></d:response>"
	    "<d:response><d:href>/u/cal/a%20b.ics</d:href><d:propstat><d:prop><d:getetag>&quot;1&amp;2&quot;</"
	    "d:getetag>"
	    "</d:prop></d:propstat></d:response><response><href>https://h/u/cal/c.ics\n</href><getetag>W/\"3\"</"
	    "getetag>"
	    "</response><!-- <response> --><d:response><d:href>cut off";
	struct buf out = BUF_INIT;
	(void)state;
	assert_true(dav_is_multistatus(xml, sizeof xml - 1));
	dav_responses(xml, sizeof xml - 1, keep, &out);
	assert_string_equal(buf_str(&out), "cal=\na b.ics=\"1&2\"\nc.ics=W/\"3\"\n");
	buf_clear(&out);
	for (size_t n = 0; n < sizeof xml; n++)
		dav_responses(xml, n, keep, &out);
	assert_false(dav_is_multistatus("<html>", 6));
	buf_free(&out);
}

static bool may(const char *url, bool starttls)
{
	struct err e = ERR_INIT;
	struct net *n;
	const struct net_server s = {.url = url, .user = "u", .password = "p", .starttls = starttls};
	const bool ok = net_open(&s, &n, &e);
	assert_true(ok || e.what[0]);
	net_close(n);
	return ok;
}

static void net__password__only_encrypted_or_to_this_machine(void **state)
{
	(void)state;
	assert_true(may("https://example.org/cal/", false));
	assert_true(may("smtp://example.org:587", true));
	assert_true(may("http://127.0.0.1:5232/x/", false));
	assert_true(may("http://localhost/x/", false));
	assert_false(may("http://example.org/cal/", false));
	assert_false(may("smtp://example.org:25", false));
	assert_false(may("http://localhost.example.org/", false));
	assert_false(may("http://127.0.0.1.example.org/", false));
	assert_false(may("http://127.evil.example/", false));
	assert_false(may("https://u:p@example.org/", false));
	assert_false(may("file:///etc/passwd", false));
	assert_false(may("https://example.org/ x", false));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, out_help_setup, out_help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(eml__hostile_names__stay_in_their_header),
	    TEST(eml__address__only_what_a_server_may_be_told),
	    TEST(ics__attendee__name_cannot_end_its_parameter),
	    TEST(dav__answers__by_any_prefix),
	    TEST(net__password__only_encrypted_or_to_this_machine),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
