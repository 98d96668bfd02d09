/* app/export_json.c - records as JSON, one after another from the store's iterator into the writer; the bin too, so
 * that nothing is lost. Knows no kind by name. */
#include "app/exchange.h"

#include "app/app_internal.h"
#include "base/path.h"
#include "out/json.h"
#include "store/read.h"

struct json_run {
	struct app *app;
	struct json_writer writer;
	struct type_ctx types;
	int64_t rows, whole;
	bool stopped;
};

static bool put_row(void *ctx, const struct record *r)
{
	struct json_run *run = ctx;
	json_write_row(&run->writer, r, &run->types);
	run->rows++;
	run->stopped = app_worked(run->app, run->rows, run->whole);
	return !run->stopped && !ferror(run->writer.file);
}

static bool write_kind(struct json_run *run, const struct kind *k, struct err *e)
{
	struct query q;
	query_init(&q, k);
	q.bin = QUERY_BOTH;
	q.by_id = true;
	bool ok = store_each(run->app->store, &q, 0, put_row, run, e);
	query_free(&q);
	return ok && (!run->stopped || app_interrupted(e));
}

static int64_t count_kind(struct json_run *run, const struct kind *k)
{
	struct query q;
	query_init(&q, k);
	q.bin = QUERY_BOTH;
	int64_t n = app_whole(run->app, &q);
	query_free(&q);
	return n;
}

static int64_t count_all(struct json_run *run)
{
	size_t count;
	int64_t n = 0;
	const struct kind *all = kinds_all(&count);
	for (size_t i = 0; i < count; i++)
		n += count_kind(run, &all[i]);
	return n;
}

static bool write_all(struct json_run *run, struct err *e)
{
	size_t count;
	const struct kind *all = kinds_all(&count);
	for (size_t i = 0; i < count && !ferror(run->writer.file); i++) {
		json_write_kind(&run->writer, &all[i]);
		if (!write_kind(run, &all[i], e))
			return false;
	}
	return true;
}

bool app_export_json(struct app *a, const struct kind *k, const char *path, int64_t *rows, struct err *e)
{
	struct json_run run = {.app = a};
	struct path_writer w;
	if (!app_store(a, e) || !path_write_begin(&w, path, e))
		return false;
	run.types = *app_types(a);
	json_write_begin(&run.writer, w.file, k);
	run.whole = k ? count_kind(&run, k) : count_all(&run);
	bool ok = k ? write_kind(&run, k, e) : write_all(&run, e);
	if (ok) {
		json_write_end(&run.writer);
		ok = path_write_end(&w, e);
	} else {
		path_write_abandon(&w);
	}
	if (rows)
		*rows = run.rows;
	return ok;
}
