/* app/import_pipe.c - rows read ahead by a second thread, and the short ring of batches between the two. */
#include "app/import_pipe.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

#define BATCHES 4 /* one is being filled, one emptied, two wait */
#define BATCH_ROWS 128
#define BATCH_BYTES (256 * 1024) /* a batch of long rows ends sooner */

struct batch {
	struct pipe_row rows[BATCH_ROWS];
	size_t n, bytes;
};

struct pipe {
	struct table_run *t; /* the reading thread changes nothing in it */
	int64_t at;
	struct import_keys keys; /* the reading thread's own: only marks are made with them */
	struct batch *batches;
	struct batch *filling;
	bool ok; /* the file was read to its end, or to where it was stopped; else `fault` */
	struct err fault;
	pthread_mutex_t lock; /* for the rest */
	pthread_cond_t change;
	size_t filled, emptied; /* batches so far */
	bool over, stop;        /* the reading thread ended; it is to end */
};

/* ---- the reading thread */

/* The next batch to fill; NULL: nobody wants it. */
static struct batch *next_empty(struct pipe *p)
{
	pthread_mutex_lock(&p->lock);
	while (p->filled - p->emptied == BATCHES && !p->stop)
		pthread_cond_wait(&p->change, &p->lock);
	struct batch *b = p->stop ? NULL : &p->batches[p->filled % BATCHES];
	pthread_mutex_unlock(&p->lock);
	if (b)
		b->n = b->bytes = 0;
	return b;
}

static void give_filled(struct pipe *p, bool over)
{
	pthread_mutex_lock(&p->lock);
	p->filled += p->filling && p->filling->n;
	p->filling = NULL;
	p->over = over;
	pthread_cond_broadcast(&p->change);
	pthread_mutex_unlock(&p->lock);
}

static void copy_cells(struct pipe_row *row, const struct csv_row *from)
{
	buf_clear(&row->text);
	if (row->room < from->count) {
		row->room = from->count;
		row->cells = mem_resize(row->cells, row->room, sizeof *row->cells);
	}
	for (size_t i = 0; i < from->count; i++)
		buf_add(&row->text, from->cells[i], strlen(from->cells[i]) + 1);
	char *at = row->text.data;
	for (size_t i = 0; i < from->count; i++, at += strlen(at) + 1)
		row->cells[i] = at;
	row->count = from->count;
}

static void make_record(struct pipe *p, struct pipe_row *row)
{
	struct record *r = record_copy(p->t->initial);
	row->fault = (struct err)ERR_INIT;
	if (!table_read_row(p->t, r, (const char *const *)row->cells, row->count, false, &row->fault)) {
		record_free(r);
		return;
	}
	row->record = r;
	import_keys_marks(&p->keys, r, &row->marks);
	command_prepare(r, p->at, &row->prepared);
}

static bool make_row(void *ctx, const struct csv_row *from)
{
	struct pipe *p = ctx;
	if (from->number == 1)
		return true;
	if (!p->filling && !(p->filling = next_empty(p)))
		return false;
	struct pipe_row *row = &p->filling->rows[p->filling->n++];
	record_free(row->record); /* of the row that stood here before */
	row->record = NULL;
	row->number = from->number;
	row->bad = from->bad;
	buf_clear(&row->why);
	buf_text(&row->why, from->why);
	copy_cells(row, from);
	if (!row->bad)
		make_record(p, row);
	p->filling->bytes += row->text.len;
	if (p->filling->n == BATCH_ROWS || p->filling->bytes > BATCH_BYTES)
		give_filled(p, false);
	return true;
}

static void *read_ahead(void *ctx)
{
	struct pipe *p = ctx;
	const struct app_table *table = p->t->table;
	p->ok = app_table_rows(table, make_row, p, &p->fault);
	give_filled(p, true);
	return NULL;
}

/* ---- the caller's thread */

/* NULL: there are no more. */
static struct batch *next_filled(struct pipe *p)
{
	pthread_mutex_lock(&p->lock);
	while (p->filled == p->emptied && !p->over)
		pthread_cond_wait(&p->change, &p->lock);
	struct batch *b = p->filled == p->emptied ? NULL : &p->batches[p->emptied % BATCHES];
	pthread_mutex_unlock(&p->lock);
	return b;
}

static void give_empty(struct pipe *p, bool stop)
{
	pthread_mutex_lock(&p->lock);
	p->emptied++;
	p->stop = stop;
	pthread_cond_broadcast(&p->change);
	pthread_mutex_unlock(&p->lock);
}

static void take_all(struct pipe *p, bool (*take)(void *ctx, struct pipe_row *row))
{
	bool go_on = true;
	struct batch *b;
	while (go_on && (b = next_filled(p))) {
		for (size_t i = 0; i < b->n && go_on; i++)
			go_on = take(p->t, &b->rows[i]);
		give_empty(p, !go_on);
	}
}

/* What is made at first use and kept, see the header. */
static void make_ready(void)
{
	struct buf b = BUF_INIT;
	date_t any;
	for (enum lang l = 0; l < LANG_COUNT; l++)
		tr_in(l, N_("reason"));
	text_sort_key("a", &b);
	text_key("Ș", &b);
	date_parse("luni", 0, &any);
	buf_free(&b);
}

/* Signals come to the caller's thread, which knows what is to be done. */
static bool start(pthread_t *thread, struct pipe *p)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	bool ok = pthread_create(thread, NULL, read_ahead, p) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return ok;
}

static void free_batches(struct batch *batches)
{
	for (size_t i = 0; i < BATCHES * BATCH_ROWS; i++) {
		struct pipe_row *row = &batches[i / BATCH_ROWS].rows[i % BATCH_ROWS];
		buf_free(&row->why);
		buf_free(&row->text);
		free(row->cells);
		record_free(row->record);
		prepared_free(&row->prepared);
	}
	free(batches);
}

/* What names a record is looked up in the database when it is read. */
static bool names_others(const struct table_run *t, int i)
{
	const struct kind *k = t->kind;
	bool ref = k->fields[i].type == &ft_ref || k->fields[i].type == &ft_refs;
	return ref && (t->mapped[i] || i == k->title[0] || i == k->title[1] || i == k->title[2]);
}

/* A large table of which no row names another record, on a machine with more than one processor. */
static bool fits(const struct table_run *t)
{
	bool yes = t->run.big && sysconf(_SC_NPROCESSORS_ONLN) > 1;
	for (int i = 1; yes && i < t->kind->nfields; i++)
		yes = !names_others(t, i);
	return yes;
}

bool import_pipe(struct table_run *t, bool (*take)(void *ctx, struct pipe_row *row), bool *ok, struct err *e)
{
	if (!fits(t))
		return false;
	struct pipe p = {.t = t, .at = command_at(t->run.command), .fault = ERR_INIT};
	pthread_t thread;
	import_keys_copy(&p.keys, &t->keys);
	p.batches = mem_array(BATCHES, sizeof *p.batches);
	pthread_mutex_init(&p.lock, NULL);
	pthread_cond_init(&p.change, NULL);
	make_ready();
	bool started = start(&thread, &p);
	if (started) {
		take_all(&p, take);
		pthread_join(thread, NULL);
	}
	pthread_cond_destroy(&p.change);
	pthread_mutex_destroy(&p.lock);
	import_keys_free(&p.keys);
	free_batches(p.batches);
	*ok = p.ok;
	if (started && !p.ok && e)
		*e = p.fault;
	return started;
}
