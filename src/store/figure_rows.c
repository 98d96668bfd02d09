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
    {"last", N_("Came last"), COLUMN_DATE, 0, 12});
static const char people_sql[] = "SELECT " NAME(
    "p") ", count(*), sum(" CAME "), CAST(round(100.0 * sum(" CAME ") / count(*)) AS INTEGER), "
         "max(CASE WHEN " CAME " THEN w.date END) "
         "FROM attendance a JOIN workshop w ON w.id = a.workshop AND w.deleted IS NULL AND w.status IS NOT 'cancelled' "
         "JOIN person p ON p.id = a.person AND p.deleted IS NULL WHERE +a.deleted IS NULL AND " IN_PERIOD(
             "w.date") "AND " IN_GROUP("a.person") "GROUP BY p.id ORDER BY p.sort, p.id";

/* Who has left is not counted. New: since when falls in the period. */
#define PEOPLE_BY(field)                                                                                               \
	"SELECT p." field                                                                                              \
	", count(*), sum(p.since IS NOT NULL AND (:from IS NOT NULL OR :to IS NOT NULL) AND " IN_PERIOD(               \
	    "p.since") ") FROM person p WHERE +p.deleted IS NULL AND p.status IS NOT 'left' "                          \
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
