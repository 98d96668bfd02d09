/* out/paper_write.c - lines for obste-print: see out/paper.h. Knows no records. */
#include "out/paper.h"

#include <stdarg.h>

/* Every byte that means something in the format is written as an escape. */
static void add_field(struct paper *p, const char *field)
{
	buf_char(&p->text, '\t');
	for (; field && *field; field++) {
		static const char marks[] = "\n\t\\\x02\x03", letters[] = "nt\\bi";
		const char *mark = strchr(marks, *field);
		if (mark)
			buf_char(&p->text, '\\');
		if (*field != '\r')
			buf_char(&p->text, mark ? letters[mark - marks] : *field);
	}
}

void paper_begin(struct paper *p)
{
	*p = (struct paper){BUF_INIT};
	paper_line(p, "obste-paper", "1", NULL);
}

void paper_free(struct paper *p)
{
	buf_free(&p->text);
}

void paper_line(struct paper *p, const char *word, ...)
{
	va_list fields;
	const char *field;
	buf_text(&p->text, word);
	va_start(fields, word);
	while ((field = va_arg(fields, const char *)))
		add_field(p, field);
	va_end(fields);
	buf_char(&p->text, '\n');
}

void paper_fields(struct paper *p, const char *word, const char *const *fields, size_t n)
{
	buf_text(&p->text, word);
	for (size_t i = 0; i < n; i++)
		add_field(p, fields[i]);
	buf_char(&p->text, '\n');
}
