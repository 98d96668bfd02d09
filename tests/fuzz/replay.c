/* replay.c - the fuzz targets without a fuzzer: each file of the target's corpus, then some thousand mutations of them
 * by a fixed seed. `make check` runs this everywhere; `make fuzz` links the same targets with libFuzzer instead. Knows
 * nothing of what a target reads. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LARGEST = 1 << 16, MUTATIONS = 40 };

static uint64_t draw(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static size_t mutate(uint8_t *data, size_t size, uint64_t *state)
{
	static const char *const pieces[] = {
	    "\"", ";", ",", "\r\n", "\n ", ":", "\\", "\xff", "{", "[", "-", "99999999999"};
	for (uint64_t times = 1 + draw(state) % 6; times; times--) {
		size_t at = size ? draw(state) % size : 0;
		const char *piece = pieces[draw(state) % (sizeof pieces / sizeof *pieces)];
		size_t n = strlen(piece);
		switch (draw(state) % 4) {
		case 0:
			if (size)
				data[at] ^= (uint8_t)(1u << draw(state) % 8);
			break;
		case 1:
			size = at;
			break;
		case 2:
			if (size + n > LARGEST)
				break;
			memmove(data + at + n, data + at, size - at);
			memcpy(data + at, piece, n);
			size += n;
			break;
		default:
			if (size - at > 1) {
				size_t cut = draw(state) % (size - at);
				memmove(data + at, data + at + cut, size - at - cut);
				size -= cut;
			}
		}
	}
	return size;
}

static void run(const uint8_t *seed, size_t size, uint64_t *state)
{
	static uint8_t work[LARGEST];
	LLVMFuzzerTestOneInput(seed, size);
	for (int i = 0; i < MUTATIONS; i++) {
		memcpy(work, seed, size);
		size_t n = mutate(work, size, state);
		/* An exact allocation, so that reading past the end is seen. */
		uint8_t *exact = malloc(n ? n : 1);
		if (!exact)
			abort();
		memcpy(exact, work, n);
		LLVMFuzzerTestOneInput(exact, n);
		free(exact);
	}
}

static int run_file(const char *path, uint64_t *state)
{
	static uint8_t seed[LARGEST];
	struct stat st;
	FILE *f = stat(path, &st) == 0 && S_ISREG(st.st_mode) ? fopen(path, "rb") : NULL;
	if (!f)
		return 0;
	size_t n = fread(seed, 1, sizeof seed, f);
	fclose(f);
	run(seed, n, state);
	return 1;
}

/* The corpus of build/test/fuzz_csv is tests/fuzz/corpus/fuzz_csv. Arguments are files to try instead. */
int main(int argc, char **argv)
{
	uint64_t state = 20261123;
	int files = 0;
	if (argc > 1) {
		for (int i = 1; i < argc; i++)
			files += run_file(argv[i], &state);
		return files ? 0 : 1;
	}
	const char *name = strrchr(argv[0], '/');
	char path[1024];
	snprintf(path, sizeof path, "tests/fuzz/corpus/%s", name ? name + 1 : argv[0]);
	struct dirent **found = NULL;
	int n = scandir(path, &found, NULL, alphasort);
	for (int i = 0; i < n; i++) {
		char file[2048];
		snprintf(file, sizeof file, "%s/%s", path, found[i]->d_name);
		files += run_file(file, &state);
		free(found[i]);
	}
	free(found);
	run((const uint8_t *)"", 0, &state);
	printf("ok - %s: %d files and their mutations\n", name ? name + 1 : argv[0], files);
	return 0;
}
