/* model/money.h - how an amount of money reads on screen and on paper. */
#ifndef OBSTE_MODEL_MONEY_H
#define OBSTE_MODEL_MONEY_H

#include <stdint.h>

#include "base/buf.h"
#include "base/lang.h"

/* 120000 bani: "1.200,00 lei" in Romanian, "1 200,00 лей" in Russian. `unit`: a currency code ("MDL" shows as lei);
 * NULL or "" the bare number. Appends. */
/* "50 eur" -> "EUR", and "50" appended to `amount`; NULL: no currency is named. In the words of three languages. */
const char *money_currency(const char *typed, struct buf *amount);
void money_text(int64_t bani, enum lang lang, const char *unit, struct buf *out);

#endif
