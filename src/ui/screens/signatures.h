/* ui/screens/signatures.h - the two files of signature sheets. */
#ifndef OBSTE_UI_SCREENS_SIGNATURES_H
#define OBSTE_UI_SCREENS_SIGNATURES_H

#include "ui/screen.h"

void sheet_open(struct ui *u, int64_t action, int64_t sheet);

#endif
