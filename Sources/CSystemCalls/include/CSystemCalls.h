// System calls that Swift's Glibc module doesn't show.
#pragma once
/// renameat2(2) with RENAME_EXCHANGE: both names exist, and change places at one instant. 0, or -1 with errno.
int chop_exchange(const char *from, const char *to);
/// renameat2(2) with RENAME_NOREPLACE: EEXIST where something stands at `to`. 0, or -1 with errno.
int chop_rename_to_nothing(const char *from, const char *to);
/// flock(2), whose name a structure has too: LOCK_EX | LOCK_NB. 0, or -1 with errno.
int chop_lock(int descriptor);
/// memfd_create(2): a file in memory, without a name, for reading and writing. Its descriptor, or -1 with errno.
int chop_nameless_file(void);
/// mallopt(3): two heaps for all threads, in place of eight for each processor, none of which gives its memory to another; and none keeps small pieces aside.
void chop_set_up_heaps(void);
