/* app/guide_page.h - what the two files that write the Guide for the browser share. */
#ifndef OBSTE_SRC_APP_GUIDE_PAGE_H
#define OBSTE_SRC_APP_GUIDE_PAGE_H

#include "app/guide_inner.h"

/* A page that is being written: of the whole Guide, or of one chapter among others. */
struct page {
	struct app *app;
	const struct guide *guide;
	struct buf *out;
	bool single; /* all chapters on it, perhaps in several languages: anchors carry language and chapter */
};

/* The address of a section as seen from this page, its anchor on its own page; appended, escaped. */
void page_address(const struct page *p, size_t section, struct buf *out);
void page_anchor(const struct page *p, size_t section, struct buf *out);
/* A chapter's heading and all its blocks. */
void page_chapter(const struct page *p, size_t chapter);
/* The chapters as a list of links. */
void page_contents(const struct page *p);

#endif
