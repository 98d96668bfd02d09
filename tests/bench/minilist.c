/* minilist.c - the least that a list of people over a database can be: ncursesw, SQLite, one prepared statement a
 * direction. What Obște is measured against; not a part of it. usage: minilist DATABASE; j, k, q.
 * The table is people(id integer primary key, surname, given, phone, sector) with an index on (surname, id). */
#include <locale.h>
#include <ncurses.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

enum { COLUMNS = 4, TEXT = 128 };
struct row {
	sqlite3_int64 id;
	char cell[COLUMNS][TEXT];
};
struct list {
	sqlite3_stmt *after, *before;
	struct row rows[256];
	int count, at;
};

static void take(sqlite3_stmt *s, struct row *r)
{
	r->id = sqlite3_column_int64(s, 0);
	for (int i = 0; i < COLUMNS; i++) {
		const char *text = (const char *)sqlite3_column_text(s, i + 1);
		snprintf(r->cell[i], TEXT, "%s", text ? text : "");
	}
}

static int fetch(sqlite3_stmt *s, const struct row *from, int n, struct row *out)
{
	int got = 0;
	sqlite3_reset(s);
	sqlite3_bind_text(s, 1, from ? from->cell[0] : "", -1, SQLITE_TRANSIENT);
	sqlite3_bind_int64(s, 2, from ? from->id : 0);
	sqlite3_bind_int(s, 3, n);
	while (got < n && sqlite3_step(s) == SQLITE_ROW)
		take(s, &out[got++]);
	return got;
}

static void paint(const struct list *l)
{
	static const int width[COLUMNS] = {26, 20, 16, 16};
	erase();
	for (int y = 0; y < l->count; y++) {
		attrset(y == l->at ? A_REVERSE : A_NORMAL);
		for (int i = 0, x = 1; i < COLUMNS; x += width[i++])
			mvaddnstr(y + 1, x, l->rows[y].cell[i], width[i] - 1);
	}
	attrset(A_NORMAL);
	mvprintw(LINES - 1, 0, " ready");
	refresh();
}

static void down(struct list *l)
{
	struct row next;
	if (l->at + 1 < l->count) {
		l->at++;
	} else if (fetch(l->after, &l->rows[l->count - 1], 1, &next) == 1) {
		memmove(l->rows, l->rows + 1, (size_t)(l->count - 1) * sizeof next);
		l->rows[l->count - 1] = next;
	}
}

static void up(struct list *l)
{
	struct row previous;
	if (l->at > 0) {
		l->at--;
	} else if (fetch(l->before, &l->rows[0], 1, &previous) == 1) {
		memmove(l->rows + 1, l->rows, (size_t)(l->count - 1) * sizeof previous);
		l->rows[0] = previous;
	}
}

int main(int argc, char **argv)
{
	static struct list l;
	sqlite3 *db;
	setlocale(LC_CTYPE, "");
	if (argc != 2 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		return 1;
#define SELECT "select id, surname, given, phone, sector from people where (surname, id) "
	if (sqlite3_prepare_v2(db, SELECT "> (?1, ?2) order by surname, id limit ?3", -1, &l.after, NULL) !=
	        SQLITE_OK ||
	    sqlite3_prepare_v2(db, SELECT "< (?1, ?2) order by surname desc, id desc limit ?3", -1, &l.before, NULL) !=
	        SQLITE_OK)
		return 1;
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	int rows = LINES - 2 < 256 ? LINES - 2 : 256;
	l.count = fetch(l.after, NULL, rows, l.rows);
	for (int key = 0; key != 'q'; key = getch()) {
		if (key == 'j')
			down(&l);
		else if (key == 'k')
			up(&l);
		paint(&l);
	}
	endwin();
	return 0;
}
