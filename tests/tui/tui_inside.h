/* tests/tui/tui_inside.h - the running program, for the harness's own files. */
#ifndef OBSTE_TUI_INSIDE_H
#define OBSTE_TUI_INSIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <vterm.h>

#include "tui/tui.h"

struct tui {
	pid_t pid;
	int fd;
	VTerm *vt;
	VTermScreen *screen;
	int rows, cols;
	bool gone, borrowed /* its home is another one's */, kept;
	int status;
	size_t written;
	char home[256];
	char *text;
	char row[4096];
	char said[256 * 1024]; /* by a command, by a file */
	char *bytes;           /* all that it has written */
	size_t size;
};

#endif
