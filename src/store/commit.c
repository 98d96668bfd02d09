/* store/commit.c - the end of a command: what waited, the counts, the history's head, and the commit whose success is
 * the only acknowledgement. */
#include "store/command.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"

void command_free(struct command *c)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		db_give(c->s, c->kinds[i].insert);
	db_give(c->s, c->change);
	keys_free(&c->keys);
	stored_free(&c->stored);
	buf_free(&c->json);
	buf_free(&c->sql);
	c->s->command = NULL;
	if (c->bulk)
		db_script(c->s, "PRAGMA cache_size=" STORE_CACHE, NULL);
	free(c->name);
	free(c->about);
	free(c);
}

void command_abort(struct command *c)
{
	if (!c)
		return;
	struct store *s = c->s;
	command_free(c);
	if (sqlite3_get_autocommit(s->db))
		return;
	db_run(s, NULL, "ROLLBACK", "");
	device_find(s, NULL); /* it may have been the first to name this laptop */
}

/* ---- what waited for the end */

static bool count_kinds(struct command *c, struct err *e)
{
	size_t n;
	const struct kind *k = kinds_all(&n);
	for (size_t i = 0; i < n; i++) {
		const struct kind_work *w = &c->kinds[i];
		if ((w->live || w->bin) &&
		    !db_run(c->s, e, "UPDATE tally SET live = live + ?2, bin = bin + ?3 WHERE kind = ?1", "tii",
		        k[i].key, w->live, w->bin))
			return false;
	}
	return true;
}

static bool write_head(struct command *c, struct err *e)
{
	return db_run(c->s, e,
	    "INSERT INTO command(seq, clock, device, at, who, name, about, undoes, undone, turn, first, "
	    "changes) "
	    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, ?10, ?11)",
	    "iiiitttiiii", c->seq, c->clock, c->s->device, c->at, c->s->who, c->name, c->about, c->undoes,
	    (int64_t)c->turn, c->first, c->next - c->first);
}

/* From here until a clean close a crash is to be looked at when the file is next opened. */
static bool mark_writer(struct store *s, struct err *e)
{
	char mark[96];
	if (s->marked)
		return true;
	writer_mark(mark);
	return meta_set(s, "writer", mark, e);
}

/* A commit into a file that was removed or replaced succeeds silently: ask first. */
static bool still_there(struct store *s, struct err *e)
{
	int moved = 0;
	sqlite3_file_control(s->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
	if (!moved)
		return true;
	err_set(e, ERR_FAIL, _("The database file was moved or removed while it was open; the change was not saved."));
	err_hint(e, _("Close the program, put the file back and open it again."));
	return err_tag(e, "DB-MOVED");
}

/* After an error of the disk at this moment nobody knows whether the change is on it. */
static bool commit_failed(struct store *s, struct err *e)
{
	if (strcmp(e->tag, "DB-IO") != 0)
		return false;
	free(s->broken);
	s->broken =
	    mem_copy_text(_("The disk reported an error while saving. It is not known whether the last change is on "
	                    "it; nothing more is written until the database is opened again."));
	err_set(e, ERR_FAIL, "%s", s->broken);
	err_hint(e, _("Close the program and open it again: the history shows whether the change is there."));
	return err_tag(e, "DB-IO");
}

bool command_commit(struct command *c, struct err *e)
{
	struct store *s = c->s;
	const bool told = c->changes > 0 || c->head;
	if (!told && !c->quiet) {
		command_abort(c);
		return true;
	}
	bool ok = (!c->bulk || bulk_finish(c, e)) && count_kinds(c, e) && (!told || write_head(c, e)) &&
	          mark_writer(s, e) && still_there(s, e);
	bool erased = c->erased;
	command_free(c);
	struct err why = ERR_INIT;
	s->committing = true; /* the search index writes only now what it was told */
	bool done = !ok || db_run(s, &why, "COMMIT", "");
	s->committing = false;
	if (!done) {
		ok = commit_failed(s, &why);
		if (e)
			*e = why;
	}
	if (!ok && !sqlite3_get_autocommit(s->db))
		db_run(s, NULL, "ROLLBACK", "");
	if (!ok)
		return false;
	s->marked = true;
	s->scrub = s->scrub || erased;
	if (erased)
		store_scrub(s);
	return true;
}
