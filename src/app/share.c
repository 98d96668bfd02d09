/* app/share.c - what all kinds of exchange need: this laptop's keys, a stream into a sealed file, words for who, when
 * and what; the laptops of the group. */
#include <stdlib.h>
#include <string.h>

#include "app/share_inner.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/path.h"

/* ---- this laptop */

static char *key_path(const unsigned char *uid)
{
	struct buf name = BUF_INIT;
	char *state = path_state_home(), *folder = path_join(state, "keys");
	for (int i = 0; i < EXCHANGE_UID; i++)
		buf_print(&name, "%02x", uid[i]);
	buf_text(&name, ".key");
	char *path = path_join(folder, buf_str(&name));
	buf_free(&name);
	free(folder);
	free(state);
	return path;
}

struct sealing {
	struct pack_writer *w;
	struct exchange_out *o;
	void *ctx;
};

static bool seal_line(void *ctx, const char *text, size_t n, struct err *e)
{
	return pack_write(((struct sealing *)ctx)->w, text, n, e);
}

static bool still_allowed(void *ctx, const struct field *f, const struct kind *k)
{
	const struct sealing *s = ctx;
	return s->o->allowed(s->ctx, f, k);
}

bool share_write(struct app *a, const char *path, const char *passphrase, struct exchange_out *o, size_t *records,
    struct exchange_mark *mark, unsigned char hash[PACK_HASH], struct err *e)
{
	unsigned char uid[EXCHANGE_UID], public_key[PACK_KEY], secret[PACK_SECRET];
	char *name = NULL;
	struct sealing s = {.o = o, .ctx = o->ctx};
	exchange_device_here(a->store, uid, &name, e);
	char *keys = key_path(uid);
	bool ok = pack_keys(keys, public_key, secret, e);
	const struct pack_from from = {store_group(a->store), passphrase, uid, public_key, secret};
	ok = ok && pack_write_begin(path, &from, &s.w, e);
	struct exchange_out sealed = *o;
	sealed.line = seal_line;
	sealed.allowed = o->allowed ? still_allowed : NULL;
	sealed.ctx = &s;
	if (ok && !(ok = exchange_write(a->store, &sealed, records, mark, e)))
		pack_write_abandon(s.w);
	else if (ok)
		ok = pack_write_end(s.w, hash, e);
	pack_wipe(secret, sizeof secret);
	free(keys);
	free(name);
	return ok;
}

/* ---- words */

void share_who(const char *who, const char *device, int64_t at_ms, struct buf *out)
{
	const size_t from = out->len;
	if (who && *who)
		buf_text(out, who);
	if (device && *device)
		buf_print(out, "%s%s", out->len > from ? " · " : "", device);
	if (!at_ms)
		return;
	const struct local_time t = local_from_ms(at_ms);
	buf_text(out, out->len > from ? " · " : "");
	date_text(t.date, lang_now(), DATE_DAY, out);
	buf_print(out, " %02d:%02d", t.hour, t.minute);
}

void share_value(struct app *a, const struct kind *k, const char *key, const char *json, struct buf *out)
{
	const int i = kind_field(k, key);
	struct value v = VALUE_INIT;
	struct err ignored = ERR_INIT;
	const size_t from = out->len;
	if (strcmp(key, "deleted") == 0)
		buf_text(out, strcmp(json, "null") == 0 ? _("not in the bin") : _("in the bin"));
	else if (i == NO_FIELD)
		buf_text(out, json);
	else if (value_from_json(&k->fields[i], json, app_types(a), &v, &ignored))
		k->fields[i].type->format(&k->fields[i], &v, app_types(a), FOR_SCREEN, out);
	value_clear(&v);
	if (out->len == from)
		buf_text(out, "—");
}

const char *share_label(const struct kind *k, const char *key)
{
	const int i = kind_field(k, key);
	return i != NO_FIELD ? tr(k->fields[i].label) : strcmp(key, "deleted") == 0 ? _("Bin") : key;
}

/* ---- laptops */

struct telling {
	bool (*each)(void *ctx, const struct app_device *d);
	void *ctx;
};

static bool tell_device(void *ctx, const struct exchange_device *d)
{
	struct telling *t = ctx;
	char mark[2 * 4 + 1];
	for (int i = 0; i < 4; i++)
		snprintf(mark + 2 * i, 3, "%02x", d->uid[i]);
	const struct app_device out = {d->number, d->name, mark, d->here, d->known, d->last_ms};
	return t->each(t->ctx, &out);
}

bool app_devices(struct app *a, bool (*each)(void *ctx, const struct app_device *d), void *ctx, struct err *e)
{
	struct store *s = app_store(a, e);
	struct telling t = {each, ctx};
	return s && exchange_devices(s, tell_device, &t, e);
}

bool app_name_device(struct app *a, const char *name, struct err *e)
{
	struct store *s = app_store_write(a, e);
	if (!s)
		return false;
	if (!name[strspn(name, " ")])
		return err_set(e, ERR_INVALID, _("A laptop needs a name."));
	return exchange_name_device(s, name, e);
}

bool app_forget_device_key(struct app *a, int64_t number, struct err *e)
{
	struct store *s = app_store_write(a, e);
	return s && exchange_forget_key(s, number, e);
}
