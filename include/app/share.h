/* app/share.h - exchange with the group's other laptops: a file with one workshop for a trainer, joining a file with what
 * is here, a shared folder, values that collided, the laptops themselves. Files are sealed with a passphrase. */
#ifndef OBSTE_APP_SHARE_H
#define OBSTE_APP_SHARE_H

#include "app/app.h"

/* ---- a file for a trainer */
struct app_pack {
	const char *path, *passphrase;
	bool phones; /* also the phones of the people */
	size_t people, records; /* filled in */
};
/* What the workshop (meeting, action) needs, and nothing else of the database: itself, its series, the groups that are
 * invited, who is expected (name, language, sector), who trains, who has consented, the marks. */
bool app_pack_make(struct app *a, const struct kind *of, int64_t id, struct app_pack *p, struct err *e);

/* ---- joining a file with what is here */
struct app_merge;
struct app_merge_about {
	const char *path, *from, *about; /* whose laptop made it; what it is about */
	const char *group_name;          /* set: this empty database becomes a copy of that group's */
	int64_t made_ms;
	bool pack;
	int64_t ahead_ms;                /* how far its clock is ahead of ours, when that is more than a day; else 0 */
};
enum app_merge_fate { MERGE_NEW, MERGE_CHANGED, MERGE_CONFLICT, MERGE_SAME_PERSON };
struct app_merge_line {
	enum app_merge_fate fate;
	const struct kind *kind;
	int64_t id;
	char *text;   /* "Attendance: Rusu Ion  absent > present" */
	char *detail; /* who and when: "Elena · laptop · 23 Nov 18:07"; the other value of a conflict; owned */
};
struct app_merge_told {
	size_t fresh, changed, same, fields, conflicts, erased, refused, taken_back, unknown;
	int64_t command;             /* number in the history; 0: nothing changed */
	struct app_merge_line *lines; /* the first of them, of a preview */
	size_t n;
};
#define APP_MERGE_LINES 2000

/* Opens and checks the file: damaged, foreign, newer, of another group, of a laptop with another key: ERR_INVALID. */
bool app_merge_open(struct app *a, const char *path, struct app_merge **out, struct err *e);
/* ERR_DENIED with tag "PACK-WORD": the passphrase is another one; try again. */
bool app_merge_unlock(struct app_merge *m, const char *passphrase, struct err *e);
const struct app_merge_about *app_merge_about(const struct app_merge *m);
/* What it would change; nothing is kept. */
bool app_merge_preview(struct app_merge *m, struct app_merge_told *told, struct err *e);
/* One command, one undo. A clock far ahead is refused unless accepted. */
bool app_merge_do(struct app_merge *m, bool clock_accepted, struct app_merge_told *told, struct err *e);
void app_merge_told_free(struct app_merge_told *told);
/* "3 new, 25 changed, 1 value collided, ..." in the language; appends. */
void app_merge_words(const struct app_merge_told *told, struct buf *out);
void app_merge_close(struct app_merge *m);

/* ---- a shared folder */
struct app_sync {
	const char *folder, *passphrase;
	bool clock_accepted;
	void (*said)(void *ctx, const char *line); /* what became of each file; may be NULL */
	void *ctx;
	size_t read, failed;          /* files; filled in */
	struct app_merge_told sum;
	char *written;                /* path of our own new file, owned; NULL: nothing new */
};
bool app_sync(struct app *a, struct app_sync *s, struct err *e);

/* ---- values that collided */
struct app_conflict {
	const struct kind *kind;
	int64_t id;
	char *key, *value;           /* of the field; the other value as JSON */
	int64_t clock, device, at_ms;
	char *title, *label;         /* "Rusu Ion", "Phone" */
	char *now, *other;           /* both values in the language */
	char *who;                   /* of the other value: "Elena · laptop", and when */
};
bool app_conflicts(struct app *a, struct app_conflict **list, size_t *n, struct err *e);
void app_conflicts_free(struct app_conflict *list, size_t n);
size_t app_conflicts_count(struct app *a);
/* The other value takes the place of the present one (`swap`), or the present one stays; either closes it. */
bool app_conflict_settle(struct app *a, const struct app_conflict *c, bool swap, struct err *e);

/* ---- laptops */
struct app_device { int64_t number; const char *name, *mark; bool here, known; int64_t last_ms; };
bool app_devices(struct app *a, bool (*each)(void *ctx, const struct app_device *d), void *ctx, struct err *e);
bool app_name_device(struct app *a, const char *name, struct err *e);
bool app_forget_device_key(struct app *a, int64_t number, struct err *e);

#endif
