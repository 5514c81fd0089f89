// System calls that Swift's Glibc module doesn't show.
#pragma once
/// renameat2(2) with RENAME_EXCHANGE: both names exist, and change places at one instant. 0, or -1 with errno.
int chop_exchange(const char *from, const char *to);
