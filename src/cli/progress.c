/* cli/progress.c - how far the work is, as lines "DONE WHOLE" into a descriptor that the caller gave (--progress-fd):
 * for a program that runs this one and shows a bar. WHOLE 0: not known. At most two lines a second, none in the first
 * half: short work says nothing. Knows no command. */
#include "cli/command.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

#define BETWEEN_MS 500

struct cli_progress {
	int fd;
	int64_t next_ms;
};

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void tell(void *ctx, int64_t done, int64_t whole)
{
	struct cli_progress *p = ctx;
	int64_t now = now_ms();
	if (now < p->next_ms)
		return;
	p->next_ms = now + BETWEEN_MS;
	/* whoever asked may have gone: the work goes on */
	if (dprintf(p->fd, "%" PRId64 " %" PRId64 "\n", done, whole) < 0)
		p->next_ms = INT64_MAX;
}

bool cli_progress_start(struct cli *c, struct cli_progress **out, struct err *e)
{
	size_t fd = 0;
	*out = NULL;
	if (!cli_option(c, "progress-fd"))
		return true;
	if (!cli_number(c, "progress-fd", &fd, e))
		return false;
	if (fd < 3 || fcntl((int)fd, F_GETFD) < 0)
		return err_set(e, ERR_USAGE, _("--progress-fd needs an open descriptor above 2."));
	*out = mem_alloc(sizeof **out);
	(*out)->fd = (int)fd;
	(*out)->next_ms = now_ms() + BETWEEN_MS;
	app_set_progress(c->app, tell, *out);
	return true;
}

void cli_progress_stop(struct cli *c, struct cli_progress *p)
{
	app_set_progress(c->app, NULL, NULL);
	free(p);
}
