/* ui/job.h - work in the background while the person goes on: import, export, backup, a big report.
 *
 * A job is this program itself, started once more with the words of a command ("export csv person -o FILE") and its
 * own connection to the database; its progress comes through a pipe that the sleeping loop watches, so nothing wakes
 * up when nothing happens. Jobs run one after another; one that is asked for meanwhile waits its turn. The message line
 * shows a bar after half a second. Esc on a section's own screen, or ^X anywhere, stops it: what it had begun is
 * undone.
 *
 *     const char *const words[] = {"export", "csv", "person", "-o", path, NULL};
 *     job_start(u, &(struct job){.what = _("Export of the list"), .words = words, .path = path});
 *
 * Without `done` the end is said in the message line with the path, and `o` opens the file. */
#ifndef OBSTE_UI_JOB_H
#define OBSTE_UI_JOB_H

#include "ui/screen.h"

struct job_result {
	const char *what, *path; /* as asked */
	bool ok, stopped;        /* stopped: by the person, nothing was changed */
	int code;                /* as the command ended: enum err_code */
	const char *printed;     /* what it wrote on stdout: a path, counts as JSON */
	const char *said;        /* what it wrote on stderr: warnings, why it failed ("obste: ..."); harmless text */
};
struct job {
	const char *what; /* "Import: membri.csv", translated; copied */
	const char *const
	    *words;        /* the command and its words, ended by NULL; --db, --lang and the like are added; copied */
	const char *input; /* what it reads from stdin; NULL: nothing; copied */
	const char *path;  /* the file that it makes; NULL none, or the last line that it prints; copied */
	bool prints_path;
	/* How it ended; says so itself. The screen that asked may be closed by then: `ctx` must outlive it. NULL: the
	 * usual line. Called for each job, also for one that never began because the program is left. */
	void (*done)(struct ui *u, void *ctx, const struct job_result *r);
	void *ctx;
};
void job_start(struct ui *u, const struct job *j);
bool job_running(const struct ui *u);
void job_stop(struct ui *u); /* the one that runs; the next begins */

/* The usual line, for a `done` that does something more. */
void job_say_end(struct ui *u, const struct job_result *r);
/* A failed job's reason as an error to show: its words, without "obste: ". */
void job_error(const struct job_result *r, struct err *e);

/* ---- for the frame and the loop (ui*.c) */
#define JOB_FDS 3
int job_fds(const struct ui *u, int fds[JOB_FDS]); /* what the loop has to watch; how many */
void job_look(struct ui *u);                       /* something came, or ended */
/* "Import: membri.csv  58%" and the like, in `width` cells or fewer; "" when nothing is to be shown yet. */
void job_line(const struct ui *u, int width, struct buf *out);
void job_end_all(struct ui *u); /* the program is left: stop and wait for them */

#endif
