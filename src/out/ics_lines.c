/* out/ics_lines.c - unfolds the lines of an iCalendar file and takes each apart, within limits: libical needs 23
 * seconds for one line of 10 MB and a crash for 80,000 nested components, so it never sees a foreign file as a whole.
 */
#include "out/ics_lines.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/lang.h"
#include "base/path.h"

bool ics_lines_open(struct ics_lines *l, const char *path, struct err *e)
{
	struct stat st;
	*l = (struct ics_lines){.next_line = 1};
	if (stat(path, &st) != 0)
		return err_errno(e, errno, _("%s could not be read"), path_base(path));
	if (!S_ISREG(st.st_mode))
		return err_set(e, ERR_INVALID, _("%s is not a plain file. Nothing was changed."), path_base(path));
	if (st.st_size > ICS_FILE_MAX)
		return err_set(e, ERR_INVALID, _("%s is longer than 50 MB. Nothing was changed."), path_base(path));
	l->file = fopen(path, "rbe");
	if (!l->file)
		return err_errno(e, errno, _("%s could not be read"), path_base(path));
	ics_lines_rewind(l);
	return true;
}

void ics_lines_rewind(struct ics_lines *l)
{
	static const unsigned char bom[] = {0xEF, 0xBB, 0xBF};
	rewind(l->file);
	l->next_line = 1;
	/* A BOM at the beginning says nothing here. */
	for (size_t i = 0; i < sizeof bom; i++) {
		if (getc_unlocked(l->file) != bom[i]) {
			rewind(l->file);
			return;
		}
	}
}

/* One physical line, without its end. */
static bool add_physical(struct ics_lines *l, bool *too_long)
{
	int c, n = 0;
	while ((c = getc_unlocked(l->file)) != EOF && c != '\n') {
		n++;
		l->zero = l->zero || c == '\0';
		if (l->text.len >= ICS_LINE_MAX)
			*too_long = true;
		else if (c != '\0' && c != '\r')
			buf_char(&l->text, (char)c);
	}
	l->next_line++;
	return c == '\n' || n > 0;
}

bool ics_lines_next(struct ics_lines *l, struct ics_line *out)
{
	int c;
	*out = (struct ics_line){.line = l->next_line};
	buf_clear(&l->text);
	if (!add_physical(l, &out->too_long))
		return false;
	while ((c = getc_unlocked(l->file)) == ' ' || c == '\t')
		add_physical(l, &out->too_long);
	if (c != EOF)
		ungetc(c, l->file);
	buf_add(&l->text, "", 0);
	out->text = l->text.data;
	return true;
}

void ics_lines_close(struct ics_lines *l)
{
	if (l->file)
		fclose(l->file);
	buf_free(&l->text);
}

static void capitals(char *text)
{
	for (; *text; text++)
		*text = (char)toupper((unsigned char)*text);
}

/* A parameter's value, perhaps quoted; returns what stands after it. */
static char *take_param_value(char *at, const char **value)
{
	if (*at != '"') {
		*value = at;
		return at + strcspn(at, ";:");
	}
	*value = ++at;
	at += strcspn(at, "\"");
	if (*at)
		*at++ = '\0';
	return at + strcspn(at, ";:");
}

bool ics_prop_split(char *line, struct ics_prop *out)
{
	char *at = line + strcspn(line, ";:");
	out->name = line;
	out->nparams = 0;
	while (*at == ';') {
		*at++ = '\0';
		char *name = at, *eq = at + strcspn(at, "=;:");
		if (*eq != '=')
			return false;
		*eq = '\0';
		const char *value;
		at = take_param_value(eq + 1, &value);
		capitals(name);
		if (out->nparams < ICS_PARAMS) {
			out->params[out->nparams].name = name;
			out->params[out->nparams++].value = value;
		}
	}
	if (*at != ':')
		return false;
	*at = '\0';
	capitals(line);
	out->value = at + 1;
	return *out->name != '\0';
}

const char *ics_prop_param(const struct ics_prop *p, const char *name)
{
	for (size_t i = 0; i < p->nparams; i++)
		if (strcmp(p->params[i].name, name) == 0)
			return p->params[i].value;
	return NULL;
}

void ics_unescape(const char *value, struct buf *out)
{
	while (*value) {
		size_t run = strcspn(value, "\\");
		buf_add(out, value, run);
		value += run;
		if (*value == '\\' && value[1]) {
			buf_char(out, value[1] == 'n' || value[1] == 'N' ? '\n' : value[1]);
			value += 2;
		} else if (*value) {
			value++;
		}
	}
}
