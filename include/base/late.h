/* base/late.h - libraries that the first screen can do without: found and opened when one of their functions is first
 * called, so that nobody waits for them who does not need them. ICU with what it brings takes as long as all the rest of
 * the start. The functions that we call stand in one list a library; from it come the table and its names.
 *
 * Where the build did not learn the libraries' file names (OBSTE_LATE is not defined) they are linked in the usual way,
 * and the same table is filled by the compiler. */
#ifndef OBSTE_BASE_LATE_H
#define OBSTE_BASE_LATE_H

#include <stdbool.h>
#include <stddef.h>

/* One function of a list: the same type and, also where a header renames it (ICU does), the same name. */
#define LATE_MEMBER(function) __typeof__(function) *function;
#define LATE_NAME(function) LATE_TEXT(function),
#define LATE_TEXT(text) #text
#define LATE_HERE(function) function,

/* struct NAME, and NAME() that lends it, opened. For the header. */
#define LATE_DECLARE(name, FUNCTIONS)                                                                                  \
	struct name {                                                                                                  \
		FUNCTIONS(LATE_MEMBER)                                                                                 \
	};                                                                                                             \
	const struct name *name(void);

/* The function itself. For one source file; `file` is what the loader finds the library by. */
#ifdef OBSTE_LATE
#define LATE_DEFINE(name, FUNCTIONS, file)                                                                             \
	const struct name *name(void)                                                                                  \
	{                                                                                                              \
		static const char *const names[] = {FUNCTIONS(LATE_NAME)};                                             \
		static struct name table;                                                                              \
		static bool opened;                                                                                    \
		if (!opened) {                                                                                         \
			late_open(file, names, sizeof names / sizeof *names, &table);                                  \
			opened = true; /* written once: later calls come from several threads */                       \
		}                                                                                                      \
		return &table;                                                                                         \
	}
/* The same for a library that the program can do without: NULL when it is not there. */
#define LATE_DEFINE_IF_THERE(name, FUNCTIONS, file)                                                                    \
	const struct name *name(void)                                                                                  \
	{                                                                                                              \
		static const char *const names[] = {FUNCTIONS(LATE_NAME)};                                             \
		static struct name table;                                                                              \
		static bool asked, there;                                                                              \
		if (!asked)                                                                                            \
			there = late_try(file, names, sizeof names / sizeof *names, &table);                           \
		asked = true;                                                                                          \
		return there ? &table : NULL;                                                                          \
	}
#else
#define LATE_DEFINE_IF_THERE(name, FUNCTIONS, file) LATE_DEFINE(name, FUNCTIONS, file)
#define LATE_DEFINE(name, FUNCTIONS, file)                                                                             \
	const struct name *name(void)                                                                                  \
	{                                                                                                              \
		static const struct name table = {FUNCTIONS(LATE_HERE)};                                               \
		return &table;                                                                                         \
	}
#endif

/* Fills a table of function pointers. late_try: false when the library or one of the functions is not there; late_open ends
 * the program then, as the loader would have. */
bool late_try(const char *file, const char *const *names, size_t n, void *table);
void late_open(const char *file, const char *const *names, size_t n, void *table);

#endif
