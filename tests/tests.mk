# SPDX-License-Identifier: MIT
# How the tests are built and run: unit tests with Check, programs that run bare and preloaded, the
# suites of the other rooms, lint and the benchmark. Everything goes to $(O)/tests.

T        := $(O)/tests
TEST_BIN := $(T)/bin
CXX      ?= g++
FC       := $(if $(filter default,$(origin FC)),gfortran,$(FC))
ILP64     = /usr/lib/$(shell $(CC) -print-multiarch)/openblas64-pthread/libopenblas64.so.0

TEST_CFLAGS := -std=c11 -D_GNU_SOURCE -O1 -g $(WARNINGS) -MMD -MP
TEST_LIBS   := -llapacke -llapack -lblas -lm -lpthread -ldl

# ---- unit tests: one Check program for each tests/unit/test_*.c ----

UNIT_SRC  := $(wildcard tests/unit/test_*.c)
UNIT_BIN  := $(UNIT_SRC:tests/unit/%.c=$(T)/unit/%)
UNIT_OBJ  := $(filter-out %_main.o,$(REPORT_OBJ))
UNIT_LIBS := -lcheck -lsubunit -lm -lrt -lpthread -ljansson -lsmartcols -ldw -lelf -ldl

# What a test takes from the preload library's room.
$(T)/unit/test_operand: UNIT_MORE = $(addprefix $(O)/obj/interpose/,scan.o operand.o)
$(T)/unit/test_operand: $(addprefix $(O)/obj/interpose/,scan.o operand.o)

$(T)/unit/%: tests/unit/%.c $(UNIT_OBJ) $(COSTLIB)
	@mkdir -p $(@D)
	@echo '  CC      $<'
	$(Q)$(CC) $(CFLAGS) $(FS_CFLAGS) -o $@ $< $(UNIT_MORE) $(UNIT_OBJ) $(COSTLIB) $(FS_LDFLAGS) $(UNIT_LIBS)

$(T)/truth: tests/truth/truth.c $(COSTLIB)
	@mkdir -p $(@D)
	@echo '  CC      $<'
	$(Q)$(CC) $(CFLAGS) $(FS_CFLAGS) -o $@ $< $(COSTLIB) $(FS_LDFLAGS) -lm

# ---- programs that call BLAS ----

SUPPORT  := $(T)/support.o
PROGRAMS := c_interfaces nonfinite nan_filled workspace threads forks state_kept lifetime signals closefds killed loop gemv \
            shapes chains fork_threads
PROGRAMS += batches unseen hardship spend executes alternate small_stack cut_log bus_errors no_descriptors late
PLUGINS  := plugin_a.so plugin_b.so plugin_needing.so plugin_outer.so \
            plugin_lp64.so plugin_ilp64.so constructing.so constructing_own.so \
            plugin_tail_a.so plugin_tail_b.so
PROGRAM_BIN := $(addprefix $(TEST_BIN)/,$(PROGRAMS) plugins tails reload constructing constructing_bare ilp64 escapes fortran_calls $(PLUGINS) chains_fast)
COMPILE  := $(Q)$(CC) $(TEST_CFLAGS)
SHARED   := -fPIC -shared -Wl,-rpath,'$$ORIGIN' -L$(TEST_BIN) -Wl,--no-as-needed

$(SUPPORT): tests/programs/support.c
	@mkdir -p $(@D)
	$(COMPILE) -fPIC -c -o $@ $<

$(addprefix $(TEST_BIN)/,$(PROGRAMS)): $(TEST_BIN)/%: tests/programs/%.c $(SUPPORT)
	@mkdir -p $(@D)
	@echo '  CC      $<'
	$(COMPILE) -o $@ $< $(SUPPORT) $(PROGRAM_LIBS) $(TEST_LIBS)

$(TEST_BIN)/spend: PROGRAM_LIBS = -Iinclude

# As programs are built for speed: no frame pointers, all that inlining leaves.
$(TEST_BIN)/chains_fast: tests/programs/chains.c $(SUPPORT)
	@mkdir -p $(@D)
	$(Q)$(CC) $(filter-out -O1,$(TEST_CFLAGS)) -O3 -fomit-frame-pointer -fno-optimize-sibling-calls -o $@ $< \
	    $(SUPPORT) $(TEST_LIBS)

$(TEST_BIN)/lifetime: $(TEST_BIN)/liblifetime.so
$(TEST_BIN)/lifetime: PROGRAM_LIBS = -L$(TEST_BIN) -Wl,--no-as-needed -llifetime -Wl,-rpath,'$$ORIGIN'

$(TEST_BIN)/batches: $(TEST_BIN)/libbatch_blas.so
$(TEST_BIN)/batches: PROGRAM_LIBS = -L$(TEST_BIN) -Wl,--no-as-needed -lbatch_blas -Wl,-rpath,'$$ORIGIN'

$(TEST_BIN)/libbatch_blas.so: tests/programs/batch_blas.c
	@mkdir -p $(@D)
	$(COMPILE) $(SHARED) -o $@ $< $(TEST_LIBS)

$(TEST_BIN)/liblifetime.so: tests/programs/lifetime_lib.c $(SUPPORT)
	@mkdir -p $(@D)
	$(COMPILE) $(SHARED) -o $@ $< $(SUPPORT) $(TEST_LIBS)

$(TEST_BIN)/plugins $(TEST_BIN)/tails $(TEST_BIN)/reload: $(TEST_BIN)/%: tests/programs/%.c
	@mkdir -p $(@D)
	@echo '  CC      $<'
	$(COMPILE) -o $@ $< -ldl

$(TEST_BIN)/ilp64: tests/programs/ilp64.c
	@mkdir -p $(@D)
	@echo '  CC      $<'
	$(COMPILE) -o $@ $< $(ILP64)

$(TEST_BIN)/escapes: tests/programs/escapes.cpp $(SUPPORT)
	@mkdir -p $(@D)
	@echo '  CXX     $<'
	$(Q)$(CXX) -O1 -g -Wall -Wextra -Wshadow -o $@ $< $(SUPPORT) $(TEST_LIBS)

$(TEST_BIN)/fortran_calls: tests/programs/fortran_calls.f90
	@mkdir -p $(@D)
	@echo '  FC      $<'
	$(Q)$(FC) -O1 -g -Wall -J$(T) -o $@ $< -llapack -lblas

# Plugins: a and b bring a dgemm_ each, needing depends on a library with one, outer loads both a
# library with one and another library that calls it without depending on it.
$(TEST_BIN)/plugin_a.so: ANSWER := 1000
$(TEST_BIN)/plugin_b.so: ANSWER := 2000
$(TEST_BIN)/libplugin_blas3.so: ANSWER := 3000
$(TEST_BIN)/libplugin_blas4.so: ANSWER := 4000

$(TEST_BIN)/plugin_a.so $(TEST_BIN)/plugin_b.so: tests/programs/plugin_user.c tests/programs/plugin_blas.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(filter-out -MMD -MP,$(TEST_CFLAGS)) $(SHARED) -DANSWER=$(ANSWER) -o $@ $^

$(TEST_BIN)/libplugin_blas3.so $(TEST_BIN)/libplugin_blas4.so: tests/programs/plugin_blas.c
	@mkdir -p $(@D)
	$(COMPILE) $(SHARED) -DANSWER=$(ANSWER) -o $@ $<

$(TEST_BIN)/libplugin_core.so: tests/programs/plugin_user.c
	@mkdir -p $(@D)
	$(COMPILE) $(SHARED) -o $@ $<

$(TEST_BIN)/plugin_needing.so: tests/programs/plugin_user.c $(TEST_BIN)/libplugin_blas3.so
	$(COMPILE) $(SHARED) -o $@ $< -lplugin_blas3

$(TEST_BIN)/plugin_outer.so: tests/programs/plugin_outer.c $(TEST_BIN)/libplugin_core.so $(TEST_BIN)/libplugin_blas4.so
	$(COMPILE) $(SHARED) -o $@ $< -lplugin_core -lplugin_blas4

$(TEST_BIN)/plugin_tail_a.so: BLAS := 3
$(TEST_BIN)/plugin_tail_b.so: BLAS := 4
$(TEST_BIN)/plugin_tail_a.so $(TEST_BIN)/plugin_tail_b.so: tests/programs/plugin_tail.c \
    $(TEST_BIN)/libplugin_blas3.so $(TEST_BIN)/libplugin_blas4.so
	$(COMPILE) -O2 $(SHARED) -o $@ $< -lplugin_blas$(BLAS)

$(TEST_BIN)/constructing: PROGRAM_LIBS = -Wl,--no-as-needed $(TEST_LIBS)
$(TEST_BIN)/constructing $(TEST_BIN)/constructing_bare: tests/programs/constructing.c
	@mkdir -p $(@D)
	$(COMPILE) -o $@ $< $(PROGRAM_LIBS) -ldl

$(TEST_BIN)/constructing.so: tests/programs/constructing_lib.c tests/programs/plugin_user.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(filter-out -MMD -MP,$(TEST_CFLAGS)) $(SHARED) -o $@ $^

$(TEST_BIN)/constructing_own.so: tests/programs/constructing_lib.c tests/programs/plugin_user.c $(TEST_BIN)/libplugin_blas3.so
	$(Q)$(CC) $(filter-out -MMD -MP,$(TEST_CFLAGS)) $(SHARED) -o $@ $(filter %.c,$^) -lplugin_blas3

$(TEST_BIN)/plugin_lp64.so: tests/programs/plugin_width.c
	@mkdir -p $(@D)
	$(COMPILE) $(SHARED) -DINTEGER=int32_t -o $@ $< -lblas

$(TEST_BIN)/plugin_ilp64.so: tests/programs/plugin_width.c
	@mkdir -p $(@D)
	$(COMPILE) $(SHARED) -DINTEGER=int64_t -o $@ $< $(ILP64)

# ---- targets ----

.PHONY: test-programs
test-programs: $(PROGRAM_BIN)

.PHONY: test-units
test-units: $(UNIT_BIN) $(T)/truth

## check: every test, installing first what they need (scripts/deps)
.PHONY: check
check:
	@scripts/deps test || true
	@$(MAKE) --no-print-directory all test-units test-programs
	@$(PYTHON) tests/suites.py --build $(O)

## check-quick: the tests that need no programs of others
.PHONY: check-quick
check-quick: all test-units test-programs
	@$(PYTHON) tests/suites.py --build $(O) --quick

## demo: build, run a small real program under the preload library, and show the report
.PHONY: demo
demo:
	@scripts/demo $(O)

## lint: formatting, scripts, includes, the fast path's symbols, licence lines
.PHONY: lint
lint: $(LIB)
	@$(PYTHON) tests/lint/run.py --objects $(FAST_OBJECTS)

# ---- benchmarks ----

BENCH     := $(T)/bench
BENCH_BIN := $(addprefix $(BENCH)/,calls inside nested length startup ways) $(BENCH)/libcounter.so

## bench: what flopscope costs, in about a minute; WHAT="calls start" chooses parts
.PHONY: bench
bench: $(LIB) $(REPORT) $(BENCH_BIN)
	@$(PYTHON) tests/bench/run.py --build $(O) --quick $(WHAT)

## bench-all: the same at full length (10^9 calls, 10^8 events, real programs), WHAT= as above
.PHONY: bench-all
bench-all: $(LIB) $(REPORT) $(BENCH_BIN)
	@$(PYTHON) tests/bench/run.py --build $(O) $(WHAT)

$(BENCH)/%: tests/bench/%.c
	@mkdir -p $(@D)
	@echo '  CC      $<'
	$(Q)$(CC) $(filter-out -O1,$(TEST_CFLAGS)) -O2 -o $@ $< -llapack -lblas -lpthread -ldl

$(BENCH)/inside: tests/bench/inside.c $(BENCH)/libouter.so
	@echo '  CC      $<'
	$(Q)$(CC) $(filter-out -O1,$(TEST_CFLAGS)) -O2 -o $@ $< -L$(BENCH) -louter -Wl,-rpath,$(abspath $(BENCH))

$(BENCH)/libouter.so: tests/bench/outer.c
	@mkdir -p $(@D)
	@echo '  CC      $<'
	$(Q)$(CC) $(filter-out -O1,$(TEST_CFLAGS)) -O2 -fPIC -shared -o $@ $< -lblas

$(BENCH)/counter.S: tests/bench/make_counter.py $(LIB)
	@mkdir -p $(@D)
	$(Q)$(PYTHON) $< $(LIB) > $@

$(BENCH)/libcounter.so: tests/bench/counter.c $(BENCH)/counter.S
	$(Q)$(CC) $(filter-out -MMD -MP,$(TEST_CFLAGS)) -fPIC -shared -o $@ $^ -ldl

-include $(wildcard $(T)/*.d $(T)/*/*.d)
