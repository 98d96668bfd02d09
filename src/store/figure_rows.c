/* store/figure_rows.c - the reports, one row each: columns and one SQL text. :from and :to are ISO dates or NULL
 * (open), :group is the id of a group or NULL. A new report is a new row here and nothing else. */
#include "store/figures.h"

#include "base/lang.h"

#define COLUMNS(name, ...) static const struct figure_column name[] = {__VA_ARGS__, {0}}
#define IN_PERIOD(date) "(:from IS NULL OR " date " >= :from) AND (:to IS NULL OR " date " <= :to) "
/* Is this person in the group, or was no group asked for? */
#define IN_GROUP(person)                                                                                               \
	"(:group IS NULL OR EXISTS (SELECT 1 FROM membership m WHERE m.person = " person                               \
	" AND m.\"group\" = :group AND m.deleted IS NULL)) "
#define OF_GROUP(field) "(:group IS NULL OR " field " = :group) "
#define NAME(p) "trim(COALESCE(" p ".surname, '') || ' ' || COALESCE(" p ".given, ''))"
#define CAME "COALESCE(a.mark, '') IN ('present', 'late')"
#define WEEK(date) "date(" date ", 'weekday 0', '-6 days')" /* its Monday */
/* The rate counts who was expected; who simply came is shown beside it. */
#define RATE                                                                                                           \
	"CAST(round(100.0 * sum(" CAME " AND NOT COALESCE(a.walk_in, 0)) / "                                           \
	"NULLIF(sum(NOT COALESCE(a.walk_in, 0)), 0)) AS INTEGER)"

COLUMNS(attendance_columns, {"date", N_("Date"), COLUMN_DATE, 0, 12}, {"title", N_("Workshop"), COLUMN_TEXT, 0, 30},
    {"expected", N_("Expected"), COLUMN_NUMBER, 0, 9}, {"came", N_("Came"), COLUMN_NUMBER, 0, 6},
    {"late", N_("Late"), COLUMN_NUMBER, 0, 6}, {"absent", N_("Absent"), COLUMN_NUMBER, 0, 7},
    {"excused", N_("Excused"), COLUMN_NUMBER, 0, 8}, {"walk_ins", N_("Walk-ins"), COLUMN_NUMBER, 0, 8},
    {"rate", N_("Rate"), COLUMN_PERCENT, 0, 6});
static const char attendance_sql[] =
    "SELECT w.date, w.title, sum(NOT COALESCE(a.walk_in, 0)), sum(" CAME "), sum(a.mark IS 'late'), "
    "sum(a.mark IS 'absent'), sum(a.mark IS 'excused'), sum(COALESCE(a.walk_in, 0)), " RATE
    " FROM workshop w JOIN attendance a ON a.workshop = w.id AND a.deleted IS NULL AND " IN_GROUP(
        "a.person") "WHERE w.deleted IS NULL AND w.status IS NOT 'cancelled' AND " IN_PERIOD("w.date") "GROUP BY w.id "
                                                                                                       "ORDER BY "
                                                                                                       "w.date, "
                                                                                                       "w.starts, w.id";

COLUMNS(people_columns, {"person", N_("Person"), COLUMN_TEXT, 0, 28}, {"invited", N_("Invited"), COLUMN_NUMBER, 0, 8},
    {"came", N_("Came"), COLUMN_NUMBER, 0, 6}, {"rate", N_("Rate"), COLUMN_PERCENT, 0, 6},
    {"last", N_("Came last"), COLUMN_DATE, 0, 12}, {"hours", N_("Hours"), COLUMN_TEXT, 0, 7},
    {"halves", N_("Half-days"), COLUMN_NUMBER, 0, 9});
/* Of an event whose time is counted in half-days each half is one. */
#define LENGTH "(w.ends - w.starts)"
#define HALVES                                                                                                         \
	"sum(CASE WHEN w.counted = 'halves' AND " LENGTH " > 0 AND a.minutes >= 0 THEN (a.minutes * 2 + " LENGTH       \
	" / 2) / " LENGTH " END)"
/* Who gave no consent is counted, all in one line without a name. */
#define GUEST "p.status IS 'guest'"
static const char people_sql[] = "SELECT CASE WHEN " GUEST " THEN NULL ELSE " NAME(
    "p") " END, count(*), sum(" CAME "), CAST(round(100.0 * sum(" CAME ") / count(*)) AS INTEGER), "
         "max(CASE WHEN " CAME " THEN w.date END), CASE WHEN sum(a.minutes) > 0 THEN "
         "printf('%d:%02d', sum(a.minutes) / 60, sum(a.minutes) % 60) END, " HALVES " "
         "FROM attendance a JOIN workshop w ON w.id = a.workshop AND w.deleted IS NULL AND w.status IS NOT 'cancelled' "
         "JOIN person p ON p.id = a.person AND p.deleted IS NULL WHERE +a.deleted IS NULL AND " IN_PERIOD(
             "w.date") "AND " IN_GROUP("a.person") "GROUP BY CASE WHEN " GUEST " THEN 0 ELSE p.id END ORDER BY " GUEST
                                                   ", p.sort, p.id";

/* ---- attendance: unique people and attendances apart */

#define AT_WORKSHOPS                                                                                                   \
	"FROM attendance a JOIN workshop w ON w.id = a.workshop AND w.deleted IS NULL AND w.status IS NOT "            \
	"'cancelled' "
#define IN_TIME "+a.deleted IS NULL AND " IN_PERIOD("w.date") "AND " IN_GROUP("a.person")
#define UNIQUE "count(DISTINCT CASE WHEN " CAME " THEN a.person END)"
#define EXPECTED "sum(NOT COALESCE(a.walk_in, 0))"
#define COUNTED UNIQUE ", COALESCE(sum(" CAME "), 0), " EXPECTED ", " RATE " "
#define COUNTED_COLUMNS                                                                                                \
	{"people", N_("Different people"), COLUMN_NUMBER, 0, 9}, {"came", N_("Attendances"), COLUMN_NUMBER, 0, 9},     \
	    {"expected", N_("Expected"), COLUMN_NUMBER, 0, 9},                                                         \
	{                                                                                                              \
		"rate", N_("Rate"), COLUMN_PERCENT, 0, 6                                                               \
	}

COLUMNS(month_columns, {"month", N_("Month from"), COLUMN_DATE, 0, 12},
    {"workshops", N_("Workshops"), COLUMN_NUMBER, 0, 9}, COUNTED_COLUMNS);
static const char month_sql[] =
    "SELECT date(w.date, 'start of month') AS month, count(DISTINCT w.id), " COUNTED AT_WORKSHOPS "WHERE " IN_TIME
    "GROUP BY month ORDER BY month";

COLUMNS(series_columns, {"series", N_("Series"), COLUMN_TEXT, 0, 28},
    {"workshops", N_("Workshops"), COLUMN_NUMBER, 0, 9}, COUNTED_COLUMNS);
static const char series_sql[] =
    "SELECT s.title, count(DISTINCT w.id), " COUNTED AT_WORKSHOPS "LEFT JOIN series s ON s.id = w.series WHERE " IN_TIME
    "GROUP BY w.series ORDER BY s.title IS NULL, s.sort, w.series";

/* One person in two groups counts in both: the lines are not to be added up. */
COLUMNS(group_columns, {"group", N_("Group"), COLUMN_TEXT, 0, 28}, COUNTED_COLUMNS);
static const char group_sql[] =
    "SELECT g.name, " COUNTED AT_WORKSHOPS
    "JOIN membership b ON b.person = a.person AND b.deleted IS NULL AND (b.\"from\" "
    "IS NULL OR b.\"from\" <= w.date) AND (b.\"to\" IS NULL OR b.\"to\" >= w.date) JOIN \"group\" g ON g.id = "
    "b.\"group\" AND g.deleted IS NULL WHERE " IN_TIME "GROUP BY g.id ORDER BY g.sort, g.id";

#define CAME_BY(what)                                                                                                  \
	"SELECT " what " AS what, " COUNTED AT_WORKSHOPS                                                               \
	"JOIN person p ON p.id = a.person AND p.deleted IS NULL WHERE " IN_TIME "GROUP BY what ORDER BY 2 DESC, what"
COLUMNS(came_category_columns, {"category", N_("Category"), COLUMN_CHOICE, "person.category", 20}, COUNTED_COLUMNS);
static const char came_category_sql[] = CAME_BY("p.category");
COLUMNS(came_gender_columns, {"gender", N_("Gender"), COLUMN_CHOICE, "person.gender", 20}, COUNTED_COLUMNS);
static const char came_gender_sql[] = CAME_BY("p.gender");
/* The band that was said, else the one of the year of birth on the day. */
#define AGE "CAST(substr(w.date, 1, 4) AS INTEGER) - p.born"
COLUMNS(came_age_columns, {"age", N_("Age band"), COLUMN_CHOICE, "person.age", 20}, COUNTED_COLUMNS);
static const char came_age_sql[] =
    CAME_BY("COALESCE(p.age, CASE WHEN p.born IS NULL THEN NULL WHEN " AGE " < 18 THEN 'u18' WHEN " AGE
            " < 30 THEN '18-29' WHEN " AGE " < 45 THEN '30-44' WHEN " AGE " < 60 THEN '45-59' ELSE '60+' END)");

/* How many of those who came to the first workshop of the period are still here at each. */
COLUMNS(retention_columns, {"series", N_("Series"), COLUMN_TEXT, 0, 22}, {"date", N_("Date"), COLUMN_DATE, 0, 12},
    {"title", N_("Workshop"), COLUMN_TEXT, 0, 26}, {"came", N_("Came"), COLUMN_NUMBER, 0, 6},
    {"still", N_("From the first"), COLUMN_NUMBER, 0, 8}, {"rate", N_("Kept"), COLUMN_PERCENT, 0, 6},
    {"new", N_("First time"), COLUMN_NUMBER, 0, 8});
#define CAME_TO(workshop)                                                                                              \
	"FROM attendance a WHERE a.workshop = " workshop " AND a.deleted IS NULL AND " CAME " AND " IN_GROUP("a."      \
	                                                                                                     "person")
static const char retention_sql[] =
    "WITH held AS (SELECT w.id, w.series, w.date, w.starts, w.title, first_value(w.id) OVER (PARTITION BY "
    "w.series "
    "ORDER BY w.date, w.starts, w.id) AS first FROM workshop w WHERE w.deleted IS NULL AND w.status IS NOT "
    "'cancelled' "
    "AND w.series IS NOT NULL AND " IN_PERIOD("w.date") "AND EXISTS (SELECT 1 " CAME_TO(
        "w.id") ")), "
                "counted AS (SELECT h.*, (SELECT count(*) " CAME_TO("h.id") ") AS came, (SELECT count(*) " CAME_TO(
                    "h."
                    "fir"
                    "st") ") AS began, (SELECT count(*) " CAME_TO("h.id") "AND a.person IN (SELECT "
                                                                          "a.person " CAME_TO(
                                                                              "h.first") ")) AS "
                                                                                         "still, "
                                                                                         "(SELECT "
                                                                                         "count(*)"
                                                                                         " " CAME_TO("h."
                                                                                                     "id") "AND "
                                                                                                           "NOT "
                                                                                                           "EXISTS "
                                                                                                           "(SELECT"
                                                                                                           " 1 "
                                                                                                           "FROM "
                                                                                                           "attenda"
                                                                                                           "nce b "
                                                                                                           "JOIN "
                                                                                                           "worksho"
                                                                                                           "p o ON "
                                                                                                           "o.id = "
                                                                                                           "b."
                                                                                                           "worksho"
                                                                                                           "p AND "
                                                                                                           "o."
                                                                                                           "deleted"
                                                                                                           " IS "
                                                                                                           "NULL "
                                                                                                           "WHERE "
                                                                                                           "b."
                                                                                                           "person "
                                                                                                           "= "
                                                                                                           "a."
                                                                                                           "person "
                                                                                                           "AND "
                                                                                                           "b."
                                                                                                           "deleted"
                                                                                                           " IS "
                                                                                                           "NULL "
                                                                                                           "AND "
                                                                                                           "b.mark "
                                                                                                           "IN "
                                                                                                           "('"
                                                                                                           "present"
                                                                                                           "', "
                                                                                                           "'late')"
                                                                                                           " AND "
                                                                                                           "o."
                                                                                                           "series "
                                                                                                           "= "
                                                                                                           "h."
                                                                                                           "series "
                                                                                                           "AND "
                                                                                                           "o.date "
                                                                                                           "< "
                                                                                                           "h.date)"
                                                                                                           ") AS "
                                                                                                           "fresh "
                                                                                                           "FROM "
                                                                                                           "held "
                                                                                                           "h) "
                                                                                                           "SELECT "
                                                                                                           "s."
                                                                                                           "title, "
                                                                                                           "c.date,"
                                                                                                           " c."
                                                                                                           "title, "
                                                                                                           "c.came,"
                                                                                                           " c."
                                                                                                           "still, "
                                                                                                           "CAST("
                                                                                                           "round("
                                                                                                           "100.0 "
                                                                                                           "* "
                                                                                                           "c."
                                                                                                           "still "
                                                                                                           "/ "
                                                                                                           "NULLIF("
                                                                                                           "c."
                                                                                                           "began, "
                                                                                                           "0)) AS "
                                                                                                           "INTEGER"
                                                                                                           "), "
                                                                                                           "c."
                                                                                                           "fresh "
                                                                                                           "FROM "
                                                                                                           "counted"
                                                                                                           " c "
                                                                                                           "LEFT "
                                                                                                           "JOIN "
                                                                                                           "series "
                                                                                                           "s ON "
                                                                                                           "s.id = "
                                                                                                           "c."
                                                                                                           "series "
                                                                                                           "ORDER "
                                                                                                           "BY "
                                                                                                           "s.sort,"
                                                                                                           " c."
                                                                                                           "series,"
                                                                                                           " c."
                                                                                                           "date, "
                                                                                                           "c."
                                                                                                           "starts,"
                                                                                                           " c.id";

/* Who came before and missed the last ones to which they were expected: two or more in a row. */
COLUMNS(dropped_columns, {"person", N_("Person"), COLUMN_TEXT, 0, 28}, {"came", N_("Came"), COLUMN_NUMBER, 0, 6},
    {"last", N_("Came last"), COLUMN_DATE, 0, 12}, {"missed", N_("Missed in a row"), COLUMN_NUMBER, 0, 9});
static const char dropped_sql[] =
    "SELECT name, came, last, missed FROM (SELECT d.*, (SELECT count(*) " AT_WORKSHOPS
    "WHERE a.person = d.id AND a.mark IN ('absent', 'excused') AND w.date > d.last AND +a.deleted IS NULL "
    "AND " IN_PERIOD("w.date") ") AS missed FROM (SELECT p.id, p.sort, " NAME(
        "p") " AS name, sum(" CAME ") AS came, max(CASE WHEN " CAME " THEN w.date END) AS last " AT_WORKSHOPS
             "JOIN person p ON p.id = a.person AND p.deleted IS NULL AND p.status IS NOT 'left' WHERE " IN_TIME
             "GROUP BY p.id HAVING last IS NOT NULL) d) WHERE missed >= 2 ORDER BY missed DESC, sort";

/* Averages of the scores from 1 to 5, with two decimals; what nobody scored stays empty. */
#define AVERAGE(field) "CASE WHEN avg(f." field ") IS NOT NULL THEN printf('%.2f', avg(f." field ")) END"
COLUMNS(feedback_columns, {"date", N_("Date"), COLUMN_DATE, 0, 12}, {"title", N_("Workshop"), COLUMN_TEXT, 0, 28},
    {"answers", N_("Sheets filled in"), COLUMN_NUMBER, 0, 8}, {"overall", N_("Overall"), COLUMN_SCORE, 0, 9},
    {"content", N_("Content"), COLUMN_SCORE, 0, 9}, {"trainer", N_("Trainer"), COLUMN_SCORE, 0, 9},
    {"comments", N_("Comments"), COLUMN_NUMBER, 0, 8});
static const char feedback_sql[] = "SELECT w.date, w.title, count(*), " AVERAGE("overall") ", " AVERAGE(
    "content") ", " AVERAGE("trainer") ", sum(f.useful IS NOT NULL OR f.better IS NOT NULL) FROM feedback f JOIN "
                                       "workshop w ON w.id = f.workshop AND "
                                       "w.deleted IS NULL WHERE f.deleted IS NULL AND " IN_PERIOD(
                                           "w.date") "GROUP BY w.id ORDER BY w.date, w.starts, w.id";

/* Who has left is not counted. New: since when falls in the period. */
#define PEOPLE_BY(field)                                                                                               \
	"SELECT p." field                                                                                              \
	", count(*), sum(p.since IS NOT NULL AND (:from IS NOT NULL OR :to IS NOT NULL) AND " IN_PERIOD(               \
	    "p.since") ") FROM person p WHERE +p.deleted IS NULL AND p.status IS NOT 'left' AND p.status IS NOT "      \
	               "'guest' "                                                                                      \
	               "AND (:to IS NULL OR p.since IS NULL OR p.since <= :to) AND " IN_GROUP(                         \
	                   "p.id") "GROUP BY p." field " ORDER BY count(*) DESC, p." field
COLUMNS(sector_columns, {"sector", N_("Sector"), COLUMN_TEXT, 0, 24}, {"people", N_("People"), COLUMN_NUMBER, 0, 8},
    {"new", N_("New in the period"), COLUMN_NUMBER, 0, 8});
static const char sector_sql[] = PEOPLE_BY("sector");
COLUMNS(category_columns, {"category", N_("Category"), COLUMN_CHOICE, "person.category", 20},
    {"people", N_("People"), COLUMN_NUMBER, 0, 8}, {"new", N_("New in the period"), COLUMN_NUMBER, 0, 8});
static const char category_sql[] = PEOPLE_BY("category");

COLUMNS(new_columns, {"week", N_("Week from"), COLUMN_DATE, 0, 12}, {"people", N_("New people"), COLUMN_NUMBER, 0, 10});
static const char new_sql[] = "SELECT " WEEK("p.since") " AS week, count(*) FROM person p WHERE +p.deleted IS NULL AND "
                                                        "p.since IS NOT NULL AND " IN_PERIOD("p.since") "AND " IN_GROUP(
                                                            "p.id") "GROUP BY week ORDER BY week";

COLUMNS(problems_columns, {"state", N_("State"), COLUMN_CHOICE, "problem.state", 26},
    {"count", N_("Problems"), COLUMN_NUMBER, 0, 9}, {"oldest", N_("The oldest, reported on"), COLUMN_DATE, 0, 12});
static const char problems_sql[] =
    "SELECT p.state, count(*), min(p.reported_on) FROM problem p WHERE p.deleted IS NULL AND " IN_PERIOD(
        "p.reported_on") "AND " OF_GROUP("p.\"group\"") "GROUP BY p.state ORDER BY count(*) DESC, p.state";

COLUMNS(letters_columns, {"subject", N_("Subject"), COLUMN_TEXT, 0, 30},
    {"authority", N_("Authority"), COLUMN_TEXT, 0, 24}, {"number", N_("Number"), COLUMN_TEXT, 0, 12},
    {"registered", N_("Registered on"), COLUMN_DATE, 0, 12}, {"answered", N_("Answered on"), COLUMN_DATE, 0, 12},
    {"days", N_("Days"), COLUMN_NUMBER, 0, 6});
static const char letters_sql[] =
    "SELECT l.subject, (SELECT name FROM authority o WHERE o.id = l.authority), l.number, l.registered_on, "
    "l.closed_on, "
    "CAST(julianday(l.closed_on) - julianday(COALESCE(l.registered_on, l.sent_on)) AS INTEGER) "
    "FROM letter l LEFT JOIN action c ON c.id = l.action WHERE l.deleted IS NULL AND l.direction IS NOT 'in' "
    "AND " IN_PERIOD("COALESCE(l.registered_on, l.sent_on)") "AND " OF_GROUP(
        "c.\"group\"") "ORDER BY COALESCE(l.registered_on, l.sent_on), l.id";

COLUMNS(meetings_columns, {"date", N_("Date"), COLUMN_DATE, 0, 12}, {"title", N_("Title"), COLUMN_TEXT, 0, 30},
    {"body", N_("Body"), COLUMN_CHOICE, "meeting.body", 18}, {"items", N_("Agenda items"), COLUMN_NUMBER, 0, 8},
    {"observations", N_("Observations"), COLUMN_NUMBER, 0, 8}, {"promises", N_("Promises"), COLUMN_NUMBER, 0, 9});
static const char meetings_sql[] =
    "SELECT m.date, m.title, m.body, (SELECT count(*) FROM item i WHERE i.meeting = m.id AND i.deleted IS NULL), "
    "(SELECT count(*) FROM observation o WHERE o.meeting = m.id AND o.deleted IS NULL), "
    "(SELECT count(*) FROM observation o WHERE o.meeting = m.id AND o.deleted IS NULL AND o.kind = 'promise') "
    "FROM meeting m WHERE m.deleted IS NULL AND m.status IS NOT 'cancelled' AND " IN_PERIOD(
        "m.date") "ORDER BY m.date, m.starts, m.id";

COLUMNS(promises_columns, {"text", N_("Promise"), COLUMN_TEXT, 0, 36}, {"who", N_("Who promised"), COLUMN_TEXT, 0, 20},
    {"until", N_("Until"), COLUMN_DATE, 0, 12}, {"kept", N_("Kept?"), COLUMN_CHOICE, "observation.kept", 10},
    {"meeting", N_("Meeting"), COLUMN_TEXT, 0, 24});
static const char promises_sql[] =
    "SELECT o.text, o.who, o.until, o.kept, m.title FROM observation o LEFT JOIN meeting m ON m.id = o.meeting "
    "WHERE o.deleted IS NULL AND o.kind = 'promise' AND " IN_PERIOD(
        "COALESCE(o.until, substr(o.at, 1, 10))") "ORDER BY o.until IS NULL, o.until, o.id";

COLUMNS(money_columns, {"action", N_("Action"), COLUMN_TEXT, 0, 28},
    {"currency", N_("Currency"), COLUMN_CHOICE, "ledger.currency", 8}, {"pledges", N_("Pledged"), COLUMN_MONEY, 0, 13},
    {"income", N_("Income"), COLUMN_MONEY, 0, 13}, {"costs", N_("Costs"), COLUMN_MONEY, 0, 13},
    {"in_kind", N_("In kind"), COLUMN_MONEY, 0, 13}, {"balance", N_("Balance"), COLUMN_MONEY, 0, 13});
#define SUM(kind) "COALESCE(sum(CASE WHEN l.kind = '" kind "' THEN l.amount END), 0)"
static const char money_sql[] =
    "SELECT c.title, COALESCE(l.currency, 'MDL') AS money, " SUM("pledge") ", " SUM("income") ", " SUM("cost") ", " SUM(
        "in_kind") ", " SUM("income") " - " SUM("cost") " FROM ledger l LEFT JOIN action c ON c.id = l.action "
                                                        "WHERE l.deleted IS NULL AND " IN_PERIOD(
                                                            "l.\"on\"") "AND " OF_GROUP("c.\"group\"") "GROUP BY "
                                                                                                       "l.action, "
                                                                                                       "money ORDER BY "
                                                                                                       "c.sort, "
                                                                                                       "l.action, "
                                                                                                       "money";

COLUMNS(signatures_columns, {"week", N_("Week from"), COLUMN_DATE, 0, 12},
    {"signatures", N_("Signatures"), COLUMN_NUMBER, 0, 10}, {"checked", N_("Checked"), COLUMN_NUMBER, 0, 9},
    {"refused", N_("Refused"), COLUMN_NUMBER, 0, 9});
static const char signatures_sql[] = "SELECT " WEEK(
    "d.day") " AS week, count(*), sum(d.checked IS 'ok'), sum(COALESCE(d.checked, '') IN ('refused', 'double')) "
             "FROM (SELECT COALESCE(g.\"on\", h.\"on\", date(g.created / 1000, 'unixepoch')) AS day, g.checked FROM "
             "signature g "
             "LEFT JOIN sheet h ON h.id = g.sheet LEFT JOIN action c ON c.id = g.action WHERE g.deleted IS NULL "
             "AND " OF_GROUP("c.\"group\"") ") d WHERE " IN_PERIOD("d.day") "GROUP BY week ORDER BY week";

COLUMNS(actions_columns, {"type", N_("Type"), COLUMN_CHOICE, "action.type", 20},
    {"level", N_("Level"), COLUMN_CHOICE, "action.level", 12},
    {"stage", N_("Stage"), COLUMN_CHOICE, "action.stage", 22}, {"count", N_("Actions"), COLUMN_NUMBER, 0, 8});
static const char actions_sql[] =
    "SELECT c.type, c.level, c.stage, count(*) FROM action c WHERE c.deleted IS NULL AND " IN_PERIOD(
        "c.starts_on") "AND " OF_GROUP("c.\"group\"") "GROUP BY c.type, c.level, c.stage ORDER BY c.type, c.level, "
                                                      "c.stage";

static const struct figure_report reports[] = {
    {"attendance", N_("Attendance by workshop"), N_("Who was expected and who came, workshop by workshop"),
        attendance_columns, attendance_sql, "workshop"},
    {"attendance_people", N_("Attendance by person"), N_("How often each person was invited and came"), people_columns,
        people_sql, "person"},
    {"attendance_month", N_("Attendance by month"), N_("Different people and attendances, month by month"),
        month_columns, month_sql, "workshop"},
    {"attendance_series", N_("Attendance by series"), N_("Different people and attendances in each series"),
        series_columns, series_sql, "workshop"},
    {"attendance_group", N_("Attendance by group"), N_("Who of which group came; people of two groups count in both"),
        group_columns, group_sql, "group"},
    {"attendance_category", N_("Attendance by category"), N_("As what those who came take part, for the funder"),
        came_category_columns, came_category_sql, "person category={0}"},
    {"attendance_gender", N_("Attendance by gender"), N_("Only in totals, for the funder"), came_gender_columns,
        came_gender_sql, "person gender={0}"},
    {"attendance_age", N_("Attendance by age"), N_("By age band, or by the year of birth on the day"), came_age_columns,
        came_age_sql, "person"},
    {"retention", N_("Who stays in a series"), N_("How many of the first workshop are still there at each"),
        retention_columns, retention_sql, "workshop"},
    {"dropped", N_("Who has stopped coming"), N_("Came before, missed the last two or more in a row"), dropped_columns,
        dropped_sql, "person"},
    {"feedback", N_("Evaluation of workshops"), N_("Averages of the scores from 1 to 5"), feedback_columns,
        feedback_sql, "feedback"},
    {"people_sector", N_("People by sector"), N_("How many people, and how many of them are new"), sector_columns,
        sector_sql, "person sector={0}"},
    {"people_category", N_("People by category"), N_("As what people take part, for the funder"), category_columns,
        category_sql, "person category={0}"},
    {"people_new", N_("New people by week"), N_("Since when people take part"), new_columns, new_sql, "person"},
    {"problems_state", N_("Problems by state"), N_("How many problems stand where, and since when the oldest"),
        problems_columns, problems_sql, "problem state={0}"},
    {"letters", N_("Letters and answers"), N_("What was sent, its number, when the answer came"), letters_columns,
        letters_sql, "letter"},
    {"meetings", N_("Meetings followed"), N_("Agendas, observations and promises, meeting by meeting"),
        meetings_columns, meetings_sql, "meeting"},
    {"promises", N_("Promises"), N_("Who promised what until when, and was it kept"), promises_columns, promises_sql,
        "observation kind=promise"},
    {"money", N_("Money by action"), N_("Pledges, income, costs and gifts in kind, with the balance"), money_columns,
        money_sql, "ledger"},
    {"signatures", N_("Signatures by week"), N_("How many signatures were collected and checked"), signatures_columns,
        signatures_sql, "signature"},
    {"actions", N_("Actions by type"), N_("How many actions of each type and level, and where they stand"),
        actions_columns, actions_sql, "action type={0} level={1} stage={2}"},
};

const struct figure_report *figure_reports(size_t *count)
{
	*count = sizeof reports / sizeof *reports;
	return reports;
}
