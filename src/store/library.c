/* store/library.c - which SQLite is at work, for `obste doctor`. */
#include <sqlite3.h>

#include "store/store.h"

const char *store_library_version(void)
{
	return sqlite3_libversion();
}
