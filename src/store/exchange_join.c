/* store/exchange_join.c - two states of one field become one; see exchange_inner.h. Knows no table and no record. */
#include "store/exchange_inner.h"

#include <string.h>

static bool is_null(const char *json)
{
	return strcmp(json, "null") == 0;
}

/* Which of two values stands? */
static bool stands(const struct joining *j, const struct other *a, const struct other *b)
{
	if (j->deletion && is_null(a->json) != is_null(b->json))
		return is_null(b->json);
	return j->newer(j->ctx, a->dot, b->dot);
}

static size_t versions(const struct side *s, struct other *out)
{
	size_t n = 0;
	if (s->known.n)
		out[n++] = (struct other){s->known.d[0], s->json};
	for (size_t i = 0; i < s->nothers; i++)
		out[n++] = s->others[i];
	return n;
}

static bool among(const struct other *list, size_t n, struct dot d)
{
	for (size_t i = 0; i < n; i++)
		if (dot_same(list[i].dot, d))
			return true;
	return false;
}

/* What is on both sides, and what only one has and the other never knew. In the order in which they stand. */
static size_t live(const struct joining *j, const struct side *here, const struct side *there, struct other *out)
{
	struct other a[OTHERS_MAX + 1], b[OTHERS_MAX + 1];
	size_t na = versions(here, a), nb = versions(there, b), n = 0;
	for (size_t i = 0; i < na; i++)
		if (among(b, nb, a[i].dot) || !dots_know(&there->known, a[i].dot))
			out[n++] = a[i];
	for (size_t i = 0; i < nb; i++)
		if (!among(a, na, b[i].dot) && !dots_know(&here->known, b[i].dot))
			out[n++] = b[i];
	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k > 0 && stands(j, &out[k], &out[k - 1]); k--) {
			struct other swap = out[k];
			out[k] = out[k - 1];
			out[k - 1] = swap;
		}
	return n;
}

/* Two laptops that wrote the same do not disagree; neither do two that put it into the bin at different hours. */
static bool same(const struct joining *j, const char *a, const char *b)
{
	return strcmp(a, b) == 0 || (j->deletion && !is_null(a) && !is_null(b));
}

static bool said_before(const struct joining *j, const struct side *out, const struct other *v)
{
	if (same(j, out->json, v->json))
		return true;
	for (size_t i = 0; i < out->nothers; i++)
		if (same(j, out->others[i].json, v->json))
			return true;
	return false;
}

void join_sides(const struct joining *j, const struct side *here, const struct side *there, struct side *out)
{
	struct other all[2 * (OTHERS_MAX + 1)];
	const size_t n = live(j, here, there, all);
	*out = here->known.n ? *here : *there;
	if (n == 0) /* nobody wrote it; or each says that the other's is gone, which no laptop can make */
		return;
	out->known.n = out->nothers = 0;
	dots_add(&out->known, all[0].dot);
	dots_join(&out->known, &here->known);
	dots_join(&out->known, &there->known);
	out->json = all[0].json;
	for (size_t i = 1; i < n && out->nothers < OTHERS_MAX; i++)
		if (!said_before(j, out, &all[i]))
			out->others[out->nothers++] = all[i];
}
