/* Small counts that leave the group: none can be computed back from what is shown beside it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "civic/disclose.h"

static const struct disclose_column people = {true, false}, linked = {true, true}, other = {false, false};

static void disclose__small__hidden_with_a_companion(void **state)
{
	(void)state;
	const int64_t counts[] = {12, 3, 7, 0, 22};
	enum disclosed d[5];
	disclose(counts, 5, &people, 1, true, d);
	assert_int_equal(d[1], DISCLOSE_SMALL);
	assert_int_equal(d[2], DISCLOSE_HIDDEN); /* else 22 - 12 - 7 gives it away */
	assert_int_equal(d[0], DISCLOSE_SHOWN);
	assert_int_equal(d[3], DISCLOSE_SHOWN); /* nought is nobody */
	assert_int_equal(d[4], DISCLOSE_SHOWN);
}

static void disclose__two_ones__not_enough(void **state)
{
	(void)state;
	const int64_t counts[] = {1, 1, 9, 11};
	enum disclosed d[4];
	disclose(counts, 4, &people, 1, true, d);
	assert_int_equal(d[2], DISCLOSE_HIDDEN); /* two small ones that come to 2 are both 1 */
}

static void disclose__two_that_could_be_otherwise__enough(void **state)
{
	(void)state;
	const int64_t counts[] = {2, 3, 9, 14};
	enum disclosed d[4];
	disclose(counts, 4, &people, 1, true, d);
	assert_int_equal(d[2], DISCLOSE_SHOWN);
}

static void disclose__beside_each_other__linked_only(void **state)
{
	(void)state;
	const struct disclose_column columns[] = {linked, linked, people, other};
	const int64_t counts[] = {20, 17, 3, 2};
	enum disclosed d[4];
	const struct disclose_column parts[] = {linked, linked, linked, other};
	disclose(counts, 1, columns, 4, false, d);
	assert_int_equal(d[2], DISCLOSE_SMALL);
	assert_int_equal(d[0] + d[1] + d[3], 3 * DISCLOSE_SHOWN);
	disclose(counts, 1, parts, 4, false, d);
	assert_int_equal(d[1], DISCLOSE_HIDDEN);
}

static void disclose__nothing_to_hide_behind__no_sum(void **state)
{
	(void)state;
	const int64_t counts[] = {4, 4, 0, 8};
	enum disclosed d[4];
	disclose(counts, 4, &people, 1, true, d);
	assert_int_equal(d[3], DISCLOSE_HIDDEN); /* two small ones that come to 8 are both 4 */
}

/* Every way in which the hidden ones of a column could be filled, so that the sum is what it is. */
static int ways(const int64_t *counts, const enum disclosed *d, int n, int cell, int64_t value)
{
	int64_t sum = 0;
	int hidden[8], k = 0, found = 0;
	for (int i = 0; i < n; i++)
		if (d[i] != DISCLOSE_SHOWN) {
			hidden[k++] = i;
			sum += counts[i];
		}
	int64_t v[8];
	for (int i = 0; i < k; i++)
		v[i] = d[hidden[i]] == DISCLOSE_SMALL ? 1 : DISCLOSE_LEAST;
	for (;;) {
		int64_t s = 0;
		bool is_it = false;
		for (int i = 0; i < k; i++) {
			s += v[i];
			is_it = is_it || (hidden[i] == cell && v[i] == value);
		}
		found += s == sum && is_it;
		int at = 0;
		while (at < k && ++v[at] > (d[hidden[at]] == DISCLOSE_SMALL ? DISCLOSE_LEAST - 1 : 30)) {
			v[at] = d[hidden[at]] == DISCLOSE_SMALL ? 1 : DISCLOSE_LEAST;
			at++;
		}
		if (at == k)
			return found;
	}
}

static void check_column(const int64_t *counts, const enum disclosed *d)
{
	for (int i = 0; i < 4; i++) {
		int values = 0;
		for (int64_t value = 1; d[i] != DISCLOSE_SHOWN && value <= 30; value++)
			values += ways(counts, d, 4, i, value) > 0;
		if (d[i] != DISCLOSE_SHOWN && values < 2) {
			/* Nothing was left to hide it behind: only in a column without a count of five or more. */
			for (int j = 0; j < 4; j++)
				assert_true(counts[j] < DISCLOSE_LEAST || d[j] != DISCLOSE_SHOWN);
		}
		assert_true(counts[i] == 0 || counts[i] >= DISCLOSE_LEAST || d[i] == DISCLOSE_SMALL);
	}
}

static void disclose__every_small_column__by_trying_all(void **state)
{
	(void)state;
	for (int n = 0; n < 10 * 10 * 10 * 10; n++) {
		const int64_t counts[] = {n % 10, n / 10 % 10, n / 100 % 10, n / 1000};
		enum disclosed d[4];
		disclose(counts, 4, &people, 1, false, d);
		check_column(counts, d);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(disclose__small__hidden_with_a_companion),
	    cmocka_unit_test(disclose__two_ones__not_enough),
	    cmocka_unit_test(disclose__two_that_could_be_otherwise__enough),
	    cmocka_unit_test(disclose__beside_each_other__linked_only),
	    cmocka_unit_test(disclose__nothing_to_hide_behind__no_sum),
	    cmocka_unit_test(disclose__every_small_column__by_trying_all),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
