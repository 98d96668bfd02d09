/* base/mem.h - memory that is there or the program ends, through a hook that restores the terminal. */
#ifndef OBSTE_BASE_MEM_H
#define OBSTE_BASE_MEM_H

#include <stddef.h>

void *mem_alloc(size_t size);                     /* zeroed; never NULL */
void *mem_array(size_t count, size_t size);       /* zeroed; overflow checked */
void *mem_resize(void *old, size_t count, size_t size);
char *mem_copy_text(const char *text);            /* NULL stays NULL */
char *mem_copy_bytes(const char *text, size_t n); /* adds the final NUL */
char *mem_print(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* Called once before the program ends for lack of memory; the terminal program restores the screen in it. */
void mem_on_exhausted(void (*hook)(void));
/* The same end for what else the program cannot go on without: the hook, the line on stderr, code 1. */
_Noreturn void mem_give_up(const char *line);

#endif
