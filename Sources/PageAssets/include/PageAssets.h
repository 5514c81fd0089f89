// The player page's files, carried by the binary.
#pragma once
