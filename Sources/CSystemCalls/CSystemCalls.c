#define _GNU_SOURCE
#include "CSystemCalls.h"
#include <fcntl.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdio.h>
#include <sys/file.h>
#include <sys/mman.h>

int chop_exchange(const char *from, const char *to) {
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_EXCHANGE);
}

int chop_rename_to_nothing(const char *from, const char *to) {
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
}

int chop_nameless_file(void) { return memfd_create("chop", MFD_CLOEXEC); }

int chop_lock(int descriptor) { return flock(descriptor, LOCK_EX | LOCK_NB); }

void chop_set_up_heaps(void) {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 2);
  // Freed packets are joined at once: in lists of their own they were joined all together, again and again, a sixth of the time of a verification.
  mallopt(M_MXFAST, 0);
#endif
}
