/* tests/unit/share_help.h - laptops of one group for the tests of exchange: each is a database of its own in the test's
 * folder. */
#ifndef OBSTE_TESTS_SHARE_HELP_H
#define OBSTE_TESTS_SHARE_HELP_H

#include "app_help.h"

#include "app/share.h"

#define WORD "tei și castani"
#define WORKSHOP kind_get(KIND_workshop)

/* The laptop of that name, its clock at `now`; a new, empty database when there is none. */
struct app *laptop(void **state, const char *name, const char *now);
char *send_pack(void **state, struct app *a, int64_t workshop, const char *name, bool phones); /* path; owned */
struct app_merge_told take(struct app *a, const char *path);
struct app_merge_told look(struct app *a, const char *path);

/* A group with a workshop and two people, and one who has nothing to do with it. */
struct scene {
	struct app *ana;
	int64_t group, workshop, ion, vera;
};
struct scene scene(void **state);
void mark(struct app *a, int64_t workshop, int64_t who, const char *as);
void walk_in(struct app *a, int64_t workshop, const char *name);
char *marks(struct app *a, int64_t workshop); /* "Cuc Vera present, Rusu Ion late"; owned */
void assert_marks(struct app *a, int64_t workshop, const char *want);
int share_help_setup(void **state);

#endif
