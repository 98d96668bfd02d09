/* tests/unit/out_events.c - calendar entries with everything that readers are known to stumble over. */
#include "out_events.h"

#include <assert.h>

#define STAMP INT64_C(1795446300000) /* 2026-11-23T15:05:00Z */
#define H(hour, minute) ((hour)*60 + (minute))
#define EXCEPTIONS 4

struct row {
	const char *uid, *date, *until, *summary;
	int starts, ends;
	const char *rule, *place, *text, *category, *url, *status;
	const char *except[EXCEPTIONS];
	struct {
		const char *on, *to;
		int starts, ends;
	} moved[EXCEPTIONS];
	int alarm; /* 0: none */
	bool transparent;
};

static const struct row rows[] = {
    {.uid = "plain",
        .date = "2026-11-27",
        .starts = H(18, 0),
        .ends = H(20, 0),
        .summary = "Cum scriem o petiție",
        .alarm = 60,
        .place = "Biblioteca „Onisifor Ghibu”",
        .category = "Atelier",
        .status = "CONFIRMED",
        .url = "https://example.md/a?b=c&d"},
    {.uid = "signs",
        .date = "2026-11-28",
        .starts = H(9, 5),
        .ends = H(9, 45),
        .status = "TENTATIVE",
        .summary = "Virgulă, punct; \"ghilimele\" \\ bară: două puncte = egal",
        .category = "Ședință\nConsiliu, comisii",
        .text = "primul rând\nal doilea\r\nal "
                "treilea\rEND:VEVENT\nBEGIN:VEVENT\n\n\tsfârșit\x01\x1B\x7F\xC2\x85\xE2\x80\xA8",
        .url = "https://example.md/\r\nATTENDEE:mailto:x@example.md",
        .place = "str. 31 August 1989, 137"},
    {.uid = "cyrillic",
        .date = "2026-12-05",
        .starts = -1,
        .ends = -1,
        .summary = "Собрание жителей двора на улице Алба-Юлия по вопросу благоустройства детской площадки и ремонта "
                   "подъездов, "
                   "этажей и крыши; приходите все",
        .text = "Повестка: 1) отчёт старшей по дому; 2) сбор подписей под обращением в примэрию; 3) разное."},
    {.uid = "marks",
        .date = "2026-12-06",
        .starts = -1,
        .ends = -1,
        .summary =
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "e\xCC\x81"
            "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦"},
    {.uid = "span",
        .date = "2026-12-30",
        .until = "2027-01-02",
        .starts = -1,
        .ends = -1,
        .summary = "Tabăra de iarnă",
        .transparent = true},
    {.uid = "midnight", .date = "2026-12-31", .starts = H(22, 0), .ends = H(1, 30), .summary = "Revelion în curte"},
    {.uid = "no-end", .date = "2026-12-01", .starts = H(12, 0), .ends = -1, .summary = "Termenul de la prânz"},
    {.uid = "cancelled",
        .date = "2026-12-02",
        .starts = H(10, 0),
        .ends = H(11, 0),
        .summary = "ANULAT: vizita",
        .status = "CANCELLED"},
    {.uid = "daily",
        .date = "2026-12-28",
        .starts = H(8, 0),
        .ends = H(8, 15),
        .summary = "Zilnic peste an",
        .rule = "FREQ=DAILY;COUNT=9"},
    {.uid = "every-3",
        .date = "2027-02-26",
        .starts = -1,
        .ends = -1,
        .summary = "Din trei în trei zile",
        .rule = "FREQ=DAILY;INTERVAL=3;UNTIL=20270331"},
    {.uid = "weekly",
        .date = "2026-10-20",
        .starts = H(18, 30),
        .ends = H(19, 30),
        .summary = "Marți peste schimbarea orei",
        .rule = "FREQ=WEEKLY;UNTIL=20270413",
        .except = {"2026-12-29", "2027-01-05"},
        .alarm = 1440,
        .moved = {{"2026-11-24", "2026-11-25", -1, -1}, {"2026-12-08", "2026-12-08", H(20, 0), -1},
            {"2027-03-30", "2027-04-01", H(17, 0), H(18, 15)}}},
    {.uid = "two-days",
        .date = "2027-03-24",
        .starts = H(23, 0),
        .ends = H(2, 0),
        .summary = "Miercuri și duminică noaptea",
        .rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,WE;COUNT=7"},
    {.uid = "spring",
        .date = "2027-03-21",
        .starts = H(2, 30),
        .ends = H(4, 30),
        .summary = "Noaptea cu o oră mai puțin",
        .rule = "FREQ=WEEKLY;COUNT=3"},
    {.uid = "autumn",
        .date = "2027-10-24",
        .starts = H(2, 30),
        .ends = H(5, 0),
        .summary = "Noaptea cu o oră mai mult",
        .rule = "FREQ=WEEKLY;COUNT=3"},
    /* It begins in the hour that comes twice: the first one is meant. (An hour that does not exist is left out:
     * dateutil places it an hour earlier than RFC 5545 does.) */
    {.uid = "twice",
        .date = "2027-10-31",
        .starts = H(3, 30),
        .ends = H(6, 0),
        .summary = "Ora care vine de două ori",
        .rule = "FREQ=YEARLY;UNTIL=20291231"},
    {.uid = "workdays",
        .date = "2026-11-26",
        .starts = H(7, 45),
        .ends = H(8, 0),
        .summary = "În zilele de lucru",
        .rule = "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261211T235959"},
    {.uid = "second-thursday",
        .date = "2026-11-12",
        .starts = H(14, 0),
        .ends = H(16, 0),
        .summary = "A doua joi",
        .rule = "FREQ=MONTHLY;BYDAY=2TH;UNTIL=20271231"},
    {.uid = "last-friday",
        .date = "2026-11-27",
        .starts = H(17, 0),
        .ends = H(18, 0),
        .summary = "Ultima vineri",
        .rule = "FREQ=MONTHLY;BYDAY=-1FR;COUNT=8"},
    {.uid = "fifth-sunday",
        .date = "2026-11-29",
        .starts = -1,
        .ends = -1,
        .summary = "A cincea duminică",
        .rule = "FREQ=MONTHLY;BYDAY=5SU;COUNT=5"},
    {.uid = "first-and-third",
        .date = "2026-12-01",
        .starts = H(18, 0),
        .ends = H(19, 0),
        .summary = "Prima și a treia marți",
        .rule = "FREQ=MONTHLY;BYDAY=1TU,3TU;COUNT=6"},
    {.uid = "outlook",
        .date = "2026-12-09",
        .starts = H(11, 0),
        .ends = H(12, 0),
        .summary = "A doua miercuri, ca în Outlook",
        .rule = "FREQ=MONTHLY;BYDAY=WE;BYSETPOS=2;COUNT=4"},
    {.uid = "day-31",
        .date = "2026-12-31",
        .starts = -1,
        .ends = -1,
        .summary = "În 31",
        .rule = "FREQ=MONTHLY;COUNT=6"},
    {.uid = "month-end",
        .date = "2026-11-30",
        .starts = H(16, 0),
        .ends = H(17, 0),
        .summary = "Ultima zi a lunii",
        .rule = "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=5"},
    {.uid = "quarter",
        .date = "2026-12-15",
        .starts = -1,
        .ends = -1,
        .summary = "Trimestrial",
        .rule = "FREQ=MONTHLY;INTERVAL=3;UNTIL=20280101",
        .except = {"2027-06-15"},
        .moved = {{"2027-03-15", "2027-03-16", -1, -1}}},
    {.uid = "yearly",
        .date = "2026-12-31",
        .starts = -1,
        .ends = -1,
        .until = "2027-01-01",
        .summary = "Anul Nou",
        .rule = "FREQ=YEARLY;COUNT=3"},
    {.uid = "leap",
        .date = "2028-02-29",
        .starts = H(12, 0),
        .ends = H(13, 0),
        .summary = "29 februarie",
        .rule = "FREQ=YEARLY;UNTIL=20450101"},
    {.uid = "all-day-until",
        .date = "2026-11-25",
        .starts = -1,
        .ends = -1,
        .summary = "Toată ziua, miercurea",
        .rule = "FREQ=WEEKLY;UNTIL=20261223T220000Z",
        .except = {"2026-12-02"},
        .moved = {{"2026-12-09", "2026-12-10", -1, -1}}},
    {.uid = "until-hour",
        .date = "2026-11-23",
        .starts = H(23, 30),
        .ends = H(23, 45),
        .summary = "Ora din urmă contează",
        .rule = "FREQ=WEEKLY;UNTIL=20261214T213000Z"},
};
enum { COUNT = sizeof rows / sizeof *rows };

static struct ics_event events[COUNT];
static date_t excepts[COUNT][EXCEPTIONS];
static struct ics_moved moves[COUNT][EXCEPTIONS];

static date_t day(const char *iso)
{
	date_t d = DATE_NONE;
	if (iso && !date_parse_iso(iso, &d))
		assert(0);
	return d;
}

static void fill(size_t i)
{
	const struct row *r = &rows[i];
	struct ics_event *ev = &events[i];
	*ev = (struct ics_event){.uid = r->uid,
	    .sequence = (int64_t)(i % 3),
	    .stamp_ms = STAMP,
	    .created_ms = STAMP - 86400000,
	    .modified_ms = STAMP - 3600000,
	    .date = day(r->date),
	    .until = day(r->until),
	    .starts = r->starts,
	    .ends = r->ends,
	    .summary = r->summary,
	    .location = r->place,
	    .description = r->text,
	    .category = r->category,
	    .url = r->url,
	    .status = r->status,
	    .rule = r->rule,
	    .except = excepts[i],
	    .moved = moves[i],
	    .alarm_minutes = r->alarm ? r->alarm : -1,
	    .transparent = r->transparent};
	while (ev->excepts < EXCEPTIONS && r->except[ev->excepts]) {
		excepts[i][ev->excepts] = day(r->except[ev->excepts]);
		ev->excepts++;
	}
	while (ev->moves < EXCEPTIONS && r->moved[ev->moves].on) {
		moves[i][ev->moves] = (struct ics_moved){day(r->moved[ev->moves].on), day(r->moved[ev->moves].to),
		    r->moved[ev->moves].starts, r->moved[ev->moves].ends};
		ev->moves++;
	}
}

const struct ics_event *out_events(size_t *count)
{
	for (size_t i = 0; i < COUNT; i++)
		fill(i);
	*count = COUNT;
	return events;
}

bool out_events_write(FILE *file, struct err *e)
{
	struct ics_writer *w;
	size_t n;
	const struct ics_event *ev = out_events(&n);
	if (!ics_write_begin(&w, file, "Grupul „Botanica”; curtea nr. 5, scara B", "-//Obste//test//RO", e))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!ics_write_event(w, &ev[i], e))
			return false;
	return ics_write_end(w, e);
}
