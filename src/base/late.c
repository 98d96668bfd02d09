/* base/late.c - opening a library that is needed only now. Knows none of them. */
#include "base/late.h"

#include <dlfcn.h>
#include <string.h>

#include "base/mem.h"

/* By bytes: C has no way to turn an object's pointer into a function's, POSIX says that they are alike. */
void late_open(const char *file, const char *const *names, size_t n, void *table)
{
	void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
	char *slot = table;

	for (size_t i = 0; i < n; i++, slot += sizeof(void *)) {
		void *function = library ? dlsym(library, names[i]) : NULL;

		if (!function)
			mem_give_up(
			    mem_print("obste: %s is missing or of another version (%s); what was saved is safe\n", file,
			        names[i]));
		memcpy(slot, &function, sizeof function);
	}
}
