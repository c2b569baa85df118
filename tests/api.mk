# SPDX-License-Identifier: MIT
# Programs that use the API: the examples of docs/examples, and what cost queries take.

EXAMPLES    := docs/examples
EXAMPLE_BIN := $(TEST_BIN)/example_phases $(TEST_BIN)/example_phases_cpp $(TEST_BIN)/example_phases_fortran \
               $(TEST_BIN)/example_costs $(TEST_BIN)/example_costs_static $(TEST_BIN)/api \
               $(TEST_BIN)/api_throw $(TEST_BIN)/api_fortran $(TEST_BIN)/api_threads $(TEST_BIN)/api_signals

test-programs: $(EXAMPLE_BIN)

$(TEST_BIN)/example_phases: $(EXAMPLES)/phases.c include/flopscope.h include/flopcost.h
	@mkdir -p $(@D)
	@echo '  CC      $<'
	$(COMPILE) -Iinclude -o $@ $< -lblas

$(TEST_BIN)/example_phases_cpp: $(EXAMPLES)/phases.cpp include/flopscope.h include/flopcost.h
	@mkdir -p $(@D)
	@echo '  CXX     $<'
	$(Q)$(CXX) -O1 -g -Wall -Wextra -Wshadow -Iinclude -o $@ $< -lblas -lpthread

$(TEST_BIN)/example_phases_fortran: include/flopscope.f90 $(EXAMPLES)/phases.f90
	@mkdir -p $(@D) $(T)/example_mod
	@echo '  FC      $<'
	$(Q)$(FC) -std=f2008 -O1 -g -Wall -J$(T)/example_mod -o $@ $^ -lblas

$(TEST_BIN)/api_fortran: include/flopscope.f90 tests/programs/api_fortran.f90
	@mkdir -p $(@D) $(T)/api_mod
	@echo '  FC      $(lastword $^)'
	$(Q)$(FC) -std=f2008 -O1 -g -Wall -J$(T)/api_mod -o $@ $^ -lblas

$(TEST_BIN)/example_costs: $(EXAMPLES)/costs.c $(FLOPCOST_LINK)
	@mkdir -p $(@D)
	@echo '  CC      $<'
	$(COMPILE) -Iinclude -o $@ $< -L$(O) -lflopcost -Wl,-rpath,$(abspath $(O)) $(FS_LDFLAGS)

$(TEST_BIN)/example_costs_static: $(EXAMPLES)/costs.c $(FLOPCOST_A)
	@mkdir -p $(@D)
	@echo '  CC      $<'
	$(COMPILE) -Iinclude -o $@ $< $(FLOPCOST_A) $(FS_LDFLAGS)

$(TEST_BIN)/api $(TEST_BIN)/api_threads $(TEST_BIN)/api_signals: $(TEST_BIN)/%: tests/programs/%.c $(SUPPORT) tests/programs/api_support.h \
                                                                  include/flopscope.h
	@mkdir -p $(@D)
	@echo '  CC      $<'
	$(COMPILE) -fopenmp -Iinclude -o $@ $< $(SUPPORT) $(TEST_LIBS)

$(TEST_BIN)/api_throw: tests/programs/api_throw.cpp $(SUPPORT) include/flopscope.h
	@mkdir -p $(@D)
	@echo '  CXX     $<'
	$(Q)$(CXX) -O1 -g -Wall -Wextra -Wshadow -Iinclude -o $@ $< $(SUPPORT) $(TEST_LIBS)

## bench-cost: what a cost query of the C API takes
.PHONY: bench-cost
bench-cost: $(T)/cost_queries
	@$<

$(T)/cost_queries: tests/bench/cost_queries.c $(FLOPCOST_LINK)
	@mkdir -p $(@D)
	@echo '  CC      $<'
	$(Q)$(CC) $(filter-out -O1,$(TEST_CFLAGS)) -O2 -Iinclude -o $@ $< -L$(O) -lflopcost \
	    -Wl,-rpath,$(abspath $(O)) $(FS_LDFLAGS)
