const std = @import("std");

pub fn main(init: std.process.Init) !void {
    const allocator = init.arena.allocator();
    var in_buffer: [4096]u8 = undefined;
    var stdin = std.Io.File.stdin().readerStreaming(init.io, &in_buffer);
    var out_buffer: [4096]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &out_buffer);
    const out = &stdout.interface;

    const text = try stdin.interface.allocRemaining(allocator, .unlimited);
    var lines: std.ArrayList([]const u8) = .empty;
    var rest = std.mem.splitScalar(u8, text, '\n');
    while (rest.next()) |line| {
        if (rest.peek() == null) break; // what stands after the last line's end
        try lines.append(allocator, line);
        const points = try std.unicode.utf8CountCodepoints(line);
        try out.print("{d} {d} {s}\n", .{ line.len, points, try reversed(allocator, line) });
    }
    std.mem.sortUnstable([]const u8, lines.items, {}, precedes);
    for (lines.items) |line| try out.print("{s}\n", .{line});
    try out.flush();
}

/// The code points from the last to the first.
fn reversed(allocator: std.mem.Allocator, line: []const u8) ![]const u8 {
    const result = try allocator.alloc(u8, line.len);
    var end = line.len;
    var points = (try std.unicode.Utf8View.init(line)).iterator();
    while (points.nextCodepointSlice()) |point| {
        end -= point.len;
        @memcpy(result[end..][0..point.len], point);
    }
    return result;
}

fn precedes(_: void, left: []const u8, right: []const u8) bool {
    return std.mem.lessThan(u8, left, right);
}
