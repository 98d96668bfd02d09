/* ui/keymap.h - key specs of the action tables ("n F7 ^Z") as codes, and codes as words for people. */
#ifndef OBSTE_UI_KEYMAP_H
#define OBSTE_UI_KEYMAP_H

#include "base/buf.h"
#include "ui/screen.h"

struct keymap_entry {
	int code; /* as struct key's; a character: 0 */
	uint32_t ch;
	const struct action *action;
};
/* One parsed table; made once a table and kept. */
struct keymap {
	const struct action *actions;
	struct keymap_entry *entries;
	size_t n;
	struct keymap *next;
};
/* From the cache `*list`, parsed at the first use. */
const struct keymap *keymap_of(struct keymap **list, const struct action *actions);
void keymap_forget(struct keymap **list, const struct action *actions); /* of a table that will be freed */
void keymap_free(struct keymap **list);

/* The nth action with this key; NULL: no more. Characters are looked up as they are and, when nothing has them so, as
 * the same physical key of a Latin layout. */
const struct action *keymap_find(const struct keymap *m, const struct key *k, int nth);

/* The nth key of a spec; false: there are fewer. */
bool keymap_spec(const char *keys, int n, struct key *out);
/* How a spec's nth key is called in the language ("Space", "^K", "↑"); appends. */
bool keymap_name(const char *keys, int n, struct buf *out);
/* Does it begin with an arrow, a page key, Tab: does it only go somewhere on the screen? */
bool keymap_moves(const char *keys);
/* Which of a spec's keys is a function key; -1: none. */
int keymap_function(const char *keys);
/* All keys of a spec, for the help. Appends. */
void keymap_names(const char *keys, struct buf *out);
/* A key that was pressed, for "does nothing here". Appends. */
void keymap_pressed(const struct key *k, struct buf *out);

#endif
