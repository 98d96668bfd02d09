/* out/vcard.h - people as vCards: 3.0 written (RFC 2426), 2.1, 3.0 and 4.0 read as rows of a table, so that cards come in
 * by the same door as tables. */
#ifndef OBSTE_OUT_VCARD_H
#define OBSTE_OUT_VCARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/err.h"
#include "out/csv.h"

/* What a card says, by the keys that its row has in a table. */
enum vcard_part {
	VCARD_SURNAME, VCARD_GIVEN, VCARD_PHONE, VCARD_EMAIL, VCARD_ADDRESS, VCARD_ORGANISATION, VCARD_BORN, VCARD_LANGUAGE,
	VCARD_TAGS, VCARD_NOTES, VCARD_PARTS
};
const char *vcard_part_name(enum vcard_part p); /* "surname" */

/* One card; parts that are NULL or "" are left out. Phones and e-mails: several between commas. */
void vcard_write(FILE *file, const char *uid, const char *const parts[VCARD_PARTS]);

/* Is this a file of cards, by its beginning? */
bool vcard_is(const char *path);
/* Each card as a row of VCARD_PARTS cells, the first row their names. A card that is cut off or broken is a bad row. */
bool vcard_read(const char *path, const char *encoding, bool (*each)(void *ctx, const struct csv_row *row), void *ctx,
                struct err *e);

#endif
