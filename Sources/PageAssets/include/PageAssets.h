// The files of the player page and of a plan's page, carried by the binary.
#pragma once
#include <stddef.h>

typedef struct {
  // Relative to the folder `page`, such as `styles/tokens.css`.
  const char *name;
  // UTF-8, not ended by a NUL.
  const char *start;
  size_t length;
} PageAsset;

// All files, in the order in which the page puts them together: styles and scripts may lean on what stands before them.
const PageAsset *pageAssets(size_t *count);
