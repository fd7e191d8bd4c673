# rodedraad: build, test, measure. `make help` lists the targets.
# Everything is built under $(BUILD); sources are found by folder, so a new file needs no line here.
# Modules with generated parts bring their own rules in engine/*/*.mk, queries/*.mk.

BUILD ?= build
CC ?= cc
VERSION := 0.1.0
SANITIZE ?=
CI_FLAGS := $(if $(CI),-Werror)

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
            -Wmissing-prototypes -Wwrite-strings -Wformat=2 -Wvla
HARDENING := -fPIE -fstack-protector-strong $(if $(SANITIZE),,-D_FORTIFY_SOURCE=2)
# -O3: 2 to 3 % less than -O2 of an import of a million rows, 1.5 % of 100,000.
OPTIMISE ?= $(if $(SANITIZE),-O2,-O3)
CPPFLAGS += -I. -I$(BUILD) -D_XOPEN_SOURCE=700 -DRODEDRAAD_VERSION=\"$(VERSION)\"
CFLAGS ?= $(OPTIMISE) -g
ALL_CFLAGS = -std=c17 $(WARNINGS) $(CI_FLAGS) $(HARDENING) $(CFLAGS) \
             $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now,-z,pack-relative-relocs -Wl,--as-needed $(LDFLAGS) $(if $(SANITIZE),-fsanitize=$(SANITIZE))
LIBS := -lcsv -lsqlite3 -lgsl -lgslcblas -lglpk -lutf8proc -lminizip -lexpat -lcmark -linih \
        -lsodium -lz -lpthread -lm
# The program holds the libraries that Debian has an archive of: finding, mapping and binding two dozen shared
# ones took longer than a query. `make LINK=shared` binds all of them at start, as the tests do.
LINK ?= $(if $(SANITIZE),shared,static)
LIBS_shared := $(LIBS)
LIBS_static := -Wl,-Bstatic -lcsv -lsqlite3 -lgsl -lgslcblas -lglpk -lcolamd -lamd -lsuitesparseconfig -lgmp -lltdl \
               -lutf8proc -lminizip -lexpat -lcmark -linih -lsodium -lz \
               -Wl,-Bdynamic -lpthread -lm

.DELETE_ON_ERROR:
.SUFFIXES:
.PRECIOUS: $(BUILD)/%.o
.DEFAULT_GOAL := all

LIB_EXCLUDE :=
GENERATED_SOURCES :=
GENERATED_HEADERS :=
-include $(sort $(wildcard engine/*/*.mk queries/*.mk reports/*/*.mk))

SOURCES := $(filter-out $(LIB_EXCLUDE) engine/main.c,$(sort $(wildcard engine/*.c engine/*/*.c reports/*/*.c)))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(GENERATED_SOURCES:%.c=%.o)
LIBRARY := $(BUILD)/librodedraad.a
PROGRAM := $(if $(wildcard engine/main.c),$(BUILD)/rodedraad)

SUPPORT := $(sort $(wildcard tests/support/*.c))
TESTS := $(sort $(wildcard tests/unit/test_*.c tests/property/prop_*.c tests/cli/test_*.c))
TEST_PROGRAMS := $(TESTS:%.c=$(BUILD)/%)
SLOW_TESTS := $(sort $(wildcard tests/slow/slow_*.c))
SLOW_PROGRAMS := $(SLOW_TESTS:%.c=$(BUILD)/%)
FUZZERS := $(sort $(wildcard tests/fuzz/fuzz_*.c))
REPLAYS := $(FUZZERS:tests/fuzz/%.c=$(BUILD)/tests/replay/%)
FUZZ_PROGRAMS := $(FUZZERS:tests/fuzz/%.c=$(BUILD)/fuzzing/%)
FUZZ_SECONDS ?= 60
FUZZ_CC ?= clang

.PHONY: all help install deps demo check check-run check-slow soak soak-run asan valgrind fuzz \
        fuzz-run fuzz-corpus bench coverage format lint golden pages clean

all: $(LIBRARY) $(PROGRAM) ## build the library and the program

$(OBJECTS): | $(GENERATED_HEADERS)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC  $<"
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(GENERATED_SOURCES:%.c=%.o): %.o: %.c
	@echo "  CC  $<"
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	@ar rcsD $@ $^

$(BUILD)/rodedraad: $(BUILD)/engine/main.o $(LIBRARY)
	@echo "  LD  $@"
	@$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS_$(LINK))

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(SUPPORT:%.c=$(BUILD)/%.o) $(LIBRARY)
	@echo "  LD  $@"
	@$(CC) $(ALL_LDFLAGS) -o $@ $^ -lcmocka -lcjson $(LIBS)

$(BUILD)/tests/replay/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/tests/fuzz/replay.o $(LIBRARY)
	@mkdir -p $(@D)
	@echo "  LD  $@"
	@$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/fuzzing/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(LIBRARY)
	@mkdir -p $(@D)
	@echo "  LD  $@"
	@$(CC) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBS)

# What a target needs beside the library.
$(BUILD)/tests/replay/fuzz_template $(BUILD)/fuzzing/fuzz_template: $(BUILD)/tests/support/demo_provider.o

# A pattern without a recipe adds no prerequisite: the objects are named.
$(patsubst %.c,$(BUILD)/%.o,$(TESTS) $(SLOW_TESTS) $(SUPPORT) $(wildcard tests/fuzz/*.c tests/bench/*.c)): \
    | $(GENERATED_HEADERS)

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

deps: ## install what is missing (Debian packages, by name)
	@$(if $(NO_INSTALL),:,.ci/install)

demo: deps ## build, evaluate the fixture edition of 2023, say where the report is
	@$(MAKE) --no-print-directory all
	@.ci/demo $(BUILD)

check: deps ## build and run all quick tests
	@$(MAKE) --no-print-directory check-run

check-run: all $(TEST_PROGRAMS) $(REPLAYS)
	@tests/run $(BUILD) $(TEST_PROGRAMS) -- $(REPLAYS)

check-slow: all $(SLOW_PROGRAMS) $(BUILD)/tests/fault_shim.so $(BUILD)/tests/bench/generate ## simulations, mutations, fault injection, and the soak (an hour)
	@FAULT_SHIM=$(BUILD)/tests/fault_shim.so BENCH_GENERATE=$(BUILD)/tests/bench/generate \
	    tests/run $(BUILD) $(SLOW_PROGRAMS) --
	@$(MAKE) --no-print-directory soak

soak: ## random editions through report under sanitizers, for SOAK_SECONDS (1800)
	@$(MAKE) --no-print-directory BUILD=$(BUILD)-asan SANITIZE=address,undefined OPTIMISE=-O1 soak-run

soak-run: all $(BUILD)/tests/slow/soak
	@tests/run $(BUILD) $(BUILD)/tests/slow/soak --

$(BUILD)/tests/fault_shim.so: tests/slow/fault_shim.c
	@mkdir -p $(@D)
	@echo "  LD  $@"
	@$(CC) -std=c17 $(WARNINGS) $(CI_FLAGS) -O2 -fPIC -shared -o $@ $<

asan: deps ## all quick tests under address, leak and undefined-behaviour sanitizers
	@$(MAKE) --no-print-directory BUILD=$(BUILD)-asan SANITIZE=address,undefined OPTIMISE=-O1 check-run

valgrind: all ## the demo edition under memcheck
	@mkdir -p $(BUILD)/valgrind
	valgrind --quiet --error-exitcode=9 --leak-check=full $(BUILD)/rodedraad report \
	    --db $(BUILD)/valgrind/rodedraad.db --out $(BUILD)/valgrind/out --key $(BUILD)/valgrind/key fixtures/editions/2023

fuzz: ## every fuzz target (TARGETS="csv mail": those) for FUZZ_SECONDS; executions add up in tests/fuzz/runs.csv
	@$(MAKE) --no-print-directory BUILD=$(BUILD)-fuzz CC="$(FUZZ_CC)" \
	    SANITIZE=fuzzer-no-link,address,undefined fuzz-run

fuzz-run: $(FUZZ_PROGRAMS)
	@.ci/fuzz $(BUILD) $(FUZZ_SECONDS) $(or $(TARGETS),$(FUZZERS:tests/fuzz/fuzz_%.c=%))

fuzz-corpus: ## take what fuzzing found new into the saved corpora, as few inputs as it takes
	@.ci/fuzz_corpus $(BUILD)-fuzz $(FUZZERS:tests/fuzz/fuzz_%.c=%)

bench: all $(BUILD)/tests/bench/generate ## speed and memory: an edition, and the reference job beside its peers
	@tests/bench/run $(BUILD)
	@tests/bench/job $(BUILD)
	@tests/bench/themes $(BUILD)

coverage: ## line coverage of the quick tests
	@$(MAKE) --no-print-directory BUILD=$(BUILD)-coverage OPTIMISE=-O0 CFLAGS="-O0 -g --coverage" \
	    LDFLAGS=--coverage check-run
	gcovr -r . --object-directory $(BUILD)-coverage -e tests --print-summary

format: ## bring all C files into the tree's format
	@clang-format -i $(C_FILES)

C_FILES = $(shell git ls-files '*.c' '*.h')

lint: deps all ## format, layers, headers alone, forbidden calls, cppcheck, clang-tidy
	@tests/lint $(BUILD) "$(CPPFLAGS)"

golden: all ## rewrite the golden files; review the difference as text
	@GOLDEN=write $(MAKE) --no-print-directory check-run

pages: all ## draw the two pages that the README shows again
	@.ci/pages $(BUILD)

PREFIX ?= /usr/local
install: all ## install program, data and manual page (DESTDIR, PREFIX)
	install -D -m 755 $(BUILD)/rodedraad $(DESTDIR)$(PREFIX)/bin/rodedraad
	$(if $(wildcard reports/rodedraad.1),install -D -m 644 reports/rodedraad.1 $(DESTDIR)$(PREFIX)/share/man/man1/rodedraad.1)

clean: ## remove everything that was built
	rm -rf $(BUILD) $(BUILD)-asan $(BUILD)-fuzz $(BUILD)-coverage

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
