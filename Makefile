# SPDX-License-Identifier: MIT
# flopscope's build. `make help` lists the targets; artifacts go to $(O).

O        ?= build
PREFIX   ?= /usr/local
DESTDIR  ?=
CC       ?= gcc
PYTHON   ?= /usr/bin/python3
V        ?= 0
SAN      ?=
COVERAGE ?=

VERSION  := 0.1.0

Q := $(if $(filter 1,$(V)),,@)
WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
            -Wold-style-definition -Wpointer-arith -Wcast-qual -Wundef -Wvla -Wno-pedantic
CFLAGS  ?= -O2 -g
FS_CFLAGS := -std=c11 -D_GNU_SOURCE -DFS_VERSION='"$(VERSION)"' $(WARNINGS) -fvisibility=hidden \
             -fPIC -MMD -MP -Iinclude -I. -I$(O)/gen
FS_LDFLAGS :=
ifneq ($(SAN),)
FS_CFLAGS  += -fsanitize=$(SAN) -fno-omit-frame-pointer -DFS_SANITIZED
FS_LDFLAGS += -fsanitize=$(SAN)
endif
ifeq ($(COVERAGE),1)
FS_CFLAGS  += --coverage
FS_LDFLAGS += --coverage
endif

LIB    := $(O)/libflopscope.so
COSTLIB := $(O)/obj/costmodel.a
REPORT := $(O)/flopscope-report
COST   := $(O)/flopscope-cost

.DEFAULT_GOAL := all
include scripts/build.mk
include scripts/flopcost.mk
include tests/tests.mk
include tests/api.mk
