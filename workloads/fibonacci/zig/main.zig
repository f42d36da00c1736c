const std = @import("std");
const Allocator = std.mem.Allocator;
const Natural = std.math.big.int.Managed;

const max_index = 100_000;

pub fn main(init: std.process.Init) !void {
    const arena = init.arena.allocator();
    const args = try init.minimal.args.toSlice(arena);
    const text = if (args.len > 1) args[1] else try readTrimmed(arena, init.io);
    const index = parseIndex(text) catch
        std.process.fatal("the index must be an integer from 0 to {d}", .{max_index});

    var buffer: [4096]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    const number = try fibonacci(init.gpa, index);
    try stdout.interface.print("{s}\n", .{try number.toString(arena, 10, .lower)});
    try stdout.interface.flush();
}

fn readTrimmed(allocator: Allocator, io: std.Io) ![]const u8 {
    var buffer: [4096]u8 = undefined;
    var stdin = std.Io.File.stdin().readerStreaming(io, &buffer);
    const text = try stdin.interface.allocRemaining(allocator, .unlimited);
    return std.mem.trim(u8, text, &std.ascii.whitespace);
}

fn parseIndex(text: []const u8) !u32 {
    // parseInt also takes a sign and underscores.
    for (text) |character| {
        if (!std.ascii.isDigit(character)) return error.InvalidCharacter;
    }
    const index = try std.fmt.parseInt(u32, text, 10);
    return if (index <= max_index) index else error.Overflow;
}

fn fibonacci(allocator: Allocator, index: u32) !Natural {
    var current: Natural = try .initSet(allocator, 0);
    errdefer current.deinit();
    var next: Natural = try .initSet(allocator, 1);
    defer next.deinit();
    for (0..index) |_| {
        try current.add(&current, &next);
        current.swap(&next);
    }
    return current;
}
