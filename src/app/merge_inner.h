/* app/merge_inner.h - an exchange file that is being joined, and the words of its preview. Only src/app/merge*.c. */
#ifndef OBSTE_SRC_APP_MERGE_INNER_H
#define OBSTE_SRC_APP_MERGE_INNER_H

#include "app/share_inner.h"

struct app_merge {
	struct app *app;
	struct pack_reader *file;
	char *path;
	struct exchange_head head;
	struct app_merge_about about;
	size_t lines;
	bool adopts, headed;
};

/* What was heard while the stream was taken in; words are made of it at its end, when every name is there. */
struct heard {
	enum app_merge_fate fate;
	const struct kind *kind;
	int64_t id;
	char *fields; /* as in the history; of a conflict the field's key */
	char *kept, *other;
};
struct preview {
	struct app_merge_told *told;
	struct heard *list;
	size_t n;
};
void preview_record(void *ctx, const struct kind *k, int64_t id, enum exchange_fate fate, const char *fields);
void preview_conflict(
    void *ctx, const struct kind *k, int64_t id, const char *key, const char *kept, const char *other);
void preview_words(struct app_merge *m, struct preview *p);
void preview_free(struct preview *p);

#endif
