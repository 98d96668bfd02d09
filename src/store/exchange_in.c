/* store/exchange_in.c - a stream line by line: whose it is, who wrote what, what was erased, and the records, which
 * exchange_put.c joins with those here. Everything happens in one command; only what was erased elsewhere is erased
 * before it, in one of its own, for that cannot be taken back. Knows no file. */
#include "store/exchange_inner.h"

#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"

#define CLOCK_MOST (INT64_C(1) << 62) /* beyond it no clock of a laptop stands */

static bool broken(struct err *e)
{
	err_set(e, ERR_INVALID,
	    _("This exchange file holds something that this program does not understand. Nothing "
	      "was taken from it."));
	return err_tag(e, "EXCHANGE-LINE");
}

/* ---- pieces of a line */

static bool is_key(const struct json_slice *m, const char *key)
{
	return m->key && m->key_n == strlen(key) && memcmp(m->key, key, m->key_n) == 0;
}

static bool find(const char *object, const char *key, struct json_slice *out)
{
	for (const char *p = object; json_step(&p, out);)
		if (is_key(out, key))
			return true;
	return false;
}

static int64_t number(const struct json_slice *m)
{
	return m->n && m->n < 20 ? strtoll(m->value, NULL, 10) : 0;
}

static int64_t find_number(const char *object, const char *key)
{
	struct json_slice m;
	return find(object, key, &m) ? number(&m) : 0;
}

static char *find_text(const char *object, const char *key)
{
	struct json_slice m;
	struct buf b = BUF_INIT;
	if (!find(object, key, &m) || !json_slice_text(&m, &b)) {
		buf_free(&b);
		return NULL;
	}
	return buf_take(&b);
}

/* ---- the head */

bool exchange_head_read(const char *line, struct exchange_head *out, struct err *e)
{
	*out = (struct exchange_head){0};
	if (!json_judge(line, NULL) || (out->format = (int)find_number(line, "format")) < 1)
		return broken(e);
	out->program = find_text(line, "program");
	out->group = find_text(line, "group");
	out->what = find_text(line, "what");
	out->about = find_text(line, "about");
	out->name = find_text(line, "name");
	out->locality = find_text(line, "locality");
	out->from = find_text(line, "from");
	out->made_ms = find_number(line, "made");
	out->newest_ms = find_number(line, "clock") >> 15;
	if (out->format > EXCHANGE_FORMAT) {
		err_set(e, ERR_INVALID,
		    _("This exchange file was made by a newer version (%s). Nothing was taken from it."),
		    out->program ? out->program : "?");
		err_hint(e, _("Install that version here too, then take the file in again."));
		return err_tag(e, "EXCHANGE-NEWER");
	}
	return out->group != NULL || broken(e);
}

void exchange_head_free(struct exchange_head *h)
{
	free(h->program);
	free(h->group);
	free(h->what);
	free(h->about);
	free(h->name);
	free(h->locality);
	free(h->from);
	*h = (struct exchange_head){0};
}

/* ---- the command */

static bool begin_command(struct exchange_in *in, struct err *e)
{
	int64_t any[2] = {0, 0};
	if (in->c)
		return true;
	if (!command_begin(in->s, in->name, in->about, &in->c, e))
		return false;
	if (in->o.many)
		command_bulk(in->c);
	if (!db_int(in->s, &any[0], e, "SELECT EXISTS (SELECT 1 FROM conflict)", "") ||
	    !db_int(in->s, &any[1], e, "SELECT EXISTS (SELECT 1 FROM awaited)", ""))
		return false;
	in->has_others = any[0] != 0;
	in->has_awaited = any[1] != 0;
	return db_int(in->s, &any[0], e, "SELECT EXISTS (SELECT 1 FROM erased)", "") &&
	       ((in->has_erased = any[0] != 0), true);
}

/* Erasing comes first: in a command of its own, or, when nothing is to be kept, in the one that is given up. */
static bool ready(struct exchange_in *in, struct err *e)
{
	if (in->nerased && !in->c && !erase_waiting(in, e))
		return false;
	return begin_command(in, e);
}

bool exchange_begin(struct store *s, const struct exchange_in_options *o, struct exchange_in **out, struct err *e)
{
	struct exchange_in *in = mem_alloc(sizeof *in);
	in->s = s;
	in->o = *o;
	in->name = mem_copy_text(o->name);
	in->about = mem_copy_text(o->about);
	*out = in;
	if (!o->dry || begin_command(in, e))
		return true;
	exchange_abort(in);
	*out = NULL;
	return false;
}

/* ---- laptops and commands */

static int nibble(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_uid(const char *line, unsigned char uid[EXCHANGE_UID])
{
	struct json_slice m;
	if (!find(line, "uid", &m) || m.n != 2 * EXCHANGE_UID + 2)
		return false;
	for (int i = 0; i < EXCHANGE_UID; i++) {
		const int high = nibble(m.value[1 + 2 * i]), low = nibble(m.value[2 + 2 * i]);
		if (high < 0 || low < 0)
			return false;
		uid[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

static bool take_device(struct exchange_in *in, const char *line, struct err *e)
{
	unsigned char uid[EXCHANGE_UID];
	int64_t n = 0;
	struct json_slice m;
	if (!find(line, "device", &m) || number(&m) != (int64_t)in->ndevices || !read_uid(line, uid))
		return broken(e);
	if (!ready(in, e) || !db_int(in->s, &n, e, "SELECT n FROM device WHERE uid = ?1", "b", uid, sizeof uid))
		return false;
	if (!n) {
		char *name = find_text(line, "name");
		const bool ok =
		    db_run(in->s, e, "INSERT INTO device(uid, name) VALUES(?1, ?2)", "bt", uid, sizeof uid, name);
		free(name);
		if (!ok)
			return false;
		n = sqlite3_last_insert_rowid(in->s->db);
	}
	in->devices = mem_resize(in->devices, in->ndevices + 1, sizeof *in->devices);
	in->devices[in->ndevices++] = n;
	return true;
}

/* "[clock,device,...]" */
static bool read_dots(struct exchange_in *in, const struct json_slice *list, struct dots *out)
{
	struct json_slice m;
	const char *p = list->value;
	out->n = 0;
	while (json_step(&p, &m)) {
		struct dot d = {.clock = number(&m)};
		if (!json_step(&p, &m) || d.clock < 0 || d.clock > CLOCK_MOST)
			return false;
		const int64_t device = number(&m);
		if (device < 0 || device >= (int64_t)in->ndevices)
			return false;
		d.device = in->devices[device];
		in->newest = d.clock > in->newest ? d.clock : in->newest;
		if (out->n < DOTS_MAX)
			out->d[out->n++] = d;
	}
	return p < list->value + list->n && out->n > 0;
}

static bool take_command(struct exchange_in *in, const char *line, struct err *e)
{
	struct json_slice m;
	struct dots d;
	if (!find(line, "command", &m) || !read_dots(in, &m, &d))
		return broken(e);
	if (d.d[0].device == in->s->device)
		return true; /* ours came back */
	char *who = find_text(line, "who"), *name = find_text(line, "name");
	const bool ok =
	    ready(in, e) &&
	    db_run(in->s, e, "INSERT OR IGNORE INTO origin(clock, device, at, who, name) VALUES(?1, ?2, ?3, ?4, ?5)",
	        "iiitt", d.d[0].clock, d.d[0].device, find_number(line, "at"), who, name);
	free(who);
	free(name);
	return ok;
}

/* ---- erased */

static bool take_erased(struct exchange_in *in, const char *line, struct err *e)
{
	struct json_slice list, m;
	if (!find(line, "erased", &list) || *list.value != '[')
		return broken(e);
	for (const char *p = list.value; json_step(&p, &m);) {
		const int64_t id = m.n > 2 ? strtoll(m.value + 1, NULL, 10) : 0;
		if (id < 1)
			return broken(e);
		if ((in->nerased & (in->nerased - 1)) == 0)
			in->erased = mem_resize(in->erased, in->nerased ? in->nerased * 2 : 1, sizeof *in->erased);
		in->erased[in->nerased++] = id;
	}
	return !in->c || erase_waiting(in, e);
}

/* ---- records */

static struct part *part_of(struct arriving *a, const struct json_slice *m)
{
	if (!m->key || m->key_n >= DOTS_KEY)
		return NULL;
	for (size_t i = 0; i < a->nparts; i++)
		if (memcmp(a->parts[i].key, m->key, m->key_n) == 0 && !a->parts[i].key[m->key_n])
			return &a->parts[i];
	if (a->nparts == PARTS_MAX)
		return NULL;
	struct part *p = &a->parts[a->nparts++];
	memcpy(p->key, m->key, m->key_n);
	p->key[m->key_n] = '\0';
	p->value = p->others = NULL;
	p->known.n = 0;
	return p;
}

static bool read_parts(struct exchange_in *in, const char *values, const char *clocks, const char *others)
{
	struct arriving *a = &in->a;
	struct json_slice m;
	struct part *part;
	a->nparts = 0;
	for (const char *p = values; json_step(&p, &m);) {
		if (!(part = part_of(a, &m)))
			return false;
		part->value = m.n == 4 && memcmp(m.value, "null", 4) == 0 ? NULL : m.value;
		part->n = m.n;
	}
	for (const char *p = clocks; json_step(&p, &m);)
		if (!(part = part_of(a, &m)) || !read_dots(in, &m, &part->known))
			return false;
	for (const char *p = others; json_step(&p, &m);) {
		if (!(part = part_of(a, &m)))
			return false;
		part->others = m.value;
	}
	for (size_t i = 0; i < a->nparts; i++)
		if (a->parts[i].value && !a->parts[i].known.n)
			dots_add(&a->parts[i].known, a->base);
	return true;
}

static bool read_record(struct exchange_in *in, const char *line)
{
	struct arriving *a = &in->a;
	struct json_slice m;
	struct dots base = {.n = 0};
	const char *values = "", *clocks = "", *others = "";
	a->id = a->created = a->modified = a->sequence = 0;
	a->part = false;
	for (const char *p = line; json_step(&p, &m);) {
		if (is_key(&m, "id") && m.n > 2)
			a->id = strtoll(m.value + 1, NULL, 10);
		else if (is_key(&m, "created"))
			a->created = number(&m);
		else if (is_key(&m, "modified"))
			a->modified = number(&m);
		else if (is_key(&m, "sequence"))
			a->sequence = number(&m);
		else if (is_key(&m, "part"))
			a->part = true;
		else if (is_key(&m, "clock") && !read_dots(in, &m, &base))
			return false;
		else if (is_key(&m, "values"))
			values = m.value;
		else if (is_key(&m, "clocks"))
			clocks = m.value;
		else if (is_key(&m, "others"))
			others = m.value;
	}
	if (a->id < 1 || base.n != 1)
		return false;
	a->base = base.d[0];
	return read_parts(in, values, clocks, others);
}

static bool take_record(struct exchange_in *in, const char *line, struct err *e)
{
	char *kind = find_text(line, "kind");
	in->a.k = kind ? kind_find(kind) : NULL;
	const bool named = kind != NULL;
	free(kind);
	if (!named)
		return broken(e);
	in->told.records++;
	if (!in->a.k) {
		in->told.unknown++;
		return true;
	}
	if (!read_record(in, line))
		return broken(e);
	if (!ready(in, e))
		return false;
	if (in->o.latest_ms && in->newest >> 15 > in->o.latest_ms)
		return err_set(e, ERR_INVALID,
		    _("This exchange file comes from a laptop whose clock is far ahead. Nothing was "
		      "taken from it."));
	if (in->newest >= in->c->clock)
		in->c->clock = in->newest + 1;
	return arrive(in, e);
}

bool exchange_line(struct exchange_in *in, const char *line, struct err *e)
{
	struct json_slice first;
	const char *p = line;
	if (!json_judge(line, NULL) || *line != '{')
		return broken(e);
	if (!json_step(&p, &first) || is_key(&first, "format"))
		return true;
	if (is_key(&first, "device"))
		return take_device(in, line, e);
	if (is_key(&first, "command"))
		return take_command(in, line, e);
	if (is_key(&first, "erased"))
		return take_erased(in, line, e);
	return is_key(&first, "kind") ? take_record(in, line, e) : true; /* of a later version */
}

/* ---- the end */

static void in_free(struct exchange_in *in)
{
	for (size_t i = 0; i < sizeof in->texts / sizeof *in->texts; i++)
		buf_free(&in->texts[i]);
	stored_free(&in->st);
	buf_free(&in->clocks);
	free(in->devices);
	free(in->uids);
	free(in->erased);
	free(in->name);
	free(in->about);
	free(in);
}

void exchange_abort(struct exchange_in *in)
{
	if (!in)
		return;
	command_abort(in->c);
	in_free(in);
}

/* From now on every change here is later than what came. */
static bool raise_clock(struct exchange_in *in, struct err *e)
{
	const struct command *c = in->c;
	return (!c->changes && !c->quiet) || in->newest <= meta_int(in->s, "seen") ||
	       meta_set_int(in->s, "seen", in->newest, e);
}

bool exchange_end(struct exchange_in *in, struct exchange_told *told, struct err *e)
{
	bool ok = ready(in, e) && raise_clock(in, e);
	in->told.newest_ms = in->newest >> 15;
	in->told.command = in->c && in->c->changes ? in->c->seq : 0;
	if (told)
		*told = in->told;
	if (ok && !in->o.dry) {
		struct command *c = in->c;
		in->c = NULL;
		ok = command_commit(c, e);
	}
	exchange_abort(in);
	return ok;
}
