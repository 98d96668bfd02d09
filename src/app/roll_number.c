/* app/roll_number.c - the numbers by which paper and screen mean the same person. As long as nothing is printed they
 * are the rows' own; a printed sheet keeps its order (the kind printed), and whoever joins afterwards gets numbers
 * after its last row. Knows no paper. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/app_internal.h"
#include "app/import.h"
#include "app/roll_internal.h"
#include "app/unite_inner.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/read.h"

int roll_printed_field(const struct kind *of)
{
	const struct kind *k = kind_get(KIND_printed);
	for (int i = 1; i < k->nfields; i++)
		if (field_target(&k->fields[i]) == of)
			return i;
	return NO_FIELD;
}

/* "OB-AT-0014-3" of a print that begins with OB-AT-0014-1 and has three sheets or more. */
static bool has_sheet(const struct record *printed, const char *code)
{
	const char *first = record_text(printed, printed_code);
	const char *a = first ? strrchr(first, '-') : NULL, *b = strrchr(code, '-');
	if (!a || !b || a - first != b - code || strncasecmp(first, code, (size_t)(a - first)) != 0)
		return false;
	const long begins = strtol(a + 1, NULL, 10), asked = strtol(b + 1, NULL, 10);
	return asked >= begins && asked < begins + record_int(printed, printed_sheets);
}

struct looking {
	const char *code; /* NULL: the newest */
	struct record *found;
};

static long first_sheet(const struct record *printed)
{
	const char *code = record_text(printed, printed_code);
	const char *number = code ? strrchr(code, '-') : NULL;
	return number ? strtol(number + 1, NULL, 10) : 0;
}

static bool is_newer(const struct record *a, const struct record *b)
{
	return a->created != b->created ? a->created > b->created : first_sheet(a) > first_sheet(b);
}

static bool look(void *ctx, const struct record *r)
{
	struct looking *l = ctx;
	if (l->code && !has_sheet(r, l->code))
		return true;
	if (l->found && is_newer(l->found, r))
		return true;
	record_free(l->found);
	l->found = record_copy(r);
	return true;
}

struct record *roll_printed(struct app *a, const struct app_roll *roll, const char *code)
{
	const struct kind *k = kind_get(KIND_printed);
	const int field = roll_printed_field(roll->of);
	struct looking l = {code, NULL};
	struct query q;
	struct value v;
	if (field == NO_FIELD)
		return NULL;
	query_init(&q, k);
	ref_value(&k->fields[field], roll->id, &v);
	query_filter_add(&q, field, QUERY_IS, &v, NULL);
	value_clear(&v);
	struct err ignored = ERR_INIT;
	store_each(a->store, &q, 0, look, &l, &ignored);
	query_free(&q);
	return l.found;
}

struct record *roll_printed_new(struct app *a, const struct app_roll *roll)
{
	struct record *r = record_new_initial(kind_get(KIND_printed), app_types(a));
	record_set_int(r, roll_printed_field(roll->of), roll->id);
	return r;
}

void roll_order(const struct app_roll *roll, struct buf *out)
{
	for (size_t i = 0; i < roll->n; i++) {
		if (i)
			buf_char(out, ' ');
		buf_int(out, roll->rows[i].person);
	}
}

/* Numbers of the people on a printed sheet: 1 for the first id. */
static void read_order(struct app *a, const char *ids, struct idmap *numbers)
{
	int64_t number = 0;
	for (char *end; *ids; ids = end + strspn(end, " ")) {
		const int64_t id = strtoll(ids, &end, 10);
		if (end == ids)
			return;
		number++;
		if (id > 0)
			idmap_add(numbers, (uint64_t)unite_stands(a, id), number);
	}
}

void roll_number(struct app *a, struct app_roll *roll, const struct record *printed)
{
	struct idmap numbers = {0};
	int64_t next = 1;
	roll->printed_rows = 0;
	if (printed) {
		read_order(
		    a, record_text(printed, printed_people) ? record_text(printed, printed_people) : "", &numbers);
		roll->printed_rows = (size_t)record_int(printed, printed_rows);
		next = (int64_t)roll->printed_rows + 1;
	}
	for (size_t i = 0; i < roll->n; i++) {
		int64_t number;
		struct app_roll_row *row = &roll->rows[i];
		row->number = (size_t)(idmap_get(&numbers, (uint64_t)row->person, &number, 1) ? number : next++);
	}
	idmap_free(&numbers);
}

void roll_number_now(struct app *a, struct app_roll *roll)
{
	struct record *printed = roll_printed(a, roll, NULL);
	roll_number(a, roll, printed);
	record_free(printed);
}
