const std = @import("std");
const operations = @import("operations.zig");

pub fn main(init: std.process.Init) !void {
    try operations.perform(init);
}
