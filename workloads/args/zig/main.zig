const std = @import("std");

pub fn main(init: std.process.Init) !void {
    var buffer: [4096]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    const out = &stdout.interface;

    const args = try init.minimal.args.toSlice(init.arena.allocator());
    try out.print("count {d}\n", .{args.len - 1});
    for (args[1..], 1..) |arg, index| {
        try out.print("{d} {d} {x}\n", .{ index, arg.len, arg });
    }
    try out.flush();
}
