# SPDX-License-Identifier: MIT
# The cost library for other programs: libflopcost.a and libflopcost.so with the functions of
# include/flopcost.h and nothing else.

FLOPCOST_A      := $(O)/libflopcost.a
FLOPCOST_SONAME := libflopcost.so.0
FLOPCOST_SO     := $(O)/$(FLOPCOST_SONAME)
FLOPCOST_LINK   := $(O)/libflopcost.so

all: $(FLOPCOST_A) $(FLOPCOST_LINK)

# One object whose internal names are local, so that they cannot meet a program's own.
$(O)/obj/flopcost.o: $(COST_OBJ)
	@echo '  LD      $@'
	$(Q)$(CC) -r -nostdlib -o $@ $^
	$(Q)objcopy --localize-hidden $@

$(FLOPCOST_A): $(O)/obj/flopcost.o
	@echo '  AR      $@'
	$(Q)rm -f $@ && ar rcs $@ $^

$(FLOPCOST_SO): $(COST_OBJ) scripts/flopcost.map
	@echo '  LD      $@'
	$(Q)$(CC) -shared -o $@ $(COST_OBJ) $(LDFLAGS) $(FS_LDFLAGS) -Wl,-soname,$(FLOPCOST_SONAME) \
	    -Wl,--version-script=scripts/flopcost.map -Wl,-z,relro -Wl,-z,noexecstack -Wl,-O1 \
	    -Wl,--hash-style=gnu $(if $(SAN),,-Wl,-z,defs)

$(FLOPCOST_LINK): $(FLOPCOST_SO)
	$(Q)ln -sf $(FLOPCOST_SONAME) $@

.PHONY: install-flopcost
install-flopcost: $(FLOPCOST_A) $(FLOPCOST_LINK)
	install -d $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include
	install -m 644 $(FLOPCOST_A) $(DESTDIR)$(PREFIX)/lib/
	install -m 755 $(FLOPCOST_SO) $(DESTDIR)$(PREFIX)/lib/
	ln -sf $(FLOPCOST_SONAME) $(DESTDIR)$(PREFIX)/lib/libflopcost.so
	install -m 644 include/flopcost.h include/flopscope.f90 $(DESTDIR)$(PREFIX)/include/
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' scripts/flopcost.pc.in \
	    > $(DESTDIR)$(PREFIX)/lib/pkgconfig/flopcost.pc

install: install-flopcost
