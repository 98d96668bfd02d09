/* store/question.c - questions that no field answers, as SQL: one row a question (their names and words are the
 * model's). */
#include <string.h>

#include "store/ask.h"

#define CAME "('present', 'late')"
#define HELD "w.deleted IS NULL AND w.status IS NOT 'cancelled'"

/* ?1 and ?2 stand for "at least so many" and "of the last so many". */
static const struct {
	const char *name, *ids;
} questions[] = {
    {"came", "SELECT a.person FROM attendance a WHERE a.deleted IS NULL AND a.mark IN " CAME
             " AND a.workshop IN (SELECT w.id FROM workshop w WHERE " HELD
             " AND EXISTS (SELECT 1 FROM attendance x WHERE x.workshop = w.id AND x.deleted IS NULL AND x.mark IN " CAME
             ") ORDER BY w.date DESC, w.starts DESC, w.id DESC LIMIT ?2) GROUP BY a.person HAVING count(*) >= ?1"},
    {"missed",
        "SELECT person FROM (SELECT a.person, a.mark, row_number() OVER (PARTITION BY a.person ORDER BY w.date DESC, "
        "w.starts DESC, w.id DESC) AS back FROM attendance a JOIN workshop w ON w.id = a.workshop AND " HELD
        " WHERE a.deleted IS NULL AND a.mark IN ('present', 'late', 'absent', 'excused')) WHERE back <= ?2 AND mark IN "
        "('absent', 'excused') GROUP BY person HAVING count(*) >= ?1"},
};

static void numbered(struct where *w, const char *sql, int part, int whole)
{
	const int at[] = {where_int(w, part), where_int(w, whole)};
	for (; *sql; sql++)
		if (*sql == '?' && (sql[1] == '1' || sql[1] == '2'))
			buf_print(&w->sql, "?%d", at[*++sql - '1']);
		else
			buf_char(&w->sql, *sql);
}

bool question_where(struct where *w, const struct kind *k, const char *word)
{
	const struct query_question *asked;
	int part, whole;
	if (!query_question_read(word, &asked, &part, &whole) || strcmp(asked->kind, k->key) != 0)
		return false;
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
		if (strcmp(questions[i].name, asked->name) == 0) {
			buf_text(&w->sql, "t.id IN (");
			numbered(w, questions[i].ids, part, whole);
			buf_char(&w->sql, ')');
		}
	return true;
}
