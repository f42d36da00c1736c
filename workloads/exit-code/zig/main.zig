const std = @import("std");

pub fn main(init: std.process.Init) !void {
    const args = try init.minimal.args.toSlice(init.arena.allocator());
    const text = if (args.len > 1) args[1] else "";
    const code = std.fmt.parseInt(u8, text, 10) catch {
        std.debug.print("usage: main 0..255\n", .{});
        std.process.exit(2);
    };
    std.process.exit(code);
}
