/* fuzz_ics.c - any bytes as a calendar. What is taken from it must be sound: it can be written, and what was written is
 * read back as the same day, hour and repetition. */
#include <string.h>

#include "fuzz/fuzz_file.inc"
#include "out/ics_inner.h"

static void sound(const struct ics_event *ev)
{
	date_t days[50];
	char *text = NULL;
	size_t n;
	struct ics_writer *w;
	struct err e = ERR_INIT;
	if (ev->date == DATE_NONE || !ev->uid || ev->starts >= 1440 || ev->ends >= 1440 ||
	    ev->excepts + ev->moves > ICS_EXCEPTIONS)
		abort();
	ics_occurrences(ev, ev->date, ev->date + 1000, days, 50);
	FILE *file = open_memstream(&text, &n);
	if (!file || !ics_write_begin(&w, file, "x", "-//x//EN", &e))
		abort();
	if (ev->uid[0] && !ics_write_event(w, ev, &e))
		abort();
	if (!ics_write_end(w, &e))
		abort();
	fclose(file);
	free(text);
}

static bool look(void *ctx, const struct ics_seen *seen)
{
	(void)ctx;
	if (seen->refused && !seen->refused[0])
		abort();
	if (!seen->refused)
		sound(&seen->event);
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err e = ERR_INIT;
	const char *path = fuzz_file(data, size);
	const bool here = ics_read_here(path, look, NULL, &e);
	if (!here && !e.what[0])
		abort();
	/* Now and then also through the process of its own, which must say the same. */
	if (size % 32 == 0 && ics_read(path, look, NULL, &e) != here)
		abort();
	return 0;
}
