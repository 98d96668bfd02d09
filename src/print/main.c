/* print/main.c - obste-print: a document (out/paper.h) from stdin or a file, drawn into a PDF, PNG or SVG. It needs no
 * database; "obste print" makes the documents and calls it. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "print/print.h"

#define MOST_BYTES (64u << 20)

static const char usage[] =
    "obste-print [-o FILE] [--format pdf|png|svg] [--page N] [--dpi N] [--lang ro|ru|en] [DOCUMENT]";

struct words {
	struct print_wish wish;
	const char *document; /* NULL: stdin */
	const char *format;
};

static bool wrong_use(struct err *e, const char *word)
{
	err_set(e, ERR_USAGE, _("\"%s\" is not understood here."), word);
	return err_hint(e, "%s", usage);
}

static bool whole_number(const char *text, int most, int *out)
{
	const size_t n = strspn(text, "0123456789");
	if (!n || n > 6 || text[n])
		return false;
	*out = atoi(text);
	return *out >= 1 && *out <= most;
}

/* By --format, else by how the file's name ends, else PDF. */
static bool choose_format(struct words *w, struct err *e)
{
	static const char *const formats[] = {[PRINT_PDF] = "pdf", [PRINT_PNG] = "png", [PRINT_SVG] = "svg"};
	const char *dot = w->wish.out ? strrchr(w->wish.out, '.') : NULL;
	const char *name = w->format ? w->format : dot ? dot + 1 : "pdf";
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(formats[i], name) == 0) {
			w->wish.format = (enum print_format)i;
			return true;
		}
	return w->format ? wrong_use(e, w->format) : true;
}

static bool take_option(struct words *w, const char *word, const char *value, struct err *e)
{
	int number = 0;
	if (!value)
		return wrong_use(e, word);
	if (strcmp(word, "-o") == 0)
		w->wish.out = value;
	else if (strcmp(word, "--format") == 0)
		w->format = value;
	else if (strcmp(word, "--page") == 0 && whole_number(value, 100000, &number))
		w->wish.page = number;
	else if (strcmp(word, "--dpi") == 0 && whole_number(value, 600, &number))
		w->wish.dpi = number;
	else if (strcmp(word, "--lang") != 0)
		return wrong_use(e, word);
	return true;
}

static bool read_words(int argc, char **argv, struct words *w, struct err *e)
{
	*w = (struct words){.wish = {.page = 1, .dpi = 110}};
	for (int i = 1; i < argc; i++) {
		if (argv[i][0] == '-' && argv[i][1]) {
			if (!take_option(w, argv[i], argv[i + 1], e))
				return false;
			i++;
		} else if (!w->document) {
			w->document = argv[i];
		} else {
			return wrong_use(e, argv[i]);
		}
	}
	return choose_format(w, e);
}

static bool read_stdin(struct buf *out, struct err *e)
{
	char piece[65536];
	for (size_t n; (n = fread(piece, 1, sizeof piece, stdin)) > 0;) {
		if (out->len + n > MOST_BYTES)
			return err_set(e, ERR_INVALID, "%s", _("The document is too big. Nothing was written."));
		buf_add(out, piece, n);
	}
	return true;
}

static bool run(const struct words *w, struct err *e)
{
	struct buf text = BUF_INIT;
	struct document d;
	const bool from_file = w->document && strcmp(w->document, "-") != 0;
	bool ok = from_file ? path_read_all(w->document, MOST_BYTES, &text, e) : read_stdin(&text, e);
	if (ok && (ok = document_read(buf_str(&text), text.len, &d, e))) {
		ok = print_document(&d, &w->wish, e);
		document_free(&d);
	}
	buf_free(&text);
	return ok;
}

static void start_words(int argc, char **argv)
{
	enum lang l = lang_from_env();
	for (int i = 1; i + 1 < argc; i++)
		if (strcmp(argv[i], "--lang") == 0)
			lang_from_code(argv[i + 1], &l);
	char *folder = path_locale_dir(argv[0]);
	lang_start(folder, l);
	free(folder);
}

/* The exit code is the error's; its two sentences are the last lines on stderr, the first begins "obste-print: ". */
int main(int argc, char **argv)
{
	struct err e = ERR_INIT;
	struct words w;
	start_words(argc, argv);
	if (read_words(argc, argv, &w, &e) && run(&w, &e))
		return 0;
	print_warn("obste-print: %s", e.what);
	if (*e.hint)
		print_warn("%s", e.hint);
	return e.code == ERR_NONE ? ERR_FAIL : (int)e.code;
}
