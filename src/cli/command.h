/* cli/command.h - what a command is, and what the files of src/cli/ share. A command is one file with one
 * `const struct cli_command cmd_NAME` and one line in commands.def; help, the manual and the completions are made
 * from these rows. Must not know SQL, file formats or the screens. */
#ifndef OBSTE_SRC_CLI_COMMAND_H
#define OBSTE_SRC_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "app/app.h"
#include "cli/cli.h"
#include "base/err.h"
#include "base/lang.h"

struct cli;

/* An option that is not in its command's row cannot be given, and cannot be asked for either. */
struct cli_option {
	const char *name; /* "filter": --filter */
	char letter;      /* 'o': -o; 0 none */
	const char *arg;  /* "EXPR"; NULL: a flag */
	const char *help; /* N_() */
	bool many;        /* may be given several times; otherwise the last one counts */
};

struct cli_example {
	const char *line; /* without "obste " */
	const char *says; /* N_() */
};

enum cli_needs {
	NEEDS_NOTHING,    /* language, clock and data folder only */
	PREFERS_DATABASE, /* opened when it is there: the group's own rules and days off */
	NEEDS_DATABASE,   /* open before `run` */
};

struct cli_command {
	const char *name;
	const char *args;    /* "KIND ID": capitals are places to fill, small letters words; "[...]" may be left out */
	int least, most;     /* how many words; most -1: any number */
	const char *summary; /* N_(): one line */
	const char *more;    /* N_(): a paragraph for help and the manual; may be NULL */
	const struct cli_option *options;   /* ended by a NULL name; NULL none */
	const struct cli_example *examples; /* ended by a NULL line; NULL none */
	enum cli_needs needs;
	bool hidden; /* left out of the list of commands */
	bool (*run)(struct cli *c, struct err *e);
};

/* The rows, in the order of commands.def, and one by its name (NULL: none). */
const struct cli_command *const *cli_commands(size_t *count);
const struct cli_command *cli_command_find(const char *name);
/* The options that every command takes; ended by a NULL name. */
const struct cli_option *cli_global_options(void);

struct cli_given {
	const struct cli_option *option;
	const char *value; /* "" for a flag */
};

/* The command line, understood. Words are borrowed from argv. */
struct cli {
	struct app *app;
	const struct cli_screens *screens;
	const struct cli_command *command; /* NULL: the terminal program */
	const char **args;
	int nargs;
	struct cli_given *given;
	int ngiven;
};

/* args.c: fills c->command, args and given. ERR_USAGE with the nearest name. */
bool cli_parse(struct cli *c, int argc, char **argv, struct err *e);
void cli_free(struct cli *c);
/* The value of a global option, found before anything is understood (for the language of the messages). */
const char *cli_peek(int argc, char **argv, const char *name);
/* The (last) value of an option; NULL: not given. */
const char *cli_option(const struct cli *c, const char *name);
bool cli_flag(const struct cli *c, const char *name);
/* The n-th value of an option that may be given several times; NULL: no more. */
const char *cli_option_at(const struct cli *c, const char *name, int n);
/* An option read as a date (`out` untouched when it is not given), as a whole number of at least 0. */
bool cli_date(const struct cli *c, const char *name, date_t *out, struct err *e);
/* --from and --to; a period that ends before it begins is refused. */
bool cli_period(const struct cli *c, date_t *from, date_t *to, struct err *e);
bool cli_number(const struct cli *c, const char *name, size_t *out, struct err *e);
/* A prompt is possible: stdin is a terminal and --no-input was not given. */
bool cli_can_ask(const struct cli *c);

/* nearest.c: the candidate that was probably meant, or NULL. */
const char *cli_nearest(const char *typed, const char *(*at)(void *ctx, size_t i), void *ctx);

/* words.c: kinds, fields and records named on the command line. */
bool cli_kind(const char *typed, const struct kind **out, struct err *e);
bool cli_field(const struct kind *k, const char *typed, size_t n, int *field, struct err *e);
bool cli_record_id(struct cli *c, const struct kind *k, const char *typed, int64_t *id, struct err *e);
/* "field=value" words into the record. */
bool cli_set_fields(struct cli *c, struct record *r, int first, struct err *e);
/* --filter, --search and --sort into a query of its kind. */
bool cli_query(const struct cli *c, struct query *q, struct err *e);
/* "12,15 18": whole numbers between commas, blanks, line ends; `typed` "-": from stdin. Owned array; false with an
 * error.
 */
bool cli_ids(const char *typed, int64_t **ids, size_t *n, struct err *e);
/* "id,surname,phone": fields of the kind; 0 is the id. Returns how many, 0 with an error. */
size_t cli_columns(const struct kind *k, const char *list, int *fields, size_t max, struct err *e);

/* table.c: rows of cells on stdout, in columns for a person's eye. */
struct cli_column {
	const char *title;
	int width; /* cells; 0: the rest */
	bool right;
};
void cli_table_head(const struct cli_column *columns, size_t n);
void cli_table_row(const struct cli_column *columns, size_t n, const char *const *cells);
/* "label: value", further lines of the value moved in. */
void cli_block_line(const char *label, const char *value);
/* Text from the database on stdout: made harmless when a terminal reads it. */
void cli_print_text(const char *text);
int cli_cells(void); /* width of the terminal; 0: stdout is none */

/* say.c: words for the person on stderr; what went wrong; is everything written? */
void cli_say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void cli_show_error(const struct err *e);
/* Everything on stdout has arrived. ERR_DENIED when the disk is full or stdout closed; a reader who left is no error.
 */
bool cli_flush(struct err *e);
bool cli_stdout_gone(void); /* nothing can be written any more: stop */
bool cli_reader_left(void); /* and that because nobody reads: say nothing */
/* The word for NAME with an argument where one stands: "--filter EXPR". Appends. */
void cli_option_text(const struct cli_option *o, struct buf *out);
void cli_syntax(const struct cli_command *k, struct buf *out); /* "list KIND [--filter EXPR]..." */

/* The one shape of a list that commands print: {"version":1,"kind":KIND,"rows":[{...},...]}. `kind` names what a row
 * is: a kind of record, or "kind", "rule", "holiday", "entry" (a dated one, of any kind), "hit", "change". */
void cli_json_rows_begin(const char *kind);
void cli_json_row(
    struct buf *row, bool first); /* "{..." as the functions below appended it; closes, prints, frees it */
void cli_json_rows_end(void);
/* "key":value pairs for the small JSON objects that commands print. Append, with a comma after the first. */
void cli_json_text(struct buf *b, const char *key, const char *value);
void cli_json_int(struct buf *b, const char *key, int64_t value);
void cli_json_bool(struct buf *b, const char *key, bool value);
void cli_json_date(struct buf *b, const char *key, date_t d); /* null for DATE_NONE */

/* export.c: --for, --kind, --from, --to of a calendar. */
struct app_ics_out;
bool cli_ics_wanted(struct cli *c, struct app_ics_out *o, struct err *e);

/* progress.c: obeys --progress-fd (*out NULL: not given). */
struct cli_progress;
bool cli_progress_start(struct cli *c, struct cli_progress **out, struct err *e);
void cli_progress_stop(struct cli *c, struct cli_progress *p);

/* passphrase.c: from --passphrase-file, $OBSTE_PASSPHRASE, or typed without echo (`twice`: a new one, typed again).
 * Never from the command line's words, which every user of the machine can read. Wiped and freed by the caller. */
bool cli_passphrase(const struct cli *c, bool twice, char **out, struct err *e);
void cli_passphrase_free(char *passphrase);
/* A server's password, typed without echo. */
bool cli_ask_secret(const struct cli *c, const char *question, char **out, struct err *e);
#define CLI_PASSPHRASE                                                                                                 \
	{                                                                                                              \
		.name = "passphrase-file", .arg = "FILE", .help = N_("the passphrase is the first line of this file")  \
	}

/* cli.c: the terminal program on the open database (or at its first run). */
bool cli_open_screens(struct cli *c, struct err *e);
/* stdin into a private file, for what reads a file twice. *path is owned; remove it afterwards. */
bool cli_spool_stdin(char **path, struct err *e);
/* The text of the file that the nth word names; stdin for "-" and when there is no such word. */
bool cli_read_text(struct cli *c, int n, struct buf *out, struct err *e);

#endif
