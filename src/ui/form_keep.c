/* ui/form_keep.c - what was typed into a form, as a file for another disk, when the usual one refuses. */
#include "ui/form.h"

#include "base/id.h"
#include "base/lang.h"
#include "base/path.h"
#include "out/json.h"

/* What is understood of it, as a record that the importer takes. */
bool form_keep(struct ui *u, struct screen *screen, const char *path, struct err *e)
{
	struct form *f = (struct form *)screen;
	struct path_writer w;
	struct json_writer json;
	if (!path)
		return f->draft_ms != 0;
	if (!path_write_begin(&w, path, e))
		return false;
	struct record *r = record_copy(f->before ? f->before : f->now);
	if (!r->id)
		r->id = id_new(clock_ms(app_clock(u->app)), &(struct id_source){0});
	for (int i = 0; i < f->nslots; i++) {
		struct value v = VALUE_INIT;
		if ((!f->id || f->slots[i].touched) && f->slots[i].w->take(f, &f->slots[i], &v, NULL))
			value_copy(&r->values[f->slots[i].field], &v);
		value_clear(&v);
	}
	json_write_begin(&json, w.file, f->kind);
	json_write_row(&json, r, app_types(u->app));
	json_write_end(&json);
	record_free(r);
	return path_write_end(&w, e);
}
