# Tests. Objects for them are built in build/test (warnings are errors there, and one kind of record more is known).
# A file tests/unit/test_*.c, tests/tui/test_*.c or tests/fuzz/fuzz_*.c is one program; other .c files beside them are
# linked to each program of that folder. Scripts: see tests/run.sh for what a script has to print.

STRICT := TESTING=1 WERROR=-Werror
# With sanitizers gcc warns of what cannot happen: its warnings count in the ordinary build.
SANITIZE := SAN='-fsanitize=address,undefined -fno-sanitize-recover=undefined' CFLAGS='-O1 -g -fno-omit-frame-pointer'

check: ## everything that must hold before a commit; installs what only tests need
	@sh tools/deps.sh check
	+@$(MAKE) --no-print-directory all
	+@$(MAKE) --no-print-directory BUILD=$(BUILD)/test $(STRICT) test-programs
	+@$(MAKE) --no-print-directory check-other-compiler
	@OBSTE=$(BUILD)/obste BUILD=$(BUILD) tests/run.sh $(BUILD)/test $(SCRIPTS)

deps-check: ## install what only tests need
	@sh tools/deps.sh check

# One part of it: make check-one T=test_base_text, or T=tests/cli/run.sh
check-one: ## one test program or script: make check-one T=test_base_text
	+@$(MAKE) --no-print-directory all
	+@$(MAKE) --no-print-directory BUILD=$(BUILD)/test $(STRICT) \
	    $(if $(filter tests/%,$(T)),$(BUILD)/test/.flags,$(BUILD)/test/$(T))
	@OBSTE=$(BUILD)/obste BUILD=$(BUILD) tests/run.sh -v - $(if $(filter tests/%,$(T)),$(T),$(BUILD)/test/$(T))

SCRIPTS = $(wildcard tests/cli/run.sh tests/refuse/run.sh tests/golden/run.sh tests/faults/run.sh tests/tui/run.sh \
          tests/interop/python.sh tests/bench/short.sh tests/check-*.sh)

# ---- the programs

UNIT := $(patsubst tests/unit/%.c,$(BUILD)/%,$(wildcard tests/unit/test_*.c))
TUI := $(patsubst tests/tui/%.c,$(BUILD)/%,$(wildcard tests/tui/test_*.c))
FUZZ := $(patsubst tests/fuzz/%.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))
helpers = $(patsubst tests/%.c,$(BUILD)/tests/%.o,$(filter-out tests/$(1)/test_% tests/$(1)/fuzz_%,$(wildcard tests/$(1)/*.c)))

test-programs: $(BUILD)/obste $(BUILD)/obste-print $(MOS) $(BUILD)/bench-edit $(BUILD)/bench-terms $(UNIT) $(TUI) $(FUZZ)

$(BUILD)/libobste.a: $(LIB_OBJS)
	@rm -f $@
	$(Q)ar crs $@ $(LIB_OBJS)

$(BUILD)/tests/%.o: tests/%.c $(BUILD)/.flags
	@mkdir -p $(@D)
	$(SAY) cc $<
	$(Q)$(CC) $(ALL_CFLAGS) -I. -Itests -MMD -MP -c -o $@ $<

# Tests may call any library themselves, also those that the program opens late.
ALL_LIBS = $(call once,ALL_LIBS,$(shell pkg-config --libs $(PKGS)))
test_link = $(Q)$(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $(filter %.o,$^) $(BUILD)/libobste.a $(1) $(PKG_LIBS) $(ALL_LIBS)

$(UNIT): $(BUILD)/%: $(BUILD)/tests/unit/%.o $(call helpers,unit) $(BUILD)/libobste.a
	$(call test_link,-lcmocka)
$(TUI): $(BUILD)/%: $(BUILD)/tests/tui/%.o $(call helpers,tui) $(BUILD)/libobste.a
	$(call test_link,-lcmocka -lvterm -lutil)
# In `check` the fuzz targets are run over their corpus and some thousand mutations of it: tests/fuzz/replay.c.
$(FUZZ): $(BUILD)/%: $(BUILD)/tests/fuzz/%.o $(call helpers,fuzz) $(BUILD)/libobste.a
	$(call test_link,$(if $(filter %/fuzz_paper,$@),$(PRINT_LIBS)))
PRINT_PARTS = $(filter-out $(BUILD)/obj/print/main.o,$(PRINT_OBJS))
$(BUILD)/fuzz_paper $(BUILD)/fuzz_paper-libfuzzer: $(PRINT_PARTS)
$(BUILD)/tests/fuzz/fuzz_paper.o: EXTRA += $(PRINT_CFLAGS)
.SECONDARY:
-include $(wildcard $(BUILD)/tests/*/*.d)

# ---- the other compiler's warnings

OTHER_CC := $(if $(findstring clang,$(CC)),gcc,clang)
check-other-compiler: ## compile with clang too (gcc, when CC is clang), warnings are errors
	+@if command -v $(OTHER_CC) >/dev/null; then \
	    $(MAKE) --no-print-directory BUILD=$(BUILD)/$(OTHER_CC) CC=$(OTHER_CC) CFLAGS=-O1 $(STRICT) objects; \
	else echo "$(OTHER_CC) is not installed here: only the warnings of $(CC) were looked at"; fi
objects: $(OBJS) $(PRINT_OBJS)

# ---- sanitizers, coverage, fuzzing

check-san: ## the tests once more under AddressSanitizer and UBSan
	@sh tools/deps.sh check
	+@$(MAKE) --no-print-directory BUILD=$(BUILD)/san TESTING=1 $(SANITIZE) HARDEN= test-programs
	@OBSTE=$(BUILD)/san/obste BUILD=$(BUILD) tests/run.sh $(BUILD)/san \
	    $(filter-out tests/check-%.sh tests/bench/%,$(SCRIPTS))

STORM_KEYS ?= 1000000
storm: ## STORM_KEYS (a million) random keys under the sanitizers, in three languages and four sizes
	+@$(MAKE) --no-print-directory BUILD=$(BUILD)/san TESTING=1 $(SANITIZE) HARDEN= $(BUILD)/san/obste $(BUILD)/san/test_tui_storm
	@OBSTE_STORM_KEYS=$(STORM_KEYS) OBSTE=$(BUILD)/san/obste $(BUILD)/san/test_tui_storm

coverage: ## which lines the tests reach, by layer and file
	@sh tools/deps.sh check
	+@$(MAKE) --no-print-directory BUILD=$(BUILD)/cov TESTING=1 CC=gcc HARDEN= SAN=--coverage CFLAGS='-O0 -g' test-programs
	@find $(BUILD)/cov -name '*.gcda' -delete
	-@OBSTE=$(BUILD)/cov/obste BUILD=$(BUILD) tests/run.sh $(BUILD)/cov $(filter-out tests/check-%.sh tests/bench/%,$(SCRIPTS))
	@sh tools/coverage.sh $(BUILD)/cov

LAPTOPS ?= 200
storm-laptops: ## five laptops, random work and exchange, LAPTOPS times (200): all end the same
	+@$(MAKE) --no-print-directory BUILD=$(BUILD)/test $(STRICT) $(BUILD)/test/test_app_storm
	@OBSTE_DATA="$$PWD/data" OBSTE_STORM=$(LAPTOPS) $(BUILD)/test/test_app_storm

FUZZ_SECONDS ?= 60
fuzz: ## libFuzzer on each target of tests/fuzz for FUZZ_SECONDS (60)
	@sh tools/deps.sh build fuzz
	+@$(MAKE) --no-print-directory BUILD=$(BUILD)/fuzz $(STRICT) CC=clang HARDEN= CFLAGS='-O1 -g' \
	    SAN='-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined' fuzz-programs
	@for f in $(notdir $(FUZZ)); do \
	    mkdir -p "$(BUILD)/fuzz/corpus/$$f" "tests/fuzz/corpus/$$f"; echo "== $$f"; \
	    OBSTE_DATA="$$PWD/data" $(BUILD)/fuzz/$$f-libfuzzer -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=1024 -verbosity=0 \
	        -print_final_stats=1 -artifact_prefix=$(BUILD)/fuzz/ "$(BUILD)/fuzz/corpus/$$f" "tests/fuzz/corpus/$$f" || exit 1; done
fuzz-programs: $(FUZZ:=-libfuzzer)
$(FUZZ:=-libfuzzer): $(BUILD)/%-libfuzzer: $(BUILD)/tests/fuzz/%.o $(BUILD)/libobste.a
	$(Q)$(CC) $(CFLAGS) $(SAN) -fsanitize=fuzzer -o $@ $(filter %.o,$^) $(BUILD)/libobste.a $(PKG_LIBS) $(ALL_LIBS) \
	    $(if $(filter %/fuzz_paper-libfuzzer,$@),$(PRINT_LIBS))

bench: all $(BUILD)/bench-edit $(BUILD)/bench-terms ## how fast, how small: beside the peers that are installed
	@OBSTE_DATA="$$PWD/data" $(BENCH_PYTHON) tests/bench/run.py --obste $(BUILD)/obste --build $(BUILD)/bench $(BENCH)
$(BUILD)/bench-edit: $(BUILD)/tests/bench/edit.o $(BUILD)/libobste.a
	$(call test_link,)
$(BUILD)/bench-terms: $(BUILD)/tests/bench/terms.o $(BUILD)/libobste.a
	$(call test_link,)
BENCH_PYTHON = $(if $(wildcard /usr/bin/python3),/usr/bin/python3,python3)

# ---- rules about the tree itself; each is one script that `check` runs as well

check-layers: ## who may include whom
	@tests/run.sh -v - tests/check-layers.sh
check-docs: all ## every command, option and setting is documented
	@OBSTE=$(BUILD)/obste BUILD=$(BUILD) tests/run.sh -v - tests/check-docs.sh
check-labels: ## translations are complete and fit their places
	+@$(MAKE) --no-print-directory BUILD=$(BUILD)/test $(STRICT) all $(BUILD)/test/test_labels
	@OBSTE=$(BUILD)/test/obste BUILD=$(BUILD) tests/run.sh -v - tests/check-labels.sh $(BUILD)/test/test_labels
format: ## lay out src and tests by .clang-format
	@find src tests -name '*.c' -o -name '*.h' | xargs clang-format -i
format-check: ## the style is clang-format's
	@tests/run.sh -v - tests/check-format.sh

check-interop: ## with LibreOffice, ical.js, khal, calcurse, Chromium: heavy, installs them
	@sh tools/deps.sh build check interop
	+@$(MAKE) --no-print-directory all
	@sh tools/ical-js.sh $(BUILD)/interop >/dev/null
	@OBSTE=$(BUILD)/obste BUILD=$(BUILD) tests/run.sh - $(wildcard tests/interop/*.sh)

check-bare: ## both commands of the README on a bare Debian 12 and Ubuntu 24.04 (needs root and debootstrap)
	@sh tools/check-bare.sh

.PHONY: check deps-check check-one test-programs check-other-compiler objects check-san storm storm-laptops coverage fuzz fuzz-programs bench \
        check-layers check-docs check-labels format format-check check-interop check-bare
