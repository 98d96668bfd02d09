/* base/err.c - what went wrong, in words. Knows no screen and no stream: callers above app/ show it. */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/lang.h"

/* A cut text must still be UTF-8: step back to the start of the character that did not fit. */
static void trim_broken(char *text, size_t size, int wanted)
{
	size_t n = size - 1;

	if (wanted < 0 || (size_t)wanted < size)
		return;
	while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
		n--;
	/* text[size - 1] is the NUL; walk back over the tail of a sequence to see whether it is whole. */
	n = size - 1;
	while (n > 0 && ((unsigned char)text[n - 1] & 0xC0) == 0x80)
		n--;
	if (n > 0 && (unsigned char)text[n - 1] >= 0xC0) {
		unsigned char lead = (unsigned char)text[n - 1];
		size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;

		if (size - 1 - (n - 1) < need)
			text[n - 1] = '\0';
	}
}

static void fill(char *to, size_t size, const char *fmt, va_list ap)
{
	trim_broken(to, size, vsnprintf(to, size, fmt, ap));
}

bool err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
	va_list ap;
	struct err made = ERR_INIT;

	if (!e)
		return false;
	made.code = code;
	va_start(ap, fmt);
	fill(made.what, sizeof made.what, fmt, ap); /* not into *e: the arguments may be its own texts */
	va_end(ap);
	*e = made;
	return false;
}

bool err_hint(struct err *e, const char *fmt, ...)
{
	va_list ap;
	char made[sizeof e->hint];

	if (!e)
		return false;
	va_start(ap, fmt);
	fill(made, sizeof made, fmt, ap);
	va_end(ap);
	memcpy(e->hint, made, sizeof made);
	return false;
}

bool err_tag(struct err *e, const char *tag)
{
	if (e)
		snprintf(e->tag, sizeof e->tag, "%s", tag);
	return false;
}

bool err_field(struct err *e, const char *key)
{
	if (e)
		snprintf(e->field, sizeof e->field, "%s", key);
	return false;
}

/* What the system says, in a coordinator's words. */
static const struct reason {
	int num;
	enum err_code code;
	const char *tag, *why, *hint;
} REASONS[] = {
    {ENOENT, ERR_NOT_FOUND, "FILE-MISSING", N_("there is no such file or folder"),
        N_("Check the name and the folder.")},
    {EACCES, ERR_DENIED, "FILE-DENIED", N_("this account has no permission"),
        N_("Choose another folder, or ask the owner of the computer for access.")},
    {EPERM, ERR_DENIED, "FILE-DENIED", N_("this account has no permission"),
        N_("Choose another folder, or ask the owner of the computer for access.")},
    {EROFS, ERR_DENIED, "DISK-READONLY", N_("the disk can only be read"), N_("Choose a folder on another disk.")},
    {ENOSPC, ERR_DENIED, "DISK-FULL", N_("the disk is full"), N_("Free some space, then try again.")},
    {EDQUOT, ERR_DENIED, "DISK-FULL", N_("your share of the disk is full"), N_("Free some space, then try again.")},
    {EFBIG, ERR_DENIED, "FILE-BIG", N_("the file is too big for this disk"), N_("Choose another disk.")},
    {EISDIR, ERR_INVALID, "FILE-FOLDER", N_("this is a folder, not a file"), N_("Give the name of a file.")},
    {ENOTDIR, ERR_INVALID, "FILE-FOLDER", N_("a part of the path is a file, not a folder"), N_("Check the path.")},
    {EEXIST, ERR_INVALID, "FILE-EXISTS", N_("something of this name is already there"), N_("Choose another name.")},
    {ENAMETOOLONG, ERR_INVALID, "FILE-NAME", N_("the name is too long"), N_("Choose a shorter name.")},
    {ELOOP, ERR_INVALID, "FILE-NAME", N_("the links lead round in a circle"), N_("Check the path.")},
    {EIO, ERR_FAIL, "DISK-BROKEN", N_("the disk reports an error"),
        N_("Copy your data to another disk soon: this one may be failing.")},
    {EPIPE, ERR_FAIL, "PIPE-CLOSED", N_("the program that reads this has closed"), NULL},
    {EINTR, ERR_INTERRUPTED, "STOPPED", N_("it was interrupted"), NULL},
    {EBUSY, ERR_BUSY, "FILE-BUSY", N_("another program is using it"), N_("Close the other program, then try again.")},
    {ETXTBSY, ERR_BUSY, "FILE-BUSY", N_("another program is using it"), N_("Close the other program, then try again.")},
};

static const struct reason *reason_of(int errnum)
{
	for (size_t i = 0; i < sizeof REASONS / sizeof *REASONS; i++)
		if (REASONS[i].num == errnum)
			return &REASONS[i];
	return NULL;
}

bool err_errno(struct err *e, int errnum, const char *fmt, ...)
{
	const struct reason *r = reason_of(errnum);
	char doing[sizeof e->what];
	va_list ap;

	va_start(ap, fmt);
	fill(doing, sizeof doing, fmt, ap);
	va_end(ap);
	err_set(e, r ? r->code : ERR_FAIL, "%s: %s.", doing, r ? _(r->why) : strerror(errnum));
	if (r)
		err_tag(e, r->tag);
	if (r && r->hint)
		err_hint(e, "%s", _(r->hint));
	return false;
}
