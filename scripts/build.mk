# SPDX-License-Identifier: MIT
# How the libraries and tools are built: generated code first, then the rooms, each from its own folder.

GEN        := $(O)/gen
GENERATOR  := scripts/generate.py $(wildcard scripts/tables/*.py)
GEN_STAMP  := $(GEN)/.stamp
GEN_C      := $(GEN)/catalogue.c $(GEN)/notes.c $(GEN)/entries.c
COST_SRC   := $(filter-out $(wildcard costmodel/*_main.c),$(wildcard costmodel/*.c))

COST_OBJ      := $(COST_SRC:%.c=$(O)/obj/%.o) $(O)/obj/gen/catalogue.o $(O)/obj/gen/notes.o
INTERPOSE_OBJ := $(patsubst %.c,$(O)/obj/%.o,$(wildcard interpose/*.c)) \
                 $(patsubst %.S,$(O)/obj/%.o,$(wildcard interpose/*.S)) \
                 $(O)/obj/oplog/writer.o $(O)/obj/oplog/mappings.o $(O)/obj/gen/entries.o $(O)/obj/gen/stubs.o
COST_TOOL_OBJ := $(patsubst %.c,$(O)/obj/%.o,$(wildcard report/flopscope_cost*.c)) \
                 $(O)/obj/report/number.o $(O)/obj/report/table.o
REPORT_OBJ    := $(patsubst %.c,$(O)/obj/%.o,$(filter-out $(wildcard report/flopscope_cost*.c),$(wildcard report/*.c))) \
                 $(patsubst %.c,$(O)/obj/%.o,$(filter-out oplog/writer.c oplog/mappings.c,$(wildcard oplog/*.c))) \
                 $(O)/obj/gen/environment_help.o

# General registers alone: a call's scalar arguments and result are in the others. And a jump table
# would be one more line of cache for a call to fetch, and an address to mispredict.
$(O)/obj/interpose/call.o: FS_CFLAGS += -mgeneral-regs-only -fno-jump-tables

# And where a call of a new shape is priced: work comes in the halves of 128-bit integers, which a load of
# the whole into a wide register has to wait for.
$(addprefix $(O)/obj/interpose/,arguments.o general.o signature.o slow.o): FS_CFLAGS += -mgeneral-regs-only

# What a call runs through; tests/lint checks that these reach no malloc, stdio, exit or lock.
FAST_OBJECTS := $(O)/obj/interpose/call.o $(O)/obj/interpose/trampoline_x86_64.o $(O)/obj/gen/stubs.o

## all: build the preload library, the tools and the cost library (default)
.PHONY: all
all: $(LIB) $(REPORT) $(COST)

## help: list the targets and variables
.PHONY: help
help:
	@echo 'Targets:'
	@sed -n 's/^## \([a-z-]*\): /  \1|/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'
	@echo 'Variables:'
	@echo '  O=DIR          where artifacts go (default: build)'
	@echo '  SAN=LIST       sanitizers: address,undefined or thread'
	@echo '  COVERAGE=1     instrument for gcov'
	@echo '  V=1            show the commands'
	@echo '  PREFIX=, DESTDIR=   where install puts things (default: /usr/local)'

$(GEN_STAMP): $(GENERATOR) costmodel/routines.tbl costmodel/arrays.tbl $(COST_SRC)
	@mkdir -p $(GEN)
	@echo '  GEN     $(GEN)'
	$(Q)$(PYTHON) scripts/generate.py costmodel/routines.tbl $(GEN)
	@touch $@

$(GEN_C) $(GEN)/entries.S $(GEN)/exports.map: $(GEN_STAMP) ;

$(GEN)/environment.inc $(GEN)/environment_help.c: interpose/environment.tbl scripts/environment.py
	@mkdir -p $(GEN)
	@echo '  GEN     environment'
	$(Q)$(PYTHON) scripts/environment.py interpose/environment.tbl $(GEN)

$(O)/obj/gen/%.o: $(GEN)/%.c
	@mkdir -p $(@D)
	@echo '  CC      $(notdir $<)'
	$(Q)$(CC) $(CFLAGS) $(FS_CFLAGS) -Icostmodel -Iinterpose -c -o $@ $<

$(O)/obj/gen/stubs.o: $(GEN)/entries.S interpose/stub_x86_64.inc
	@mkdir -p $(@D)
	@echo '  AS      $(notdir $<)'
	$(Q)$(CC) -I. -c -o $@ $<

$(O)/obj/%.o: %.c | $(GEN_STAMP)
	@mkdir -p $(@D)
	@echo '  CC      $<'
	$(Q)$(CC) $(CFLAGS) $(FS_CFLAGS) -c -o $@ $<

$(O)/obj/%.o: %.S
	@mkdir -p $(@D)
	@echo '  AS      $<'
	$(Q)$(CC) $(FS_CFLAGS) -c -o $@ $<

# A price is asked for before each call of a new shape, and by planners a million times: a third of its time.
$(O)/obj/costmodel/%.o: FS_CFLAGS += $(if $(filter -O2,$(CFLAGS)),-O3)

# The preload library: thread-local storage is initial-exec, since it is there from the start.
$(O)/obj/interpose/%.o: FS_CFLAGS += -ftls-model=initial-exec -fno-stack-protector
$(O)/obj/interpose/environment.o: $(GEN)/environment.inc

$(COSTLIB): $(COST_OBJ)
	@echo '  AR      $@'
	$(Q)rm -f $@ && ar rcs $@ $^

$(LIB): $(INTERPOSE_OBJ) $(COSTLIB) $(GEN)/exports.map
	@echo '  LD      $@'
	$(Q)$(CC) -shared -o $@ $(INTERPOSE_OBJ) $(COSTLIB) $(LDFLAGS) $(FS_LDFLAGS) \
	    -Wl,--version-script=$(GEN)/exports.map -Wl,-soname,libflopscope.so \
	    -Wl,-z,relro -Wl,-z,noexecstack -Wl,-O1 -Wl,--hash-style=gnu -Wl,-Bsymbolic-functions \
	    -Wl,--compress-debug-sections=zlib \
	    $(if $(SAN),,-Wl,-z,defs)

$(COST): $(COST_TOOL_OBJ) $(COSTLIB)
	@echo '  LD      $@'
	$(Q)$(CC) -o $@ $(COST_TOOL_OBJ) $(COSTLIB) $(LDFLAGS) $(FS_LDFLAGS) -ljansson -lsmartcols

$(REPORT): $(REPORT_OBJ)
	@echo '  LD      $@'
	$(Q)$(CC) -o $@ $(REPORT_OBJ) $(LDFLAGS) $(FS_LDFLAGS) -ljansson -lsmartcols -ldw -lelf -lpthread -ldl

## install: put library, tools, header and pkg-config file under $(DESTDIR)$(PREFIX)
.PHONY: install
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include
	install -m 755 $(REPORT) $(COST) $(DESTDIR)$(PREFIX)/bin/
	install -m 755 $(LIB) $(DESTDIR)$(PREFIX)/lib/
	install -m 644 include/flopscope.h $(DESTDIR)$(PREFIX)/include/
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' scripts/flopscope.pc.in \
	    > $(DESTDIR)$(PREFIX)/lib/pkgconfig/flopscope.pc

## clean: remove what was built
.PHONY: clean
clean:
	rm -rf $(O)

-include $(shell [ -d $(O)/obj ] && find $(O)/obj -name '*.d')
