/* cli/set.c - obste set KIND ID field=value...: changes the fields named and no others. */
#include "cli/command.h"

static bool run(struct cli *c, struct err *e)
{
	const struct kind *k;
	int64_t id;
	struct record *base = NULL;
	if (!cli_kind(c->args[0], &k, e) || !cli_record_id(c, k, c->args[1], &id, e) ||
	    !app_get(c->app, k, id, &base, e))
		return false;
	struct record *r = record_copy(base);
	bool ok = cli_set_fields(c, r, 2, e) && app_save(c->app, r, base, NULL, e);
	record_free(r);
	record_free(base);
	return ok;
}

static const struct cli_example examples[] = {
    {"set problem 'Rampă la policlinică' state=sent", N_("one field changes, the others stay")},
    {"set person 'Mierlă Ilinca' phone=", N_("an empty value empties the field")},
    {NULL, NULL},
};

const struct cli_command cmd_set = {
    .name = "set",
    .args = "KIND ID field=value...",
    .least = 3,
    .most = -1,
    .summary = N_("change fields of a record"),
    .examples = examples,
    .needs = NEEDS_DATABASE,
    .run = run,
};
