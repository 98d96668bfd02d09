/* app/guide_fill.c - the law's numbers in the Guide's texts: they are data, so that an edited rule is right here too.
 *   {{term:petition.answer}}     how long the term of this rule is: "30 de zile"
 *   {{law:ca 75 (1)}}            a law of laws.tsv and its article: "Codul administrativ, art. 75 (1)"
 *   {{law:hg967 p. 23}}          the same for a point; {{law:ca}} the law alone
 * What is unknown stays as it is written, and is told. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "app/guide_inner.h"
#include "base/lang.h"
#include "base/mem.h"

void guide_fault(const struct guiding *g, const char *file, const char *fmt, ...)
{
	struct guide *guide = g->guide;
	va_list args;
	char words[300];
	va_start(args, fmt);
	vsnprintf(words, sizeof words, fmt, args);
	va_end(args);
	guide->faults = mem_resize(guide->faults, guide->nfaults + 1, sizeof *guide->faults);
	guide->faults[guide->nfaults++] = mem_print("%s: %s", file, words);
}

/* The words of each unit; the form follows the number that is said last. */
static const char *unit_words(enum term_unit unit, unsigned long n)
{
	switch (unit) {
	case TERM_CALENDAR_DAY:
		return tr_n("%s day", "%s days", n);
	case TERM_WORKING_DAY:
		return tr_n("%s working day", "%s working days", n);
	case TERM_MONTH:
		return tr_n("%s month", "%s months", n);
	case TERM_YEAR:
		return tr_n("%s year", "%s years", n);
	case TERM_HOUR:
		return tr_n("%s hour", "%s hours", n);
	case TERM_HOUR_PER_MONTH:
		return tr_n("%s hour a month", "%s hours a month", n);
	case TERM_OPEN:
		break;
	}
	return _("no number of days in the law");
}

static void put_term(const struct term_rule *r, struct buf *out)
{
	char number[32];
	const int last = r->amount_max ? r->amount_max : r->amount;
	if (r->amount_max)
		snprintf(number, sizeof number, "%d–%d", r->amount, r->amount_max);
	else
		snprintf(number, sizeof number, "%d", r->amount);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	buf_print(out, unit_words(r->unit, (unsigned long)last), number);
#pragma GCC diagnostic pop
}

static bool fill_term(const struct guiding *g, const char *id, struct buf *out)
{
	const struct term_rule *r = term_rules_find(g->rules, id);
	if (r)
		put_term(r, out);
	return r != NULL;
}

static bool fill_law(const struct guiding *g, const char *words, struct buf *out)
{
	const size_t n = strcspn(words, " ");
	const struct law *law = laws_find(g->laws, words, n);
	const char *article = words + n + strspn(words + n, " ");
	if (!law)
		return false;
	markdown_escape(law->short_name[g->guide->lang], out);
	if (!*article)
		return true;
	const bool point = strncmp(article, "p. ", 3) == 0;
	buf_print(out, ", %s\u00a0", point ? _("pt.") : _("art."));
	markdown_escape(article + (point ? 3 : 0), out);
	return true;
}

static const struct {
	const char *word;
	bool (*fill)(const struct guiding *g, const char *rest, struct buf *out);
} fillers[] = {{"term:", fill_term}, {"law:", fill_law}};

static bool fill_one(const struct guiding *g, const char *words, struct buf *out)
{
	for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
		const size_t n = strlen(fillers[i].word);
		if (strncmp(words, fillers[i].word, n) == 0)
			return fillers[i].fill(g, words + n, out);
	}
	return false;
}

void guide_fill(const struct guiding *g, const char *file, const char *text, struct buf *out)
{
	for (const char *p = text, *open; *p; p = open) {
		open = strstr(p, "{{");
		if (!open) {
			buf_text(out, p);
			return;
		}
		const char *close = strstr(open, "}}");
		buf_add(out, p, (size_t)(open - p));
		if (!close || close - open > 200) {
			buf_text(out, "{{");
			open += 2;
			continue;
		}
		char *words = mem_copy_bytes(open + 2, (size_t)(close - open - 2));
		if (!fill_one(g, words, out)) {
			guide_fault(g, file, _("“{{%s}}” is not known"), words);
			buf_print(out, "{{%s}}", words);
		}
		free(words);
		open = close + 2;
	}
}
