const std = @import("std");
const File = std.Io.File;

const Choice = enum { small, large };

pub fn main(init: std.process.Init) !void {
    const args = try init.minimal.args.toSlice(init.arena.allocator());
    const choice = if (args.len > 1) std.meta.stringToEnum(Choice, args[1]) else null;
    switch (choice orelse usage()) {
        .small => try writeLines(init.io),
        .large => try writeBlocks(init.io),
    }
}

fn writeLines(io: std.Io) !void {
    for (1..11) |i| {
        var line: [16]u8 = undefined;
        try File.stdout().writeStreamingAll(io, try std.fmt.bufPrint(&line, "out {d}\n", .{i}));
        try File.stderr().writeStreamingAll(io, try std.fmt.bufPrint(&line, "err {d}\n", .{i}));
    }
}

fn writeBlocks(io: std.Io) !void {
    for (0..256) |k| {
        const letter: u8 = @intCast(k % 26);
        try File.stdout().writeStreamingAll(io, &@as([4096]u8, @splat('a' + letter)));
        try File.stderr().writeStreamingAll(io, &@as([4096]u8, @splat('A' + letter)));
    }
}

fn usage() noreturn {
    std.debug.print("usage: main small|large\n", .{});
    std.process.exit(2);
}
