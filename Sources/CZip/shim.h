// Lets Swift see libzip's C API.
#pragma once
#include <zip.h>
