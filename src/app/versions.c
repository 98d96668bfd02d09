/* app/versions.c - the libraries at work, for `obste doctor`. */
#include "app/exchange.h"
#include "base/text.h"
#include "out/ics.h"
#include "store/store.h"

void app_versions(struct buf *out)
{
	buf_print(
	    out, "SQLite %s, libical %s, ICU %s", store_library_version(), ics_library_version(), text_sort_version());
}
