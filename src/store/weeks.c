/* store/weeks.c - the figures of some weeks, and who stays away: questions of the first screen, one SQL text each. */
#include "store/figures.h"

#include "base/lang.h"
#include "store/impl.h"

#define CAME "COALESCE(a.mark, '') IN ('present', 'late')"
#define HELD "w.deleted IS NULL AND w.status IS NOT 'cancelled'"

static const struct week_figure figures[] = {
    {"attendance", N_("Attendance"), "workshop", true,
        "SELECT COALESCE(sum(" CAME "), 0), count(*) FROM workshop w JOIN attendance a ON a.workshop = w.id AND "
        "a.deleted IS NULL AND COALESCE(a.mark, '') IN ('present', 'late', 'absent', 'excused') WHERE " HELD
        " AND w.date BETWEEN :from AND :to"},
    {"signatures", N_("New signatures"), "signature", false,
        "SELECT count(*), 0 FROM sheet s JOIN signature g ON g.sheet = s.id AND g.deleted IS NULL AND "
        "COALESCE(g.checked, 'ok') = 'ok' WHERE s.deleted IS NULL AND s.\"on\" BETWEEN :from AND :to"},
    {"members", N_("New people"), "person", false,
        "SELECT count(*), 0 FROM person p WHERE p.deleted IS NULL AND p.since BETWEEN :from AND :to AND "
        "COALESCE(p.status, '') <> 'guest'"},
};

const struct week_figure *week_figures(size_t *count)
{
	*count = sizeof figures / sizeof *figures;
	return figures;
}

static void bind_day(sqlite3_stmt *st, const char *name, date_t d)
{
	char iso[11];
	const int at = sqlite3_bind_parameter_index(st, name);
	date_iso(d, iso);
	if (at)
		sqlite3_bind_text(st, at, iso, -1, SQLITE_TRANSIENT);
}

bool week_figure_run(
    struct store *s, const struct week_figure *f, date_t from, date_t to, int64_t *part, int64_t *whole, struct err *e)
{
	sqlite3_stmt *st;
	bool there = false;
	*part = *whole = 0;
	if (!db_take(s, f->sql, &st, e))
		return false;
	bind_day(st, ":from", from);
	bind_day(st, ":to", to);
	const bool ok = db_step(s, st, &there, e);
	if (ok && there) {
		*part = sqlite3_column_int64(st, 0);
		*whole = sqlite3_column_int64(st, 1);
	}
	db_give(s, st);
	return ok;
}

/* Their last three invitations of the last months, none of which they followed. */
static const char sql_away[] = "SELECT person FROM (SELECT a.person, a.mark, row_number() OVER (PARTITION BY a.person "
                               "ORDER BY w.date DESC, w.id DESC) AS n "
                               "FROM workshop w JOIN attendance a ON a.workshop = w.id AND a.deleted IS NULL AND "
                               "COALESCE(a.mark, '') IN ('present', "
                               "'late', 'absent', 'excused') WHERE " HELD
                               " AND w.date BETWEEN :from AND :to) r JOIN person p ON p.id = r.person AND "
                               "p.deleted IS NULL AND COALESCE(p.status, '') NOT IN ('left', 'guest') WHERE n <= 3 "
                               "GROUP BY r.person HAVING count(*) = 3 "
                               "AND sum(r.mark = 'absent') = 3 ORDER BY p.sort";

bool store_stayed_away(struct store *s, date_t today, bool (*each)(void *ctx, int64_t person), void *ctx, struct err *e)
{
	sqlite3_stmt *st;
	bool there = true, more = true, ok = true;
	if (!db_take(s, sql_away, &st, e))
		return false;
	bind_day(st, ":from", today - 180);
	bind_day(st, ":to", today);
	while (more && (ok = db_step(s, st, &there, e)) && there)
		more = each(ctx, sqlite3_column_int64(st, 0));
	db_give(s, st);
	return ok;
}
