/* out/ics_raw.c - gathers the lines of one VEVENT that are looked at, within limits. Understands nothing of them. */
#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "out/ics_take.h"

#define TEXT_MAX ((size_t)4 * 1024 * 1024)

static const char *const names[ICS_PROPS] = {"UID", "DTSTAMP", "SEQUENCE", "CREATED", "LAST-MODIFIED", "DTSTART",
    "DTEND", "DURATION", "SUMMARY", "LOCATION", "DESCRIPTION", "URL", "STATUS", "TRANSP", "RRULE", "RECURRENCE-ID",
    "CATEGORIES", "EXDATE", "RDATE", "EXRULE", "TRIGGER"};

void ics_raw_clear(struct ics_raw *raw, size_t line)
{
	raw->line = line;
	buf_clear(&raw->text);
	buf_clear(&raw->lists[0]);
	buf_clear(&raw->lists[1]);
	memset(raw->first, 0, sizeof raw->first);
	memset(raw->times, 0, sizeof raw->times);
	raw->fault[0] = '\0';
}

void ics_raw_free(struct ics_raw *raw)
{
	buf_free(&raw->text);
	buf_free(&raw->lists[0]);
	buf_free(&raw->lists[1]);
}

static int number_of(const char *line)
{
	size_t n = strcspn(line, ";:");
	for (int i = 0; i < ICS_PROPS; i++)
		if (strlen(names[i]) == n && strncasecmp(line, names[i], n) == 0)
			return i;
	return -1;
}

static void fault(struct ics_raw *raw, const char *words, size_t line)
{
	if (raw->fault[0] == '\0')
		snprintf(raw->fault, sizeof raw->fault, words, line);
}

static void add_line(struct buf *out, const char *text)
{
	buf_add(out, text, strlen(text) + 1);
}

void ics_raw_line(struct ics_raw *raw, struct ics_line *line, bool alarm)
{
	int n = number_of(line->text);
	/* A TRIGGER belongs to an alarm, all else to the event. */
	if (n < 0 || alarm != (n == ICS_TRIGGER))
		return;
	if (line->too_long || raw->text.len + raw->lists[1].len > TEXT_MAX)
		fault(raw, _("Its line %zu is longer than 64 KB."), line->line);
	else if (!text_is_utf8(line->text, strlen(line->text)))
		fault(raw, _("Its line %zu is not written in UTF-8."), line->line);
	else if (n == ICS_CATEGORIES || n == ICS_EXDATE)
		add_line(&raw->lists[n == ICS_EXDATE], line->text);
	else if (raw->first[n] == 0) {
		raw->first[n] = raw->text.len + 1;
		add_line(&raw->text, line->text);
	}
	raw->times[n]++;
}

bool ics_raw_is_override(const struct ics_raw *raw)
{
	return raw->first[ICS_RECURRENCE] > 0;
}

/* FNV-1a, 64 bits: the same on every machine. */
static uint64_t hash(uint64_t h, const char *text)
{
	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * UINT64_C(0x100000001B3);
	return h;
}

uint64_t ics_raw_uid(const struct ics_raw *raw)
{
	static const enum ics_prop_number instead[] = {ICS_DTSTART, ICS_SUMMARY};
	uint64_t h = UINT64_C(0xCBF29CE484222325);
	if (raw->first[ICS_UID] > 0)
		return hash(h, raw->text.data + raw->first[ICS_UID] - 1);
	for (size_t i = 0; i < 2; i++)
		if (raw->first[instead[i]] > 0)
			h = hash(h, raw->text.data + raw->first[instead[i]] - 1);
	return h;
}
