/* base/version.h - which version of Obște this is: `obste version`, the footer of printed pages. */
#ifndef OBSTE_BASE_VERSION_H
#define OBSTE_BASE_VERSION_H

#ifndef OBSTE_VERSION
#define OBSTE_VERSION "0.1.0"
#endif

#endif
