/* print/qr.c - a QR code as squares. */
#include "print/print.h"

#include <qrencode.h>

#define QUIET 2 /* modules of white around it; the paper around is white as well */

bool qr_draw(cairo_t *cr, const char *text, double x, double y, double size)
{
	QRcode *code = *text ? QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) : NULL;
	if (!code)
		return false;
	const double module = size / (code->width + 2 * QUIET);
	for (int row = 0; row < code->width; row++)
		for (int column = 0; column < code->width; column++)
			if (code->data[row * code->width + column] & 1)
				cairo_rectangle(
				    cr, x + (column + QUIET) * module, y + (row + QUIET) * module, module, module);
	cairo_fill(cr);
	QRcode_free(code);
	return true;
}
