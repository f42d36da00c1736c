const std = @import("std");

pub fn main(init: std.process.Init) !void {
    const arena = init.arena.allocator();
    const args = try init.minimal.args.toSlice(arena);
    if (args.len != 3) {
        std.debug.print("usage: main BYTES DRAWS\n", .{});
        std.process.exit(2);
    }
    const size = try std.fmt.parseInt(usize, args[1], 10);
    const draws = try std.fmt.parseInt(usize, args[2], 10);

    var buffer: [8192]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    for (0..draws) |_| {
        // What is not filled shows as zeros.
        const bytes = try arena.alloc(u8, size);
        @memset(bytes, 0);
        try init.io.randomSecure(bytes);
        try stdout.interface.writeAll(bytes);
    }
    try stdout.interface.flush();
}
