/* SPDX-License-Identifier: MIT */
/* Reads symbol tables of loaded objects, as the dynamic linker does (the generic ABI's hash table,
 * or GNU's). Neither locks nor allocates. */
#include "interpose/elf.h"

#include <elf.h>
#include <stddef.h>
#include <string.h>

struct tables {
    const ElfW(Sym) * symbol;
    const char *string;
    const uint32_t *gnu_hash; /* either may be missing */
    const uint32_t *hash;
    const uint16_t *version; /* NULL: the object has no versions */
};

/* The linker has added the load address to pointers in the dynamic section, but not in the kernel's
 * vdso. */
static const void *address_in(const struct link_map *map, ElfW(Addr) value)
{
    return (const void *)(value < map->l_addr ? map->l_addr + value : value);
}

static bool tables_of(const struct link_map *map, struct tables *tables)
{
    *tables = (struct tables){NULL};
    for (const ElfW(Dyn) *d = map->l_ld; d != NULL && d->d_tag != DT_NULL; d++) {
        const void *address = address_in(map, d->d_un.d_ptr);
        if (d->d_tag == DT_SYMTAB)
            tables->symbol = address;
        else if (d->d_tag == DT_STRTAB)
            tables->string = address;
        else if (d->d_tag == DT_GNU_HASH)
            tables->gnu_hash = address;
        else if (d->d_tag == DT_HASH)
            tables->hash = address;
        else if (d->d_tag == DT_VERSYM)
            tables->version = address;
    }
    return tables->symbol != NULL && tables->string != NULL;
}

/* GNU's hash table: four words of header, a Bloom filter, buckets, and the hashes in symbols'
 * order, the last of a bucket with its lowest bit set. */
struct gnu_table {
    uint32_t buckets, first; /* symbols before the first are not in it: undefined ones */
    uint32_t bloom_words, bloom_shift;
    const ElfW(Addr) * bloom;
    const uint32_t *bucket, *chain;
};

static struct gnu_table gnu_table(const uint32_t *words)
{
    struct gnu_table table = {words[0], words[1], words[2], words[3], NULL, NULL, NULL};
    table.bloom = (const ElfW(Addr) *)(const void *)(words + 4);
    table.bucket = (const uint32_t *)(const void *)(table.bloom + table.bloom_words);
    table.chain = table.bucket + table.buckets;
    return table;
}

static uint32_t gnu_hash_of(const char *name)
{
    uint32_t hash = 5381;
    for (const unsigned char *c = (const unsigned char *)name; *c != '\0'; c++)
        hash = hash * 33 + *c;
    return hash;
}

static uint32_t hash_of(const char *name)
{
    uint32_t hash = 0;
    for (const unsigned char *c = (const unsigned char *)name; *c != '\0'; c++) {
        hash = (hash << 4) + *c;
        hash = (hash ^ (hash >> 24 & 0xf0)) & 0x0fffffff;
    }
    return hash;
}

/* A definition that others may bind under this name, in its default version. */
static bool is_definition(const struct tables *tables, uint32_t index, const char *name)
{
    const ElfW(Sym) *symbol = &tables->symbol[index];
    unsigned type = ELF64_ST_TYPE(symbol->st_info);
    bool is_hidden_version = tables->version != NULL && (tables->version[index] & 0x8000) != 0;
    return symbol->st_shndx != SHN_UNDEF && symbol->st_value != 0 && !is_hidden_version &&
           (type == STT_FUNC || type == STT_GNU_IFUNC || type == STT_NOTYPE ||
            type == STT_OBJECT) &&
           ELF64_ST_BIND(symbol->st_info) != STB_LOCAL &&
           strcmp(tables->string + symbol->st_name, name) == 0;
}

static uint32_t find_gnu(const struct tables *tables, const char *name)
{
    struct gnu_table table = gnu_table(tables->gnu_hash);
    enum { BITS = 8 * sizeof(ElfW(Addr)) };
    if (table.buckets == 0 || table.bloom_words == 0)
        return 0;
    uint32_t hash = gnu_hash_of(name);
    ElfW(Addr) bloom = table.bloom[hash / BITS & (table.bloom_words - 1)];
    if ((bloom >> hash % BITS & bloom >> (hash >> table.bloom_shift) % BITS & 1) == 0)
        return 0;
    uint32_t i = table.bucket[hash % table.buckets];
    if (i < table.first)
        return 0;
    for (;; i++) {
        uint32_t other = table.chain[i - table.first];
        if ((other | 1) == (hash | 1) && is_definition(tables, i, name))
            return i;
        if ((other & 1) != 0)
            return 0;
    }
}

static uint32_t find_plain(const struct tables *tables, const char *name)
{
    uint32_t buckets = tables->hash[0];
    const uint32_t *bucket = tables->hash + 2, *chain = bucket + buckets;
    if (buckets == 0)
        return 0;
    for (uint32_t i = bucket[hash_of(name) % buckets]; i != 0; i = chain[i])
        if (is_definition(tables, i, name))
            return i;
    return 0;
}

void *fs_elf_definition(const struct link_map *map, const char *name)
{
    struct tables tables;
    if (!tables_of(map, &tables))
        return NULL;
    uint32_t index = tables.gnu_hash != NULL ? find_gnu(&tables, name)
                     : tables.hash != NULL   ? find_plain(&tables, name)
                                             : 0;
    if (index == 0)
        return NULL;
    const ElfW(Sym) *symbol = &tables.symbol[index];
    void *found = (void *)(map->l_addr + symbol->st_value);
    typedef void *chooser(void);
    return ELF64_ST_TYPE(symbol->st_info) == STT_GNU_IFUNC ? ((chooser *)found)() : found;
}

/* How many symbols there are: only the hash tables tell. */
static uint32_t symbol_count(const struct tables *tables)
{
    if (tables->hash != NULL)
        return tables->hash[1];
    if (tables->gnu_hash == NULL)
        return 0;
    struct gnu_table table = gnu_table(tables->gnu_hash);
    uint32_t last = 0;
    for (uint32_t i = 0; i < table.buckets; i++)
        last = table.bucket[i] > last ? table.bucket[i] : last;
    if (last < table.first)
        return table.first;
    while ((table.chain[last - table.first] & 1) == 0)
        last++;
    return last + 1;
}

bool fs_elf_refers_to(const struct link_map *map, const char *name)
{
    struct tables tables;
    if (!tables_of(map, &tables))
        return false;
    uint32_t count = symbol_count(&tables);
    for (uint32_t i = 0; i < count; i++)
        if (tables.symbol[i].st_shndx == SHN_UNDEF &&
            strcmp(tables.string + tables.symbol[i].st_name, name) == 0)
            return true;
    return false;
}

const char *fs_elf_function_at(const struct link_map *map, uintptr_t address, uintptr_t *start)
{
    struct tables tables;
    if (!tables_of(map, &tables))
        return NULL;
    uint32_t count = symbol_count(&tables);
    for (uint32_t i = 0; i < count; i++) {
        const ElfW(Sym) *symbol = &tables.symbol[i];
        *start = map->l_addr + symbol->st_value;
        if (symbol->st_shndx != SHN_UNDEF && ELF64_ST_TYPE(symbol->st_info) == STT_FUNC &&
            address - *start < symbol->st_size)
            return tables.string + symbol->st_name;
    }
    return NULL;
}

static const char *dynamic_string(const struct link_map *map, ElfW(Xword) offset)
{
    struct tables tables;
    return tables_of(map, &tables) ? tables.string + offset : "";
}

const char *fs_elf_soname(const struct link_map *map)
{
    for (const ElfW(Dyn) *d = map->l_ld; d != NULL && d->d_tag != DT_NULL; d++)
        if (d->d_tag == DT_SONAME)
            return dynamic_string(map, d->d_un.d_val);
    const char *slash = strrchr(map->l_name, '/');
    return slash != NULL ? slash + 1 : map->l_name;
}

const char *fs_elf_needed(const struct link_map *map, const ElfW(Dyn) * *entry)
{
    const ElfW(Dyn) *d = *entry != NULL ? *entry + 1 : map->l_ld;
    for (; d != NULL && d->d_tag != DT_NULL; d++)
        if (d->d_tag == DT_NEEDED) {
            *entry = d;
            return dynamic_string(map, d->d_un.d_val);
        }
    return NULL;
}
