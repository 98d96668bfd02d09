/* out/html.c - see out/html.h. Knows no page. */
#include "out/html.h"

#include "base/text.h"

void html_escape(const char *text, struct buf *out)
{
	struct buf clean = BUF_INIT;
	text_harmless(text ? text : "", &clean);
	for (const char *p = buf_str(&clean); *p; p++) {
		const char *entity = *p == '&'    ? "&amp;"
		                     : *p == '<'  ? "&lt;"
		                     : *p == '>'  ? "&gt;"
		                     : *p == '"'  ? "&quot;"
		                     : *p == '\'' ? "&#39;"
		                                  : NULL;
		if (entity)
			buf_text(out, entity);
		else
			buf_char(out, *p);
	}
	buf_free(&clean);
}

void html_tagged(const char *open, const char *text, const char *close, struct buf *out)
{
	buf_text(out, open);
	html_escape(text, out);
	buf_text(out, close);
}
