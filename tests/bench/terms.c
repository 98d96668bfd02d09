/* terms.c - all legal terms of the letters at once, and what the first screen asks when it is opened.
 * usage: bench-terms DATABASE make: adds 1,000 actions, 10,000 letters, tasks, meetings and problems
 *        bench-terms DATABASE TURNS: prints two medians in milliseconds, of the terms and of the first screen
 * The clock is $OBSTE_NOW. Measures use cases, not a screen. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/app.h"
#include "app/dates.h"
#include "app/letters.h"
#include "app/today.h"

enum { ACTIONS = 1000, LETTERS = 10000, ROOTS = 7000, BATCH = 500, MOST = 1000, YEARS = 1100 };

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

static void fail(const char *what, const char *why)
{
	fprintf(stderr, "bench-terms: %s: %s\n", what, why);
	exit(1);
}

/* ---- the data: the same each time */

struct batch {
	struct app *app;
	struct record *list[BATCH];
	size_t n;
};

static void flush(struct batch *b)
{
	struct err e = ERR_INIT;
	if (b->n && !app_save_many(b->app, "Bench", b->list, b->n, &e))
		fail("save", e.what);
	for (size_t i = 0; i < b->n; i++)
		record_free(b->list[i]);
	b->n = 0;
}

static struct record *add(struct batch *b, enum kind_number k)
{
	if (b->n == BATCH)
		flush(b);
	return b->list[b->n++] = record_new_initial(kind_get(k), app_types(b->app));
}

static void set_day(struct record *r, int field, date_t d)
{
	char iso[11];
	date_iso(d, iso);
	record_set_text(r, field, iso);
}

static void name(struct record *r, int field, const char *what, int i)
{
	char text[80];
	snprintf(text, sizeof text, "%s %d", what, i);
	record_set_text(r, field, text);
}

/* Ids are known after the batch is stored: it is asked for them. */
static bool take_id(void *ctx, const struct record *r)
{
	int64_t **next = ctx;
	*(*next)++ = r->id;
	return true;
}

static void read_ids(struct app *a, enum kind_number k, int64_t *ids)
{
	struct query q;
	struct err e = ERR_INIT;
	query_init(&q, kind_get(k));
	q.by_id = true;
	if (!app_each(a, &q, 0, take_id, &ids, &e))
		fail("ids", e.what);
	query_free(&q);
}

static void make_letters(struct batch *b, date_t today)
{
	static int64_t actions[ACTIONS], roots[LETTERS];
	read_ids(b->app, KIND_action, actions);
	for (int i = 0; i < ROOTS; i++) {
		struct record *r = add(b, KIND_letter);
		const date_t on = today - 1 - i % YEARS;
		name(r, letter_subject, "Petiție: iluminat", i);
		record_set_int(r, letter_action, actions[i % ACTIONS]);
		set_day(r, letter_sent_on, on - 1);
		set_day(r, letter_registered_on, on);
		record_set_text(r, letter_rule, i % 4 ? "petition.answer" : "info.answer");
		record_set_text(
		    r, letter_text, "Cerem reparația trotuarului și a iluminatului de pe stradă, cu termen.");
		if (i % 10 >= 3 && on < today - 40)
			set_day(r, letter_closed_on, on + 20 + i % 30);
	}
	flush(b);
	read_ids(b->app, KIND_letter, roots);
	for (int i = ROOTS; i < LETTERS; i++) {
		static const char *const kinds[] = {"extension", "acknowledgement", "reply"};
		struct record *r = add(b, KIND_letter);
		name(r, letter_subject, "Răspuns", i);
		record_set_text(r, letter_kind, kinds[i % 3]);
		record_set_text(r, letter_direction, "in");
		record_set_int(r, letter_answers, roots[(i * 7) % ROOTS]);
		set_day(r, letter_received_on, today - i % YEARS);
		record_set_text(r, letter_extension_reasons, "expertiză");
	}
	flush(b);
}

static void make(struct app *a)
{
	struct batch b = {.app = a, .n = 0};
	const date_t today = app_types(a)->today;
	for (int i = 0; i < ACTIONS; i++) {
		struct record *r = add(&b, KIND_action);
		name(r, action_title, "Acțiune", i);
		set_day(r, action_starts_on, today - i);
		record_set_text(r, action_stage, i % 4 ? "won" : "waiting");
	}
	for (int i = 0; i < 2 * ACTIONS; i++) {
		struct record *r = add(&b, KIND_step);
		name(r, step_what, "Pas", i);
		set_day(r, step_until, today + 7 - i % 700);
		if (i % 50)
			set_day(r, step_done_on, today - i % 700);
	}
	for (int i = 0; i < 500; i++) {
		struct record *r = add(&b, KIND_problem);
		name(r, problem_title, "Problemă", i);
		record_set_text(r, problem_state, i % 3 ? "closed" : "sent");
		r = add(&b, KIND_meeting);
		name(r, meeting_title, "Ședință", i);
		set_day(r, meeting_date, today + 30 - 2 * i);
		r = add(&b, KIND_workshop);
		name(r, workshop_title, "Atelier", i);
		set_day(r, workshop_date, today + 7 - 3 * i);
	}
	flush(&b);
	make_letters(&b, today);
}

/* ---- measuring */

static bool count_term(void *ctx, int64_t id, const struct thread *t)
{
	(void)id;
	*(int64_t *)ctx += t->end.end != DATE_NONE;
	return true;
}

static bool count_attention(void *ctx, const struct app_attention *t)
{
	*(int64_t *)ctx += t->rank <= RANK_LOOSE;
	return true;
}

static bool count_task(void *ctx, const struct app_task *t)
{
	*(int64_t *)ctx += t->id != 0;
	return true;
}

static bool count_entry(void *ctx, const struct app_entry *en)
{
	*(int64_t *)ctx += en->id != 0;
	return true;
}

static bool count_weeks(void *ctx, const struct app_weeks *w)
{
	*(int64_t *)ctx += w->whole >= 0;
	return true;
}

static double terms(struct app *a)
{
	struct err e = ERR_INIT;
	int64_t n = 0;
	const double begun = now_ms();
	if (!app_letter_terms(a, count_term, &n, &e) || n < ROOTS / 2)
		fail("terms", e.what);
	return now_ms() - begun;
}

/* What the screen reads: today_read() in src/ui/screens/today_read.c. */
static double today(struct app *a)
{
	struct err e = ERR_INIT;
	int64_t n = 0;
	const date_t now = app_types(a)->today;
	const double begun = now_ms();
	if (!app_attention(a, 14, false, 100, count_attention, &n, NULL, &e) || !app_tasks(a, count_task, &n, &e) ||
	    !app_agenda(a, now, now + 6, count_entry, &n, &e) || !app_four_weeks(a, count_weeks, &n, &e) || n == 0)
		fail("today", e.what);
	return now_ms() - begun;
}

static double median_of(double (*what)(struct app *a), struct app *a, int turns)
{
	static double times[MOST];
	for (int i = 0; i < turns; i++)
		times[i] = what(a);
	qsort(times, (size_t)turns, sizeof *times, by_size);
	return times[turns / 2];
}

int main(int argc, char **argv)
{
	struct err e = ERR_INIT;
	if (argc != 3)
		fail("usage", "bench-terms DATABASE make|TURNS");
	struct app_options o = {.argv0 = "build/obste", .db = argv[1], .lang_given = true, .lang = LANG_EN};
	struct app *a = app_start(&o);
	if (!app_open(a, NULL, &e))
		fail(argv[1], e.what);
	if (strcmp(argv[2], "make") == 0) {
		make(a);
	} else {
		const int asked = atoi(argv[2]), turns = asked < 1 ? 1 : asked > MOST ? MOST : asked;
		printf("%f ", median_of(terms, a, turns));
		printf("%f\n", median_of(today, a, turns));
	}
	app_stop(a);
	return 0;
}
