#pragma once
#include "wren.h"

/** Keeps what main was given for the script. */
void remember_arguments(int argc, char **argv);

/** The foreign method of a class in the module `system`, or NULL. */
WrenForeignMethodFn find_call(WrenVM *vm, const char *module, const char *class_name, bool is_static, const char *signature);
