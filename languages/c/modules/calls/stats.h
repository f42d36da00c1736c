// The status of a file, as two operations say it.
#pragma once
#include "calls.h"

/** Says the fields that the words ask for, of a filestat as preview 1 lays it out. */
void say_status(struct words *words, int32_t error, const void *status);
