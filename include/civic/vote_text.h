/* civic/vote_text.h - a vote as people type it in one line: "pentru 7, contra 1, abțineri 2: aprobat", "7-1-2", "за 7". */
#ifndef OBSTE_CIVIC_VOTE_TEXT_H
#define OBSTE_CIVIC_VOTE_TEXT_H

#include <stdbool.h>

struct vote {
	int in_favour, against, abstained; /* -1: not said */
	const char *result;                /* code of an agenda item's result; NULL: not said */
};
/* false: no number of a vote was found (*out then holds the result, if a word told it). Numbers above 999 are none. */
bool vote_read(const char *text, struct vote *out);

#endif
