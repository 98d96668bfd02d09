/* out/eml.h - a message with an invitation to an appointment: RFC 5322 and 2045-2047, iMIP (RFC 6047). */
#ifndef OBSTE_OUT_EML_H
#define OBSTE_OUT_EML_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

struct eml {
	const char *from_name, *from, *to_name, *to; /* addresses that eml_address takes */
	const char *subject, *text;                  /* UTF-8; what would break a header is left out */
	const char *method;                          /* "REQUEST", "CANCEL" */
	const struct buf *calendar;                  /* the .ics */
	const char *id;                              /* of the message, without < > */
	int64_t at_ms;
	bool draft; /* to be opened and sent by a person */
};
/* Lines end with CRLF, everything is ASCII. Appends. */
void eml_write(const struct eml *m, struct buf *out);
/* Is it an address that can stand in a header and in an SMTP command as it is (ASCII, one @, no blank, no bracket)? */
bool eml_address(const char *text);

#endif
