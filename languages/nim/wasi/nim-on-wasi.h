// What Nim's library calls and wasi-libc leaves out, because there is one thread, one user and one process.
#pragma once
#include <stdio.h>

static inline void flockfile(FILE *file) { (void)file; }
static inline void funlockfile(FILE *file) { (void)file; }

// Nim's main takes the environment, too: main.c calls it.
#define main nim_main
