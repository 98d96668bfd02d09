/* print/booklet.c - a booklet to fold: each page is drawn by itself, then two are put on each side of a sheet. Knows no
 * blocks and no files. */
#include "print/print.h"

#include <stdlib.h>

#include "base/mem.h"

struct sheets {
	cairo_surface_t **pages;
	int n;
	cairo_t *open; /* of the last one */
};

struct document booklet_paper(const struct document *d)
{
	struct document paper = *d;
	if (d->booklet)
		paper.width = 2 * d->width;
	return paper;
}

int booklet_sides(int pages)
{
	return (pages + 3) / 4 * 2;
}

static cairo_t *next_page(struct flow *f)
{
	struct sheets *s = f->sheets;
	const cairo_rectangle_t whole = {0, 0, f->document->width, f->document->height};
	if (s->open)
		cairo_destroy(s->open);
	s->pages = mem_resize(s->pages, (size_t)s->n + 1, sizeof(cairo_surface_t *));
	s->pages[s->n] = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &whole);
	return s->open = cairo_create(s->pages[s->n++]);
}

/* The pages beyond the last one are empty. */
static void put_page(const struct flow *f, const struct sheets *s, int page, double x)
{
	if (page > s->n)
		return;
	cairo_set_source_surface(f->target, s->pages[page - 1], x, 0);
	cairo_paint(f->target);
}

/* Side 1: the last page and the first; side 2, its back: the second and the last but one; and so inwards. */
static void put_side(const struct flow *f, const struct sheets *s, int side)
{
	const int all = booklet_sides(s->n) * 2, outer = all + 1 - side, inner = side;
	const bool front = side % 2 == 1;
	put_page(f, s, front ? outer : inner, 0);
	put_page(f, s, front ? inner : outer, f->document->width);
}

bool booklet_draw(struct flow *f, struct err *e)
{
	struct sheets s = {NULL, 0, NULL};
	f->sheet = next_page;
	f->sheets = &s;
	const bool ok = flow_document(f, e);
	if (s.open)
		cairo_destroy(s.open);
	for (int side = 1; ok && side <= booklet_sides(s.n); side++)
		if (!f->wanted || f->wanted == side) {
			put_side(f, &s, side);
			cairo_show_page(f->target);
		}
	for (int i = 0; i < s.n; i++)
		cairo_surface_destroy(s.pages[i]);
	free(s.pages);
	f->sheet = NULL;
	return ok;
}
