/* print/draw.c - a document into a file: the fonts of this machine, PDF, PNG or SVG by the same code, whole or not at
 * all. Knows no blocks. */
#include "print/print.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <fontconfig/fontconfig.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"

#define FONT "DejaVu Sans"

void print_warn(const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
}

/* ---- fonts */

static bool has_font(const FcFontSet *set)
{
	for (int i = 0; i < set->nfont; i++) {
		FcChar8 *name;
		for (int n = 0; FcPatternGetString(set->fonts[i], FC_FAMILY, n, &name) == FcResultMatch; n++)
			if (strcmp((const char *)name, FONT) == 0)
				return true;
	}
	return false;
}

/* Without any font Pango draws boxes of any size or ends the program, so the machine is asked first. */
static bool look_for_fonts(struct err *e)
{
	const FcFontSet *set = FcInit() ? FcConfigGetFonts(NULL, FcSetSystem) : NULL;
	if (!set || !set->nfont) {
		err_set(
		    e, ERR_FAIL, "%s", _("This machine has no fonts: nothing can be printed. Nothing was written."));
		return err_hint(e, _("Install the font %s (Debian and Ubuntu: fonts-dejavu-core)."), FONT);
	}
	if (!has_font(set))
		print_warn(
		    _("The font %s is not installed (Debian and Ubuntu: fonts-dejavu-core). Another one was used: "
		      "look at the letters ș, ț and at Russian before you hand it out."),
		    FONT);
	return true;
}

/* Letters stand in the same places on paper, on a picture and in the counting of pages. */
static PangoContext *new_context(const struct document *d)
{
	PangoContext *context = pango_font_map_create_context(pango_cairo_font_map_get_default());
	cairo_font_options_t *options = cairo_font_options_create();
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
	pango_cairo_context_set_resolution(context, 72);
	pango_context_set_language(context, pango_language_from_string(d->lang && *d->lang ? d->lang : "ro"));
	pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
	return context;
}

/* ---- surfaces */

static cairo_status_t write_bytes(void *ctx, const unsigned char *bytes, unsigned int n)
{
	return fwrite(bytes, 1, n, ctx) == n ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static void set_properties(cairo_surface_t *pdf, const struct document *d)
{
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, "Obște");
	if (d->title && *d->title)
		cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, d->title);
	if (d->date && *d->date)
		cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, d->date);
}

static cairo_surface_t *new_surface(const struct document *d, const struct print_wish *w, FILE *file)
{
	if (w->format == PRINT_PNG) {
		const double scale = w->dpi / 72;
		return cairo_image_surface_create(
		    CAIRO_FORMAT_RGB24, (int)(d->width * scale + 0.5), (int)(d->height * scale + 0.5));
	}
	if (w->format == PRINT_SVG)
		return cairo_svg_surface_create_for_stream(write_bytes, file, d->width, d->height);
	cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(write_bytes, file, d->width, d->height);
	set_properties(pdf, d);
	return pdf;
}

static cairo_t *new_target(cairo_surface_t *surface, const struct print_wish *w)
{
	cairo_t *cr = cairo_create(surface);
	if (w->format == PRINT_PNG) {
		cairo_set_source_rgb(cr, 1, 1, 1);
		cairo_paint(cr);
		cairo_scale(cr, w->dpi / 72, w->dpi / 72);
	}
	cairo_set_source_rgb(cr, 0, 0, 0);
	return cr;
}

static bool drawn(cairo_status_t status, struct err *e)
{
	if (status == CAIRO_STATUS_SUCCESS)
		return true;
	if (status == CAIRO_STATUS_WRITE_ERROR)
		return err_errno(e, errno ? errno : EIO, "%s",
		    _("The file could not be written; what was there before is unchanged"));
	return err_set(
	    e, ERR_FAIL, _("The pages could not be drawn (%s). Nothing was written."), cairo_status_to_string(status));
}

static bool draw_into(struct flow *f, const struct print_wish *w, FILE *file, struct err *e)
{
	const struct document paper = booklet_paper(f->document);
	cairo_surface_t *surface = new_surface(&paper, w, file);
	errno = 0;
	f->target = new_target(surface, w);
	f->wanted = w->format == PRINT_PDF ? 0 : w->page;
	bool ok = f->document->booklet ? booklet_draw(f, e) : flow_document(f, e);
	cairo_status_t status = cairo_status(f->target);
	cairo_destroy(f->target);
	if (ok && status == CAIRO_STATUS_SUCCESS && w->format == PRINT_PNG)
		status = cairo_surface_write_to_png_stream(surface, write_bytes, file);
	cairo_surface_finish(surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	return ok && drawn(status, e);
}

/* ---- all of it */

static void say_faults(const struct flow *f)
{
	if (f->unknown)
		print_warn(tr_n("%ld character is in no font of this machine: a box is printed in its place.",
		               "%ld characters are in no font of this machine: boxes are printed in their places.",
		               (unsigned long)f->unknown),
		    f->unknown);
	if (f->cut)
		print_warn(tr_n("%ld text was too long for its place and ends with ….",
		               "%ld texts were too long for their places and end with ….", (unsigned long)f->cut),
		    f->cut);
}

/* An interruption would leave the half-made file lying beside the old one: it waits until the file is whole. */
static void hold_signals(bool hold, sigset_t *before)
{
	sigset_t all;
	sigemptyset(&all);
	sigaddset(&all, SIGINT);
	sigaddset(&all, SIGTERM);
	sigaddset(&all, SIGHUP);
	sigprocmask(hold ? SIG_BLOCK : SIG_SETMASK, hold ? &all : before, hold ? before : NULL);
}

static bool write_whole(struct flow *f, const struct print_wish *w, struct err *e)
{
	struct path_writer file;
	if (!path_write_begin(&file, w->out, e))
		return false;
	if (!draw_into(f, w, file.file, e)) {
		path_write_abandon(&file);
		return false;
	}
	return path_write_end(&file, e);
}

static bool write_file(struct flow *f, const struct print_wish *w, struct err *e)
{
	sigset_t before;
	hold_signals(true, &before);
	const bool ok = write_whole(f, w, e);
	hold_signals(false, &before);
	return ok;
}

/* Laid out until nothing changes any more: a number that stands in a text may make it a line longer. */
static bool count_pages(struct flow *f, struct err *e)
{
	const size_t n = f->document->nmarks;
	int *before = mem_array(n + 1, sizeof *before);
	bool ok = flow_document(f, e);
	f->pages = f->page;
	for (int i = 0; ok && n && i < 3 && memcmp(before, f->mark_pages, n * sizeof *before) != 0; i++) {
		memcpy(before, f->mark_pages, n * sizeof *before);
		ok = flow_document(f, e);
		f->pages = f->page;
	}
	free(before);
	return ok;
}

bool print_document(const struct document *d, const struct print_wish *w, struct err *e)
{
	if (!look_for_fonts(e))
		return false;
	struct flow f = {.document = d, .pango = new_context(d)};
	f.mark_pages = mem_array(d->nmarks + 1, sizeof *f.mark_pages);
	bool ok = count_pages(&f, e);
	const int sides = d->booklet ? booklet_sides(f.pages) : f.pages;
	if (ok && w->format != PRINT_PDF && (w->page < 1 || w->page > sides))
		ok = err_set(e, ERR_NOT_FOUND, _("There is no page %d: the document has %d. Nothing was written."),
		    w->page, sides);
	ok = ok && write_file(&f, w, e);
	if (ok)
		say_faults(&f);
	free(f.mark_pages);
	g_object_unref(f.pango);
	return ok;
}
