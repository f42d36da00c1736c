// Tells which Wren this is.
#include "wren.h"
WREN_VERSION_STRING
