//! Nothing of its own: building it builds std.
#![no_std]
