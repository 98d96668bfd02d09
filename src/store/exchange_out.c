/* store/exchange_out.c - records as lines of JSON, with the clocks of their fields: what another laptop needs to join
 * them with its own. One object a line:
 *   {"format":1,"program":..,"group":..,"what":..,"about":..,"made":ms,"from":..,"name":..,"locality":..}
 *   {"erased":["id",...]}
 *   {"device":0,"uid":"hex","name":".."}            before its number is first used
 *   {"command":[clock,device],"at":ms,"who":..,"name":..}   before a value that it wrote
 *   {"kind":..,"id":"..","created":ms,"modified":ms,"sequence":n,"clock":[clock,device],"part":true,
 *    "values":{key:value},"clocks":{key:[clock,device,...]},"others":{key:[[value,clock,device],...]}}
 * Values as in JSON exports; dots.h says what the clocks are. "part": fields were left out. Knows no file. */
#include "store/command.h"
#include "store/exchange.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/lang.h"
#include "base/mem.h"

struct writing {
	struct store *s;
	const struct exchange_out *o;
	struct buf line, before; /* the record; what must stand before it */
	int64_t *devices;        /* local numbers, by their number in the stream */
	size_t ndevices;
	struct dot *told; /* commands that were written; a power of two slots, clock 0 free */
	size_t slots, used;
	bool conflicts; /* are there any? */
	size_t records;
	struct err *e;
	bool ok;
};

static bool send(struct writing *w, struct buf *b)
{
	buf_char(b, '\n');
	w->ok = w->ok && w->o->line(w->o->ctx, buf_str(b), b->len, w->e);
	buf_clear(b);
	return w->ok;
}

/* ---- laptops and commands, each told once */

static void hex(const unsigned char *bytes, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++)
		buf_print(out, "%02x", bytes[i]);
}

static void text_member(struct buf *b, const char *key, const char *value)
{
	if (!value || !*value)
		return;
	buf_print(b, "%s\"%s\":", b->len && b->data[b->len - 1] != '{' ? "," : "", key);
	json_quote(value, b);
}

static void tell_device(struct writing *w, int64_t local)
{
	sqlite3_stmt *st;
	bool row = false;
	w->ok = w->ok && db_take(w->s, "SELECT uid, name FROM device WHERE n = ?1", &st, w->e);
	if (!w->ok)
		return;
	sqlite3_bind_int64(st, 1, local);
	w->ok = db_step(w->s, st, &row, w->e);
	buf_print(&w->before, "{\"device\":%zu,\"uid\":\"", w->ndevices);
	hex(sqlite3_column_blob(st, 0), (size_t)sqlite3_column_bytes(st, 0), &w->before);
	buf_char(&w->before, '"');
	text_member(&w->before, "name", (const char *)sqlite3_column_text(st, 1));
	buf_text(&w->before, "}\n");
	db_give(w->s, st);
	w->devices = mem_resize(w->devices, w->ndevices + 1, sizeof *w->devices);
	w->devices[w->ndevices++] = local;
}

static size_t device(struct writing *w, int64_t local)
{
	for (size_t i = 0; i < w->ndevices; i++)
		if (w->devices[i] == local)
			return i;
	tell_device(w, local);
	return w->ndevices ? w->ndevices - 1 : 0;
}

static struct dot *slot(const struct writing *w, struct dot d)
{
	size_t i = (size_t)(((uint64_t)d.clock * 31 + (uint64_t)d.device) * 0x9E3779B97F4A7C15u >> 32) & (w->slots - 1);
	while (w->told[i].clock && !dot_same(w->told[i], d))
		i = (i + 1) & (w->slots - 1);
	return &w->told[i];
}

static bool first_time(struct writing *w, struct dot d)
{
	if (w->used * 4 >= w->slots * 3) {
		struct dot *old = w->told;
		const size_t n = w->slots;
		w->slots = n ? n * 2 : 256;
		w->told = mem_array(w->slots, sizeof *w->told);
		for (size_t i = 0; i < n; i++)
			if (old[i].clock)
				*slot(w, old[i]) = old[i];
		free(old);
	}
	struct dot *at = slot(w, d);
	if (at->clock)
		return false;
	*at = d;
	w->used++;
	return true;
}

/* Who wrote it, when, by which command. */
static void tell_command(struct writing *w, struct dot d)
{
	sqlite3_stmt *st;
	bool row = false;
	if (!w->ok || !d.clock || !first_time(w, d))
		return;
	const size_t number = device(w, d.device);
	w->ok = w->ok && db_take(w->s,
	                     "SELECT at, who, name FROM command WHERE clock = ?1 AND device = ?2 UNION ALL "
	                     "SELECT at, who, name FROM origin WHERE clock = ?1 AND device = ?2 LIMIT 1",
	                     &st, w->e);
	if (!w->ok)
		return;
	sqlite3_bind_int64(st, 1, d.clock);
	sqlite3_bind_int64(st, 2, d.device);
	w->ok = db_step(w->s, st, &row, w->e);
	if (row) {
		buf_print(&w->before, "{\"command\":[%lld,%zu],\"at\":%lld", (long long)d.clock, number,
		    (long long)sqlite3_column_int64(st, 0));
		text_member(&w->before, "who", (const char *)sqlite3_column_text(st, 1));
		text_member(&w->before, "name", (const char *)sqlite3_column_text(st, 2));
		buf_text(&w->before, "}\n");
	}
	db_give(w->s, st);
}

static void put_dots(struct writing *w, const struct dots *k, struct buf *out)
{
	buf_char(out, '[');
	for (size_t i = 0; i < k->n; i++) {
		buf_print(out, "%s%lld,", i ? "," : "", (long long)k->d[i].clock);
		buf_int(out, (int64_t)device(w, k->d[i].device));
	}
	buf_char(out, ']');
}

/* ---- one record */

struct parts {
	struct writing *w;
	const struct kind *k;
	struct buf *out;
	size_t n;
};

/* Of a field that this version does not know nobody here can say who may see it. */
static bool allowed(const struct writing *w, const struct kind *k, const char *key)
{
	if (!w->o->allowed || strcmp(key, "deleted") == 0)
		return true;
	const int i = kind_field(k, key);
	return i != NO_FIELD && w->o->allowed(w->o->ctx, &k->fields[i], k);
}

static void key_of(struct parts *p, const char *key)
{
	buf_text(p->out, p->n++ ? ",\"" : "\"");
	buf_text(p->out, key);
	buf_text(p->out, "\":");
}

static void put_values(struct writing *w, const struct record *r)
{
	struct parts p = {w, r->kind, &w->line, 0};
	struct json_slice m;
	buf_text(p.out, ",\"values\":{");
	for (int i = 1; i < r->kind->nfields; i++)
		if (record_has(r, i) && allowed(w, r->kind, r->kind->fields[i].key)) {
			key_of(&p, r->kind->fields[i].key);
			value_json(&r->kind->fields[i], &r->values[i], p.out);
		}
	if (r->deleted) {
		key_of(&p, "deleted");
		buf_int(p.out, r->deleted);
	}
	for (const char *at = !w->o->allowed && r->extra ? r->extra : ""; json_step(&at, &m);) {
		buf_print(p.out, "%s\"%.*s\":", p.n++ ? "," : "", (int)m.key_n, m.key);
		buf_add(p.out, m.value, m.n);
	}
	buf_char(p.out, '}');
}

static void put_clock(void *ctx, const char *key, const struct dots *k)
{
	struct parts *p = ctx;
	if (!k->n || !allowed(p->w, p->k, key))
		return;
	tell_command(p->w, k->d[0]);
	key_of(p, key);
	put_dots(p->w, k, p->out);
}

static void put_clocks(struct writing *w, const struct kind *k, const char *clocks)
{
	struct parts p = {w, k, &w->line, 0};
	buf_text(p.out, ",\"clocks\":{");
	dots_each(clocks, put_clock, &p);
	buf_char(p.out, '}');
}

static void put_other(struct writing *w, const struct kind *k, sqlite3_stmt *st, struct buf *last)
{
	const char *key = (const char *)sqlite3_column_text(st, 0);
	const struct dots d = {.d = {{sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2)}}, .n = 1};
	if (!allowed(w, k, key))
		return;
	const bool begun = last->len > 0, same = begun && strcmp(buf_str(last), key) == 0;
	tell_command(w, d.d[0]);
	if (same)
		buf_char(&w->line, ',');
	else
		buf_print(&w->line, "%s\"%s\":[", begun ? "]," : ",\"others\":{", key);
	buf_print(&w->line, "[%s,%lld,%zu]", (const char *)sqlite3_column_text(st, 3), (long long)d.d[0].clock,
	    device(w, d.d[0].device));
	buf_clear(last);
	buf_text(last, key);
}

static void put_others(struct writing *w, const struct record *r)
{
	sqlite3_stmt *st;
	struct buf last = BUF_INIT;
	bool row = true;
	if (!w->conflicts || !w->ok)
		return;
	w->ok = db_take(w->s,
	    "SELECT field, clock, device, value FROM conflict WHERE id = ?1 ORDER BY field, clock, device", &st, w->e);
	if (!w->ok)
		return;
	sqlite3_bind_int64(st, 1, r->id);
	while ((w->ok = w->ok && db_step(w->s, st, &row, w->e)) && row)
		put_other(w, r->kind, st, &last);
	if (last.len)
		buf_text(&w->line, "]}");
	buf_free(&last);
	db_give(w->s, st);
}

static bool put_record(struct writing *w, const struct record *r, int64_t base_device, const char *clocks)
{
	struct buf *b = &w->line;
	tell_command(w, (struct dot){r->clock, base_device});
	buf_print(b, "{\"kind\":\"%s\",\"id\":\"%lld\",\"created\":%lld,\"modified\":%lld,\"sequence\":%lld,",
	    r->kind->key, (long long)r->id, (long long)r->created, (long long)r->modified, (long long)r->sequence);
	buf_print(b, "\"clock\":[%lld,%zu]%s", (long long)r->clock, device(w, base_device),
	    w->o->allowed ? ",\"part\":true" : "");
	put_values(w, r);
	put_clocks(w, r->kind, clocks);
	put_others(w, r);
	buf_char(b, '}');
	w->records++;
	if (w->before.len) {
		buf_cut(&w->before, w->before.len - 1);
		send(w, &w->before);
	}
	return send(w, b);
}

/* ---- which records */

/* The columns of rows.c, then the clocks and the device of the row. */
static char *select_sql(struct store *s, const struct kind *k, const char *where)
{
	return mem_print("SELECT %s, t.clocks, t.device FROM \"%s\" t %s", rows_columns(s, k), k->key, where);
}

static bool write_row_of(struct writing *w, sqlite3_stmt *st, struct record *r)
{
	const int at = ROWS_FIXED + r->kind->nfields - 1;
	const char *clocks = (const char *)sqlite3_column_text(st, at);
	rows_read(st, r);
	return put_record(w, r, sqlite3_column_int64(st, at + 1), clocks ? clocks : "");
}

static bool write_all(struct writing *w, const struct kind *k)
{
	sqlite3_stmt *st;
	char *sql = select_sql(w->s, k, "ORDER BY t.id");
	bool row = true;
	w->ok = db_take(w->s, sql, &st, w->e);
	free(sql);
	if (!w->ok)
		return false;
	struct record *r = record_new(k);
	while (w->ok && (w->ok = db_step(w->s, st, &row, w->e)) && row)
		write_row_of(w, st, r);
	record_free(r);
	db_give(w->s, st);
	return w->ok;
}

static bool write_one(struct writing *w, const struct kind *k, int64_t id)
{
	sqlite3_stmt *st;
	char *sql = select_sql(w->s, k, "WHERE t.id = ?1");
	bool row = false;
	w->ok = db_take(w->s, sql, &st, w->e);
	free(sql);
	if (!w->ok)
		return false;
	struct record *r = record_new(k);
	sqlite3_bind_int64(st, 1, id);
	w->ok = db_step(w->s, st, &row, w->e);
	if (row)
		write_row_of(w, st, r);
	record_free(r);
	db_give(w->s, st);
	return w->ok;
}

/* What files of the same folder brought is there already. */
#define TOUCHED                                                                                                        \
	"SELECT kind, id FROM change WHERE seq > ?1 AND NOT EXISTS (SELECT 1 FROM exchanged x WHERE x.first IS NOT "   \
	"NULL AND x.first <= seq AND seq < x.next AND x.folder = ?3) UNION SELECT kind, id FROM quiet WHERE n > ?2"

static bool write_touched(struct writing *w)
{
	sqlite3_stmt *st;
	bool row = true;
	if (!(w->ok = db_take(w->s, TOUCHED, &st, w->e)))
		return false;
	sqlite3_bind_int64(st, 1, w->o->since.change);
	sqlite3_bind_int64(st, 2, w->o->since.quiet);
	sqlite3_bind_text(st, 3, w->o->not_from ? w->o->not_from : "", -1, SQLITE_STATIC);
	while (w->ok && (w->ok = db_step(w->s, st, &row, w->e)) && row) {
		const struct kind *k = kind_find((const char *)sqlite3_column_text(st, 0));
		if (k)
			write_one(w, k, sqlite3_column_int64(st, 1));
	}
	db_give(w->s, st);
	return w->ok;
}

static bool write_records(struct writing *w)
{
	size_t n;
	const struct kind *k = kinds_all(&n);
	if (w->o->only) {
		for (size_t i = 0; w->ok && i < w->o->nonly; i++)
			write_one(w, w->o->only[i].kind, w->o->only[i].id);
		return w->ok;
	}
	if (w->o->since.change || w->o->since.quiet)
		return write_touched(w);
	for (size_t i = 0; w->ok && i < n; i++)
		write_all(w, &k[i]);
	return w->ok;
}

/* ---- the stream */

static bool write_head(struct writing *w)
{
	struct buf b = BUF_INIT;
	unsigned char uid[EXCHANGE_UID];
	int64_t newest = 0;
	char *name = store_setting(w->s, "group.name"), *locality = store_setting(w->s, "group.locality"), *from = NULL;
	bool ok = exchange_device_here(w->s, uid, &from, w->e);
	buf_print(&b, "{\"format\":%d", EXCHANGE_FORMAT);
	text_member(&b, "program", OBSTE_VERSION);
	text_member(&b, "group", w->s->group);
	text_member(&b, "what", w->o->what);
	text_member(&b, "about", w->o->about);
	db_int(w->s, &newest, NULL,
	    "SELECT max((SELECT max(clock) FROM command), "
	    "COALESCE((SELECT value FROM meta WHERE key = 'seen'), 0))",
	    "");
	buf_print(&b, ",\"made\":%lld,\"clock\":%lld", (long long)clock_ms(&w->s->clock), (long long)newest);
	text_member(&b, "from", from);
	text_member(&b, "name", name);
	text_member(&b, "locality", locality);
	buf_char(&b, '}');
	ok = ok && send(w, &b);
	buf_free(&b);
	free(name);
	free(locality);
	free(from);
	return ok;
}

/* Numbers alone: they tell nothing. */
static bool write_erased(struct writing *w)
{
	sqlite3_stmt *st;
	bool row = true;
	size_t n = 0;
	if (!(w->ok = db_take(w->s, "SELECT id FROM erased ORDER BY id", &st, w->e)))
		return false;
	while ((w->ok = w->ok && db_step(w->s, st, &row, w->e)) && row) {
		buf_print(
		    &w->line, "%s\"%lld\"", n++ % 1000 ? "," : "{\"erased\":[", (long long)sqlite3_column_int64(st, 0));
		if (n % 1000 == 0) {
			buf_text(&w->line, "]}");
			send(w, &w->line);
		}
	}
	db_give(w->s, st);
	if (n % 1000) {
		buf_text(&w->line, "]}");
		send(w, &w->line);
	}
	return w->ok;
}

bool exchange_mark_now(struct store *s, struct exchange_mark *out, struct err *e)
{
	return db_int(s, &out->change, e, "SELECT max(seq) FROM change", "") &&
	       db_int(s, &out->quiet, e, "SELECT max(n) FROM quiet", "") &&
	       db_int(s, &out->erased, e, "SELECT count(*) FROM erased", "");
}

static bool write_stream(struct writing *w, struct exchange_mark *mark)
{
	int64_t any = 0;
	if (mark && !exchange_mark_now(w->s, mark, w->e))
		return false;
	w->ok = db_int(w->s, &any, w->e, "SELECT EXISTS (SELECT 1 FROM conflict)", "");
	w->conflicts = any != 0;
	return w->ok && write_head(w) && write_erased(w) && write_records(w);
}

bool exchange_write(
    struct store *s, const struct exchange_out *o, size_t *records, struct exchange_mark *mark, struct err *e)
{
	struct writing w = {.s = s, .o = o, .e = e, .ok = true};
	if (!db_run(s, e, "BEGIN", ""))
		return false;
	bool ok = write_stream(&w, mark);
	db_run(s, NULL, "COMMIT", "");
	if (records)
		*records = w.records;
	buf_free(&w.line);
	buf_free(&w.before);
	free(w.devices);
	free(w.told);
	return ok;
}
