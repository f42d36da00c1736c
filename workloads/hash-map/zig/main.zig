const std = @import("std");

pub fn main(init: std.process.Init) !void {
    const args = try init.minimal.args.toSlice(init.arena.allocator());
    if (args.len < 2) std.process.fatal("the first argument is how many keys are counted", .{});
    const n = try std.fmt.parseInt(u32, args[1], 10);
    var counts: std.AutoHashMap(u32, u32) = .init(init.gpa);
    defer counts.deinit();
    var next: u32 = 42;
    for (0..n) |_| {
        next = next *% 1664525 +% 1013904223;
        const entry = try counts.getOrPutValue((next >> 8) % n, 0);
        entry.value_ptr.* += 1;
    }
    const keys = counts.count();
    for (0..n) |key| {
        const count = counts.get(@intCast(key)) orelse continue;
        if (count % 2 == 1) _ = counts.remove(@intCast(key));
    }
    var sum: u32 = 0;
    for (0..n) |key| {
        if (counts.get(@intCast(key))) |count| sum +%= @as(u32, @intCast(key + 1)) *% count;
    }
    var buffer: [64]u8 = undefined;
    var stdout = std.Io.File.stdout().writerStreaming(init.io, &buffer);
    try stdout.interface.print("{d} {d} {d}\n", .{ keys, counts.count(), sum });
    try stdout.interface.flush();
}
