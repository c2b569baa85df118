/* SPDX-License-Identifier: MIT */
/* Writes an op log: reserves space with fallocate before mapping it, so that a full disk is an
 * error code here and never a SIGBUS in the program. */
#include "oplog/writer.h"

#include "oplog/mappings.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Smaller chunks, and the first of the file, may stay nearly empty. */
enum { RESIDENT_FROM_BYTES = 16 * 1024 };

/* Chunks of records: small at first, since a program may have many threads that do little. */
enum { META_BYTES = 64 * 1024, META_SIZES = 4, FIRST_FREE_FD = 200 };
static const size_t meta_bytes[META_SIZES] = {4096, 16 * 1024, META_BYTES, 256 * 1024};

/* A child of fork must not see the parent's log: a stray store there would fault, not corrupt. */
static void *map(int fd, off_t offset, size_t bytes)
{
    int flags = fd >= 0 ? MAP_SHARED : MAP_PRIVATE | MAP_ANONYMOUS;
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, flags, fd, fd >= 0 ? offset : 0);
    if (memory == MAP_FAILED)
        return NULL;
    madvise(memory, bytes, MADV_DONTFORK);
    if (fd >= 0)
        fs_mappings_add(memory, bytes);
    return memory;
}

static int reserve(int fd, off_t offset, size_t bytes)
{
    int failed;
    struct rlimit limit;
    /* Growing beyond RLIMIT_FSIZE would raise SIGXFSZ in the program. */
    if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && (rlim_t)offset + bytes > limit.rlim_cur) {
        errno = EFBIG;
        return -1;
    }
    do
        failed = fallocate(fd, 0, offset, (off_t)bytes);
    while (failed != 0 && errno == EINTR);
    if (failed != 0 && errno == EOPNOTSUPP)
        failed = (errno = posix_fallocate(fd, offset, (off_t)bytes)) != 0 ? -1 : 0;
    return failed;
}

/* The first reason is kept. */
static void give_up(struct fs_log_writer *writer, const char *reason)
{
    const char *none = NULL;
    __atomic_compare_exchange_n(&writer->failure, &none, reason, false, __ATOMIC_ACQ_REL,
                                __ATOMIC_RELAXED);
}

static bool has_given_up(const struct fs_log_writer *writer)
{
    return __atomic_load_n(&writer->failure, __ATOMIC_ACQUIRE) != NULL;
}

static int descriptor(const struct fs_log_writer *writer)
{
    return __atomic_load_n(&writer->fd, __ATOMIC_ACQUIRE);
}

/* Puts zeros where zeros are: a large write makes large pieces of page cache, and stores through
 * the mapping then fault once for each of those, not for each page. Cheaper by two thirds than
 * faults alone, MADV_POPULATE_WRITE's included; where it fails, faults it is. */
static void make_resident(int fd, off_t offset, size_t bytes)
{
    static char zeros[256 * 1024]; /* never written: no memory */
    while (bytes > 0) {
        ssize_t written = pwrite(fd, zeros, bytes < sizeof zeros ? bytes : sizeof zeros, offset);
        if (written <= 0)
            return;
        offset += written;
        bytes -= (size_t)written;
    }
}

/* The program may have closed our descriptor, and what it opened since may have its number. */
static bool is_our_file(struct fs_log_writer *writer, int fd)
{
    struct stat now;
    uint64_t known_end = __atomic_load_n(&writer->known_end, __ATOMIC_ACQUIRE);
    if (fstat(fd, &now) != 0 || now.st_dev != writer->device || now.st_ino != writer->inode)
        return false;
    if ((uint64_t)now.st_size < known_end)
        fs_log_truncated(writer);
    return true;
}

void fs_log_truncated(struct fs_log_writer *writer)
{
    __atomic_store_n(&writer->truncated, true, __ATOMIC_RELEASE);
    give_up(writer, "the file was cut while it was written");
}

void fs_log_flag(struct fs_log_writer *writer, uint32_t flag)
{
    __atomic_fetch_or(&writer->header->flags, flag, __ATOMIC_RELAXED);
}

void fs_log_check(struct fs_log_writer *writer)
{
    struct stat now;
    int fd = descriptor(writer);
    if (fd >= 0 && !has_given_up(writer) && is_our_file(writer, fd) && fstat(fd, &now) == 0 &&
        now.st_nlink == 0)
        give_up(writer, "the file was deleted while it was written");
}

/* Of two threads that find the descriptor gone, one keeps its new one. */
static bool reopen(struct fs_log_writer *writer, int gone)
{
    int fd = open(writer->absolute_path, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return false;
    int high = fcntl(fd, F_DUPFD_CLOEXEC, FIRST_FREE_FD);
    close(fd);
    if (high < 0)
        return false;
    if (!is_our_file(writer, high)) {
        close(high);
        return false;
    }
    if (!__atomic_compare_exchange_n(&writer->fd, &gone, high, false, __ATOMIC_ACQ_REL,
                                     __ATOMIC_RELAXED))
        close(high);
    return true;
}

/* What is in the way at a path: decides whether a new log may take its name. */
enum occupant { NOTHING, OLD_LOG, LOG_IN_USE, SOMETHING_ELSE };

static enum occupant occupant_of(const char *path, const char *run)
{
    struct fs_log_header header;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return errno == ENOENT ? NOTHING : SOMETHING_ELSE;
    ssize_t bytes = pread(fd, &header, sizeof header, 0);
    close(fd);
    if (bytes != (ssize_t)sizeof header || memcmp(header.magic, FS_LOG_MAGIC, 8) != 0)
        return SOMETHING_ELSE;
    header.run[sizeof header.run - 1] = '\0';
    header.host[sizeof header.host - 1] = '\0';
    char host[sizeof header.host] = "";
    gethostname(host, sizeof host - 1);
    bool may_run = header.state == FS_LOG_RUNNING &&
                   (strcmp(header.host, host) != 0 || kill(header.pid, 0) == 0 || errno == EPERM);
    return may_run || strcmp(header.run, run) == 0 ? LOG_IN_USE : OLD_LOG;
}

/* path with ".N" before its ".fslog", or at its end. False where it gets too long. */
static bool numbered(char *out, size_t size, const char *path, unsigned number)
{
    size_t length = strlen(path);
    const char *ending = ".fslog";
    bool has_ending =
        length > strlen(ending) && strcmp(path + length - strlen(ending), ending) == 0;
    size_t stem = has_ending ? length - strlen(ending) : length;
    int written =
        snprintf(out, size, "%.*s.%u%s", (int)stem, path, number, has_ending ? ending : "");
    return written > 0 && (size_t)written < size;
}

/* A file without a name in the directory that the path is in; -1 where there is no such thing. */
static int open_nameless(const char *path)
{
    char directory[sizeof((struct fs_log_writer *)NULL)->path];
    const char *slash = strrchr(path, '/');
    size_t length = slash == NULL ? 0 : slash == path ? 1 : (size_t)(slash - path);
    if (length >= sizeof directory)
        return -1;
    snprintf(directory, sizeof directory, "%.*s", (int)length, path);
    return open(length > 0 ? directory : ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
}

/* Gives the nameless file a name, or makes one under it where there is none. */
static int take_name(int nameless, const char *name)
{
    char file[32];
    if (nameless < 0)
        return open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    snprintf(file, sizeof file, "/proc/self/fd/%d", nameless);
    return linkat(AT_FDCWD, file, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 ? nameless : -1;
}

/* Creates the file under the first free name; errno says why not. */
static int create(struct fs_log_writer *writer, int nameless, const char *path, const char *run,
                  bool replace)
{
    char name[sizeof writer->path];
    if (snprintf(name, sizeof name, "%s", path) >= (int)sizeof name) {
        errno = ENAMETOOLONG;
        return -1;
    }
    for (unsigned number = 2; number < 10000; number++) {
        if (replace && occupant_of(name, run) == OLD_LOG)
            unlink(name);
        int fd = take_name(nameless, name);
        if (fd >= 0) {
            memcpy(writer->path, name, sizeof name);
            return fd;
        }
        if (errno != EEXIST)
            return -1;
        if (occupant_of(name, run) == SOMETHING_ELSE) {
            errno = EEXIST;
            return -1;
        }
        if (!numbered(name, sizeof name, path, number)) {
            errno = ENAMETOOLONG;
            return -1;
        }
    }
    errno = EEXIST;
    return -1;
}

/* The header's fields that are the format's own, but for the magic. */
static void fill_format(struct fs_log_header *header)
{
    header->version = FS_LOG_VERSION;
    header->min_reader = FS_LOG_MIN_READER;
    header->header_bytes = FS_LOG_HEADER_BYTES;
    header->byte_order = FS_LOG_BYTE_ORDER;
    header->file_end = FS_LOG_HEADER_BYTES;
    header->state = FS_LOG_RUNNING;
}

/* Writes what makes the file a log. */
static bool write_header(int fd, const struct fs_log_header *header)
{
    union {
        struct fs_log_header header;
        char bytes[FS_LOG_HEADER_BYTES];
    } page = {.header = *header};
    fill_format(&page.header);
    memcpy(page.header.magic, FS_LOG_MAGIC, sizeof page.header.magic);
    return pwrite(fd, &page, sizeof page, 0) == (ssize_t)sizeof page;
}

/* A log has its header before it has a name, so that one whose process is killed right then opens,
 * and whoever watches for logs finds nothing unfinished. Where that is not to be had, the name
 * comes first. */
static int create_log(struct fs_log_writer *writer, const char *path,
                      const struct fs_log_header *header, bool replace)
{
    int nameless = open_nameless(path);
    if (nameless >= 0 && reserve(nameless, 0, FS_LOG_HEADER_BYTES) == 0 &&
        write_header(nameless, header) && create(writer, nameless, path, header->run, replace) >= 0)
        return nameless;
    if (nameless >= 0)
        close(nameless);
    return create(writer, -1, path, header->run, replace);
}

static bool open_file(struct fs_log_writer *writer, const char *path,
                      const struct fs_log_header *header, bool replace)
{
    int fd = create_log(writer, path, header, replace);
    if (fd < 0)
        return false;
    /* Programs expect the low numbers for themselves. */
    writer->fd = fcntl(fd, F_DUPFD_CLOEXEC, FIRST_FREE_FD);
    if (writer->fd >= 0)
        close(fd);
    else
        writer->fd = fd;
    struct stat status;
    if (fstat(writer->fd, &status) != 0 || reserve(writer->fd, 0, FS_LOG_HEADER_BYTES) != 0) {
        int saved_errno = errno;
        unlink(writer->path);
        close(writer->fd);
        writer->fd = -1;
        errno = saved_errno;
        return false;
    }
    writer->device = status.st_dev;
    writer->inode = status.st_ino;
    char *absolute = realpath(writer->path, NULL); /* the program may change its directory */
    snprintf(writer->absolute_path, sizeof writer->absolute_path, "%s",
             absolute != NULL ? absolute : writer->path);
    free(absolute);
    return true;
}

/* The header in its place, unless the file came with it; the magic, which makes it a log, last. */
static void set_header(struct fs_log_writer *writer, const struct fs_log_header *header)
{
    if (memcmp(writer->header->magic, FS_LOG_MAGIC, sizeof header->magic) == 0)
        return;
    memcpy((char *)writer->header + sizeof header->magic,
           (const char *)header + sizeof header->magic, sizeof *header - sizeof header->magic);
    fill_format(writer->header);
    __atomic_thread_fence(__ATOMIC_RELEASE);
    memcpy(writer->header->magic, FS_LOG_MAGIC, sizeof header->magic);
}

bool fs_log_open(struct fs_log_writer *writer, const char *path, const struct fs_log_header *header,
                 bool replace)
{
    *writer = (struct fs_log_writer){.fd = -1};
    fs_mappings_clear();
    bool wanted = path != NULL && strcmp(path, "none") != 0;
    bool opened = wanted && open_file(writer, path, header, replace);
    int saved_errno = errno;
    writer->header = map(writer->fd, 0, FS_LOG_HEADER_BYTES);
    if (writer->header == NULL)
        return false;
    set_header(writer, header);
    errno = saved_errno;
    return opened || !wanted;
}

struct fs_log_chunk *fs_log_chunk(struct fs_log_writer *writer, enum fs_log_chunk_kind kind,
                                  size_t bytes, uint32_t thread)
{
    struct fs_log_chunk *chunk = NULL;
    uint64_t offset = 0;
    int fd = descriptor(writer);
    if (fd >= 0) {
        if (has_given_up(writer))
            return NULL;
        if (!is_our_file(writer, fd) && !reopen(writer, fd)) {
            give_up(writer, "the log file is gone");
            return NULL;
        }
        fd = descriptor(writer);
        if (has_given_up(writer)) /* it was cut */
            return NULL;
        offset = __atomic_fetch_add(&writer->header->file_end, bytes, __ATOMIC_RELAXED);
        if (reserve(fd, (off_t)offset, bytes) != 0) {
            give_up(writer, strerror(errno));
            return NULL;
        }
        if (bytes >= RESIDENT_FROM_BYTES && offset >= META_BYTES)
            make_resident(fd, (off_t)offset, bytes);
        uint64_t end = offset + bytes,
                 known = __atomic_load_n(&writer->known_end, __ATOMIC_RELAXED);
        while (known < end && !__atomic_compare_exchange_n(&writer->known_end, &known, end, true,
                                                           __ATOMIC_RELEASE, __ATOMIC_RELAXED))
            ;
    }
    chunk = map(fd, (off_t)offset, bytes);
    if (chunk == NULL)
        return NULL;
    chunk->kind = (uint16_t)kind;
    chunk->offset = offset;
    chunk->bytes = bytes;
    chunk->thread = thread;
    __atomic_store_n(&chunk->magic, FS_LOG_CHUNK_MAGIC, __ATOMIC_RELEASE);
    return chunk;
}

void fs_log_chunk_done(struct fs_log_chunk *chunk)
{
    /* Not what the chunk says: its pages may have been taken from under it. */
    size_t bytes = fs_mappings_remove(chunk);
    munmap(chunk, bytes != 0 ? bytes : chunk->bytes);
}

const void *fs_log_view(struct fs_log_writer *writer, size_t *bytes)
{
    int fd = descriptor(writer);
    struct stat status;
    if (fd < 0 || has_given_up(writer) || !is_our_file(writer, fd) || fstat(fd, &status) != 0)
        return NULL;
    *bytes = (size_t)__atomic_load_n(&writer->header->file_end, __ATOMIC_ACQUIRE);
    if ((size_t)status.st_size < *bytes) /* a chunk is being made */
        *bytes = (size_t)status.st_size;
    void *view = mmap(NULL, *bytes, PROT_READ, MAP_SHARED, fd, 0);
    if (view == MAP_FAILED)
        return NULL;
    madvise(view, *bytes, MADV_DONTFORK);
    fs_mappings_add(view, *bytes);
    return view;
}

void fs_log_view_done(const void *view, size_t bytes)
{
    fs_mappings_remove(view);
    munmap((void *)(uintptr_t)view, bytes);
}

bool fs_log_room(struct fs_log_writer *writer, struct fs_log_records *records, size_t bytes)
{
    size_t size = meta_bytes[records->chunks < META_SIZES ? records->chunks : META_SIZES - 1];
    struct fs_log_chunk *full = records->chunk;
    if (descriptor(writer) < 0)
        return true;
    if (fs_log_has_room(records, bytes))
        return true;
    if (bytes > size - sizeof *full)
        size = META_BYTES;
    if (bytes > size - sizeof *full)
        return false;
    struct fs_log_chunk *chunk = fs_log_chunk(writer, FS_LOG_META, size, 0);
    if (chunk == NULL)
        return false;
    records->chunk = chunk;
    records->room_bytes = size - sizeof *chunk;
    records->chunks++;
    if (full != NULL)
        fs_log_chunk_done(full);
    return true;
}

static char *copy(char *to, const void *from, size_t bytes)
{
    return bytes > 0 ? (char *)memcpy(to, from, bytes) + bytes : to;
}

/* Puts a record of `bytes` where the next one goes; returns where its texts belong. */
static char *put(const struct fs_log_records *records, enum fs_log_record_type type, size_t bytes,
                 void *fixed, size_t fixed_bytes, const int64_t *values, size_t value_count)
{
    char *to = (char *)(records->chunk + 1) + records->chunk->used;
    *(struct fs_log_record *)fixed = (struct fs_log_record){(uint32_t)bytes, (uint16_t)type, 0};
    return copy(copy(to, fixed, fixed_bytes), values, value_count * sizeof values[0]);
}

/* Readers see it from here on. */
static void done(const struct fs_log_records *records, size_t bytes)
{
    uint64_t used = records->chunk->used + bytes;
    __atomic_store_n(&records->chunk->used, used, __ATOMIC_RELEASE);
}

void fs_log_append(struct fs_log_writer *writer, struct fs_log_records *records,
                   enum fs_log_record_type type, void *fixed, size_t fixed_bytes,
                   const int64_t *values, size_t value_count)
{
    size_t bytes = fixed_bytes + value_count * sizeof values[0];
    if (descriptor(writer) < 0)
        return;
    put(records, type, bytes, fixed, fixed_bytes, values, value_count);
    done(records, bytes);
}

bool fs_log_record(struct fs_log_writer *writer, enum fs_log_record_type type, void *fixed,
                   size_t fixed_bytes, const int64_t *values, size_t value_count,
                   const char *const *texts, size_t text_count)
{
    size_t bytes = fixed_bytes + value_count * sizeof values[0];
    if (writer->fd < 0)
        return true;
    for (size_t i = 0; i < text_count; i++)
        bytes += strlen(texts[i]) + 1;
    bytes = (bytes + 7) & ~(size_t)7;
    if (!fs_log_room(writer, &writer->records, bytes))
        return false;
    char *to = put(&writer->records, type, bytes, fixed, fixed_bytes, values, value_count);
    for (size_t i = 0; i < text_count; i++)
        to = stpcpy(to, texts[i]) + 1;
    done(&writer->records, bytes);
    return true;
}

void fs_log_close(struct fs_log_writer *writer)
{
    if (writer->fd >= 0 && is_our_file(writer, writer->fd))
        close(writer->fd);
    writer->fd = -1;
}
