# Obște. `make deps run` opens the program on the sample group; `make deps check` builds and tests everything.
# Sources are found by wildcard, headers by -MMD: there is no file list to edit. `make help` lists the targets.

BUILD ?= build
PREFIX ?= /usr/local
DESTDIR ?=

# As many jobs as there are processors, unless a make above this one already decided.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
endif

ifneq ($(filter deps,$(MAKECMDGOALS)),)
# ---- `make deps ...`: first the packages, then a make that starts afresh and finds the compiler and the libraries.
REST := $(filter-out deps,$(MAKECMDGOALS))
FIRST := $(firstword $(REST))
.PHONY: $(MAKECMDGOALS)
deps:
	@sh tools/deps.sh build
ifneq ($(FIRST),)
$(FIRST): deps
	+@$(MAKE) --no-print-directory $(REST)
$(filter-out $(FIRST),$(REST)): $(FIRST)
	@:
endif

else
# ---- everything else

# gcc where it is installed, else clang, else what the machine calls cc. CC=... decides otherwise.
ifeq ($(origin CC),default)
CC := $(firstword $(foreach c,gcc clang,$(if $(shell command -v $(c) 2>/dev/null),$(c))) cc)
endif
CFLAGS ?= -O2 -g
SAN ?=
# `make check` and CI set WERROR=-Werror; a plain `make` with a newer compiler shows its new warnings and goes on.
WERROR ?=
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion
HARDEN ?= -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
EARLY := ncursesw sqlite3 jansson libsodium
LATE := libical icu-uc icu-i18n uchardet libcmark libcurl
PKGS := $(EARLY) $(LATE)

# Asked once, and only when something is compiled: `make deps` must work on a machine without pkg-config.
once = $(eval $(1) := $(2))$($(1))
PKG_CFLAGS = $(call once,PKG_CFLAGS,$(filter-out -D%,$(shell pkg-config --cflags $(PKGS))))
PKG_LIBS = $(call once,PKG_LIBS,$(shell pkg-config --libs $(if $(LATE_NAMES),$(EARLY),$(PKGS))) -lcsv -lm -pthread $(if $(LATE_NAMES),-ldl))

# Libraries that are opened when they are first needed (include/base/late.h), by the file names that a link to them would
# have recorded. Where one of these cannot be learnt, or with LATE_NAMES= , all are linked in the usual way.
soname = $(shell readelf -d "`$(CC) -print-file-name=lib$(1).so`" 2>/dev/null | sed -n 's/.*(SONAME).*\[\(.*\)\].*/\1/p')
late = $(if $(2),-DLATE_$(1)='"$(2)"')
LATE_FOUND = $(call late,ICU,$(call soname,icui18n)) $(call late,ICAL,$(call soname,ical)) $(call late,UCHARDET,$(call soname,uchardet)) $(call late,CMARK,$(call soname,cmark)) $(call late,CURL,$(call soname,curl))
LATE_NAMES = $(call once,LATE_NAMES,$(if $(filter 5,$(words $(LATE_FOUND))),-DOBSTE_LATE $(LATE_FOUND)))

# TESTING=1: the objects that the tests are linked with; they know one kind of record more.
PROBE := $(if $(TESTING),$(wildcard tests/unit/probe.def))
TEST_DEFS := $(if $(PROBE),-I. -DOBSTE_EXTRA_KINDS='"$(PROBE)"')
ALL_CFLAGS = -std=c17 $(WARN) $(WERROR) $(CFLAGS) $(SAN) $(HARDEN) -Iinclude -Isrc \
             -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE $(TEST_DEFS) $(LATE_NAMES) $(PKG_CFLAGS) $(EXTRA)

LAYERS := base model civic store out app cli ui ui/screens
SRCS := $(wildcard src/*.c $(LAYERS:%=src/%/*.c))
OBJS := $(SRCS:src/%.c=$(BUILD)/obj/%.o)
LIB_OBJS := $(filter-out $(BUILD)/obj/main.o,$(OBJS))
LANGS := $(patsubst data/po/%.po,%,$(wildcard data/po/*.po))
MOS := $(LANGS:%=$(BUILD)/locale/%/LC_MESSAGES/obste.mo)

# Paper is drawn by a program of its own, so that the terminal program starts without what it needs.
PRINT_PKGS := pangocairo fontconfig libqrencode
PRINT_OBJS := $(patsubst src/%.c,$(BUILD)/obj/%.o,$(wildcard src/print/*.c))
BASE_OBJS := $(filter $(BUILD)/obj/base/% $(BUILD)/obj/out/markdown%,$(OBJS))
PRINT_CFLAGS = $(call once,PRINT_CFLAGS,$(patsubst -I%,-isystem%,$(shell pkg-config --cflags $(PRINT_PKGS))))
PRINT_LIBS = $(call once,PRINT_LIBS,$(shell pkg-config --libs $(PRINT_PKGS) $(if $(LATE_NAMES),,icu-uc icu-i18n libcmark)) -lm $(if $(LATE_NAMES),-ldl))

all: $(BUILD)/obste $(BUILD)/obste-print $(MOS) ## build/obste, build/obste-print and the translations

$(BUILD)/obste: $(OBJS)
	$(SAY) link $@
	$(Q)$(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $(OBJS) $(PKG_LIBS)

# From the base layer and the reader of Markdown only the objects that are called: obste-print knows no database and no
# terminal.
$(BUILD)/libbase.a: $(BASE_OBJS)
	@rm -f $@
	$(Q)ar crs $@ $(BASE_OBJS)
$(BUILD)/obste-print: $(PRINT_OBJS) $(BUILD)/libbase.a
	$(SAY) link $@
	$(Q)$(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $(PRINT_OBJS) $(BUILD)/libbase.a $(PRINT_LIBS)
$(PRINT_OBJS): EXTRA += $(PRINT_CFLAGS)

$(BUILD)/obj/%.o: src/%.c $(BUILD)/.flags
	@mkdir -p $(@D)
	$(SAY) cc $<
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/locale/%/LC_MESSAGES/obste.mo: data/po/%.po $(BUILD)/.flags
	@mkdir -p $(@D)
	$(SAY) msgfmt $<
	$(Q)msgfmt --check -o $@ $<

# Everything is compiled again when the compiler or its options change; what is missing is said in words.
$(BUILD)/.flags: FORCE
	@for tool in $(firstword $(CC)) pkg-config msgfmt; do command -v $$tool >/dev/null || \
	    { echo "$$tool is not installed. 'make deps' installs all that is missing." >&2; exit 1; }; done
	@pkg-config --print-errors --exists $(PKGS) $(PRINT_PKGS) || \
	    { echo "Libraries are missing. 'make deps' installs them." >&2; exit 1; }
	@mkdir -p $(@D)
	@printf '%s\n' $(call quote,$(CC) $(ALL_CFLAGS) $(PKG_LIBS)) | cmp -s - $@ || \
	    printf '%s\n' $(call quote,$(CC) $(ALL_CFLAGS) $(PKG_LIBS)) >$@
quote = '$(subst ','\'',$(1))'

# Only one file knows where the program is installed: another PREFIX compiles that one again.
$(BUILD)/obj/base/path.o: EXTRA += -DOBSTE_PREFIX='"$(PREFIX)"'
$(BUILD)/obj/base/path.o: $(BUILD)/.prefix
$(BUILD)/.prefix: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(call quote,$(PREFIX)) | cmp -s - $@ || printf '%s\n' $(call quote,$(PREFIX)) >$@

# V=1 shows the commands.
Q := $(if $(V),,@)
SAY := @printf '  %-7s %s\n'

run: all ## make the sample group at build/demo and open it
	@$(BUILD)/obste demo --dir $(BUILD)/demo

clean: ## remove everything that was built
	rm -rf $(BUILD)

help: ## this list
	@sed -n 's/^\([a-z][a-z-]*\):[^#]*## \(.*\)/\1|\2/p' Makefile mk/*.mk | \
	    awk -F'|' '{ printf "  make %-16s %s\n", $$1, $$2 }'
	@echo '  make deps ...         first install the packages that are missing, then make the rest'

include mk/install.mk mk/test.mk mk/po.mk

-include $(OBJS:.o=.d) $(PRINT_OBJS:.o=.d)
FORCE:
.DELETE_ON_ERROR:
.PHONY: all run clean help FORCE
.DEFAULT_GOAL := all
endif
