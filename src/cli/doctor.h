/* cli/doctor.h - what the files of the doctor share. */
#ifndef OBSTE_SRC_CLI_DOCTOR_H
#define OBSTE_SRC_CLI_DOCTOR_H

#include "base/err.h"

/* Shows each key as it arrives until Ctrl+C or q. ERR_USAGE without a terminal. */
bool doctor_keys(struct err *e);

#endif
