/* store/fact_rows.c - the facts, one row each: a label, a form and one SQL text. Lists show them as columns, previews
 * as words. A new one is a new row here and its key in the list's or the preview's row. */
#include "store/facts.h"

#include "base/lang.h"

#define LIVE(t) t ".deleted IS NULL"
#define CAME "COALESCE(a.mark, '') IN ('present', 'late')"
#define MEMBER "m.deleted IS NULL AND (m.\"to\" IS NULL OR m.\"to\" > :today)"
#define NAME(p) "trim(COALESCE(" p ".surname, '') || ' ' || COALESCE(" p ".given, ''))"
#define OPEN_PROBLEM "COALESCE(p.state, '') NOT IN ('solved', 'closed', 'duplicate')"
#define OPEN_ACTION "COALESCE(c.stage, '') NOT IN ('won', 'continues', 'stopped')"

/* ---- people */

/* Where the person came to: the day is the workshop's, the meeting's, the action's. */
#define SEEN(kind, date)                                                                                               \
	"SELECT o." date " AS day FROM attendance a JOIN \"" kind "\" o ON o.id = a.\"" kind                           \
	"\" AND " LIVE("o") " WHERE a.person = :id AND " LIVE("a") " AND " CAME
static const char sql_person_last[] = "SELECT max(day) FROM (" SEEN("workshop", "date") " UNION ALL " SEEN(
    "meeting", "date") " UNION ALL " SEEN("action", "starts_on") ") WHERE day <= :today";
static const char sql_person_came[] =
    "SELECT COALESCE(sum(" CAME "), 0), count(*) FROM attendance a JOIN workshop w ON w.id = a.workshop AND " LIVE(
        "w") " AND w.status IS NOT 'cancelled' AND w.date <= :today WHERE a.person = :id AND " LIVE("a");
static const char sql_person_groups[] =
    "SELECT group_concat(name, ', ') FROM (SELECT g.name FROM membership m JOIN \"group\" g ON g.id = m.\"group\" "
    "AND " LIVE("g") " WHERE m.person = :id AND " MEMBER " ORDER BY g.sort)";
static const char sql_person_consent[] = "SELECT max(c.given_on) FROM consent c WHERE c.person = :id AND " LIVE(
    "c") " AND c.purpose = 'contact' AND c.withdrawn_on IS NULL AND (c.expires_on IS NULL OR c.expires_on >= :today)";
static const char sql_person_note[] = "SELECT COALESCE((SELECT c.what FROM contact c WHERE c.person = :id AND " LIVE(
    "c") " ORDER BY c.\"on\" DESC, c.id DESC LIMIT 1), (SELECT p.notes FROM person p WHERE p.id = :id))";

/* ---- groups */

static const char sql_group_people[] = "SELECT count(*) FROM membership m JOIN person p ON p.id = m.person AND " LIVE(
    "p") " WHERE m.\"group\" = :id AND " MEMBER;
/* Who came to something in the last ninety days. */
static const char sql_group_active[] = "SELECT count(*) FROM membership m JOIN person p ON p.id = m.person AND " LIVE(
    "p") " WHERE m.\"group\" = :id AND " MEMBER
         " AND EXISTS (SELECT 1 FROM attendance a LEFT JOIN workshop w ON w.id = "
         "a.workshop LEFT JOIN meeting t ON t.id = a.meeting LEFT JOIN action c ON c.id = a.action WHERE a.person = "
         "m.person "
         "AND " LIVE("a") " AND " CAME
                          " AND COALESCE(w.date, t.date, c.starts_on) BETWEEN date(:today, '-90 days') AND :today)";
static const char sql_group_came[] =
    "SELECT sum(" CAME "), count(*), 'rate' FROM membership m JOIN attendance a ON a.person = m.person "
    "AND " LIVE("a") " JOIN workshop w ON w.id = a.workshop AND " LIVE(
        "w") " AND w.status IS NOT 'cancelled' AND w.date BETWEEN "
             "date(:today, '-90 days') AND :today WHERE m.\"group\" = :id AND " MEMBER;
static const char sql_group_actions[] =
    "SELECT group_concat(title, ', ') FROM (SELECT c.title FROM action c WHERE "
    "c.\"group\" = :id AND " LIVE("c") " AND " OPEN_ACTION " ORDER BY c.starts_on DESC)";
static const char sql_group_problems[] =
    "SELECT count(*) FROM problem p WHERE p.\"group\" = :id AND " LIVE("p") " AND " OPEN_PROBLEM;
static const char sql_group_members[] =
    "SELECT " NAME("p") ", m.role FROM membership m JOIN person p ON p.id = m.person AND " LIVE(
        "p") " WHERE m.\"group\" = :id AND " MEMBER " ORDER BY p.sort LIMIT 200";

/* ---- problems */

static const char sql_problem_actions[] = "SELECT group_concat(title, ', ') FROM (SELECT c.title FROM action c WHERE "
                                          "c.problem = :id AND " LIVE("c") " ORDER BY c.starts_on DESC)";
#define LETTER(day, word)                                                                                              \
	"SELECT l." day ", '" word "' FROM letter l JOIN action c ON c.id = l.action WHERE c.problem = :id AND " LIVE( \
	    "l") " AND l." day " IS NOT NULL AND l.direction IS NOT 'in'"
static const char sql_problem_path[] =
    "SELECT reported_on AS day, 'reported' FROM problem WHERE id = :id AND reported_on IS NOT NULL UNION ALL " LETTER(
        "sent_on", "sent to the authority") " UNION ALL " LETTER("closed_on", "answered") " ORDER BY day";

/* ---- actions */

#define SIGNED                                                                                                         \
	"(SELECT count(*) FROM signature g WHERE g.action = c.id AND " LIVE(                                           \
	    "g") " AND COALESCE(g.checked, 'ok') = 'ok')"
#define MONEY(kind)                                                                                                    \
	"(SELECT COALESCE(sum(l.amount), 0) FROM ledger l WHERE l.action = c.id AND " LIVE(                            \
	    "l") " AND l.kind = '" kind "' AND COALESCE(l.currency, 'MDL') = 'MDL')"
#define STEPS(more)                                                                                                    \
	"(SELECT NULLIF(count(*), 0) FROM step t WHERE t.action = c.id AND " LIVE(                                     \
	    "t") " AND t.part IS NOT 'role'" more ")"
#define BY_TYPE(petition, collection, other)                                                                           \
	"CASE c.type WHEN 'petition' THEN " petition " WHEN 'collection' THEN " collection " ELSE " other " END"
/* It speaks the language of the type: signatures, money, steps. */
static const char sql_action_progress[] = "SELECT " BY_TYPE(SIGNED, MONEY("income"),
    "CASE WHEN " STEPS("") " > 0 THEN COALESCE(" STEPS(
        " AND t.done_on IS NOT NULL") ", 0) END") ", " BY_TYPE("c.target", "c.sum", STEPS("")) ", " BY_TYPE("''",
    "'money'", "'steps'") " FROM action c WHERE c.id = :id";
static const char sql_action_submitted[] =
    "SELECT COALESCE(l.registered_on, l.sent_on), COALESCE(l.number, '') FROM letter l WHERE l.action = :id AND " LIVE(
        "l") " AND l.direction IS NOT 'in' ORDER BY l.sent_on DESC LIMIT 1";
static const char sql_action_next[] = "SELECT t.until, t.what FROM step t WHERE t.action = :id AND " LIVE(
    "t") " AND t.part IS NOT 'role' AND t.done_on IS NULL ORDER BY t.until IS NULL, t.until, t.id LIMIT 1";
static const char sql_action_costs[] = "SELECT NULLIF(" MONEY("cost") ", 0) FROM action c WHERE c.id = :id";

/* ---- workshops */

/* The workshop, what is stored of it, and who is expected beside that: members of the groups invited to it or to its
 * series, and who came last time in the series (app/roll_expected.c says the same for the roll-call). */
#define ROLL                                                                                                           \
	"WITH w AS (SELECT o.*, (SELECT s.groups FROM series s WHERE s.id = o.series AND " LIVE(                       \
	    "s") ") AS more FROM workshop o WHERE o.id = :id), said AS (SELECT a.* FROM attendance a WHERE "           \
	         "a.workshop = :id AND " LIVE(                                                                         \
	             "a") "), invited AS (SELECT m.person FROM w JOIN json_each('[' || trim(COALESCE(w.groups, '') "   \
	                  "|| "                                                                                        \
	                  "',' || COALESCE(w.more, ''), ',') || ']') g JOIN membership m ON m.\"group\" = g.value "    \
	                  "AND "                                                                                       \
	                  "m.deleted IS NULL AND (m.\"to\" IS NULL OR m.\"to\" >= w.date) AND (m.\"from\" IS NULL OR " \
	                  "m.\"from\" <= w.date OR NOT EXISTS (SELECT 1 FROM said)) UNION SELECT a.person FROM "       \
	                  "attendance a WHERE " LIVE(                                                                  \
	                      "a") " AND " CAME                                                                        \
	                           " AND a.workshop = (SELECT b.id FROM w JOIN workshop b ON b.series = w.series "     \
	                           "AND " LIVE(                                                                        \
	                               "b") " AND b.status IS NOT 'cancelled' AND b.date < w.date ORDER BY b.date "    \
	                                    "DESC LIMIT "                                                              \
	                                    "1)), silent AS (SELECT i.person FROM invited i JOIN person p ON p.id = "  \
	                                    "i.person "                                                                \
	                                    "AND " LIVE(                                                               \
	                                        "p") " AND COALESCE(p.status, '') NOT IN ('left', 'guest') WHERE "     \
	                                             "i.person "                                                       \
	                                             "NOT IN (SELECT person FROM said WHERE person IS NOT NULL) AND "  \
	                                             "(NOT EXISTS (SELECT 1 FROM said) "                               \
	                                             "OR EXISTS (SELECT 1 FROM w WHERE w.date >= :today))) "
static const char sql_workshop_came[] =
    ROLL "SELECT CASE WHEN expected OR came THEN came END, NULLIF(expected, 0) FROM (SELECT COALESCE((SELECT sum(" CAME
         ") FROM said a), 0) AS came, (SELECT count(*) FROM said) + (SELECT count(*) "
         "FROM silent) AS expected FROM w WHERE w.date <= :today)";
#define YES "(a.answer IS 'yes' OR (a.answer IS NULL AND a.mark IS 'confirmed'))"
/* Before it is over: who said yes, who said nothing, who is over the places, for whom it is the first. */
static const char sql_workshop_answers[] = ROLL
    "SELECT 'yes', NULLIF(sum(" YES "), 0) FROM said a, w WHERE w.date >= :today UNION ALL "
    "SELECT 'waiting', CASE WHEN w.capacity > 0 AND yes > w.capacity THEN yes - w.capacity END FROM w, (SELECT sum(" YES
    ") AS yes FROM said a) WHERE w.date >= :today UNION ALL "
    "SELECT 'silent', NULLIF((SELECT count(*) FROM silent) + (SELECT count(*) FROM said a WHERE a.answer IS NULL AND "
    "COALESCE(a.mark, '') IN ('expected', 'untouched', '')), 0) FROM w WHERE w.date >= :today UNION ALL "
    "SELECT 'no', NULLIF(count(*), 0) FROM said a, w WHERE a.answer IS 'no' AND w.date >= :today UNION ALL "
    "SELECT 'new', NULLIF(count(*), 0) FROM (SELECT person FROM said UNION SELECT person FROM silent) n, w WHERE "
    "w.date >= :today AND n.person IS NOT NULL AND NOT EXISTS (SELECT 1 FROM attendance a JOIN workshop b ON b.id = "
    "a.workshop AND " LIVE("b") " AND b.date < w.date WHERE a.person = n.person AND " LIVE("a") " AND " CAME ")";
static const char sql_workshop_marks[] = "SELECT a.mark, count(*) FROM attendance a WHERE a.workshop = :id AND " LIVE(
    "a") " AND a.mark IN ('present', 'late', 'absent', 'excused') GROUP BY a.mark ORDER BY count(*) DESC";
static const char sql_workshop_series[] =
    "SELECT came, expected, 'rate', date FROM (SELECT sum(" CAME
    ") AS came, count(*) AS expected, w.date, w.id FROM workshop o JOIN workshop w ON w.series = o.series AND " LIVE(
        "w") " AND w.date < :today AND w.status IS NOT 'cancelled' JOIN attendance a ON a.workshop = w.id "
             "AND " LIVE("a") " AND COALESCE(a.walk_in, 0) = 0 WHERE o.id = :id GROUP BY w.id ORDER BY w.date DESC "
                              "LIMIT 4) ORDER BY date, id";
#define AVERAGE(field) "CAST(round(10 * avg(f." field ")) AS INTEGER)"
static const char sql_workshop_rating[] =
    "SELECT " AVERAGE("overall") ", count(f.overall) FROM feedback f WHERE f.workshop = :id AND " LIVE("f");
#define SCORE(question, field)                                                                                         \
	"SELECT " question ", " AVERAGE(field) ", count(f." field                                                      \
	                                       ") FROM feedback f WHERE f.workshop = :id AND f.deleted IS NULL "
static const char sql_workshop_scores[] =
    SCORE("NULL", "overall") "UNION ALL " SCORE("'Content'", "content") "UNION ALL " SCORE("'Trainer'", "trainer");
static const char sql_workshop_words[] =
    "SELECT COALESCE(f.useful, f.better) FROM feedback f WHERE f.workshop = :id AND " LIVE(
        "f") " AND (f.useful IS NOT NULL OR f.better IS NOT NULL) ORDER BY f.id DESC LIMIT 3";

/* ---- series */

static const char sql_series_held[] = "SELECT NULLIF(count(*), 0) FROM workshop w WHERE w.series = :id AND " LIVE(
    "w") " AND w.status IS NOT 'cancelled' AND w.date <= :today";
static const char sql_series_people[] =
    "SELECT NULLIF(count(DISTINCT a.person), 0) FROM workshop w JOIN attendance a ON a.workshop = w.id AND " LIVE(
        "a") " AND " CAME " WHERE w.series = :id AND " LIVE("w");
static const char sql_series_came[] =
    "SELECT sum(" CAME "), count(*), 'rate', w.date FROM workshop w JOIN attendance a ON a.workshop = w.id AND " LIVE(
        "a") " AND COALESCE(a.walk_in, 0) = 0 WHERE w.series = :id AND " LIVE("w") " AND w.status IS NOT 'cancelled' "
                                                                                   "AND w.date <= :today GROUP BY w.id "
                                                                                   "ORDER BY w.date LIMIT 12";

/* ---- meetings */

static const char sql_meeting_agenda[] =
    "SELECT trim(COALESCE(i.number, '') || ' ' || i.title) FROM item i WHERE i.meeting = "
    ":id AND " LIVE("i") " ORDER BY i.number, i.id LIMIT 12";
static const char sql_meeting_questions[] = "SELECT i.question FROM item i WHERE i.meeting = :id AND " LIVE(
    "i") " AND i.question IS NOT NULL ORDER BY i.number, i.id LIMIT 12";
#define OBSERVED(more) "SELECT count(*) FROM observation v WHERE v.meeting = :id AND " LIVE("v") more
static const char sql_meeting_observed[] = OBSERVED("");
static const char sql_meeting_promised[] = OBSERVED(" AND v.kind = 'promise'");

/* Where it was said: at a meeting, in a letter, in the press. */
static const char sql_observation_source[] =
    "SELECT COALESCE((SELECT m.title || COALESCE(', ' || m.date, '') FROM meeting m WHERE m.id = v.meeting "
    "AND " LIVE("m") "), (SELECT l.subject || COALESCE(', nr. ' || l.number, '') FROM letter l WHERE l.id = "
                     "v.letter AND " LIVE("l") "), (SELECT e.title || COALESCE(', ' || e.outlet, '') FROM media e "
                                               "WHERE e.id = v.media AND " LIVE(
                                                   "e") ")) FROM observation v WHERE v.id = :id";

static const struct fact facts[] = {
    {"person", "last", N_("Last seen"), 8, FACT_DATE, NULL, sql_person_last},
    {"person", "came", N_("Att."), 6, FACT_SHARE, NULL, sql_person_came},
    {"person", "groups", N_("Groups"), 20, FACT_TEXT, NULL, sql_person_groups},
    {"person", "consent", N_("Consent"), 0, FACT_SINCE, NULL, sql_person_consent},
    {"person", "note", N_("Last note"), 0, FACT_TEXT, NULL, sql_person_note},
    {"group", "people", N_("People"), 7, FACT_NUMBER, NULL, sql_group_people},
    {"group", "active", N_("Active"), 7, FACT_NUMBER, NULL, sql_group_active},
    {"group", "came", N_("Attendance, 90 days"), 0, FACT_BAR, NULL, sql_group_came},
    {"group", "actions", N_("Actions"), 0, FACT_TEXT, NULL, sql_group_actions},
    {"group", "problems", N_("Open problems"), 0, FACT_SOME, NULL, sql_group_problems},
    {"group", "members", N_("People"), 0, FACT_NAMED, "membership.role", sql_group_members},
    {"observation", "source", N_("Source"), 26, FACT_TEXT, NULL, sql_observation_source},
    {"problem", "actions", N_("Actions"), 24, FACT_TEXT, NULL, sql_problem_actions},
    {"problem", "path", N_("Steps"), 0, FACT_PATH, NULL, sql_problem_path},
    {"action", "progress", N_("Progress"), 13, FACT_SHARE, NULL, sql_action_progress},
    {"action", "bar", N_("Progress"), 0, FACT_BAR, NULL, sql_action_progress},
    {"action", "submitted", N_("Submitted"), 0, FACT_DATED, NULL, sql_action_submitted},
    {"action", "next", N_("Next step"), 24, FACT_DATED, NULL, sql_action_next},
    {"action", "costs", N_("Costs"), 12, FACT_MONEY, NULL, sql_action_costs},
    {"workshop", "came", N_("Att."), 6, FACT_SHARE, NULL, sql_workshop_came},
    {"workshop", "answers", N_("Invited"), 0, FACT_ANSWERS, NULL, sql_workshop_answers},
    {"workshop", "marks", N_("People"), 0, FACT_COUNTS, "attendance.mark", sql_workshop_marks},
    {"workshop", "rating", N_("Evaluation"), 11, FACT_SCORE, NULL, sql_workshop_rating},
    {"workshop", "scores", N_("By question"), 0, FACT_SCORES, NULL, sql_workshop_scores},
    {"workshop", "words", N_("In their words"), 0, FACT_TEXT, NULL, sql_workshop_words},
    {"workshop", "series", N_("In the series"), 0, FACT_BAR, NULL, sql_workshop_series},
    {"series", "held", N_("Held"), 9, FACT_NUMBER, NULL, sql_series_held},
    {"series", "people", N_("People"), 9, FACT_NUMBER, NULL, sql_series_people},
    {"series", "came", N_("Attendance"), 0, FACT_BAR, NULL, sql_series_came},
    {"meeting", "agenda", N_("Agenda items"), 24, FACT_TEXT, NULL, sql_meeting_agenda},
    {"meeting", "questions", N_("Our questions"), 0, FACT_TEXT, NULL, sql_meeting_questions},
    {"meeting", "observed", N_("Observations"), 8, FACT_SOME, NULL, sql_meeting_observed},
    {"meeting", "promised", N_("Promises"), 8, FACT_SOME, NULL, sql_meeting_promised},
};

const struct fact *fact_rows(size_t *count)
{
	*count = sizeof facts / sizeof *facts;
	return facts;
}
