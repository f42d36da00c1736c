const std = @import("std");
const Environ = std.process.Environ;

pub fn main(init: std.process.Init) !void {
    var buffer: [4096]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    const out = &stdout.interface;

    const arena = init.arena.allocator();
    const names = (try init.minimal.args.toSlice(arena))[1..];
    if (names.len == 1 and std.mem.eql(u8, names[0], "--all")) {
        try printAll(out, arena, init.environ_map);
    } else for (names) |name| {
        if (init.environ_map.get(name)) |value| {
            try out.print("{s}={s}\n", .{ name, value });
        } else {
            try out.print("{s} unset\n", .{name});
        }
    }
    try out.flush();
}

fn printAll(out: *std.Io.Writer, arena: std.mem.Allocator, environ: *const Environ.Map) !void {
    const lines = try arena.alloc([]const u8, environ.count());
    for (lines, environ.keys(), environ.values()) |*line, name, value| {
        line.* = try std.fmt.allocPrint(arena, "{s}={s}", .{ name, value });
    }
    std.mem.sort([]const u8, lines, {}, lessThan);
    try out.print("count {d}\n", .{lines.len});
    for (lines) |line| try out.print("{s}\n", .{line});
}

fn lessThan(_: void, left: []const u8, right: []const u8) bool {
    return std.mem.lessThan(u8, left, right);
}
