#define _GNU_SOURCE
#include "CSystemCalls.h"
#include <fcntl.h>
#include <stdio.h>

int chop_exchange(const char *from, const char *to) {
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_EXCHANGE);
}
