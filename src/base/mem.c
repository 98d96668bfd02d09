/* base/mem.c - memory that is there or the program ends. Knows nothing of screens: a hook restores them. */
#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The terminal's own state hangs on this, so it is the one thing here that lives as long as the program. */
static void (*exhausted_hook)(void);

void mem_on_exhausted(void (*hook)(void))
{
	exhausted_hook = hook;
}

/* Only write(2): stdio may want memory itself. The hook is taken away first, so that it runs once even if it fails. */
void mem_give_up(const char *line)
{
	void (*hook)(void) = exhausted_hook;

	exhausted_hook = NULL;
	if (hook)
		hook();
	if (write(STDERR_FILENO, line, strlen(line)) < 0)
		_exit(1);
	exit(1);
}

static _Noreturn void exhausted(void)
{
	mem_give_up("obste: not enough memory; what was saved is safe\n");
}

void *mem_alloc(size_t size)
{
	void *p = calloc(1, size ? size : 1);

	if (!p)
		exhausted();
	return p;
}

void *mem_array(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		exhausted();
	return p;
}

void *mem_resize(void *old, size_t count, size_t size)
{
	void *p;

	if (size && count > SIZE_MAX / size)
		exhausted();
	p = realloc(old, count > 0 && size > 0 ? count * size : 1);
	if (!p)
		exhausted();
	return p;
}

char *mem_copy_bytes(const char *text, size_t n)
{
	char *p;

	if (n == SIZE_MAX)
		exhausted();
	p = mem_alloc(n + 1);
	if (n)
		memcpy(p, text, n);
	return p;
}

char *mem_copy_text(const char *text)
{
	return text ? mem_copy_bytes(text, strlen(text)) : NULL;
}

char *mem_print(const char *fmt, ...)
{
	va_list ap, again;
	char *p;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	p = mem_alloc(n < 0 ? 1 : (size_t)n + 1);
	if (n > 0)
		vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return p;
}
