/* ui/names.h - a record made from its name alone. */
#ifndef OBSTE_UI_NAMES_H
#define OBSTE_UI_NAMES_H

#include "model/record.h"

/* "Rusu Ion": the first word to the first title field, the rest to the second, where the title is made of two texts. */
void record_name(struct record *r, const char *typed);

#endif
