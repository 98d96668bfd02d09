/* base/place_names.h - names of places around Chisinau whose spellings in the two languages do not meet by letters alone,
 * as words of search keys. One group is one name; sorted by word. For base/text_key.c only. */
#ifndef OBSTE_BASE_PLACE_NAMES_H
#define OBSTE_BASE_PLACE_NAMES_H

static const struct place_word {
	const char *word;
	int group;
} PLACE_WORDS[] = {
	{"cisinau", 1},
	{"cisinev", 1},
};

#endif
