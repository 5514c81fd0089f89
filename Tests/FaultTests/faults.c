// Makes calls of a program fail, or do less than they were asked for, or ends or halts the program in them (LD_PRELOAD).
//   FAULT=CALL:N:ACTION[:on]  from the Nth CALL on ("on"), or only in the Nth. CALL: write (pwrite too), read (pread too), open,
//                             rename (renameat2 too), exchange (renameat2 alone), link, mkdir, fsync, remove (unlink, rmdir),
//                             close (of what was open for writing), or "any" but read and close.
//                             ACTION: an errno's number | short (half the bytes) | kill | kill-after | halt (until FAULT_GO exists)
//   FAULT=room:BYTES          so much can be written before the disk is full
//   FAULT_UNDER=PATH          only calls on what lies at or below this path count
//   FAULT_LOG=FILE            gets a line for each call in which something was done
//   FAULT_COUNTS=FILE         gets the number of calls of each kind, at the end
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum call { WRITE, READ, OPEN, RENAME, EXCHANGE, LINK, MKDIR, FSYNC, REMOVE, CLOSE, KINDS };
static const char *const names[KINDS] = {"write", "read", "open", "rename", "exchange", "link", "mkdir", "fsync", "remove", "close"};
static atomic_long counts[KINDS], all, written;

static const char *text(const char *name) {
  const char *value = getenv(name);
  return value ? value : "";
}

static void say(const char *file, const char *line) {
  if (!*file) return;
  int out = syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (out < 0) return;
  if (syscall(SYS_write, out, line, strlen(line)) < 0) abort();
  syscall(SYS_close, out);
}

static bool is_under(const char *path) {
  const char *under = text("FAULT_UNDER");
  size_t length = strlen(under);
  return length && !strncmp(path, under, length) && (!path[length] || path[length] == '/');
}

static bool counts_at(int folder, const char *path) {
  if (path[0] == '/' || folder == AT_FDCWD) return is_under(path);
  char link[64], whole[PATH_MAX * 2];
  snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
  ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, whole, PATH_MAX);
  if (length < 0) return false;
  snprintf(whole + length, PATH_MAX, *path ? "/%s" : "%s", path);
  return is_under(whole);
}

static bool counts_on(int descriptor) { return counts_at(descriptor, ""); }

enum verdict { GO_ON, FAIL, SHORT, KILL_AFTER };

// What is to be done in this call.
static enum verdict decide(enum call call) {
  long number = atomic_fetch_add(&counts[call], 1) + 1;
  long any = call == READ || call == CLOSE ? 0 : atomic_fetch_add(&all, 1) + 1;
  char kind[16] = "", action[16] = "", more[8] = "";
  long at = 0;
  if (sscanf(text("FAULT"), "%15[^:]:%ld:%15[^:]:%7s", kind, &at, action, more) < 3) return GO_ON;
  if (!strcmp(kind, "any")) number = any;
  else if (!strcmp(kind, "rename") && call == EXCHANGE) number = atomic_fetch_add(&counts[RENAME], 1) + 1;
  else if (strcmp(kind, names[call])) return GO_ON;
  if (*more ? number < at : number != at) return GO_ON;
  char line[64];
  snprintf(line, sizeof line, "%s %ld %s\n", names[call], number, action);
  say(text("FAULT_LOG"), line);
  if (!strcmp(action, "kill")) kill(getpid(), SIGKILL);
  if (!strcmp(action, "kill-after")) return KILL_AFTER;
  if (!strcmp(action, "short")) return SHORT;
  if (!strcmp(action, "halt")) {
    struct stat status;
    for (int i = 0; i < 3000 && syscall(SYS_newfstatat, AT_FDCWD, text("FAULT_GO"), &status, 0); i++) usleep(10000);
    return GO_ON;
  }
  errno = atoi(action);
  return FAIL;
}

__attribute__((destructor)) static void tell_counts(void) {
  for (int call = 0; call < KINDS; call++) {
    char line[64];
    snprintf(line, sizeof line, "%s %ld\n", names[call], (long)counts[call]);
    say(text("FAULT_COUNTS"), line);
  }
  char line[64];
  snprintf(line, sizeof line, "any %ld\nbytes %ld\n", (long)all, (long)written);
  say(text("FAULT_COUNTS"), line);
}

#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))
#define INJECT(call, isCounted, failure, real)                   \
  enum verdict verdict = (isCounted) ? decide(call) : GO_ON;     \
  if (verdict == FAIL) return failure;                           \
  typeof(real) result = real;                                    \
  if (verdict == KILL_AFTER) kill(getpid(), SIGKILL);            \
  return result;

// How many of the bytes are to be written or read; -1: none, errno says why.
static ssize_t allowed(enum call call, size_t count, enum verdict *verdict) {
  *verdict = decide(call);
  if (*verdict == FAIL) return -1;
  if (*verdict == SHORT && count > 1) count /= 2;
  long room;
  if (call == WRITE && sscanf(text("FAULT"), "room:%ld", &room) == 1) {
    room -= atomic_load(&written);
    if (count && room <= 0) {
      errno = ENOSPC;
      return -1;
    }
    if ((long)count > room) count = room;
  }
  return count;
}

#define TRANSFER(call, real)                                       \
  enum verdict verdict = GO_ON;                                    \
  if (counts_on(descriptor)) {                                     \
    ssize_t most = allowed(call, count, &verdict);                 \
    if (most < 0) return -1;                                       \
    count = most;                                                  \
  }                                                                \
  ssize_t result = real;                                           \
  if (call == WRITE && result > 0 && counts_on(descriptor)) atomic_fetch_add(&written, result); \
  if (verdict == KILL_AFTER) kill(getpid(), SIGKILL);              \
  return result;

ssize_t write(int descriptor, const void *bytes, size_t count) { TRANSFER(WRITE, REAL(write)(descriptor, bytes, count)) }
ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t at) {
  TRANSFER(WRITE, REAL(pwrite)(descriptor, bytes, count, at))
}
ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t at) {
  TRANSFER(WRITE, REAL(pwrite64)(descriptor, bytes, count, at))
}
ssize_t read(int descriptor, void *bytes, size_t count) { TRANSFER(READ, REAL(read)(descriptor, bytes, count)) }
ssize_t pread(int descriptor, void *bytes, size_t count, off_t at) {
  TRANSFER(READ, REAL(pread)(descriptor, bytes, count, at))
}
ssize_t pread64(int descriptor, void *bytes, size_t count, off64_t at) {
  TRANSFER(READ, REAL(pread64)(descriptor, bytes, count, at))
}

#define MODE                                     \
  mode_t mode = 0;                               \
  if (flags & (O_CREAT | __O_TMPFILE)) {         \
    va_list more;                                \
    va_start(more, flags);                       \
    mode = va_arg(more, mode_t);                 \
    va_end(more);                                \
  }
int open(const char *path, int flags, ...) {
  MODE INJECT(OPEN, counts_at(AT_FDCWD, path), -1, REAL(open)(path, flags, mode))
}
int open64(const char *path, int flags, ...) {
  MODE INJECT(OPEN, counts_at(AT_FDCWD, path), -1, REAL(open64)(path, flags, mode))
}
int openat(int folder, const char *path, int flags, ...) {
  MODE INJECT(OPEN, counts_at(folder, path), -1, REAL(openat)(folder, path, flags, mode))
}
int openat64(int folder, const char *path, int flags, ...) {
  MODE INJECT(OPEN, counts_at(folder, path), -1, REAL(openat64)(folder, path, flags, mode))
}
int rename(const char *from, const char *to) { INJECT(RENAME, counts_at(AT_FDCWD, to), -1, REAL(rename)(from, to)) }
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
  INJECT(EXCHANGE, counts_at(to_folder, to), -1, REAL(renameat2)(from_folder, from, to_folder, to, flags))
}
int link(const char *from, const char *to) { INJECT(LINK, counts_at(AT_FDCWD, to), -1, REAL(link)(from, to)) }
int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
  INJECT(LINK, counts_at(to_folder, to), -1, REAL(linkat)(from_folder, from, to_folder, to, flags))
}
int mkdir(const char *path, mode_t mode) { INJECT(MKDIR, counts_at(AT_FDCWD, path), -1, REAL(mkdir)(path, mode)) }
int fsync(int descriptor) { INJECT(FSYNC, counts_on(descriptor), -1, REAL(fsync)(descriptor)) }
int fdatasync(int descriptor) { INJECT(FSYNC, counts_on(descriptor), -1, REAL(fdatasync)(descriptor)) }
int unlink(const char *path) { INJECT(REMOVE, counts_at(AT_FDCWD, path), -1, REAL(unlink)(path)) }
int unlinkat(int folder, const char *path, int flags) {
  INJECT(REMOVE, counts_at(folder, path), -1, REAL(unlinkat)(folder, path, flags))
}
int rmdir(const char *path) { INJECT(REMOVE, counts_at(AT_FDCWD, path), -1, REAL(rmdir)(path)) }
// The descriptor is closed even where close(2) fails.
int close(int descriptor) {
  int flags = fcntl(descriptor, F_GETFL);
  bool isCounted = flags >= 0 && (flags & O_ACCMODE) != O_RDONLY && counts_on(descriptor);
  enum verdict verdict = isCounted ? decide(CLOSE) : GO_ON;
  int error = errno;
  int result = REAL(close)(descriptor);
  if (verdict == KILL_AFTER) kill(getpid(), SIGKILL);
  if (verdict != FAIL) return result;
  errno = error;
  return -1;
}
