/* app/consent.c - who agrees to a purpose today: given, not expired, not withdrawn (Law 195/2024 art. 7). */
#include <string.h>

#include "app/given.h"
#include "store/read.h"

struct reading {
	struct consents *out;
	date_t today;
};

static bool take_one(void *ctx, const struct record *r)
{
	struct reading *rd = ctx;
	const date_t given = record_date(r, consent_given_on), ends = record_date(r, consent_expires_on),
	             taken_back = record_date(r, consent_withdrawn_on);
	const int64_t person = record_int(r, consent_person);
	rd->out->kept = true;
	const bool stands = (given == DATE_NONE || given <= rd->today) && (ends == DATE_NONE || ends >= rd->today) &&
	                    (taken_back == DATE_NONE || taken_back > rd->today);
	if (person && stands)
		idmap_add(&rd->out->live, (uint64_t)person, person);
	return true;
}

bool consents_read(struct app *a, const char *purpose, struct consents *out, struct err *e)
{
	struct reading rd = {out, clock_today(&a->clock)};
	struct value v = {VALUE_TEXT, 0, (char *)(uintptr_t)purpose};
	struct query q;
	memset(out, 0, sizeof *out);
	query_init(&q, kind_get(KIND_consent));
	query_filter_add(&q, consent_purpose, QUERY_IS, &v, NULL);
	const bool ok = store_each(a->store, &q, 0, take_one, &rd, e);
	query_free(&q);
	return ok;
}

bool consents_named(const struct consents *c, int64_t person)
{
	int64_t found;
	return idmap_get(&c->live, (uint64_t)person, &found, 1) > 0;
}

bool consents_allow(const struct consents *c, int64_t person)
{
	return !c->kept || consents_named(c, person);
}

void consents_free(struct consents *c)
{
	idmap_free(&c->live);
}
