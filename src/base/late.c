/* base/late.c - opening a library that is needed only now. Knows none of them. */
#include "base/late.h"

#include <dlfcn.h>
#include <string.h>

#include "base/mem.h"

/* By bytes: C has no way to turn an object's pointer into a function's, POSIX says that they are alike. The name that
 * is missing; NULL: all are there. */
static const char *fill(const char *file, const char *const *names, size_t n, void *table)
{
	void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
	char *slot = table;

	for (size_t i = 0; i < n; i++, slot += sizeof(void *)) {
		void *function = library ? dlsym(library, names[i]) : NULL;

		if (!function)
			return names[i];
		memcpy(slot, &function, sizeof function);
	}
	return NULL;
}

bool late_try(const char *file, const char *const *names, size_t n, void *table)
{
	return fill(file, names, n, table) == NULL;
}

void late_open(const char *file, const char *const *names, size_t n, void *table)
{
	const char *missing = fill(file, names, n, table);

	if (missing)
		mem_give_up(mem_print(
		    "obste: %s is missing or of another version (%s); what was saved is safe\n", file, missing));
}
