/* edit.c - one saved edit, with its history and search index, against the bare commit of SQLite on the same disk.
 * usage: bench-edit DATABASE TURNS; prints two medians in milliseconds. Measures the use case, not a screen. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/app.h"
#include "base/err.h"

enum { MOST = 10000 };

static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double median(double *times, int n)
{
	qsort(times, (size_t)n, sizeof *times, by_size);
	return times[n / 2];
}

static void fail(const char *what, const char *why)
{
	fprintf(stderr, "bench-edit: %s: %s\n", what, why);
	exit(1);
}

static void edit(struct app *a, struct record *r, int turn, double *ms)
{
	struct err e = {0};
	struct app_save saved;
	char phone[32];
	snprintf(phone, sizeof phone, "+3736900%04d", turn % 10000);
	struct record *base = record_copy(r);
	record_set_text(r, person_phone, phone);
	double begun = now_ms();
	if (!app_save(a, r, base, &saved, &e))
		fail("save", e.what);
	*ms = now_ms() - begun;
	record_free(base);
}

static double edits(const char *path, int turns, double *times)
{
	struct err e = {0};
	struct app_options o = {.argv0 = "build/obste", .db = path, .lang_given = true, .lang = LANG_EN};
	struct app *a = app_start(&o);
	if (!app_open(a, NULL, &e))
		fail(path, e.what);
	struct query q;
	struct record *rows[1] = {NULL};
	size_t got = 0;
	query_init(&q, kind_find("person"));
	if (!app_page(a, &q, NULL, false, 1, rows, &got, &e) || got != 1)
		fail("no person", e.what);
	int64_t id = rows[0]->id;
	record_free(rows[0]);
	for (int i = 0; i < turns; i++) {
		struct record *r = NULL;
		if (!app_get(a, q.kind, id, &r, &e))
			fail("read", e.what);
		edit(a, r, i, &times[i]);
		record_free(r);
	}
	query_free(&q);
	app_stop(a);
	return median(times, turns);
}

static void must(sqlite3 *db, int result)
{
	if (result != SQLITE_OK && result != SQLITE_DONE)
		fail("sqlite", sqlite3_errmsg(db));
}

static double commits(const char *path, int turns, double *times)
{
	sqlite3 *db;
	sqlite3_stmt *s;
	unlink(path);
	must(NULL, sqlite3_open(path, &db));
	must(db,
	    sqlite3_exec(db,
	        "pragma journal_mode=wal; pragma synchronous=full; create table people(id integer primary key, phone);"
	        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000)"
	        "insert into people select i, 'x' from n",
	        NULL, NULL, NULL));
	must(db, sqlite3_prepare_v2(db, "update people set phone = ?1 where id = 500", -1, &s, NULL));
	for (int i = 0; i < turns; i++) {
		double begun = now_ms();
		must(db, sqlite3_bind_int(s, 1, i));
		must(db, sqlite3_step(s));
		must(db, sqlite3_reset(s));
		times[i] = now_ms() - begun;
	}
	sqlite3_finalize(s);
	sqlite3_close(db);
	return median(times, turns);
}

int main(int argc, char **argv)
{
	static double times[MOST];
	int turns = argc == 3 ? atoi(argv[2]) : 0;
	if (turns < 1 || turns > MOST) {
		fprintf(stderr, "usage: bench-edit DATABASE TURNS (1 to %d)\n", MOST);
		return 2;
	}
	char bare[4096];
	snprintf(bare, sizeof bare, "%s.bare", argv[1]);
	double ours = edits(argv[1], turns, times);
	printf("%.4f %.4f\n", ours, commits(bare, turns, times));
	return 0;
}
