/* out/cmark.h - cmark, the readers of CommonMark by its own authors; opened when the first text is read. */
#ifndef OBSTE_SRC_OUT_CMARK_H
#define OBSTE_SRC_OUT_CMARK_H

#include <cmark.h>

#include "base/late.h"

#define CMARK_FUNCTIONS(X)                                                                                             \
	X(cmark_parse_document)                                                                                        \
	X(cmark_node_free)                                                                                             \
	X(cmark_iter_new)                                                                                              \
	X(cmark_iter_next)                                                                                             \
	X(cmark_iter_get_node)                                                                                         \
	X(cmark_iter_free)                                                                                             \
	X(cmark_node_get_type)                                                                                         \
	X(cmark_node_get_literal)                                                                                      \
	X(cmark_node_get_url)                                                                                          \
	X(cmark_node_get_heading_level)                                                                                \
	X(cmark_node_get_list_type)                                                                                    \
	X(cmark_node_get_list_start)

LATE_DECLARE(commonmark, CMARK_FUNCTIONS)

#endif
