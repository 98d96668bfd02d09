/* print/text.c - text as Pango lays it out: wrapped, fitted to a height, drawn line by line. Knows no blocks. */
#include "print/print.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

#define LEAST_SIZE 4.0 /* points: smaller letters are not read on paper */
#define STEP 0.5

/* ---- the marks for bold and italics, the numbers of pages */

static void add_attribute(PangoAttrList *list, PangoAttribute *a, size_t from, size_t to)
{
	a->start_index = (guint)from;
	a->end_index = (guint)to;
	pango_attr_list_insert(list, a);
}

struct marked {
	struct buf plain;
	PangoAttrList *attributes;
	size_t bold, italic; /* where it began; SIZE_MAX: off */
};

static void toggle(struct marked *m, size_t *since, PangoAttribute *(*make)(void))
{
	if (*since == SIZE_MAX) {
		*since = m->plain.len;
		return;
	}
	if (make && *since < m->plain.len)
		add_attribute(m->attributes, make(), *since, m->plain.len);
	*since = SIZE_MAX;
}

static PangoAttribute *make_bold(void)
{
	return pango_attr_weight_new(PANGO_WEIGHT_BOLD);
}

static PangoAttribute *make_italic(void)
{
	return pango_attr_style_new(PANGO_STYLE_ITALIC);
}

/* "{page:petition#terms}": the page of that text; how many bytes that was, 0: it is none. */
static size_t page_of(const struct flow *f, const char *p, struct buf *out)
{
	const size_t n = strncmp(p, "{page:", 6) == 0 ? strcspn(p, "}") : 0;
	if (!n || !p[n])
		return 0;
	for (size_t i = 0; i < f->document->nmarks; i++)
		if (strlen(f->document->marks[i]) == n - 6 && strncmp(f->document->marks[i], p + 6, n - 6) == 0) {
			buf_print(out, "%d", f->mark_pages ? f->mark_pages[i] : 0);
			return n + 1;
		}
	return 0;
}

static void read_marks(const struct flow *f, const char *text, struct marked *m)
{
	for (const char *p = text; *p; p++) {
		const size_t reference = *p == '{' ? page_of(f, p, &m->plain) : 0;
		if (reference)
			p += reference - 1;
		else if (*p == PRINT_BOLD)
			toggle(m, &m->bold, make_bold);
		else if (*p == PRINT_ITALIC)
			toggle(m, &m->italic, make_italic);
		else if (strncmp(p, "{page}", 6) == 0) {
			buf_print(&m->plain, "%d", f->page);
			p += 5;
		} else if (strncmp(p, "{pages}", 7) == 0) {
			buf_print(&m->plain, "%d", f->pages);
			p += 6;
		} else
			buf_char(&m->plain, *p);
	}
	if (m->bold != SIZE_MAX)
		toggle(m, &m->bold, make_bold);
	if (m->italic != SIZE_MAX)
		toggle(m, &m->italic, make_italic);
}

/* ---- layouts */

static void set_size(PangoLayout *l, const struct style *s, double size)
{
	PangoFontDescription *font = pango_font_description_new();
	pango_font_description_set_family_static(
	    font, s->mono ? "DejaVu Sans Mono, monospace" : "DejaVu Sans, sans-serif");
	pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
	pango_font_description_set_weight(font, s->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_font_description_set_style(font, s->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
	pango_layout_set_font_description(l, font);
	pango_font_description_free(font);
}

PangoLayout *text_layout(struct flow *f, const char *text, const struct style *s, double width)
{
	static const PangoAlignment aligns[] = {[PRINT_LEFT] = PANGO_ALIGN_LEFT,
	    [PRINT_CENTER] = PANGO_ALIGN_CENTER,
	    [PRINT_RIGHT] = PANGO_ALIGN_RIGHT,
	    [PRINT_JUSTIFY] = PANGO_ALIGN_LEFT};
	struct marked m = {BUF_INIT, pango_attr_list_new(), SIZE_MAX, SIZE_MAX};
	PangoLayout *l = pango_layout_new(f->pango);
	read_marks(f, text, &m);
	pango_layout_set_width(l, (int)(fmax(width, 1) * PANGO_SCALE));
	pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_auto_dir(l, FALSE);
	pango_layout_set_alignment(l, aligns[s->align]);
	pango_layout_set_justify(l, s->align == PRINT_JUSTIFY);
	set_size(l, s, s->size);
	pango_layout_set_text(l, buf_str(&m.plain), (int)m.plain.len);
	pango_layout_set_attributes(l, m.attributes);
	pango_attr_list_unref(m.attributes);
	buf_free(&m.plain);
	if (f->cr)
		f->unknown += pango_layout_get_unknown_glyphs_count(l);
	return l;
}

double text_height(PangoLayout *l)
{
	int height;
	pango_layout_get_size(l, NULL, &height);
	return (double)height / PANGO_SCALE;
}

int text_lines(PangoLayout *l)
{
	return pango_layout_get_line_count(l);
}

/* A word that is wider than its place breaks only inside the word; that is never nice in a row of names, so smaller
 * letters are tried first there too: the height decides alone. */
PangoLayout *text_layout_fitted(struct flow *f, const char *text, const struct style *s, double width, double height)
{
	PangoLayout *l = text_layout(f, text, s, width);
	double size = s->size;
	while (text_height(l) > height + 0.01 && size > LEAST_SIZE) {
		size = fmax(size - STEP, LEAST_SIZE);
		set_size(l, s, size);
	}
	if (text_height(l) <= height + 0.01)
		return l;
	if (f->cr)
		f->cut++;
	pango_layout_set_ellipsize(l, PANGO_ELLIPSIZE_END);
	pango_layout_set_height(l, (int)(height * PANGO_SCALE));
	return l;
}

/* ---- drawing */

double text_draw(struct flow *f, PangoLayout *l, double x, double y, double room, int *line)
{
	PangoLayoutIter *at = pango_layout_get_iter(l);
	double used = 0;
	int number = 0;
	do {
		if (number++ < *line)
			continue;
		PangoRectangle ink, box;
		pango_layout_iter_get_line_extents(at, &ink, &box);
		const double height = (double)box.height / PANGO_SCALE;
		if (used + height > room + 0.01)
			break;
		if (f->cr) {
			const double base = (double)(pango_layout_iter_get_baseline(at) - box.y) / PANGO_SCALE;
			cairo_move_to(f->cr, x + (double)box.x / PANGO_SCALE, y + used + base);
			pango_cairo_show_layout_line(f->cr, pango_layout_iter_get_line_readonly(at));
		}
		used += height;
		++*line;
	} while (pango_layout_iter_next_line(at));
	pango_layout_iter_free(at);
	return used;
}
